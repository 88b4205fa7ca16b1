"""After a copy is put back no table gives an id for the second time, however soon and however often (reliability T16)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Table, insert, select

from models.store import migrations, new_ids
from models.store.engine import Database
from tests.clocks import START
from tests.conftest import Copies
from tests.migrations.test_versions import cell, tables


@pytest.fixture
def full(kind: str, copies: dict[str, Copies]) -> Iterator[Database]:
    """A database with three rows in every table, whose ids the database gave."""
    url = copies[kind]._empty()
    database = Database(url)
    migrations.upgrade(database)
    with database.writer.begin() as connection:
        for table in tables(database):
            for number in (1, 2, 3) if table.name != "roster_stamp" else ():
                add(connection, table, number)
    yield database
    database.close()
    copies[kind].drop(url)


def add(connection: Connection, table: Table, number: int) -> Any:
    """A row that leans on two of the first ones, another pair for each of nine numbers; the id that the database gave it."""
    row = {}
    for one in table.columns:
        leans = next(iter(one.foreign_keys), None)
        place = number if leans is None else 1 + (number if "person" in leans.target_fullname else number // 3) % 3
        row[one.name] = None if one.primary_key and one.name == "id" else cell(one, place)
    given = connection.execute(insert(table).values({name: value for name, value in row.items() if value is not None}))
    return (given.inserted_primary_key or (None,))[0]


def numbered(database: Database) -> list[Table]:
    with database.engine.connect() as connection:
        names = new_ids.numbered(connection)
    return [one for one in tables(database) if one.name in names]


def restored(database: Database, now: datetime) -> None:
    with database.writer.begin() as connection:
        new_ids.go_on(connection, now)


def next_ids(database: Database, number: int) -> dict[str, list[int]]:
    """The ids of two more rows in each table, which are lost again."""
    with database.engine.connect() as connection:
        connection.execution_options(samverkan_write=True)
        ids = {one.name: [add(connection, one, number), add(connection, one, number + 1)] for one in numbered(database)}
        connection.rollback()
    return ids


def test_ids_go_on_from_where_none_was_ever_given(full: Database) -> None:
    restored(full, START)
    first = next_ids(full, 4)
    restored(full, START + timedelta(minutes=1))  # the same copy, once more
    second = next_ids(full, 4)

    assert set(first) >= {"question", "meeting", "absence", "substitute_call", "agenda_item", "calendar_event", "guest"}
    assert {name: ids[1] - ids[0] for name, ids in first.items()} == dict.fromkeys(first, 1)
    assert min(min(ids) for ids in first.values()) > 800_000_000
    assert {name for name, ids in first.items() if second[name][0] <= ids[1]} == set()


def test_nothing_else_comes_into_the_tables(full: Database) -> None:
    restored(full, START)
    with full.writer.begin() as connection:
        given = {one.name: add(connection, one, 4) for one in numbered(full)}

    with full.engine.connect() as connection:
        there = {one.name: sorted(connection.scalars(select(one.c.id))) for one in numbered(full)}
    assert min(given.values()) > 800_000_000
    assert there == {name: [1, 2, 3, new] for name, new in given.items()}


def test_the_tables_can_be_changed_before_the_next_row_comes(full: Database) -> None:
    restored(full, START)
    migrations.downgrade(full, "0004")
    migrations.upgrade(full)

    assert min(min(ids) for ids in next_ids(full, 4).values()) > 800_000_000
