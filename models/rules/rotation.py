"""Whose turn the chair is: the side that has it a certain year (S-05), from the first year that was entered, the yearly change, and
the extensions that a group has decided. Not who holds the office: that is the roster's; and never a default."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import Final

from models.rules.bodies import Body, Extension, Side, Structure
from models.rules.refusals import Refusal
from models.values import dataclass

MOST_REASON: Final = 500
Sides = tuple[Side, Side]


@dataclass(frozen=True)
class First:
    """What was entered when the body was set up: the side that has the chair in its first year (S-05)."""

    year: int
    side: Side


@dataclass(frozen=True)
class Turn:
    """The side that has the chair in a year; `extended`: it had it the year before too, by the group's decision."""

    year: int
    side: Side
    extended: bool = False


class Holding(StrEnum):
    """How the roster's chair and vice chair stand to whose turn it is."""

    AGREES = "agrees"
    DIFFERS = "differs"
    VACANT = "vacant"  # no chair is chosen, and the vice chair does not speak against it


def sides_of(structure: Structure, body: Body) -> Sides | None:
    """The two sides that take turns at a body's chair (R-C14, R-D16), in the structure's order; None where none do."""
    seated = {structure.side_of(principal) for principal in body.seats}
    taking = [side for side in structure.sides if side in seated]
    return (taking[0], taking[1]) if body.opposite_sides and len(taking) == 2 else None


def offered(today: date) -> tuple[int, int]:
    """The years that can be spoken of: this one and the next."""
    return today.year, today.year + 1


def in_force(sides: Sides | None, first: First | None) -> First | None:
    """What was entered, as long as that side still is one of the two: with another structure it has to be entered anew."""
    return first if first is not None and sides is not None and first.side in sides else None


def turn(sides: Sides, first: First | None, extended: Collection[int], year: int) -> Turn | None:
    """Whose turn it is in a year: the chair goes to the other side at each new year (R-C15, R-D17) but into a year that an extension
    speaks of (R-C16, R-D18); the change goes on from there. None before the first year, and when that is not entered (no default)."""
    first = in_force(sides, first)
    if first is None or year < first.year:
        return None
    changes = sum(one not in extended for one in range(first.year + 1, year + 1))
    return Turn(year, sides[(sides.index(first.side) + changes) % 2], year in extended)


def holding(side: Side, chair: Side | None, vice_chair: Side | None) -> Holding:
    """Whether today's chair is of the side whose turn it is, and the vice chair of the other (R-C14, R-D16). None: not chosen."""
    if chair not in (None, side) or vice_chair == side:
        return Holding.DIFFERS
    return Holding.VACANT if chair is None else Holding.AGREES


def may_enter(
    sides: Sides | None, now: First | None, given: First, extended: Collection[int], today: date
) -> First | Refusal:
    """The first side is entered once (S-05). A slip can be mended until its year is over and as long as no extension rests on it: later
    it would be a way round the extension."""
    if in_force(sides, given) is None:
        return Refusal.NOT_FOUND
    if given.year not in offered(today):
        return Refusal.CHAIR_YEAR
    if now is not None and not correctable(now, extended, today):
        return Refusal.CHAIR_SIDE_SETTLED
    return given


def correctable(now: First, extended: Collection[int], today: date) -> bool:
    """Whether what was entered can still be mended."""
    return not extended and today.year <= now.year


def may_extend(
    kind: Extension,
    first: First | None,
    extended: Collection[int],
    year: int,
    today: date,
    *,
    met: bool,
    unanimous: bool,
) -> int | Refusal:
    """Whether it can be recorded that the terms run on through a year: to its last day, so that terms stay calendar years (S-08).

    `met`: the meeting that decided has begun. One body asks for a unanimous decision (R-C16), another for the group's (R-D18);
    the reason that both ask for is looked at where it is written.
    """
    if kind is Extension.NONE:
        return Refusal.NO_EXTENSION
    if first is None:
        return Refusal.CHAIR_SIDE_MISSING
    if year not in offered(today) or year <= first.year:
        return Refusal.CHAIR_YEAR
    if year in extended:
        return Refusal.ALREADY_EXTENDED
    if not met:
        return Refusal.MEETING_NOT_BEGUN
    if kind is Extension.UNANIMOUS and not unanimous:
        return Refusal.NOT_UNANIMOUS
    return year


def may_take_back(year: int, today: date) -> int | Refusal:
    """An extension that was recorded by mistake is taken back until its year is over; then it is history."""
    return year if today.year <= year else Refusal.EXTENSION_OVER
