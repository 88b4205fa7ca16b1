"""The agenda as people see it: its points with their presenters, the minutes, and what one may do with it."""

from __future__ import annotations

from datetime import datetime

from bot.reads import meetings as meeting_reads
from bot.reads.meetings import MeetingHead
from bot.text.words import swedish_order
from models.rules import seating as seating_rules
from models.rules.agenda import ItemKind, ItemState, Room, kinds, room
from models.store import agenda, meetings, people, seating
from models.store import structure as structures
from models.store.engine import Reading
from models.tables.meetings import AgendaItem, Meeting
from models.tables.questions import Question
from models.values import dataclass


@dataclass(frozen=True)
class AgendaLine:
    """A point on the agenda. `presenter` by name, chosen or by the rules of the body; `question` is a matter's
    number."""

    id: int
    number: int
    title: str
    kind: str
    minutes: int
    presenter: str | None
    question: str | None
    unprepared: bool
    carried: bool
    new: bool
    treated: bool
    added_at: datetime


@dataclass(frozen=True)
class Board:
    """The agenda as those who lead the body work with it, and as others read it."""

    head: MeetingHead
    lines: tuple[AgendaLine, ...]
    room: Room
    leads: bool


@dataclass(frozen=True)
class PointForm:
    """The form about a point; `item_id` is 0 for a new one. `default_presenter` presents when nobody is chosen."""

    meeting_id: int
    item_id: int
    title: str
    kind: str
    kinds: tuple[ItemKind, ...]
    minutes: int
    presenter_id: int
    presenter: str
    default_presenter: str | None
    candidates: tuple[tuple[int, str], ...]
    notice_sent: bool
    unprepared: bool


def lines(reading: Reading, meeting: Meeting) -> tuple[AgendaLine, ...]:
    """The points that stand on a meeting's agenda, in order."""
    rows = agenda.items(reading.session, meeting.id or 0)
    questions = agenda.question_many(reading.session, (one.question_id for one in rows if one.question_id))
    usual = _usual(reading, meeting)
    asked = {one.presenter_id or 0 for one in rows} | {one.raised_by for one in questions.values()} | set(usual)
    known = {number: one.name for number, one in people.many(reading.session, asked).items()}
    return tuple(
        AgendaLine(
            id=row.id or 0,
            number=number,
            title=row.title,
            kind=row.kind,
            minutes=row.minutes,
            presenter=row.presenter
            or known.get(row.presenter_id or _default(usual, questions.get(row.question_id or 0)) or 0),
            question=questions[row.question_id].number if row.question_id in questions else None,
            unprepared=row.unprepared,
            carried=row.carried_from is not None,
            new=row.new_since_notice,
            treated=row.state == ItemState.TREATED,
            added_at=row.added_at,
        )
        for number, row in enumerate(rows, start=1)
    )


def of(reading: Reading, meeting_id: int) -> tuple[AgendaLine, ...]:
    """The points of a meeting by id. Raises Refused(NOT_FOUND)."""
    return lines(reading, meetings.get(reading.session, meeting_id))


def _usual(reading: Reading, meeting: Meeting) -> tuple[int, ...]:
    """Who presents matters here by the agreement: the chair of the body that prepares them (R-C08), or its vice chair
    (S-11)."""
    there = seating.placed(reading.session, reading.local(meeting.starts_at).date())
    gone = seating.away(reading.session, meeting.id or 0)
    found = seating_rules.presenters(structures.current(reading.session), meeting.body, there, gone)
    return tuple(one.person_id for one in found)


def _default(usual: tuple[int, ...], question: Question | None) -> int | None:
    """A matter is presented by who usually does, else by who raised it; another point by nobody in particular."""
    if question is None:
        return None
    return usual[0] if usual else question.raised_by


def sum_of(reading: Reading, meeting: Meeting, points: tuple[AgendaLine, ...]) -> Room:
    """The minutes against the meeting's length."""
    return room((one.minutes for one in points), meeting.starts_at, meeting.ends_at)


def board(reading: Reading, meeting_id: int, person_id: int) -> Board:
    """The agenda as that person may see it. Raises Refused(NOT_FOUND)."""
    meeting = meetings.get(reading.session, meeting_id)
    points = lines(reading, meeting)
    standing = people.standing(reading.session, person_id, reading.today)
    return Board(
        head=meeting_reads.head(reading, meeting),
        lines=points,
        room=sum_of(reading, meeting, points),
        leads=meeting_reads.leads(reading, standing, meeting),
    )


def new_point(reading: Reading, meeting_id: int) -> PointForm:
    """The form for a point of one's own."""
    meeting = meetings.get(reading.session, meeting_id)
    return _form(reading, meeting, None)


def point(reading: Reading, item_id: int) -> PointForm:
    """The form for a point that is there. Raises Refused(NOT_FOUND)."""
    row = agenda.item(reading.session, item_id)
    return _form(reading, meetings.get(reading.session, row.meeting_id), row)


def _form(reading: Reading, meeting: Meeting, row: AgendaItem | None) -> PointForm:
    question = None
    if row is not None and row.question_id is not None:
        question = agenda.question_many(reading.session, [row.question_id]).get(row.question_id)
    default = _default(_usual(reading, meeting), question)
    there = seating.invited(reading.session, structures.current(reading.session), meeting, reading.zone)
    candidates = sorted(
        ((one.person_id, one.name) for one in there if one.person_id is not None), key=lambda one: swedish_order(one[1])
    )
    names = {number: one.name for number, one in people.many(reading.session, [default or 0]).items()}
    unprepared = row is not None and row.unprepared
    return PointForm(
        meeting_id=meeting.id or 0,
        item_id=(row.id or 0) if row else 0,
        title=row.title if row else "",
        kind=row.kind if row else ItemKind.INFORMATION.value,
        kinds=kinds(unprepared=unprepared),
        minutes=row.minutes if row else 15,
        presenter_id=(row.presenter_id or 0) if row else 0,
        presenter=(row.presenter or "") if row else "",
        default_presenter=names.get(default or 0),
        candidates=tuple(candidates),
        notice_sent=meeting.notice_sent_at is not None,
        unprepared=unprepared,
    )
