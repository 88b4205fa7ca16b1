"""Who is at the door: a Slack user of our own workspace becomes an Acting, by our own roster. Not what the person may do:
that the rules decide, at the moment of the click."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from time import monotonic
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.reads import people
from bot.usecases import people as usecases
from bot.usecases.acting import Acting, Actor
from handlers.errors import said
from models.rules.refusals import Refusal, Refused

log = logging.getLogger(__name__)
# Accounts that are not full members of our workspace are never matched with a person.
GUEST = frozenset({"is_restricted", "is_ultra_restricted"})
NOBODY = frozenset({"user_not_found", "user_not_visible"})
NO_MEMBER = ("deleted", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger")


class Stranger(Exception):
    """Somebody from another workspace, or a payload that names no user: nothing is done."""


def once(body: dict[str, Any]) -> str | None:
    """The key of a delivery: the same key acts once (reliability: what Slack redelivers, a double click, a replay)."""
    kind = body.get("type")
    if kind == "event_callback":
        return f"event:{body.get('event_id')}"
    if kind == "block_actions":
        container, action = body.get("container") or {}, (body.get("actions") or [{}])[0]
        place = container.get("message_ts") or container.get("view_id") or ""
        user = (body.get("user") or {}).get("id")
        return f"action:{place}:{action.get('action_id')}:{action.get('block_id')}:{user}:{action.get('action_ts')}"[
            :200
        ]
    if kind == "view_submission":
        view = body.get("view") or {}
        return f"view:{view.get('id')}:{view.get('hash')}"[:200]
    if trigger := body.get("trigger_id"):
        return f"trigger:{trigger}"[:200]
    return None


def team_and_user(body: dict[str, Any]) -> tuple[str | None, str | None]:
    """The user's own team, and the user."""
    if body.get("type") == "event_callback":
        event = body.get("event") or {}
        user = event.get("user")
        team = event.get("user_team") or event.get("team") or body.get("team_id")
        return team, user if isinstance(user, str) else (user or {}).get("id")
    user = body.get("user") if isinstance(body.get("user"), dict) else {}
    team = (user or {}).get("team_id") or (body.get("team") or {}).get("id") or body.get("team_id")
    return team, (user or {}).get("id") or body.get("user_id")


class Accounts:
    """What Slack says of the accounts that come here: full members of our workspace or not (ADR 0011).

    Asked again in the background when an answer is `SOON` seconds old, and before the act when it is `FRESH` old: the ordinary click
    costs nothing. While Slack does not answer, what it said within `LONGEST` seconds stands; nothing else does.
    """

    SOON, FRESH, LONGEST, PATIENCE = 240.0, 300.0, 3600.0, 1.5

    def __init__(self, client: AsyncWebClient, home_team: str | None, now: Callable[[], float] = monotonic) -> None:
        self.client = client
        self.home_team = home_team
        self.now = now
        self._known: dict[str, tuple[float, dict[str, Any]]] = {}
        self._asking: dict[str, asyncio.Task[dict[str, Any]]] = {}

    async def member(self, user: str) -> dict[str, Any]:
        """The account as Slack tells of it. Raises Stranger for one that is not of ours or is deactivated or a bot, Refused for a
        guest (GUEST_ACCOUNT), and when Slack has not answered for long (ACCOUNT_UNCHECKED)."""
        at, account = self._known.get(user, (None, {}))
        age = self.LONGEST if at is None else self.now() - at
        if age >= self.FRESH:
            try:
                account = await asyncio.wait_for(asyncio.shield(self._ask(user)), self.PATIENCE)
            except (SlackApiError, aiohttp.ClientError, TimeoutError) as fault:
                log.warning("account.unchecked user=%s age=%.0f why=%s", user, age, type(fault).__name__)
                if age >= self.LONGEST:
                    raise Refused(Refusal.ACCOUNT_UNCHECKED) from fault
        elif age >= self.SOON:
            self._ask(user)
        return self._checked(user, account)

    def _checked(self, user: str, account: dict[str, Any]) -> dict[str, Any]:
        wrong = next((flag for flag in NO_MEMBER if account.get(flag)), None)
        if wrong in GUEST:
            log.warning("rights.refused user=%s why=%s", user, wrong)
            raise Refused(Refusal.GUEST_ACCOUNT)
        if wrong is None and self.home_team and account.get("team_id") not in (None, self.home_team):
            wrong = f"team {account.get('team_id')}"
        if wrong is not None:
            raise Stranger(f"user={user} {wrong}")
        return account

    def _ask(self, user: str) -> asyncio.Task[dict[str, Any]]:
        """Ask Slack, once for all who wait for the same account."""
        if user not in self._asking:
            task = asyncio.create_task(self._answer(user))
            self._asking[user] = task
            task.add_done_callback(lambda done: self._told(user, done))
        return self._asking[user]

    def asked_now(self) -> list[asyncio.Task[dict[str, Any]]]:
        """The questions to Slack that are under way."""
        return list(self._asking.values())

    def _told(self, user: str, done: asyncio.Task[dict[str, Any]]) -> None:
        self._asking.pop(user, None)
        if not done.cancelled() and (fault := done.exception()) is not None:
            log.info("account.not_answered user=%s why=%s", user, type(fault).__name__)

    async def _answer(self, user: str) -> dict[str, Any]:
        try:
            account = dict((await self.client.users_info(user=user)).get("user") or {})
        except SlackApiError as fault:
            if said(fault) not in NOBODY:
                raise
            account = {"deleted": True}
        self._known[user] = (self.now(), account)
        return account


class Guard:
    """Turns a payload into an Acting. A user that is not known yet is looked up by e-mail address, once."""

    def __init__(self, acting: Acting, client: AsyncWebClient, home_team: str | None = None) -> None:
        self.acting = acting
        self.client = client
        self.home_team = home_team
        self.accounts = Accounts(client, home_team)

    async def admit(self, body: dict[str, Any], *, anew: bool = False) -> Acting:
        """The Acting of whoever sent the payload: as the account was last seen, which each transaction checks for itself, or looked
        for `anew`. Raises Stranger for another workspace or an account that is none of ours, Refused for a guest's and for one that
        can not be looked at."""
        team, user = team_and_user(body)
        if not user or (self.home_team and team and team != self.home_team):
            raise Stranger(f"team={team} user={user}")
        account = await self.accounts.member(user)
        seen = None if anew else people.remembered(self.acting.database, user)
        if seen is not None:
            return self.acting.by(Actor("person", seen[0].id, seen[0].name, user, seen[1]), once(body))
        known = await self.acting.read(people.by_slack, user)
        if known is None:
            known = await self._by_email(user, account)
        if known is None:
            return self.acting.by(Actor("person", None, "", user), once(body))
        return self.acting.by(Actor("person", known.id, known.name, user), once(body))

    async def _by_email(self, user: str, account: dict[str, Any]) -> people.PersonCard | None:
        """Match by the address in the Slack profile."""
        email = (account.get("profile") or {}).get("email")
        if not email or not await self.acting.do(usecases.matched, email, user):
            return None
        return await self.acting.read(people.by_slack, user)
