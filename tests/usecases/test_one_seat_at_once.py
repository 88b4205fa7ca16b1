"""Different people who compete for one thing at the very same instant, each in a replica of its own (reliability T5): one wins, and the
others are told what has happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.text import refusals
from bot.usecases import absence_seats as seats
from bot.usecases import absences, meetings, questions_au
from bot.usecases.acting import Acting
from models.rules.questions_au import Answer
from models.rules.refusals import Refusal, Refused
from models.store.engine import Database
from models.tables.people import Person
from tests.conftest import Furnished
from tests.planned import plan
from tests.usecases.absence_world import a_meeting
from tests.usecases.question_world import answers, at_au, question
from tests.usecases.test_questions_at_once import at_once


@pytest.fixture
def beside(county: Furnished) -> Iterator[Furnished]:
    """The same county, as another process sees it: with connections and threads of its own."""
    database = Database(county.database.url)
    yield replace(county, acting=Acting(database, county.clock.clock, county.acting.actor))
    database.close()


def told(led_to: list[object]) -> set[str]:
    """What those who came too late are told."""
    return {refusals.words(Refused(one)) for one in led_to if isinstance(one, Refusal)}


def winners(led_to: list[object]) -> int:
    return sum(not isinstance(one, Refusal) for one in led_to)


def test_four_substitutes_say_yes_and_one_has_the_seat(county: Furnished, beside: Furnished) -> None:
    """In the last two hours all who remain are asked."""
    world = a_meeting(county, start="2026-01-12 10:30", end="2026-01-12 12:00")
    anna = county.who("lsg", "ordinary", "regionen")
    asked = world.calls(world.report(anna))
    world.forget_letters()

    led_to = at_once(*[
        lambda where=(county, beside)[place % 2], call=call: absences.accept_call(where.as_(call.person_id), call.id)
        for place, call in enumerate(asked)
    ])  # fmt: skip

    states = [state for _, state in world.states(world.absence(anna.id or 0))]
    assert (len(asked), winners(led_to)) == (4, 1)
    assert told(led_to) == {"Platsen är redan täckt. Tack ändå."}
    assert sorted(states) == ["accepted", "stood_down", "stood_down", "stood_down"]
    assert [one.person_id in world.invited_ids() for one in asked] == [not isinstance(one, Refusal) for one in led_to]
    assert world.seat_of(anna).sitter_id == asked[states.index("accepted")].person_id
    assert len(world.letters("Papers")) == 1


def test_two_coordinators_name_different_people_and_one_is_named(county: Furnished, beside: Furnished) -> None:
    world = a_meeting(county)
    bo = county.who("lsg", "ordinary", "bjurholm")
    absence = world.report(bo)
    for call in world.calls(absence):
        absences.decline_call(county.as_(call.person_id), call.id or 0)
    world.forget_letters()
    one, two = (county.who(None, "coordinator", place=place) for place in range(2))
    named: list[Person] = [county.who("samrad", role, "bjurholm") for role in ("ordinary", "substitute")]

    led_to = at_once(
        lambda: seats.appoint(county.as_(one), absence.id or 0, named[0].id),
        lambda: seats.appoint(beside.as_(two), absence.id or 0, named[1].id),
    )

    assert winners(led_to) == 1
    assert told(led_to) == {"Platsen är redan ordnad. Inget har ändrats."}
    serves = [person.id in world.invited_ids() for person in named]
    assert serves == [not isinstance(one, Refusal) for one in led_to]
    assert world.acts(absence).count("absence.covered_by_hand") == 1
    assert len(world.letters("Papers")) == 1


def test_two_coordinators_decide_a_return_differently_and_one_counts(county: Furnished, beside: Furnished) -> None:
    world = a_meeting(county)
    anna, first = county.who("lsg", "ordinary", "umea"), county.who("lsg", "substitute", "umea", 0)
    absence = world.report(anna)
    absences.accept_call(county.as_(first), world.calls(absence)[0].id or 0)
    absences.withdraw(county.as_(anna), absence.id or 0)
    one, two = (county.who(None, "coordinator", place=place) for place in range(2))

    led_to = at_once(
        lambda: absences.decide_return(county.as_(one), absence.id or 0, ordinary=True),
        lambda: absences.decide_return(beside.as_(two), absence.id or 0, ordinary=False),
    )

    comes = [anna.id in world.invited_ids(), first.id in world.invited_ids()]
    assert winners(led_to) == 1
    assert all(words.endswith(".") and "felkod" not in words for words in told(led_to))
    assert comes == [not isinstance(one, Refusal) for one in led_to]
    assert world.acts(absence).count("absence.return_decided") == 1


def test_the_two_of_au_answer_differently_and_both_answers_count(county: Furnished, beside: Furnished) -> None:
    """Neither wins over the other; they differ, and that is told once."""
    number = at_au(county)

    led_to = at_once(
        lambda: questions_au.answer(county.as_(county.who("lsg", "chair")), number, 1, Answer.APPROVE),
        lambda: questions_au.answer(
            beside.as_(county.who("lsg", "vice_chair")), number, 1, Answer.DECLINE, text="Löses lokalt."
        ),
    )

    assert sorted(map(str, led_to)) == ["disagreement", "waits"]
    assert sorted(one.answer for one in answers(county, number)) == ["approve", "decline"]
    assert question(county, number).state == "at_au"


def test_two_coordinators_move_and_cancel_one_meeting_and_the_later_is_told(
    county: Furnished, beside: Furnished
) -> None:
    meeting = plan(county, "lsg", "2026-03-12")
    one, two = (county.who(None, "coordinator", place=place) for place in range(2))

    led_to = at_once(
        lambda: meetings.move(county.as_(one), meeting, 1, "2026-03-13", "09:00", "12:00", "Umeå"),
        lambda: meetings.cancel(beside.as_(two), meeting, 1, "För få punkter"),
    )

    assert winners(led_to) == 1
    stale = "Det har hänt något sedan den här bilden ritades. Inget har ändrats. Titta igen och försök på nytt."
    assert told(led_to) in ({"Mötet är inställt."}, {stale})
