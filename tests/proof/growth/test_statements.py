"""Each act, page and tick sends as many statements whether forty settled questions lie behind the present or four hundred, and none
of them walks through everything."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from bench import growth
from models.store.engine import Database

WALKS = re.compile(
    r"\bSCAN (?!\(subquery|anon_|structure|body_settings|person|assignment|number_series|retention|CONSTANT)(\w+)"
)


@pytest.fixture
def server(kind: str) -> str | None:
    """Where the databases are made: beside that of the tests, or None for files."""
    return None if kind == "sqlite" else os.environ["TEST_POSTGRES_URL"]


def counted(server: str | None, name: str, questions: int) -> dict[str, int]:
    """The statements of everything, with so many settled questions."""
    with growth.database(server, name) as url:
        present = growth.furnish(url, questions)
        sent = {what: count for what, (_, count) in growth.measure(present, rounds=1).items()}
        present.database.close()
    return sent


def test_a_longer_history_costs_no_more_statements(server: str | None, worker_id: str) -> None:
    few, many = (counted(server, f"statements_{worker_id}_{size}", size) for size in (40, 400))

    assert few == many
    assert len(few) > 30
    assert max(many.values()) < 80


class Plans:
    """Every different statement that is sent, with SQLite's own plan of it."""

    def __init__(self, database: Database) -> None:
        self.seen: dict[str, str] = {}
        event.listen(database.engine, "before_cursor_execute", self._look)

    def _look(self, connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement in self.seen or not re.match(r"\s*(SELECT|UPDATE|DELETE)\b", statement):
            return
        raw = connection.connection.dbapi_connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
        self.seen[statement] = "\n".join(row[3] for row in raw)

    def walks(self) -> Iterator[tuple[str, str]]:
        """The statements that look at every row of a table that grows with the years."""
        for statement, plan in self.seen.items():
            newest = re.search(r"ORDER BY \w+\.id DESC\s+LIMIT", statement)  # from the end, and no further
            if not newest and WALKS.search(plan):
                yield " ".join(statement.split()), plan


def test_nothing_that_is_asked_walks_through_the_years(tmp_path: Path) -> None:
    present = growth.furnish(f"sqlite:///{tmp_path / 'walks.sqlite3'}", 40)
    plans = Plans(present.database)

    for _, thing in growth.everything(present):
        thing()
    present.database.close()

    assert len(plans.seen) > 60
    assert not list(plans.walks())
    assert not [one for one in plans.seen if re.search(r"OFFSET [1-9?]\d*(?!\?)", one) and "LIMIT" not in one]


def test_a_walk_is_seen() -> None:
    assert WALKS.search("SCAN question")
    assert not WALKS.search("SCAN person")
    assert not WALKS.search("SEARCH question USING INDEX ix_question_state (state=?)")
