"""Samråd's AU has LSG prepare a question; it comes back prepared."""

from __future__ import annotations

from bot.usecases import questions, questions_au
from models.rules.questions_au import Answer
from tests.proof.storm.flows.question import draft
from tests.proof.storm.scene import Scene, Step

RAISER = ("samrad", "ordinary", "umea")


async def raised(scene: Scene) -> None:
    await scene.act(scene.who(*RAISER), questions.raise_question, draft(scene, "samrad"))


async def sent_to_be_prepared(scene: Scene) -> None:
    await scene.act(scene.who("samrad", "chair"), questions_au.answer, scene.question.id, 1, Answer.PREPARE)


async def approved_there(scene: Scene) -> None:
    for office in ("chair", "vice_chair"):
        who = scene.who("lsg", office)
        await scene.act(who, questions_au.answer, scene.questions()[1].id, 1, Answer.APPROVE, again=office)


async def sent_back(scene: Scene) -> None:
    await scene.act(scene.who("lsg", "chair"), questions_au.send_back, scene.questions()[1].id)


async def referred(scene: Scene) -> None:
    who = scene.who("samrad", "chair")
    await scene.act(who, questions_au.answer, scene.question.id, 2, Answer.REFER, target="arena:Regionledningsmötet")


STEPS: list[Step] = [raised, sent_to_be_prepared, approved_there, sent_back, referred]
