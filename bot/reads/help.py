"""What help somebody needs: by what the person is today; and what somebody new is welcomed to."""

from __future__ import annotations

from bot.outbox.letters.people import Welcome
from bot.reads.shapes import Gathered, Picture, ToPerson, Unreachable, Unwanted
from bot.text.words import listed, swedish_order
from models.rules.roster import OFFICES, Role
from models.rules.standing import Standing
from models.store import people
from models.store import structure as structures
from models.store.engine import Reading
from models.values import dataclass


@dataclass(frozen=True)
class Helped:
    """What a person can do, as the help tells it; `coordinators` for somebody whom the roster does not know."""

    known: bool
    raises: bool = False
    reports: bool = False
    in_au: bool = False
    steps_in: bool = False
    coordinates: bool = False
    coordinators: tuple[str, ...] = ()


def for_one(reading: Reading, person_id: int | None) -> Helped:
    """What the one who asks can do today."""
    standing = people.standing(reading.session, person_id, reading.today)
    if not standing.posts:
        names = (one.name for one in people.coordinators(reading.session, reading.today))
        return Helped(False, coordinators=tuple(sorted(names, key=swedish_order)))
    return _helped(reading, standing)


def _helped(reading: Reading, standing: Standing) -> Helped:
    taking = {one.key for one in structures.current(reading.session).bodies if one.takes_questions}
    return Helped(
        known=True,
        raises=bool(standing.bodies(Role.ORDINARY, Role.SUBSTITUTE) & taking),
        reports=True,
        in_au=bool(standing.bodies(*OFFICES)),
        steps_in=bool(standing.bodies(Role.SUBSTITUTE)),
        coordinates=standing.is_coordinator,
    )


@dataclass(frozen=True)
class Welcomed:
    """Somebody new: the name, the bodies in words, and what the person can do."""

    name: str
    bodies: str
    can: Helped


def welcome(reading: Reading, letter: Welcome) -> Gathered:
    """The first words, to whoever is something today."""
    person = people.get(reading.session, letter.person_id)
    standing = people.standing(reading.session, letter.person_id, reading.today)
    if not standing.posts:
        return Unwanted("not in the roster any more")
    if person.slack_id is None:
        return Unreachable("no Slack account")
    known = structures.current(reading.session)
    names = [one.short_name for one in known.bodies if any(post.body == one.key for post in standing.posts)]
    return Picture(ToPerson(person.slack_id), Welcomed(person.name, listed(names), _helped(reading, standing)))
