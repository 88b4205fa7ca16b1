"""When somebody is reminded: a table."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from models.rules.refusals import Refusal
from models.rules.reminders import Later, remind_at
from models.rules.workdays import RedDays

RED = RedDays(holidays=frozenset({date(2026, 4, 3), date(2026, 4, 6)}))  # Good Friday and Easter Monday
AT = datetime.fromisoformat


@pytest.mark.parametrize(
    ("choice", "now", "at"),
    [
        (Later.HOUR, "2026-01-12T09:10", "2026-01-12T10:10"),
        (Later.TOMORROW, "2026-01-12T09:10", "2026-01-13T08:00"),
        (Later.TOMORROW, "2026-01-16T09:10", "2026-01-19T08:00"),
        (Later.TOMORROW, "2026-04-02T09:10", "2026-04-07T08:00"),
        (Later.MONDAY, "2026-01-12T09:10", "2026-01-19T08:00"),
        (Later.MONDAY, "2026-01-18T23:00", "2026-01-19T08:00"),
        (Later.MONDAY, "2026-04-02T09:10", "2026-04-07T08:00"),
    ],
)
def test_on_a_working_day_in_the_morning_or_in_an_hour(choice: Later, now: str, at: str) -> None:
    assert remind_at(choice, AT(now), RED) == AT(at)


def test_never_when_the_answer_is_due_by_then() -> None:
    due = AT("2026-01-13T08:00")

    assert remind_at(Later.TOMORROW, AT("2026-01-12T09:00"), RED, due) is Refusal.REMINDER_LATE
    assert remind_at(Later.HOUR, AT("2026-01-12T09:00"), RED, due) == AT("2026-01-12T10:00")
