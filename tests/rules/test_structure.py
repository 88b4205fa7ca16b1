"""A structure is data: every way in which a file can be wrong, and what a right one becomes."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from models.rules.bodies import Topic
from models.rules.structure import (
    Body,
    LeadTimes,
    Level,
    Problem,
    SeatRule,
    SeminarRule,
    Structure,
    StructureFault,
    parse,
)

TIMES = {
    "submission_days": 28,
    "au_answer_days": 21,
    "completion_days": 14,
    "agenda_days": 9,
    "notice_days": 7,
    "notice_workdays": 5,
    "absence_days": 3,
    "summary_days": 1,
    "au_answer_after_days": 14,
}
SMALL: dict[str, Any] = {
    "key": "small",
    "name": "Small",
    "agreement": "the agreement",
    "sides": {"left": {"label": "left side", "members": "the left"}, "right": {"label": "r", "members": "the right"}},
    "principals": [
        {"key": "a", "name": "Alpha", "genitive": "Alphas", "side": "left"},
        {"key": "b", "name": "Beta", "genitive": "Betas", "side": "right"},
    ],
    "lead_times": TIMES,
    "bodies": [
        {
            "key": "group",
            "name": "Group",
            "short_name": "G",
            "level": "official",
            "number_prefix": "GR",
            "au_policy": "both",
            "seats": {"left": {"min": 1, "max": 1, "substitutes": 1}, "b": {"min": 1, "max": 2, "substitutes": 2}},
        },
        {
            "key": "council",
            "name": "Council",
            "short_name": "C",
            "level": "official",
            "number_prefix": "CO",
            "au_policy": "both",
            "seats": "open",
            "parent": "group",
        },
    ],
    "seminar": {"name": "Seminar", "planned_by": "group", "programme_set_by": "group"},
}


def changed(path: str, value: Any) -> dict[str, Any]:
    """The small structure with one value changed, or taken away when `value` is ... (an ellipsis)."""
    document = copy.deepcopy(SMALL)
    at: Any = document
    *way, last = [int(part) if part.isdigit() else part for part in path.split("/")]
    for part in way:
        at = at[part]
    if value is ...:
        del at[last]
    else:
        at[last] = value
    return document


SEAT = "bodies/0/seats/left"
WRONG: list[tuple[str, Any, str, Problem]] = [
    # path, value put there, place of the fault, what is wrong
    ("key", ..., "key", Problem.MISSING),
    ("key", "Not A Key", "key", Problem.NOT_A_KEY),
    ("name", 7, "name", Problem.NOT_A_TEXT),
    ("name", "  ", "name", Problem.NOT_A_TEXT),
    ("surprise", 1, "surprise", Problem.UNKNOWN_FIELD),
    ("sides", ..., "sides", Problem.MISSING),
    ("sides", ["left"], "sides", Problem.NOT_A_MAPPING),
    ("sides/left/label", ..., "sides.left.label", Problem.MISSING),
    ("sides/left/colour", "red", "sides.left.colour", Problem.UNKNOWN_FIELD),
    ("sides/a", {"label": "x", "members": "y"}, "principals[0].key", Problem.DUPLICATE),
    ("principals", ..., "principals", Problem.MISSING),
    ("principals", [], "principals", Problem.MISSING),
    ("principals", "Alpha", "principals", Problem.NOT_A_LIST),
    ("principals/0", "Alpha", "principals[0]", Problem.NOT_A_MAPPING),
    ("principals/0/side", "up", "principals[0].side", Problem.UNKNOWN_REFERENCE),
    ("principals/0/orgnr", "12-3", "principals[0].orgnr", Problem.WRONG_FORM),
    ("principals/0/code", 2480, "principals[0].code", Problem.NOT_A_TEXT),
    ("principals/0/bilateral", "yes", "principals[0].bilateral", Problem.NOT_YES_OR_NO),
    ("principals/1/key", "a", "principals[1].key", Problem.DUPLICATE),
    ("principals/1/short_name", "ALPHA", "principals[1].name", Problem.DUPLICATE),
    ("lead_times/agenda_days", ..., "lead_times.agenda_days", Problem.MISSING),
    ("lead_times/agenda_days", "nine", "lead_times.agenda_days", Problem.NOT_A_NUMBER),
    ("lead_times/agenda_days", True, "lead_times.agenda_days", Problem.NOT_A_NUMBER),
    ("lead_times/summary_days", -1, "lead_times.summary_days", Problem.TOO_SMALL),
    ("lead_times/agenda_day", 9, "lead_times.agenda_day", Problem.UNKNOWN_FIELD),
    ("bodies/0/lead_times", {"agenda_days": 3}, "bodies[0].lead_times.agenda_days", Problem.WRONG_ORDER),
    ("bodies/0/lead_times", {"agenda_dayz": 3}, "bodies[0].lead_times.agenda_dayz", Problem.UNKNOWN_FIELD),
    ("bodies", ..., "bodies", Problem.MISSING),
    ("bodies/0/key", ..., "bodies[0].key", Problem.MISSING),
    ("bodies/0/level", ..., "bodies[0].level", Problem.MISSING),
    ("bodies/0/level", "cosmic", "bodies[0].level", Problem.NOT_AMONG_CHOICES),
    ("bodies/0/extension", "never", "bodies[0].extension", Problem.NOT_AMONG_CHOICES),
    ("bodies/0/number_prefix", "G1", "bodies[0].number_prefix", Problem.WRONG_FORM),
    ("bodies/0/number_prefix", ..., "bodies[0].number_prefix", Problem.MISSING),
    ("bodies/1/number_prefix", "GR", "bodies[1].number_prefix", Problem.DUPLICATE),
    ("bodies/1/aliases", ["group"], "bodies[1].name", Problem.DUPLICATE),
    ("bodies/1/aliases", "group", "bodies[1].aliases", Problem.NOT_A_LIST),
    ("bodies/1/aliases", ["ok", 3], "bodies[1].aliases[1]", Problem.NOT_A_TEXT),
    ("bodies/1/review_months", 0, "bodies[1].review_months", Problem.TOO_SMALL),
    ("bodies/0/seats", ..., "bodies[0].seats", Problem.MISSING),
    ("bodies/0/seats", "closed", "bodies[0].seats", Problem.NOT_A_MAPPING),
    ("bodies/0/seats/z", {"min": 1, "max": 1, "substitutes": 0}, "bodies[0].seats.z", Problem.UNKNOWN_REFERENCE),
    (f"{SEAT}/max", "two", "bodies[0].seats.left.max", Problem.NOT_A_NUMBER),
    (f"{SEAT}/min", 2, "bodies[0].seats.left.min", Problem.MIN_ABOVE_MAX),
    (f"{SEAT}/most", 2, "bodies[0].seats.left.most", Problem.UNKNOWN_FIELD),
    ("bodies/0/sections", {"chairs": "§ 1"}, "bodies[0].sections.chairs", Problem.NOT_AMONG_CHOICES),
    ("bodies/0/sections", {"chair": 1}, "bodies[0].sections.chair", Problem.NOT_A_TEXT),
    ("bodies/0/chair_in_parent", "seat", "bodies[0].chair_in_parent", Problem.NEEDS_PARENT),
    ("bodies/1/chair_in_parent", "throne", "bodies[1].chair_in_parent", Problem.NOT_AMONG_CHOICES),
    ("bodies/1/opposite_sides", True, "bodies[1].opposite_sides", Problem.NEEDS_TWO_SIDES),
    ("bodies/1/parent", "nobody", "bodies[1].parent", Problem.UNKNOWN_REFERENCE),
    ("bodies/1/prepares_for", "council", "bodies[1].prepares_for", Problem.UNKNOWN_REFERENCE),
    ("bodies/0/parent", "council", "bodies[0].parent", Problem.CIRCLE),
    ("bodies/0/escalates_to", "Elsewhere", "bodies[0].escalates_to", Problem.UNKNOWN_REFERENCE),
    ("seminar/planned_by", "nobody", "seminar.planned_by", Problem.UNKNOWN_REFERENCE),
    ("seminar/planned_by", ..., "seminar.planned_by", Problem.MISSING),
    ("seminar/guests", ["group", "nobody"], "seminar.guests[1]", Problem.UNKNOWN_REFERENCE),
    ("seminar/guest_chairs", ["nobody"], "seminar.guest_chairs[0]", Problem.UNKNOWN_REFERENCE),
    ("seminar/days", 2, "seminar.days", Problem.UNKNOWN_FIELD),
    ("external_arenas", "Elsewhere", "external_arenas", Problem.NOT_A_LIST),
]


@pytest.mark.parametrize(("path", "value", "place", "problem"), WRONG)
def test_a_fault_names_its_place(path: str, value: Any, place: str, problem: Problem) -> None:
    with pytest.raises(StructureFault) as caught:
        parse(changed(path, value))

    assert (place, problem) in [(fault.where, fault.problem) for fault in caught.value.faults]
    assert caught.value.where in str(caught.value)


def test_every_fault_is_told_and_each_once() -> None:
    document = changed("lead_times/agenda_days", ...)  # missing for two bodies, told once
    document["bodies"][0]["level"] = "cosmic"

    with pytest.raises(StructureFault) as caught:
        parse(document)

    assert [fault.where for fault in caught.value.faults] == ["bodies[0].level", "lead_times.agenda_days"]
    assert (caught.value.problem, caught.value.value) == (Problem.NOT_AMONG_CHOICES, "cosmic")


@pytest.mark.parametrize("document", [None, "text", []])
def test_what_is_no_mapping_is_no_structure(document: Any) -> None:
    with pytest.raises(StructureFault) as caught:
        parse(document)

    assert (caught.value.where, caught.value.problem) == ("", Problem.NOT_A_MAPPING)


def test_a_structure_built_by_hand_needs_only_what_has_no_default() -> None:
    body = Body("b", "Body", "B", Level.OFFICIAL, "BO", LeadTimes(**TIMES))
    seminar = SeminarRule("Seminar", "b", "b", (), ())
    structure = Structure("s", "S", "a", {}, {}, (), (body,), seminar)

    assert body.open_membership
    assert structure.section(Topic.SEMINAR) is None


def test_two_bodies_can_not_be_each_others_parents() -> None:
    document = changed("bodies/0/parent", "council")

    with pytest.raises(StructureFault) as caught:
        parse(document)

    assert [fault.where for fault in caught.value.faults] == ["bodies[0].parent", "bodies[1].parent"]


def test_a_body_outside_a_circle_is_not_blamed_for_it() -> None:
    document = changed("bodies/0/parent", "council")
    third = {**document["bodies"][1], "key": "third", "name": "Third", "short_name": "T", "number_prefix": "TH"}
    document["bodies"].append(third)

    with pytest.raises(StructureFault) as caught:
        parse(document)

    assert [fault.where for fault in caught.value.faults] == ["bodies[0].parent", "bodies[1].parent"]


def test_a_principals_own_seats_go_before_its_sides_and_one_without_either_has_none() -> None:
    document = changed("bodies/0/seats/b", ...)
    document["principals"].append({"key": "c", "name": "Gamma", "genitive": "Gammas", "side": "left"})
    document["bodies"][0]["seats"]["c"] = {"min": 0, "max": 3, "substitutes": 0}

    seats = parse(document).body("group").seats

    assert dict(seats) == {"a": SeatRule(1, 1, 1), "c": SeatRule(0, 3, 0)}


def test_a_body_may_have_lead_times_of_its_own() -> None:
    structure = parse(changed("bodies/1/lead_times", {"submission_days": 40}))

    assert structure.body("council").lead_times.submission_days == 40
    assert structure.body("council").lead_times.au_answer_days == 21
    assert structure.body("group").lead_times.submission_days == 28


def test_a_structure_needs_no_seminar() -> None:
    assert parse(changed("seminar", ...)).seminar is None


def test_the_small_structure_stands_as_it_is() -> None:
    structure = parse(SMALL)

    assert structure.side_of("b") == "right"
    assert structure.body("council").open_membership
    assert structure.body("group").au_channel == "group-au"
    with pytest.raises(KeyError):
        structure.body("nobody")
    with pytest.raises(KeyError):
        structure.principal("nobody")
