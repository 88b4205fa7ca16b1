"""The year's leadership seminar as people see it: App Home, the window where it is planned, the message in the channel, and
the question to those who set the programme."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot import holidays
from bot.outbox.letters.seminar import ProgrammeProposed, SeminarCard
from bot.reads import meetings as meeting_reads
from bot.reads.meetings import MeetingHead
from bot.reads.shapes import Gathered, Picture, ToChannel, ToPerson, Unreachable, Unwanted
from bot.text.words import swedish_order
from models.rules import seminar as rules
from models.rules.meetings import MeetingKind, MeetingState
from models.rules.refusals import Refusal, Refused
from models.rules.seminar import SeminarStatus
from models.rules.standing import Standing
from models.rules.structure import Structure
from models.rules.workdays import DayKind, kind_of
from models.store import bodies, meetings, outbox, people, seating
from models.store import seminar as store
from models.store import structure as structures
from models.store.engine import Reading
from models.tables.meetings import Meeting
from models.values import dataclass


@dataclass(frozen=True)
class Programme:
    """The programme and who set it; `setter` is the body that does, `decided_on` the day it did."""

    status: SeminarStatus
    text: str
    setter: str
    planner: str
    set_by: str
    set_at: datetime | None
    decided_on: date | None


@dataclass(frozen=True)
class Line:
    """One seminar in a list."""

    head: MeetingHead
    programme: Programme
    invited: int


@dataclass(frozen=True)
class HomePart:
    """The coming seminars of somebody who plans them or sets their programme; nothing for others. `plans`: may plan one;
    `name` is what the structure calls it."""

    name: str = ""
    lines: tuple[Line, ...] = ()
    plans: bool = False

    @property
    def empty(self) -> bool:
        """Nothing to show."""
        return not (self.lines or self.plans)


@dataclass(frozen=True)
class GuestLine:
    """Somebody who was added by address."""

    id: int
    name: str
    email: str


@dataclass(frozen=True)
class Board:
    """The window of one seminar, with what the person may do. `by_default` are those invited by S-33, the coordinators
    among them; `red` the days that are holidays, eves or weekends, with their names."""

    line: Line
    by_default: int
    guests: tuple[GuestLine, ...]
    plans: bool
    sets: bool
    red: tuple[tuple[date, str], ...]


@dataclass(frozen=True)
class PlanForm:
    """What the form for planning or moving starts with; `setter` is the body that sets the programme."""

    name: str
    setter: str = ""
    head: MeetingHead | None = None


@dataclass(frozen=True)
class AskedShape:
    """The question to one who sets the programme; `theirs` is False for one who may not any more."""

    line: Line
    theirs: bool


def home(reading: Reading, standing: Standing) -> HomePart:
    """The part of App Home: for those who plan the seminar or set its programme."""
    rule = structures.current(reading.session).seminar
    if rule is None or not (rules.may_plan(standing, rule) or rules.may_set(standing, rule)):
        return HomePart()
    coming = store.planned(reading.session, after=reading.now)
    return HomePart(rule.name, tuple(_line(reading, one) for one in coming), rules.may_plan(standing, rule))


def board(reading: Reading, meeting_id: int, person_id: int) -> Board:
    """The window of one seminar. Raises Refused: not found, or not one who plans it or sets its programme."""
    meeting = _seminar(reading, meeting_id)
    standing = people.standing(reading.session, person_id, reading.today)
    rule = structures.current(reading.session).seminar
    plans, sets = rules.may_plan(standing, rule), rules.may_set(standing, rule)
    if not (plans or sets):
        raise Refused(Refusal.NOT_SEMINAR_PLANNER, body=_short(reading, rule.planned_by if rule else ""))
    line = _line(reading, meeting)
    rows = sorted(store.guests(reading.session, meeting_id), key=lambda one: swedish_order(one.name))
    added = tuple(GuestLine(one.id or 0, one.name, one.email) for one in rows)
    there = {one.email for one in _invited(reading, meeting)}
    by_default = len(there - {one.email for one in added})
    return Board(line, by_default, added, plans, sets, red_days([one[0].date() for one in line.head.days]))


def plan_form(reading: Reading, person_id: int) -> PlanForm:
    """The form for a new one. Raises Refused for others than those who plan it."""
    standing = people.standing(reading.session, person_id, reading.today)
    rule = structures.current(reading.session).seminar
    if rule is None:
        raise Refused(Refusal.NO_SEMINAR)
    if not rules.may_plan(standing, rule):
        raise Refused(Refusal.NOT_SEMINAR_PLANNER, body=_short(reading, rule.planned_by))
    return PlanForm(rule.name, _name(structures.current(reading.session), rule.programme_set_by))


def red_days(days: Sequence[date]) -> tuple[tuple[date, str], ...]:
    """The days on which people are likely to be away, with the holiday's name, or none for a weekend."""
    red = holidays.around(days)
    return tuple((day, red.names.get(day, "")) for day in days if kind_of(day, red) is not DayKind.ORDINARY)


