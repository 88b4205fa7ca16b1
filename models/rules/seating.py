"""Who sits in which seat at one meeting: by appointment, by office, in an absence by a substitute. Not who is called.

Plain values in, frozen values out; models/store/seating.py fetches them. The calls are rules/absences.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from models.rules.bodies import ChairInParent, Structure
from models.rules.roster import Role
from models.values import dataclass


class AbsenceState(StrEnum):
    """A substitute is sought, found, not found; the seat is left empty; or the person comes after all."""

    CALLING = "calling"
    COVERED = "covered"
    UNFILLED = "unfilled"
    EMPTY = "empty"
    WITHDRAWN = "withdrawn"


class SeatKind(StrEnum):
    """What a seat rests on: a principal's appointment, or the chair of a committee (R-D22)."""

    ORDINARY = "ordinary"
    CHAIR_SEAT = "chair_seat"


class Why(StrEnum):
    """Why somebody is invited to a meeting."""

    SEAT = "seat"
    CHAIR_SEAT = "chair_seat"
    SUBSTITUTE = "substitute"
    PRESENTER = "presenter"
    CO_OPTED = "co_opted"
    COORDINATOR = "coordinator"
    GUEST = "guest"


@dataclass(frozen=True)
class Placed:
    """One appointment in force on the meeting's day."""

    person_id: int
    role: Role
    body: str | None = None
    principal: str | None = None
    place: int | None = None


@dataclass(frozen=True)
class Away:
    """An absence in force at the meeting. Without `part_from` it is the whole meeting."""

    id: int
    person_id: int
    state: AbsenceState
    covered_by: int | None = None
    part_from: datetime | None = None
    part_to: datetime | None = None

    @property
    def whole(self) -> bool:
        """Whether the person is away from the whole meeting."""
        return self.part_from is None


@dataclass(frozen=True)
class SeatAtMeeting:
    """One seat at one meeting: whose it is, and who sits in it. `source` is the committee whose chair it belongs to."""

    principal: str | None
    kind: SeatKind
    holder_id: int
    away: Away | None = None
    source: str | None = None

    @property
    def sitter_id(self) -> int | None:
        """Who sits in the seat, for the part that the holder is away if it is a part; None while nobody does."""
        return self.holder_id if self.away is None else self.cover_id

    @property
    def cover_id(self) -> int | None:
        """The substitute who takes the seat (R-C12, R-D13)."""
        if self.away is None or self.away.state is not AbsenceState.COVERED:
            return None
        return self.away.covered_by

    @property
    def serving_ids(self) -> tuple[int, ...]:
        """Everybody who serves in the seat at some time of the meeting: holder, substitute, or one after the other."""
        holder = (self.holder_id,) if self.away is None or not self.away.whole else ()
        return holder + ((self.cover_id,) if self.cover_id is not None else ())


def seats(
    structure: Structure, body_key: str, placed: Sequence[Placed], away: Iterable[Away]
) -> tuple[SeatAtMeeting, ...]:
    """Every seat that somebody holds, in the order of the principals, the chairs' seats last.

    One person has one place (S-22): a committee's chair who is an ordinary member anyway, or chairs two committees, is
    counted once; and somebody who covers a seat is counted there alone.
    """
    absent = {one.person_id: one for one in away if one.state is not AbsenceState.WITHDRAWN}
    order = {principal.key: number for number, principal in enumerate(structure.principals)}
    members = [one for one in placed if one.role is Role.ORDINARY and one.body == body_key]
    members.sort(key=lambda one: order.get(one.principal or "", len(order)))
    found: dict[int, SeatAtMeeting] = {}
    for one in members:
        seat = SeatAtMeeting(one.principal, SeatKind.ORDINARY, one.person_id, absent.get(one.person_id))
        found.setdefault(one.person_id, seat)
    for body in structure.children(body_key, ChairInParent.SEAT):
        for one in _chairs(placed, body.key):
            seat = SeatAtMeeting(one.principal, SeatKind.CHAIR_SEAT, one.person_id, absent.get(one.person_id), body.key)
            found.setdefault(one.person_id, seat)
    return tuple(found.values())


def serving(at: Iterable[SeatAtMeeting]) -> frozenset[int]:
    """Everybody who serves at the meeting, in any seat."""
    return frozenset(person for seat in at for person in seat.serving_ids)


