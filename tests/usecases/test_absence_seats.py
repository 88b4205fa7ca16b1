"""What coordinators do about a seat that nobody covers (S-15), offices (S-11, S-12), chairs' seats (S-23), and clicks at the
same instant, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from bot.usecases import absence_changes as changes
from bot.usecases import absence_seats as seats
from bot.usecases import absences as usecases
from models.rules.refusals import Refusal, Refused
from tests.conftest import Furnished
from tests.usecases.absence_world import World, a_meeting


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do all of these at the same instant, each in a thread of its own; what came of each: done, or why not."""
    start = Barrier(len(acts))

    def one(act: Callable[[], object]) -> str:
        start.wait(10)
        try:
            act()
        except Refused as no:
            return no.refusal.value
        return "done"

    with ThreadPoolExecutor(len(acts)) as threads:
        return [each.result(60) for each in [threads.submit(one, act) for act in acts]]


def unfilled(county: Furnished, principal: str = "bjurholm") -> tuple[World, int]:
    """A seat that nobody covers: the world and the absence."""
    world = a_meeting(county)
    absence = world.report(county.who("lsg", "ordinary", principal))
    for call in world.calls(absence):
        usecases.decline_call(county.as_(call.person_id), call.id or 0)
    world.forget_letters()
    return world, absence.id or 0


def test_a_coordinator_names_somebody_of_the_same_principal(county: Furnished) -> None:
    world, absence = unfilled(county)
    bo, named = county.who("lsg", "ordinary", "bjurholm"), county.who("samrad", "ordinary", "bjurholm")
    boss = county.who(None, "coordinator")

    seats.appoint(county.as_(boss), absence, named.id)

    row = world.absence(bo.id or 0)
    assert (row.state, row.covered_by) == ("covered", named.id)
    assert world.calls(row)[-1].named_by == boss.id
    assert named.id in world.invited_ids()
    assert world.letters("Papers") == [{"meeting_id": world.meeting_id, "person_id": named.id}]
    assert world.acts(row)[-1] == "absence.covered_by_hand"


@pytest.mark.parametrize(
    ("body", "role", "principal", "expected"),
    [
        ("lsg", "substitute", "dorotea", Refusal.NOT_OF_PRINCIPAL),
        ("lsg", "ordinary", "dorotea", Refusal.SERVES_ALREADY),
        ("lsg", "ordinary", "bjurholm", Refusal.IS_AWAY),
    ],
)
def test_who_can_not_be_named(county: Furnished, body: str, role: str, principal: str, expected: Refusal) -> None:
    """S-13: never across principals; S-22: nobody in two seats."""
    world, absence = unfilled(county)
    somebody = county.who(body, role, principal)

    with pytest.raises(Refused) as no:
        seats.appoint(county.as_(county.who(None, "coordinator")), absence, somebody.id)

    assert no.value.refusal is expected
    assert world.letters("Papers") == []


def test_somebody_must_be_chosen_and_only_a_coordinator_chooses(county: Furnished) -> None:
    _, absence = unfilled(county)
    with pytest.raises(Refused) as no:
        seats.appoint(county.as_(county.who(None, "coordinator")), absence, None)
    assert no.value.refusal is Refusal.NOBODY_CHOSEN
    with pytest.raises(Refused) as no:
        seats.appoint(county.as_(county.who("lsg", "chair")), absence, 1)
    assert no.value.refusal is Refusal.NOT_COORDINATOR


def test_a_seat_left_empty_asks_nobody_more(county: Furnished) -> None:
    world = a_meeting(county)
    absence = world.report(county.who("lsg", "ordinary", "umea"))

    seats.leave_empty(county.as_(county.who(None, "coordinator")), absence.id or 0)

    assert world.absence(absence.person_id).state == "empty"
    assert [state for _, state in world.states(absence)] == ["stood_down"]
    with pytest.raises(Refused) as no:
        usecases.accept_call(county.as_(world.calls(absence)[0].person_id), world.calls(absence)[0].id or 0)
    assert no.value.refusal is Refusal.CALL_OVER


