"""What is no longer kept, who has left, and a copy that was put back: what an operator decides, each once."""

from __future__ import annotations

from collections import Counter

from bot.usecases import former, restored, retention, roster, roster_file
from models.rules.roster_rows import RawRow
from tests.conftest import PEOPLE, STRUCTURES
from tests.proof.storm.scene import Scene, Step


def leaves() -> tuple[RawRow, list[RawRow]]:
    """A substitute who has one row in the roster, and the roster without it."""
    rows = roster_file.read(STRUCTURES / PEOPLE["vasterbotten"])
    often = Counter(one.email for one in rows)
    gone = next(one for one in rows if often[one.email] == 1 and one.role.startswith("ersättare"))
    return gone, [one for one in rows if one is not gone]


async def decided(scene: Scene) -> None:
    await scene.act(scene.boss, retention.decide, "letters", 400, "RS 2026-12")


async def the_next_day(scene: Scene) -> None:
    await scene.forward(days=1)


async def kept_after_all(scene: Scene) -> None:
    await scene.act(scene.boss, retention.stop, "letters")


async def somebody_leaves(scene: Scene) -> None:
    taken_in = await scene.act(None, roster.import_rows, leaves()[1])
    assert taken_in.verdict.faults == (), taken_in.summary


async def is_no_longer_named(scene: Scene) -> None:
    await scene.act(scene.boss, former.pseudonymise, leaves()[0].email)


async def a_copy_is_put_back(scene: Scene) -> None:
    await scene.act(scene.boss, restored.mark)


STEPS: list[Step] = [decided, the_next_day, kept_after_all, somebody_leaves, is_no_longer_named, a_copy_is_put_back]
