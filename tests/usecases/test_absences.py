"""Absence calls the substitute (R-C12, R-D13, S-13, S-15): on both databases, with real rows, journal and letters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.usecases import absence_changes as changes
from bot.usecases import absence_seats as seats
from bot.usecases import absences as usecases
from models.rules.refusals import Refusal, Refused
from tests.conftest import Furnished
from tests.usecases.absence_world import a_meeting, moment


def refused(no: pytest.ExceptionInfo[Refused]) -> Refusal:
    return no.value.refusal


def test_the_first_substitute_of_the_same_principal_is_asked_at_once(county: Furnished) -> None:
    """S-13: in order, within the principal; the absent person leaves the invitation (S-14)."""
    world = a_meeting(county)
    anna = county.who("lsg", "ordinary", "umea")
    first = county.who("lsg", "substitute", "umea", 0)

    absence = world.report(anna)

    assert absence.state == "calling"
    assert absence.principal == "umea"
    assert world.states(absence) == [(first.id, "asked")]
    assert world.letters("Call") == [{"call_id": world.calls(absence)[0].id, "ended": ""}]
    assert world.acts(absence) == ["absence.reported", "substitute.asked"]
    assert anna.id not in world.invited_ids()
    assert first.id not in world.invited_ids()
    assert world.letters("Event")


def test_a_yes_covers_the_seat_and_everybody_concerned_is_told(county: Furnished) -> None:
    """R-C12: the substitute serves, gets the papers and the invitation; the absent person learns who covers."""
    world = a_meeting(county, noticed=True)
    anna, first = county.who("lsg", "ordinary", "umea"), county.who("lsg", "substitute", "umea", 0)
    absence = world.report(anna)
    world.forget_letters()

    usecases.accept_call(county.as_(first), world.calls(absence)[0].id or 0)

    assert world.absence(anna.id or 0).state == "covered"
    assert world.seat_of(anna).sitter_id == first.id
    assert first.id in world.invited_ids()
    assert world.letters("Notice") == [{"meeting_id": world.meeting_id, "person_id": first.id}]
    assert {"what": "covered", "absence_id": absence.id, "person_id": anna.id, "cover_id": first.id} in world.letters(
        "Told"
    )
    assert world.letters("Event")
    assert world.letters("MeetingCard")
    assert world.acts(absence)[-1] == "absence.covered"


def test_before_the_notice_the_substitute_gets_the_agenda_so_far(county: Furnished) -> None:
    world = a_meeting(county, noticed=False)
    anna, first = county.who("lsg", "ordinary", "umea"), county.who("lsg", "substitute", "umea", 0)
    absence = world.report(anna)

    usecases.accept_call(county.as_(first), world.calls(absence)[0].id or 0)

    assert world.letters("Papers") == [{"meeting_id": world.meeting_id, "person_id": first.id}]
    assert world.letters("Notice") == []


def test_two_say_no_and_the_third_says_yes(county: Furnished) -> None:
    """S-13: a no sends the question on, in order."""
    world = a_meeting(county)
    anna = county.who("lsg", "ordinary", "regionen")
    one, two, three = (county.who("lsg", "substitute", "regionen", place) for place in range(3))
    absence = world.report(anna)

    usecases.decline_call(county.as_(one), world.calls(absence)[0].id or 0)
    usecases.decline_call(county.as_(two), world.calls(absence)[1].id or 0)
    usecases.accept_call(county.as_(three), world.calls(absence)[2].id or 0)

    assert world.states(absence) == [(one.id, "declined"), (two.id, "declined"), (three.id, "accepted")]
    assert world.seat_of(anna).sitter_id == three.id


def test_silence_sends_the_question_on_but_a_late_yes_is_welcome(county: Furnished) -> None:
    world = a_meeting(county)
    anna = county.who("lsg", "ordinary", "regionen")
    one, two = (county.who("lsg", "substitute", "regionen", place) for place in range(2))
    absence = world.report(anna)
    due = world.calls(absence)[0].answer_by

    assert changes.answers_due(county.acting) == 0
    county.clock.moment = due
    assert changes.answers_due(county.acting) == 1
    assert changes.answers_due(county.acting) == 0
    assert world.states(absence) == [(one.id, "silent"), (two.id, "asked")]

    usecases.accept_call(county.as_(one), world.calls(absence)[0].id or 0)

    assert world.states(absence) == [(one.id, "accepted"), (two.id, "stood_down")]
    assert world.seat_of(anna).sitter_id == one.id


def test_in_the_last_two_hours_all_who_remain_are_asked_at_once(county: Furnished) -> None:
    world = a_meeting(county, start="2026-01-12 10:30", end="2026-01-12 12:00")
    anna = county.who("lsg", "ordinary", "regionen")

    absence = world.report(anna)

    people = [county.who("lsg", "substitute", "regionen", place).id for place in range(4)]
    assert world.states(absence) == [(person, "asked") for person in people]
    assert {call.answer_by for call in world.calls(absence)} == {moment("2026-01-12 09:10")}


def test_when_two_hours_remain_the_rest_are_asked_beside_the_one_who_thinks(county: Furnished) -> None:
    world = a_meeting(county, start="2026-01-12 11:05", end="2026-01-12 12:00")
    absence = world.report(county.who("lsg", "ordinary", "regionen"))
    assert len(world.calls(absence)) == 1

    county.clock.forward(minutes=6)
    changes.answers_due(county.acting)

    assert [state for _, state in world.states(absence)] == ["asked"] * 4


def test_the_others_are_thanked_when_one_has_said_yes(county: Furnished) -> None:
    world = a_meeting(county, start="2026-01-12 10:30", end="2026-01-12 12:00")
    anna = county.who("lsg", "ordinary", "regionen")
    one, two = (county.who("lsg", "substitute", "regionen", place) for place in range(2))
    absence = world.report(anna)
    first, second = (call.id or 0 for call in world.calls(absence)[:2])

    usecases.accept_call(county.as_(two), second)
    with pytest.raises(Refused) as no:
        usecases.accept_call(county.as_(one), first)

    assert refused(no) is Refusal.ALREADY_COVERED
    assert [state for _, state in world.states(absence)] == ["stood_down", "accepted", "stood_down", "stood_down"]


def test_nobody_left_is_told_at_once_to_coordinators_au_and_the_principals_contact(county: Furnished) -> None:
    """S-15: the seat stays empty until somebody is named; nobody of another principal is asked (S-13)."""
    world = a_meeting(county)
    bo = county.who("lsg", "ordinary", "bjurholm")
    absence = world.report(bo)
    coordinators = {county.who(None, "coordinator", place=place).id for place in range(2)}
    chair, vice = county.who("lsg", "chair"), county.who("lsg", "vice_chair")
    world.forget_letters()

    usecases.decline_call(county.as_(county.who("lsg", "substitute", "bjurholm")), world.calls(absence)[0].id or 0)

    assert world.absence(bo.id or 0).state == "unfilled"
    assert {one["person_id"] for one in world.letters("SeatCard")} == coordinators
    assert {one["person_id"] for one in world.letters("AuLine")} == {chair.id, vice.id}
    contact = county.who(None, "respondent", "bjurholm")
    assert [(one["what"], one["person_id"]) for one in world.letters("Told")] == [("contact", contact.id)]


def test_au_is_told_in_its_channel_when_it_has_one(county: Furnished) -> None:
    world = a_meeting(county)
    world.au_channel("lsg", "C0AU")
    absence = world.report(county.who("lsg", "ordinary", "bjurholm"))

    usecases.decline_call(county.as_(county.who("lsg", "substitute", "bjurholm")), world.calls(absence)[0].id or 0)

    assert world.letters("AuLine") == [{"absence_id": absence.id, "person_id": 0}]


def test_who_has_no_slack_account_is_passed_over(county: Furnished) -> None:
    world = a_meeting(county)
    one, two = (county.who("lsg", "substitute", "regionen", place) for place in range(2))
    world.change(one, slack_id=None)

    absence = world.report(county.who("lsg", "ordinary", "regionen"))

    assert world.states(absence) == [(one.id, "unreachable"), (two.id, "asked")]


def test_when_nobody_is_in_slack_the_coordinators_are_told_at_once(county: Furnished) -> None:
    world = a_meeting(county)
    substitute = county.who("lsg", "substitute", "bjurholm")
    world.change(substitute, slack_id=None)

    absence = world.report(county.who("lsg", "ordinary", "bjurholm"))

    assert absence.state == "unfilled"
    assert world.states(absence) == [(substitute.id, "unreachable")]
    assert len(world.letters("SeatCard")) == 2


def test_a_second_click_changes_nothing(county: Furnished) -> None:
    world = a_meeting(county)
    anna, first = county.who("lsg", "ordinary", "umea"), county.who("lsg", "substitute", "umea", 0)
    absence = world.report(anna)
    call = world.calls(absence)[0].id or 0
    with pytest.raises(Refused) as no:
        world.report(anna)
    assert refused(no) is Refusal.ALREADY_REPORTED

    usecases.accept_call(county.as_(first), call)
    before = (world.acts(absence), len(world.letters("Call")))
    usecases.accept_call(county.as_(first), call)

    assert (world.acts(absence), len(world.letters("Call"))) == before


def test_the_wrong_person_is_refused_and_nothing_changes(county: Furnished) -> None:
    world = a_meeting(county)
    anna, bo = county.who("lsg", "ordinary", "umea"), county.who("lsg", "ordinary", "bjurholm")
    absence = world.report(anna)
    call = world.calls(absence)[0].id or 0
    tries: dict[Refusal, Callable[[], None]] = {
        Refusal.NOT_YOUR_CALL: lambda: usecases.accept_call(county.as_(bo), call),
        Refusal.NOT_YOUR_ABSENCE: lambda: usecases.withdraw(county.as_(bo), absence.id or 0),
        Refusal.NOT_COORDINATOR: lambda: seats.leave_empty(county.as_(bo), absence.id or 0),
        Refusal.NOT_FOUND: lambda: usecases.accept_call(county.as_(bo), 999_999),
    }

    for expected, attempt in tries.items():
        with pytest.raises(Refused) as no:
            attempt()
        assert refused(no) is expected

    assert world.absence(anna.id or 0).state == "calling"
    assert world.acts(absence) == ["absence.reported", "substitute.asked"]


def test_only_a_coordinator_reports_for_somebody_else(county: Furnished) -> None:
    world = a_meeting(county)
    anna, bo = county.who("lsg", "ordinary", "umea"), county.who("lsg", "ordinary", "bjurholm")
    with pytest.raises(Refused) as no:
        world.report(bo, person_id=anna.id)
    assert refused(no) is Refusal.NOT_COORDINATOR

    boss = county.who(None, "coordinator")
    absence = world.report(boss, person_id=anna.id)

    assert (absence.person_id, absence.reported_by, absence.state) == (anna.id, boss.id, "calling")


def test_somebody_who_is_not_called_to_the_meeting_can_not_be_absent(county: Furnished) -> None:
    """A substitute is not a participant until called (S-14)."""
    world = a_meeting(county)

    for person in (county.who("samrad", "ordinary", "umea"), county.who("lsg", "substitute", "umea")):
        with pytest.raises(Refused) as no:
            usecases.report(county.as_(person), world.meeting_id)
        assert refused(no) is Refusal.NOT_ORDINARY


def test_a_part_of_the_meeting_calls_a_substitute_for_that_part(county: Furnished) -> None:
    world = a_meeting(county)
    anna, first = county.who("lsg", "ordinary", "umea"), county.who("lsg", "substitute", "umea", 0)

    absence = world.report(anna, part_from=moment("2026-03-12 10:30"), part_to=moment("2026-03-12 13:00"))
    usecases.accept_call(county.as_(first), world.calls(absence)[0].id or 0)

    assert (absence.part_from, absence.part_to) == (moment("2026-03-12 10:30"), moment("2026-03-12 12:00"))
    assert world.seat_of(anna).serving_ids == (anna.id, first.id)
    assert {anna.id, first.id} <= set(world.invited_ids())


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-03-12 11:00", "2026-03-12 10:00", Refusal.PART_BACKWARDS),
        ("2026-03-12 13:00", "2026-03-12 14:00", Refusal.PART_OUTSIDE),
    ],
)
def test_a_part_outside_the_meeting_is_refused(county: Furnished, start: str, end: str, expected: Refusal) -> None:
    world = a_meeting(county)
    with pytest.raises(Refused) as no:
        world.report(county.who("lsg", "ordinary", "umea"), part_from=moment(start), part_to=moment(end))
    assert refused(no) is expected


def test_two_absent_of_one_principal_get_a_substitute_each(county: Furnished) -> None:
    """One substitute is never asked for two seats at the same time, nor put in two (S-22)."""
    world = a_meeting(county)
    anna, bo = (county.who("lsg", "ordinary", "umea", place) for place in range(2))
    one, two = (county.who("lsg", "substitute", "umea", place) for place in range(2))
    first, second = world.report(anna), world.report(bo)
    assert world.states(first) == [(one.id, "asked")]
    assert world.states(second) == [(two.id, "asked")]

    usecases.decline_call(county.as_(one), world.calls(first)[0].id or 0)
    assert world.absence(anna.id or 0).state == "calling"  # the other may still become free
    usecases.accept_call(county.as_(two), world.calls(second)[0].id or 0)

    assert world.absence(anna.id or 0).state == "unfilled"
    assert world.absence(bo.id or 0).state == "covered"


def test_a_substitute_who_becomes_free_is_asked_for_the_other_seat(county: Furnished) -> None:
    world = a_meeting(county)
    anna, bo = (county.who("lsg", "ordinary", "umea", place) for place in range(2))
    one, two = (county.who("lsg", "substitute", "umea", place) for place in range(2))
    first, second = world.report(anna), world.report(bo)
    usecases.decline_call(county.as_(one), world.calls(first)[0].id or 0)

    usecases.withdraw(county.as_(bo), second.id or 0)

    assert world.states(first) == [(one.id, "declined"), (two.id, "asked")]


def test_a_seat_that_nobody_covered_is_quietly_closed_when_the_meeting_is_over(county: Furnished) -> None:
    world = a_meeting(county, start="2026-01-12 10:00", end="2026-01-12 11:00")
    anna = county.who("lsg", "ordinary", "umea")
    absence = world.report(anna)

    county.clock.set("2026-01-12 11:00")
    changes.answers_due(county.acting)

    assert world.absence(anna.id or 0).state == "empty"
    assert {state for _, state in world.states(absence)} <= {"silent", "stood_down"}
    with pytest.raises(Refused) as no:
        usecases.withdraw(county.as_(anna), absence.id or 0)
    assert refused(no) is Refusal.MEETING_PAST


def test_somebody_who_is_no_substitute_any_more_can_not_take_the_seat(county: Furnished) -> None:
    world = a_meeting(county)
    first = county.who("lsg", "substitute", "umea", 0)
    absence = world.report(county.who("lsg", "ordinary", "umea"))
    world.end(first, "substitute", "lsg", county.clock.clock.today())

    with pytest.raises(Refused) as no:
        usecases.accept_call(county.as_(first), world.calls(absence)[0].id or 0)

    assert refused(no) is Refusal.NOT_SUBSTITUTE


def test_the_question_falls_when_the_seat_is_somebody_elses_by_now(county: Furnished) -> None:
    world = a_meeting(county)
    anna, first = county.who("lsg", "ordinary", "umea"), county.who("lsg", "substitute", "umea", 0)
    absence = world.report(anna)
    due = world.calls(absence)[0].answer_by
    world.end(anna, "ordinary", "lsg", county.clock.clock.today())

    with pytest.raises(Refused) as no:
        usecases.accept_call(county.as_(first), world.calls(absence)[0].id or 0)
    county.clock.moment = due
    changes.answers_due(county.acting)

    assert refused(no) is Refusal.CALL_OVER
    assert world.absence(anna.id or 0).state == "empty"
    assert world.states(absence) == [(first.id, "stood_down")]
    assert world.letters("SeatCard") == []
