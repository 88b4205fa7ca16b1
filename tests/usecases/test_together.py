"""Acts that wait at the same time are committed once, together; each of them stands or falls by itself."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Event
from typing import Any

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlmodel import select

from bot.outbox.letters.people import Home
from bot.usecases.acting import Acting, AlreadyDone
from models.rules.refusals import Refusal, Refused
from models.store.engine import Database
from models.tables.journal import JournalLine
from models.tables.outbox import InboxKey
from tests.conftest import Furnished


def acting(county: Furnished, key: str, posted: Any = lambda: None) -> Acting:
    return Acting(county.database, county.acting.clock, county.acting.actor, once=key, posted=posted)


def note(acting: Acting, what: str) -> int:
    with acting.transaction() as unit:
        line = unit.record("something.done", what)
        unit.post(Home(1))
        return line


def refused(acting: Acting, what: str) -> None:
    with acting.transaction() as unit:
        unit.record("something.done", what)
        unit.post(Home(1))
        raise Refused(Refusal.STALE)


def lines(county: Furnished) -> list[str]:
    with county.session() as session:
        wanted = select(JournalLine.subject).where(JournalLine.act == "something.done").order_by(JournalLine.id)  # type: ignore[arg-type]
        return list(session.exec(wanted))


@contextmanager
def held(database: Database) -> Iterator[list[asyncio.Future[Any]]]:
    """The database's threads are busy, so that acts gather; let go at the end."""
    go = Event()
    count = 1 if database.is_sqlite else 4
    busy = [asyncio.ensure_future(database.run(go.wait, 5)) for _ in range(count)]
    yield busy  # type: ignore[misc]
    go.set()


async def all_wait(county: Furnished, count: int) -> None:
    while county.database.waiting < count:  # noqa: ASYNC110 - what is looked for is another thread's
        await asyncio.sleep(0)


async def gather(county: Furnished, *acts: Any) -> list[Any]:
    """Do these acts in one batch; what came of each."""
    with held(county.database) as busy:
        waiting = [asyncio.ensure_future(one) for one in acts]
        await all_wait(county, len(waiting))
    await asyncio.gather(*busy)
    return await asyncio.gather(*waiting, return_exceptions=True)


@pytest.fixture
def points(county: Furnished) -> list[str]:
    """Every point that a commit passes, from now on."""
    passed: list[str] = []
    county.database.at = passed.append
    return passed


async def test_what_waits_is_committed_once(county: Furnished, points: list[str]) -> None:
    woken: list[int] = []

    done = await gather(
        county, *(acting(county, f"k{i}", lambda: woken.append(len(points))).do(note, f"thing:{i}") for i in range(9))
    )

    assert all(isinstance(one, int) for one in done), done
    assert lines(county) == [f"thing:{i}" for i in range(9)]
    assert points == ["commit:note:before", "commit:note:after"]
    assert woken == [2] * 9  # the delivery is woken after the commit


async def test_a_refused_one_leaves_nothing_and_takes_nobody_with_it(county: Furnished, points: list[str]) -> None:
    woken: list[str] = []

    done = await gather(
        county, acting(county, "a").do(note, "thing:1"), acting(county, "b", lambda: woken.append("b")).do(refused, "thing:2"),
        acting(county, "c").do(note, "thing:3"),
    )  # fmt: skip

    assert isinstance(done[1], Refused)
    assert lines(county) == ["thing:1", "thing:3"]
    assert woken == []
    assert points == ["commit:note:before", "commit:note:after"]
    with county.session() as session:
        assert session.get(InboxKey, "b") is None  # it may come again
        assert session.get(InboxKey, "c") is not None


async def test_the_second_sees_what_the_first_has_done(county: Furnished) -> None:
    done = await gather(county, *(acting(county, "same").do(note, "thing:1") for _ in range(3)))

    assert [type(one) for one in done] == [int, AlreadyDone, AlreadyDone]
    assert lines(county) == ["thing:1"]


async def test_nobody_is_told_before_the_commit(county: Furnished) -> None:
    waiting: list[asyncio.Future[Any]] = []
    told: list[int] = []
    county.database.at = lambda point: told.append(sum(one.done() for one in waiting))

    with held(county.database) as busy:
        waiting += [asyncio.ensure_future(acting(county, f"k{i}").do(note, f"thing:{i}")) for i in range(3)]
        await all_wait(county, 3)
    await asyncio.gather(*busy, *waiting)

    assert told == [0, 0]
    assert [one.done() for one in waiting] == [True] * 3


async def test_one_that_kills_the_batch_before_its_commit_leaves_nothing_of_it(county: Furnished) -> None:
    class Killed(BaseException):
        pass

    def killer(point: str) -> None:
        raise Killed

    county.database.at = killer
    with held(county.database) as busy:
        waiting = [asyncio.ensure_future(acting(county, f"k{i}").do(note, f"thing:{i}")) for i in range(3)]
        await all_wait(county, 3)
    await asyncio.gather(*busy)
    with pytest.raises(Killed):
        await asyncio.gather(*waiting)

    assert lines(county) == []


async def test_a_statement_that_the_database_refuses_is_told_and_the_others_are_done(county: Furnished) -> None:
    def stumbles(acting: Acting) -> None:
        with acting.transaction() as unit:
            unit.record("something.done", "thing:x")
            unit.session.connection().execute(text("SELECT 1 FROM a_table_that_is_not_there"))

    done = await gather(
        county, acting(county, "a").do(note, "thing:1"), acting(county, "b").do(stumbles), acting(county, "c").do(note, "thing:2")
    )  # fmt: skip

    assert "a_table_that_is_not_there" in str(done[1])
    assert lines(county) == ["thing:1", "thing:2"]


async def test_a_locked_file_is_told_to_all_at_once(county: Furnished, tmp_path: object) -> None:
    if not county.database.is_sqlite:
        with psycopg.connect(county.database.url.replace("+psycopg", "")) as other:
            other.execute("LOCK TABLE inbox_key IN ACCESS EXCLUSIVE MODE")
            done = await gather(county, acting(county, "a").do(note, "thing:1"))
            other.rollback()
    else:
        path = county.database.url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(path, isolation_level=None)) as other_file:
            other_file.execute("BEGIN IMMEDIATE")
            done = await gather(county, *(acting(county, f"k{i}").do(note, f"thing:{i}") for i in range(3)))
            other_file.execute("ROLLBACK")

    assert {type(one) for one in done} == {OperationalError}
    assert lines(county) == []
    assert isinstance(await acting(county, "a").do(note, "thing:9"), int)


async def test_who_comes_to_a_closed_database_is_told_so(county: Furnished) -> None:
    database = Database(county.database.url)
    database.close()

    with pytest.raises(RuntimeError, match="shutdown"):
        await asyncio.wait_for(database.act(note, acting(county, "a"), "thing:1"), 5)
    with pytest.raises(RuntimeError, match="shutdown"):
        await asyncio.wait_for(database.act(note, acting(county, "a"), "thing:1"), 5)
    assert lines(county) == []