def test_after_nobody_was_left_a_late_yes_still_covers(county: Furnished) -> None:
    world = a_meeting(county)
    absence = world.report(county.who("lsg", "ordinary", "bjurholm"))
    call = world.calls(absence)[0]
    county.clock.moment = call.answer_by
    changes.answers_due(county.acting)
    assert world.absence(absence.person_id).state == "unfilled"
    cards = len(world.letters("SeatCard"))

    usecases.accept_call(county.as_(call.person_id), call.id or 0)

    assert world.absence(absence.person_id).state == "covered"
    assert len(world.letters("SeatCard")) == cards + 2


def test_a_committees_chair_has_no_substitute_so_the_coordinators_are_told_at_once(county: Furnished) -> None:
    """S-23; the coordinator may name the committee's members of the same principal."""
    world = a_meeting(county)
    chair = county.who("bbu", "chair")

    absence = world.report(chair)

    assert (absence.place, absence.state) == ("chair_seat", "unfilled")
    assert world.states(absence) == []
    assert len(world.letters("SeatCard")) == 2


def test_the_chairs_seat_goes_to_the_substitute_and_the_office_to_the_vice_chair(county: Furnished) -> None:
    """S-12."""
    world = a_meeting(county)
    chair, vice = county.who("lsg", "chair"), county.who("lsg", "vice_chair")

    absence = world.report(chair)

    assert [state for _, state in world.states(absence)] == ["asked"]
    told = [(one["what"], one["person_id"]) for one in world.letters("Told")]
    assert told == [("lead", vice.id)]

    usecases.withdraw(county.as_(chair), absence.id or 0)
    told = [(one["what"], one["person_id"]) for one in world.letters("Told")]
    assert told == [("lead", vice.id), ("lead_off", vice.id)]


@pytest.mark.parametrize("first", ["chair", "vice_chair"])
def test_when_neither_chair_nor_vice_chair_comes_the_coordinators_are_told(county: Furnished, first: str) -> None:
    world = a_meeting(county)
    second = "vice_chair" if first == "chair" else "chair"
    world.report(county.who("lsg", first))
    world.forget_letters()

    world.report(county.who("lsg", second))

    assert [one["what"] for one in world.letters("Told")] == ["nobody_leads", "nobody_leads"]


def test_lsgs_vice_chair_presents_in_samrad_when_the_chair_is_away(county: Furnished) -> None:
    """R-C08, S-11: the chair has no seat there, so nobody is called; the invitation follows."""
    world = a_meeting(county, body="samrad")
    chair, vice = county.who("lsg", "chair"), county.who("lsg", "vice_chair")
    assert chair.id in world.invited_ids()

    absence = world.report(chair)

    assert (absence.place, absence.state) == ("presenter", "empty")
    assert world.states(absence) == []
    assert vice.id in world.invited_ids()
    assert chair.id not in world.invited_ids()
    assert [(one["what"], one["person_id"]) for one in world.letters("Told")] == [("present", vice.id)]

    usecases.withdraw(county.as_(chair), absence.id or 0)
    assert chair.id in world.invited_ids()
    assert vice.id not in world.invited_ids()


def test_the_seminar_calls_no_substitutes(county: Furnished) -> None:
    """S-33: a guest who can not come is noted, and leaves the invitation."""
    world = a_meeting(county, kind="seminar")
    anna = county.who("samrad", "ordinary", "umea")
    assert anna.id in world.invited_ids()

    absence = world.report(anna)

    assert (absence.place, absence.state) == ("guest", "empty")
    assert world.states(absence) == []
    assert anna.id not in world.invited_ids()
    assert world.letters("SeatCard") == []


