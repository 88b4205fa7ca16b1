"""The listener while Graph stumbles over some of the events."""

from __future__ import annotations

import pytest

from bot.outbox.letters import read
from calendar_sync.errors import OutlookFault
from tests.calendar_sync.desk import Desk
from tests.planned import plan


async def test_an_event_that_graph_can_not_show_hides_no_answer_about_another(desk: Desk) -> None:
    person = desk.county.who("lsg", "ordinary", "umea")
    desk.outlook.add_mailbox(person.email, person.name)
    first, second = (plan(desk.county, "lsg", day) for day in ("2026-03-12", "2026-04-16"))
    await desk.settle()
    await desk.listener.once()
    desk.outlook.respond(person.email, desk.event(second)["id"], "declined")
    desk.fault("500", str(desk.row(first).graph_id))

    with pytest.raises(OutlookFault):
        await desk.listener.once()

    asked = [read(one.kind, one.payload) for one in desk.letters("ComePrompt")]
    assert [(one.meeting_id, one.person_id) for one in asked] == [(second, person.id)]  # type: ignore[attr-defined]
    assert await desk.listener.once() == 0
