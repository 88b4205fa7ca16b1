"""Whose turn the chair is: the first side, a meeting that decides on longer terms, and that it was a mistake."""

from __future__ import annotations

from bot.usecases import meetings, rotation
from tests.proof.storm.scene import Scene, Step


def _year(scene: Scene) -> int:
    return scene.bot.clock.today().year


async def first_side(scene: Scene) -> None:
    await scene.act(scene.boss, rotation.enter, "samrad", _year(scene), "kommun")


async def planned(scene: Scene) -> None:
    await scene.act(scene.boss, meetings.create, "samrad", scene.day(1), "09:00", "12:00", scene.place)


async def it_has_been(scene: Scene) -> None:
    await scene.forward(days=2)


async def longer_terms(scene: Scene) -> None:
    await scene.act(
        scene.boss, rotation.extend, "samrad", _year(scene) + 1, scene.meeting.id, unanimous=True, reason=scene.place
    )


async def not_longer_after_all(scene: Scene) -> None:
    await scene.act(scene.boss, rotation.take_back, "samrad", _year(scene) + 1)


STEPS: list[Step] = [first_side, planned, it_has_been, longer_terms, not_longer_after_all]
