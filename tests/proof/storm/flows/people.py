"""Accounts, channels, the roster and the structure; a word to the bot; and a letter that was given up."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from sqlmodel import Session, select

from bot.usecases import bodies, messages, outbox, people, roster, roster_file, structure
from models.store import structure as structures
from models.tables.people import Person
from tests.conftest import PEOPLE, STRUCTURES
from tests.proof.storm.scene import Scene, Step

ANNA = ("lsg", "ordinary", "umea")


async def home_opened(scene: Scene) -> None:
    await scene.act(scene.who(*ANNA), people.home_opened)


async def a_word(scene: Scene) -> None:
    await scene.act(scene.who(*ANNA), messages.heard, f"jag vill lyfta en fråga om tolkar {scene.mark}")


async def channels_made(scene: Scene) -> None:
    await scene.act(scene.boss, bodies.let_make, "bbu")


async def a_channel_that_is_not_there(scene: Scene) -> None:
    await scene.act(scene.boss, bodies.choose, "bbu", "C0NOWHERE", None)


async def the_right_channel(scene: Scene) -> None:
    found = [one["id"] for one in scene.hands.channels() if "barn" in str(one.get("name")) and not one["is_private"]]
    await scene.act(scene.boss, bodies.choose, "bbu", found[0], None)


async def shared(scene: Scene) -> None:
    """A channel that no body has any more comes to be shared with others."""
    await scene.act(None, bodies.looked_at, "C0NOWHERE", shared=True)


async def its_own_again(scene: Scene) -> None:
    await scene.act(None, bodies.looked_at, "C0NOWHERE", shared=False)


async def tried_again(scene: Scene) -> None:
    await scene.act(scene.boss, outbox.retry)
    await scene.rest()


async def the_next_day(scene: Scene) -> None:
    await scene.forward(days=1)


def _rows() -> list[Any]:
    return roster_file.read(STRUCTURES / PEOPLE["vasterbotten"])


async def somebody_new(scene: Scene) -> None:
    """A new name and address in a row of somebody who has only that one: nobody has an account of that address yet."""
    rows = _rows()
    often = Counter(one.email for one in rows)
    old = next(one for one in rows if often[one.email] == 1)
    new = replace(old, name="Nils Nykomling", email="nils.nykomling@regionen.example")
    taken_in = await scene.act(None, roster.import_rows, [new if one is old else one for one in rows])
    assert taken_in.verdict.faults == (), taken_in.summary
    await scene.rest()


async def an_account(scene: Scene) -> None:
    """The account is made; the clock finds it the day after."""
    with Session(scene.bot.database.engine) as session:
        email = session.exec(select(Person.email).where(Person.name == "Nils Nykomling")).one()
    scene.by_hand(lambda: scene.hands.new_person("nils", "Nils Nykomling", email, quiet=True))
    await scene.forward(days=1, hours=1)


async def the_old_roster(scene: Scene) -> None:
    await scene.act(None, roster.import_rows, _rows())


async def the_structure_again(scene: Scene) -> None:
    document = structures.read_document("vasterbotten")
    await scene.act(None, structure.load, document)


STEPS: list[Step] = [
    home_opened, a_word, channels_made, a_channel_that_is_not_there, the_right_channel, shared, its_own_again, tried_again, the_next_day, somebody_new,
    an_account, the_old_roster, the_structure_again,
]  # fmt: skip
