"""The one who kills: keeps a few bots alive and sends each SIGKILL at a random moment of its first milliseconds. It runs in the
warmed parent, so a new bot is a fork away."""

from __future__ import annotations

import os
import random
import select
import signal
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Any

from sandbox.client import Hands
from tests.proof.storm.child import SharedTime

Fork = Callable[[dict[str, Any]], int]


@dataclass
class Alive:
    """A bot that lives, the pipe by which it says that it is awake, and when it is to die."""

    pid: int
    awake: int
    dies_at: float


def run(order: dict[str, Any], fork: Fork) -> dict[str, Any]:
    """Kill `kills` bots, `alive` at a time; after every `epoch` of them all die at once and time leaps. Returns the figures.

    A bot dies some milliseconds after it woke up (`shortest` to `longest`), or, one time in seven, while it wakes up.
    """
    storm = order["storm"]
    chance = random.Random(storm["seed"])
    time, hands = SharedTime(Path(order["time"])), Hands(order["sandbox"])
    figures: Counter[str] = Counter()
    alive: list[Alive] = []

    def spawn() -> None:
        reads, writes = os.pipe()
        pid = fork({**order, "awake": writes, "seed": chance.getrandbits(32)})
        os.close(writes)
        early = chance.random() < 1 / 7
        alive.append(Alive(pid, reads, monotonic() + (chance.uniform(0, 0.05) if early else 5.0)))

    def bury(one: Alive) -> None:
        os.kill(one.pid, signal.SIGKILL)
        status = os.waitstatus_to_exitcode(os.waitpid(one.pid, 0)[1])
        os.close(one.awake)
        alive.remove(one)
        figures["killed" if status == -signal.SIGKILL else "fell"] += 1

    while figures["killed"] < storm["kills"] and figures["fell"] < 20:
        while len(alive) < storm["alive"]:
            spawn()
        soon = max(0.0, min(one.dies_at for one in alive) - monotonic())
        woken, _, _ = select.select([one.awake for one in alive if one.dies_at > monotonic() + 1], [], [], soon)
        for one in alive:
            if one.awake in woken and os.read(one.awake, 8):
                one.dies_at = monotonic() + chance.uniform(storm["shortest"], storm["longest"])
                figures["awake"] += 1
        for one in [one for one in alive if one.dies_at <= monotonic()]:
            bury(one)
            if figures["killed"] % storm["epoch"] == 0:
                for other in alive:
                    bury(other)
                _leap(time, hands, storm["leap"])
                figures["leaps"] += 1
                Path(order["progress"]).write_text(str(figures["killed"]))
                break
    for one in alive:
        bury(one)
    return dict(figures)


def _leap(time: SharedTime, hands: Hands, seconds: float) -> None:
    """Let the last requests of the dead arrive, then let time pass."""
    before = -1
    while before != (before := hands.request_count()):
        select.select([], [], [], 0.03)
    time.offset += timedelta(seconds=seconds)
    hands.set_clock(time.now().isoformat())
