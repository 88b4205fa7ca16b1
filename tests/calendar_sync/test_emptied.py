"""All our events are gone from Outlook at once: nothing is concluded, and the coordinators hear of it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.outbox.letters import read
from bot.reads import calendar as reads
from bot.reads.events import is_emptied
from handlers.views import calendar as views
from models.store.engine import Reading
from tests.calendar_sync.desk import Desk
from tests.planned import plan


async def planned(desk: Desk, body: str = "lsg", day: str = "2026-03-12") -> int:
    """A meeting that stands in Outlook and has been looked at once."""
    meeting = plan(desk.county, body, day)
    await desk.settle()
    await desk.listener.once()
    desk.mailed()
    return meeting


async def test_all_gone_at_once_is_taken_for_a_wrong_mailbox(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    made = [await planned(desk, day=day) for day in ("2026-03-12", "2026-04-16", "2026-05-07")]
    for one in made:
        desk.outlook.edit(str(desk.row(one).graph_id), delete=True)

    assert await desk.listener.once() == 0
    assert {desk.row(one).state for one in made} == {"known"}
    assert "calendar.all_gone" in caplog.text


async def test_the_coordinators_are_told_once_that_all_are_gone(desk: Desk) -> None:
    made = [await planned(desk, day=day) for day in ("2026-03-12", "2026-04-16", "2026-05-07")]
    for one in made:
        desk.outlook.edit(str(desk.row(one).graph_id), delete=True)

    await desk.listener.once(frozenset(str(desk.row(one).graph_id) for one in made))
    assert desk.letters("OutlookEmptied") == []  # only those were looked at: there may be others
    await desk.listener.once()
    await desk.listener.once()

    told: list[Any] = [read(one.kind, one.payload) for one in desk.letters("OutlookEmptied")]
    assert len({one.person_id for one in told}) == len(told) == 2
    with desk.county.session() as session:
        clock = desk.county.clock.clock
        gathered: Any = reads.emptied(Reading(session, clock.now(), clock.zone), told[0])
    assert "3 möten" in views.emptied(gathered.shape).text


async def test_when_one_stands_again_each_that_is_gone_is_asked_about(desk: Desk) -> None:
    made = [await planned(desk, day=day) for day in ("2026-03-12", "2026-04-16", "2026-05-07")]
    for one in made:
        desk.outlook.edit(str(desk.row(one).graph_id), delete=True)
    await desk.listener.once()

    await planned(desk, day="2026-06-04")
    await desk.listener.once()

    assert {desk.row(one).state for one in made} == {"gone"}
    assert desk.county.acting.ask(is_emptied) is False
