"""What the clock reminds of before a meeting, each once."""

from __future__ import annotations

from sqlmodel import select

from bot.outbox.letters.meetings import AgendaReminder, Notice, NoticeReminder, SeatSummary
from bot.usecases import agenda, meetings
from bot.usecases.acting import CLOCK
from bot.usecases.meeting_reminders import newcomers, remind
from models.rules.agenda import Point
from models.tables.people import Assignment
from tests.conftest import Furnished
from tests.planned import coordinator, letters, plan


def told(county: Furnished) -> tuple[int, int, int]:
    """How many have been reminded of agenda, notice and seats."""
    return (
        len(letters(county, AgendaReminder)),
        len(letters(county, NoticeReminder)),
        len(letters(county, SeatSummary)),
    )


def leaders(county: Furnished) -> set[int]:
    chair = county.who("lsg", "chair").id or 0
    return {chair, *coordinators(county)}


def coordinators(county: Furnished) -> set[int]:
    with county.session() as session:
        from models.store import people

        return {one.id or 0 for one in people.coordinators(session, county.clock.clock.today())}


def test_each_reminder_comes_once_on_its_day_and_a_missed_night_is_caught_up(county: Furnished) -> None:
    plan(county, "lsg", "2026-03-12")
    clock = county.acting.by(CLOCK)

    assert (remind(clock), told(county)) == (0, (0, 0, 0))
    county.clock.set("2026-03-04 13:00")  # T−9 was yesterday
    assert remind(clock) == 1
    assert {one.person_id for one in letters(county, AgendaReminder) if isinstance(one, AgendaReminder)} == leaders(
        county
    )
    assert remind(clock) == 0
    county.clock.set("2026-03-05 08:00")
    assert remind(clock) == 1
    county.clock.set("2026-03-11 08:00")
    assert (remind(clock), remind(clock)) == (1, 0)
    assert told(county) == (len(leaders(county)), len(leaders(county)), len(coordinators(county)))


def test_nobody_is_reminded_of_what_is_done(county: Furnished) -> None:
    meeting = plan(county, "lsg", "2026-03-12")
    lead = county.as_(coordinator(county))
    agenda.add(lead, meeting, Point("X", "information", "20"))
    agenda.fix(lead, meeting)
    agenda.call(lead, meeting)
    county.clock.set("2026-03-05 09:00")

    assert (remind(county.acting.by(CLOCK)), told(county)) == (0, (0, 0, 0))


def test_a_moved_meeting_is_reminded_of_anew_and_a_cancelled_one_never(county: Furnished) -> None:
    meeting = plan(county, "lsg", "2026-03-12")
    clock, lead = county.acting.by(CLOCK), county.as_(coordinator(county))
    county.clock.set("2026-03-03 09:00")
    assert remind(clock) == 1

    meetings.move(lead, meeting, 1, "2026-03-19", "09:00", "12:00", "Umeå")
    assert remind(clock) == 0
    county.clock.set("2026-03-10 09:00")
    assert remind(clock) == 1
    meetings.cancel(lead, meeting, 2, "Skäl")
    county.clock.set("2026-03-18 09:00")

    assert remind(clock) == 0
    assert [one.moved for one in letters(county, AgendaReminder) if isinstance(one, AgendaReminder)] == (
        [0] * len(leaders(county)) + [1] * len(leaders(county))
    )


def test_nobody_is_reminded_at_night_or_on_a_holiday(county: Furnished) -> None:
    """A meeting on Thursday 9 April: agenda and notice fall on Tuesday 31 March; Good Friday is the 3rd."""
    plan(county, "lsg", "2026-04-09")
    clock = county.acting.by(CLOCK)

    for moment, done in (
        ("2026-03-31 07:59", 0),
        ("2026-04-03 10:00", 0),
        ("2026-04-04 10:00", 0),
        ("2026-04-07 08:00", 1),
    ):
        county.clock.set(moment)
        assert remind(clock) == done, moment


def test_who_comes_to_a_seat_after_the_notice_gets_it_once(county: Furnished) -> None:
    meeting = plan(county, "lsg", "2026-03-12")
    lead, clock = county.as_(coordinator(county)), county.acting.by(CLOCK)
    leaver, newcomer = county.who("lsg", "ordinary", "mala"), county.who("samrad", "ordinary", "mala")
    agenda.add(lead, meeting, Point("X", "information", "20"))
    agenda.fix(lead, meeting)
    first = agenda.call(lead, meeting)
    assert newcomers(clock) == 0

    with county.database.write() as session:
        for post in session.scalars(select(Assignment).where(Assignment.person_id == leaver.id)):
            if post.body == "lsg":
                post.person_id = newcomer.id or 0

    assert (newcomers(clock), newcomers(clock)) == (1, 0)
    assert letters(county, Notice)[first:] == [Notice(meeting, newcomer.id or 0)]


def test_who_comes_to_a_seat_at_a_meeting_that_was_moved_far_off_gets_its_notice(county: Furnished) -> None:
    """Found by the simulated year: beyond sixty days nobody looked."""
    meeting = plan(county, "lsg", "2026-03-12")
    lead, clock = county.as_(coordinator(county)), county.acting.by(CLOCK)
    leaver, newcomer = county.who("lsg", "ordinary", "mala"), county.who("samrad", "ordinary", "mala")
    agenda.add(lead, meeting, Point("X", "information", "20"))
    agenda.fix(lead, meeting)
    agenda.call(lead, meeting)
    meetings.move(lead, meeting, 1, "2026-09-17", "09:00", "12:00", "Umeå")
    with county.database.write() as session:
        for post in session.scalars(select(Assignment).where(Assignment.person_id == leaver.id)):
            if post.body == "lsg":
                post.person_id = newcomer.id or 0

    assert newcomers(clock) == 1
    assert letters(county, Notice)[-1] == Notice(meeting, newcomer.id or 0)
