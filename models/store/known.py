"""Who is who, who holds what, and the structure, as this process has read them; never older than the database says.

The database gives the roster a new stamp at every change (tables/stamp.py). Whoever asks reads the stamp, in the transaction
that acts; what was read under that same stamp is what the tables say, so it need not be read again. A change of role is in
force for the next act that begins, in every process. What an appointment allows is for the rules.
"""

from __future__ import annotations

import json
from collections import OrderedDict, defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any, Final, NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, event, select
from sqlmodel import Session

from models.rules.roster import Role
from models.rules.seating import Placed
from models.rules.structure import Structure, parse
from models.store.prepared import Prepared, wire
from models.tables.bodies import StructureCopy
from models.tables.people import Assignment, Person
from models.tables.stamp import RosterStamp

_KNOWN: Final = "roster"  # under which a session remembers what it has asked for
_ROSTERS: Final = 8  # kept at a time: the one in force, and those of tests that run side by side
_DAYS: Final = 64
_THEIRS: Final = (Person, Assignment, StructureCopy)


class PersonRow(NamedTuple):
    """Somebody in the roster, to look at; to change somebody, people.get."""

    id: int
    email: str
    name: str
    slack_id: str | None
    looked_for: bool  # in Slack, by the address, at least once
    has_home: bool  # App Home has been opened


class Held(NamedTuple):
    """An appointment, to look at."""

    id: int
    person_id: int
    body: str | None
    principal: str | None
    role: str
    place: int | None
    start: date | None
    end: date | None


class Day:
    """The appointments in force one day, in the order body, principal, place, id."""

    def __init__(self, held: tuple[Held, ...]) -> None:
        self.held = held
        of: dict[int, list[Held]] = defaultdict(list)
        at: dict[str | None, list[Held]] = defaultdict(list)
        for one in held:
            of[one.person_id].append(one)
            at[one.body].append(one)
        self._of, self._at = dict(of), dict(at)

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """All of them, as the rules take them."""
        return tuple(Placed(one.person_id, Role(one.role), one.body, one.principal, one.place) for one in self.held)

    def of(self, person_id: int) -> Sequence[Held]:
        """One person's."""
        return self._of.get(person_id, ())

    def at(self, body: str) -> Sequence[Held]:
        """One body's."""
        return self._at.get(body, ())


class Roster:
    """What the tables say under one stamp."""

    def __init__(self, stamp: str, people: list[PersonRow], held: list[Held], document: str | None) -> None:
        self.stamp = stamp
        self.people = {one.id: one for one in people}
        self.by_account = {one.slack_id: one for one in people if one.slack_id is not None}
        self.document = document
        self._held = held
        self._days: dict[date, Day] = {}

    @cached_property
    def structure(self) -> Structure | None:
        """The structure in force; None before the first is loaded."""
        return None if self.document is None else parse(json.loads(self.document))

    def on(self, day: date) -> Day:
        """The appointments in force that day."""
        found = self._days.get(day)
        if found is None:
            there = (one for one in self._held if (one.start or day) <= day <= (one.end or day))
            if len(self._days) >= _DAYS:
                self._days = {}
            found = self._days[day] = Day(tuple(there))
        return found


_stamp: Any = RosterStamp
_STAMP = Prepared(lambda kind: select(_stamp.value).where(_stamp.id == 1))
_person: Any = Person
_held: Any = Assignment
_copy: Any = StructureCopy
_PEOPLE = Prepared(
    lambda kind: select(
        _person.id,
        _person.email,
        _person.name,
        _person.slack_id,
        _person.slack_checked_at.is_not(None).label("looked_for"),
        _person.home_opened_at.is_not(None).label("has_home"),
    ).order_by(_person.name, _person.id)
)
_HELD = Prepared(
    lambda kind: select(*(getattr(_held, name) for name in Held._fields)).order_by(
        _held.body, _held.principal, _held.place, _held.id
    )
)
_DOCUMENT = Prepared(lambda kind: select(_copy.document).order_by(_copy.id.desc()).limit(1))
_rosters: OrderedDict[str, Roster] = OrderedDict()
_latest: WeakKeyDictionary[Any, Roster] = WeakKeyDictionary()
_lock = Lock()


def roster(session: Session) -> Roster:
    """The roster as it is in this transaction: asked for once, and again after a change of its own or a wait for a lock."""
    if _has_pending(session):
        session.flush()
    found: Roster | None = session.info.get(_KNOWN)
    if found is None:
        stamp: str = _STAMP.send(session)[0].value
        found = _under(session, stamp)
    return found


def stamped(session: Session, stamp: str) -> None:
    """The stamp has been read in this transaction, by a statement that asked for more: it need not be asked for again."""
    if not _has_pending(session):
        _under(session, stamp)


def _under(session: Session, stamp: str) -> Roster:
    with _lock:
        found = _rosters.get(stamp)
    if found is None:
        found = _read(session, stamp)
        with _lock:
            _rosters[stamp] = found
            while len(_rosters) > _ROSTERS:
                _rosters.popitem(last=False)
    session.info[_KNOWN] = found
    _latest[wire(session).connection.engine.pool] = found
    return found


def latest(database: Engine) -> Roster | None:
    """What was read last from that database, by any transaction: a guess, which whoever acts on it checks in its own."""
    return _latest.get(database.pool)


def forget(session: Session) -> None:
    """Ask for the stamp anew: after statements of one's own that change the roster."""
    session.info.pop(_KNOWN, None)


def waited(session: Session) -> None:
    """Ask for the stamp anew after a wait for somebody's lock, who may have changed the roster. Not on SQLite: there nobody else
    writes from the moment this transaction began."""
    if session.get_bind().dialect.name != "sqlite":
        forget(session)


def _read(session: Session, stamp: str) -> Roster:
    people = [
        PersonRow(row.id, row.email, row.name, row.slack_id, bool(row.looked_for), bool(row.has_home))
        for row in _PEOPLE.send(session)
    ]
    held = [Held(*row) for row in _HELD.send(session)]
    document = _DOCUMENT.send(session)
    return Roster(stamp, people, held, document[0].document if document else None)


def _has_pending(session: Session) -> bool:
    touched = session.identity_map._modified
    if touched or session._new or session._deleted:
        return any(state.class_ in _THEIRS for state in (*session._new, *touched, *session._deleted))
    return False


@event.listens_for(Session, "after_flush")
def _written(session: Session, _context: Any) -> None:
    if any(isinstance(one, _THEIRS) for one in (*session.new, *session.dirty, *session.deleted)):
        forget(session)
