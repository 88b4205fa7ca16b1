"""What is old is found by its time, not by reading all that there is (speed: growth)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, text

from bot.outbox.letters.people import Home
from bot.outbox.post import row
from bot.usecases.acting import Acting
from models.rules.retention import Kind
from models.store import inbox, outbox, records

MANY = 2_000
INDEX = {Kind.INBOX: "ix_inbox_key_at", Kind.LETTERS: "ix_letter_settled_at"}


@pytest.fixture
def full(empty: Acting) -> Acting:
    """Two thousand keys and letters, a minute between each."""
    now = empty.clock.now()
    with empty.database.write() as session:
        for number in range(MANY):
            inbox.first_time(session, f"event:{number}", now + timedelta(minutes=number))
        for begin in range(0, MANY, 200):
            outbox.put(
                session,
                [
                    row(Home(number), cause="then", now=now)
                    | {"state": "sent", "settled_at": now + timedelta(minutes=number)}
                    for number in range(begin, begin + 200)
                ],
            )
    with empty.database.write() as session:
        session.connection().execute(text("ANALYZE"))
    return empty


@pytest.mark.parametrize("of", INDEX)
def test_the_oldest_are_found_by_an_index(full: Acting, of: Kind) -> None:
    statements: list[tuple[str, Any]] = []

    def listen(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        statements.append((statement, parameters))

    with full.database.write() as session:
        event.listen(full.database.engine, "before_cursor_execute", listen)
        try:
            gone = records.prune(session, of, full.clock.now() + timedelta(minutes=20))
        finally:
            event.remove(full.database.engine, "before_cursor_execute", listen)
    explain = "EXPLAIN QUERY PLAN " if full.database.is_sqlite else "EXPLAIN "
    with full.database.write() as session:
        ((statement, parameters),) = [one for one in statements if one[0].startswith("DELETE")]
        plan = [str(one[-1]) for one in session.connection().exec_driver_sql(explain + statement, parameters)]

    assert gone == 20
    assert [line for line in plan if INDEX[of] in line] != []
