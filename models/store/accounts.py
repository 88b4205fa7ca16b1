"""Who has a Slack account, and who is to be looked for."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Table, or_, select
from sqlmodel import Session

from models.store import people
from models.tables.people import Person

_PERSON: Table = Person.__table__  # type: ignore[attr-defined]


def to_look_for(session: Session, on: date, checked_before: datetime) -> list[int]:
    """People appointed that day who have no Slack account yet and have not been looked for since."""
    active = people.appointed(on)
    statement = select(_PERSON.c.id).where(
        _PERSON.c.slack_id.is_(None),
        or_(_PERSON.c.slack_checked_at.is_(None), _PERSON.c.slack_checked_at <= checked_before),
        _PERSON.c.id.in_(active),
    )
    return list(session.connection().scalars(statement.order_by(_PERSON.c.id)))


def without(session: Session, on: date) -> list[Person]:
    """People appointed that day whom no Slack account was found for."""
    statement = select(Person).where(
        _PERSON.c.slack_id.is_(None), _PERSON.c.slack_checked_at.is_not(None), _PERSON.c.id.in_(people.appointed(on))
    )
    return list(session.scalars(statement.order_by(_PERSON.c.name)))


def known_slack_ids(session: Session) -> dict[str, int]:
    """Slack account → person, of everybody ever in the roster."""
    found = session.connection().execute(
        select(_PERSON.c.slack_id, _PERSON.c.id).where(_PERSON.c.slack_id.is_not(None))
    )
    return {row.slack_id: row.id for row in found}
