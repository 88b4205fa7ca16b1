"""One killable process: the real bot on the shared database, its time the harness's, and a place to die at every commit and at
every request that leaves."""

from __future__ import annotations

import logging
import mmap
import os
import re
import signal
import sqlite3
import struct
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Any

import aiohttp
import httpx

import app
from bot import settings as environment
from bot.clock import Clock
from models.store.engine import Database

SECONDS = struct.Struct("d")


class SharedTime:
    """How far the world's time is from the real one, in a file that every process sees at once."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(SECONDS.pack(0.0))
        self._path = path
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), SECONDS.size)
        self.clock = Clock(self.now)

    @property
    def offset(self) -> timedelta:
        """The distance."""
        return timedelta(seconds=SECONDS.unpack(self._map[: SECONDS.size])[0])

    @offset.setter
    def offset(self, given: timedelta) -> None:
        self._map[: SECONDS.size] = SECONDS.pack(given.total_seconds())

    def first(self, goal: str) -> bool:
        """Whether nobody has asked for that goal before, in any process."""
        done = self._path.with_suffix(".done")
        if done.exists() and goal in done.read_text().splitlines():
            return False
        add_line(str(done), goal)
        return True

    def now(self) -> datetime:
        """The world's time, UTC."""
        return datetime.now(UTC) + self.offset  # noqa: TID251  (the clock that the bot is given)


def call_name(verb: str, url: str) -> str:
    """A request as a point is named: Slack's method, or Graph's verb and path without ids."""
    path = re.sub(r"^https?://[^/]+", "", url).partition("?")[0]
    if path.startswith("/api/"):
        return f"call:{path.removeprefix('/api/')}"
    path = re.sub(r"/users/[^/]+", "", path.removeprefix("/v1.0"))
    return f"call:{verb} {re.sub(r'/events/[^/]+', '/events/id', path)}"


_standing: list[Callable[[str], None]] = []


def stand(at: Callable[[str], None]) -> None:
    """Hear of both sides of every commit, by the product's own place for it, and of every request: at the client libraries
    themselves, so that none leaves unseen, whoever makes it."""
    Database.at = staticmethod(at)
    _standing.append(at)
    if len(_standing) > 1:
        return
    ask, handle = aiohttp.ClientSession._request, httpx.AsyncHTTPTransport.handle_async_request

    async def asked(self: aiohttp.ClientSession, verb: str, url: Any, **more: Any) -> Any:
        name = call_name(verb, str(url))
        _standing[-1](f"{name}:before")
        answer = await ask(self, verb, url, **more)
        _standing[-1](f"{name}:after")
        return answer

    async def handled(self: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
        name = call_name(request.method, str(request.url))
        _standing[-1](f"{name}:before")
        answer = await handle(self, request)
        _standing[-1](f"{name}:after")
        return answer

    aiohttp.ClientSession._request = asked  # type: ignore[method-assign, assignment]
    httpx.AsyncHTTPTransport.handle_async_request = handled  # type: ignore[method-assign]


class Fate:
    """What happens at a point: it is noted, and when it is the chosen one, this process is killed or frozen there.

    `crash`: {"at": name, "nth": 1} dies there; {"fresh": path} dies at every point whose name is not in that file yet, after
    writing it there. `freeze` in place of dying: SIGSTOP.
    """

    def __init__(self, order: dict[str, Any]) -> None:
        self.crash: dict[str, Any] = order.get("crash") or {}
        self.notes = order.get("notes")
        self.file = str(order["settings"].get("SAMVERKAN_DATABASE_URL", ""))
        self.seen: Counter[str] = Counter()
        fresh = self.crash.get("fresh")
        self.known = lines(fresh) if fresh else set()
        self.armed = True
        self.first: Callable[[], object] | None = None  # told once, at the first point

    def at(self, point: str) -> None:
        """Called at every point, from any thread."""
        self.seen[point] += 1
        if self.first is not None:
            first, self.first = self.first, None
            first()
        if self.notes:
            add_line(self.notes, point)
        if not self.armed:
            return
        if self.crash.get("fresh"):
            if point not in self.known:
                add_line(self.crash["fresh"], point)
                os.kill(os.getpid(), signal.SIGKILL)
        elif self.crash and self.crash["at"] == point and self.seen[point] == self.crash.get("nth", 1):
            self.armed = False
            if self.crash.get(
                "freeze"
            ):  # to this very thread: another would take the signal while this one still went on
                if point.startswith("call:") and self.file.startswith("sqlite:///"):
                    self._let_the_file_go()
                signal.pthread_kill(threading.get_ident(), signal.SIGSTOP)
            else:
                os.kill(os.getpid(), signal.SIGKILL)

    def _let_the_file_go(self) -> None:
        """Wait until no other thread of ours is in the middle of a commit: frozen there it would keep SQLite's file from all."""
        with closing(sqlite3.connect(self.file.removeprefix("sqlite:///"), timeout=10, isolation_level=None)) as file:
            file.execute("BEGIN IMMEDIATE")
            file.execute("ROLLBACK")


def add_line(path: str, line: str) -> None:
    """Add a line that survives a kill; one write, so lines of several processes do not mix."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(handle, f"{line}\n".encode())
    os.close(handle)


def lines(path: str) -> set[str]:
    """The lines of such a file; none when there is no file yet."""
    return set(Path(path).read_text().splitlines()) if os.path.exists(path) else set()


async def live(order: dict[str, Any]) -> None:
    """Wake up, do what the order says, and go. `work` names the function in tests/proof/storm/work.py."""
    from tests.proof.storm import work

    logging.basicConfig(level=order.get("level", "INFO"), format="%(process)d %(name)s %(message)s")
    for chatty in ("httpx", "aiohttp.access", "slack_bolt", "apscheduler"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    fate = Fate(order)
    stand(fate.at)
    time = SharedTime(Path(order["time"]))
    bot = app.Bot(environment.read(order["settings"]), time.clock, background=False)
    passed: set[str] = set()
    if order.get("passed"):
        _listen(passed)
    await bot.start()
    await work.BY_NAME[order["work"]](bot, time, fate, order)
    await bot.stop()
    for one in passed:
        add_line(order["passed"], one)


def _listen(passed: set[str]) -> None:
    """Note every function of the use cases that is entered, in whatever thread. A trace is told of Python's calls only, a
    profile of each that is made in C too, which makes these lives much longer."""

    def entered(frame: FrameType, event: str, _: object) -> None:
        if "/bot/usecases/" in frame.f_code.co_filename:
            passed.add(f"{Path(frame.f_code.co_filename).stem}.{frame.f_code.co_qualname}")

    threading.settrace(entered)
