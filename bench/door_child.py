"""What the door costs in instructions: bare Bolt and our door on the same signed click, counted by callgrind one after the other. Run by
bench.door under valgrind; the counting is switched on when everything is imported and warm, and dumped after each stretch."""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bench.payloads import FORM, JSON, SECRET, TEAM, click, command, event, signed
from bot.usecases.acting import Acting
from handlers import routes
from handlers.doors import Doors, Visit
from handlers.guard import Guard
from handlers.web import outer_door, server

Request = Callable[[dict[str, str], bytes], Awaitable[None]]
WHO = AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_token="xoxb-bench", bot_id="B1", bot_user_id="U0")


class Open(Guard):
    """A guard who lets everybody in without looking: what the roster costs is the act's, not the door's."""

    def __init__(self) -> None:
        """Knows nobody; needs neither database nor Slack."""
        nobody: Any = None
        super().__init__(nobody, nobody, TEAM)

    async def admit(self, body: dict[str, Any], *, anew: bool = False) -> Acting:
        """Whoever it is."""
        return self.acting


async def nothing(visit: Visit) -> None:
    """An empty door."""
    await visit.ack()


def ours(entries: int) -> Request:
    """Our door with so many entries in its table; the last is the one that is asked for."""
    doors = Doors()
    for number in range(entries - 1):
        doors.action(f"another_{number}")(nothing)
    doors.action("question_approve")(nothing)
    doors.event("app_home_opened")(nothing)
    doors.word("")(nothing)
    bolt = routes.bolt(WHO, SECRET)
    routes.register(bolt, Open(), doors=doors)

    async def request(headers: dict[str, str], body: bytes) -> None:
        came = outer_door.check(headers, body, SECRET, time.time())
        assert isinstance(came, dict)
        status, _, _ = await server.let_in(bolt, came)
        assert status == 200

    return request


def bare(entries: int) -> Request:
    """Bolt as it comes, with a listener for each entry; the last is the one that is asked for."""

    async def authorize() -> AuthorizeResult:
        return WHO

    bolt = AsyncApp(
        name="bare", client=AsyncWebClient(), authorize=authorize, signing_secret=SECRET, process_before_response=True
    )

    async def nothing(ack: AsyncAck) -> None:
        await ack()

    bolt.event("app_home_opened")(nothing)
    bolt.command("/samverkan")(nothing)
    for number in range(entries - 1):
        bolt.action(f"another_{number}")(nothing)
    bolt.action("question_approve")(nothing)

    async def request(headers: dict[str, str], body: bytes) -> None:
        answer = await bolt.async_dispatch(AsyncBoltRequest(body=body.decode(), headers=dict(headers)))
        assert answer.status == 200

    return request


def control(*what: str) -> None:
    """Tell callgrind, as its own command does."""
    if "COUNTED" in os.environ:
        subprocess.run(["callgrind_control", *what, str(os.getpid())], check=True, stdout=subprocess.DEVNULL)


CLICK = click(user="U1", team=TEAM, action_id="question_approve", value="1:1", number=1)
OPENED = event(user="U1", team=TEAM)
TYPED = command(user="U1", team=TEAM)
VARIANTS: dict[str, tuple[Callable[[int], Request], int, bytes, str]] = {
    "bare Bolt, a click": (bare, 1, CLICK, FORM),
    "ours, a click": (ours, 1, CLICK, FORM),
    "ours, a click, 200 entries": (ours, 200, CLICK, FORM),
    "bare Bolt, a click, 200 listeners": (bare, 200, CLICK, FORM),
    "bare Bolt, an event": (bare, 1, OPENED, JSON),
    "ours, an event": (ours, 1, OPENED, JSON),
    "bare Bolt, a command": (bare, 1, TYPED, FORM),
    "ours, a command": (ours, 1, TYPED, FORM),
}


async def main(few: int) -> None:
    """Two stretches of each: `few` requests and twice as many; the difference is what they cost, without what surrounds them."""
    logging.disable(logging.WARNING)
    ready = [(make(entries), signed(body, kind), body) for make, entries, body, kind in VARIANTS.values()]
    for request, headers, body in ready:
        for _ in range(3):
            await request(headers, body)
    control("-i", "on")
    for request, headers, body in ready:
        for count in (few, 2 * few):
            control("-z")
            for _ in range(count):
                await request(headers, body)
            control("-d")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