def card(reading: Reading, letter: SeminarCard) -> Gathered:
    """The seminar in the planning body's channel; posted when there is one, and not for one cancelled before that."""
    meeting = _seminar(reading, letter.meeting_id)
    row = bodies.channels(reading.session, meeting.body)
    if row is None or row.channel is None:
        return Unwanted("the body has no channel yet")
    if meeting.state == MeetingState.CANCELLED and outbox.card(reading.session, letter.card()) is None:
        return Unwanted("cancelled before it was shown")
    return Picture(ToChannel(row.channel), _line(reading, meeting))


def asked(reading: Reading, letter: ProgrammeProposed) -> Gathered:
    """The question to one who sets the programme; one that stands follows what happens."""
    meeting = _seminar(reading, letter.meeting_id)
    person = people.many(reading.session, [letter.person_id]).get(letter.person_id)
    if person is None or person.slack_id is None:
        return Unreachable("no Slack account")
    line = _line(reading, meeting)
    stands = outbox.card(reading.session, letter.card()) is not None
    if not stands and (line.programme.status is not SeminarStatus.PROPOSED or line.head.begun):
        return Unwanted("set by now")
    standing = people.standing(reading.session, letter.person_id, reading.today)
    theirs = rules.may_set(standing, structures.current(reading.session).seminar)
    return Picture(ToPerson(person.slack_id), AskedShape(line, theirs))


def _line(reading: Reading, meeting: Meeting) -> Line:
    structure = structures.current(reading.session)
    setter = people.many(reading.session, [meeting.programme_set_by or 0]).get(meeting.programme_set_by or 0)
    rule = structure.seminar
    is_set = meeting.programme_set_at is not None
    programme = Programme(
        status=rules.status(
            cancelled=meeting.state == MeetingState.CANCELLED, programme=meeting.programme, is_set=is_set
        ),
        text=meeting.programme,
        setter=_name(structure, rule.programme_set_by if rule else ""),
        planner=_short(reading, meeting.body),
        set_by=setter.name if setter else "",
        set_at=reading.local(meeting.programme_set_at) if meeting.programme_set_at else None,
        decided_on=meeting.programme_decided_on,
    )
    return Line(meeting_reads.head(reading, meeting), programme, len(_invited(reading, meeting)))


def _invited(reading: Reading, meeting: Meeting) -> tuple[seating.Invited, ...]:
    return seating.invited(reading.session, structures.current(reading.session), meeting, reading.zone)


def _seminar(reading: Reading, meeting_id: int) -> Meeting:
    meeting = meetings.get(reading.session, meeting_id)
    if meeting.kind != MeetingKind.SEMINAR:
        raise Refused(Refusal.NOT_FOUND)
    return meeting


def _name(structure: Structure, key: str) -> str:
    return next((one.name for one in structure.bodies if one.key == key), structure.name)


def _short(reading: Reading, key: str) -> str:
    structure = structures.current(reading.session)
    return next((one.short_name for one in structure.bodies if one.key == key), structure.name)
