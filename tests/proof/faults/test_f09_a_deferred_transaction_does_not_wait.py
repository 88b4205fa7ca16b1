"""F9: on SQLite a transaction that reads first and writes then fails at once when somebody else has written, whatever the
timeout says. Ours begin IMMEDIATE: they wait, and win."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy.exc import OperationalError

from models.store import inbox
from models.store.engine import Database
from tests.conftest import Copies

PATIENCE = 5.0
HELD = 0.4


@pytest.fixture
def file(copies: dict[str, Copies]) -> Path:
    return Path(copies["sqlite"].copy(None).removeprefix("sqlite:///"))


def test_sqlite_as_it_comes_fails_at_once(file: Path) -> None:
    with (
        closing(sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)) as one,
        closing(sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)) as other,
    ):
        for connection in (one, other):
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM inbox_key").fetchone()
        one.execute("INSERT INTO inbox_key VALUES ('1', '2026-01-12 08:00:00')")
        began = monotonic()

        with pytest.raises(sqlite3.OperationalError, match="database is locked"):
            other.execute("INSERT INTO inbox_key VALUES ('2', '2026-01-12 08:00:00')")

        assert monotonic() - began < PATIENCE / 2


def test_ours_waits_and_wins(file: Path) -> None:
    from tests.clocks import START

    database = Database(f"sqlite:///{file}")
    holds, done = threading.Event(), threading.Event()

    def hold() -> None:
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            holds.set()
            done.wait(HELD)
            other.execute("COMMIT")

    holder = threading.Thread(target=hold)
    holder.start()
    holds.wait(5)
    began = monotonic()
    with database.write() as session:
        first = inbox.first_time(session, "1", START)
    waited = monotonic() - began
    holder.join()
    database.close()

    assert first
    assert waited > HELD / 2


def test_ours_gives_up_in_time_for_an_honest_answer(file: Path) -> None:
    """Slack waits three seconds: a lock that is held longer is told before that."""
    database = Database(f"sqlite:///{file}")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        began = monotonic()

        with pytest.raises(OperationalError), database.write() as session:
            session.connection()

        assert monotonic() - began < 3
    database.close()
