"""Absences and calls in SQL. Who sits where because of them: store/seating.py."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Table, and_, bindparam, exists, func, literal_column, or_, select
from sqlmodel import Session

from models.rules.absences import ALL_AT_ONCE, OPEN_SEAT, CallState
from models.rules.seating import AbsenceState
from models.store.known import waited
from models.store.prepared import Prepared, entities
from models.tables.absences import Absence, SubstituteCall
from models.tables.meetings import Meeting

_ABSENCE: Table = Absence.__table__  # type: ignore[attr-defined]
_CALL: Table = SubstituteCall.__table__  # type: ignore[attr-defined]
_MEETING: Table = Meeting.__table__  # type: ignore[attr-defined]


_meeting_id = bindparam("meeting_id", type_=_MEETING.c.id.type)
_AT_MEETING = Prepared(
    lambda kind: (
        select(*_ABSENCE.c)
        .where(_ABSENCE.c.meeting_id == _meeting_id, _ABSENCE.c.state != literal_column("'withdrawn'"))
        .order_by(_ABSENCE.c.id)
    )
)
_CALLS_AT = Prepared(
    lambda kind: (
        select(*_CALL.c)
        .where(_CALL.c.absence_id.in_(select(_ABSENCE.c.id).where(_ABSENCE.c.meeting_id == _meeting_id)))
        .order_by(_CALL.c.id)
    )
)
_CALLS_OF = Prepared(
    lambda kind: select(*_CALL.c).where(_CALL.c.absence_id == bindparam("absence_id")).order_by(_CALL.c.id)
)


def lock_meeting(session: Session, meeting_id: int) -> Meeting:
    """The meeting, locked: everything about its seats happens one at a time, since one substitute may be asked for
    two
    seats. Raises NoResultFound."""
    found = session.get_one(Meeting, meeting_id, with_for_update=True, populate_existing=True)
    waited(session)
    return found


def lock_meeting_row(session: Session, meeting_id: int) -> None:
    """Lock the meeting inside an act that has changed it already: nothing is read anew."""
    session.connection().execute(select(_MEETING.c.id).where(_MEETING.c.id == meeting_id).with_for_update())


def lock(session: Session, absence_id: int) -> tuple[Meeting, Absence] | None:
    """An absence and its meeting, the meeting locked first; None for one that does not exist."""
    meeting_id = session.scalars(select(_ABSENCE.c.meeting_id).where(_ABSENCE.c.id == absence_id)).first()
    if meeting_id is None:
        return None
    meeting = lock_meeting(session, meeting_id)
    return meeting, session.get_one(Absence, absence_id, populate_existing=True)


def call_of(session: Session, call_id: int) -> SubstituteCall | None:
    """A call by id."""
    return session.get(SubstituteCall, call_id)


def open_of(session: Session, meeting_id: int, person_id: int) -> Absence | None:
    """The person's absence in force at the meeting."""
    found = [one for one in _AT_MEETING.all(session, meeting_id=meeting_id) if one.person_id == person_id]
    return next(iter(entities(session, Absence, found[:1])), None)


def at_meeting(session: Session, meeting_id: int) -> list[Absence]:
    """The absences in force at a meeting, oldest first."""
    return entities(session, Absence, _AT_MEETING.all(session, meeting_id=meeting_id))


def calls_at(session: Session, meeting_id: int) -> list[SubstituteCall]:
    """Every call that was ever made for the meeting, oldest first, those of withdrawn absences among them."""
    return entities(session, SubstituteCall, _CALLS_AT.all(session, meeting_id=meeting_id))


def calls_of(session: Session, absence_id: int) -> list[SubstituteCall]:
    """The calls of one absence, oldest first."""
    return entities(session, SubstituteCall, _CALLS_OF.all(session, absence_id=absence_id))


def due_meetings(session: Session, now: datetime) -> list[int]:
    """The meetings at which something is due: an answer is late, everybody is to be asked at once, or the meeting is
    over."""
    late = exists().where(
        _CALL.c.absence_id == _ABSENCE.c.id, _CALL.c.state == CallState.ASKED.value, _CALL.c.answer_by <= now
    )
    calling = _ABSENCE.c.state == AbsenceState.CALLING.value
    unsettled = _ABSENCE.c.state.in_([state.value for state in OPEN_SEAT])
    wanted = (
        select(_ABSENCE.c.meeting_id)
        .join(_MEETING, _MEETING.c.id == _ABSENCE.c.meeting_id)
        .where(
            or_(
                and_(unsettled, _MEETING.c.ends_at <= now),
                and_(calling, or_(late, _MEETING.c.starts_at < now + ALL_AT_ONCE)),
            )
        )
        .distinct()
    )
    return sorted(session.scalars(wanted))


