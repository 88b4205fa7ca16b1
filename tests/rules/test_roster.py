"""A roster against the seat rules: which rows fall, and what is only told. Tables of cases; no database."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.rules.roster import Role, RosterRow, RowProblem, chair_seats, check
from models.rules.structure import Structure
from models.store.structure import shipped

TODAY = date(2026, 11, 22)
ORDINARY, SUBSTITUTE, CHAIR, VICE = Role.ORDINARY, Role.SUBSTITUTE, Role.CHAIR, Role.VICE_CHAIR


def row(number: int, body: str | None, principal: str | None, role: Role, who: str, **more: Any) -> RosterRow:
    """A row of somebody: `who` is both the name and the first part of the address."""
    values: dict[str, Any] = {"order": None, "start": None, "end": None, "name": who, "email": f"{who}@x.example"}
    return RosterRow(row=number, body=body, principal=principal, role=role, **{**values, **more})


def day(text: str) -> date:
    return date.fromisoformat(text)


def faults(*rows: RosterRow, structure: Structure | None = None) -> list[tuple[int, RowProblem]]:
    verdict = check(structure or shipped("vasterbotten"), rows, TODAY)
    return [(fault.row, fault.problem) for fault in verdict.faults]


OPEN = {"end": None}
SPRING = {"end": day("2027-06-30")}
AUTUMN = {"start": day("2027-07-01")}
PAST = {"end": day("2026-11-21")}

CASES: dict[str, tuple[list[RosterRow], list[tuple[int, RowProblem]]]] = {
    "R-C09: one each": (
        [row(2, "samrad", "mala", ORDINARY, "a"), row(3, "samrad", "mala", ORDINARY, "b")],
        [(3, RowProblem.TOO_MANY_ORDINARY)],
    ),
    "R-C09: one member and one substitute stand": (
        [row(2, "samrad", "mala", ORDINARY, "a"), row(3, "samrad", "mala", SUBSTITUTE, "b")],
        [],
    ),
    "R-C10: Umeå may have two, not three": (
        [row(n, "samrad", "umea", ORDINARY, f"p{n}") for n in (2, 3, 4)],
        [(4, RowProblem.TOO_MANY_ORDINARY)],
    ),
    "R-C11: the Region has three in Samråd": (
        [row(n, "samrad", "regionen", ORDINARY, f"p{n}") for n in (2, 3, 4, 5)],
        [(5, RowProblem.TOO_MANY_ORDINARY)],
    ),
    "R-D12: the Region has four in LSG": (
        [row(n, "lsg", "regionen", ORDINARY, f"p{n}") for n in (2, 3, 4, 5, 6)],
        [(6, RowProblem.TOO_MANY_ORDINARY)],
    ),
    "R-C09: too many on one day only": (
        [
            row(2, "samrad", "mala", ORDINARY, "a", end=day("2027-06-30")),
            row(3, "samrad", "mala", ORDINARY, "b", start=day("2027-06-30")),
        ],
        [(3, RowProblem.TOO_MANY_ORDINARY)],
    ),
    "one after the other stands": (
        [row(2, "samrad", "mala", ORDINARY, "a", **SPRING), row(3, "samrad", "mala", ORDINARY, "b", **AUTUMN)],
        [],
    ),
    "history is not judged again": (
        [row(2, "samrad", "mala", ORDINARY, "a", **PAST), row(3, "samrad", "mala", ORDINARY, "b", **PAST)],
        [],
    ),
    "too many substitutes": (
        [row(n, "lsg", "mala", SUBSTITUTE, f"p{n}", order=n) for n in (2, 3)],
        [(3, RowProblem.TOO_MANY_SUBSTITUTES)],
    ),
    "S-13: two substitutes need an order": (
        [row(2, "lsg", "umea", SUBSTITUTE, "a", order=1), row(3, "lsg", "umea", SUBSTITUTE, "b")],
        [(3, RowProblem.ORDER_MISSING)],
    ),
    "S-13: two with the same order": (
        [row(2, "lsg", "umea", SUBSTITUTE, "a", order=1), row(3, "lsg", "umea", SUBSTITUTE, "b", order=1)],
        [(3, RowProblem.ORDER_DOUBLED)],
    ),
    "S-13: neither has an order": (
        [row(2, "lsg", "umea", SUBSTITUTE, "a"), row(3, "lsg", "umea", SUBSTITUTE, "b")],
        [(2, RowProblem.ORDER_MISSING), (3, RowProblem.ORDER_MISSING)],
    ),
    "S-13: gaps in the order are fine, and one alone needs none": (
        [
            row(2, "lsg", "umea", SUBSTITUTE, "a", order=3),
            row(3, "lsg", "umea", SUBSTITUTE, "b", order=9),
            row(4, "lsg", "mala", SUBSTITUTE, "c"),
        ],
        [],
    ),
    "S-13: the same order at different times is fine": (
        [
            row(2, "lsg", "umea", SUBSTITUTE, "a", order=1, **SPRING),
            row(3, "lsg", "umea", SUBSTITUTE, "b", order=1, **AUTUMN),
        ],
        [],
    ),
    "S-22: a member can not be a substitute too": (
        [row(2, "lsg", "mala", ORDINARY, "a"), row(3, "lsg", "mala", SUBSTITUTE, "a")],
        [(3, RowProblem.TWICE_IN_BODY)],
    ),
    "S-22: a person can not sit for two principals": (
        [row(2, "lsg", "mala", ORDINARY, "a"), row(3, "lsg", "norsjo", ORDINARY, "a")],
        [(3, RowProblem.TWICE_IN_BODY)],
    ),
    "S-22: first a substitute, then a member": (
        [row(2, "lsg", "mala", SUBSTITUTE, "a", **SPRING), row(3, "lsg", "mala", ORDINARY, "a", **AUTUMN)],
        [],
    ),
    "S-22: a person may sit in two bodies": (
        [row(2, "lsg", "mala", ORDINARY, "a"), row(3, "samrad", "mala", ORDINARY, "a")],
        [],
    ),
    "S-22, R-D22: a committee's chair may also be a representative, and counts once": (
        [
            row(2, "lsg", "mala", ORDINARY, "a"),
            row(3, "bbu", "mala", CHAIR, "a"),
            row(4, "lsg", "mala", SUBSTITUTE, "b"),
        ],
        [],
    ),
    "the same row twice": (
        [row(2, "lsg", "umea", ORDINARY, "a"), row(3, "lsg", "umea", ORDINARY, "a")],
        [(3, RowProblem.SAME_ROW_TWICE)],
    ),
    "the same role in two periods": (
        [row(2, "lsg", "umea", ORDINARY, "a", **SPRING), row(3, "lsg", "umea", ORDINARY, "a", **AUTUMN)],
        [],
    ),
    "R-C13: the chair is chosen within the group": (
        [row(2, "samrad", "mala", ORDINARY, "a"), row(3, "samrad", "mala", CHAIR, "b")],
        [(3, RowProblem.CHAIR_OUTSIDE_GROUP)],
    ),
    "R-C13: a substitute is not within the group": (
        [row(2, "samrad", "mala", SUBSTITUTE, "a"), row(3, "samrad", "mala", VICE, "a")],
        [(3, RowProblem.CHAIR_OUTSIDE_GROUP)],
    ),
    "R-C13: the seat must last as long as the office": (
        [row(2, "samrad", "mala", ORDINARY, "a", **SPRING), row(3, "samrad", "mala", CHAIR, "a")],
        [(3, RowProblem.CHAIR_OUTSIDE_GROUP)],
    ),
    "R-C13: two seats one after the other carry one office": (
        [
            row(2, "samrad", "mala", ORDINARY, "a", **AUTUMN),
            row(3, "samrad", "mala", ORDINARY, "a", **SPRING),
            row(4, "samrad", "mala", CHAIR, "a"),
        ],
        [],
    ),
    "R-C13: an office held for another principal than the seat": (
        [row(2, "samrad", "mala", ORDINARY, "a"), row(3, "samrad", "norsjo", CHAIR, "a")],
        [(3, RowProblem.CHAIR_OUTSIDE_GROUP)],
    ),
    "R-D22: a committee's chair has a seat in LSG and may lead it": (
        [row(2, "bbu", "mala", CHAIR, "a"), row(3, "lsg", "mala", CHAIR, "a")],
        [],
    ),
    "R-D23: the co-opted chair has no seat in LSG": (
        [row(2, "patientsakerhet", "mala", CHAIR, "a"), row(3, "lsg", "mala", CHAIR, "a")],
        [(3, RowProblem.CHAIR_OUTSIDE_GROUP)],
    ),
    "a committee chooses its chair as its mandate says": ([row(2, "bbu", None, CHAIR, "a")], []),
    "R-C14: chair and vice chair from opposite sides": (
        [
            row(2, "samrad", "mala", ORDINARY, "a"),
            row(3, "samrad", "umea", ORDINARY, "b"),
            row(4, "samrad", "mala", CHAIR, "a"),
            row(5, "samrad", "umea", VICE, "b"),
        ],
        [(5, RowProblem.SAME_SIDE)],
    ),
    "R-D16: the Region and a municipality are opposite": (
        [
            row(2, "lsg", "regionen", ORDINARY, "a"),
            row(3, "lsg", "umea", ORDINARY, "b"),
            row(4, "lsg", "regionen", CHAIR, "a"),
            row(5, "lsg", "umea", VICE, "b"),
        ],
        [],
    ),
    "R-C15: next year's chair may be of the side that has the vice chair now": (
        [
            row(2, "lsg", "regionen", ORDINARY, "a"),
            row(3, "lsg", "umea", ORDINARY, "b"),
            row(4, "lsg", "umea", VICE, "b", end=day("2026-12-31")),
            row(5, "lsg", "umea", CHAIR, "b", start=day("2027-01-01")),
            row(6, "lsg", "regionen", CHAIR, "a", end=day("2026-12-31")),
        ],
        [],
    ),
    "committees have no opposite sides": (
        [row(2, "bbu", "mala", CHAIR, "a"), row(3, "bbu", "umea", VICE, "b")],
        [],
    ),
    "one chair at a time": (
        [row(2, "bbu", "mala", CHAIR, "a"), row(3, "bbu", "umea", CHAIR, "b")],
        [(3, RowProblem.TWO_HOLDERS)],
    ),
    "one person holds one of the offices": (
        [row(2, "bbu", "mala", CHAIR, "a"), row(3, "bbu", "mala", VICE, "a")],
        [(3, RowProblem.TWO_OFFICES)],
    ),
    "the same chair for two principals is one chair, outside the group for one of them": (
        [
            row(2, "lsg", "mala", ORDINARY, "a"),
            row(3, "lsg", "mala", CHAIR, "a"),
            row(4, "lsg", "umea", CHAIR, "a"),
        ],
        [(4, RowProblem.CHAIR_OUTSIDE_GROUP)],
    ),
    "a broken row is not counted, nor does it make its person an outsider": (
        [
            row(2, "samrad", "mala", ORDINARY, "a", end=day("2020-01-01"), start=day("2021-01-01")),
            row(3, "samrad", "mala", CHAIR, "a"),
        ],
        [(2, RowProblem.ENDS_BEFORE_START)],
    ),
    "unknown body and principal": (
        [row(2, "nonsense", "mala", ORDINARY, "a"), row(3, "lsg", "nonsense", ORDINARY, "b")],
        [(2, RowProblem.UNKNOWN_BODY), (3, RowProblem.UNKNOWN_PRINCIPAL)],
    ),
    "several faults of one row": (
        [row(2, None, "nonsense", ORDINARY, "", email="")],
        [
            (2, RowProblem.BODY_MISSING),
            (2, RowProblem.EMAIL_MISSING),
            (2, RowProblem.NAME_MISSING),
            (2, RowProblem.UNKNOWN_PRINCIPAL),
        ],
    ),
    "what is no name": (
        [
            row(n, "bbu", None, ORDINARY, who, email=f"p{n}@x.example")
            for n, who in enumerate(["a" * 201, "a\0b", "a\u200bb"])
        ],
        [(n, RowProblem.NAME_WRONG) for n in range(3)],
    ),
    "an address is at most 254 characters, all of them visible": (
        [row(n, "bbu", None, ORDINARY, "a", email=bad) for n, bad in enumerate(["a" * 250 + "@x.se", "a\0b@x.se"])],
        [(n, RowProblem.EMAIL_WRONG) for n in range(2)],
    ),
    "what is no address": (
        [row(n, "bbu", None, ORDINARY, "a", email=bad) for n, bad in enumerate(["a", "a@b", "a b@c.se", "a@b@c.se"])],
        [(n, RowProblem.EMAIL_WRONG) for n in range(4)],
    ),
    "one address has one name": (
        [row(2, "lsg", "mala", ORDINARY, "a"), row(3, "samrad", "mala", ORDINARY, "b", email="a@x.example")],
        [(3, RowProblem.TWO_NAMES)],
    ),
    "a name's case and spaces do not make it another": (
        [
            row(2, "lsg", "mala", ORDINARY, "Åsa B"),
            row(3, "samrad", "mala", ORDINARY, "åsa  b", email="Åsa B@x.example"),
        ],
        [(2, RowProblem.EMAIL_WRONG), (3, RowProblem.EMAIL_WRONG)],
    ),
    "a seat needs a principal, a co-opted guest does not": (
        [row(2, "lsg", None, ORDINARY, "a"), row(3, "lsg", None, Role.CO_OPTED, "b")],
        [(2, RowProblem.PRINCIPAL_MISSING)],
    ),
    "roles in the whole structure have no body": (
        [row(2, "lsg", "mala", Role.COORDINATOR, "a"), row(3, None, None, Role.COORDINATOR, "b")],
        [(2, RowProblem.BODY_NOT_WANTED)],
    ),
    "S-18: a respondent answers for a principal": (
        [row(2, None, None, Role.RESPONDENT, "a"), row(3, None, "mala", Role.RESPONDENT, "b")],
        [(2, RowProblem.PRINCIPAL_MISSING)],
    ),
    "R-J03: the assistive-device coordinator is a role of its own": (
        [row(2, None, "regionen", Role.ASSISTIVE_DEVICES_COORDINATOR, "a")],
        [],
    ),
    "S-23: a committee has no substitutes": (
        [row(2, "bbu", "mala", SUBSTITUTE, "a")],
        [(2, RowProblem.NO_SUBSTITUTES_HERE)],
    ),
    "R-E03: a committee's members are as many as its mandate says": (
        [row(n, "bbu", "mala", ORDINARY, f"p{n}") for n in range(2, 9)],
        [],
    ),
}


@pytest.mark.parametrize(("rows", "expected"), CASES.values(), ids=CASES.keys())
def test_rows_that_can_not_stand(rows: list[RosterRow], expected: list[tuple[int, RowProblem]]) -> None:
    assert faults(*rows) == expected


def test_a_principal_without_seats_in_a_body_is_refused_there() -> None:
    """Not in Västerbotten, where all have seats: in a structure where one side stands outside."""
    structure = shipped("exempel")
    forum = structure.bodies[0]
    outside = type(forum)(
        **{**vars(forum), "seats": {key: rule for key, rule in forum.seats.items() if key != "ekdala"}}
    )
    smaller = type(structure)(**{**vars(structure), "bodies": (outside,)})

    rows = [row(2, "vattenforum", "ekdala", ORDINARY, "a"), row(3, "vattenforum", "ekdala", Role.CO_OPTED, "b")]

    assert faults(*rows, structure=smaller) == [(2, RowProblem.NO_SEAT_FOR_PRINCIPAL)]


def test_the_first_day_without_a_seat_is_told() -> None:
    rows = [row(2, "samrad", "mala", ORDINARY, "a", **SPRING), row(3, "samrad", "mala", CHAIR, "a")]

    [fault] = check(shipped("vasterbotten"), rows, TODAY).faults

    assert fault.params["day"] == "2027-07-01"


def test_a_chair_seat_is_derived_and_never_entered() -> None:
    """R-D22: of all chairs, those of the three bodies whose chairs have a seat in LSG."""
    chairs = [
        row(n, body, "mala", CHAIR, body) for n, body in enumerate(["bbu", "hjalpmedel", "patientsakerhet", "lsg"])
    ]
    members = [row(9, "bva", "mala", ORDINARY, "m")]

    found = chair_seats(shipped("vasterbotten"), "lsg", [*chairs, *members])

    assert [one.body for one in found] == ["bbu", "hjalpmedel"]
