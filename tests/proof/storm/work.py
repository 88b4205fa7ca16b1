"""What a killable process does: go on with a flow, deliver what is left, or serve at the door."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import random
from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

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
    if order.get("delivered", True):
        await bot.settle()


async def open_door(bot: app.Bot, time: SharedTime, fate: Fate, order: dict[str, Any]) -> None:
    """Take what Slack brings, until killed; its port is written where the harness looks for it."""
    add_line(order["port"], str(bot.port))
    await asyncio.Event().wait()


async def race(bot: app.Bot, time: SharedTime, fate: Fate, order: dict[str, Any]) -> None:
    """Answer every question that waits, from this process, while another does the same: six calls for each, all at once. Begin
    when the other is there too."""
    add_line(order["go"], order["name"])
    while len(lines(order["go"])) < 2:  # noqa: ASYNC110  (it is another process that says so)
        await asyncio.sleep(0.005)
    for question, office, said in await acts.everybody_answers(bot, order["name"]):
        add_line(order["told"], json.dumps({"question": question, "office": office, "said": said}))


async def tick(bot: app.Bot, time: SharedTime, fate: Fate, order: dict[str, Any]) -> None:
    """One of several replicas: the clock asks and letters leave, again and again, until killed."""
    while True:
        try:
            await bot.settle()
        except SQLAlchemyError as fault:
            logging.getLogger(__name__).warning("replica.stumbled %s", fault)
        await asyncio.sleep(0.1)


BY_NAME: dict[str, Work] = {
    "go_on": go_on,
    "tidy": tidy,
    "serve": serve,
    "furnish": furnish,
    "open_door": open_door,
    "race": race,
    "tick": tick,
}
