"""Meetings as tables of cases: spans, dates, deadlines, concerns, moves, reminders."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.holidays import red_days
from models.rules.bodies import LeadTimes
from models.rules.meetings import (
    Caution,
    Concern,
    MeetingState,
    Moved,
    Neighbour,
    Reminder,
    Span,
    Surroundings,
    UnreadableDate,
    clock,
    concerns,
    dates,
    deadlines,
    move,
    reminders,
    span,
    still_ahead,
)
from models.rules.refusals import Refusal

RED = red_days([2026])
LEAD = LeadTimes(28, 21, 14, 9, 7, 5, 3, 1, 14)
SHORT = LeadTimes(14, 10, 7, 6, 5, 3, 2, 1, 7)
NOW = datetime(2026, 1, 12, 8, tzinfo=UTC)
TODAY = date(2026, 1, 12)


def day(text: str) -> date:
    return date.fromisoformat(text)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("starts", "ends", "outcome"),
    [
        ("2026-03-12 08:00", "2026-03-12 11:00", Span(at("2026-03-12 08:00"), at("2026-03-12 11:00"))),
        ("2026-03-12 08:00", "2026-03-12 08:00", Refusal.END_BEFORE_START),
        ("2026-03-12 08:00", "2026-03-12 07:00", Refusal.END_BEFORE_START),
        ("2026-01-12 08:00", "2026-01-12 09:00", Refusal.DATE_PAST),
        ("2026-01-12 08:01", "2026-01-12 09:00", Span(at("2026-01-12 08:01"), at("2026-01-12 09:00"))),
    ],
)
def test_a_day_ends_after_it_begins_and_is_to_come(starts: str, ends: str, outcome: object) -> None:
    assert span(at(starts), at(ends), NOW) == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("2026-03-12", (day("2026-03-12"),)),
        ("2026-05-07\n2026-03-12\r\n\n2026-03-12", (day("2026-03-12"), day("2026-05-07"))),
        ("2026-03-12, 2026-05-07; 2026-06-04", (day("2026-03-12"), day("2026-05-07"), day("2026-06-04"))),
        ("12/3", UnreadableDate("12/3")),
        ("2026-3-12", UnreadableDate("2026-3-12")),
        ("2026-02-30", UnreadableDate("2026-02-30")),
        ("٢٠٢٦-03-12", UnreadableDate("٢٠٢٦-03-12")),
        ("2026-03-12 torsdag", UnreadableDate("torsdag")),
        (" \n", Refusal.EMPTY),
        ("\n".join(f"2026-{m:02d}-{d:02d}" for m in (3, 4) for d in range(1, 22)), Refusal.TOO_MANY_DATES),
    ],
)
def test_a_pasted_list_becomes_dates(text: str, outcome: object) -> None:
    assert dates(text) == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("09:00", time(9)),
        ("23:59", time(23, 59)),
        (None, Refusal.EMPTY),
        ("", Refusal.EMPTY),
        ("24:00", Refusal.EMPTY),
        ("9.00", Refusal.EMPTY),
    ],
)
def test_a_time_of_day(text: str | None, outcome: object) -> None:
    assert clock(text) == outcome


def test_the_dates_before_a_meeting_follow_the_bodys_own_lead_times() -> None:
    """R-C17, R-D19: the lead times are the body's own to revise."""
    long, short = (deadlines(day("2026-03-12"), lead, RED) for lead in (LEAD, SHORT))

    assert (long.submission, long.au_answer, long.completion) == (
        day("2026-02-12"), day("2026-02-19"), day("2026-02-26"),
    )  # fmt: skip
    assert (long.agenda, long.notice, long.absence, long.summary) == (
        day("2026-03-03"), day("2026-03-05"), day("2026-03-09"), day("2026-03-11"),
    )  # fmt: skip
    assert (short.submission, short.agenda, short.notice) == (
        day("2026-02-26"), day("2026-03-06"), day("2026-03-07"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("meeting", "agenda", "notice"),
    [
        ("2026-03-12", "2026-03-03", "2026-03-05"),
        ("2026-04-09", "2026-03-31", "2026-03-31"),  # Easter takes two working days: the agenda is set by then too
        ("2026-06-25", "2026-06-16", "2026-06-17"),
        ("2027-01-08", "2026-12-29", "2026-12-29"),
    ],
)
def test_the_notice_is_never_later_than_its_number_of_working_days(meeting: str, agenda: str, notice: str) -> None:
    when = deadlines(day(meeting), LEAD, RED)

    assert (when.agenda, when.notice) == (day(agenda), day(notice))


def around(*there: tuple[str, str], body: str = "lsg") -> Surroundings:
    meetings = tuple(Neighbour(key, day(when)) for key, when in there)
    if body == "lsg":
        return Surroundings("lsg", LEAD, meetings, prepares_for="samrad", prepared_days=28)
    return Surroundings(body, LEAD, meetings, preparers=("lsg",) if body == "samrad" else ())


@pytest.mark.parametrize(
    ("meeting", "there", "body", "found"),
    [
        ("2026-03-12", (), "lsg", []),
        ("2026-05-14", (), "lsg", [(Concern.HOLIDAY, "Kristi himmelsfärdsdag")]),
        ("2026-06-19", (), "lsg", [(Concern.EVE, "Midsommarafton")]),
        ("2026-05-15", (), "lsg", [(Concern.EVE, "Klämdag")]),
        ("2026-03-14", (), "lsg", [(Concern.WEEKEND, "")]),
        ("2026-07-09", (), "lsg", [(Concern.JULY, "")]),
        ("2026-03-12", (("lsg", "2026-03-12"),), "lsg", [(Concern.SAME_BODY, "lsg")]),
        ("2026-03-12", (("bbu", "2026-03-12"), ("bbu", "2026-03-13")), "lsg", [(Concern.SAME_DAY, "bbu")]),
        # R-C07, R-D10: a preparing body meets by the other's submission deadline (four weeks before)
        ("2026-04-23", (), "samrad", [(Concern.NOT_PREPARED, "lsg")]),
        ("2026-04-23", (("lsg", "2026-03-26"),), "samrad", []),
        ("2026-04-23", (("lsg", "2026-03-27"),), "samrad", [(Concern.NOT_PREPARED, "lsg")]),
        (
            "2026-04-23", (("lsg", "2026-02-10"), ("samrad", "2026-03-12")), "samrad",
            [(Concern.NOT_PREPARED, "lsg")],  # that one prepared the meeting before
        ),
        ("2026-03-26", (("samrad", "2026-04-23"),), "lsg", []),
        ("2026-03-27", (("samrad", "2026-04-23"),), "lsg", [(Concern.PREPARES_TOO_LATE, "samrad")]),
        ("2026-04-10", (("samrad", "2026-04-23"), ("lsg", "2026-03-26")), "lsg", []),
        (
            "2026-04-10", (("samrad", "2026-03-30"), ("samrad", "2026-04-23"), ("lsg", "2026-02-26")), "lsg",
            [(Concern.PREPARES_TOO_LATE, "samrad")],
        ),
        ("2026-04-30", (("samrad", "2026-04-23"),), "bbu", [(Concern.EVE, "Valborgsmässoafton")]),
        ("2026-02-05", (), "lsg", [(Concern.SUBMISSION_PASSED, "")]),
        ("2026-01-15", (), "lsg", [(Concern.NOTICE_PASSED, "")]),
    ],
)  # fmt: skip
def test_what_to_think_twice_about(
    meeting: str, there: tuple[tuple[str, str], ...], body: str, found: list[tuple[Concern, str]]
) -> None:
    seen = concerns(day(meeting), around(*there, body=body), RED, TODAY)

    assert [(one.concern, one.name) for one in seen] == found


def test_a_concern_names_the_other_day() -> None:
    (late,) = concerns(day("2026-03-27"), around(("samrad", "2026-04-23")), RED, TODAY)

    assert late == Caution(day("2026-03-27"), Concern.PREPARES_TOO_LATE, "samrad", day("2026-04-23"))


@pytest.mark.parametrize(
    ("state", "starts", "outcome"),
    [
        (MeetingState.PLANNED, NOW + timedelta(seconds=1), None),
        (MeetingState.PLANNED, NOW, Refusal.MEETING_PAST),
        (MeetingState.CANCELLED, NOW + timedelta(days=1), Refusal.MEETING_CANCELLED),
    ],
)
def test_only_a_planned_meeting_that_has_not_begun_is_moved(
    state: MeetingState, starts: datetime, outcome: Refusal | None
) -> None:
    assert still_ahead(state, starts, NOW) is outcome


A = (Span(at("2026-03-12 08:00"), at("2026-03-12 11:00")),)
B = (Span(at("2026-03-13 08:00"), at("2026-03-13 11:00")),)


@pytest.mark.parametrize(
    ("now", "place", "outcome"),
    [
        (A, "Umeå", Refusal.NOTHING_CHANGED),
        (B, "Umeå", Moved(time=True, place=False)),
        (A, "Vännäs", Moved(time=False, place=True)),
        (A + B, "Umeå", Moved(time=True, place=False)),
    ],
)
def test_what_a_move_changes(now: tuple[Span, ...], place: str, outcome: object) -> None:
    assert move(A, now, "Umeå", place) == outcome


# A meeting on Thursday 12 March: agenda by Tuesday the 3rd, notice by Thursday the 5th, seats on Wednesday the 11th.
@pytest.mark.parametrize(
    ("moment", "agenda_set", "notice_sent", "due"),
    [
        ("2026-03-02 10:00", False, False, ()),
        ("2026-03-03 07:59", False, False, ()),
        ("2026-03-03 08:00", False, False, (Reminder.AGENDA,)),
        ("2026-03-03 08:00", True, False, ()),
        ("2026-03-05 08:00", False, False, (Reminder.NOTICE,)),
        ("2026-03-05 08:00", True, False, (Reminder.NOTICE,)),
        ("2026-03-05 08:00", True, True, ()),
        ("2026-03-07 10:00", False, False, ()),  # a Saturday
        ("2026-03-11 08:00", True, True, (Reminder.SEATS,)),
        ("2026-03-11 08:00", False, False, (Reminder.NOTICE, Reminder.SEATS)),
    ],
)
def test_what_it_is_time_to_remind_of(
    moment: str, agenda_set: bool, notice_sent: bool, due: tuple[Reminder, ...]
) -> None:
    when = deadlines(day("2026-03-12"), LEAD, RED)

    assert reminders(when, RED, at(moment), agenda_set=agenda_set, notice_sent=notice_sent) == due


def test_what_is_due_on_a_holiday_is_told_the_working_day_before() -> None:
    """A meeting on Tuesday 7 April: the day before is Easter Monday, so the seats are told on Thursday 2 April."""
    when = deadlines(day("2026-04-07"), LEAD, RED)

    assert reminders(when, RED, at("2026-04-02 08:00"), agenda_set=True, notice_sent=True) == (Reminder.SEATS,)
    assert reminders(when, RED, at("2026-04-06 08:00"), agenda_set=True, notice_sent=True) == ()
