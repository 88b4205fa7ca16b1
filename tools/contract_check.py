"""What we take Slack at its word for, tried on a real workspace (reliability T21): run by hand before a release, in a channel made
for it. Posts there, measures, and takes everything away again. `python -m tools.contract_check C0123ABC [--shared C0456DEF]`"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import ssl
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from typing import Any, Final
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import settings as environment
from bot.clock import Clock
from bot.outbox.outcomes import Swept
from bot.settings import Settings
from bot.usecases.acting import SYSTEM, Acting
from handlers.letters.base import Tools
from handlers.sender import SlackSender
from models.store.engine import Database

PATIENCE: Final = 60.0
"""Longer than this (seconds) nobody has to wait for a message to show in the history; our own waiting rests on it."""
TRIGGERS: Final = {"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id", "invalid_trigger"}


@dataclass(frozen=True)
class Line:
    """One thing tried: whether it is as we take it (None: it only tells), and what was seen."""

    what: str
    well: bool | None
    seen: str


class Check:
    """The things to try, in one channel that the bot is in."""

    def __init__(self, settings: Settings, channel: str, shared: str | None) -> None:
        self.token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else ""
        self.url, self.channel, self.shared = settings.slack_api_url, channel, shared
        self.client = AsyncWebClient(token=self.token, base_url=self.url, retry_handlers=[], timeout=10)
        self.sender = SlackSender(Tools(self.client, Acting(Database("sqlite://"), Clock(), SYSTEM), ""))
        self.began = Clock().now()
        self.posted: set[str] = set()

    async def run(self) -> list[Line]:
        """Try everything; what stumbles is a line that failed, and the rest is tried all the same."""
        lines = []
        tries: list[tuple[str, Callable[[], Awaitable[tuple[bool | None, str]]]]] = [
            ("a message is found in the history by its key", self.found_in_history),
            ("a reply is found in its thread by its key", self.found_in_thread),
            ("a message that is updated keeps its key", self.updated_keeps_its_key),
            ("a request whose answer nobody reads", self.unread_answer),
            ("a twin is taken away, and ours stays", self.twin),
            ("an old trigger is refused for good", self.old_trigger),
            ("a channel that is shared with others shows it", self.shared_channel),
            ("too many messages are refused with Retry-After", self.pace),
            ("everything is taken away again", self.clean),
        ]
        for what, attempt in tries:
            try:
                lines.append(Line(what, *await attempt()))
            except SlackApiError as fault:
                lines.append(Line(what, False, str(fault.response.get("error"))))
            except Exception as fault:
                lines.append(Line(what, False, f"{type(fault).__name__}: {fault}"))
        return lines

    async def post(self, key: str, thread: str | None = None) -> str:
        """Post with a key, as the bot does; the message's ts."""
        answer = await self.client.chat_postMessage(
            channel=self.channel, thread_ts=thread, text="Samverkan contract check", metadata=self.metadata(key)
        )
        self.posted.add(str(answer["ts"]))
        return str(answer["ts"])

    @staticmethod
    def metadata(key: str) -> dict[str, Any]:
        """The opaque key, where the bot puts it."""
        return {"event_type": "samverkan", "event_payload": {"key": key}}

    async def look(
        self, key: str, thread: str | None = None, number: int = 1, patience: float = PATIENCE
    ) -> tuple[list[str], float]:
        """Look as the bot does, until so many are there: their ts, and after how many seconds."""
        began = monotonic()
        while True:
            found = [ts for _, ts in await self.sender._copies(key, self.channel, thread, self.began)]
            if len(found) >= number or monotonic() - began > patience:
                return found, monotonic() - began
            await asyncio.sleep(0.5)

    async def found_in_history(self) -> tuple[bool, str]:
        """The lookup that never doubled rests on, and its delay."""
        key = uuid4().hex
        ts = await self.post(key)
        found, seconds = await self.look(key)
        return found == [ts], f"after {seconds:.2f} s"

    async def found_in_thread(self) -> tuple[bool, str]:
        """The same for a reply."""
        key, root = uuid4().hex, await self.post(uuid4().hex)
        ts = await self.post(key, root)
        found, seconds = await self.look(key, root)
        return found == [ts], f"after {seconds:.2f} s"

    async def updated_keeps_its_key(self) -> tuple[bool, str]:
        """Cards are updated in place, without metadata: the key of the first letter must stay."""
        key = uuid4().hex
        ts = await self.post(key)
        await self.client.chat_update(channel=self.channel, ts=ts, text="Samverkan contract check, updated", blocks=[])
        found, _ = await self.look(key, patience=5)
        return found == [ts], "kept" if found else "lost"

    async def unread_answer(self) -> tuple[None, str]:
        """Hang up before the answer: the message may stand or not; only how soon one can know is told."""
        key, to = uuid4().hex, urlsplit(f"{self.url}chat.postMessage")
        secure = ssl.create_default_context() if to.scheme == "https" else None
        port = to.port or (443 if secure else 80)
        form = {"channel": self.channel, "text": "Samverkan contract check", "metadata": json.dumps(self.metadata(key))}
        body = urlencode(form).encode()
        head = (
            f"POST {to.path} HTTP/1.1\r\nHost: {to.hostname}\r\nAuthorization: Bearer {self.token}\r\nContent-Length: {len(body)}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\n"
        )
        _, writer = await asyncio.open_connection(to.hostname, port, ssl=secure)
        writer.write(head.encode() + body)
        await writer.drain()
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()
        found, seconds = await self.look(key, patience=PATIENCE / 4)
        self.posted.update(found)
        return None, f"it stands: seen after {seconds:.2f} s" if found else f"it does not stand after {seconds:.0f} s"

    async def twin(self) -> tuple[bool, str]:
        """The same letter sent by two: the bot's own sweeper is let loose on it."""
        key = uuid4().hex
        ours, late = await self.post(key), await self.post(key)
        await self.look(key, number=2)
        now = Clock().now()
        removed = await self.sender.sweep(
            Swept(0, key, None, self.channel, None, self.began, ours, now + timedelta(seconds=60))
        )
        left, _ = await self.look(key, number=1, patience=5)
        return removed == 1 and left == [ours] and late not in left, f"{removed} removed, {len(left)} left"

    async def old_trigger(self) -> tuple[bool, str]:
        """A window can not be opened later; Slack says so by a name that we do not try again for."""
        view = {"type": "modal", "title": {"type": "plain_text", "text": "x"}, "blocks": [{"type": "divider"}]}
        try:
            await self.client.views_open(trigger_id="1.1.0123456789abcdef", view=view)
        except SlackApiError as fault:
            code = str(fault.response.get("error"))
            return code in TRIGGERS, code
        return False, "it was taken"

    async def shared_channel(self) -> tuple[bool | None, str]:
        """A channel with strangers in it must be known as one, for the bot refuses to use it."""
        if self.shared is None:
            return None, "not asked: name one with --shared"
        found = (await self.client.conversations_info(channel=self.shared))["channel"]
        shown = bool(found.get("is_ext_shared") or found.get("is_pending_ext_shared"))
        return shown, "it is refused" if shown else "it looks like any other"

    async def pace(self) -> tuple[bool | None, str]:
        """Messages as fast as they go, until Slack says stop."""
        for number in range(1, 31):
            try:
                await self.post(uuid4().hex)
            except SlackApiError as fault:
                if fault.response.status_code != 429:
                    raise
                after = fault.response.headers.get("Retry-After")
                await asyncio.sleep(min(float(after or 1), 30))
                return after is not None, f"at number {number}: Retry-After {after}"
        return None, "not within thirty"

    async def clean(self) -> tuple[bool, str]:
        """Replies first; slowly, for deleting has its own limit."""
        for ts in sorted(self.posted, reverse=True):
            try:
                await self.client.chat_delete(channel=self.channel, ts=ts)
            except SlackApiError as fault:
                if fault.response.status_code == 429:
                    await asyncio.sleep(float(fault.response.headers.get("Retry-After", 1)))
                    await self.client.chat_delete(channel=self.channel, ts=ts)
                elif fault.response.get("error") != "message_not_found":
                    raise
        return True, f"{len(self.posted)} messages"


def table(lines: list[Line]) -> str:
    """For a person."""
    marks = {True: "yes", False: "NO", None: "-"}
    width = max(len(one.what) for one in lines)
    return "\n".join(f"{marks[one.well]:3}  {one.what:{width}}  {one.seen}" for one in lines)


def main(arguments: list[str]) -> int:
    """Try it, print the table; 0 when nothing is otherwise than we take it, 1 when something is."""
    parser = argparse.ArgumentParser(prog="contract_check", description=__doc__)
    parser.add_argument("channel", help="the id of a channel made for this, with the bot in it")
    parser.add_argument("--shared", help="the id of a channel that is shared with another organisation")
    given = parser.parse_args(arguments)
    settings = environment.read()
    if settings.slack_bot_token is None:
        sys.stderr.write("SLACK_BOT_TOKEN is not set\n")
        return 2
    lines = asyncio.run(Check(settings, given.channel, given.shared).run())
    sys.stdout.write(table(lines) + "\n")
    return int(any(one.well is False for one in lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
