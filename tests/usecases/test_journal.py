"""The journal is only added to, and its chain shows what was done to it all the same (reliability T18, I7)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot.usecases.acting import Acting
from models.store import journal_chain
from models.store.journal_chain import Verdict
from models.tables.journal import guard, unguard
from tests.conftest import Furnished

REFUSED = (
    "UPDATE journal SET details = '{}' WHERE id = 1", "DELETE FROM journal WHERE id = 1", "DELETE FROM journal",
    "UPDATE journal_link SET hash = ''", "DELETE FROM journal_link WHERE position = 1",
)  # fmt: skip
OF_POSTGRESQL = ("TRUNCATE journal", "TRUNCATE journal_link")
OF_SQLITE = (
    "INSERT OR REPLACE INTO journal (id, at, actor, act, subject, details) VALUES (1, '2026-01-01', 'clock', 'x', 'y', '{}')",
)
DAMAGE = (
    "UPDATE journal SET details = '{\"answer\": \"no\"}' WHERE id = {id}", "UPDATE journal SET actor_id = 7 WHERE id = {id}",
    "UPDATE journal SET actor = 'operator' WHERE id = {id}", "UPDATE journal SET act = 'nothing.done' WHERE id = {id}",
    "UPDATE journal SET subject = 'thing:99' WHERE id = {id}", "UPDATE journal SET body = 'lsg' WHERE id = {id}",
    "UPDATE journal SET rule = 'X-01' WHERE id = {id}", "UPDATE journal SET at = '2026-01-12 07:00:00' WHERE id = {id}",
    "UPDATE journal SET id = 9999 WHERE id = {id}", "DELETE FROM journal WHERE id = {id}",
    "DELETE FROM journal_link WHERE line_id = {id}", "UPDATE journal_link SET hash = '0' WHERE line_id = {id}",
    "UPDATE journal_link SET line_id = 9999 WHERE line_id = {id}",
)  # fmt: skip


def lines(acting: Acting, count: int) -> None:
    for number in range(count):
        with acting.transaction() as unit:
            unit.record("thing.done", f"thing:{number}", why="å, ö and 🙂")


def verdict(acting: Acting, **how: str | int) -> Verdict:
    with acting.database.read() as session:
        return journal_chain.verify(session, **how)  # type: ignore[arg-type]


def damage(acting: Acting, statement: str) -> None:
    """Go round the guard, as somebody with the keys to the database could."""
    with acting.database.writer.begin() as connection:
        unguard(connection)
        connection.execute(text(statement))
        guard(connection)


@pytest.mark.parametrize("statement", [*REFUSED, *OF_POSTGRESQL, *OF_SQLITE])
def test_the_database_refuses_to_change_a_line(empty: Acting, statement: str) -> None:
    of_the_other = OF_POSTGRESQL if empty.database.is_sqlite else OF_SQLITE
    lines(empty, 3)

    with pytest.raises(DBAPIError), empty.database.writer.begin() as connection:
        connection.execute(text(statement.replace(":", r"\:")))

    assert verdict(empty).well
    assert verdict(empty).head.lines == 3 or statement in of_the_other


@pytest.mark.parametrize("statement", DAMAGE)
def test_what_was_changed_all_the_same_is_found(empty: Acting, statement: str) -> None:
    lines(empty, 5)
    if "actor_id" in statement:
        with empty.database.write() as session:
            session.execute(text("INSERT INTO person (id, email, name) VALUES (7, 'a@b.example', 'A')"))
    before = verdict(empty)

    damage(empty, statement.replace("{id}", "3").replace(":", r"\:"))

    assert (before.well, before.head.lines) == (True, 5)
    assert verdict(empty).broken in (3, 4, 9999)


def test_a_journal_whose_end_was_cut_off_is_known_by_a_hash_kept_elsewhere(empty: Acting) -> None:
    lines(empty, 5)
    kept = verdict(empty).head.hash
    lines(empty, 2)
    later = verdict(empty, expect=kept)
    damage(empty, "DELETE FROM journal WHERE id > 4")
    damage(empty, "DELETE FROM journal_link WHERE line_id > 4")

    assert (later.well, later.head.lines) == (True, 7)
    assert verdict(empty).well
    assert not verdict(empty, expect=kept).well


def test_a_chain_that_was_broken_long_ago_refuses_nobody(empty: Acting) -> None:
    lines(empty, 3)
    damage(empty, "DELETE FROM journal WHERE id = 3")
    lines(empty, 2)

    assert verdict(empty).broken == 3


def test_the_newest_links_are_looked_through_alone(empty: Acting) -> None:
    lines(empty, 10)
    damage(empty, "UPDATE journal SET rule = 'X-01' WHERE id = 4")

    assert verdict(empty, newest=6).well
    assert not verdict(empty, newest=7).well
    assert not verdict(empty, newest=200).well


def test_what_was_rolled_back_is_not_in_the_chain(empty: Acting) -> None:
    def stumbles() -> None:
        with empty.transaction() as unit:
            unit.record("thing.done", "thing:x")
            raise ZeroDivisionError

    lines(empty, 2)
    with pytest.raises(ZeroDivisionError):
        stumbles()
    lines(empty, 1)

    assert (verdict(empty).well, verdict(empty).head.lines) == (True, 3)


def test_those_who_write_at_once_make_one_chain(county: Furnished) -> None:
    before = verdict(county.acting).head.lines

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: lines(county.acting, 25), range(4)))

    assert verdict(county.acting).well
    assert verdict(county.acting).head.lines == before + 100


def test_a_line_of_a_bot_of_the_version_before_is_tied_too(empty: Acting) -> None:
    plain = (
        "INSERT INTO journal (at, actor, act, subject, details) VALUES (:at, 'clock', 'thing.done', 'thing:0', '{}')"
    )
    lines(empty, 1)
    with empty.database.write() as session:
        for _ in range(2):
            session.execute(text(plain), {"at": str(empty.clock.now() - timedelta(days=1))[:19]})
    between = verdict(empty)
    lines(empty, 1)

    assert between.well
    assert (between.head.lines, between.untied) == ((1, 2) if empty.database.is_sqlite else (3, 0))
    assert (verdict(empty).well, verdict(empty).head.lines, verdict(empty).untied) == (True, 4, 0)


def test_several_lines_of_one_act_are_tied_in_their_order(empty: Acting) -> None:
    with empty.transaction() as unit:
        ids = [unit.record("thing.done", f"thing:{number}") for number in range(5)]

    with Session(empty.database.engine) as session:
        tied = session.execute(text("SELECT line_id FROM journal_link ORDER BY position")).scalars().all()
    assert tied == ids
