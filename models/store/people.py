"""People and appointments in SQL. Who counts on a given day is asked here; what it allows is for the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Table, or_, select
from sqlmodel import Session

from models.rules.bodies import ChairInParent
from models.rules.roster import Role
from models.rules.standing import Post, Standing
from models.store import structure as structures
from models.store.known import Held, PersonRow, roster
from models.tables.people import Assignment, Person

_PERSON: Table = Person.__table__  # type: ignore[attr-defined]
_POST: Table = Assignment.__table__  # type: ignore[attr-defined]


def get(session: Session, person_id: int) -> Person:
    """A person by id. Raises NoResultFound."""
    return session.get_one(Person, person_id)


def many(session: Session, ids: Iterable[int]) -> dict[int, PersonRow]:
    """People by id."""
    known = roster(session).people
    return {one: known[one] for one in sorted(set(ids)) if one in known}


def by_id(session: Session) -> Mapping[int, PersonRow]:
    """Everybody in the roster, by id."""
    return roster(session).people


def by_account(session: Session, slack_id: str) -> PersonRow | None:
    """The person with that Slack account, to look at."""
    return roster(session).by_account.get(slack_id)


def by_slack(session: Session, slack_id: str) -> Person | None:
    """The person with that Slack account."""
    return session.scalars(select(Person).where(_PERSON.c.slack_id == slack_id)).first()


def by_email(session: Session, email: str) -> Person | None:
    """The person with that address, whatever its case."""
    return session.scalars(select(Person).where(_PERSON.c.email == email.strip().lower())).first()


def everybody(session: Session, on: date) -> list[PersonRow]:
    """All who have an appointment in force that day, by name."""
    known = roster(session)
    there = {one.person_id for one in known.on(on).held}
    return [one for one in known.people.values() if one.id in there]


def with_home(session: Session) -> list[int]:
    """The ids of all who have ever opened App Home, also of those who have left."""
    return [one.id for one in roster(session).people.values() if one.has_home]


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
) -> list[Held]:
    """Appointments in force that day, in the order body, principal, place, id."""
    day = roster(session).on(on)
    found = day.of(person_id) if person_id is not None else day.held if body is None else day.at(body)
    wanted = {role.value for role in roles}
    return [
        one
        for one in found
        if (body is None or one.body == body)
        and (not wanted or one.role in wanted)
        and (principal is None or one.principal == principal)
    ]


def in_force(session: Session, on: date) -> Sequence[Held]:
    """Everybody's appointments that day, in the order of `assignments`."""
    return roster(session).on(on).held


def standing(session: Session, person_id: int | None, on: date) -> Standing:
    """All that a person is that day; an empty standing for somebody unknown."""
    if person_id is None:
        return Standing()
    return _standing(session, person_id, roster(session).on(on).of(person_id))


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


def holders(session: Session, role: Role, on: date, body: str | None = None) -> list[PersonRow]:
    """Who holds a role that day."""
    found = assignments(session, on, roles=[role], body=body)
    known = many(session, (one.person_id for one in found))
    return [known[one.person_id] for one in found]


def coordinators(session: Session, on: date) -> list[PersonRow]:
    """The regional coordinators of that day (R-J01)."""
    return holders(session, Role.COORDINATOR, on)


def office_holder(session: Session, body: str, role: Role, on: date) -> PersonRow | None:
    """The chair or the vice chair of a body that day; None while nobody is chosen."""
    return next(iter(holders(session, role, on, body)), None)
