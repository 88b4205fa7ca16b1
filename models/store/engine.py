"""The database: engine, write and read sessions, and the threads they run in. Not what is stored.

Use cases and reads are synchronous and run here, off the event loop: one thread for SQLite, a few for PostgreSQL
(ADR 0002; SQLite needs BEGIN IMMEDIATE for every write, reliability F9).
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session

T = TypeVar("T")
log = logging.getLogger(__name__)
TIES = ("40P01", "40001")  # deadlock, serialization failure: the whole transaction was undone and may be tried again
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
            self.engine = create_engine(self.url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        else:
            waits = f"-c lock_timeout={int(BUSY_SECONDS * 1000)}"
            self.engine = create_engine(
                self.url, pool_size=count + 1, pool_pre_ping=True, connect_args={"options": waits, "connect_timeout": 2}
            )
        self.writer: Engine = self.engine.execution_options(samverkan_write=True)
        self._threads = ThreadPoolExecutor(max_workers=count, thread_name_prefix="database")

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that may write: all of it is committed, or nothing."""
        name = getattr(self._running, "name", "")
        with Session(self.writer, expire_on_commit=False) as session:
            with session.begin():
                yield session
                self.at(f"commit:{name}:before")
            self.at(f"commit:{name}:after")

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that only reads."""
        with Session(self.engine, expire_on_commit=False, autoflush=False) as session:
            yield session

    async def run(self, function: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """Run a synchronous function in the database's thread; once more when PostgreSQL undid it to break a tie."""
        loop = asyncio.get_running_loop()

        def work() -> T:
            self._running.name = getattr(function, "__qualname__", type(function).__name__)
            try:
                return function(*arguments, **named)
            except OperationalError as fault:
                if getattr(fault.orig, "sqlstate", None) not in TIES:
                    raise
                log.info("database.tie function=%s", getattr(function, "__qualname__", function))
                return function(*arguments, **named)

        return await loop.run_in_executor(self._threads, work)

    def close(self) -> None:
        """Wait for what runs and let go of the connections."""
        self._threads.shutdown(wait=True)
        self.engine.dispose()


def _prepare_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver must not begin on its own
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("samverkan_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
