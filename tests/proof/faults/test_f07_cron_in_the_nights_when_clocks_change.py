"""F7: a cron trigger at 02:30 fires twice in the night when clocks go back, and an hour late in the other one. Ours keeps moments
in UTC, and what is due is due once, however often it is asked."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from apscheduler.triggers.cron import CronTrigger
from sqlmodel import select

from bot.clock import Clock
from bot.usecases import due
from models.tables.outbox import OutboxLetter
from tests.conftest import Furnished
from tests.planned import plan

STOCKHOLM = ZoneInfo("Europe/Stockholm")
BACK, AHEAD = date(2027, 10, 31), date(2027, 3, 28)


def fires(day: date) -> list[datetime]:
    """When a cron trigger at 02:30 fires that day, in UTC."""
    trigger = CronTrigger(hour=2, minute=30, timezone=STOCKHOLM)
    now = datetime.combine(day, time(0), STOCKHOLM)
    found: list[datetime] = []
    previous = None
    while (at := trigger.get_next_fire_time(previous, now)) is not None and at.date() == day:
        found.append(at.astimezone(UTC))
        previous, now = at, at.astimezone(UTC) + timedelta(seconds=1)
    return found


def test_cron_as_it_comes_fires_twice_or_late() -> None:
    assert fires(BACK) == [datetime(2027, 10, 31, 0, 30, tzinfo=UTC), datetime(2027, 10, 31, 1, 30, tzinfo=UTC)]
    assert [one.astimezone(STOCKHOLM).hour for one in fires(AHEAD)] == [3]


@pytest.mark.parametrize(
    ("day", "moment"),
    [(BACK, datetime(2027, 10, 31, 0, 30, tzinfo=UTC)), (AHEAD, datetime(2027, 3, 28, 1, 30, tzinfo=UTC))],
)
def test_a_deadline_of_ours_is_one_moment(day: date, moment: datetime) -> None:
    assert Clock().moment(day, time(2, 30)) == moment


@pytest.mark.parametrize("day", [BACK, AHEAD])
def test_all_that_is_due_is_due_once_in_those_nights(county: Furnished, day: date) -> None:
    """Notices should have left, and agendas been set: asked on the workdays around and every half hour of the night, each is told once."""
    plan(county, "lsg", "\n".join((day + timedelta(days=ahead)).isoformat() for ahead in (3, 7, 14, 21, 28)))
    midnight = datetime.combine(day, time(0), STOCKHOLM).astimezone(UTC)
    for hours in (-60, -36, -12, *(half / 2 for half in range(10)), 12, 33, 36):
        county.clock.moment = midnight + timedelta(hours=hours)
        for _, _, usecase in due.TABLE:
            usecase(county.acting)

    with county.session() as session:
        told = Counter(
            (one.kind, one.payload) for one in session.scalars(select(OutboxLetter)) if "Reminder" in one.kind
        )
    assert len(told) > 2
    assert set(told.values()) == {1}
