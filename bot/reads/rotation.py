"""Whose turn the chair is, as the coordinators see it: this year and the next, beside the chair and the vice chair of the roster."""

from __future__ import annotations

from bot.reads.rights import require
from bot.text import meetings as meeting_words
from models.rules import rotation as rules
from models.rules.bodies import Body, Extension, Structure, Topic
from models.rules.refusals import Refusal, Refused
from models.rules.rights import About, Act
from models.rules.roster import Role
from models.rules.rotation import First, Holding, Turn
from models.store import meetings, people
from models.store import rotation as store
from models.store import structure as structures
from models.store.engine import Reading
from models.values import dataclass


@dataclass(frozen=True)
class Officer:
    """Who holds an office today, and the label of the side that the person stands on."""

    name: str
    side: str


@dataclass(frozen=True)
class Year:
    """A year and the label of the side whose turn the chair is; None when that is not entered."""

    year: int
    side: str | None
    extended: bool = False


@dataclass(frozen=True)
class Rotation:
    """A body's this year and next, and how the roster stands to it (None while nothing is entered for this year)."""

    this: Year
    next: Year
    entered: bool
    chair: Officer | None
    vice_chair: Officer | None
    holding: Holding | None
    reference: str  # the yearly change (R-C15, R-D17)
    extension_reference: str  # R-C16, R-D18; empty where terms are never longer
    may_be_longer: bool = True


@dataclass(frozen=True)
class ExtensionLine:
    """A recorded extension; `body_year` names it on a button, None when it is history."""

    year: int
    meeting: str
    unanimous: bool | None
    reason: str
    body_year: str | None


@dataclass(frozen=True)
class SideForm:
    """The window: what is entered, the choices, and the extensions. `first` is (year, side key)."""

    key: str
    name: str
    rotation: Rotation
    first: tuple[int, str] | None
    years: tuple[int, ...]
    sides: tuple[tuple[str, str], ...]
    open: bool  # it can be entered, or mended
    can_extend: bool
    extensions: tuple[ExtensionLine, ...] = ()


@dataclass(frozen=True)
class ExtendForm:
    """The window for an extension: the years, and the meetings that may have decided it (id, name)."""

    key: str
    name: str
    years: tuple[int, ...]
    meetings: tuple[tuple[str, str], ...]
    unanimous: bool  # whether all must have agreed (R-C16)
    reference: str


def rotation(reading: Reading, structure: Structure, body: Body) -> Rotation | None:
    """A body's turns; None for one where no two sides take turns."""
    sides = rules.sides_of(structure, body)
    if sides is None:
        return None
    first, extended = _entered(reading, structure, body)
    year = reading.today.year
    turns = [rules.turn(sides, first, extended, one) for one in (year, year + 1)]
    chair, vice = (_holder(reading, structure, body, role) for role in (Role.CHAIR, Role.VICE_CHAIR))
    now = turns[0]
    return Rotation(
        this=_year(structure, year, turns[0]),
        next=_year(structure, year + 1, turns[1]),
        entered=turns[1] is not None,
        chair=chair[0],
        vice_chair=vice[0],
        holding=rules.holding(now.side, chair[1], vice[1]) if now else None,
        reference=structure.reference(Topic.CHAIR, body.key),
        extension_reference=structure.reference(Topic.EXTENSION, body.key),
        may_be_longer=body.extension is not Extension.NONE,
    )


def _entered(reading: Reading, structure: Structure, body: Body) -> tuple[First | None, frozenset[int]]:
    """The first year's side, and the years that extensions speak of."""
    first = rules.in_force(rules.sides_of(structure, body), store.first(reading.session, body.key))
    return first, frozenset(one.year for one in store.extensions(reading.session, body.key))


def _year(structure: Structure, year: int, turn: Turn | None) -> Year:
    return Year(year, structure.sides[turn.side], turn.extended) if turn else Year(year, None)


def _holder(reading: Reading, structure: Structure, body: Body, role: Role) -> tuple[Officer | None, str | None]:
    """Who holds an office today, and the key of the person's side."""
    held = people.assignments(reading.session, reading.today, body=body.key, roles=[role])
    if not held or held[0].principal is None:
        return None, None
    side = structure.side_of(held[0].principal)
    return Officer(people.get(reading.session, held[0].person_id).name, structure.sides[side]), side


def form(reading: Reading, person_id: int, key: str) -> SideForm:
    """The window of a body's chair. Raises Refused: NOT_COORDINATOR, NOT_FOUND."""
    require(reading, Act.ENTER_CHAIR_SIDE, person_id, About(key))
    structure, body = _found(reading, key)
    shown = rotation(reading, structure, body)
    if shown is None:
        raise Refused(Refusal.NOT_FOUND)
    first, extended = _entered(reading, structure, body)
    return SideForm(
        key=key,
        name=body.name,
        rotation=shown,
        first=(first.year, first.side) if first else None,
        years=rules.offered(reading.today),
        sides=tuple((side, structure.sides[side]) for side in rules.sides_of(structure, body) or ()),
        open=first is None or rules.correctable(first, extended, reading.today),
        can_extend=bool(_extendable(reading, body, first, extended)),
        extensions=_lines(reading, body),
    )


def _extendable(reading: Reading, body: Body, first: First | None, extended: frozenset[int]) -> tuple[int, ...]:
    """The years into which the terms can be extended now."""
    if first is None or body.extension is Extension.NONE:
        return ()
    return tuple(one for one in rules.offered(reading.today) if one not in extended and one > first.year)


def _lines(reading: Reading, body: Body) -> tuple[ExtensionLine, ...]:
    rows = store.extensions(reading.session, body.key)
    known = meetings.many(reading.session, (one.meeting_id for one in rows))
    return tuple(
        ExtensionLine(
            one.year,
            meeting_words.name(body.short_name, reading.local(known[one.meeting_id].starts_at)),
            one.unanimous,
            one.reason,
            f"{body.key}:{one.year}" if not isinstance(rules.may_take_back(one.year, reading.today), Refusal) else None,
        )
        for one in rows
    )


def extend_form(reading: Reading, person_id: int, key: str) -> ExtendForm:
    """The window for an extension. Raises Refused: NOT_COORDINATOR, NOT_FOUND, STALE when no year can be extended any more."""
    require(reading, Act.EXTEND_TERMS, person_id, About(key))
    structure, body = _found(reading, key)
    years = _extendable(reading, body, *_entered(reading, structure, body))
    if not years:
        raise Refused(Refusal.STALE)
    held = store.held(reading.session, key, reading.now)
    return ExtendForm(
        key=key,
        name=body.name,
        years=years,
        meetings=tuple(
            (str(one.id), meeting_words.name(body.short_name, reading.local(one.starts_at))) for one in held
        ),
        unanimous=body.extension is Extension.UNANIMOUS,
        reference=structure.reference(Topic.EXTENSION, key),
    )


def _found(reading: Reading, key: str) -> tuple[Structure, Body]:
    structure = structures.current(reading.session)
    found = next((one for one in structure.bodies if one.key == key), None)
    if found is None:
        raise Refused(Refusal.NOT_FOUND)
    return structure, found
