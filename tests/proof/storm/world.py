"""The harness's side: a sandbox, a database, a shared clock, and processes that are forked, killed and waited for."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

from sqlmodel import col, select

from models.store.engine import Database
from models.tables.journal import JournalLine
from models.tables.outbox import OutboxLetter
from tests.journeys.processes import environment
from tests.proof.storm.child import SharedTime
from tests.stage import ORGANISER, Stage, set_up

ROOT = Path(__file__).resolve().parents[3]
LEAP = 160.0  # seconds: longer than a lease, and than what follows an ambiguous send
BODIES = ("samrad", "lsg")
NOT_THE_SAME = re.compile(r"\d+")


class Parents:
    """The warmed parent: one for all worlds of a test process."""

    def __init__(self, folder: Path, root: Path = ROOT) -> None:
        self.log = folder / "parent.log"
        with self.log.open("a") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.proof.storm.parent"], cwd=root, text=True, bufsize=1, stderr=log,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={"PATH": os.environ["PATH"], "PYTHONPATH": str(root)},
            )  # fmt: skip
        self._rehearsed = False
        assert self._read() == "warm", self.log.read_text()

    def rehearse(self, order: dict[str, Any]) -> None:
        """Live once through, so that every child wakes up quicker."""
        assert self._rehearsed or self._ask({"rehearse": order}) == "rehearsed"
        self._rehearsed = True

    def fork(self, order: dict[str, Any]) -> int:
        """A child that lives by the order; its process id."""
        return int(self._ask(order))

    def wait(self, pid: int) -> int:
        """How that child ended: its exit code, or minus the signal."""
        return int(self._ask({"wait": pid}))

    def stopped(self, pid: int) -> bool:
        """Wait until that child has stopped itself; False when it ended instead."""
        return self._ask({"stopped": pid}) == "stopped"

    def storm(self, order: dict[str, Any]) -> dict[str, int]:
        """Have the parent kill as the order says (tests/proof/storm/master.py); its figures."""
        return dict(json.loads(self._ask(order)))

    def close(self) -> None:
        """End it; its children must have ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()

    def _ask(self, order: dict[str, Any]) -> str:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        return self._read()

    def _read(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline().strip()
        assert line, self.log.read_text()[-3000:]
        return line


class Copier(Protocol):
    """Where fresh databases come from: tests.conftest.Copies."""

    def copy(self, name: str | None) -> str:
        """A fresh copy's address."""
        ...

    def drop(self, url: str) -> None:
        """Throw it away."""
        ...


@dataclass
class World:
    """One Slack, one Graph, one database, and the processes that live on them."""

    stage: Stage
    parents: Parents
    folder: Path
    time: SharedTime

    @property
    def log(self) -> str:
        """What the processes have logged last."""
        path = self.folder / "child.log"
        return path.read_text()[-6000:] if path.exists() else ""

    def order(self, work: str, **more: Any) -> dict[str, Any]:
        """What a process is told."""
        return {
            "work": work, "settings": environment(self.stage.settings, 0), "time": str(self.folder / "time"),
            "log": str(self.folder / "child.log"), "sandbox": self.stage.sandbox.url, **more,
        }  # fmt: skip

    def run(self, work: str, **more: Any) -> int:
        """A process from its beginning to its end; how it ended."""
        return self.parents.wait(self.parents.fork(self.order(work, **more)))

    def frozen(self, work: str, at: str, nth: int = 1, **more: Any) -> int | None:
        """A process that is frozen (SIGSTOP) when it comes to that point; None when it never came there, and ended."""
        pid = self.parents.fork(self.order(work, crash={"at": at, "nth": nth, "freeze": True}, **more))
        return pid if self.parents.stopped(pid) else None

    def thaw(self, pid: int) -> int:
        """Let a frozen process go on to its end; how it ended."""
        os.kill(pid, signal.SIGCONT)
        return self.parents.wait(pid)

    def forward(self, seconds: float = LEAP) -> None:
        """Let time pass for everybody. Who does it has seen to it that nobody is in the middle of something."""
        self.time.offset += timedelta(seconds=seconds)
        self.stage.hands.set_clock(self.time.now().isoformat())

    def recover(self, rounds: int = 40) -> None:
        """Let processes that nobody kills deliver what is left, until nothing waits."""
        for _ in range(rounds):
            assert self.run("tidy") == 0, self.log
            if not self.waiting():
                return
            self.forward()
        raise AssertionError(f"letters without end: {self.waiting()}\n{self.log}")

    def waiting(self) -> list[tuple[str, str, str | None]]:
        """The letters that are due within a day, and why they wait."""
        soon = self.time.now() + timedelta(hours=3)
        with self.stage.county.session() as session:
            wanted = select(OutboxLetter).where(
                col(OutboxLetter.state).in_(("waiting", "leased")), OutboxLetter.next_at <= soon
            )
            return [(one.kind, one.state, one.reason) for one in session.exec(wanted)]

    # ---------------------------------------------------------------- what stands there

    def messages(self) -> list[dict[str, Any]]:
        """Every message of the bot's in Slack: where, what it says, its key."""
        sandbox = self.stage.sandbox
        return sandbox.run(lambda: _messages(sandbox.sandbox))

    def picture(self) -> dict[str, Counter[str]]:
        """All that people can see, and what the journal says, without times and numbers: a crashed world must look as one where
        nobody died."""
        with self.stage.county.session() as session:
            lines = [(one.act, one.actor, one.body) for one in session.exec(select(JournalLine))]
            letters = [one.state for one in session.exec(select(OutboxLetter))]
        events = self.stage.outlook.events_of(ORGANISER, deleted=True)
        return {
            "messages": _alike(f"{one['place']} {one['says']}" for one in self.messages()),
            "events": _alike(f"{one['subject']} {one['isCancelled']} {_invited(one)}" for one in events),
            "mails": _alike(f"{one['kind']} {one['to']}" for one in self.stage.outlook.mails()),
            # not how many steps it took to bring an event in line: that depends on when it was looked at
            "journal": _alike(str(one) for one in lines if one[0] != "calendar.updated"),
            "dead": Counter(one for one in letters if one in ("dead",)),
        }


def _alike(lines: Any) -> Counter[str]:
    return Counter(NOT_THE_SAME.sub("#", one) for one in lines)


def _invited(event: dict[str, Any]) -> list[str]:
    return sorted(one["emailAddress"]["address"] for one in event["attendees"])


def _messages(sandbox: Any) -> list[dict[str, Any]]:
    slack = sandbox.slack
    found = []
    for channel in slack.ws.channels.values():
        place = f"dm:{channel.im_with}" if channel.is_im else channel.name
        for one in channel.messages.values():
            if one.bot_id:
                key = ((one.metadata or {}).get("event_payload") or {}).get("key")
                says = f"{'reply ' if one.is_reply else ''}{one.text} {_texts(one.blocks)}"
                found.append({"place": place, "channel": channel.id, "ts": one.ts, "says": says, "key": key})
    return found


def _texts(value: Any) -> list[str]:
    """Every text in some blocks."""
    if isinstance(value, dict):
        own = [value["text"]] if isinstance(value.get("text"), str) else []
        return own + [said for one in value.values() for said in _texts(one)]
    return [said for one in value for said in _texts(one)] if isinstance(value, list) else []


@contextmanager
def world(copies: Copier, parents: Parents, folder: Path, *, url: str | None = None) -> Iterator[World]:
    """A furnished world with channels and without a bot of its own: only processes that can be killed."""
    folder.mkdir(parents=True, exist_ok=True)
    address = url or copies.copy("vasterbotten")
    with set_up(address, folder, name="storm") as stage:
        stage.with_channels(*BODIES)
        stage.running.stop()
        resting = AtRest(stage)
        stage.running = resting  # type: ignore[assignment]
        time = SharedTime(folder / "time")
        time.offset = stage.sandbox.world.clock.offset
        here = World(stage, parents, folder, time)
        parents.rehearse(here.order("tidy"))
        yield here
        resting.database.close()
    if url is None:
        copies.drop(address)


class AtRest:
    """In place of the bot in this process: its database to look into, and nothing that acts."""

    def __init__(self, stage: Stage) -> None:
        self.database = Database(stage.url)
        self.bot = self
        self.acting = type(stage.running.bot.acting)(self.database, stage.clock, stage.running.bot.acting.actor)

    def stop(self) -> None:
        """There is nothing to stop."""
