"""Requests to a running bot's HTTP port, many at a time; what was answered, and what the bot then held and logged."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import aiohttp
from sqlalchemy import text
from sqlmodel import SQLModel
from yarl import URL

from bot.clock import Clock
from sandbox.slack.deliveries import signed
from tests.stage import SECRET, Stage

AT_ONCE = 8
SLACK = "/slack/events"


@dataclass(frozen=True)
class Request:
    """One request; `name` says what is wrong with it."""

    name: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    method: str = "POST"
    path: str = SLACK


def signature(body: bytes, *, ago: int = 0, secret: str = SECRET) -> dict[str, str]:
    """The two headers that Slack would send now, or so many seconds ago."""
    return signed(secret, body, int(Clock().now().timestamp()) - ago)


def knock(stage: Stage, requests: Iterable[Request]) -> list[tuple[int, Request]]:
    """The status of each answer; 0 where the connection ended without one."""
    return asyncio.run(_all(f"http://127.0.0.1:{stage.bot.port}", list(requests)))


async def _all(url: str, requests: list[Request]) -> list[tuple[int, Request]]:
    gate = asyncio.Semaphore(AT_ONCE)
    async with aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=30), skip_auto_headers=["Content-Type"]
    ) as session:

        async def one(request: Request) -> tuple[int, Request]:
            async with gate:
                where = URL(url + request.path, encoded=True)
                try:
                    async with session.request(
                        request.method, where, data=request.body or None, headers=request.headers, allow_redirects=False
                    ) as answer:
                        await answer.read()
                        return answer.status, request
                except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError):
                    return 0, request

        return await asyncio.gather(*(one(request) for request in requests))


def holdings(stage: Stage) -> dict[str, str]:
    """What the database holds: of each table the number of rows and a digest of all that is in them."""
    found = {}
    with stage.county.session() as session:
        for name in sorted(SQLModel.metadata.tables):
            rows = sorted(repr(tuple(row)) for row in session.connection().execute(text(f'SELECT * FROM "{name}"')))
            found[name] = f"{len(rows)} {hashlib.sha256(chr(10).join(rows).encode()).hexdigest()}"
    return found


def unhandled(records: Iterable[logging.LogRecord]) -> Counter[str]:
    """What the log calls a fault: everything with a trace in it, and everything that is an error."""
    return Counter(
        f"{one.name}: {one.getMessage()[:120].split(' code=')[0]} {type(one.exc_info[1]).__name__ if one.exc_info and one.exc_info[1] else ''}"
        for one in records
        if one.exc_info or one.levelno >= logging.ERROR
    )
