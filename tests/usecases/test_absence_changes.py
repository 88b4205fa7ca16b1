"""What happens to absences by themselves: moved and cancelled meetings, a decline in Outlook, words to the bot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bot.usecases import absence_changes as changes
from bot.usecases import absences as usecases
from bot.usecases import messages
from bot.usecases.acting import AlreadyDone
from models.rules.refusals import Refusal, Refused
from models.store import journal
from models.tables.meetings import Meeting
from models.tables.people import Person
from tests.conftest import Furnished
from tests.usecases.absence_world import World, a_meeting, moment


def move(world: World, start: str = "2026-04-02 09:00", end: str = "2026-04-02 12:00") -> None:
    """What the move of a meeting does with absences, in its transaction."""
    with world.county.as_(world.county.who(None, "coordinator")).transaction() as unit:
        meeting = unit.session.get_one(Meeting, world.meeting_id)
        meeting.starts_at, meeting.ends_at = moment(start), moment(end)
        meeting.moved += 1
        unit.record("meeting.moved", f"meeting:{meeting.id}")
        changes.meeting_moved(unit, meeting)


def cancel(world: World) -> None:
    """What the cancellation of a meeting does with absences, in its transaction."""
    with world.county.as_(world.county.who(None, "coordinator")).transaction() as unit:
        meeting = unit.session.get_one(Meeting, world.meeting_id)
        meeting.state = "cancelled"
        unit.record("meeting.cancelled", f"meeting:{meeting.id}")
        changes.meeting_cancelled(unit, meeting)


def reported(county: Furnished, *, covered: bool) -> tuple[World, Person, Person]:
    """An absence, covered or not: the world, the absent person, the first substitute."""
    world = a_meeting(county)
    anna, first = county.who("lsg", "ordinary", "umea"), county.who("lsg", "substitute", "umea", 0)
    absence = world.report(anna)
    if covered:
        usecases.accept_call(county.as_(first), world.calls(absence)[0].id or 0)
    world.forget_letters()
    return world, anna, first


def test_a_moved_meeting_voids_the_answers_and_asks_about_the_new_time(county: Furnished) -> None:
    world, anna, first = reported(county, covered=True)

    move(world)

    absence = world.absence(anna.id or 0)
    assert absence.state == "withdrawn"
    assert world.states(absence) == [(first.id, "stood_down")]
    assert {(one["person_id"], one["why"], one["time"]) for one in world.letters("ComePrompt")} == {
        (anna.id, "moved", 1),
        (first.id, "moved_cover", 1),
    }
    assert anna.id in world.invited_ids()
    assert first.id not in world.invited_ids()


def test_when_the_meeting_is_moved_after_the_notice_whoever_was_away_gets_it_too(county: Furnished) -> None:
    """An absence belonged to the old time: for the new one they are called again, and the notice had not gone to them."""
    world = a_meeting(county, noticed=True)
    anna = county.who("lsg", "ordinary", "umea")
    world.report(anna)
    world.forget_letters()

    move(world)

    assert {"meeting_id": world.meeting_id, "person_id": anna.id} in world.letters("Notice")


def test_a_no_to_the_old_time_does_not_count_for_the_new_one(county: Furnished) -> None:
    world, anna, first = reported(county, covered=False)
    usecases.decline_call(county.as_(first), world.calls(world.absence(anna.id or 0))[0].id or 0)
    move(world)

    again = world.report(anna)

    assert world.states(again) == [(first.id, "asked")]


def test_a_stale_yes_to_the_old_time_is_refused(county: Furnished) -> None:
    world, anna, first = reported(county, covered=False)
    move(world)

    with pytest.raises(Refused) as no:
        usecases.accept_call(county.as_(first), world.calls(world.absence(anna.id or 0))[0].id or 0)

    assert no.value.refusal is Refusal.CALL_OVER


def test_a_cancelled_meeting_lets_everybody_go(county: Furnished) -> None:
    world, anna, first = reported(county, covered=False)

    cancel(world)

    absence = world.absence(anna.id or 0)
    assert absence.state == "empty"
    assert world.states(absence) == [(first.id, "stood_down")]
    assert world.letters("Call")
    acts: list[Callable[[], None]] = [
        lambda: usecases.accept_call(county.as_(first), world.calls(absence)[0].id or 0),
        lambda: usecases.withdraw(county.as_(anna), absence.id or 0),
        lambda: usecases.report(county.as_(county.who("lsg", "chair")), world.meeting_id),
    ]
    for act in acts:
        with pytest.raises(Refused) as no:
            act()
        assert no.value.refusal is Refusal.MEETING_CANCELLED
    assert changes.answers_due(county.acting) == 0


def test_who_covered_a_cancelled_meeting_stays_noted_and_learns_of_it(county: Furnished) -> None:
    world, anna, first = reported(county, covered=True)

    cancel(world)

    assert world.absence(anna.id or 0).state == "covered"
    assert first.id in world.invited_ids()
    assert len(world.letters("Call")) == 1


def test_the_clock_passes_by_a_meeting_that_was_cancelled_in_the_same_moment(county: Furnished) -> None:
    world, anna, _ = reported(county, covered=False)
    due = world.calls(world.absence(anna.id or 0))[0].answer_by
    with county.database.write() as session:
        session.get_one(Meeting, world.meeting_id).state = "cancelled"
    county.clock.moment = due

    assert changes.answers_due(county.acting) == 0


def test_a_decline_in_outlook_asks_once_and_reports_nothing(county: Furnished) -> None:
    world = a_meeting(county)
    anna = county.who("lsg", "ordinary", "umea")

    for _ in range(2):
        changes.declined_in_calendar(county.acting, world.meeting_id, anna.id or 0)

    assert [one["why"] for one in world.letters("ComePrompt")] == ["declined"]
    assert anna.id in world.invited_ids()


def test_a_decline_of_the_new_time_asks_again(county: Furnished) -> None:
    world = a_meeting(county)
    anna = county.who("lsg", "ordinary", "umea")
    changes.declined_in_calendar(county.acting, world.meeting_id, anna.id or 0)
    move(world)

    changes.declined_in_calendar(county.acting, world.meeting_id, anna.id or 0)

    assert [one["time"] for one in world.letters("ComePrompt")] == [0, 1]


def test_a_decline_by_somebody_who_is_absent_or_not_invited_asks_nothing(county: Furnished) -> None:
    world, anna, _ = reported(county, covered=False)

    changes.declined_in_calendar(county.acting, world.meeting_id, anna.id or 0)
    changes.declined_in_calendar(county.acting, world.meeting_id, county.who("samrad", "chair").id or 0)
    cancel(world)
    changes.declined_in_calendar(county.acting, world.meeting_id, county.who("lsg", "chair").id or 0)

    assert world.letters("ComePrompt") == []


def test_no_i_come_changes_nothing_but_the_message(county: Furnished) -> None:
    world = a_meeting(county)
    anna = county.who("lsg", "ordinary", "umea")
    changes.declined_in_calendar(county.acting, world.meeting_id, anna.id or 0)

    changes.coming(county.as_(anna), world.meeting_id, "declined")

    assert [one["answer"] for one in world.letters("ComePrompt")] == ["", "coming"]
    with pytest.raises(Refused) as no:
        changes.coming(county.as_(anna), world.meeting_id, "anything")
    assert no.value.refusal is Refusal.NOT_FOUND
    world.report(anna)
    with pytest.raises(Refused) as no:
        changes.coming(county.as_(anna), world.meeting_id, "declined")
    assert no.value.refusal is Refusal.ALREADY_REPORTED


def test_a_sentence_is_answered_once_and_is_not_kept(county: Furnished) -> None:
    """No reason is stored anywhere: not in the letter, not in the journal."""
    world = a_meeting(county)
    anna = county.who("lsg", "ordinary", "umea")
    sentence = "jag är sjuk och kan inte komma på LSG den 12 mars"

    messages.heard(county.as_(anna, once="event:1"), sentence)
    with pytest.raises(AlreadyDone):
        messages.heard(county.as_(anna, once="event:1"), sentence)

    (answer,) = world.letters("TextAnswer")
    assert (answer["intent"], answer["body"], answer["day"]) == ("absence", "lsg", "2026-03-12")
    with county.session() as session:
        lines = journal.of(session, f"person:{anna.id}")
    assert [one.act for one in lines] == ["message.read"]
    assert "sjuk" not in str(answer) + lines[0].details


def test_who_has_left_since_is_not_welcomed(county: Furnished) -> None:
    """The button outlives the seat: rights are asked of today's roster."""
    world, anna = a_meeting(county), county.who("lsg", "ordinary", "umea")
    changes.declined_in_calendar(county.acting, world.meeting_id, anna.id or 0)
    world.end(anna, "ordinary", "lsg", date(2026, 3, 11))

    with pytest.raises(Refused) as no:
        changes.coming(county.as_(anna), world.meeting_id, "declined")

    assert no.value.refusal is Refusal.NOT_CALLED
    assert [one["answer"] for one in world.letters("ComePrompt")] == [""]


def test_a_personal_number_in_a_draft_is_not_kept(county: Furnished) -> None:
    world = a_meeting(county)

    messages.heard(county.as_(county.who("lsg", "chair")), "jag vill lyfta en fråga om 19121212-1212 och vård")

    assert [one["draft"] for one in world.letters("TextAnswer")] == [""]


def test_a_name_in_the_sentence_says_whose_substitute_is_meant(county: Furnished) -> None:
    world = a_meeting(county)
    anna = county.who("lsg", "ordinary", "umea")

    messages.heard(county.as_(county.who("lsg", "chair")), f"vem är ersättare för {anna.name}?")

    assert [one["about_id"] for one in world.letters("TextAnswer")] == [anna.id]


def test_somebody_outside_the_roster_is_refused(county: Furnished) -> None:
    with pytest.raises(Refused) as no:
        messages.heard(county.acting, "hjälp")
    assert no.value.refusal is Refusal.UNKNOWN_PERSON
