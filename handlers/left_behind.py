"""Messages that were sent before a copy of the database was put back, and that the copy does not know: what would say the same is
not posted again, the one that stands there is taken over (reliability T16). Without such a copy nothing is looked for."""

from __future__ import annotations

import hashlib
import html
import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from slack_sdk.web.async_client import AsyncWebClient

from bot.outbox.outcomes import Claimed
from bot.reads import restored
from bot.text.markup import esc
from bot.text.records import VOID
from handlers.letters.base import Tools
from handlers.views.blocks import Message, section

log = logging.getLogger(__name__)
Found = tuple[str, str]  # channel, ts
EVENT_TYPE: Final = "samverkan"
MARGIN: Final = timedelta(seconds=60)
PEOPLE: Final = ("U", "W")  # what the ids of people begin with: a message to one stands in the conversation with them
WINDOW: Final = timedelta(days=1)
"""For so long after a copy was put back: the clock catches up at once, and people do again what was lost."""


def mark(claimed: Claimed) -> dict[str, Any]:
    """The metadata by which a message of ours is found again: its own opaque key, and that of the card it is, if any."""
    payload = {"key": claimed.op} | ({"card": _opaque(claimed.card)} if claimed.card else {})
    return {"event_type": EVENT_TYPE, "event_payload": payload}


def _opaque(card: str | None) -> str:
    return hashlib.sha256((card or "").encode()).hexdigest()[:16]


def key_of(message: dict[str, Any]) -> str | None:
    """The opaque key of a message, if it is ours."""
    found = _payload(message).get("key")
    return str(found) if found else None


def _payload(message: dict[str, Any]) -> dict[str, Any]:
    return (message.get("metadata") or {}).get("event_payload") or {}


async def history(
    client: AsyncWebClient, where: str, thread: str | None, since: datetime, until: datetime | None = None
) -> tuple[str, list[dict[str, Any]]]:
    """The channel, and all its messages (or a thread's) since a moment; `where`: a channel or a person."""
    channel = where
    if where.startswith(PEOPLE):
        opened = await client.conversations_open(users=where)
        channel = str(opened["channel"]["id"])
    wanted: dict[str, Any] = {
        "channel": channel, "oldest": str((since - MARGIN).timestamp()), "include_all_metadata": True, "limit": 200
    }  # fmt: skip
    if until is not None:
        wanted["latest"] = str((until + MARGIN).timestamp())
    found: list[dict[str, Any]] = []
    cursor: str | None = None
    while True:
        if thread:
            page = await client.conversations_replies(ts=thread, cursor=cursor, **wanted)
        else:
            page = await client.conversations_history(cursor=cursor, **wanted)
        found += page.get("messages") or []
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
        if cursor is None:
            return channel, found


@dataclass
class LeftBehind:
    """What stands in Slack and the database does not know. Asked of the database once: copies are put back while nothing runs."""

    tools: Tools
    _gap: restored.Gap | None = None
    _asked: bool = field(default=False)

    async def find(self, claimed: Claimed, where: str, thread: str | None, message: Message) -> Found | None:
        """Where a message with the same words stands that belongs to no letter we know, the newest; None without one. The cards
        there that say something else are of rows that are lost: their buttons are taken away, until a letter with their words comes."""
        if not self._asked:
            self._gap, self._asked = await self.tools.acting.read(restored.gap), True
        gap = self._gap
        if gap is None or claimed.created_at > gap.restored_at + WINDOW:
            return None
        waited = claimed.created_at < gap.restored_at
        if waited and claimed.card is None:
            return None
        since = min(gap.copied_at, claimed.created_at)
        channel, messages = await history(self.tools.client, where, thread, since, gap.restored_at)
        if waited:  # in the copy; its own key is not there, but another letter may have made its card
            same = [str(one["ts"]) for one in messages if _payload(one).get("card") == _opaque(claimed.card)]
        else:
            same = await self._same(channel, messages, str(message.arguments().get("text")))
        if not same:
            return None
        log.info("letter.taken_over id=%s ts=%s", claimed.id, max(same))
        return channel, max(same)

    async def _same(self, channel: str, messages: list[dict[str, Any]], text: str) -> list[str]:
        ours = {key: one for one in messages if (key := key_of(one))}
        unknown = await self.tools.acting.read(restored.unknown, list(ours)) if ours else set()
        strangers = [one for key, one in ours.items() if key in unknown]
        same = [str(one["ts"]) for one in strangers if html.unescape(one.get("text", "")) == html.unescape(text)]
        for one in strangers:
            if _payload(one).get("card") and str(one["ts"]) not in same and VOID not in str(one.get("blocks")):
                await self._void(channel, one)
        return same

    async def _void(self, channel: str, one: dict[str, Any]) -> None:
        said = html.unescape(one.get("text", ""))
        blocks = [section(esc(said)), section(VOID)]
        await self.tools.client.chat_update(channel=channel, ts=str(one["ts"]), text=esc(said), blocks=blocks)
        log.info("letter.void ts=%s", one["ts"])
