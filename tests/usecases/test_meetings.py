"""A coordinator plans, moves and cancels; local time holds over both clock changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest

from bot.outbox.letters.calendar import Event
from bot.outbox.letters.meetings import MeetingCancelled, MeetingCard, MeetingMoved
from bot.usecases import meetings
from models.rules.refusals import Refusal, Refused
from models.store import meetings as store
from tests.conftest import Furnished
from tests.planned import acts, approved, coordinator, letters, local, plan, points, question, row

YEAR = "2026-03-12\n2026-05-07\n2026-09-10\n2026-11-19"


def test_a_year_is_planned_in_one_act_with_a_card_and_an_event_each(county: Furnished) -> None:
    made = meetings.create(county.as_(coordinator(county)), "lsg", YEAR, "09:00", "12:00", " Umeå ")

    rows = [row(county, one) for one in made]
    assert [local(county, one.starts_at) for one in rows] == [
        "2026-03-12 09:00", "2026-05-07 09:00", "2026-09-10 09:00", "2026-11-19 09:00",
    ]  # fmt: skip
    assert {one.place for one in rows} == {"Umeå"}
    assert letters(county, MeetingCard) == [MeetingCard(one) for one in made]
    assert letters(county, Event) == [Event(one, 1) for one in made]
    assert acts(county, f"meeting:{made[0]}") == ["meeting.planned"]


def test_winter_and_summer_meetings_of_one_list_begin_at_the_same_local_time(county: Furnished) -> None:
    """The instants differ by the clock change: 9.00 is 08:00 UTC in winter and 07:00 UTC in summer."""
    made = meetings.create(county.as_(coordinator(county)), "lsg", "2026-03-26 2026-04-02", "09:00", "12:00", "")

    assert [row(county, one).starts_at for one in made] == [
        datetime(2026, 3, 26, 8, tzinfo=UTC),
        datetime(2026, 4, 2, 7, tzinfo=UTC),
    ]


@pytest.mark.parametrize(
    ("before", "after", "instant"),
    [
        ("2026-03-26", "2026-03-30", datetime(2026, 3, 30, 7, tzinfo=UTC)),  # over the spring change, 29 March
        ("2026-10-22", "2026-10-26", datetime(2026, 10, 26, 8, tzinfo=UTC)),  # over the autumn change, 25 October
    ],
)
def test_a_meeting_moved_over_a_clock_change_keeps_its_local_time(
    county: Furnished, before: str, after: str, instant: datetime
) -> None:
    meeting = plan(county, "lsg", before)
    length = row(county, meeting).ends_at - row(county, meeting).starts_at

    meetings.move(county.as_(coordinator(county)), meeting, 1, after, "09:00", "12:00", "Umeå")

    moved = row(county, meeting)
    assert (moved.starts_at, moved.ends_at - moved.starts_at) == (instant, length)
    assert local(county, moved.starts_at) == f"{after} 09:00"


@pytest.mark.parametrize(
    ("sunday", "minutes"),
    [("2026-03-29", 120), ("2026-10-25", 240)],
)
def test_a_meeting_over_the_change_itself_lasts_as_long_as_time_really_passes(
    county: Furnished, sunday: str, minutes: int
) -> None:
    """1.00 to 4.00 is two hours on the spring Sunday and four on the autumn one."""
    meeting = row(county, plan(county, "lsg", sunday, "01:00", "04:00"))

    assert meeting.ends_at - meeting.starts_at == timedelta(minutes=minutes)
    assert (local(county, meeting.starts_at)[-5:], local(county, meeting.ends_at)[-5:]) == ("01:00", "04:00")


def test_the_submission_deadline_is_the_bodys_lead_time_and_follows_a_move(county: Furnished) -> None:
    meeting = plan(county, "lsg", "2026-03-12")
    assert row(county, meeting).submission_deadline == date(2026, 2, 12)

    meetings.move(county.as_(coordinator(county)), meeting, 1, "2026-04-16", "09:00", "12:00", "Umeå")

    assert row(county, meeting).submission_deadline == date(2026, 3, 19)


@pytest.mark.parametrize(
    ("dates", "start", "end", "place", "refusal", "field"),
    [
        ("12 mars", "09:00", "12:00", "", Refusal.UNREADABLE_DATE, "dates"),
        ("2026-02-30", "09:00", "12:00", "", Refusal.UNREADABLE_DATE, "dates"),
        ("  ", "09:00", "12:00", "", Refusal.EMPTY, "dates"),
        ("2026-01-09", "09:00", "12:00", "", Refusal.DATE_PAST, "dates"),
        ("2026-03-12", "12:00", "09:00", "", Refusal.END_BEFORE_START, "end"),
        ("2026-03-12", None, "09:00", "", Refusal.EMPTY, "start"),
        ("2026-03-12", "09:00", None, "", Refusal.EMPTY, "end"),
        ("2026-03-12", "09:00", "12:00", "x" * 201, Refusal.TOO_LONG, "place"),
        ("2026-03-12", "09:00", "12:00", "hos 19800101-1234", Refusal.PERSONAL_NUMBER, "place"),
    ],
)
def test_what_can_not_stand_is_refused_at_its_field_and_nothing_is_planned(
    county: Furnished, dates: str, start: str | None, end: str | None, place: str, refusal: Refusal, field: str
) -> None:
    with pytest.raises(Refused) as no:
        meetings.create(county.as_(coordinator(county)), "lsg", f"{dates}", start, end, place)

    assert (no.value.refusal, no.value.field) == (refusal, field)
    with county.session() as session:
        assert store.planned(session) == []


def test_one_bad_date_in_a_list_plans_none_of_it(county: Furnished) -> None:
    with pytest.raises(Refused) as no:
        meetings.create(county.as_(coordinator(county)), "lsg", "2026-03-12\n2025-03-12", "09:00", "12:00", "")

    assert no.value.facts["day"] == "12 mars 2025"
    with county.session() as session:
        assert store.planned(session) == []


@pytest.mark.parametrize("role", ["chair", "ordinary", "substitute"])
def test_others_than_coordinators_are_refused(county: Furnished, role: str) -> None:
    meeting = plan(county, "lsg", "2026-03-12")
    other = county.as_(county.who("lsg", role))

    tries: tuple[Callable[[], object], ...] = (
        lambda: meetings.create(other, "lsg", "2026-05-07", "09:00", "12:00", ""),
        lambda: meetings.move(other, meeting, 1, "2026-03-13", "09:00", "12:00", ""),
        lambda: meetings.cancel(other, meeting, 1, "Skäl"),
    )
    for act in tries:
        with pytest.raises(Refused) as no:
            act()
        assert no.value.refusal is Refusal.NOT_COORDINATOR
    assert acts(county, f"meeting:{meeting}") == ["meeting.planned"]


def test_planning_the_same_again_plans_nothing(county: Furnished) -> None:
    plan(county, "lsg", "2026-03-12")

    with pytest.raises(Refused) as no:
        plan(county, "lsg", "2026-03-12\n2026-05-07")

    assert no.value.refusal is Refusal.MEETING_EXISTS
    with county.session() as session:
        assert len(store.planned(session)) == 1


def test_two_who_plan_the_same_meeting_at_the_same_instant_make_one(county: Furnished) -> None:
    """On both databases: planning is taken one by one, without any inbox key."""
    outcomes: list[object] = []
    gate = Barrier(2)

    def one() -> None:
        gate.wait()
        try:
            outcomes.append(plan(county, "samrad", "2026-06-04"))
        except Refused as no:
            outcomes.append(no.refusal)

    threads = [Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Refusal.MEETING_EXISTS in outcomes
    with county.session() as session:
        assert len(store.planned(session, "samrad")) == 1


def test_a_move_tells_what_it_was_and_counts_only_changes_of_time(county: Furnished) -> None:
    meeting = plan(county, "lsg", "2026-03-12")
    start = row(county, meeting).starts_at
    who = county.as_(coordinator(county))

    meetings.move(who, meeting, 1, "2026-03-12", "09:00", "12:00", "Skellefteå")
    meetings.move(who, meeting, 2, "2026-03-13", "13:00", "15:00", "Skellefteå")

    first, second = letters(county, MeetingMoved)
    assert isinstance(first, MeetingMoved)
    assert isinstance(second, MeetingMoved)
    assert (first.was_place, first.was_start) == ("Umeå", start.isoformat())
    assert second.was_place == "Skellefteå"
    assert (row(county, meeting).moved, row(county, meeting).version) == (1, 3)
    with county.session() as session:
        (day,) = store.days(session, meeting)
    assert local(county, day.starts_at) == "2026-03-13 13:00"


def test_a_move_to_the_same_is_no_move(county: Furnished) -> None:
    meeting = plan(county, "lsg", "2026-03-12")

    with pytest.raises(Refused) as no:
        meetings.move(county.as_(coordinator(county)), meeting, 1, "2026-03-12", "09:00", "12:00", " Umeå")

    assert no.value.refusal is Refusal.NOTHING_CHANGED
    assert letters(county, MeetingMoved) == []


def test_a_form_drawn_before_somebody_elses_move_is_stale(county: Furnished) -> None:
    meeting = plan(county, "lsg", "2026-03-12")
    who = county.as_(coordinator(county))
    meetings.move(who, meeting, 1, "2026-03-13", "09:00", "12:00", "Umeå")

    with pytest.raises(Refused) as no:
        meetings.move(who, meeting, 1, "2026-03-16", "09:00", "12:00", "Umeå")

    assert no.value.refusal is Refusal.STALE
    assert local(county, row(county, meeting).starts_at) == "2026-03-13 09:00"


def test_cancelling_says_why_once_and_can_not_be_done_again(county: Furnished) -> None:
    meeting = plan(county, "lsg", "2026-03-12")
    who = county.as_(coordinator(county))
    meetings.cancel(who, meeting, 1, " För få ärenden. ")

    with pytest.raises(Refused) as no:
        meetings.cancel(who, meeting, 1, "Igen")

    assert no.value.refusal is Refusal.MEETING_CANCELLED
    assert (row(county, meeting).state, row(county, meeting).cancel_reason) == ("cancelled", "För få ärenden.")
    assert letters(county, MeetingCancelled) == [MeetingCancelled(meeting)]
    assert letters(county, Event)[-1] == Event(meeting, 1)


def test_a_cancelled_meeting_needs_a_reason(county: Furnished) -> None:
    meeting = plan(county, "lsg", "2026-03-12")

    with pytest.raises(Refused) as no:
        meetings.cancel(county.as_(coordinator(county)), meeting, 1, "  ")

    assert (no.value.refusal, no.value.field) == (Refusal.EMPTY, "reason")
    assert row(county, meeting).state == "planned"


def test_a_meeting_that_has_begun_is_neither_moved_nor_cancelled(county: Furnished) -> None:
    meeting = plan(county, "lsg", "2026-03-12")
    county.clock.set("2026-03-12 09:00")
    who = county.as_(coordinator(county))

    tries: tuple[Callable[[], object], ...] = (
        lambda: meetings.move(who, meeting, 1, "2026-03-13", "09:00", "12:00", ""),
        lambda: meetings.cancel(who, meeting, 1, "Skäl"),
    )
    for act in tries:
        with pytest.raises(Refused) as no:
            act()
        assert no.value.refusal is Refusal.MEETING_PAST


def test_the_points_of_a_cancelled_meeting_go_to_the_next(county: Furnished) -> None:
    first = plan(county, "lsg", "2026-03-12\n2026-05-07")
    asked = approved(county)
    county.clock.forward(minutes=5)

    meetings.cancel(county.as_(coordinator(county)), first, 1, "Sjukdom i ledningen")

    (second,) = [one for one in _planned(county) if one != first]
    assert points(county, first) == []
    assert [one.question_id for one in points(county, second)] == [asked]
    assert (question(county, asked).state, question(county, asked).meeting_id) == ("on_agenda", second)


def test_questions_of_a_cancelled_meeting_wait_when_there_is_no_other_and_land_on_the_next_planned(
    county: Furnished,
) -> None:
    first = plan(county, "lsg", "2026-03-12")
    asked = approved(county)
    meetings.cancel(county.as_(coordinator(county)), first, 1, "Skäl")
    assert (question(county, asked).state, question(county, asked).meeting_id) == ("approved", None)

    second = plan(county, "lsg", "2026-05-07")

    assert (question(county, asked).state, question(county, asked).meeting_id) == ("on_agenda", second)


def _planned(county: Furnished) -> list[int]:
    with county.session() as session:
        return [one.id or 0 for one in store.planned(session)]


def test_the_small_structure_plans_by_its_own_lead_times(small: Furnished) -> None:
    meeting = plan(small, "vattenforum", "2026-03-12")

    assert row(small, meeting).submission_deadline == date(2026, 2, 26)
