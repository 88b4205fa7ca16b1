"""App Home is true after each act, without being opened anew: the flows of the storm in one process, with Homes open. After each step, and
once what was due is delivered, each Home stands as it would be drawn now. Home is the same on both databases: SQLite."""

from __future__ import annotations

from collections.abc import Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from sqlmodel import col, select

from bot.reads import home
from handlers.views import home as views
from models.store import people
from models.tables.people import Person
from tests.proof.storm.child import SharedTime
from tests.proof.storm.flows import BY_NAME
from tests.proof.storm.scene import Scene
from tests.stage import Stage

Block = dict[str, Any]
SOME = {"bjurholm", "mala", "umea"}
OFFICES = {"chair", "vice_chair", "coordinator"}
"""Whose Homes are open: those of the flows' principals, and everybody with an office. All would take three times as long."""


class Screens:
    """What stands on each Home, as it was published last."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.seen = 0
        self.stands: dict[str, list[Block]] = {}
        with stage.bot.database.write() as session:
            held = people.in_force(session, stage.clock.today())
            some = {one.person_id for one in held if one.principal in SOME or one.role in OFFICES}
            self.people = list(session.scalars(select(Person).where(col(Person.id).in_(some))))
            for one in self.people:
                one.home_opened_at = stage.clock.now()

    def look(self) -> None:
        """Take in what has been published since."""
        for one in self.stage.hands.requests(after=self.seen, path="/views.publish"):
            self.stands[one["body"]["user_id"]] = one["body"]["view"]["blocks"]
        self.seen = self.stage.hands.request_count()

    def stale(self, person: Person) -> list[str]:
        """What is drawn now and does not stand there, or the other way about; of who has no account any more there is no Home."""
        page = self.stage.bot.acting.ask(home.page, person.id or 0)
        if page is None or page.slack_id is None:
            return []
        now, then = list(map(bare, views.page(page)["blocks"])), list(map(bare, self.stands[page.slack_id]))
        return [f"+ {one}" for one in now if one not in then] + [f"- {one}" for one in then if one not in now]


def bare(block: Block) -> Block:
    """A block as JSON has it, without the id that Slack gives it."""
    return {name: value for name, value in block.items() if name != "block_id"}


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("flow", sorted(BY_NAME))
def test_each_home_is_true_after_each_step(flow: str, stage: Stage, tmp_path: Path) -> None:
    screens = Screens(stage)
    stage.settle()
    screens.look()
    assert len(screens.stands) == len(screens.people)
    time = SharedTime(tmp_path / "time")
    time.offset = stage.clock.now() - datetime.now(UTC)  # noqa: TID251  (the sandbox's clock is counted from the real one)
    scene = Scene(stage.bot, time, stage.sandbox.url, "H1")
    found: list[str] = []
    for number, step in enumerate(BY_NAME[flow]):
        scene.step = f"{number}"
        stage.running.call(cast("Coroutine[Any, Any, Any]", step(scene)))
        stage.settle()
        screens.look()
        found += [f"{step.__name__}, {one.name}: {line}" for one in screens.people for line in screens.stale(one)]

    assert found == []
