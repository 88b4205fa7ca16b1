"""The longest stall of the event loop: a ticker of 5 ms in the bot's own loop, the bot in a process of its own, against the same ticker in
an idle process at the same time. The scenes are what could stall it: a full outbox, a dead Graph, Graph's first answer, a busy clock."""

from __future__ import annotations

import json
import logging
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func
from sqlmodel import col, select

from bench import growth
from bench.page import Demand, demanded
from bench.payloads import SECRET
from bench.serve import furnish
from bot.clock import Clock
from bot.outbox.letters.absences import TextAnswer
from bot.usecases import meetings
from bot.usecases.acting import OPERATOR, Acting, Actor
from models.store.engine import Database
from models.tables.outbox import OutboxLetter
from models.tables.people import Assignment, Person
from sandbox.client import Hands
from sandbox.server import AppConfig, SandboxThread

SECONDS = float(os.environ.get("BENCH_STALL_SECONDS", "12"))
LETTERS, MEETINGS, SETTLED = 1000, 60, 5000
MOST = 50.0
SCENES = {
    "outbox": "a full outbox, 1,000 letters due",
    "refused": "a dead Graph: refused",
    "open": "a dead Graph: accepts and never answers",
    "graph": "Graph's first answers, 60 meetings",
    "clock": "all ticks every second",
}


@dataclass(frozen=True)
class Seen:
    """One process's lags: the longest, p99.9, the longest less what its loop's thread waited for a processor, all in ms."""

    longest: float
    late: float
    own: float


def seen(told: dict[str, list[float]]) -> Seen:
    """What counts of them."""
    ordered = sorted(told["lags"])
    return Seen(ordered[-1], ordered[int(len(ordered) * 0.999)], max(told["ours"]))


@contextmanager
def half_open() -> Iterator[int]:
    """A port that accepts and never answers."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(256)
        yield int(server.getsockname()[1])


def shut() -> int:
    """A port where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def prepare(scene: str, url: str, hands: Hands) -> None:
    """The database of a scene, and its people in Slack."""
    if scene == "clock":
        present = growth.furnish(url, SETTLED)
        present.database.close()
        return
    furnish(url, 0)
    database = Database(url)
    acting = Acting(database, Clock(), OPERATOR)
    with database.read() as session:
        people = list(session.scalars(select(Person)))
        boss = session.scalars(select(Assignment).where(Assignment.role == "coordinator")).first()
        assert boss is not None
        card = session.get_one(Person, boss.person_id)
    for person in people:
        hands.new_person(f"p{person.id}", person.name, person.email, id=person.slack_id, quiet=True)
    if scene == "outbox":
        with acting.transaction() as unit:
            for number in range(LETTERS):
                unit.post(TextAnswer(people[number % len(people)].id or 0, "next_meeting"), once=f"stall:{number}")
    else:
        days = [(acting.clock.today() + timedelta(days=60 + 3 * at)).isoformat() for at in range(MEETINGS)]
        by = acting.by(Actor("person", card.id, card.name, card.slack_id))
        for at in range(0, MEETINGS, 20):
            meetings.create(by, "lsg", "\n".join(days[at : at + 20]), "09:00", "12:00", "Umeå")
    database.close()


def left(url: str) -> str:
    """How many letters have left, of how many, to tell that it was busy."""
    database = Database(url)
    with database.read() as session:
        settled = session.scalar(select(func.count()).where(col(OutboxLetter.settled_at).is_not(None)))
        whole = session.scalar(select(func.count()).select_from(OutboxLetter))
        tried = session.scalar(select(func.count()).where(OutboxLetter.attempts > 0))
    database.close()
    return f"{settled} of {whole} letters settled, {tried} tried"


def measure(scene: str, url: str, environment: dict[str, str]) -> tuple[Seen, Seen]:
    """The bot's lags in a scene, and those of the idle process beside it."""

    def child(name: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "bench.stalls_child", name, str(SECONDS)]
        return subprocess.Popen(
            command, env=os.environ | environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    found = []
    with child(scene) as bot, child("idle") as idle:
        for one in (bot, idle):
            assert one.stdout is not None
            if one.stdout.readline().strip() != "ready":
                raise RuntimeError(f"{scene} did not come up")
        for one in (bot, idle):
            assert one.stdin is not None
            one.stdin.write("go\n")
        for one in (bot, idle):
            assert one.stdout is not None
            found.append(seen(json.loads(one.stdout.readline())))
    print(f"{scene}: {found}, {left(url)}", file=sys.stderr, flush=True)
    return found[0], found[1]


def run(scene: str) -> tuple[Seen, Seen, str]:
    """A scene with a database, a sandbox and, where it is one, a dead Graph of its own."""
    config = AppConfig(signing_secret=SECRET, tiers=False, rate_limit=False)
    with tempfile.TemporaryDirectory() as folder, SandboxThread(config) as sandbox, ExitStack() as stack:
        url = f"sqlite:///{folder}/stalls.sqlite3"
        prepare(scene, url, Hands(sandbox.url))
        graph = sandbox.graph_base_url
        if scene == "refused":
            graph = f"http://127.0.0.1:{shut()}/v1.0"
        if scene == "open":
            graph = f"http://127.0.0.1:{stack.enter_context(half_open())}/v1.0"
        environment = {
            "SLACK_BOT_TOKEN": config.bot_token, "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": sandbox.slack_api_url,
            "GRAPH_BASE_URL": graph, "GRAPH_ACCESS_TOKEN": "t", "GRAPH_ORGANISER": "samverkan@regionen.example",
            "SAMVERKAN_DATABASE_URL": url, "SAMVERKAN_DATA_DIR": folder, "SAMVERKAN_PORT": "0",
            "PYTHONPATH": str(Path(__file__).resolve().parents[1]),
        }  # fmt: skip
        bot, idle = measure(scene, url, environment)
        return bot, idle, left(url)


def main() -> list[str]:
    """The section's lines."""
    logging.disable(logging.CRITICAL)
    asked = [one for one in os.environ.get("STALLS", "").split(",") if one] or list(SCENES)
    found = {scene: run(scene) for scene in asked}
    lines = demanded(
        [
            Demand(f"longest stall beyond the idle process's, {SCENES[scene]}", max(0.0, bot.longest - idle.longest), MOST, unit=" ms")
            for scene, (bot, idle, _) in found.items()
        ]
    )  # fmt: skip
    lines += [
        "| scene | longest, ms | p99.9 | longest, less the wait for a processor | idle beside it: longest | p99.9 | what was done meanwhile |",
        "|---|---|---|---|---|---|---|",
    ]
    for scene, (bot, idle, done) in found.items():
        lines.append(
            f"| {SCENES[scene]} | {bot.longest:.1f} | {bot.late:.1f} | {bot.own:.1f} | {idle.longest:.1f} | {idle.late:.1f} | {done} |"
        )
    lines += [
        "",
        f"{SECONDS:g} s each, SQLite, Slack's limits off; a ticker of 5 ms, from when the bot begins to run by itself.",
    ]
    return lines


if __name__ == "__main__":
    sys.stdout.write("\n".join(main()) + "\n")
