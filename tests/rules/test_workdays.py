"""Counting working days, with the days that are red given."""

from __future__ import annotations

from datetime import date

import pytest

from bot.holidays import red_days
from models.rules.workdays import DayKind, RedDays, is_workday, kind_of, workday_on_or_before, workdays_before

RED = red_days([2026])
NONE = RedDays()


@pytest.mark.parametrize(
    ("day", "kind", "works"),
    [
        ("2026-03-12", DayKind.ORDINARY, True),
        ("2026-03-14", DayKind.WEEKEND, False),
        ("2026-03-15", DayKind.WEEKEND, False),
        ("2026-04-03", DayKind.HOLIDAY, False),  # långfredagen
        ("2026-04-05", DayKind.HOLIDAY, False),  # påskdagen, a Sunday
        ("2026-06-19", DayKind.EVE, False),  # midsommarafton: in no list of public holidays, and nobody works
        ("2026-12-24", DayKind.EVE, False),
        ("2026-12-31", DayKind.EVE, False),
        ("2026-04-02", DayKind.EVE, True),  # skärtorsdagen: a half day
        ("2026-05-15", DayKind.EVE, True),  # klämdag
        ("2026-04-04", DayKind.EVE, False),  # påskafton, a Saturday
    ],
)
def test_a_days_kind_and_whether_people_work(day: str, kind: DayKind, works: bool) -> None:
    assert (kind_of(date.fromisoformat(day), RED), is_workday(date.fromisoformat(day), RED)) == (kind, works)


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        ("2026-03-12", 5, "2026-03-05"),  # Thursday to Thursday
        ("2026-03-16", 1, "2026-03-13"),  # over a weekend
        ("2026-03-12", 0, "2026-03-12"),
        ("2026-04-09", 5, "2026-03-31"),  # over Easter: 8, 7 April, then 2 April and 1 April, 31 March
        ("2026-06-25", 5, "2026-06-17"),  # over midsummer
        ("2027-01-08", 5, "2026-12-29"),  # over the turn of the year
    ],
)
def test_working_days_are_counted_backwards(day: str, count: int, found: str) -> None:
    assert workdays_before(date.fromisoformat(day), count, RED) == date.fromisoformat(found)


@pytest.mark.parametrize(
    ("day", "found"),
    [("2026-03-12", "2026-03-12"), ("2026-03-15", "2026-03-13"), ("2026-04-06", "2026-04-02")],
)
def test_the_last_working_day_so_far(day: str, found: str) -> None:
    assert workday_on_or_before(date.fromisoformat(day), RED) == date.fromisoformat(found)


def test_without_red_days_only_weekends_are_free() -> None:
    assert is_workday(date(2026, 12, 24), NONE)
    assert kind_of(date(2026, 12, 24), NONE) is DayKind.ORDINARY


def test_the_days_have_swedish_names_and_the_holidays_name_wins() -> None:
    assert RED.names[date(2026, 6, 19)] == "Midsommarafton"
    assert RED.names[date(2026, 4, 3)] == "Långfredagen"
    assert RED.names[date(2026, 1, 5)] == "Trettondagsafton"
    assert date(2027, 1, 1) in RED.holidays
