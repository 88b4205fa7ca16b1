"""Somebody who wants the day's news gathered, and then to be left in peace until coming back."""

from __future__ import annotations

from datetime import timedelta

from bot.usecases import attention, questions, questions_au, reminders
from models.rules.attention import Attention
from models.rules.questions_au import Answer
from models.rules.reminders import Awaited, Later
from tests.proof.storm.flows.question import draft
from tests.proof.storm.scene import Scene, Step

ANNA = ("lsg", "ordinary", "umea")


async def raised(scene: Scene) -> None:
    await scene.act(scene.who(*ANNA), questions.raise_question, draft(scene, title="Hemgång"))


async def raised_another(scene: Scene) -> None:
    await scene.act(scene.who(*ANNA), questions.raise_question, draft(scene, title="Tolkar"))


async def _approved(scene: Scene, number: int) -> None:
    row = scene.questions()[number]
    for office in ("chair", "vice_chair"):
        await scene.act(scene.who("lsg", office), questions_au.answer, row.id, row.round, Answer.APPROVE, again=office)
    await scene.rest()


async def reminded_later(scene: Scene) -> None:
    await scene.act(scene.who("lsg", "chair"), reminders.remind_me, Awaited.ANSWER, scene.questions()[1].id, Later.HOUR)


async def two_hours(scene: Scene) -> None:
    await scene.forward(hours=2)


async def gathered(scene: Scene) -> None:
    await scene.act(scene.who(*ANNA), attention.choose, Attention(digest_hour=8))


async def approved(scene: Scene) -> None:
    await _approved(scene, 0)


async def the_next_day(scene: Scene) -> None:
    await scene.forward(days=1)


async def paused(scene: Scene) -> None:
    wishes = Attention(paused_until=scene.bot.clock.today() + timedelta(days=9))
    await scene.act(scene.who(*ANNA), attention.choose, wishes)


async def approved_meanwhile(scene: Scene) -> None:
    await _approved(scene, 1)


async def back_again(scene: Scene) -> None:
    await scene.act(scene.who(*ANNA), attention.end_pause)
    await scene.rest()


STEPS: list[Step] = [
    raised, raised_another, reminded_later, two_hours, gathered, approved, the_next_day, paused, approved_meanwhile, back_again,
]  # fmt: skip
