"""The seminars and their added guests in SQL."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Table, select
from sqlmodel import Session

from models.rules.meetings import MeetingKind, MeetingState
from models.rules.refusals import Refusal, Refused
from models.tables.meetings import Guest, Meeting

_MEETING: Table = Meeting.__table__  # type: ignore[attr-defined]
_GUEST: Table = Guest.__table__  # type: ignore[attr-defined]


def planned(session: Session, but: int | None = None, *, after: datetime | None = None) -> list[Meeting]:
    """The seminars that are not cancelled, the first first; past ones too unless they are to end after a moment."""
    statement = select(Meeting).where(
        _MEETING.c.kind == MeetingKind.SEMINAR.value, _MEETING.c.state == MeetingState.PLANNED.value
    )
    if after is not None:
        statement = statement.where(_MEETING.c.ends_at > after)
    return list(session.scalars(statement.where(_MEETING.c.id != (but or 0)).order_by(_MEETING.c.starts_at)))


def guests(session: Session, meeting_id: int) -> list[Guest]:
    """Those who were added by address, in the order they were."""
    return list(session.scalars(select(Guest).where(_GUEST.c.meeting_id == meeting_id).order_by(_GUEST.c.id)))


def guest(session: Session, guest_id: int) -> Guest:
    """An added guest by id. Raises Refused(NOT_FOUND): ids come from buttons."""
    found = session.get(Guest, guest_id)
    if found is None:
        raise Refused(Refusal.NOT_FOUND)
    return found
