"""Somebody who has left loses name, address and account here. What was done stays done: the journal knows people by id."""

from __future__ import annotations

from dataclasses import field

from bot.text import records as words
from bot.usecases.acting import Acting
from models.store import former, people
from models.tables.people import Person
from models.values import dataclass

PLACE = "@pseudonym.invalid"


class StillHere(Exception):
    """Who is asked about has not left, or was never here: `why`, with the remedy."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class _OnlyLooking(Exception):
    pass


@dataclass(frozen=True)
class Former:
    """What the person is called from now on, and how many rows were changed, by place; none when it was done before."""

    person_id: int
    name: str
    counts: dict[str, int] = field(default_factory=dict)


def pseudonymise(acting: Acting, who: str, *, dry_run: bool = False) -> Former:
    """Replace name, address and account of the person with that address or id; with `dry_run` only count. Raises StillHere. Twice
    is once, and the journal's chain stays whole."""
    done: list[Former] = []
    try:
        with acting.transaction() as unit:
            session = unit.session
            person = session.get(Person, int(who)) if who.isdigit() else people.by_email(session, who)
            if person is None or person.id is None:
                raise StillHere(words.UNKNOWN.format(who=who))
            name, email = words.FORMER.format(id=person.id), f"person-{person.id}{PLACE}"
            if person.email == email:
                return Former(person.id, name)
            if former.appointed_from(session, person.id, unit.today):
                raise StillHere(words.STILL_APPOINTED.format(who=who))
            if former.invited_after(session, person, unit.now):
                raise StillHere(words.STILL_INVITED.format(who=who))
            done.append(Former(person.id, name, former.replace(session, person, name, email)))
            unit.record("person.pseudonymised", f"person:{person.id}", rows=done[0].counts)
            if dry_run:
                raise _OnlyLooking
    except _OnlyLooking:
        pass
    return done[0]
