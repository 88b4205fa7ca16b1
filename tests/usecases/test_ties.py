"""Two acts on PostgreSQL that wait for each other: the server undoes one, and that one is done again without anybody knowing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from threading import Barrier

import pytest
from sqlalchemy import text

from models.store.engine import Database
from tests.conftest import Copies


@pytest.fixture
def database(copies: dict[str, Copies]) -> Iterator[Database]:
    """A PostgreSQL with a county in it."""
    url = copies["postgresql"].copy("vasterbotten")
    database = Database(url)
    yield database
    database.close()
    copies["postgresql"].drop(url)


async def test_a_deadlock_is_tried_once_more(database: Database) -> None:
    both_hold = Barrier(2)
    tries: list[int] = []

    def act(first: int, second: int) -> int:
        with database.write() as session:
            tries.append(first)
            session.connection().execute(text("update person set name = name where id = :id"), {"id": first})
            if len(tries) < 3:  # the third is the second try of one of them: nobody is to be waited for
                both_hold.wait(5)
            session.connection().execute(text("update person set name = name where id = :id"), {"id": second})
        return first

    done = await asyncio.gather(database.run(act, 1, 2), database.run(act, 2, 1))

    assert list(done) == [1, 2]
    assert len(tries) == 3
