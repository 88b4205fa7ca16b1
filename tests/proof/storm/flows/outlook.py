"""What people do to an event in Outlook, and what the coordinators answer."""

from __future__ import annotations

from typing import Any

from bot.usecases import absence_changes, calendar_changes, meetings
from bot.usecases.absence_changes import DECLINED
from tests.proof.storm.scene import Scene, Step

ANNA = ("lsg", "ordinary", "umea")
ZONE = "W. Europe Standard Time"


def edges(day: str, hour: str = "10", end: str = "12") -> dict[str, Any]:
    """A start and an end as Graph writes them."""
    hours = {"start": hour, "end": end}
    return {name: {"dateTime": f"{day}T{at}:00:00", "timeZone": ZONE} for name, at in hours.items()}


async def planned(scene: Scene) -> None:
    await scene.act(scene.boss, meetings.create, "lsg", scene.day(70), "09:00", "12:00", scene.place)


async def moved(scene: Scene) -> None:
    row = scene.meeting
    if row.version == 1:
        await scene.act(scene.boss, meetings.move, row.id, 1, scene.day(71), "09:00", "12:00", scene.place)


async def declined(scene: Scene) -> None:
    event = str(scene.events()[-1].graph_id)
    scene.by_hand(lambda: scene.outlook.respond(scene.who(*ANNA).email, event, "declined"))
    await scene.look()


async def comes_all_the_same(scene: Scene) -> None:
    await scene.act(scene.who(*ANNA), absence_changes.coming, scene.meeting.id, DECLINED)


async def changed_by_hand(scene: Scene) -> None:
    day = scene.bot.clock.local(scene.meeting.starts_at).date().isoformat()
    event = str(scene.events()[-1].graph_id)
    scene.by_hand(lambda: scene.outlook.edit(event, **edges(day)))
    await scene.look()


async def restored(scene: Scene) -> None:
    await scene.act(scene.boss, calendar_changes.restore, scene.events()[-1].id)
    await scene.rest()
    await scene.look()


async def changed_by_hand_again(scene: Scene) -> None:
    day = scene.bot.clock.local(scene.meeting.starts_at).date().isoformat()
    event = str(scene.events()[-1].graph_id)
    scene.by_hand(lambda: scene.outlook.edit(event, **edges(day, "13", "15")))
    await scene.look()


async def kept(scene: Scene) -> None:
    await scene.act(scene.boss, calendar_changes.keep_outlooks, scene.events()[-1].id)
    await scene.rest()
    await scene.look()


async def removed_by_hand(scene: Scene) -> None:
    event = str(scene.events()[-1].graph_id)
    scene.by_hand(lambda: scene.outlook.edit(event, delete=True))
    await scene.look()


async def made_anew(scene: Scene) -> None:
    await scene.act(scene.boss, calendar_changes.create_anew, scene.events()[0].id)


async def cancelled(scene: Scene) -> None:
    row = scene.meeting
    await scene.act(scene.boss, meetings.cancel, row.id, row.version, "Det räckte inte.")


async def emptied(scene: Scene) -> None:
    await scene.act(None, calendar_changes.emptied, 3)


async def filled_again(scene: Scene) -> None:
    await scene.act(None, calendar_changes.refilled)


STEPS: list[Step] = [
    planned, moved, declined, comes_all_the_same, changed_by_hand, restored, changed_by_hand_again, kept, removed_by_hand, made_anew,
    cancelled, emptied, filled_again,
]  # fmt: skip
