"""What an import writes: nobody forgotten, nothing twice, history left alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.periods import Period, gap
from models.rules.roster import Role, RosterRow
from models.rules.roster_changes import Appointment, Changes, Held, changes

TODAY = date(2026, 11, 22)
YESTERDAY = date(2026, 11, 21)
SPRING, SUMMER, NEXT_YEAR = date(2026, 3, 1), date(2026, 7, 1), date(2027, 1, 1)


def held(number: int, start: date | None = None, end: date | None = None, place: int | None = None) -> Held:
    return Held(number, "a@x.example", "lsg", "umea", Role.SUBSTITUTE, place, start, end)


def row(start: date | None = None, end: date | None = None, place: int | None = None, **more: Any) -> RosterRow:
    values = {"body": "lsg", "principal": "umea", "email": "a@x.example", **more}
    return RosterRow(row=2, role=Role.SUBSTITUTE, order=place, name="A", start=start, end=end, **values)


def made(start: date | None = None, end: date | None = None, place: int | None = None, **more: Any) -> Appointment:
    values = {"body": "lsg", "principal": "umea", "email": "a@x.example", **more}
    return Appointment(role=Role.SUBSTITUTE, place=place, start=start, end=end, **values)


CASES: dict[str, tuple[list[Held], list[RosterRow], Changes]] = {
    "an empty roster and an empty file": ([], [], Changes()),
    "the first import: since ever": ([], [row()], Changes(create=(made(),))),
    "the same again changes nothing": ([held(1)], [row()], Changes()),
    "the same again, with days": ([held(1, SPRING, NEXT_YEAR)], [row(SPRING, NEXT_YEAR)], Changes()),
    "no first day in the file: whatever is stored": ([held(1, SPRING)], [row()], Changes()),
    "somebody new begins today": (
        [held(1)],
        [row(), row(email="b@x.example")],
        Changes(create=(made(TODAY, email="b@x.example"),)),
    ),
    "somebody new with a first day": (
        [held(1)],
        [row(), row(NEXT_YEAR, email="b@x.example")],
        Changes(create=(made(NEXT_YEAR, email="b@x.example"),)),
    ),
    "gone from the file: ended yesterday, kept": ([held(1, SPRING)], [], Changes(end=((1, YESTERDAY),))),
    "gone, from since ever": ([held(1)], [], Changes(end=((1, YESTERDAY),))),
    "gone before it began": ([held(1, NEXT_YEAR)], [], Changes(remove=(1,))),
    "gone the day it began": ([held(1, TODAY)], [], Changes(remove=(1,))),
    "history stays when it is not in the file": ([held(1, SPRING, SUMMER)], [], Changes()),
    "history in the file is the same history": ([held(1, SPRING, SUMMER)], [row(SPRING, SUMMER)], Changes()),
    "old history that nobody knew": ([held(1)], [row(), row(SPRING, SUMMER)], Changes(create=(made(SPRING, SUMMER),))),
    "old history without a first day does not begin today": (
        [held(1, SUMMER)],
        [row(SUMMER), row(None, SPRING)],
        Changes(create=(made(None, SPRING),)),
    ),
    "back again: a new appointment, the old one untouched": (
        [held(1, None, SUMMER)],
        [row()],
        Changes(create=(made(TODAY),)),
    ),
    "back with the old first day: the old one goes on": (
        [held(1, SPRING, SUMMER)],
        [row(SPRING)],
        Changes(update=((1, made(SPRING)),)),
    ),
    "an end is set": ([held(1)], [row(None, NEXT_YEAR)], Changes(update=((1, made(None, NEXT_YEAR)),))),
    "somebody left a while ago, and the file says so now": (
        [held(1)],
        [row(None, SUMMER)],
        Changes(update=((1, made(None, SUMMER)),)),
    ),
    "who left and who is in force are told apart": (
        [held(1, SPRING)],
        [row(None, SUMMER), row(date(2026, 8, 1))],
        Changes(create=(made(None, SUMMER),), update=((1, made(date(2026, 8, 1))),)),
    ),
    "history in the file without its first day": ([held(1, SPRING, SUMMER)], [row(None, SUMMER)], Changes()),
    "an end before the stored beginning is older history": (
        [held(1, SUMMER)],
        [row(None, SPRING)],
        Changes(create=(made(None, SPRING),), end=((1, YESTERDAY),)),
    ),
    "an end is taken away": ([held(1, SPRING, NEXT_YEAR)], [row()], Changes(update=((1, made(SPRING)),))),
    "the first day moves": ([held(1, SPRING)], [row(SUMMER)], Changes(update=((1, made(SUMMER)),))),
    "the order changes": ([held(1, place=1)], [row(place=2)], Changes(update=((1, made(place=2)),))),
    "a split in two periods keeps the exact one": (
        [held(1, SPRING, SUMMER), held(2, NEXT_YEAR)],
        [row(NEXT_YEAR), row(SPRING, SUMMER)],
        Changes(),
    ),
    "an exact match goes before a looser one that stands earlier": (
        [held(1, SPRING, NEXT_YEAR)],
        [row(), row(SPRING, NEXT_YEAR)],
        Changes(create=(made(TODAY),)),
    ),
    "another body, principal or role is another appointment": (
        [held(1)],
        [row(body="samrad"), row(principal="mala")],
        Changes(create=(made(TODAY, body="samrad"), made(TODAY, principal="mala")), end=((1, YESTERDAY),)),
    ),
}


@pytest.mark.parametrize(("stored", "rows", "expected"), CASES.values(), ids=CASES.keys())
def test_what_is_written(stored: list[Held], rows: list[RosterRow], expected: Changes) -> None:
    found = changes(stored, rows, TODAY)

    assert found == expected
    assert found.empty == (expected == Changes())


DAYS = st.one_of(st.none(), st.dates(date(2026, 10, 1), date(2026, 12, 31)))
ANY = st.lists(
    st.builds(
        row, DAYS, DAYS, st.one_of(st.none(), st.integers(1, 3)), email=st.sampled_from(["a@x.example", "b@x.example"])
    ).filter(lambda one: one.period.first <= one.period.last),
    max_size=5,
)


def apart(rows: list[RosterRow]) -> list[RosterRow]:
    """Those of the rows that the check lets through: one person's periods do not meet."""
    kept: list[RosterRow] = []
    for one in rows:
        if not any(one.email == other.email and one.period.meets(other.period) for other in kept):
            kept.append(one)
    return kept


