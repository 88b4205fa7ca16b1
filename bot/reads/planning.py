"""The forms for planning, moving and cancelling, and what a plan would lead to before it is made. Nothing is
written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from bot import holidays
from bot.reads import meetings as meeting_reads
from bot.reads.meetings import MeetingHead
from bot.reads.rights import require
from bot.text import dates as words
from models.rules import meetings as rules
from models.rules.meetings import Caution, Deadlines, Neighbour, Surroundings, UnreadableDate
from models.rules.refusals import Refusal, Refused, accept
from models.rules.rights import Act
from models.rules.structure import Structure
from models.rules.workdays import RedDays
from models.store import meetings, seating
from models.store import structure as structures
from models.store.engine import Reading
from models.tables.meetings import Meeting
from models.values import dataclass

AROUND = timedelta(days=800)
"""How long ago a meeting may have been and still have to do with one that is planned now."""


@dataclass(frozen=True)
class CreateForm:
    """What the form for planning starts with: the bodies to choose among, by key and name."""

    bodies: tuple[tuple[str, str], ...]
    body: str
    place: str


@dataclass(frozen=True)
class PlannedDay:
    """One meeting of a plan, local times, and what to think twice about."""

    starts: datetime
    ends: datetime
    due: Deadlines
    cautions: tuple[Caution, ...]


@dataclass(frozen=True)
class Plan:
    """What planning or moving would lead to. The texts are those of the form, to be sent in once more."""

    body: str
    body_name: str
    days: tuple[PlannedDay, ...]
    place: str
    people: int
    bodies: tuple[tuple[str, str], ...]
    dates: str
    start: str
    end: str
    moves: MeetingHead | None = None

    @property
    def cautions(self) -> bool:
        """Whether there is anything to think twice about."""
        return any(one.cautions for one in self.days)


@dataclass(frozen=True)
class CancelForm:
    """The meeting, and how many will be told."""

    head: MeetingHead
    people: int


def create_form(reading: Reading, person_id: int) -> CreateForm:
    """The form for planning. Raises Refused(NOT_COORDINATOR)."""
    _coordinator(reading, person_id)
    structure = structures.current(reading.session)
    place = meetings.latest_place(reading.session)
    return CreateForm(tuple((one.key, one.name) for one in structure.bodies), structure.bodies[0].key, place)


def move_form(reading: Reading, person_id: int, meeting_id: int) -> MeetingHead:
    """The meeting as it is, for the form. Raises Refused: NOT_COORDINATOR, or it can not be moved."""
    _coordinator(reading, person_id)
    return meeting_reads.head(reading, _movable(reading, meeting_id))


def cancel_form(reading: Reading, person_id: int, meeting_id: int) -> CancelForm:
    """The meeting and how many will be told. Raises Refused as `move_form`."""
    _coordinator(reading, person_id)
    meeting = _movable(reading, meeting_id)
    return CancelForm(meeting_reads.head(reading, meeting), _called(reading, meeting))


def plan(
    reading: Reading, person_id: int, body: str, days: str, start: str | None, end: str | None, place: str
) -> Plan:
    """What planning would lead to. Raises Refused at the same fields as the use case."""
    _coordinator(reading, person_id)
    structure = structures.current(reading.session)
    if all(one.key != body for one in structure.bodies):
        raise Refused(Refusal.NOT_FOUND, field="body")
    found = _days(reading, structure, body, days, start, end, None)
    for one in found:
        if meetings.at_same_time(reading.session, body, one.starts.astimezone(UTC)) is not None:
            raise Refused(Refusal.MEETING_EXISTS, field="dates", day=words.day(one.starts.date()))
    first = Meeting(body=body, starts_at=found[0].starts, ends_at=found[0].ends, created_at=reading.now)
    return _plan(structure, body, found, place, _called(reading, first), (days, start, end))


def move_plan(
    reading: Reading,
    person_id: int,
    meeting_id: int,
    version: int,
    days: str,
    start: str | None,
    end: str | None,
    place: str,
) -> Plan:
    """What moving would lead to. Raises Refused at the same fields as the use case."""
    _coordinator(reading, person_id)
    meeting = _movable(reading, meeting_id)
    if meeting.version != version:
        raise Refused(Refusal.STALE)
    structure = structures.current(reading.session)
    found = _days(reading, structure, meeting.body, days, start, end, meeting.id)
    shown = _plan(structure, meeting.body, found, place, _called(reading, meeting), (days, start, end))
    head = meeting_reads.head(reading, meeting)
    was = [rules.Span(*one) for one in head.days]
    accept(rules.move(was, [rules.Span(one.starts, one.ends) for one in found], meeting.place, place.strip()))
    return Plan(**{**shown.__dict__, "moves": head})


def _plan(
    structure: Structure,
    body: str,
    days: tuple[PlannedDay, ...],
    place: str,
    people_: int,
    form: tuple[str, str | None, str | None],
) -> Plan:
    return Plan(
        body=body,
        body_name=structure.body(body).name,
        days=days,
        place=place.strip(),
        people=people_,
        bodies=tuple((one.key, one.short_name) for one in structure.bodies),
        dates=form[0],
        start=form[1] or "",
        end=form[2] or "",
    )


def _days(
    reading: Reading,
    structure: Structure,
    body: str,
    text: str,
    start: str | None,
    end: str | None,
    moving: int | None,
) -> tuple[PlannedDay, ...]:
    found = rules.dates(text)
    if isinstance(found, UnreadableDate):
        raise Refused(Refusal.UNREADABLE_DATE, field="dates", text=found.text)
    wanted = accept(found, field="dates", most=rules.MOST_DATES)
    begins, ends = accept(rules.clock(start), field="start"), accept(rules.clock(end), field="end")
    red = holidays.around([*wanted, reading.today])
    return tuple(
        _day(reading, _surroundings(reading, structure, body, moving, wanted, day), red, day, begins, ends)
        for day in wanted
    )


def _day(reading: Reading, around: Surroundings, red: RedDays, day: date, begins: time, ends: time) -> PlannedDay:
    starts, stops = (datetime.combine(day, one, reading.zone) for one in (begins, ends))
    outcome = rules.span(starts.astimezone(UTC), stops.astimezone(UTC), reading.now)
    span = accept(outcome, field="end" if outcome is Refusal.END_BEFORE_START else "dates", day=words.day(day))
    return PlannedDay(
        reading.local(span.starts),
        reading.local(span.ends),
        rules.deadlines(day, around.lead, red),
        rules.concerns(day, around, red, reading.today),
    )


def _surroundings(
    reading: Reading, structure: Structure, body: str, moving: int | None, wanted: Sequence[date], day: date
) -> Surroundings:
    """What is planned, and the plan's own other days."""
    there = [
        Neighbour(one.body, reading.local(one.starts_at).date())
        for one in meetings.planned(reading.session, after=reading.now - AROUND)
        if one.id != moving
    ]
    own = structure.body(body)
    target = own.prepares_for
    return Surroundings(
        body=body,
        lead=own.lead_times,
        meetings=(*there, *(Neighbour(body, one) for one in wanted if one != day)),
        preparers=tuple(one.key for one in structure.bodies if one.prepares_for == body),
        prepares_for=target,
        prepared_days=structure.body(target).lead_times.submission_days if target else 0,
    )


def _called(reading: Reading, meeting: Meeting) -> int:
    return len(seating.invited(reading.session, structures.current(reading.session), meeting, reading.zone))


def _movable(reading: Reading, meeting_id: int) -> Meeting:
    meeting = meetings.get(reading.session, meeting_id)
    refusal = rules.still_ahead(rules.MeetingState(meeting.state), meeting.starts_at, reading.now)
    if refusal is not None:
        raise Refused(refusal)
    return meeting


def _coordinator(reading: Reading, person_id: int) -> None:
    """Say no before the form is filled in; the use case asks again."""
    require(reading, Act.PLAN_MEETINGS, person_id)
