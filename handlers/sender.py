"""The Slack sender: renders a letter from fresh reads, finds an earlier attempt by its opaque key, posts or updates, and names
the error. When and how often is the delivery's affair."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.outbox.outcomes import Begin, Claimed, Dropped, Envelope, Failed, Held, Later, Outcome, Sent, Swept
from bot.outbox.pace import Pace
from bot.reads import outbox as reads
from bot.reads.outbox import Standing
from bot.reads.shapes import Picture, ToChannel, ToPerson, Unreachable, Unwanted
from handlers.errors import said
from handlers.left_behind import LeftBehind, history, key_of, mark
from handlers.letters import TABLE
from handlers.letters.base import Performer, Renderer, Tools
from handlers.letters.shared import Looked
from handlers.views.blocks import Message
from models.values import dataclass

log = logging.getLogger(__name__)

DIRECT: Final = "D"  # what the ids of conversations with one person begin with
LOST = Failed("the lease was lost", certain=True)
GONE = {"message_not_found", "cant_update_message", "edit_window_closed"}
# Trying again can not help until a person has done something: given up at once, shown to the coordinators.
FINAL = {
    "channel_not_found", "not_in_channel", "is_archived", "user_not_found", "users_not_found", "account_inactive", "user_disabled",
    "invalid_blocks", "invalid_blocks_format", "msg_too_long", "no_text", "invalid_arguments", "missing_scope", "not_allowed_token_type",
    "restricted_action", "cannot_dm_bot", "cant_dm_bot", "messages_tab_disabled", "name_taken",
}  # fmt: skip


# Slack's published pace (docs.slack.dev: rate limits), calls a second; what is done otherwise than by one call goes by its kind.
POST, UPDATE = "chat.postMessage", "chat.update"
PACE: Final = {POST: 5.0, UPDATE: 50 / 60, "Home": 100 / 60}
OTHERWISE: Final = 20 / 60
PER_CHANNEL: Final = {POST: 1.0}
PATIENCE: Final = 3.0
"""Letters to one channel leave one after the other; the next one does not wait longer (seconds) for one that hangs."""


def named(fault: Exception) -> Failed | None:
    """What a fault of the Web API means for the letter, or None when it is no fault of Slack's or of the wire."""
    if isinstance(fault, SlackApiError):
        response = fault.response
        status = getattr(response, "status_code", 200)
        code = said(fault) or "not an answer of Slack's"
        if status == 429 or code in ("ratelimited", "rate_limited"):
            after = (getattr(response, "headers", None) or {}).get("Retry-After", "1")
            return Failed("429", certain=True, retry_after=float(after))
        if status >= 500 or code in ("internal_error", "fatal_error", "service_unavailable", "request_timeout"):
            return Failed(f"{status} {code}")
        return Failed(code, certain=True, final=code in FINAL)
    if isinstance(fault, TimeoutError | aiohttp.ClientError | OSError):
        return Failed(f"{type(fault).__name__}")
    return None


@dataclass(frozen=True)
class Way:
    """How a letter is to go: by which method, to which channel, and what stands there already."""

    method: str
    channel: str | None
    picture: Picture
    message: Message
    standing: Standing


