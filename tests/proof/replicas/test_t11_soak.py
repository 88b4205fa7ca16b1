"""T11: two replicas on PostgreSQL for a while, one killed every few seconds, one frozen and thawed: every absence calls its
substitute in time, every message stands once, nothing stays behind (I2, I4, I6).

PROOF_SOAK_SECONDS: how long (35 in CI; half an hour by `PROOF_SOAK_SECONDS=1800 make proof ONLY=tests/proof/replicas`).
"""

from __future__ import annotations

import logging
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import monotonic

import pytest
from sqlmodel import select

from bot.outbox import retry
from bot.usecases import absences, meetings
from bot.usecases.acting import SYSTEM, Acting
from models.store.engine import Database
from models.tables.absences import SubstituteCall
from models.tables.outbox import OutboxLetter
from models.tables.people import Assignment
from sandbox.control import wait
from tests.conftest import Furnished
from tests.journeys.processes import ROOT, environment, free_port
from tests.proof.replicas.replica import Ahead
from tests.stage import BotThread, Stage, set_up

log = logging.getLogger(__name__)
SOAK = float(os.environ.get("PROOF_SOAK_SECONDS", "35"))
LEAP = retry.LEASE.total_seconds() + 10  # past a lease, and past the wait after an unclear send
UNDISTURBED = 10.0  # real seconds, on a machine that does much else
DISTURBED = 200.0  # seconds of the world: a lease, the wait after it, and a leap too much


@dataclass
class Fleet:
    """Two replicas and their parent."""

    stage: Stage
    folder: Path
    ahead: Ahead
    pids: dict[int, int] = field(default_factory=dict)  # by port
    frozen: set[int] = field(default_factory=set)
    kills: int = 0

    def __post_init__(self) -> None:
        self.log = (self.folder / "replicas.log").open("a")
        self.parent = subprocess.Popen(
            [sys.executable, "-m", "tests.proof.replicas.replica", str(self.folder / "ahead")], cwd=ROOT, text=True, bufsize=1,
            env=environment(self.stage.settings, 0), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log,
        )  # fmt: skip
        self.ports = [free_port(), free_port()]
        for port in self.ports:
            self.start(port)

    def start(self, port: int) -> None:
        """A replica on that port; does not wait until it answers."""
        assert self.parent.stdin is not None
        assert self.parent.stdout is not None
        self.parent.stdin.write(f"{port}\n")
        self.parent.stdin.flush()
        self.pids[port] = int(self.parent.stdout.readline())

    def kill(self, port: int) -> None:
        """kill -9."""
        os.kill(self.pids.pop(port), signal.SIGKILL)
        self.frozen.discard(port)
        self.kills += 1

    def freeze(self, port: int) -> None:
        """It stands still, with all that it holds."""
        os.kill(self.pids[port], signal.SIGSTOP)
        self.frozen.add(port)

    def thaw(self, port: int) -> None:
        """It goes on where it was."""
        os.kill(self.pids[port], signal.SIGCONT)
        self.frozen.discard(port)

    def leap(self) -> None:
        """The world goes on by more than a lease, for Slack and for the replicas."""
        self.stage.hands.advance(LEAP)
        self.ahead.set(self.ahead.get() + LEAP)

    def close(self) -> None:
        """End them all."""
        for pid in self.pids.values():
            os.kill(pid, signal.SIGKILL)
        assert self.parent.stdin is not None
        assert self.parent.stdout is not None
        self.parent.stdin.close()
        self.parent.wait(10)
        self.parent.stdout.close()
        self.log.close()


@pytest.fixture
def fleet(county_url: str, tmp_path: Path) -> Iterator[Fleet]:
    """Two replicas on a county's database; the bot in this process sleeps meanwhile."""
    ahead = Ahead(tmp_path / "ahead")
    with set_up(county_url, tmp_path, name="soak") as stage:
        stage.running.stop()
        stage.hands.set_clock(str(stage.hands.control.get("/sandbox/clock")["real"]))
        made = Fleet(stage, tmp_path, ahead)
        try:
            yield made
        finally:
            made.close()
            stage.running = BotThread(stage.settings, ahead.clock)


