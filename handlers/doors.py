"""How a Slack payload finds its door, and how a fault finds the person. One table instead of a listener per id: Bolt tries its
listeners one after another (ADR 0003). Who the person is comes from handlers/guard.py; what is done, from the use cases."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncAck
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.text.markup import esc
from bot.usecases.acting import Acting, AlreadyDone
from handlers import errors
from handlers.errors import said
from handlers.views import blocks, fields, notice
from models.rules.refusals import Refusal, Refused

log = logging.getLogger(__name__)
# What Slack says of a right to open a window that is used or over, and of a window that is no longer what it was.
_TOO_LATE = frozenset({"invalid_trigger_id", "exchanged_trigger_id", "expired_trigger_id", "push_limit_reached"})
_GONE = frozenset({"not_found", "hash_conflict"})


@dataclass
class Visit:
    """Somebody at a door: who (`acting`), what Slack said (`body`), and the ways to answer."""

    acting: Acting
    client: AsyncWebClient
    body: dict[str, Any]
    ack: AsyncAck
    retry: int = 0  # Slack's X-Slack-Retry-Num
    outcome: str = "done"  # for the figures: done, repeated, refused or failed
    window_over: bool = False  # Slack said that the right to open a window is used or over: it is not asked again

    @property
    def user(self) -> str:
        """The Slack user."""
        given = self.body.get("user")
        if isinstance(given, dict):
            return str(given.get("id", ""))
        return str(self.body.get("user_id") or self.event.get("user") or "")

    @property
    def action(self) -> dict[str, Any]:
        """The button or list that was used."""
        found: dict[str, Any] = (self.body.get("actions") or [{}])[0]
        return found

    @property
    def value(self) -> str:
        """What the button carries, or the choice that was made: a row's id, to be read anew."""
        chosen = self.action.get("selected_option") or {}
        return str(self.action.get("value") or chosen.get("value") or "")

    @property
    def id(self) -> int:
        """The value as a row's id. Raises Refused(NOT_FOUND) when it is none."""
        return number(self.value)

    @property
    def view(self) -> dict[str, Any]:
        """The modal or home tab it happened in."""
        found: dict[str, Any] = self.body.get("view") or {}
        return found

    @property
    def state(self) -> dict[str, Any]:
        """The answers in the form."""
        found: dict[str, Any] = (self.view.get("state") or {}).get("values") or {}
        return found

    @property
    def metadata(self) -> str:
        """The view's private_metadata: names rows, is never believed."""
        return str(self.view.get("private_metadata") or "")

    @property
    def event(self) -> dict[str, Any]:
        """The event, for an event."""
        found: dict[str, Any] = self.body.get("event") or {}
        return found

    @property
    def trigger(self) -> str:
        """The right to open one window within three seconds."""
        return str(self.body.get("trigger_id") or "")

    @property
    def in_modal(self) -> bool:
        """Whether it happened inside a window."""
        return self.view.get("type") == "modal"

    async def open(self, view: dict[str, Any]) -> None:
        """Show a window; on top of the one the person is in, if any. Raises Refused when the right to open it is gone."""
        if self.window_over:
            raise Refused(Refusal.WINDOW_LATE)
        on_top = self.in_modal and self.body.get("type") == "block_actions"
        show = self.client.views_push if on_top else self.client.views_open
        try:
            await show(trigger_id=self.trigger, view=view)
        except SlackApiError as fault:
            if said(fault) in _TOO_LATE or not self.trigger:
                self.window_over = True
                raise Refused(Refusal.WINDOW_LATE) from fault
            raise

    async def redraw(self, view: dict[str, Any]) -> None:
        """Draw the window the person is in anew; what is written in inputs of the same name stays. Raises Refused when it
        is closed, or was drawn anew in between."""
        try:
            await self.client.views_update(view_id=str(self.view.get("id")), hash=self.view.get("hash"), view=view)
        except SlackApiError as fault:
            if said(fault) in _GONE:
                raise Refused(Refusal.STALE) from fault
            raise

    async def show_done(self, view: dict[str, Any], view_id: str | None = None) -> None:
        """Draw a window (the one the person is in) anew after something was done there. Without a hash: the last drawing
        is the truth. A window that is closed by now, or a Slack that is away, is no fault of the person's: it is done."""
        try:
            await self.client.views_update(view_id=view_id or self.view["id"], view=view)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as fault:
            log.info("not_drawn user=%s why=%s", self.user, fault)


def number(text: str) -> int:
    """A row's id from outside. Raises Refused(NOT_FOUND)."""
    found = fields.row_of(text)
    if found is None:
        raise Refused(Refusal.NOT_FOUND)
    return found


Door = Callable[[Visit], Awaitable[None]]


