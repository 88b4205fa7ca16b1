"""The body that every act has."""

from __future__ import annotations

import pytest
from sqlmodel import select

from bot.outbox.letters.people import Home
from bot.usecases.acting import AlreadyDone
from models.store import bodies
from models.tables.journal import JournalLine
from models.tables.outbox import OutboxLetter
from tests.conftest import Furnished


def test_change_journal_line_and_letters_commit_together(county: Furnished) -> None:
    with county.acting.transaction() as unit:
        unit.record("something.done", "thing:1", rule="R-C14", why="x")
        unit.post(Home(1))
        unit.post(Home(1))

    with county.session() as session:
        (line,) = session.scalars(select(JournalLine).where(JournalLine.act == "something.done")).all()
        (letter,) = session.scalars(select(OutboxLetter).where(OutboxLetter.kind == "Home")).all()
    assert (line.subject, line.rule, line.actor) == ("thing:1", "R-C14", "system")
    assert letter.state == "waiting"


def test_a_fault_leaves_nothing_behind(county: Furnished) -> None:
    def stumbles() -> None:
        with county.acting.transaction() as unit:
            unit.record("something.done", "thing:2")
            unit.post(Home(2))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stumbles()

    with county.session() as session:
        assert session.scalars(select(JournalLine).where(JournalLine.act == "something.done")).all() == []


def test_the_same_delivery_acts_once(county: Furnished) -> None:
    acting = county.acting.by(county.acting.actor, once="event:Ev1")
    with acting.transaction() as unit:
        unit.record("something.done", "thing:3")

    with pytest.raises(AlreadyDone), acting.transaction():
        raise AssertionError("the second delivery must not come in")


def test_a_refused_delivery_may_come_again(county: Furnished) -> None:
    acting = county.acting.by(county.acting.actor, once="event:Ev2")
    with pytest.raises(ZeroDivisionError), acting.transaction():
        raise ZeroDivisionError
    with acting.transaction() as unit:
        unit.record("something.done", "thing:4")

    with county.session() as session:
        assert len(session.scalars(select(JournalLine).where(JournalLine.subject == "thing:4")).all()) == 1


def test_a_letter_without_a_cause_is_a_fault_of_ours(county: Furnished) -> None:
    with pytest.raises(AssertionError, match="cause"), county.acting.transaction() as unit:
        unit.post(Home(1))


def test_numbers_run_from_one_and_by_year(county: Furnished) -> None:
    with county.acting.transaction() as unit:
        given = [bodies.next_number(unit.session, "SVO", year) for year in (2026, 2026, 2027, 2026)]

    assert given == [1, 2, 1, 3]
