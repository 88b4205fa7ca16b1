"""The whole roster in SQL: what is held and by whom, and an import's changes. What somebody is one day: people.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Table, delete, or_, select, update
from sqlmodel import Session

from models.rules.roster import Role, RosterRow
from models.rules.roster_changes import Appointment, Changes, Held
from models.store import known as known_roster
from models.tables.bodies import BodySettings, StructureCopy
from models.tables.people import Assignment, Person
from models.values import dataclass

_PERSON: Table = Person.__table__  # type: ignore[attr-defined]
_HELD: Table = Assignment.__table__  # type: ignore[attr-defined]
_COPY: Table = StructureCopy.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Written:
    """The ids of what an import wrote."""

    created: tuple[int, ...]
    updated: tuple[int, ...]
    ended: tuple[int, ...]
    removed: tuple[int, ...]


def one_at_a_time(session: Session) -> None:
    """Let only one transaction at a time change the roster (PostgreSQL; SQLite has one writer anyway)."""
    session.connection().execute(select(_COPY.c.id).order_by(_COPY.c.id.desc()).limit(1).with_for_update())
    known_roster.waited(session)


def held(session: Session) -> list[Held]:
    """Every appointment ever stored, oldest first."""
    columns = (_HELD.c.id, _PERSON.c.email, *(_HELD.c[name] for name in _VALUES))
    rows = session.connection().execute(select(*columns).join(_PERSON).order_by(_HELD.c.id))
    return [
        Held(row.id, row.email, row.body, row.principal, Role(row.role), row.place, row.start, row.end) for row in rows
    ]


def rows(session: Session, since: date) -> list[RosterRow]:
    """The appointments in force that day or later, as roster rows, numbered as in an exported file."""
    columns = (_PERSON.c.name, _PERSON.c.email, *(_HELD.c[name] for name in _VALUES))
    statement = select(*columns).join(_PERSON).where(or_(_HELD.c.end.is_(None), _HELD.c.end >= since))
    found = session.connection().execute(statement.order_by(_HELD.c.id))
    return [
        RosterRow(number, row.body, row.principal, Role(row.role), row.place, row.name, row.email, row.start, row.end)
        for number, row in enumerate(found, start=2)
    ]


def names(session: Session) -> dict[str, str]:
    """Address → name, of everybody ever in the roster."""
    found = session.connection().execute(select(_PERSON.c.email, _PERSON.c.name))
    return {row.email: row.name for row in found}


def write(session: Session, changes: Changes, wanted: Mapping[str, str]) -> Written:
    """Write an import's changes. `wanted` is address → name of everybody in the file; a known person keeps the id."""
    known = {one.email: one for one in session.scalars(select(Person).where(_PERSON.c.email.in_(wanted)))}
    for email, name in wanted.items():
        person = known.setdefault(email, Person(email=email, name=name))
        person.name = name
        session.add(person)
    session.flush()
    created = [_new(one, known[one.email]) for one in changes.create]
    session.add_all(created)
    for row_id, one in changes.update:
        values = {name: getattr(one, name) for name in ("place", "start", "end")}
        session.connection().execute(update(_HELD).where(_HELD.c.id == row_id).values(values))
    for row_id, last in changes.end:
        session.connection().execute(update(_HELD).where(_HELD.c.id == row_id).values(end=last))
    session.connection().execute(delete(_HELD).where(_HELD.c.id.in_(changes.remove)))
    session.flush()
    known_roster.forget(session)
    return Written(
        created=tuple(one.id or 0 for one in created),
        updated=tuple(row_id for row_id, _ in changes.update),
        ended=tuple(row_id for row_id, _ in changes.end),
        removed=changes.remove,
    )


def channels(session: Session, bodies: Iterable[str]) -> list[tuple[str, str]]:
    """The channels that these bodies have in Slack, as (body, which)."""
    found = [session.get(BodySettings, body) for body in sorted(bodies)]
    return [(one.body, which) for one in found if one for which in ("channel", "au_channel") if getattr(one, which)]


def with_home(session: Session, emails: Iterable[str]) -> list[int]:
    """Those of these people who have opened App Home."""
    statement = select(_PERSON.c.id).where(_PERSON.c.email.in_(list(emails)), _PERSON.c.home_opened_at.is_not(None))
    return list(session.connection().scalars(statement.order_by(_PERSON.c.id)))


_VALUES = ("body", "principal", "role", "place", "start", "end")


def _new(one: Appointment, person: Person) -> Assignment:
    values: dict[str, Any] = {name: getattr(one, name) for name in _VALUES}
    return Assignment(person_id=person.id or 0, **values)
