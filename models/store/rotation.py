"""Whose turn the chair is, in SQL: the first year's side and the extensions that stand. What follows from them is for the rules."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Table, select
from sqlmodel import Session

from models.rules.rotation import First
from models.store import bodies
from models.tables.bodies import BodySettings, ChairExtension
from models.tables.meetings import Meeting

_EXTENSION: Table = ChairExtension.__table__  # type: ignore[attr-defined]
_MEETING: Table = Meeting.__table__  # type: ignore[attr-defined]
_MEETINGS = 20  # as many as are offered: a decision is recorded soon after it was taken


def first_of(row: BodySettings | None) -> First | None:
    """What was entered at set-up; None while nothing is."""
    if row is None or row.chair_year is None or row.chair_side is None:
        return None
    return First(row.chair_year, row.chair_side)


def first(session: Session, body: str) -> First | None:
    """The same, asked for by the body."""
    return first_of(bodies.channels(session, body))


def extensions(session: Session, body: str) -> list[ChairExtension]:
    """The extensions of a body that stand, the latest year last."""
    standing = select(ChairExtension).where(_EXTENSION.c.body == body, _EXTENSION.c.withdrawn_at.is_(None))
    return list(session.scalars(standing.order_by(_EXTENSION.c.year)))


def held(session: Session, body: str, now: datetime) -> list[Meeting]:
    """The body's latest meetings that have begun and were not cancelled, the newest first."""
    wanted = select(Meeting).where(
        _MEETING.c.body == body,
        _MEETING.c.kind == "meeting",
        _MEETING.c.state == "planned",
        _MEETING.c.starts_at <= now,
    )
    return list(session.scalars(wanted.order_by(_MEETING.c.starts_at.desc()).limit(_MEETINGS)))
