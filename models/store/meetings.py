"""Meetings and their days in SQL: which are planned, and to which of them a question goes. Not the agenda's points."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Table, bindparam, select
from sqlmodel import Session

from models.rules.refusals import Refusal, Refused
from models.store.known import waited
from models.store.prepared import Prepared
from models.tables.bodies import StructureCopy
from models.tables.calendar import CalendarEvent
from models.tables.meetings import Meeting, MeetingDay

_MEETING: Table = Meeting.__table__  # type: ignore[attr-defined]
_DAY: Table = MeetingDay.__table__  # type: ignore[attr-defined]
_EVENT: Table = CalendarEvent.__table__  # type: ignore[attr-defined]
_STRUCTURE: Table = StructureCopy.__table__  # type: ignore[attr-defined]
_LIVE = (_MEETING.c.kind == "meeting", _MEETING.c.state == "planned")


def get(session: Session, meeting_id: int) -> Meeting:
    """A meeting by id. Raises Refused(NOT_FOUND): ids come from buttons."""
    return _found(session.get(Meeting, meeting_id))


def locked(session: Session, meeting_id: int) -> Meeting:
    """A meeting as it is now; until this transaction ends nobody else changes it or its agenda. Raises as `get`."""
    found = session.get(Meeting, meeting_id, with_for_update=True, populate_existing=True)
    waited(session)
    return _found(found)


def _found(meeting: Meeting | None) -> Meeting:
    if meeting is None:
        raise Refused(Refusal.NOT_FOUND)
    return meeting


def many(session: Session, ids: Iterable[int]) -> dict[int, Meeting]:
    """Meetings by id."""
    wanted = set(ids)
    if not wanted:
        return {}
    return {one.id or 0: one for one in session.scalars(select(Meeting).where(_MEETING.c.id.in_(wanted)))}


def days(session: Session, meeting_id: int) -> list[MeetingDay]:
    """A meeting's days, in order."""
    return days_of(session, [meeting_id]).get(meeting_id, [])


def days_of(session: Session, ids: Collection[int]) -> dict[int, list[MeetingDay]]:
    """The days of meetings, in order, by meeting."""
    found: dict[int, list[MeetingDay]] = {}
    wanted = select(MeetingDay).where(_DAY.c.meeting_id.in_(ids))
    for one in session.scalars(wanted.order_by(_DAY.c.meeting_id, _DAY.c.number)):
        found.setdefault(one.meeting_id, []).append(one)
    return found


def planned(
    session: Session,
    body: str | None = None,
    *,
    after: datetime | None = None,
    before: datetime | None = None,
    kind: str | None = "meeting",
) -> list[Meeting]:
    """Planned meetings that end after `after` and begin before `before`, the next first; seminars too if `kind` is
    None. Put in order here: asked to, SQLite walks every meeting that ever began."""
    statement = select(Meeting).where(_MEETING.c.state == "planned")
    if body is not None:
        statement = statement.where(_MEETING.c.body == body)
    if kind is not None:
        statement = statement.where(_MEETING.c.kind == kind)
    if after is not None:
        statement = statement.where(_MEETING.c.ends_at > after)
    if before is not None:
        statement = statement.where(_MEETING.c.starts_at < before)
    return sorted(session.scalars(statement), key=lambda one: (one.starts_at, one.id or 0))


def latest_place(session: Session) -> str:
    """Where the last of the planned meetings is held; empty when there is none."""
    last = select(_MEETING.c.place).where(*_LIVE).order_by(_MEETING.c.ends_at.desc()).limit(1)
    return session.scalars(last).first() or ""


def next_for(
    session: Session,
    body: str,
    submitted_on: date,
    today: date,
    *,
    now: datetime | None = None,
    but_not: Collection[int] = (),
) -> Meeting | None:
    """The next planned meeting of the body whose submission deadline had not passed on the day the question came in.

    `now` leaves out a meeting that has begun today; `but_not` those the question was tabled at.
    """
    begun = now or datetime.combine(today, time.min, UTC) - timedelta(hours=2)  # not later than the local midnight
    statement = select(Meeting).where(
        *_LIVE,
        _MEETING.c.body == body,
        _MEETING.c.starts_at > begun,
        _MEETING.c.submission_deadline >= submitted_on,
    )
    if but_not:
        statement = statement.where(_MEETING.c.id.not_in(but_not))
    return session.scalars(statement.order_by(_MEETING.c.starts_at, _MEETING.c.id).limit(1)).first()


def at_same_time(session: Session, body: str, starts_at: datetime, but: int | None = None) -> Meeting | None:
    """A planned meeting of the body that begins at the very same moment."""
    statement = select(Meeting).where(*_LIVE, _MEETING.c.body == body, _MEETING.c.starts_at == starts_at)
    return session.scalars(statement.where(_MEETING.c.id != (but or 0))).first()


_meeting_id = bindparam("meeting_id", type_=_MEETING.c.id.type)
_DAYS = Prepared(
    lambda kind: (
        select(_EVENT.c.day.label("day"))
        .where(_EVENT.c.meeting_id == _meeting_id)
        .union_all(select(_DAY.c.number).where(_DAY.c.meeting_id == _meeting_id))
    )
)


def event_days(session: Session, meeting_id: int) -> list[int]:
    """The numbers of the days that have an event in Outlook, or are to have one."""
    return sorted({one.day for one in _DAYS.all(session, meeting_id=meeting_id)})


def lock_planning(session: Session) -> None:
    """Until this transaction ends nobody else plans or moves a meeting: two who do so at once are taken one by one."""
    newest = select(_STRUCTURE.c.id).order_by(_STRUCTURE.c.id.desc()).limit(1)
    session.execute(newest.with_for_update()).first()
    waited(session)


def after(session: Session, meeting: Meeting, now: datetime) -> Meeting | None:
    """The body's next planned meeting after this one that has not begun."""
    statement = select(Meeting).where(
        *_LIVE, _MEETING.c.body == meeting.body, _MEETING.c.starts_at > max(meeting.starts_at, now)
    )
    return session.scalars(statement.order_by(_MEETING.c.starts_at, _MEETING.c.id).limit(1)).first()