@dataclass
class Doors:
    """The doors of one noun, by id. Shared ids are refused when the tables are put together."""

    actions: dict[str, Door] = field(default_factory=dict)
    views: dict[str, Door] = field(default_factory=dict)
    shortcuts: dict[str, Door] = field(default_factory=dict)
    words: dict[str, Door] = field(default_factory=dict)  # of the slash command
    events: dict[str, Door] = field(default_factory=dict)

    def action(self, name: str) -> Callable[[Door], Door]:
        """A button or list."""
        return _entry(self.actions, name)

    def submission(self, name: str) -> Callable[[Door], Door]:
        """A form that is sent in."""
        return _entry(self.views, name)

    def shortcut(self, name: str) -> Callable[[Door], Door]:
        """A global or message shortcut."""
        return _entry(self.shortcuts, name)

    def word(self, *names: str) -> Callable[[Door], Door]:
        """A word after the slash command, without diacritics and in lower case."""

        def enter(door: Door) -> Door:
            for name in names:
                _entry(self.words, name)(door)
            return door

        return enter

    def event(self, name: str) -> Callable[[Door], Door]:
        """An event of the Events API."""
        return _entry(self.events, name)

    def include(self, others: Doors) -> None:
        """Take in another noun's doors. Raises ValueError for an id that is routed twice."""
        for mine, theirs in (
            (self.actions, others.actions), (self.views, others.views), (self.shortcuts, others.shortcuts),
            (self.words, others.words), (self.events, others.events),
        ):  # fmt: skip
            for name, door in theirs.items():
                _entry(mine, name)(door)


def _entry(table: dict[str, Door], name: str) -> Callable[[Door], Door]:
    def enter(door: Door) -> Door:
        if str(name) in table:
            raise ValueError(f"{name} is routed twice")
        table[str(name)] = door
        return door

    return enter


async def pass_through(door: Door | None, visit: Visit, where: str) -> BoltResponse | None:
    """Send a visit through its door and turn what goes wrong into a sentence where the person is looking.

    Work first, ack last: an interaction that Slack was told about is one that is done. A delivery that was done before is
    acknowledged and does nothing.
    """
    if door is None:
        log.info("unhandled where=%s", where)
        await visit.ack()
        return None
    try:
        await door(visit)
    except AlreadyDone:
        log.info("repeated where=%s", where)
        visit.outcome = "repeated"
        await visit.ack()
    except Exception as fault:
        visit.outcome = "refused" if isinstance(fault, Refused) else "failed"
        if visit.body.get("type") == "event_callback" and not isinstance(fault, Refused) and visit.retry < 2:
            log.exception("event.again where=%s retry=%s", where, visit.retry)
            return BoltResponse(status=500, body="")  # nothing was committed: Slack may deliver it again
        await _tell(visit, errors.answer(fault, where, visit.user))
    return None


async def _tell(visit: Visit, said: errors.Answer) -> None:
    """Say it where the person is looking."""
    kind = visit.body.get("type")
    if kind == "view_submission":
        await _tell_in_form(visit, said)
        return
    if visit.body.get("command"):
        await visit.ack(text=esc(said.words), response_type="ephemeral")
        return
    try:
        if kind == "event_callback":
            await visit.client.chat_postMessage(channel=visit.event.get("channel") or visit.user, text=esc(said.words))
        elif kind == "block_actions" and visit.body.get("message"):
            container = visit.body.get("container") or {}
            await visit.client.chat_postEphemeral(
                channel=container.get("channel_id") or visit.body["channel"]["id"], user=visit.user, text=esc(said.words),
                thread_ts=visit.body["message"].get("thread_ts"),
            )  # fmt: skip
        else:
            await visit.open(notice.window(said.words))
    except Exception as fault:  # a window that could not be opened (its three seconds are over), or Slack is away
        known = isinstance(fault, SlackApiError | Refused | aiohttp.ClientError | TimeoutError)
        log.log(
            logging.INFO if known else logging.ERROR, "could not tell in place user=%s why=%s", visit.user,
            type(fault).__name__, exc_info=None if known else fault,
        )  # fmt: skip
        with contextlib.suppress(Exception):
            await visit.client.chat_postMessage(channel=visit.user, text=esc(said.words))
    await visit.ack()


async def _tell_in_form(visit: Visit, said: errors.Answer) -> None:
    """At the field it belongs to, else at the form's first field, so that nothing written is lost; else as a window."""
    drawn = [one for one in visit.view.get("blocks") or [] if one.get("type") == "input"]
    names = [str(one.get("block_id")) for one in drawn]
    where = said.field if said.field in names else next(iter(names), None)
    if where is None:
        await visit.ack(response_action="update", view=notice.window(said.words))
    else:
        await visit.ack(response_action="errors", errors={where: blocks.cut(said.words, 2000)})
