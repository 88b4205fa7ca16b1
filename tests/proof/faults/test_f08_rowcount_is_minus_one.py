"""F8: on psycopg `rowcount` is -1 after INSERT … ON CONFLICT DO NOTHING, so who trusts it takes every first for a second. We ask RETURNING."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import CursorResult

from bot.usecases.acting import Acting
from models.store import inbox
from models.tables.outbox import InboxKey

ROOT = Path(__file__).resolve().parents[3]


def test_the_driver_as_it_comes(kind: str, empty: Acting) -> None:
    table = InboxKey.__table__  # type: ignore[attr-defined]
    with empty.database.write() as session:
        statement = inbox.dialect_insert(session, table).values(key="1", at=empty.clock.now())
        done = session.connection().execute(statement.on_conflict_do_nothing())

    assert isinstance(done, CursorResult)
    assert done.rowcount == (1 if kind == "sqlite" else -1)


def test_ours_tells_the_first_from_the_second(empty: Acting) -> None:
    now = empty.clock.now()
    with empty.database.write() as session:
        found = [inbox.first_time(session, "action:1", now) for _ in range(2)]

    assert found == [True, False]


def test_nothing_of_ours_asks_how_many_rows() -> None:
    asked = [
        path.relative_to(ROOT).as_posix()
        for room in ("models", "bot", "handlers", "calendar_sync")
        for path in (ROOT / room).rglob("*.py")
        if ".rowcount" in path.read_text(encoding="utf-8")
    ]

    assert asked == []