def substitutes(body_key: str, principal: str | None, placed: Iterable[Placed]) -> tuple[int, ...]:
    """The principal's substitutes in the body, in the order they are called (S-13); never another principal's."""
    own = [one for one in placed if one.role is Role.SUBSTITUTE and (one.body, one.principal) == (body_key, principal)]
    if principal is None:
        return ()
    own.sort(key=lambda one: (one.place is None, one.place or 0))
    return tuple(dict.fromkeys(one.person_id for one in own))


def presenters(
    structure: Structure, body_key: str, placed: Sequence[Placed], away: Iterable[Away]
) -> tuple[Placed, ...]:
    """Who presents for the bodies that prepare matters to this one: their chair (R-C08), or when the chair is away from
    the whole meeting the vice chair (S-11)."""
    gone = _gone(away)
    found = []
    for body in structure.bodies:
        if body.chair_presents_in == body_key:
            offices = [*_chairs(placed, body.key), *_holders(placed, body.key, Role.VICE_CHAIR)]
            found += [one for one in offices if one.person_id not in gone][:1]
    return tuple(found)


def leader(body_key: str, placed: Sequence[Placed], away: Iterable[Away]) -> Placed | None:
    """Who leads the meeting: the chair, else the vice chair (S-12). A substitute takes the seat, never the office."""
    gone = _gone(away)
    offices = [*_chairs(placed, body_key), *_holders(placed, body_key, Role.VICE_CHAIR)]
    return next((one for one in offices if one.person_id not in gone), None)


@dataclass(frozen=True)
class Bidden:
    """Somebody to be invited, and why. One person is bidden once, for the first reason that holds."""

    person_id: int
    principal: str | None
    why: Why


def bidden(structure: Structure, body_key: str, placed: Sequence[Placed], away: Sequence[Away]) -> tuple[Bidden, ...]:
    """Everybody of the roster to be invited: who sits, who presents (R-C08, S-11), the co-opted and the coordinators.

    Who is away from the whole meeting is not, nor are substitutes who have not been called (S-14).
    """
    reasons = [
        Bidden(person, seat.principal, _why(seat, person))
        for seat in seats(structure, body_key, placed, away)
        for person in seat.serving_ids
    ]
    presenting = presenters(structure, body_key, placed, away)
    reasons += [Bidden(one.person_id, one.principal, Why.PRESENTER) for one in presenting]
    co_opted = _holders(placed, body_key, Role.CO_OPTED)
    reasons += [Bidden(one.person_id, one.principal, Why.CO_OPTED) for one in co_opted]
    return _once(reasons, placed, away)


def bidden_to_seminar(structure: Structure, placed: Sequence[Placed], away: Sequence[Away]) -> tuple[Bidden, ...]:
    """The seminar's guests by default: ordinary members of the bodies that the structure names, and chairs (S-33)."""
    rule = structure.seminar
    if rule is None:
        return _once([], placed, away)
    members = [one for key in rule.guests for one in _holders(placed, key, Role.ORDINARY)]
    chairs = [one for key in rule.guest_chairs for one in _chairs(placed, key)]
    reasons = [Bidden(one.person_id, one.principal, Why.SEAT) for one in members]
    reasons += [Bidden(one.person_id, one.principal, Why.CHAIR_SEAT) for one in chairs]
    return _once(reasons, placed, away)


def _why(seat: SeatAtMeeting, person: int) -> Why:
    if person != seat.holder_id:
        return Why.SUBSTITUTE
    return Why.SEAT if seat.kind is SeatKind.ORDINARY else Why.CHAIR_SEAT


def _once(reasons: Iterable[Bidden], placed: Iterable[Placed], away: Iterable[Away]) -> tuple[Bidden, ...]:
    gone = _gone(away)
    coordinators = [
        Bidden(one.person_id, one.principal, Why.COORDINATOR) for one in placed if one.role is Role.COORDINATOR
    ]
    found: dict[int, Bidden] = {}
    for one in (*reasons, *coordinators):
        if one.person_id not in gone:
            found.setdefault(one.person_id, one)
    return tuple(found.values())


def _gone(away: Iterable[Away]) -> frozenset[int]:
    return frozenset(one.person_id for one in away if one.whole and one.state is not AbsenceState.WITHDRAWN)


def _holders(placed: Iterable[Placed], body_key: str, role: Role) -> list[Placed]:
    return [one for one in placed if one.role is role and one.body == body_key]


def _chairs(placed: Iterable[Placed], body_key: str) -> list[Placed]:
    return _holders(placed, body_key, Role.CHAIR)
