"""What the delivery asks every second is answered by the indexes over what is open, however many letters have left (speed: growth)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlmodel import Session

from bot.outbox import retry
from bot.outbox.letters.people import Home, Stuck
from bot.outbox.post import row
from bot.usecases.acting import Acting
from models.store import outbox, outbox_claim, outbox_watch

GONE = 4_000
MINUTE = timedelta(minutes=1)


@pytest.fixture
def full(empty: Acting) -> Acting:
    """Thousands of letters that have left, and a few that wait."""
    now = empty.clock.now()
    with empty.database.write() as session:
        for at in range(0, GONE, 200):
            rows = [
                row(Home(number), cause="then", now=now)
                | {"state": "sent", "settled_at": now, "sweep_at": None, "reason": None}
                for number in range(at, at + 200)
            ]
            outbox.put(session, rows)
        outbox.put(session, [row(Home(number), cause="now", now=now) for number in range(12)])
    if not empty.database.is_sqlite:  # as autovacuum does there, and nobody on SQLite
        with empty.database.write() as session:
            session.connection().execute(text("ANALYZE letter"))
    return empty


ASKED: dict[str, Callable[[Session, Acting], object]] = {
    "claim": lambda session, acting: outbox_claim.claim(
        session, acting.clock.now(), routes=("slack",), limit=8, lease=retry.LEASE
    ),
    "take_sweeps": lambda session, acting: outbox_watch.take_sweeps(
        session, "slack", acting.clock.now(), limit=4, lease=MINUTE
    ),
    "oldest_due": lambda session, acting: outbox_watch.oldest_due(session, "slack", 0, acting.clock.now()),
    "counts": lambda session, acting: outbox_watch.counts(session),
    "hindered": lambda session, acting: outbox_watch.hindered(session, "outlook", acting.clock.now()),
    "card_waits": lambda session, acting: outbox.card_waits(session, Stuck(1).matter(), Stuck(1).card()),
    "release": lambda session, acting: outbox.release(
        session, "0123456789", acting.clock.now(), retry.after_a_death, retry.SETTLING
    ),
}


@pytest.mark.parametrize("name", ASKED)
def test_it_is_answered_by_an_index(full: Acting, name: str) -> None:
    statements: list[tuple[str, Any]] = []

    def listen(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        statements.append((statement, parameters))

    plans: list[str] = []
    with full.database.write() as session:
        event.listen(full.database.engine, "before_cursor_execute", listen)
        try:
            ASKED[name](session, full)
        finally:
            event.remove(full.database.engine, "before_cursor_execute", listen)
    explain = "EXPLAIN QUERY PLAN " if full.database.is_sqlite else "EXPLAIN "
    with full.database.write() as session:
        for statement, parameters in statements:
            if "letter" in statement:
                found = session.connection().exec_driver_sql(explain + statement, parameters).all()
                plans += [str(line[-1]) for line in found]

    assert plans
    walks = [line for line in plans if line.lstrip().startswith("SCAN") or "Seq Scan" in line]
    assert [line for line in walks if "USING" not in line] == []
