"""Absence → which substitutes are asked, in what order, for how long; and who may answer what. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from models.rules.refusals import Refusal
from models.rules.seating import AbsenceState, SeatAtMeeting, SeatKind
from models.rules.workdays import RedDays, is_workday
from models.values import dataclass


class CallState(StrEnum):
    """Where one question to one substitute stands."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    SILENT = "silent"  # the time to answer is over; a yes is still welcome while the seat is open
    STOOD_DOWN = "stood_down"  # the question fell: covered by another, withdrawn, moved, cancelled
    UNREACHABLE = "unreachable"  # has no Slack account


class Place(StrEnum):
    """What somebody has at a meeting and can be absent from."""

    SEAT = "seat"  # a principal's seat: its substitutes are called
    CHAIR_SEAT = "chair_seat"  # a committee's chair: no substitutes (S-23)
    PRESENTER = "presenter"  # LSG's chair in Samråd: the vice chair presents (S-11)
    COVER = "cover"  # a substitute who has said yes
    GUEST = "guest"  # invited without a seat, and everybody at the seminar: nobody is called


OPEN_SEAT: Final = frozenset({AbsenceState.CALLING, AbsenceState.UNFILLED})
"""The states in which a yes is welcome."""

ALL_AT_ONCE: Final = timedelta(hours=2)
"""From so near the meeting all remaining substitutes are asked at the same time."""

_DAY: Final = timedelta(days=1)
_LONG: Final = 14 * _DAY
_STEPS: Final = (
    (_LONG, 3 * _DAY),
    (7 * _DAY, 2 * _DAY),
    (3 * _DAY, _DAY),
    (_DAY, timedelta(hours=4)),
    (timedelta(hours=8), timedelta(minutes=60)),
    (ALL_AT_ONCE, timedelta(minutes=30)),
    (timedelta(0), timedelta(minutes=10)),
)
"""At least so long before the meeting → the substitute has so long to answer."""

MORNING: Final = time(7)
NIGHT: Final = time(22)
ANSWER_AT: Final = time(9)
OFFICE_OPENS: Final = time(8)
OFFICE_CLOSES: Final = time(17)


def answer_by(now: datetime, start: datetime, red: RedDays) -> datetime:
    """Until when a substitute who is asked `now` may answer; both local, the answer UTC.

    The time shrinks as the meeting nears. It never ends at night (22–07: moved to 9 in the morning) unless the
    meeting
    is within 24 hours, and with more than two weeks left it ends when people are at work. Never later than the start;
    a meeting that has begun leaves ten minutes.
    """
    moment = now.astimezone(UTC)
    left = start.astimezone(UTC) - moment
    allowed = next((time_ for least, time_ in _STEPS if left >= least), _STEPS[-1][1])
    end = (moment + allowed).astimezone(now.tzinfo)
    if left >= _LONG:
        end = _at_work(end, red)
    if left > _DAY:
        end = _by_day(end)
    end = end.astimezone(UTC)
    return end if left <= timedelta(0) else min(end, start.astimezone(UTC))


def _by_day(end: datetime) -> datetime:
    if MORNING <= end.time() < NIGHT:
        return end
    day = end.date() if end.time() < MORNING else end.date() + _DAY
    return datetime.combine(day, ANSWER_AT, end.tzinfo)


def _at_work(end: datetime, red: RedDays) -> datetime:
    if is_workday(end.date(), red) and OFFICE_OPENS <= end.time() <= OFFICE_CLOSES:
        return end
    day: date = end.date()
    if not is_workday(day, red) or end.time() > OFFICE_CLOSES:
        day += _DAY
        while not is_workday(day, red):
            day += _DAY
    return datetime.combine(day, ANSWER_AT, end.tzinfo)


@dataclass(frozen=True)
class Called:
    """One call so far, for this absence or another one at the same meeting."""

    person_id: int
    state: CallState
    this: bool = True  # for this absence


@dataclass(frozen=True)
class Ask:
    """These are asked now. `skipped` have no Slack account and are passed over."""

    person_ids: tuple[int, ...]
    skipped: tuple[int, ...] = ()


@dataclass(frozen=True)
class Wait:
    """Somebody has been asked and may still answer."""


@dataclass(frozen=True)
class NobodyLeft:
    """Nobody is left to ask (S-15). `skipped` have no Slack account."""

    skipped: tuple[int, ...] = ()


def next_step(
    order: Sequence[int],
    calls: Iterable[Called],
    *,
    busy: Collection[int],
    without_slack: Collection[int],
    now: datetime,
    start: datetime,
) -> Ask | Wait | NobodyLeft:
    """Who is asked next for a seat that nobody covers.

    `order` is the principal's substitutes (S-13), never another principal's; none for a committee's chair (S-23).
    Left out are those who serve or are absent at the meeting (`busy`), who have said no for this meeting, who were
    asked for this seat and kept silent, and who have a question about another seat at the meeting before them.
    `now` and `start` are UTC.
    """
    known = list(calls)
    open_here = any(call.this and call.state is CallState.ASKED for call in known)
    out = {call.person_id for call in known if _rules_out(call)} | set(busy)
    remaining = [person for person in order if person not in out]
    reachable = [person for person in remaining if person not in without_slack]
    all_at_once = start - now < ALL_AT_ONCE
    if open_here and not (all_at_once and reachable):
        return Wait()
    if not reachable:
        return Wait() if _may_become_free(order, known, busy) else NobodyLeft(tuple(remaining))
    if all_at_once:
        return Ask(tuple(reachable), tuple(person for person in remaining if person in without_slack))
    first = reachable[0]
    return Ask((first,), tuple(remaining[: remaining.index(first)]))