def test_two_substitutes_say_yes_at_the_same_instant_and_one_wins(county: Furnished) -> None:
    world = a_meeting(county, start="2026-01-12 10:30", end="2026-01-12 12:00")
    anna = county.who("lsg", "ordinary", "regionen")
    absence = world.report(anna)
    calls = world.calls(absence)[:2]

    came = at_once(
        *(lambda call=call: usecases.accept_call(county.as_(call.person_id), call.id or 0) for call in calls)
    )

    assert sorted(came) == ["already_covered", "done"]
    winner = calls[came.index("done")].person_id
    assert world.seat_of(anna).sitter_id == winner
    assert [state for _, state in world.states(absence)].count("accepted") == 1
    assert len(world.letters("Papers")) == 1


def test_a_yes_and_a_withdrawal_at_the_same_instant_leave_one_truth(county: Furnished) -> None:
    world = a_meeting(county)
    anna = county.who("lsg", "ordinary", "umea")
    absence = world.report(anna)
    call = world.calls(absence)[0]

    at_once(
        lambda: usecases.accept_call(county.as_(call.person_id), call.id or 0),
        lambda: usecases.withdraw(county.as_(anna), absence.id or 0),
    )

    row = world.absence(anna.id or 0)
    assert (row.state, row.wants_back) in {("withdrawn", False), ("covered", True)}
    serves = call.person_id in world.invited_ids()
    assert serves is (row.state == "covered")


def test_two_coordinators_at_the_same_instant_one_wins(county: Furnished) -> None:
    world, absence = unfilled(county)
    one, two = (county.who(None, "coordinator", place=place) for place in range(2))
    named = county.who("samrad", "ordinary", "bjurholm")

    came = at_once(
        lambda: seats.appoint(county.as_(one), absence, named.id),
        lambda: seats.leave_empty(county.as_(two), absence),
    )

    assert sorted(came) == ["done", "seat_settled"]
    expected = "covered" if came[0] == "done" else "empty"
    assert world.absence(county.who("lsg", "ordinary", "bjurholm").id or 0).state == expected


def test_two_replicas_clocks_ask_the_next_substitute_once(county: Furnished) -> None:
    world = a_meeting(county)
    absence = world.report(county.who("lsg", "ordinary", "umea"))
    county.clock.moment = world.calls(absence)[0].answer_by

    at_once(*[lambda: changes.answers_due(county.acting)] * 3)

    assert [state for _, state in world.states(absence)] == ["silent", "asked"]
    assert world.acts(absence).count("substitute.silent") == 1


def test_two_reports_at_the_same_instant_are_one_absence(county: Furnished) -> None:
    world = a_meeting(county)
    anna = county.who("lsg", "ordinary", "umea")

    came = at_once(*[lambda: usecases.report(county.as_(anna), world.meeting_id)] * 2)

    assert sorted(came) == ["already_reported", "done"]


def test_two_of_one_principal_report_at_the_same_instant_and_get_a_substitute_each(county: Furnished) -> None:
    """S-22: the meeting is locked, so one substitute is never asked for two seats."""
    world = a_meeting(county)
    anna, bo = (county.who("lsg", "ordinary", "umea", place) for place in range(2))

    at_once(*(lambda who=who: usecases.report(county.as_(who), world.meeting_id) for who in (anna, bo)))

    asked = [world.states(world.absence(who.id or 0))[0][0] for who in (anna, bo)]
    assert len(set(asked)) == 2


def test_the_same_machine_serves_another_structure(small: Furnished) -> None:
    """A structure that is not Västerbotten's: other principals, other numbers of seats."""
    world = a_meeting(small, body="vattenforum")
    member = small.who("vattenforum", "ordinary", "almvik")

    absence = world.report(member)
    usecases.accept_call(small.as_(world.calls(absence)[0].person_id), world.calls(absence)[0].id or 0)

    assert world.seat_of(member).sitter_id == small.who("vattenforum", "substitute", "almvik").id
