"""A substitute's question that nobody signs goes to the coordinators, once, with who was asked (S-36)."""

from __future__ import annotations

import json

import pytest
from sqlmodel import select

from bot.outbox.letters.questions import Escalation, RaiserNote, Unsigned
from bot.reads import question_letters as reads
from bot.reads.shapes import Picture, Unreachable, Unwanted
from bot.usecases import questions, questions_due
from models.store.outbox import remember_card
from models.tables.people import Assignment, Person
from models.tables.questions import Question
from tests.conftest import Furnished
from tests.planned import acts, letters, plan
from tests.usecases.question_world import draft, question


def from_substitute(county: Furnished, principal: str = "mala", **changes: object) -> int:
    return questions.raise_question(county.as_(county.who("lsg", "substitute", principal)), draft(**changes))


def told(county: Furnished) -> list[Unsigned]:
    """What the coordinators have been told of signatures, each letter once."""
    found = [one for one in letters(county, Unsigned) if isinstance(one, Unsigned)]
    return list(dict.fromkeys(found))


def shape(county: Furnished, letter: Unsigned) -> reads.UnsignedShape:
    picture = county.acting.ask(reads.unsigned, letter)
    assert isinstance(picture, Picture)
    assert isinstance(picture.shape, reads.UnsignedShape)
    return picture.shape


def late(county: Furnished) -> int:
    return questions_due.late_signatures(county.acting)


def test_after_a_week_the_coordinators_are_told_once_and_the_raiser_too(county: Furnished) -> None:
    number = from_substitute(county)
    county.clock.set("2026-01-19 23:58")
    early = late(county)
    county.clock.set("2026-01-20 00:00")
    on_time = [late(county) for _ in range(3)]
    county.clock.forward(days=30)

    assert (early, on_time, late(county)) == (0, [1, 0, 0], 0)
    assert acts(county, f"question:{number}") == ["question.awaits_cosignature", "question.unsigned"]
    coordinators = {one.person_id for one in told(county)}
    assert county.who(None, "coordinator").id in coordinators
    assert len(told(county)) == len(coordinators)
    assert letters(county, Escalation) == []
    assert len(letters(county, RaiserNote)) == 1
    assert question(county, number).state == "awaiting_cosignature"


def test_who_was_asked_who_has_said_not_now_and_since_when(county: Furnished) -> None:
    number = from_substitute(county, "regionen")
    representatives = [county.who("lsg", "ordinary", "regionen", place) for place in range(4)]
    questions.not_now(county.as_(representatives[1]), number, "Sedan.")
    county.clock.set("2026-01-20 08:00")
    late(county)

    shown = shape(county, told(county)[0])
    assert set(shown.silent) == {one.name for one in representatives} - {representatives[1].name}
    assert (shown.declined, str(shown.since), shown.open) == ((representatives[1].name,), "2026-01-12", True)


def test_a_near_meeting_makes_it_shorter_but_never_less_than_three_days(county: Furnished) -> None:
    """The question would miss the meeting that it is meant for."""
    plan(county, "lsg", "2026-02-14")
    number = from_substitute(county)
    county.clock.set("2026-01-17 23:58")
    early = late(county)
    county.clock.set("2026-01-18 00:00")
    until_the_deadline = late(county)
    county.clock.set("2026-01-12 09:00")
    plan(county, "lsg", "2026-02-10")
    wished = from_substitute(county, "vindeln", details={"meeting": "2"})
    county.clock.set("2026-01-16 00:00")

    assert (early, until_the_deadline) == (0, 1)
    assert late(county) == 1
    assert acts(county, f"question:{wished}")[-1] == "question.unsigned"
    assert number != wished


def settle(county: Furnished, number: int, what: str) -> None:
    """The representative signs or puts it off, or the raiser takes it back."""
    representative = county.as_(county.who("lsg", "ordinary", "mala"))
    if what == "signed":
        questions.cosign(representative, number)
    elif what == "put off":
        questions.not_now(representative, number)
    else:
        questions.withdraw(county.as_(county.who("lsg", "substitute", "mala")), number)


