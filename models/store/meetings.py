"""Meetings and their days in SQL: which are planned, and to which of them a question goes. Not the agenda's points."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Table, select
from sqlmodel import Session

from models.tables.meetings import Meeting, MeetingDay

_MEETING: Table = Meeting.__table__  # type: ignore[attr-defined]
_DAY: Table = MeetingDay.__table__  # type: ignore[attr-defined]
_LIVE = (_MEETING.c.kind == "meeting", _MEETING.c.state == "planned")


def get(session: Session, meeting_id: int) -> Meeting:
    """A meeting by id. Raises NoResultFound."""
    return session.get_one(Meeting, meeting_id)


def many(session: Session, ids: Iterable[int]) -> dict[int, Meeting]:
    """Meetings by id."""
    wanted = set(ids)
    if not wanted:
        return {}
    return {one.id or 0: one for one in session.scalars(select(Meeting).where(_MEETING.c.id.in_(wanted)))}


def days(session: Session, meeting_id: int) -> list[MeetingDay]:
    """A meeting's days, in order."""
    return list(session.scalars(select(MeetingDay).where(_DAY.c.meeting_id == meeting_id).order_by(_DAY.c.number)))


def planned(
    session: Session,
    body: str | None = None,
    *,
    after: datetime | None = None,
    before: datetime | None = None,
    kind: str | None = "meeting",
) -> list[Meeting]:
    """Planned meetings that end after `after` and begin before `before`, the next first; `kind` None takes seminars too."""
    statement = select(Meeting).where(_MEETING.c.state == "planned")
    if body is not None:
        statement = statement.where(_MEETING.c.body == body)
    if kind is not None:
        statement = statement.where(_MEETING.c.kind == kind)
    if after is not None:
        statement = statement.where(_MEETING.c.ends_at > after)
    if before is not None:
        statement = statement.where(_MEETING.c.starts_at < before)
    return list(session.scalars(statement.order_by(_MEETING.c.starts_at, _MEETING.c.id)))


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
    begun = now or datetime.combine(today, time.min, UTC) - timedelta(hours=2)  # never later than the local midnight
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
