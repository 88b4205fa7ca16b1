"""Killed a thousand times at random moments, while Slack and Graph lose replies, throttle and fall over, and PostgreSQL itself is
killed: nothing that was said yes to is lost, nothing stands twice, nothing stands that nobody decided (reliability T2, T7)."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.control import wait
from tests.conftest import Copies
from tests.proof.storm import checker
from tests.proof.storm.world import LEAP, Parents, World, world
from tools.postgres import Cluster, running

KILLS = int(os.environ.get("PROOF_KILLS", "1000"))
WEATHER = ("drop_after", "503", "429")
ALL_BUT_THE_FIRST = r"^(?!.*auth\.test)"  # who is refused when it wakes up does not wake up, and that is right


@pytest.fixture
def own_server(kind: str, copies: dict[str, Copies], tmp_path: Path) -> Iterator[tuple[Copies, Cluster | None]]:
    """The databases, on PostgreSQL those of a server that may be killed."""
    if kind == "sqlite":
        yield copies[kind], None
        return
    with running() as cluster:
        mine = Copies(kind, tmp_path)
        mine.server = cluster.url
        yield mine, cluster


def bad_weather(here: World, chance: float) -> None:
    """A tenth each of lost replies, 5xx and 429."""
    for kind in WEATHER:
        here.stage.hands.fault("*", ALL_BUT_THE_FIRST, kind, times=10**9, chance=chance)


def kill_the_server(cluster: Cluster, progress: Path, at: list[int], did: list[int]) -> None:
    """Kill PostgreSQL and start it again, when so many bots have died."""

    def died() -> int:
        return int(progress.read_text() or 0) if progress.exists() else 0

    for goal in at:
        wait(lambda goal=goal: died() >= goal, 900, f"{goal} deaths")  # type: ignore[misc]
        cluster.crash()
        did.append(goal)


@pytest.mark.timeout(7200)
def test_killed_again_and_again_in_bad_weather(
    own_server: tuple[Copies, Cluster | None], parents: Parents, tmp_path: Path, record_property: pytest.FixtureRequest
) -> None:
    copies, cluster = own_server
    acks, progress = tmp_path / "acks", tmp_path / "progress"
    crashes: list[int] = []
    with world(copies, parents, tmp_path / "world") as here:
        assert here.run("furnish", meetings=5, questions=12) == 0, here.log
        bad_weather(here, 0.1)
        storm = {
            "kills": KILLS, "alive": 3, "epoch": 25, "leap": LEAP, "shortest": 0.003, "longest": 0.05,
            "seed": os.environ.get("PROOF_SEED", "storm"),
        }  # fmt: skip
        if cluster is not None:
            goals = [KILLS * part // 5 for part in range(1, 5)]
            crasher = threading.Thread(target=kill_the_server, args=(cluster, progress, goals, crashes), daemon=True)
            crasher.start()
        figures = parents.storm(
            here.order("serve", storm=storm, acks=str(acks), progress=str(progress), share=0.4, level="ERROR")
        )
        here.stage.hands.clear_faults()
        if cluster is not None:
            crasher.join(60)
        here.forward()
        here.recover()

        acked = set(acks.read_text().splitlines())
        assert figures.get("fell", 0) == 0, here.log
        assert figures["killed"] >= KILLS
        assert len(crashes) == (4 if cluster else 0)
        assert len(acked) >= KILLS // 20
        checker.check(here, acked)
