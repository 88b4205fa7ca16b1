"""Events in Outlook as we know them, in SQL. Not what they are to be: models/rules/events.py."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Table, select
from sqlmodel import Session

from models.rules.events import EventState
from models.rules.refusals import Refusal, Refused
from models.tables.calendar import CalendarEvent
from models.tables.meetings import Meeting, MeetingDay

_EVENT: Table = CalendarEvent.__table__  # type: ignore[attr-defined]
_MEETING: Table = Meeting.__table__  # type: ignore[attr-defined]
_DAY: Table = MeetingDay.__table__  # type: ignore[attr-defined]


def latest(session: Session, meeting_id: int, day: int) -> CalendarEvent | None:
    """The event of a meeting day: its newest generation; None while there never was one."""
    statement = select(CalendarEvent).where(_EVENT.c.meeting_id == meeting_id, _EVENT.c.day == day)
    return session.scalars(statement.order_by(_EVENT.c.generation.desc()).limit(1)).first()


def get(session: Session, event_id: int) -> CalendarEvent:
    """An event by id. Raises Refused(NOT_FOUND): ids come from buttons."""
    return _found(session.get(CalendarEvent, event_id))


def locked(session: Session, event_id: int) -> CalendarEvent:
    """An event as it is now; nobody else changes it until this transaction ends. Raises as `get`."""
    return _found(session.get(CalendarEvent, event_id, with_for_update=True, populate_existing=True))


def _found(event: CalendarEvent | None) -> CalendarEvent:
    if event is None:
        raise Refused(Refusal.NOT_FOUND)
    return event


def day_of(session: Session, event: CalendarEvent) -> MeetingDay | None:
    """The meeting day that the event is for; None when the meeting no longer has it."""
    statement = select(MeetingDay).where(_DAY.c.meeting_id == event.meeting_id, _DAY.c.number == event.day)
    return session.scalars(statement).first()


def standing(session: Session, now: datetime) -> list[tuple[CalendarEvent, MeetingDay]]:
    """The events that stand in Outlook for days of planned meetings that have not ended, the next first."""
    ahead = select(_MEETING.c.id).where(_MEETING.c.state == "planned", _MEETING.c.ends_at > now)
    statement = (
        select(CalendarEvent, MeetingDay)
        .join(_DAY, (_DAY.c.meeting_id == _EVENT.c.meeting_id) & (_DAY.c.number == _EVENT.c.day))
        .where(_EVENT.c.meeting_id.in_(ahead), _EVENT.c.state == EventState.KNOWN.value, _DAY.c.ends_at > now)
    )
    found = [(event, day) for event, day in session.execute(statement)]
    return sorted(found, key=lambda one: (one[1].starts_at, one[0].id or 0))
