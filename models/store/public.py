"""Meetings for those outside, in SQL: cancelled ones too, and when each was last changed. What may be shown is for the rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Table, func, or_, select
from sqlmodel import Session

from models.tables.journal import JournalLine
from models.tables.meetings import Meeting

_MEETING: Table = Meeting.__table__  # type: ignore[attr-defined]
_JOURNAL: Table = JournalLine.__table__  # type: ignore[attr-defined]
_SHOWN = ("meeting.", "agenda.", "notice.", "seminar.")  # the acts that can change what is seen of a meeting


def meetings(session: Session, after: datetime, body: str | None = None) -> list[Meeting]:
    """Meetings and seminars that end after a moment, the cancelled among them, the next first."""
    statement = select(Meeting).where(_MEETING.c.ends_at > after)
    if body is not None:
        statement = statement.where(_MEETING.c.body == body)
    return sorted(session.scalars(statement), key=lambda one: (one.starts_at, one.id or 0))


def changed_at(session: Session, ids: Iterable[int]) -> dict[int, datetime]:
    """When each meeting was last changed, by the journal."""
    subjects = {f"meeting:{number}": number for number in ids}
    if not subjects:
        return {}
    acts = or_(*(_JOURNAL.c.act.startswith(one, autoescape=True) for one in _SHOWN))
    latest = (
        select(_JOURNAL.c.subject, func.max(_JOURNAL.c.id).label("id"))
        .where(_JOURNAL.c.subject.in_(subjects), acts)
        .group_by(_JOURNAL.c.subject)
        .subquery()
    )
    rows = session.execute(select(latest.c.subject, _JOURNAL.c.at).join(latest, _JOURNAL.c.id == latest.c.id))
    return {subjects[row.subject]: row.at for row in rows}
