"""People and appointments in SQL. Who counts on a given day is asked here; what it allows is for the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Table, or_, select
from sqlmodel import Session

from models.rules.bodies import ChairInParent
from models.rules.roster import Role
from models.rules.standing import Post, Standing
from models.store import structure as structures
from models.tables.people import Assignment, Person

_PERSON: Table = Person.__table__  # type: ignore[attr-defined]
_POST: Table = Assignment.__table__  # type: ignore[attr-defined]


def get(session: Session, person_id: int) -> Person:
    """A person by id. Raises NoResultFound."""
    return session.get_one(Person, person_id)


def many(session: Session, ids: Iterable[int]) -> dict[int, Person]:
    """People by id."""
    wanted = set(ids)
    if not wanted:
        return {}
    return {one.id or 0: one for one in session.scalars(select(Person).where(_PERSON.c.id.in_(wanted)))}


def by_slack(session: Session, slack_id: str) -> Person | None:
    """The person with that Slack account."""
    return session.scalars(select(Person).where(_PERSON.c.slack_id == slack_id)).first()


def by_email(session: Session, email: str) -> Person | None:
    """The person with that address, whatever its case."""
    return session.scalars(select(Person).where(_PERSON.c.email == email.strip().lower())).first()


def everybody(session: Session, on: date) -> list[Person]:
    """All who have an appointment in force that day."""
    return list(session.scalars(select(Person).where(_PERSON.c.id.in_(appointed(on))).order_by(_PERSON.c.name)))


def appointed(on: date) -> Any:
    """A subquery: the ids of those who have an appointment in force that day."""
    return select(_POST.c.person_id).where(*_in_force(on))


def _in_force(on: date) -> list[Any]:
    return [or_(_POST.c.start.is_(None), _POST.c.start <= on), or_(_POST.c.end.is_(None), _POST.c.end >= on)]


def assignments(
    session: Session,
    on: date,
    *,
    body: str | None = None,
    roles: Iterable[Role] = (),
    principal: str | None = None,
    person_id: int | None = None,
) -> list[Assignment]:
    """Appointments in force that day, in the order body, principal, place, id."""
    statement = select(Assignment).where(*_in_force(on))
    if body is not None:
        statement = statement.where(_POST.c.body == body)
    if wanted := [role.value for role in roles]:
        statement = statement.where(_POST.c.role.in_(wanted))
    if principal is not None:
        statement = statement.where(_POST.c.principal == principal)
    if person_id is not None:
        statement = statement.where(_POST.c.person_id == person_id)
    return list(session.scalars(statement.order_by(_POST.c.body, _POST.c.principal, _POST.c.place, _POST.c.id)))


def in_force(session: Session, on: date) -> Sequence[Any]:
    """Everybody's appointments that day as plain rows (person_id, role, body, principal, place), in the order of
    `assignments`: the whole roster is asked for at each meeting on a page, so no objects are made of it."""
    columns = (_POST.c.person_id, _POST.c.role, _POST.c.body, _POST.c.principal, _POST.c.place)
    ordered = select(*columns).order_by(_POST.c.body, _POST.c.principal, _POST.c.place, _POST.c.id)
    return session.execute(ordered.where(*_in_force(on))).all()


def standing(session: Session, person_id: int | None, on: date) -> Standing:
    """All that a person is that day; an empty standing for somebody unknown."""
    if person_id is None:
        return Standing()
    return _standing(session, person_id, assignments(session, on, person_id=person_id))


def standings(session: Session, on: date) -> list[Standing]:
    """What everybody is that day, by person."""
    held: dict[int, list[Any]] = defaultdict(list)
    for one in in_force(session, on):
        held[one.person_id].append(one)
    return [_standing(session, person_id, held[person_id]) for person_id in sorted(held)]


def _standing(session: Session, person_id: int, held: Iterable[Any]) -> Standing:
    posts = {Post(Role(one.role), one.body, one.principal, one.place) for one in held}
    structure = structures.current(session)
    for post in tuple(posts):  # the chair of a committee has a seat in the parent body (R-D22)
        if post.role is Role.CHAIR and post.body:
            body = structure.body(post.body)
            if body.parent and body.chair_in_parent is ChairInParent.SEAT:
                posts.add(Post(Role.ORDINARY, body.parent, post.principal))
    return Standing(person_id, frozenset(posts))


def holders(session: Session, role: Role, on: date, body: str | None = None) -> list[Person]:
    """Who holds a role that day."""
    found = assignments(session, on, roles=[role], body=body)
    known = many(session, (one.person_id for one in found))
    return [known[one.person_id] for one in found]


def coordinators(session: Session, on: date) -> list[Person]:
    """The regional coordinators of that day (R-J01)."""
    return holders(session, Role.COORDINATOR, on)


def office_holder(session: Session, body: str, role: Role, on: date) -> Person | None:
    """The chair or the vice chair of a body that day; None while nobody is chosen."""
    return next(iter(holders(session, role, on, body)), None)
