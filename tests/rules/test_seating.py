"""Who sits in which seat at one meeting (R-C12, R-D13, R-D22, S-11, S-12, S-14, S-22, S-23, S-33). Tables of cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from models.rules import seating as rules
from models.rules.roster import Role
from models.rules.seating import AbsenceState, Away, Bidden, Placed, SeatAtMeeting, SeatKind, Why
from models.store.structure import shipped

COUNTY = shipped("vasterbotten")
ORD, SUB, CHAIR, VICE = Role.ORDINARY, Role.SUBSTITUTE, Role.CHAIR, Role.VICE_CHAIR
NOON, LATER = datetime(2026, 3, 12, 11, tzinfo=UTC), datetime(2026, 3, 12, 12, tzinfo=UTC)

# 1–3 ordinary in LSG (1 its chair, 3 its vice chair), 4–6 substitutes, 7 chairs bbu, 8 a co-opted, 9 a coordinator
LSG = [
    Placed(3, ORD, "lsg", "asele"),
    Placed(1, ORD, "lsg", "regionen"),
    Placed(2, ORD, "lsg", "umea"),
    Placed(1, CHAIR, "lsg", "regionen"),
    Placed(3, VICE, "lsg", "asele"),
    Placed(5, SUB, "lsg", "umea", 2),
    Placed(4, SUB, "lsg", "umea", 1),
    Placed(6, SUB, "lsg", "regionen", None),
    Placed(7, CHAIR, "bbu", "mala"),
    Placed(7, ORD, "bbu", "mala"),
    Placed(8, Role.CO_OPTED, "lsg"),
    Placed(9, Role.COORDINATOR),
]


def away(person: int, state: AbsenceState = AbsenceState.CALLING, cover: int | None = None, part: bool = False) -> Away:
    return Away(10 + person, person, state, cover, NOON if part else None, LATER if part else None)


def sitting(*absences: Away, placed: list[Placed] = LSG, body: str = "lsg") -> list[tuple[int, int | None]]:
    return [(seat.holder_id, seat.sitter_id) for seat in rules.seats(COUNTY, body, placed, absences)]


def test_seats_stand_in_the_order_of_the_principals_and_the_chairs_seat_last() -> None:
    """R-D22: the committee's chair has a seat by office."""
    seats = rules.seats(COUNTY, "lsg", LSG, [])

    assert [(one.holder_id, one.principal, one.kind, one.source) for one in seats] == [
        (1, "regionen", SeatKind.ORDINARY, None),
        (2, "umea", SeatKind.ORDINARY, None),
        (3, "asele", SeatKind.ORDINARY, None),
        (7, "mala", SeatKind.CHAIR_SEAT, "bbu"),
    ]


@pytest.mark.parametrize(
    ("absence", "sitter"),
    [
        (away(2), None),
        (away(2, AbsenceState.COVERED, 4), 4),
        (away(2, AbsenceState.UNFILLED), None),
        (away(2, AbsenceState.EMPTY), None),
        (away(2, AbsenceState.WITHDRAWN, 4), 2),
        (away(2, AbsenceState.COVERED, 4, part=True), 4),
    ],
)
def test_who_sits_in_the_seat_of_an_absent_member(absence: Away, sitter: int | None) -> None:
    """R-C12, R-D13: the substitute who has said yes, and nobody until then."""
    assert dict(sitting(absence))[2] == sitter


def test_a_chair_of_two_committees_or_with_a_seat_anyway_is_counted_once() -> None:
    """S-22: one person, one place."""
    twice = [*LSG, Placed(7, CHAIR, "bva", "mala"), Placed(2, CHAIR, "hjalpmedel", "umea")]

    assert [holder for holder, _ in sitting(placed=twice)] == [1, 2, 3, 7]


def test_the_co_opted_chair_has_no_seat() -> None:
    """R-D23: patient safety's chair is invited when needed."""
    assert sitting(placed=[*LSG, Placed(11, CHAIR, "patientsakerhet", "regionen")]) == sitting()