def _may_become_free(order: Sequence[int], known: Iterable[Called], busy: Collection[int]) -> bool:
    """Whether a substitute who might take this seat is still thinking about another one at the meeting."""
    calls = list(known)
    never = {call.person_id for call in calls if call.state is CallState.DECLINED or (call.this and _rules_out(call))}
    elsewhere = {call.person_id for call in calls if call.state is CallState.ASKED and not call.this}
    return bool((elsewhere - never - set(busy)) & set(order))


def _rules_out(call: Called) -> bool:
    if call.state in (CallState.ASKED, CallState.DECLINED):
        return True
    return call.this and call.state is CallState.SILENT


def place_at(seats: Iterable[SeatAtMeeting], person_id: int, presents: bool, invited: bool) -> Place | None:
    """What the person has at the meeting to be absent from; None for somebody who is not called there."""
    for seat in seats:
        if seat.holder_id == person_id:
            return Place.SEAT if seat.kind is SeatKind.ORDINARY else Place.CHAIR_SEAT
    if any(seat.cover_id == person_id for seat in seats):
        return Place.COVER
    if presents:
        return Place.PRESENTER
    return Place.GUEST if invited else None


def may_report(meeting_state: str, ends_at: datetime, now: datetime) -> Refusal | None:
    """Whether an absence from that meeting can be reported, or answered about, at all."""
    if meeting_state != "planned":
        return Refusal.MEETING_CANCELLED
    return Refusal.MEETING_PAST if ends_at <= now else None


def part(
    start: datetime, end: datetime, part_from: datetime | None, part_to: datetime | None
) -> tuple[datetime, datetime] | Refusal | None:
    """The part of the meeting that somebody is away; None when it is the whole meeting after all."""
    if part_from is None or part_to is None:
        return None
    if part_to <= part_from:
        return Refusal.PART_BACKWARDS
    if part_to <= start or part_from >= end:
        return Refusal.PART_OUTSIDE
    inside = (max(part_from, start), min(part_to, end))
    return None if inside == (start, end) else inside


@dataclass(frozen=True)
class Yes:
    """The answer counts: the seat is covered."""


@dataclass(frozen=True)
class Nothing:
    """It is so already; nothing changes."""


def accept_call(
    call: CallState, absence: AbsenceState, *, still_substitute: bool, covers: bool, busy: bool
) -> Yes | Nothing | Refusal:
    """A substitute says yes. The first yes wins; one that comes late is welcome while the seat is open.

    `covers`: this person covers the seat already; `busy`: serves in another seat at the meeting.
    """
    if covers:
        return Nothing()
    if absence is AbsenceState.COVERED:
        return Refusal.ALREADY_COVERED
    if absence not in OPEN_SEAT or call is CallState.STOOD_DOWN:
        return Refusal.CALL_OVER
    if not still_substitute:
        return Refusal.NOT_SUBSTITUTE
    return Refusal.ALREADY_SERVING if busy else Yes()


def decline_call(call: CallState, absence: AbsenceState, *, covers: bool) -> Yes | Nothing | Refusal:
    """A substitute says no: to a question, also one that went on to somebody else, or after having said yes."""
    if call is CallState.DECLINED:
        return Nothing()
    if covers:
        return Yes()
    if absence is AbsenceState.COVERED:
        return Refusal.ALREADY_COVERED
    if absence not in OPEN_SEAT or call is CallState.STOOD_DOWN:
        return Refusal.CALL_OVER
    return Yes()


class Return(StrEnum):
    """What "I can come after all" leads to."""

    AT_ONCE = "at_once"
    ASK_COORDINATOR = "ask_coordinator"
    NOTHING = "nothing"


def come_back(absence: AbsenceState, *, wants_back: bool, called: bool) -> Return:
    """The absent person can come after all: at once until the seat is covered, then the coordinator decides.

    `called`: the place is one that substitutes are called to; a presenter or a guest simply comes.
    """
    if absence is AbsenceState.WITHDRAWN or (absence is AbsenceState.COVERED and called and wants_back):
        return Return.NOTHING
    return Return.ASK_COORDINATOR if absence is AbsenceState.COVERED and called else Return.AT_ONCE


def decide_return(absence: AbsenceState, wants_back: bool) -> Refusal | None:
    """A coordinator decides who takes a covered seat whose holder wants to come after all; only one decision
    counts."""
    return None if absence is AbsenceState.COVERED and wants_back else Refusal.SEAT_SETTLED


def fill_by_hand(absence: AbsenceState, *, busy: bool) -> Refusal | None:
    """A coordinator names somebody for a seat that nobody covers, or leaves it empty (S-15). `busy`: serves
    already."""
    if absence not in OPEN_SEAT:
        return Refusal.SEAT_SETTLED
    return Refusal.SERVES_ALREADY if busy else None