def unanswered(session: Session, now: datetime) -> tuple[int, datetime | None]:
    """How many questions wait for their substitute's answer, about meetings to come, and when the oldest of them was asked."""
    asked = select(func.count(), func.min(_CALL.c.asked_at)).where(
        _CALL.c.absence_id.in_(select(_ABSENCE.c.id).where(_ABSENCE.c.meeting_id.in_(_ahead(now)))),
        (_CALL.c.state + "") == CallState.ASKED.value,
    )
    number, oldest = session.execute(asked).one()
    return number, oldest


def waiting_for(session: Session, person_id: int, now: datetime) -> list[SubstituteCall]:
    """The questions that the person can still answer with a yes, about meetings to come, the nearest first."""
    open_seats = select(_ABSENCE.c.id).where(
        _ABSENCE.c.meeting_id.in_(_ahead(now)), (_ABSENCE.c.state + "").in_([state.value for state in OPEN_SEAT])
    )
    wanted = (
        select(SubstituteCall, _MEETING.c.starts_at)
        .join(Absence, _ABSENCE.c.id == _CALL.c.absence_id)
        .join(Meeting, _MEETING.c.id == _ABSENCE.c.meeting_id)
        .where(
            _CALL.c.absence_id.in_(open_seats),
            _CALL.c.person_id + 0 == person_id,
            (_CALL.c.state + "").in_([CallState.ASKED.value, CallState.SILENT.value]),
        )
    )
    return [call for call, _ in sorted(session.execute(wanted), key=lambda row: (row[1], row[0].id))]


def _ahead(now: datetime) -> Any:
    """The meetings to come, which are few: what has to do with them is found by them. What else is asked for has an empty
    text or a zero added, so that SQLite, which knows nothing of how many rows there are, does not go by that instead."""
    return select(_MEETING.c.id).where(_MEETING.c.state == "planned", _MEETING.c.ends_at > now)


def unfilled(session: Session, now: datetime) -> list[Absence]:
    """The seats that nobody covers, at meetings to come, the nearest first."""
    return _to_come(session, now, _ABSENCE.c.state + "" == AbsenceState.UNFILLED.value)


def wanting_back(session: Session, now: datetime) -> list[Absence]:
    """The covered seats whose holders can come after all: a coordinator decides."""
    return _to_come(session, now, and_(_ABSENCE.c.state + "" == AbsenceState.COVERED.value, _ABSENCE.c.wants_back))


def of_person(session: Session, person_id: int, now: datetime) -> list[Absence]:
    """The person's absences in force at meetings to come, and those the person covers."""
    mine = or_(
        _ABSENCE.c.person_id + 0 == person_id,
        and_(_ABSENCE.c.covered_by == person_id, _ABSENCE.c.state == AbsenceState.COVERED.value),
    )
    return _to_come(session, now, and_(mine, _ABSENCE.c.state != AbsenceState.WITHDRAWN.value))


def _to_come(session: Session, now: datetime, *which: object) -> list[Absence]:
    wanted = (
        select(Absence, _MEETING.c.starts_at)
        .join(Meeting, _MEETING.c.id == _ABSENCE.c.meeting_id)
        .where(_ABSENCE.c.meeting_id.in_(_ahead(now)), *which)  # type: ignore[arg-type]
    )
    # in order here: asked to, SQLite walks every meeting that ever began
    return [absence for absence, _ in sorted(session.execute(wanted), key=lambda row: (row[1], row[0].id))]


def meetings_of(session: Session, rows: Iterable[Absence]) -> dict[int, Meeting]:
    """The meetings of some absences, by id."""
    ids = {one.meeting_id for one in rows}
    if not ids:
        return {}
    return {one.id or 0: one for one in session.scalars(select(Meeting).where(_MEETING.c.id.in_(ids)))}
