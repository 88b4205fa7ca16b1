"""A question from a draft to both answers, with everything that can come between."""

from __future__ import annotations

from typing import Any

from bot.usecases import meetings, questions, questions_au
from models.rules.questions import Draft, Reach
from models.rules.questions_au import Answer
from tests.proof.storm.scene import Scene, Step

SUBSTITUTE, ORDINARY = ("lsg", "substitute", "mala"), ("lsg", "ordinary", "mala")


def draft(scene: Scene, body: str = "lsg", title: str = "Trygg utskrivning", **more: Any) -> Draft:
    """A question that can be handed in."""
    return Draft(
        body=body, title=f"{title} {scene.mark}", issue="Utskrivningar blir sena.", background="Vi har provat lokalt.",
        benefit="Tryggare hemgång.", concerned="Alla kommuner och regionen.", why_not_local="Rutinen är länets.",
        reach=Reach.SEVERAL, **more,
    )  # fmt: skip


async def reply(scene: Scene, office: str, answer: Answer, text: str = "", again: str = "", **more: Any) -> None:
    """The chair or the vice chair of LSG answers in the round that is now."""
    row = scene.question
    await scene.act(
        scene.who(row.body, office), questions_au.answer, row.id, row.round, answer, text=text, again=again, **more
    )


async def planned(scene: Scene) -> None:
    await scene.act(scene.boss, meetings.create, "lsg", scene.day(78), "09:00", "12:00", scene.place)


async def kept_as_a_draft(scene: Scene) -> None:
    await scene.act(scene.who(*SUBSTITUTE), questions.save_draft, draft(scene))


async def raised_by_a_substitute(scene: Scene) -> None:
    await scene.act(scene.who(*SUBSTITUTE), questions.raise_question, draft(scene), scene.question.id)


async def not_signed_now(scene: Scene) -> None:
    await scene.act(scene.who(*ORDINARY), questions.not_now, scene.question.id, "Vi väntar.")


async def raised_again(scene: Scene) -> None:
    await scene.act(scene.who(*SUBSTITUTE), questions.raise_question, draft(scene), scene.question.id)


async def not_signed_in_time(scene: Scene) -> None:
    await scene.forward(days=8)


async def signed(scene: Scene) -> None:
    await scene.act(scene.who(*ORDINARY), questions.cosign, scene.question.id)


async def asked_for_more(scene: Scene) -> None:
    await reply(scene, "vice_chair", Answer.ASK_SUPPLEMENT, "Hur många gäller det?")


async def not_completed_in_time(scene: Scene) -> None:
    await scene.forward(days=16)


async def completed(scene: Scene) -> None:
    await scene.act(scene.who(*SUBSTITUTE), questions.complete, scene.question.id, 1, {"issue": "Ungefär 40."}, "40.")


async def approved_by_one(scene: Scene) -> None:
    await reply(scene, "chair", Answer.APPROVE)


async def taken_back(scene: Scene) -> None:
    await scene.act(scene.who("lsg", "chair"), questions_au.take_back, scene.question.id)


async def not_answered_in_time(scene: Scene) -> None:
    await scene.forward(days=20)


async def approved_after_all(scene: Scene) -> None:
    await reply(scene, "chair", Answer.APPROVE)


async def declined_by_the_other(scene: Scene) -> None:
    await reply(scene, "vice_chair", Answer.DECLINE, "Hör inte hit.")


async def opened_anew(scene: Scene) -> None:
    await scene.act(scene.boss, questions_au.reopen, scene.question.id, 2)


async def approved_in_the_new_round(scene: Scene) -> None:
    await reply(scene, "chair", Answer.APPROVE)


async def approved_by_both(scene: Scene) -> None:
    await reply(scene, "vice_chair", Answer.APPROVE)


async def withdrawn(scene: Scene) -> None:
    await scene.act(scene.who(*SUBSTITUTE), questions.withdraw, scene.question.id)


async def cancelled(scene: Scene) -> None:
    await scene.act(scene.boss, meetings.cancel, scene.meeting.id, scene.meeting.version, "Det räckte inte.")


STEPS: list[Step] = [
    planned, kept_as_a_draft, raised_by_a_substitute, not_signed_now, raised_again, not_signed_in_time, signed, asked_for_more, not_completed_in_time,
    completed, approved_by_one, taken_back, not_answered_in_time, approved_after_all, declined_by_the_other, opened_anew,
    approved_in_the_new_round, approved_by_both, withdrawn, cancelled,
]  # fmt: skip
