"""Meetings as paper and pen: states, local times, the dates before a meeting, and what to warn about when one is
planned. Days that are red come in as data: which they are is not known here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from models.rules.bodies import LeadTimes
from models.rules.refusals import Refusal
from models.rules.workdays import DayKind, RedDays, is_workday, kind_of, workday_on_or_before, workdays_before
from models.values import dataclass

MOST_DATES: Final = 40
MOST_PLACE: Final = 200
MOST_REASON: Final = 500
JULY: Final = 7

_SEPARATORS: Final = re.compile(r"[\s,;]+")


class MeetingState(StrEnum):
    """A meeting is planned until it is cancelled; that it has been is told by the clock."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


class MeetingKind(StrEnum):
    """A body's meeting, or the year's leadership seminar (R-H01)."""

    MEETING = "meeting"
    SEMINAR = "seminar"


@dataclass(frozen=True)
class Span:
    """A day's beginning and end as moments."""

    starts: datetime
    ends: datetime


def span(starts: datetime, ends: datetime, now: datetime) -> Span | Refusal:
    """One day of a meeting: it ends after it begins, and has not been."""
    if ends <= starts:
        return Refusal.END_BEFORE_START
    return Refusal.DATE_PAST if starts <= now else Span(starts, ends)


@dataclass(frozen=True)
class UnreadableDate:
    """What was written where a date was wanted."""

    text: str


def dates(text: str) -> tuple[date, ...] | UnreadableDate | Refusal:
    """The dates of a pasted list, one on each line as ÅÅÅÅ-MM-DD, in order and each once."""
    found: set[date] = set()
    for word in filter(None, _SEPARATORS.split(text)):
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", word, re.ASCII):
            return UnreadableDate(word)
        try:
            found.add(date.fromisoformat(word))
        except ValueError:
            return UnreadableDate(word)
    if not found:
        return Refusal.EMPTY
    return tuple(sorted(found)) if len(found) <= MOST_DATES else Refusal.TOO_MANY_DATES


def clock(text: str | None) -> time | Refusal:
    """A time of day as a form gives it, HH:MM."""
    if text is None or not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text, re.ASCII):
        return Refusal.EMPTY
    return time.fromisoformat(text)


@dataclass(frozen=True)
class Deadlines:
    """The dates before a meeting, all local days."""

    submission: date
    au_answer: date
    completion: date
    agenda: date
    notice: date
    absence: date
    summary: date


def deadlines(day: date, lead: LeadTimes, red: RedDays) -> Deadlines:
    """The dates before a meeting on `day`, by the body's own lead times (R-C17, R-D19).

    The notice goes out its number of days before, and never later than its number of working days before; the agenda is
    set by then.
    """

    def before(days: int) -> date:
        return day - timedelta(days=days)

    notice = min(before(lead.notice_days), workdays_before(day, lead.notice_workdays, red))
    return Deadlines(
        submission=before(lead.submission_days),
        au_answer=before(lead.au_answer_days),
        completion=before(lead.completion_days),
        agenda=min(before(lead.agenda_days), notice),
        notice=notice,
        absence=before(lead.absence_days),
        summary=before(lead.summary_days),
    )


class Concern(StrEnum):
    """What to think twice about before a meeting is planned; none of them stops it."""

    HOLIDAY = "holiday"
    EVE = "eve"
    WEEKEND = "weekend"
    JULY = "july"
    SAME_BODY = "same_body"
    SAME_DAY = "same_day"
    NOT_PREPARED = "not_prepared"
    PREPARES_TOO_LATE = "prepares_too_late"
    SUBMISSION_PASSED = "submission_passed"
    NOTICE_PASSED = "notice_passed"


@dataclass(frozen=True)
class Caution:
    """One thing to think twice about: the day it concerns, and what is needed for the sentence (a holiday's name, a
    body's key, another meeting's day)."""

    day: date
    concern: Concern
    name: str = ""
    other: date | None = None


@dataclass(frozen=True)
class Neighbour:
    """A planned meeting that a new one is held against."""

    body: str
    day: date


@dataclass(frozen=True)
class Surroundings:
    """What a new meeting of `body` is held against: the other planned meetings (without the one being moved), the
    bodies that prepare for it, and, for a body that prepares, whom for and how many days before that body's meeting
    it must be."""

    body: str
    lead: LeadTimes
    meetings: Sequence[Neighbour]
    preparers: tuple[str, ...] = ()
    prepares_for: str | None = None
    prepared_days: int = 0