class SlackSender:
    """Delivers letters to Slack. The client must have no retry handlers: the outbox alone decides retries (reliability F3)."""

    def __init__(self, tools: Tools) -> None:
        self.tools = tools
        self.pace = Pace(PACE, default=OTHERWISE, per_place=PER_CHANNEL)
        self._reading = asyncio.Lock()
        self._left = LeftBehind(tools)
        self._looked = Looked(tools)
        self._last: dict[str, asyncio.Future[None]] = {}  # the last letter on its way to each channel

    @property
    def client(self) -> AsyncWebClient:
        """The Web API."""
        return self.tools.client

    async def aclose(self) -> None:
        """Nothing of its own: the client's session belongs to app.py."""

    async def send(self, envelope: Envelope, begin: Begin) -> Outcome:
        """Deliver one letter; see bot.outbox.deliver.Sender."""
        how = TABLE.get(type(envelope.letter))
        if how is None:
            return Failed(f"nobody draws {envelope.claimed.kind}", certain=True, final=True)
        if isinstance(how, Performer):
            return await self._paced(
                envelope, envelope.claimed.kind, None, lambda: how.perform(self.tools, envelope.letter, begin)
            )
        async with contextlib.AsyncExitStack() as stack:
            async with self._reading:  # so that letters to one channel stand in line as they were claimed
                way = await self._way(envelope, how)
                if not isinstance(way, Way):
                    return way
                turn = self._turn(way.channel, envelope)
            await stack.enter_async_context(turn)
            return await self._paced(
                envelope, way.method, way.channel, lambda: self._message(envelope.claimed, way, begin)
            )

    async def _paced(
        self, envelope: Envelope, method: str, place: str | None, work: Callable[[], Awaitable[Outcome]]
    ) -> Outcome:
        """Do it when its time has come; what Slack refuses for its number waits with all that would be refused too."""
        who, urgent = envelope.claimed.op, bool(envelope.claimed.urgent)
        wait = self.pace.wait(who, method, place, self._now(), urgent=urgent)
        if wait > 0:
            return Later(wait)
        try:
            outcome = await work()
        except Exception as fault:
            failed = named(fault)
            if failed is None:
                raise
            outcome = failed
        if isinstance(outcome, Failed) and outcome.retry_after is not None and outcome.certain:
            after = self.pace.refused(who, method, place, self._now(), outcome.retry_after, urgent=urgent)
            return Later(after, outcome.reason)
        self.pace.went(who, method, place, self._now())
        return outcome

    async def _way(self, envelope: Envelope, how: Renderer) -> Way | Outcome:
        """Read afresh whether it is wanted, by whom, what it shows, and what stands in Slack already."""
        found = await self.tools.acting.read(reads.gathered, how.gather, envelope.letter, envelope.claimed.card)
        gathered = found.gathered
        if isinstance(gathered, Unwanted):
            return Dropped(gathered.reason)
        if isinstance(gathered, Unreachable):
            return Failed(gathered.reason, certain=True, final=True)
        if (
            found.hold is not None and not envelope.claimed.ambiguous
        ):  # what may have arrived is looked for, whatever the hour
            return Held(found.hold.until, found.hold.person_id)
        channel = found.card[0] if found.card else _channel(gathered)
        return Way(UPDATE if found.card else POST, channel, gathered, how.draw(gathered.shape), found)

    def _now(self) -> float:
        return self.tools.acting.clock.now().timestamp()

    def _turn(self, channel: str | None, envelope: Envelope) -> contextlib.AbstractAsyncContextManager[None]:
        """A place in the line of the letters to a channel. What is urgent passes it."""
        if channel is None or envelope.claimed.urgent:
            return contextlib.nullcontext()
        mine: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        before = self._last.get(channel)
        self._last[channel] = mine

        @asynccontextmanager
        async def turn() -> AsyncIterator[None]:
            try:
                if before is not None:
                    await asyncio.wait({before}, timeout=PATIENCE)
                yield
            finally:
                mine.set_result(None)
                if self._last.get(channel) is mine:
                    del self._last[channel]

        return turn()

    async def _message(self, claimed: Claimed, way: Way, begin: Begin) -> Outcome:
        picture, message = way.picture, way.message
        if (refused := await self._not_ours(way)) is not None:
            return refused
        place = way.standing.card
        if place is None and claimed.ambiguous:
            place = await self._earlier(claimed, way)
            if place is not None and claimed.card is None:
                return Sent(*place)
        ours: dict[str, Any] = {}
        if place is None:  # none is known: one may stand there from before a copy of the database was put back
            hangs_on = way.standing.thread[1] if way.standing.thread else None
            place = await self._left.find(claimed, _channel(picture), hangs_on, message)
            ours = {"metadata": mark(claimed)} if place else {}
        if place is not None:
            if not await begin():
                return LOST
            try:
                await self.client.chat_update(channel=place[0], ts=place[1], **_for_update(message), **ours)
                return Sent(*place)
            except SlackApiError as fault:
                if said(fault) not in GONE:
                    raise
            # gone: a new message, unless an earlier attempt has made it already
            place = await self._earlier(claimed, way) if claimed.ambiguous else None
            if place is not None:
                await self.client.chat_update(channel=place[0], ts=place[1], **_for_update(message))
                return Sent(*place)
        thread: str | None = None
        broadcast: dict[str, Any] = {}
        if isinstance(picture.to, ToChannel) and picture.to.thread:
            if way.standing.thread is None:
                return Failed("the thread is not posted yet", certain=True)
            thread, broadcast = way.standing.thread[1], ({"reply_broadcast": True} if picture.to.broadcast else {})
        if not await begin(_channel(picture), thread):
            return LOST
        answer = await self.client.chat_postMessage(
            channel=_channel(picture), thread_ts=thread, **broadcast, **message.arguments(),
            metadata=mark(claimed),
        )  # fmt: skip
        return Sent(str(answer["channel"]), str(answer["ts"]))

    async def _not_ours(self, way: Way) -> Failed | None:
        """Why nothing is sent to that channel: others see it, or Slack does not say whether they do."""
        if way.channel is None or not isinstance(way.picture.to, ToChannel):
            return None
        if way.channel.startswith(DIRECT):  # a thread under somebody's own card
            return None
        try:
            return await self._looked.refusal(way.channel, was_shared=way.standing.shared)
        except Exception as fault:
            failed = named(fault)
            if failed is None:
                raise
            return replace(failed, certain=True)  # asked before anything was sent

    async def _earlier(self, claimed: Claimed, way: Way) -> tuple[str, str] | None:
        """Where an earlier attempt of this letter stands, found by its opaque key."""
        thread = way.standing.thread[1] if way.standing.thread else None
        found = await self._copies(claimed.op, _channel(way.picture), thread, claimed.tried_at or claimed.created_at)
        if found:
            log.info("letter.found id=%s", claimed.id)
        return found[0] if found else None

    async def _copies(self, key: str, where: str, thread: str | None, since: datetime) -> list[tuple[str, str]]:
        """Where the messages with that opaque key stand, the oldest first, in the history since the first attempt."""
        channel, messages = await history(self.client, where, thread, since)
        return [(channel, ts) for ts in sorted({str(one["ts"]) for one in messages if key_of(one) == key})]

    async def sweep(self, swept: Swept) -> int | None:
        """Take away the twin of a message that was sent by two, or the message of a letter that was not wanted any more when its
        first attempt had already been made; see bot.outbox.deliver.Sweeper."""
        try:
            copies = await self._copies(swept.op, swept.tried_in, swept.tried_thread, swept.tried_at)
            card = await self.tools.acting.read(reads.card, swept.card) if swept.card else None
            ours = {swept.ts, card[1] if card else None} & {ts for _, ts in copies}
            if (
                not ours and swept.ts is not None
            ):  # ours has been taken away by hand: one of the others may stand for it
                ours = {ts for _, ts in copies[:1]}
            surplus = [(channel, ts) for channel, ts in copies if ts not in ours]
            for channel, ts in surplus:
                await self._delete(channel, ts)
                log.warning("letter.twin_removed id=%s", swept.id)
            return len(surplus)
        except Exception as fault:
            failed = named(fault)
            if failed is None:
                raise
            log.warning("letter.not_swept id=%s reason=%s", swept.id, failed.reason)
            return 0 if failed.final else None

    async def _delete(self, channel: str, ts: str) -> None:
        try:
            await self.client.chat_delete(channel=channel, ts=ts)
        except SlackApiError as fault:
            if said(fault) != "message_not_found":
                raise


def _channel(picture: Picture) -> str:
    return picture.to.slack_id if isinstance(picture.to, ToPerson) else picture.to.channel


def _for_update(message: Message) -> dict[str, Any]:
    given = {name: value for name, value in message.arguments().items() if not name.startswith("unfurl")}
    return {"blocks": [], **given}