@pytest.mark.parametrize("what", ["signed", "put off", "taken back"])
def test_what_is_answered_before_goes_nowhere(county: Furnished, what: str) -> None:
    number = from_substitute(county)
    settle(county, number, what)
    county.clock.set("2026-01-21 09:00")

    assert late(county) == 0
    assert told(county) == []


@pytest.mark.parametrize("what", ["signed", "put off", "taken back"])
def test_what_they_were_told_is_drawn_anew_when_it_goes_on(county: Furnished, what: str) -> None:
    number = from_substitute(county)
    county.clock.set("2026-01-20 08:00")
    late(county)
    before = len(letters(county, Unsigned))
    letter = told(county)[0]
    with county.database.write() as session:
        remember_card(session, letter.card(), "D1", "1.1")
    settle(county, number, what)

    assert len(letters(county, Unsigned)) == 2 * before
    assert not shape(county, letter).open
    assert letters(county, Escalation) == []
    if what == "signed":
        assert (question(county, number).escalated_at, question(county, number).escalated_why) == (None, None)


def test_not_sent_yet_it_is_not_sent_when_it_has_gone_on(county: Furnished) -> None:
    number = from_substitute(county)
    county.clock.set("2026-01-20 08:00")
    late(county)
    questions.cosign(county.as_(county.who("lsg", "ordinary", "mala")), number)

    assert isinstance(county.acting.ask(reads.unsigned, told(county)[0]), Unwanted)
    assert isinstance(county.acting.ask(reads.unsigned, Unsigned(999, 1, 1)), Unwanted)


def test_asked_anew_it_is_told_anew(county: Furnished) -> None:
    number = from_substitute(county)
    county.clock.set("2026-01-20 08:00")
    late(county)
    first = told(county)
    questions.not_now(county.as_(county.who("lsg", "ordinary", "mala")), number)
    again = question(county, number)
    questions.raise_question(county.as_(county.who("lsg", "substitute", "mala")), draft(), number)
    county.clock.forward(days=7)
    waiting = late(county)
    county.clock.forward(days=1)

    assert (again.state, again.escalated_at) == ("draft", None)
    assert (waiting, late(county), late(county)) == (0, 1, 0)
    assert {one.card() for one in told(county)} - {one.card() for one in first}
    assert len(told(county)) == 2 * len(first)


def test_a_representative_who_has_left_is_told_as_that(county: Furnished) -> None:
    from_substitute(county)
    with county.database.write() as session:
        seat = select(Assignment).where(Assignment.body == "lsg", Assignment.role == "ordinary")
        for one in session.scalars(seat.where(Assignment.principal == "mala")):
            session.delete(one)
    county.clock.set("2026-01-20 08:00")
    late(county)

    assert (shape(county, told(county)[0]).silent, shape(county, told(county)[0]).declined) == ((), ())


def test_a_coordinator_without_an_account_can_not_be_reached(county: Furnished) -> None:
    from_substitute(county)
    county.clock.set("2026-01-20 08:00")
    late(county)
    letter = told(county)[0]
    with county.database.write() as session:
        session.get_one(Person, letter.person_id).slack_id = None

    assert isinstance(county.acting.ask(reads.unsigned, letter), Unreachable)


def test_a_question_that_nobody_was_asked_about_is_passed_by(county: Furnished) -> None:
    """A row from before the journal said it: nothing is counted from, so nothing is late."""
    number = from_substitute(county)
    with county.database.write() as session:
        row = session.get_one(Question, number)
        session.add(
            Question(
                number="LSG 2026-999", body="lsg", principal="mala", raised_by=row.raised_by, state="awaiting_cosignature",
                title="Äldre", issue="…", created_at=row.created_at, details=json.dumps({}),
            )
        )  # fmt: skip
    county.clock.set("2026-02-20 08:00")

    assert late(county) == 1