class World:
    """What happens meanwhile: members report absence, from one meeting after the other."""

    def __init__(self, fleet: Fleet) -> None:
        self.fleet = fleet
        self.database = Database(fleet.stage.url)
        self.acting = Acting(self.database, fleet.ahead.clock, SYSTEM)
        self.county = Furnished(self.acting, fleet.ahead)  # type: ignore[arg-type]
        with self.database.read() as session:
            wanted = select(Assignment).where(Assignment.body == "lsg", Assignment.role == "ordinary")
            self.members = [one.person_id for one in session.scalars(wanted)]
        today = fleet.ahead.clock.today()
        boss = self.county.as_(self.county.who(None, "coordinator"))
        days = "\n".join((today + timedelta(days=200 + 7 * one)).isoformat() for one in range(20))
        self.meetings = meetings.create(boss, "lsg", days, "09:00", "12:00", "Umeå")
        self.told = 0

    def report(self) -> int:
        """Somebody reports absence; the call that it leads to."""
        member = self.members[self.told % len(self.members)]
        meeting = self.meetings[self.told // len(self.members) % len(self.meetings)]
        self.told += 1
        absences.report(self.county.as_(member), meeting)
        with self.database.read() as session:
            return max(one.id or 0 for one in session.scalars(select(SubstituteCall)))

    def arrived(self, call: int) -> bool:
        """Whether the question stands in Slack, as far as we know."""
        with self.database.read() as session:
            letters = session.scalars(select(OutboxLetter).where(OutboxLetter.matter == f"call:{call}")).all()
        return any(one.state == "sent" for one in letters)

    def left(self) -> list[tuple[str, str, str | None]]:
        """What has not left, or is still to be looked after."""
        with self.database.read() as session:
            return [
                (one.kind, one.state, one.reason)
                for one in session.scalars(select(OutboxLetter))
                if one.state not in ("sent", "dropped") or one.sweep_at is not None
            ]


@pytest.mark.timeout(int(SOAK) + 240)
@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_either_may_die_or_freeze_and_the_substitute_is_called_all_the_same(fleet: Fleet, kind: str) -> None:
    world, chance = World(fleet), random.Random(kind)
    quick: list[float] = []
    slow: list[float] = []
    try:
        wait(lambda: world.arrived(call) or None, 60, "the first call") if (call := world.report()) else None
        ends = monotonic() + SOAK
        while monotonic() < ends:
            victim = chance.choice(fleet.ports)
            harm = chance.choice(("kill", "freeze", "kill", "nothing"))
            threading_pause(chance.uniform(0, 0.3))
            began, at = monotonic(), fleet.ahead.clock.now()
            call = world.report()
            threading_pause(chance.uniform(0, 1.0))  # somewhere in claiming, sending and settling
            if harm == "kill":
                fleet.kill(victim)
            elif harm == "freeze":
                fleet.freeze(victim)
            disturbed = False
            while not world.arrived(call):
                if monotonic() - began > UNDISTURBED and not disturbed:
                    disturbed = True  # it was in the hands of the one that is gone: its lease ends
                    fleet.leap()
                assert (fleet.ahead.clock.now() - at).total_seconds() < DISTURBED, (harm, world.left())
                threading_pause(0.05)
            (slow if disturbed else quick).append((fleet.ahead.clock.now() - at).total_seconds())
            if harm == "kill":
                fleet.start(victim)
            elif harm == "freeze":
                fleet.leap()
                fleet.thaw(victim)
        wait(lambda: at_rest(fleet, world), 60, "rest")

        log.info(
            "rounds=%s kills=%s disturbed=%s median=%.2f slowest=%.1f", len(quick) + len(slow), fleet.kills, len(slow),
            median(quick), max(slow, default=max(quick)),
        )  # fmt: skip
        assert median(quick) < 5
        assert fleet.kills >= 2
        assert twice(fleet) == []
        assert calls_in_slack(fleet) == world.told
    finally:
        world.database.close()


def threading_pause(seconds: float) -> None:
    """Let the replicas work for so long: how long is chance, and what is looked at does not rest on it."""
    from threading import Event

    Event().wait(seconds)


def at_rest(fleet: Fleet, world: World) -> bool:
    """Nothing is open any more; else the world goes on a little."""
    if world.left():
        fleet.leap()
        threading_pause(6)  # the replicas look for twins every five seconds
    assert world.left() == []
    return True


def keys(fleet: Fleet) -> Counter[str]:
    """How often each letter's message stands in Slack."""

    def look() -> Counter[str]:
        every = (
            one
            for channel in fleet.stage.sandbox.sandbox.slack.ws.channels.values()
            for one in channel.messages.values()
        )
        return Counter(str(one.metadata["event_payload"]["key"]) for one in every if one.metadata)

    return fleet.stage.sandbox.run(look)


def twice(fleet: Fleet) -> list[str]:
    """The letters whose message stands more than once."""
    return [key for key, number in keys(fleet).items() if number > 1]


def calls_in_slack(fleet: Fleet) -> int:
    """How many questions to substitutes stand in Slack."""

    def look() -> int:
        every = (
            one
            for channel in fleet.stage.sandbox.sandbox.slack.ws.channels.values()
            for one in channel.messages.values()
        )
        return sum("Kan du ersätta?" in one.text for one in every)

    return fleet.stage.sandbox.run(look)
