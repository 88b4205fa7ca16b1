"""Absences: the substitutes are called in turn, somebody says yes, the absent one comes after all; and seats that nobody takes."""

from __future__ import annotations

from bot.usecases import absence_seats, absences, meetings
from tests.proof.storm.scene import Scene, Step

ANNA, BO = ("lsg", "ordinary", "umea"), ("lsg", "ordinary", "bjurholm")


async def planned(scene: Scene) -> None:
    await scene.act(scene.boss, meetings.create, "lsg", scene.day(70), "09:00", "12:00", scene.place)


async def reported(scene: Scene) -> None:
    await scene.act(scene.who(*ANNA), absences.report, scene.meeting.id)


async def declined(scene: Scene) -> None:
    call = scene.asked(scene.absences()[0])
    await scene.act(scene.who("lsg", "substitute", "umea"), absences.decline_call, call.id)


async def accepted(scene: Scene) -> None:
    call = scene.asked(scene.absences()[0])
    await scene.act(call.person_id, absences.accept_call, call.id)


async def can_come_after_all(scene: Scene) -> None:
    await scene.act(scene.who(*ANNA), absences.withdraw, scene.absences()[0].id)


async def comes_after_all(scene: Scene) -> None:
    await scene.act(scene.boss, absences.decide_return, scene.absences()[0].id, ordinary=True)


async def reported_by_another(scene: Scene) -> None:
    await scene.act(scene.who(*BO), absences.report, scene.meeting.id)


async def not_answered_in_time(scene: Scene) -> None:
    await scene.forward(days=3)


async def somebody_is_named(scene: Scene) -> None:
    person = scene.who("lsg", "substitute", "bjurholm")
    await scene.act(scene.boss, absence_seats.appoint, scene.absences()[-1].id, person.id)


async def cannot_any_more(scene: Scene) -> None:
    person = scene.who("lsg", "substitute", "bjurholm")
    await scene.act(person, absences.decline_call, scene.asked(scene.absences()[-1]).id)


async def left_empty(scene: Scene) -> None:
    await scene.act(scene.boss, absence_seats.leave_empty, scene.absences()[-1].id)


async def reported_once_more(scene: Scene) -> None:
    await scene.act(scene.who(*ANNA), absences.report, scene.meeting.id)


async def moved(scene: Scene) -> None:
    row = scene.meeting
    await scene.act(scene.boss, meetings.move, row.id, row.version, scene.day(75), "13:00", "15:00", scene.place)


async def cancelled(scene: Scene) -> None:
    row = scene.meeting
    await scene.act(scene.boss, meetings.cancel, row.id, row.version, "Det räckte inte.")


STEPS: list[Step] = [
    planned, reported, declined, accepted, can_come_after_all, comes_after_all, reported_by_another, not_answered_in_time,
    somebody_is_named, cannot_any_more, left_empty, reported_once_more, moved, cancelled,
]  # fmt: skip
