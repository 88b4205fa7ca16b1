"""Where a person's name and address stand, and putting something else there. The journal has neither: only the person's id."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, func, literal_column, or_, select, update
from sqlmodel import Session

from models.tables.calendar import CalendarEvent
from models.tables.meetings import AgendaItem, Guest, Meeting
from models.tables.people import Assignment, Person
from models.tables.questions import Question

_GUEST: Table = Guest.__table__  # type: ignore[attr-defined]
_ITEM: Table = AgendaItem.__table__  # type: ignore[attr-defined]
_EVENT: Table = CalendarEvent.__table__  # type: ignore[attr-defined]
_QUESTION: Table = Question.__table__  # type: ignore[attr-defined]
_POST: Table = Assignment.__table__  # type: ignore[attr-defined]
_MEETING: Table = Meeting.__table__  # type: ignore[attr-defined]
_TEXTS = ("create_body", "sent", "sending", "edited", "attendees")  # of an event, as they were sent or seen


def appointed_from(session: Session, person_id: int, day: Any) -> bool:
    """Whether the person has an assignment that day or later."""
    still: Any = select(literal_column("1")).where(
        _POST.c.person_id == person_id, or_(_POST.c.end.is_(None), _POST.c.end >= day)
    )
    return session.connection().execute(still.limit(1)).first() is not None


def invited_after(session: Session, person: Person, now: Any) -> bool:
    """Whether the person is a guest or presents something at a meeting that has not ended."""
    ahead = select(_MEETING.c.id).where(_MEETING.c.ends_at >= now)
    guest: Any = select(literal_column("1")).where(
        func.lower(_GUEST.c.email) == person.email, _GUEST.c.meeting_id.in_(ahead)
    )
    presents: Any = select(literal_column("1")).where(_ITEM.c.presenter_id == person.id, _ITEM.c.meeting_id.in_(ahead))
    return any(session.connection().execute(one.limit(1)).first() is not None for one in (guest, presents))


def replace(session: Session, person: Person, name: str, email: str) -> dict[str, int]:
    """Put that name and address in place of the person's, everywhere; how many rows, by place. Changes `person` itself last."""
    old_name, old_email = person.name, person.email
    counts = {
        "guest": _put(session, _GUEST, func.lower(_GUEST.c.email) == old_email, email=email, name=name),
        "agenda": _put(session, _ITEM, _ITEM.c.presenter == old_name, presenter=name),
        "question": _put(session, _QUESTION, _QUESTION.c.source_author == old_name, source_author=name),
        "calendar": 0,
    }
    holds = or_(
        *(func.lower(_EVENT.c[one]).contains(part, autoescape=True) for one in _TEXTS for part in (old_email,)),
        *(_EVENT.c[one].contains(old_name, autoescape=True) for one in _TEXTS),
    )
    for event in session.scalars(select(CalendarEvent).where(holds)):
        for column in _TEXTS:
            if text := getattr(event, column):
                setattr(event, column, _without_case(text.replace(old_name, name), old_email, email))
        counts["calendar"] += 1
    person.name, person.email, person.slack_id = name, email, None
    person.slack_checked_at = person.home_opened_at = None
    session.flush()
    return {"person": 1} | {place: count for place, count in counts.items() if count}


def _put(session: Session, table: Table, where: Any, **values: Any) -> int:
    changed: Any = update(table).where(where).values(**values).returning(literal_column("1"))
    return len(session.connection().execute(changed).all())


def _without_case(text: str, old: str, new: str) -> str:
    """`old`, which is in small letters, replaced however it is written."""
    low, parts, after = text.lower(), [], 0
    while (at := low.find(old, after)) >= 0:
        parts += [text[after:at], new]
        after = at + len(old)
    return "".join([*parts, text[after:]])
