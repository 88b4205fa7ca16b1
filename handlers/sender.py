"""The Slack sender: renders a letter from fresh reads, finds an earlier attempt by its opaque key, posts or updates, and names
the error. When and how often is the delivery's affair."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.outbox.deliver import Dropped, Envelope, Failed, Outcome, Sent
from bot.reads import outbox as reads
from bot.reads.shapes import Picture, ToChannel, ToPerson, Unreachable, Unwanted
from handlers.letters import TABLE
from handlers.letters.base import Performer, Tools
from handlers.views.blocks import Message

log = logging.getLogger(__name__)

EVENT_TYPE = "samverkan"
MARGIN = timedelta(seconds=60)
GONE = {"message_not_found", "cant_update_message", "edit_window_closed"}
# Trying again can not help until a person has done something: given up at once, shown to the coordinators.
FINAL = {
    "channel_not_found", "not_in_channel", "is_archived", "user_not_found", "users_not_found", "account_inactive", "user_disabled",
    "invalid_blocks", "invalid_blocks_format", "msg_too_long", "no_text", "invalid_arguments", "missing_scope", "not_allowed_token_type",
    "restricted_action", "cannot_dm_bot", "cant_dm_bot", "messages_tab_disabled", "name_taken",
}  # fmt: skip


def named(fault: Exception) -> Failed | None:
    """What a fault of the Web API means for the letter, or None when it is no fault of Slack's or of the wire."""
    if isinstance(fault, SlackApiError):
        response = fault.response
        status = getattr(response, "status_code", 200)
        code = str(response.get("error") if hasattr(response, "get") else response)
        if status == 429 or code in ("ratelimited", "rate_limited"):
            after = (getattr(response, "headers", None) or {}).get("Retry-After", "1")
            return Failed("429", certain=True, retry_after=float(after))
        if status >= 500 or code in ("internal_error", "fatal_error", "service_unavailable", "request_timeout"):
            return Failed(f"{status} {code}")
        return Failed(code, certain=True, final=code in FINAL)
    if isinstance(fault, TimeoutError | aiohttp.ClientError | OSError):
        return Failed(f"{type(fault).__name__}")
    return None


class SlackSender:
    """Delivers letters to Slack. The client must have no retry handlers: the outbox alone decides retries (reliability F3)."""

    def __init__(self, tools: Tools) -> None:
        self.tools = tools

    @property
    def client(self) -> AsyncWebClient:
        """The Web API."""
        return self.tools.client

    async def aclose(self) -> None:
        """Nothing of its own: the client's session belongs to app.py."""

    async def send(self, envelope: Envelope, begin: Callable[[], Coroutine[Any, Any, bool]]) -> Outcome:
        """Deliver one letter; see bot.outbox.deliver.Sender."""
        how = TABLE.get(type(envelope.letter))
        if how is None:
            return Failed(f"nobody draws {envelope.claimed.kind}", certain=True, final=True)
        try:
            if isinstance(how, Performer):
                return await how.perform(self.tools, envelope.letter, begin)
            gathered = await self.tools.acting.read(how.gather, envelope.letter)
            if isinstance(gathered, Unwanted):
                return Dropped(gathered.reason)
            if isinstance(gathered, Unreachable):
                return Failed(gathered.reason, certain=True, final=True)
            return await self._message(envelope, gathered, how.draw(gathered.shape), begin)
        except Exception as fault:
            failed = named(fault)
            if failed is None:
                raise
            return failed

    async def _message(
        self, envelope: Envelope, picture: Picture, message: Message, begin: Callable[[], Coroutine[Any, Any, bool]]
    ) -> Outcome:
        claimed = envelope.claimed
        place = await self.tools.acting.read(reads.card, claimed.card) if claimed.card else None
        if place is None and claimed.ambiguous:
            place = await self._earlier(envelope, picture)
            if place is not None and claimed.card is None:
                return Sent(*place)
        if not await begin():
            return Failed("the lease was lost", certain=True)
        if place is not None:
            try:
                await self.client.chat_update(channel=place[0], ts=place[1], **_for_update(message))
                return Sent(*place)
            except SlackApiError as fault:
                if fault.response.get("error") not in GONE:
                    raise
        thread: str | None = None
        broadcast: dict[str, Any] = {}
        if isinstance(picture.to, ToChannel) and picture.to.thread:
            root = await self.tools.acting.read(reads.card, picture.to.thread)
            if root is None:
                return Failed("the thread is not posted yet", certain=True)
            thread, broadcast = root[1], ({"reply_broadcast": True} if picture.to.broadcast else {})
        answer = await self.client.chat_postMessage(
            channel=_channel(picture), thread_ts=thread, **broadcast, **message.arguments(),
            metadata={"event_type": EVENT_TYPE, "event_payload": {"key": claimed.op}},
        )  # fmt: skip
        return Sent(str(answer["channel"]), str(answer["ts"]))

    async def _earlier(self, envelope: Envelope, picture: Picture) -> tuple[str, str] | None:
        """Where an earlier attempt of this letter stands, found by its opaque key in the history since the first attempt."""
        claimed = envelope.claimed
        channel = _channel(picture)
        if isinstance(picture.to, ToPerson):
            opened = await self.client.conversations_open(users=picture.to.slack_id)
            channel = str(opened["channel"]["id"])
        oldest = str(((claimed.tried_at or claimed.created_at) - MARGIN).timestamp())
        thread: str | None = None
        if isinstance(picture.to, ToChannel) and picture.to.thread:
            root = await self.tools.acting.read(reads.card, picture.to.thread)
            thread = root[1] if root else None
        cursor: str | None = None
        while True:
            if thread:
                page = await self.client.conversations_replies(
                    channel=channel, ts=thread, oldest=oldest, include_all_metadata=True, limit=200, cursor=cursor
                )
            else:
                page = await self.client.conversations_history(
                    channel=channel, oldest=oldest, include_all_metadata=True, limit=200, cursor=cursor
                )
            for one in page.get("messages") or []:
                if ((one.get("metadata") or {}).get("event_payload") or {}).get("key") == claimed.op:
                    log.info("letter.found id=%s", claimed.id)
                    return channel, str(one["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
            if cursor is None:
                return None


def _channel(picture: Picture) -> str:
    return picture.to.slack_id if isinstance(picture.to, ToPerson) else picture.to.channel


def _for_update(message: Message) -> dict[str, Any]:
    given = {name: value for name, value in message.arguments().items() if not name.startswith("unfurl")}
    return {"blocks": [], **given}
