"""The year's leadership seminar as tables: one a year, who plans it, who sets its programme, guests by address."""

from __future__ import annotations

from datetime import date

import pytest

from models.rules.bodies import SeminarRule
from models.rules.refusals import Refusal
from models.rules.roster import Role
from models.rules.seminar import (
    MOST_GUESTS,
    NewGuest,
    NoAddress,
    SeminarStatus,
    add,
    days,
    fix,
    guests,
    may_plan,
    may_set,
    propose,
    status,
)
from models.rules.standing import Post, Standing

RULE = SeminarRule("Seminarium", "lsg", "samrad", ("samrad", "lsg"), ("bbu",))
MAY, JUNE, NEXT = date(2026, 5, 6), date(2026, 6, 3), date(2027, 5, 5)


def who(role: Role, body: str | None = None) -> Standing:
    return Standing(1, frozenset({Post(role, body)}))


@pytest.mark.parametrize(
    ("standing", "plans", "sets"),
    [
        (who(Role.COORDINATOR), True, True),
        (who(Role.CHAIR, "lsg"), True, False),
        (who(Role.VICE_CHAIR, "lsg"), True, False),
        (who(Role.CHAIR, "samrad"), False, True),
        (who(Role.VICE_CHAIR, "samrad"), False, True),
        (who(Role.ORDINARY, "lsg"), False, False),
        (who(Role.ORDINARY, "samrad"), False, False),
        (who(Role.CHAIR, "bbu"), False, False),
        (Standing(), False, False),
    ],
)
def test_lsg_plans_and_samrad_sets_the_programme(standing: Standing, plans: bool, sets: bool) -> None:
    """R-H06, R-H07, R-C22."""
    assert (may_plan(standing, RULE), may_set(standing, RULE)) == (plans, sets)
    assert (may_plan(standing, None), may_set(standing, None)) == (False, False)


@pytest.mark.parametrize(
    ("wanted", "taken", "refusal"),
    [
        ([MAY], [], None),
        ([MAY, JUNE], [2025, 2027], None),
        ([MAY], [2026], Refusal.SEMINAR_THIS_YEAR),
        ([MAY, NEXT], [], Refusal.DAYS_IN_TWO_YEARS),
        ([date(2026, 5, day) for day in range(4, 10)], [], Refusal.TOO_MANY_DAYS),
    ],
)
def test_one_a_year(wanted: list[date], taken: list[int], refusal: Refusal | None) -> None:
    """R-H01: per calendar year; a cancelled one is not among the taken."""
    assert days(wanted, taken) is refusal


@pytest.mark.parametrize(
    ("cancelled", "programme", "is_set", "how"),
    [
        (False, "", False, SeminarStatus.HELD),
        (False, "9.00 Start", False, SeminarStatus.PROPOSED),
        (False, "9.00 Start", True, SeminarStatus.SET),
        (True, "9.00 Start", True, SeminarStatus.CANCELLED),
    ],
)
def test_how_far_it_has_come(cancelled: bool, programme: str, is_set: bool, how: SeminarStatus) -> None:
    assert status(cancelled=cancelled, programme=programme, is_set=is_set) is how


@pytest.mark.parametrize(
    ("programme", "is_set", "refusal"),
    [("9.00 Start", False, None), ("", False, Refusal.EMPTY), ("9.00 Start", True, Refusal.PROGRAMME_SET)],
)
def test_a_programme_is_proposed_until_it_is_set(programme: str, is_set: bool, refusal: Refusal | None) -> None:
    """R-H08, R-H07."""
    assert propose(programme, is_set=is_set) is refusal


@pytest.mark.parametrize(
    ("programme", "decided_on", "refusal"),
    [
        ("9.00 Start", MAY, None),
        ("9.00 Start", date(2026, 5, 5), None),
        ("9.00 Start", JUNE, Refusal.DECISION_AHEAD),
        ("9.00 Start", None, Refusal.DECISION_DAY),
        ("", MAY, Refusal.EMPTY),
    ],
)
def test_a_programme_is_set_by_a_decision_that_has_been_made(
    programme: str, decided_on: date | None, refusal: Refusal | None
) -> None:
    """R-H07, R-C22."""
    assert fix(programme, decided_on, MAY) is refusal


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("anna@kommun.example", (NewGuest("anna@kommun.example", "anna@kommun.example"),)),
        ("Anna Ek <Anna@Kommun.example>", (NewGuest("anna@kommun.example", "Anna Ek"),)),
        ('"Ek, Anna" <anna@kommun.example>,', (NewGuest("anna@kommun.example", "Ek, Anna"),)),
        ("a@x.example;\n\nA@X.example\n B <b@x.example> ", (NewGuest("a@x.example", "a@x.example"), NewGuest("b@x.example", "B"))),
        ("anna", NoAddress("anna")),
        ("a@x.example\nanna@", NoAddress("anna@")),
        ("<a@x.example> Anna", NoAddress("<a@x.example> Anna")),
        ("a@x.example, b@x.example", NoAddress("a@x.example, b@x.example")),
        (f"{'x' * 250}@x.example", NoAddress(f"{'x' * 250}@x.example")),
        (f"{'N' * 201} <a@x.example>", NoAddress(f"{'N' * 201} <a@x.example>")),
        (" \n;,", Refusal.EMPTY),
        ("\n".join(f"g{number}@x.example" for number in range(MOST_GUESTS + 1)), Refusal.TOO_MANY_GUESTS),
    ],
)  # fmt: skip
def test_guests_as_people_paste_them(text: str, found: object) -> None:
    """S-33: additions by e-mail address, and no more about the person than a name."""
    assert guests(text) == found


@pytest.mark.parametrize(
    ("invited", "outcome"),
    [
        ([], (NewGuest("a@x.example", "A"),)),
        (["A@X.example"], Refusal.ALREADY_INVITED),
        ([f"g{number}@x.example" for number in range(500)], Refusal.TOO_MANY_GUESTS),
    ],
)
def test_who_is_invited_already_is_not_added(invited: list[str], outcome: object) -> None:
    assert add((NewGuest("a@x.example", "A"),), invited) == outcome