def concerns(day: date, around: Surroundings, red: RedDays, today: date) -> tuple[Caution, ...]:
    """Everything to think twice about for a meeting on `day`."""
    return (
        *_day_concerns(day, red),
        *_clashes(day, around),
        *_preparation(day, around),
        *_late(day, around, red, today),
    )


def _day_concerns(day: date, red: RedDays) -> Iterable[Caution]:
    kind = kind_of(day, red)
    if kind is DayKind.HOLIDAY:
        yield Caution(day, Concern.HOLIDAY, red.names.get(day, ""))
    elif kind is DayKind.EVE:
        yield Caution(day, Concern.EVE, red.names.get(day, ""))
    elif kind is DayKind.WEEKEND:
        yield Caution(day, Concern.WEEKEND)
    if day.month == JULY:
        yield Caution(day, Concern.JULY)


def _clashes(day: date, around: Surroundings) -> Iterable[Caution]:
    for other in around.meetings:
        if other.day == day:
            yield Caution(day, Concern.SAME_BODY if other.body == around.body else Concern.SAME_DAY, other.body, day)


def _preparation(day: date, around: Surroundings) -> Iterable[Caution]:
    """A preparing body meets no later than the submission deadline of the meeting it prepares for (R-C07, R-D10)."""
    for preparer in around.preparers:
        last = day - timedelta(days=around.lead.submission_days)
        before = max(
            (one.day for one in around.meetings if one.body == around.body and one.day < day), default=date.min
        )
        if not any(one.body == preparer and before < one.day <= last for one in around.meetings):
            yield Caution(day, Concern.NOT_PREPARED, preparer, last)
    if around.prepares_for is None:
        return
    later = [one.day for one in around.meetings if one.body == around.prepares_for and one.day >= day]
    if not later:
        return
    last = min(later) - timedelta(days=around.prepared_days)
    earlier = [one.day for one in around.meetings if one.body == around.prepares_for and one.day < day]
    since = max(earlier, default=date.min)
    if day > last and not any(one.body == around.body and since < one.day <= last for one in around.meetings):
        yield Caution(day, Concern.PREPARES_TOO_LATE, around.prepares_for, min(later))


def _late(day: date, around: Surroundings, red: RedDays, today: date) -> Iterable[Caution]:
    when = deadlines(day, around.lead, red)
    if when.notice < today:
        yield Caution(day, Concern.NOTICE_PASSED, other=when.notice)
    elif when.submission < today:
        yield Caution(day, Concern.SUBMISSION_PASSED, other=when.submission)


def still_ahead(state: MeetingState, starts: datetime, now: datetime) -> Refusal | None:
    """Whether a meeting can be moved or cancelled: it is planned and has not begun."""
    if state is MeetingState.CANCELLED:
        return Refusal.MEETING_CANCELLED
    return Refusal.MEETING_PAST if starts <= now else None


@dataclass(frozen=True)
class Moved:
    """What a move changes."""

    time: bool
    place: bool


def move(was: Sequence[Span], now: Sequence[Span], was_place: str, place: str) -> Moved | Refusal:
    """What a move changes; a move to the same time and place is none."""
    changed = Moved(time=list(was) != list(now), place=was_place != place)
    return changed if changed.time or changed.place else Refusal.NOTHING_CHANGED


REMIND_FROM: Final = time(8)


class Reminder(StrEnum):
    """What the clock reminds of, each once for each time a meeting has had."""

    AGENDA = "agenda"
    NOTICE = "notice"
    SEATS = "seats"


def reminders(
    when: Deadlines, red: RedDays, local: datetime, *, agenda_set: bool, notice_sent: bool
) -> tuple[Reminder, ...]:
    """What it is time to remind of: on working days from eight o'clock, the last working day before at the latest.

    An agenda that is not set is not nagged about apart when the notice is due too.
    """
    today = local.date()
    if not is_workday(today, red) or local.time() < REMIND_FROM:
        return ()
    notice = not notice_sent and today >= workday_on_or_before(when.notice, red)
    agenda = not agenda_set and not notice and today >= workday_on_or_before(when.agenda, red)
    seats = today >= workday_on_or_before(when.summary, red)
    wanted = {Reminder.AGENDA: agenda, Reminder.NOTICE: notice, Reminder.SEATS: seats}
    return tuple(one for one, due in wanted.items() if due)
