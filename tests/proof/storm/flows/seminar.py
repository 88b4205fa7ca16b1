"""The year's seminar: planned, a programme proposed and set, guests, moved and cancelled."""

from __future__ import annotations

from datetime import date

from bot.usecases import seminar
from tests.proof.storm.scene import Scene, Step


async def planned(scene: Scene) -> None:
    days = f"{scene.day(90)}\n{scene.day(91)}"
    await scene.act(scene.who("lsg", "chair"), seminar.plan, "Nära vård", days, "09:00", "16:00", scene.place)


async def proposed(scene: Scene) -> None:
    await scene.act(scene.who("lsg", "chair"), seminar.propose, scene.meeting.id, "9.00 Välkomna")


async def guests_invited(scene: Scene) -> None:
    await scene.act(scene.boss, seminar.invite, scene.meeting.id, "gast@utanfor.example\nannan@utanfor.example")


async def programme_set(scene: Scene) -> None:
    await scene.act(
        scene.who("samrad", "chair"), seminar.set_programme, scene.meeting.id, "9.00 Välkomna\n16.00 Slut",
        date.fromisoformat(scene.day(-1)),
    )  # fmt: skip


async def a_guest_less(scene: Scene) -> None:
    from models.tables.meetings import Guest

    found = scene.rows(Guest, Guest.meeting_id == scene.meeting.id, Guest.email == "gast@utanfor.example")
    if found:
        await scene.act(scene.boss, seminar.remove_guest, found[0].id)


async def moved(scene: Scene) -> None:
    row = scene.meeting
    if row.version == 1:
        days = f"{scene.day(97)}\n{scene.day(98)}"
        await scene.act(scene.boss, seminar.move, row.id, 1, days, "10:00", "15:00", scene.place)


async def cancelled(scene: Scene) -> None:
    row = scene.meeting
    if row.state == "planned":
        await scene.act(scene.boss, seminar.cancel, row.id, row.version, "Det blev för få.")


STEPS: list[Step] = [planned, proposed, guests_invited, programme_set, a_guest_less, moved, cancelled]