ROWS = ANY.map(apart)


def applied(stored: list[Held], found: Changes) -> list[Held]:
    """The stored roster after the changes."""
    ends, updates = dict(found.end), dict(found.update)
    kept = [one for one in stored if one.id not in found.remove]
    after = [
        Held(
            one.id, one.email, one.body, one.principal, one.role,
            updates[one.id].place if one.id in updates else one.place,
            updates[one.id].start if one.id in updates else one.start,
            updates[one.id].end if one.id in updates else ends.get(one.id, one.end),
        )
        for one in kept
    ]  # fmt: skip
    first = max((one.id for one in stored), default=0) + 1
    new = enumerate(found.create, start=first)
    return after + [Held(n, x.email, x.body, x.principal, x.role, x.place, x.start, x.end) for n, x in new]


@settings(deadline=None)
@given(ROWS, ROWS)
def test_the_same_file_twice_changes_nothing(before: list[RosterRow], rows: list[RosterRow]) -> None:
    stored = applied([], changes([], before, TODAY))
    once = applied(stored, changes(stored, rows, TODAY))

    assert changes(once, rows, TODAY).empty


@settings(deadline=None)
@given(ROWS, ROWS)
def test_what_is_in_force_is_what_the_file_says(before: list[RosterRow], rows: list[RosterRow]) -> None:
    stored = applied([], changes([], before, TODAY))
    after = applied(stored, changes(stored, rows, TODAY))

    alive = sorted(one.email for one in after if (one.end or date.max) >= TODAY)
    assert alive == sorted(one.email for one in rows if one.period.last >= TODAY)


# Days


def span(first: int, last: int) -> Period:
    return Period(date(2026, 1, first), date(2026, 1, last))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], 5),
        ([span(5, 10)], None),
        ([span(1, 20)], None),
        ([span(6, 10)], 5),
        ([span(5, 7)], 8),
        ([span(8, 10), span(5, 7)], None),
        ([span(1, 3), span(5, 10)], None),
        ([span(5, 6), span(8, 10)], 7),
    ],
)
def test_the_first_day_that_is_not_filled(parts: list[Period], expected: int | None) -> None:
    assert gap(span(5, 10), parts) == (None if expected is None else date(2026, 1, expected))
