"""What a roster lacks: told to the coordinators, and stopping nothing."""

from __future__ import annotations

import pytest

from models.rules.roster import Gap, Role, RosterRow, check
from models.store.structure import shipped
from tests.rules.test_roster import AUTUMN, CHAIR, ORDINARY, PAST, SUBSTITUTE, TODAY, VICE, row


def gaps(*rows: RosterRow, name: str = "vasterbotten") -> list[tuple[Gap, dict[str, str | int]]]:
    verdict = check(shipped(name), rows, TODAY)
    assert verdict.faults == ()
    return [(one.gap, dict(one.params)) for one in verdict.warnings]


FORUM = [
    row(2, "vattenforum", "almvik", ORDINARY, "a"),
    row(3, "vattenforum", "almvik", SUBSTITUTE, "b"),
    row(4, "vattenforum", "ekdala", ORDINARY, "c"),
    row(5, "vattenforum", "ekdala", SUBSTITUTE, "d"),
    row(6, "vattenforum", "tallmon", ORDINARY, "e"),
    row(7, "vattenforum", "tallmon", SUBSTITUTE, "f"),
    row(8, "vattenforum", "almvik", CHAIR, "a"),
    row(9, "vattenforum", "tallmon", VICE, "e"),
    row(10, None, "almvik", Role.RESPONDENT, "a"),
    row(11, None, "ekdala", Role.RESPONDENT, "c"),
    row(12, None, "tallmon", Role.RESPONDENT, "e"),
    row(13, None, None, Role.COORDINATOR, "g"),
]


def test_an_empty_second_seat_is_no_gap() -> None:
    """S-01: the seat that a principal may have is not missed."""
    assert gaps(*FORUM, name="exempel") == []


@pytest.mark.parametrize(
    ("without", "gap", "params"),
    [
        (
            (4,),
            Gap.NO_REPRESENTATIVE,
            {"body": "vattenforum", "principal": "ekdala", "min": 1, "have": 0},
        ),
        ((7,), Gap.NO_SUBSTITUTE, {"body": "vattenforum", "principal": "tallmon"}),
        ((8,), Gap.NO_CHAIR, {"body": "vattenforum"}),
        ((9,), Gap.NO_VICE_CHAIR, {"body": "vattenforum"}),
        ((11,), Gap.NO_RESPONDENT, {"principal": "ekdala"}),
        ((13,), Gap.NO_COORDINATOR, {}),
    ],
)
def test_what_is_missing_is_told_and_stops_nothing(
    without: tuple[int, ...], gap: Gap, params: dict[str, str | int]
) -> None:
    """R-A08, S-01, S-18, R-J01."""
    rows = [one for one in FORUM if one.row not in without]

    assert gaps(*rows, name="exempel") == [(gap, params)]


def test_fewer_than_the_least_number_is_told() -> None:
    """S-01: the Region with two of three in Samråd."""
    found = gaps(row(2, "samrad", "regionen", ORDINARY, "a"), row(3, "samrad", "regionen", ORDINARY, "b"))

    assert (Gap.BELOW_MIN, {"body": "samrad", "principal": "regionen", "min": 3, "have": 2}) in found


def test_who_comes_later_or_has_left_is_missing_today() -> None:
    later = [row(4, "vattenforum", "ekdala", ORDINARY, "c", **AUTUMN), *[one for one in FORUM if one.row != 4]]
    left = [row(4, "vattenforum", "ekdala", ORDINARY, "c", **PAST), *[one for one in FORUM if one.row != 4]]

    assert [gap for gap, _ in gaps(*later, name="exempel")] == [Gap.NO_REPRESENTATIVE]
    assert [gap for gap, _ in gaps(*left, name="exempel")] == [Gap.NO_REPRESENTATIVE]


def test_a_substitute_with_a_seat_by_office_is_told() -> None:
    """S-22: the chair of a committee sits in LSG already, and can not take somebody else's seat."""
    found = gaps(row(2, "bbu", "mala", CHAIR, "a"), row(3, "lsg", "mala", SUBSTITUTE, "a"))

    assert (Gap.SUBSTITUTE_ALREADY_SEATED, {"body": "lsg", "name": "a"}) in found
