"""From every released version with data in every table, and the version before beside this one while replicas are exchanged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Boolean, Connection, Date, DateTime, Integer, MetaData, String, Table, insert, select, text
from sqlmodel import Session

from bot.usecases.acting import SYSTEM, Acting
from models.store import journal_chain, migrations, outbox_claim
from models.store.engine import Database
from tests.clocks import START, HandClock
from tests.conftest import Copies

RELEASED = ("0001",)
ROWS = 3


@pytest.fixture
def bare(kind: str, copies: dict[str, Copies]) -> Iterator[Database]:
    """A database with nothing in it at all."""
    url = copies[kind]._empty()
    database = Database(url)
    yield database
    database.close()
    copies[kind].drop(url)


def tables(database: Database) -> list[Table]:
    """The tables as they stand, those that others lean on first."""
    metadata = MetaData()
    metadata.reflect(database.engine)
    return [one for one in metadata.sorted_tables if one.name not in ("alembic_version", "journal_link")]


def cell(column: Any, number: int) -> Any:
    """Something that fits in a column: a row that is leant on is the one of the same number."""
    if column.name == "carried_from" or (column.nullable and column.foreign_keys and column.table.name == "question"):
        return None
    if isinstance(column.type, Boolean):
        return False
    if isinstance(column.type, Integer):
        return number
    if isinstance(column.type, DateTime):
        return datetime(2025, 12, number, 8, 0, tzinfo=UTC)
    if isinstance(column.type, Date):
        return date(2025, 12, number)
    assert isinstance(column.type, String), column
    return f"å{number}"


def fill(connection: Connection, old: list[Table], first: int) -> None:
    """Rows in every table, as code that knows these columns and no others writes them."""
    for table in old:
        for number in range(first, first + ROWS):
            own = (table.name, "id") if table.name == "journal" else None  # the database gives it
            row = {one.name: cell(one, number) for one in table.columns if (table.name, one.name) != own}
            connection.execute(insert(table).values({k: v for k, v in row.items() if v is not None}))


def rows(database: Database, old: list[Table]) -> dict[str, list[tuple[Any, ...]]]:
    """What those columns hold."""
    with database.engine.connect() as connection:
        return {one.name: sorted(map(tuple, connection.execute(select(*one.columns)).all()), key=str) for one in old}


@pytest.mark.parametrize("version", RELEASED)
def test_a_released_version_full_of_data_comes_up_goes_down_and_up(bare: Database, version: str) -> None:
    migrations.upgrade(bare, version)
    old = tables(bare)
    with bare.writer.begin() as connection:
        fill(connection, old, 1)
    before = rows(bare, old)

    migrations.upgrade(bare)
    up = rows(bare, old)
    with Session(bare.engine) as session:
        verdict = journal_chain.verify(session)
    migrations.downgrade(bare, version)
    down = rows(bare, old)
    migrations.upgrade(bare)

    assert {len(one) for one in before.values()} == {ROWS}
    assert before == up == down == rows(bare, old)
    assert (verdict.well, verdict.head.lines) == (True, ROWS)


@pytest.mark.parametrize("version", RELEASED)
def test_code_of_the_version_before_goes_on_writing_beside_this_one(bare: Database, version: str) -> None:
    migrations.upgrade(bare, version)
    old = tables(bare)
    migrations.upgrade(bare)
    acting = Acting(bare, HandClock(START).clock, SYSTEM)

    with bare.writer.begin() as connection:
        fill(connection, old, 1)
        connection.execute(text("UPDATE letter SET state = 'waiting', route = 'slack', urgent = 0"))
    with acting.transaction() as unit:
        unit.record("thing.done", "thing:1")
    with bare.writer.begin() as connection:
        fill(connection, old, 1 + ROWS)
        connection.execute(text("UPDATE letter SET attempts = attempts + 1"))

    with Session(bare.engine) as session:
        verdict = journal_chain.verify(session)
        claimed = outbox_claim.claim(
            session, acting.clock.now(), routes=("slack",), limit=9, lease=timedelta(seconds=90)
        )
    assert {len(one) for name, one in rows(bare, old).items() if name != "journal"} == {2 * ROWS}
    assert verdict.well
    assert len(claimed) == ROWS


def test_there_is_one_line_of_versions() -> None:
    """Two heads would make `samverkan init` refuse."""
    assert migrations.head() != ""
