"""What a killable process does: go on with a flow, deliver what is left, or serve at the door."""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import Awaitable, Callable
from typing import Any

import app
from tests.proof.storm import acts, flows
from tests.proof.storm.child import Fate, SharedTime, add_line, lines
from tests.proof.storm.scene import Scene

Work = Callable[[app.Bot, SharedTime, Fate, dict[str, Any]], Awaitable[None]]


async def go_on(bot: app.Bot, time: SharedTime, fate: Fate, order: dict[str, Any]) -> None:
    """Do the steps of a flow that nobody has said yes to yet. A yes is a line in the file of acks."""
    scene = Scene(bot, time, order["sandbox"], order["mark"])
    done = lines(order["acks"])
    if done:
        await scene.rest()
    for number, step in enumerate(flows.BY_NAME[order["flow"]]):
        scene.step = f"{number}-{step.__name__}"
        yes = f"{order['mark']}:{scene.step}"
        if yes not in done:
            await step(scene)
            add_line(order["acks"], yes)
            await scene.rest()


async def tidy(bot: app.Bot, time: SharedTime, fate: Fate, order: dict[str, Any]) -> None:
    """Deliver what is due, and go."""
    await bot.settle()


async def serve(bot: app.Bot, time: SharedTime, fate: Fate, order: dict[str, Any]) -> None:
    """Live as the real one does, with everything running by itself, until killed; or do first a little of what people do. Awake
    is who has come to a first commit or request."""
    chance = random.Random(order["seed"])
    fate.first = lambda: os.write(order["awake"], b"1")
    if chance.random() < order["share"]:
        await acts.some(bot, chance, order)
    bot.run_by_itself()
    await asyncio.Event().wait()


async def furnish(bot: app.Bot, time: SharedTime, fate: Fate, order: dict[str, Any]) -> None:
    """Meetings and questions for a storm to begin with."""
    await acts.furnish(bot, order["meetings"], order["questions"])
    await bot.settle()


BY_NAME: dict[str, Work] = {"go_on": go_on, "tidy": tidy, "serve": serve, "furnish": furnish}
