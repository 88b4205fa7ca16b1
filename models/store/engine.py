"""The database: engine, write and read sessions, and the threads they run in. Not what is stored.

Use cases and reads are synchronous and run here, off the event loop: one thread for SQLite, a few for PostgreSQL
(ADR 0002; SQLite needs BEGIN IMMEDIATE for every write, reliability F9). Short acts that wait at the same time are committed
together: together.py.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from datetime import date, datetime
from functools import partial
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session

from models.store import together
from models.values import dataclass

T = TypeVar("T")
log = logging.getLogger(__name__)
FROZEN_SECONDS = 15  # a replica that is frozen with a transaction open: the server undoes it, and the others may go on
BUSY_SECONDS = 2.0  # shorter than Slack's three: who clicks while another process holds the file is told so in time


@dataclass(frozen=True)
class Reading:
    """An open read session, the moment that counts as now (UTC), and the zone that people's days are in."""

    session: Session
    now: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        """The local day."""
        return self.now.astimezone(self.zone).date()

    def local(self, moment: datetime) -> datetime:
        """A moment as the clocks on the wall show it."""
        return moment.astimezone(self.zone)


def driver_url(url: str) -> str:
    """The address with the driver we use: psycopg 3 for PostgreSQL."""
    for scheme in ("postgresql://", "postgres://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


class Database:
    """One database. `write()` and `read()` are for the database's own threads; `run()` brings a function there."""

    at: Callable[[str], None] = staticmethod(lambda point: None)  # whoever kills the bot on purpose stands here

    def __init__(self, url: str, *, threads: int | None = None) -> None:
        self._running = threading.local()  # the function that runs in each thread
        self.url = driver_url(url)
        self.is_sqlite = self.url.startswith("sqlite")
        count = threads or (1 if self.is_sqlite else 4)
        if self.is_sqlite:
            self.engine = create_engine(
                self.url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}, hide_parameters=True
            )  # the parameters of a statement that fails are people's words: not for the log
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        else:
            waits = f"-c lock_timeout={int(BUSY_SECONDS * 1000)} -c idle_in_transaction_session_timeout={FROZEN_SECONDS * 1000}"
            self.engine = create_engine(
                self.url, pool_size=count + 1, pool_pre_ping=True, connect_args={"options": waits, "connect_timeout": 2},
                hide_parameters=True,
            )  # fmt: skip
        self.writer: Engine = self.engine.execution_options(samverkan_write=True)
        self._threads = ThreadPoolExecutor(max_workers=count, thread_name_prefix="database")
        self._acts: list[together.Waiting] = []
        self._acts_lock = threading.Lock()
        self._acting = False  # a thread is at the acts that wait, or is called to them

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that may write: all of it is committed, or nothing."""
        name = getattr(self._running, "name", "")
        shared: together.Shared | None = getattr(self._running, "shared", None)
        if shared is not None:
            with shared.write(name) as session:
                yield session
            return
        with Session(self.writer, expire_on_commit=False) as session:
            with session.begin():
                yield session
                self.at(f"commit:{name}:before")
            self.at(f"commit:{name}:after")

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that only reads."""
        shared: together.Shared | None = getattr(self._running, "shared", None)
        if shared is not None:  # an act sees what it has written itself
            yield shared.session
            return
        with Session(self.engine, expire_on_commit=False, autoflush=False) as session:
            yield session

    def afterwards(self, callback: Callable[[], None]) -> None:
        """Call this once what the running act has written is committed; at once when it is."""
        shared: together.Shared | None = getattr(self._running, "shared", None)
        if shared is None:
            callback()
        else:
            shared.afterwards.append(callback)

    @contextmanager
    def sharing(self, shared: together.Shared) -> Iterator[None]:
        """In this thread, what is written goes into the transaction of a batch."""
        self._running.shared = shared
        try:
            yield
        finally:
            self._running.shared = None

    async def run(self, function: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """Run a synchronous function in the database's thread, with what belongs to whoever asks (the context's variables); once more
        when PostgreSQL undid it to break a tie."""
        loop = asyncio.get_running_loop()
        work = partial(copy_context().run, self.here, partial(function, *arguments, **named), _name(function))
        return await loop.run_in_executor(self._threads, work)

    async def act(self, function: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """Run a short act in the database's thread, in one transaction with the others that wait; what it answers is told
        once that is committed."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        act = partial(copy_context().run, function, *arguments, **named)
        one = together.Waiting(act, _name(function), loop, future)
        with self._acts_lock:
            self._acts.append(one)
            call, self._acting = not self._acting, True
        if call:
            loop.call_soon(self._when_all_have_come, loop, 1, 0)
        return await future

    def _when_all_have_come(self, loop: asyncio.AbstractEventLoop, seen: int, rounds: int) -> None:
        """Call the thread once the loop has gone round without a further act: what has arrived with this one is on its way here. A
        thread that begins while the loop still reads takes turns with it at every statement, which costs both twice the time."""
        waiting = len(self._acts)
        rounds = rounds + 1 if waiting == seen else 0
        if rounds < together.ROUNDS and waiting < together.MOST:
            loop.call_soon(self._when_all_have_come, loop, waiting, rounds)
            return
        try:
            self._threads.submit(self._at_the_acts)
        except RuntimeError as fault:  # closed: who comes now is told so, as by `run`
            with self._acts_lock:
                late, self._acts, self._acting = self._acts, [], False
            for one in late:
                one.fault = fault
                one.tell()

    @property
    def waiting(self) -> int:
        """How many acts wait for a thread."""
        return len(self._acts)

    def here(self, work: Callable[[], T], name: str) -> T:
        """Do it in this thread, under this name; once more when PostgreSQL undid it alone to break a tie."""
        self._running.name = name
        try:
            return work()
        except OperationalError as fault:
            if not together.is_tie(fault) or getattr(self._running, "shared", None) is not None:
                raise
            log.info("database.tie function=%s", name)
            return work()

    def _at_the_acts(self) -> None:
        """Do the acts that wait, and then let others come to the thread before those that have come since."""
        while True:
            with self._acts_lock:
                batch, self._acts = self._acts[: together.MOST], self._acts[together.MOST :]
            together.do(self, batch)
            with self._acts_lock:
                if not self._acts:
                    self._acting = False
                    return
            try:
                self._threads.submit(self._at_the_acts)
            except RuntimeError:  # closing: what waits is done first
                continue
            return

    def close(self) -> None:
        """Wait for what runs and let go of the connections."""
        self._threads.shutdown(wait=True)
        self.engine.dispose()


def _name(function: Callable[..., Any]) -> str:
    return getattr(function, "__qualname__", type(function).__name__)


def _prepare_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver must not begin on its own
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("samverkan_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
