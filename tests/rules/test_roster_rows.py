"""Cells of a roster file → rows, and back: what is understood, and what is said about the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.roster import ROLE_WORDS, ROLES
from models.rules.roster import Role, RosterRow, RowProblem
from models.rules.roster_rows import RawRow, cells, judge, plain
from models.store.structure import shipped

TODAY = date(2026, 11, 22)
STRUCTURE = shipped("vasterbotten")
RAW = RawRow(2, "LSG", "Umeå kommun", "ersättare", "1", "Anna Lingonkvist", "anna@umea.example", "2026-01-01", "")


def read(**cells: Any) -> RosterRow:
    [row] = judge(STRUCTURE, [replace(RAW, **cells)], ROLE_WORDS, TODAY).rows
    return row


def test_a_row_is_read_into_keys_and_days() -> None:
    assert read() == RosterRow(
        2, "lsg", "umea", Role.SUBSTITUTE, 1, "Anna Lingonkvist", "anna@umea.example", date(2026, 1, 1), None
    )


@pytest.mark.parametrize(
    ("cells", "field", "value"),
    [
        ({"role": "ERSATTARE"}, "role", Role.SUBSTITUTE),  # without its accents
        ({"role": "Vice  ordförande"}, "role", Role.VICE_CHAIR),
        ({"role": "ordfo\u0308rande"}, "role", Role.CHAIR),  # decomposed, as from a Mac
        ({"body": "länssamverkansgruppen"}, "body", "lsg"),
        ({"body": ""}, "body", None),
        ({"principal": "skellefteå"}, "principal", "skelleftea"),
        ({"principal": ""}, "principal", None),
        ({"order": ""}, "order", None),
        ({"name": " Anna   Lingonkvist "}, "name", "Anna Lingonkvist"),
        ({"email": " Anna@Umea.EXAMPLE "}, "email", "anna@umea.example"),
        ({"end": "2026-12-31"}, "end", date(2026, 12, 31)),
    ],
)
def test_what_people_write_is_understood(cells: dict[str, str], field: str, value: object) -> None:
    assert getattr(read(**cells), field) == value


@pytest.mark.parametrize(
    ("cells", "problem", "params"),
    [
        ({"role": "kung"}, RowProblem.UNREADABLE_ROLE, {"role": "kung"}),
        ({"role": "kung", "body": ""}, RowProblem.UNREADABLE_ROLE, {"role": "kung"}),
        ({"role": ""}, RowProblem.UNREADABLE_ROLE, {"role": ""}),
        ({"order": "0"}, RowProblem.UNREADABLE_ORDER, {"order": "0"}),
        ({"order": "först"}, RowProblem.UNREADABLE_ORDER, {"order": "först"}),
        ({"start": "12 mars"}, RowProblem.UNREADABLE_DATE, {"column": "start", "date": "12 mars"}),
        ({"end": "2026-02-30"}, RowProblem.UNREADABLE_DATE, {"column": "end", "date": "2026-02-30"}),
        ({"end": "20261231"}, RowProblem.UNREADABLE_DATE, {"column": "end", "date": "20261231"}),
        ({"surplus": "x"}, RowProblem.SURPLUS_CELLS, {"text": "x"}),
        ({"body": "Kören"}, RowProblem.UNKNOWN_BODY, {"body": "Kören"}),
        ({"principal": "Luleå"}, RowProblem.UNKNOWN_PRINCIPAL, {"principal": "Luleå"}),
    ],
)
def test_what_is_not_understood_is_a_fault_of_its_row(
    cells: dict[str, Any], problem: RowProblem, params: dict[str, str]
) -> None:
    judged = judge(STRUCTURE, [replace(RAW, **cells)], ROLE_WORDS, TODAY)

    assert [(fault.row, fault.problem, dict(fault.params)) for fault in judged.verdict.faults] == [(2, problem, params)]


def test_an_unreadable_role_does_not_hide_the_other_faults_of_the_row() -> None:
    judged = judge(STRUCTURE, [replace(RAW, role="kung", email="?", body="Kören")], ROLE_WORDS, TODAY)

    assert {fault.problem for fault in judged.verdict.faults} == {
        RowProblem.UNREADABLE_ROLE,
        RowProblem.EMAIL_WRONG,
        RowProblem.UNKNOWN_BODY,
    }


BODIES = st.sampled_from([None, "samrad", "lsg", "bbu"])
PRINCIPALS = st.sampled_from([None, "umea", "regionen"])
DAYS = st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2999, 12, 31)))


@settings(deadline=None)
@given(
    body=BODIES, principal=PRINCIPALS, role=st.sampled_from(Role), order=st.one_of(st.none(), st.integers(1, 999)),
    start=DAYS, end=DAYS,
)  # fmt: skip
def test_a_row_written_as_cells_is_read_as_the_same_row(
    body: str | None, principal: str | None, role: Role, order: int | None, start: date | None, end: date | None
) -> None:
    row = RosterRow(7, body, principal, role, order, "Åsa Öst", "asa@umea.example", start, end)

    judged = judge(STRUCTURE, [cells(STRUCTURE, row, ROLES)], ROLE_WORDS, TODAY)

    assert judged.rows == (row,)


@pytest.mark.parametrize(("text", "expected"), [("Från", "fran"), (" ÉPOST  x", "epost x"), ("ÅÄÖ", "aao")])
def test_headings_and_roles_are_compared_without_case_and_accents(text: str, expected: str) -> None:
    assert plain(text) == expected
