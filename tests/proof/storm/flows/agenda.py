"""From two answers of AU to an agenda, its notice and its points, and the event in Outlook."""

from __future__ import annotations

from bot.usecases import agenda, meetings, questions
from models.rules.agenda import Point
from models.rules.questions_au import Answer
from tests.proof.storm.flows.question import draft, reply
from tests.proof.storm.scene import Scene, Step

RAISER = ("lsg", "ordinary", "umea")


async def planned(scene: Scene) -> None:
    days = f"{scene.day(40)}\n{scene.day(47)}"
    await scene.act(scene.boss, meetings.create, "lsg", days, "09:00", "12:00", scene.place)


async def raised(scene: Scene) -> None:
    await scene.act(scene.who(*RAISER), questions.raise_question, draft(scene))


async def approved(scene: Scene) -> None:
    await reply(scene, "chair", Answer.APPROVE)
    await reply(scene, "vice_chair", Answer.APPROVE, again="b")


async def added(scene: Scene) -> None:
    chair = scene.who("lsg", "chair")
    for number, title in enumerate(("Budgetläget", "Tolkar", "Övrigt")):
        point = Point(f"{title} {scene.mark}", "information", "20")
        await scene.act(chair, agenda.add, scene.meeting.id, point, again=str(number))


def titled(scene: Scene, title: str) -> int:
    """The point of that title, wherever it stands."""
    return next(one.id or 0 for one in scene.items() if one.title.startswith(title))


async def edited(scene: Scene) -> None:
    point = Point(f"Tolkar {scene.mark}", "dialogue", "30")
    await scene.act(scene.who("lsg", "chair"), agenda.edit, titled(scene, "Tolkar"), point)


async def ordered(scene: Scene) -> None:
    await scene.act(scene.who("lsg", "chair"), agenda.shift, titled(scene, "Tolkar"), -1)


async def taken_off(scene: Scene) -> None:
    if any(one.title.startswith("Övrigt") for one in scene.items()):
        await scene.act(scene.who("lsg", "chair"), agenda.remove, titled(scene, "Övrigt"))


async def tabled(scene: Scene) -> None:
    if any(one.title.startswith("Tolkar") for one in scene.items()):
        await scene.act(scene.who("lsg", "chair"), agenda.carry, titled(scene, "Tolkar"))


async def set_(scene: Scene) -> None:
    await scene.act(scene.who("lsg", "chair"), agenda.fix, scene.meeting.id)


async def opened(scene: Scene) -> None:
    await scene.act(scene.who("lsg", "chair"), agenda.reopen, scene.meeting.id)


async def set_again(scene: Scene) -> None:
    await scene.act(scene.who("lsg", "chair"), agenda.fix, scene.meeting.id)


async def called(scene: Scene) -> None:
    await scene.act(scene.who("lsg", "chair"), agenda.call, scene.meeting.id)


async def the_days_before(scene: Scene) -> None:
    await scene.forward(days=36)


async def held(scene: Scene) -> None:
    await scene.forward(days=4, hours=3)


async def treated(scene: Scene) -> None:
    if any(one.title.startswith("Budget") for one in scene.items()):
        await scene.act(scene.who("lsg", "chair"), agenda.treated, titled(scene, "Budget"))


async def cancelled(scene: Scene) -> None:
    later = scene.meetings()[1]
    await scene.act(scene.boss, meetings.cancel, later.id, later.version, "Det räckte inte.")


STEPS: list[Step] = [
    planned, raised, approved, added, edited, ordered, taken_off, tabled, set_, opened, set_again, called, the_days_before, held,
    treated, cancelled,
]  # fmt: skip
