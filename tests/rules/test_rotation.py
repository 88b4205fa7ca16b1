"""Whose turn the chair is, as tables: no default, the yearly change, and that only an extension goes round it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.rules.bodies import Extension
from models.rules.refusals import Refusal
from models.rules.rotation import (
    First,
    Holding,
    Turn,
    correctable,
    holding,
    in_force,
    may_enter,
    may_extend,
    may_take_back,
    offered,
    sides_of,
    turn,
)
from models.store.structure import shipped

SIDES = ("kommun", "region")
FIRST = First(2026, "kommun")
IN_2026, IN_2027 = date(2026, 12, 31), date(2027, 1, 1)


@pytest.mark.parametrize(
    ("extended", "sides"),
    [
        pytest.param((), "krkrk", id="R-C15, R-D17: the other side each year"),
        pytest.param((2027,), "kkrkr", id="R-C16, R-D18: a year longer, and the change goes on from there"),
        pytest.param((2027, 2028), "kkkrk", id="two years longer"),
        pytest.param((2028,), "krrkr", id="the other side's turn too can be longer"),
        pytest.param((2026, 2020), "krkrk", id="the first year and those before are not gone round"),
    ],
)
def test_the_side_of_every_year_follows_from_the_first(extended: tuple[int, ...], sides: str) -> None:
    found = [turn(SIDES, FIRST, extended, year) for year in range(2026, 2031)]

    assert "".join(one.side[0] for one in found if one) == sides
    assert [one.year for one in found if one and one.extended] == [one for one in extended if one >= 2026]


def test_there_is_no_default() -> None:
    """S-05: nothing before it is entered, nothing before the first year, nothing when the side is none of the two any more."""
    assert turn(SIDES, None, (), 2026) is None
    assert turn(SIDES, FIRST, (), 2025) is None
    assert turn(SIDES, First(2026, "stad"), (), 2026) is None
    assert turn(SIDES, FIRST, (), 2026) == Turn(2026, "kommun")
    assert [in_force(SIDES, None), in_force(None, FIRST), in_force(SIDES, FIRST)] == [None, None, FIRST]


@pytest.mark.parametrize(
    ("name", "body", "sides"),
    [
        ("vasterbotten", "samrad", ("kommun", "region")),
        ("vasterbotten", "lsg", ("kommun", "region")),
        ("vasterbotten", "bbu", None),
        ("exempel", "vattenforum", ("stad", "bygd")),
    ],
)
def test_two_sides_take_turns_where_the_structure_says_so(name: str, body: str, sides: tuple[str, str] | None) -> None:
    structure = shipped(name)

    assert sides_of(structure, structure.body(body)) == sides


def test_three_sides_take_no_turns_that_are_known() -> None:
    structure = shipped("vasterbotten")
    party = replace(structure.principal("umea"), side="stat")
    others = tuple(one for one in structure.principals if one.key != "umea")
    three = replace(structure, sides={**structure.sides, "stat": "statens sida"}, principals=(party, *others))

    assert sides_of(three, three.body("lsg")) is None


@pytest.mark.parametrize(
    ("chair", "vice_chair", "holds"),
    [
        ("kommun", "region", Holding.AGREES),
        ("kommun", None, Holding.AGREES),
        ("region", "kommun", Holding.DIFFERS),
        ("region", None, Holding.DIFFERS),
        (None, "kommun", Holding.DIFFERS),
        ("kommun", "kommun", Holding.DIFFERS),
        (None, "region", Holding.VACANT),
        (None, None, Holding.VACANT),
    ],
)
def test_how_the_roster_stands_to_the_turn(chair: str | None, vice_chair: str | None, holds: Holding) -> None:
    """R-C14, R-D16: the vice chair is of the other side."""
    assert holding("kommun", chair, vice_chair) is holds


@pytest.mark.parametrize(
    ("now", "given", "extended", "today", "outcome"),
    [
        pytest.param(None, FIRST, (), IN_2026, FIRST, id="entered at set-up"),
        pytest.param(None, First(2027, "region"), (), IN_2026, First(2027, "region"), id="for the next year"),
        pytest.param(None, FIRST, (), IN_2027, Refusal.CHAIR_YEAR, id="not for a year that has been"),
        pytest.param(None, First(2028, "kommun"), (), IN_2026, Refusal.CHAIR_YEAR, id="nor for one far ahead"),
        pytest.param(None, First(2026, "stad"), (), IN_2026, Refusal.NOT_FOUND, id="no such side"),
        pytest.param(FIRST, First(2026, "region"), (), IN_2026, First(2026, "region"), id="a slip, the same year"),
        pytest.param(FIRST, First(2027, "kommun"), (), IN_2027, Refusal.CHAIR_SIDE_SETTLED, id="no way round later"),
        pytest.param(FIRST, First(2026, "region"), (2027,), IN_2026, Refusal.CHAIR_SIDE_SETTLED, id="one rests on it"),
        pytest.param(First(2020, "stad"), FIRST, (), IN_2026, FIRST, id="what another structure had does not bind"),
    ],
)
def test_the_first_side_is_entered_once(
    now: First | None, given: First, extended: tuple[int, ...], today: date, outcome: First | Refusal
) -> None:
    """S-05: after that only an extension overrules it."""
    known = in_force(SIDES, now)

    assert may_enter(SIDES, known, given, extended, today) == outcome
    assert may_enter(None, known, given, extended, today) is Refusal.NOT_FOUND


def test_a_slip_can_be_mended_until_its_year_is_over() -> None:
    assert [correctable(FIRST, (), day) for day in (IN_2026, IN_2027)] == [True, False]
    assert not correctable(FIRST, (2027,), IN_2026)
    assert offered(IN_2026) == (2026, 2027)


ALL, GROUP, NEVER = Extension.UNANIMOUS, Extension.GROUP_DECISION, Extension.NONE


@pytest.mark.parametrize(
    ("kind", "first", "extended", "year", "met", "unanimous", "outcome"),
    [
        pytest.param(ALL, FIRST, (), 2027, True, True, 2027, id="R-C16: all agreed"),
        pytest.param(ALL, FIRST, (), 2027, True, False, Refusal.NOT_UNANIMOUS, id="R-C16: not all"),
        pytest.param(GROUP, FIRST, (), 2027, True, False, 2027, id="R-D18: the group decided, not all need agree"),
        pytest.param(NEVER, FIRST, (), 2027, True, True, Refusal.NO_EXTENSION, id="S-08: never longer there"),
        pytest.param(ALL, None, (), 2027, True, True, Refusal.CHAIR_SIDE_MISSING, id="nothing to extend"),
        pytest.param(ALL, FIRST, (), 2026, True, True, Refusal.CHAIR_YEAR, id="the first year is no extension"),
        pytest.param(ALL, FIRST, (), 2028, True, True, Refusal.CHAIR_YEAR, id="not years ahead"),
        pytest.param(ALL, FIRST, (2027,), 2027, True, True, Refusal.ALREADY_EXTENDED, id="once"),
        pytest.param(ALL, FIRST, (), 2027, False, True, Refusal.MEETING_NOT_BEGUN, id="the meeting has decided"),
    ],
)
def test_what_an_extension_demands(
    kind: Extension,
    first: First | None,
    extended: tuple[int, ...],
    year: int,
    met: bool,
    unanimous: bool,
    outcome: int | Refusal,
) -> None:
    assert may_extend(kind, first, extended, year, IN_2026, met=met, unanimous=unanimous) == outcome


def test_an_extension_is_taken_back_until_its_year_is_over() -> None:
    assert may_take_back(2027, date(2027, 12, 31)) == 2027
    assert may_take_back(2027, date(2028, 1, 1)) is Refusal.EXTENSION_OVER