def test_who_serves() -> None:
    """Away for a part: both serve, one after the other."""
    seats = rules.seats(COUNTY, "lsg", LSG, [away(2, AbsenceState.COVERED, 4, part=True), away(3)])

    assert rules.serving(seats) == {1, 2, 4, 7}
    assert [seat.serving_ids for seat in seats] == [(1,), (2, 4), (), (7,)]


@pytest.mark.parametrize(("principal", "expected"), [("umea", (4, 5)), ("regionen", (6,)), ("mala", ()), (None, ())])
def test_substitutes_are_called_in_order_within_the_principal(principal: str | None, expected: tuple[int, ...]) -> None:
    """S-13: never across principals. S-23: a chair's seat without a principal has none."""
    assert rules.substitutes("lsg", principal, LSG) == expected


@pytest.mark.parametrize(
    ("absences", "expected"),
    [
        ([], 1),
        ([away(1)], 3),
        ([away(1, AbsenceState.COVERED, 6)], 3),
        ([away(1, part=True)], 1),
        ([away(1), away(3)], None),
        ([away(1, AbsenceState.WITHDRAWN)], 1),
    ],
)
def test_the_vice_chair_leads_and_presents_when_the_chair_is_away(absences: list[Away], expected: int | None) -> None:
    """S-12: a substitute takes the seat, never the office. S-11: the same for presenting in Samråd (R-C08)."""
    leads = rules.leader("lsg", LSG, absences)
    presents = rules.presenters(COUNTY, "samrad", LSG, absences)

    assert (leads.person_id if leads else None) == expected
    assert [one.person_id for one in presents] == ([expected] if expected else [])


def test_who_is_invited_and_why() -> None:
    """S-14: substitutes only when they serve. Nobody twice."""
    placed = [*LSG, Placed(2, Role.COORDINATOR)]

    found = rules.bidden(COUNTY, "lsg", placed, [away(2, AbsenceState.COVERED, 4, part=True), away(3)])

    assert found == (
        Bidden(1, "regionen", Why.SEAT),
        Bidden(2, "umea", Why.SEAT),
        Bidden(4, "umea", Why.SUBSTITUTE),
        Bidden(7, "mala", Why.CHAIR_SEAT),
        Bidden(8, None, Why.CO_OPTED),
        Bidden(9, None, Why.COORDINATOR),
    )


def test_the_chair_of_the_preparing_body_is_invited_to_samrad() -> None:
    """R-C08, and S-11 when that chair is away."""
    assert Bidden(1, "regionen", Why.PRESENTER) in rules.bidden(COUNTY, "samrad", LSG, [])
    assert Bidden(3, "asele", Why.PRESENTER) in rules.bidden(COUNTY, "samrad", LSG, [away(1)])


def test_the_seminars_guests_are_members_and_chairs_but_no_substitutes() -> None:
    """S-33."""
    placed = [*LSG, Placed(20, ORD, "samrad", "umea"), Placed(21, CHAIR, "patientsakerhet", "regionen")]

    found = rules.bidden_to_seminar(COUNTY, placed, [away(3)])

    assert [(one.person_id, one.why) for one in found] == [
        (20, Why.SEAT),
        (1, Why.SEAT),
        (2, Why.SEAT),
        (7, Why.CHAIR_SEAT),
        (21, Why.CHAIR_SEAT),
        (9, Why.COORDINATOR),
    ]


def test_a_structure_without_a_seminar_invites_its_coordinators_alone() -> None:
    assert rules.bidden_to_seminar(replace(COUNTY, seminar=None), LSG, []) == (Bidden(9, None, Why.COORDINATOR),)


def test_a_seat_without_a_principal_stands_last() -> None:
    """An open group may have members of no principal (R-E03)."""
    placed = [Placed(30, ORD, "bbu", None), Placed(31, ORD, "bbu", "asele")]

    assert rules.seats(COUNTY, "bbu", placed, []) == (
        SeatAtMeeting("asele", SeatKind.ORDINARY, 31),
        SeatAtMeeting(None, SeatKind.ORDINARY, 30),
    )
