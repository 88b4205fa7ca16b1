"""I can come after all, and I can not after all: the way back for the absent person and for the substitute."""

from __future__ import annotations

import pytest

from bot.usecases import absences as usecases
from models.rules.refusals import Refusal, Refused
from tests.conftest import Furnished
from tests.usecases.absence_world import World, a_meeting


def refused(no: pytest.ExceptionInfo[Refused]) -> Refusal:
    return no.value.refusal


def test_before_anybody_has_said_yes_the_absent_person_simply_comes(county: Furnished) -> None:
    world = a_meeting(county)
    anna = county.who("lsg", "ordinary", "umea")
    absence = world.report(anna)

    usecases.withdraw(county.as_(anna), absence.id or 0)

    assert world.absence(anna.id or 0).state == "withdrawn"
    assert [state for _, state in world.states(absence)] == ["stood_down"]
    assert anna.id in world.invited_ids()
    with pytest.raises(Refused) as no:
        usecases.accept_call(county.as_(world.calls(absence)[0].person_id), world.calls(absence)[0].id or 0)
    assert refused(no) is Refusal.CALL_OVER


def test_who_comes_back_after_the_notice_went_out_gets_it(county: Furnished) -> None:
    """It was sent to those who were called then, and the absent person was not."""
    world = a_meeting(county, noticed=True)
    anna = county.who("lsg", "ordinary", "umea")
    absence = world.report(anna)
    world.forget_letters()

    usecases.withdraw(county.as_(anna), absence.id or 0)

    assert world.letters("Notice") == [{"meeting_id": world.meeting_id, "person_id": anna.id}]


def test_an_absence_can_be_reported_again_after_it_was_withdrawn(county: Furnished) -> None:
    world = a_meeting(county)
    anna = county.who("lsg", "ordinary", "umea")
    first = world.report(anna)
    usecases.withdraw(county.as_(anna), first.id or 0)

    second = world.report(anna)

    assert second.id != first.id
    assert [state for _, state in world.states(second)] == ["asked"]


def covered(county: Furnished) -> tuple[World, int, int, int]:
    """A meeting with a covered seat: the world, the absence, the absent person, the substitute."""
    world = a_meeting(county)
    anna, first = county.who("lsg", "ordinary", "umea"), county.who("lsg", "substitute", "umea", 0)
    absence = world.report(anna)
    usecases.accept_call(county.as_(first), world.calls(absence)[0].id or 0)
    world.forget_letters()
    return world, absence.id or 0, anna.id or 0, first.id or 0


def test_after_the_yes_the_coordinator_decides_who_comes(county: Furnished) -> None:
    world, absence, anna, first = covered(county)

    usecases.withdraw(county.as_(anna), absence)

    assert world.absence(anna).wants_back
    assert len(world.letters("BackCard")) == 2
    assert first in world.invited_ids()
    assert anna not in world.invited_ids()


def test_the_coordinator_lets_the_holder_come_and_the_substitute_is_told(county: Furnished) -> None:
    world, absence, anna, first = covered(county)
    usecases.withdraw(county.as_(anna), absence)

    usecases.decide_return(county.as_(county.who(None, "coordinator")), absence, ordinary=True)

    assert anna in world.invited_ids()
    assert first not in world.invited_ids()
    assert {one["what"]: one["person_id"] for one in world.letters("Told")} == {"released": first, "back": anna}
    assert {one["decided"] for one in world.letters("BackCard")} == {"", "ordinary"}


def test_the_coordinator_keeps_the_substitute_and_only_one_decision_counts(county: Furnished) -> None:
    world, absence, anna, first = covered(county)
    usecases.withdraw(county.as_(anna), absence)
    boss, other = (county.who(None, "coordinator", place=place) for place in range(2))

    usecases.decide_return(county.as_(boss), absence, ordinary=False)
    with pytest.raises(Refused) as no:
        usecases.decide_return(county.as_(other), absence, ordinary=True)

    assert refused(no) is Refusal.SEAT_SETTLED
    assert first in world.invited_ids()
    assert [one["what"] for one in world.letters("Told")] == ["back_refused"]


def test_a_substitute_who_can_not_any_more_sends_the_question_on(county: Furnished) -> None:
    world, absence, anna, first = covered(county)
    second = county.who("lsg", "substitute", "umea", 1)

    usecases.decline_call(county.as_(first), world.calls(world.absence(anna))[0].id or 0)

    row = world.absence(anna)
    assert row.state == "calling"
    assert row.covered_by is None
    assert world.states(row) == [(first, "declined"), (second.id, "asked")]
    assert [one["what"] for one in world.letters("Told")] == ["cover_lost"]
    assert absence == row.id


def test_a_covering_substitute_who_reports_absence_gives_the_seat_up(county: Furnished) -> None:
    world, _, anna, first = covered(county)

    usecases.report(county.as_(first), world.meeting_id)

    assert world.absence(anna).state == "calling"


def test_when_the_holder_waits_to_come_back_a_lost_substitute_settles_it(county: Furnished) -> None:
    world, absence, anna, first = covered(county)
    usecases.withdraw(county.as_(anna), absence)

    usecases.decline_call(county.as_(first), world.calls(world.absence(anna))[0].id or 0)

    assert world.absence(anna).state == "withdrawn"
    assert anna in world.invited_ids()
    assert "back" in [one["what"] for one in world.letters("Told")]
