"""Who is at the door: a Slack user of our own workspace becomes an Acting, by our own roster. Not what the person may do:
that the rules decide, at the moment of the click."""

from __future__ import annotations

from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.reads import people
from bot.usecases import people as usecases
from bot.usecases.acting import Acting, Actor

# Accounts that are not full members of our workspace are never matched with a person.
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


class Guard:
    """Turns a payload into an Acting. A user that is not known yet is looked up by e-mail address, once."""

    def __init__(self, acting: Acting, client: AsyncWebClient, home_team: str | None = None) -> None:
        self.acting = acting
        self.client = client
        self.home_team = home_team

    async def admit(self, body: dict[str, Any], *, anew: bool = False) -> Acting:
        """The Acting of whoever sent the payload: as the account was last seen, which each transaction checks for itself, or looked
        for `anew`. Raises Stranger for another workspace."""
        team, user = team_and_user(body)
        if not user or (self.home_team and team and team != self.home_team):
            raise Stranger(f"team={team} user={user}")
        seen = None if anew else people.remembered(self.acting.database, user)
        if seen is not None:
            return self.acting.by(Actor("person", seen[0].id, seen[0].name, user, seen[1]), once(body))
        known = await self.acting.read(people.by_slack, user)
        if known is None:
            known = await self._by_email(user)
        if known is None:
            return self.acting.by(Actor("person", None, "", user), once(body))
        return self.acting.by(Actor("person", known.id, known.name, user), once(body))

    async def _by_email(self, user: str) -> people.PersonCard | None:
        """Match by the address in the Slack profile; guests, strangers and deactivated accounts are not matched."""
        try:
            answer = await self.client.users_info(user=user)
        except SlackApiError:
            return None
        account: dict[str, Any] = answer.get("user") or {}
        if any(account.get(flag) for flag in NO_MEMBER):
            return None
        if self.home_team and account.get("team_id") not in (None, self.home_team):
            return None
        email = (account.get("profile") or {}).get("email")
        if not email or not await self.acting.do(usecases.matched, email, user):
            return None
        return await self.acting.read(people.by_slack, user)
