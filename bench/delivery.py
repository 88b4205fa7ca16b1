"""How fast letters leave: against what Slack's own limits allow, and what an urgent one waits meanwhile. The real bot against the
sandbox with its limits on (one message a second and channel, 300 a minute to the workspace, both with a burst)."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Event

from sqlalchemy import event
from sqlmodel import select

import app
from bench.page import Demand, demanded
from bench.payloads import SECRET
from bench.serve import furnish
from bot.clock import Clock
from bot.outbox.letters.absences import TextAnswer
from bot.settings import read
from bot.usecases import absences, bodies, meetings
from bot.usecases.acting import Actor
from models.tables.meetings import Meeting
from models.tables.outbox import OutboxLetter
from models.tables.people import Assignment, Person
from sandbox.client import Hands
from sandbox.server import AppConfig, SandboxThread
from sandbox.slack import limits

LETTERS = int(os.environ.get("BENCH_LETTERS", "1000"))
CARDS = int(os.environ.get("BENCH_CARDS", "60"))
CALLS = 8
PACE = 0.95
LONGEST_WAIT = 1.0
SLOW_DISK = 0.025
"""Seconds that each commit waits on the slow disk: an old one, or one that others use too."""


@dataclass(frozen=True)
class Found:
    """One run: letters, the seconds that Slack's limits alone would take, the seconds that it took, and whether each channel's
    messages stand in the order in which their letters were written."""

    number: int
    ideal: float
    took: float
    in_order: bool

    @property
    def pace(self) -> float:
        """How fast they left, against what Slack's limits alone allow."""
        return self.ideal / self.took


class Scene:
    """A bot with a full roster on a database, everybody in Slack."""

    def __init__(self, bot: app.Bot, hands: Hands) -> None:
        self.bot, self.hands = bot, hands

    def people(self) -> list[Person]:
        """Everybody who is in Slack."""
        with self.bot.database.read() as session:
            return [one for one in session.scalars(select(Person)) if one.slack_id]

    def coordinator(self) -> Person:
        """A coordinator."""
        with self.bot.database.read() as session:
            found = session.scalars(select(Assignment).where(Assignment.role == "coordinator")).first()
            assert found is not None
            return session.get_one(Person, found.person_id)

    def ordinary(self) -> list[Person]:
        """LSG's ordinary members."""
        with self.bot.database.read() as session:
            wanted = select(Assignment).where(Assignment.body == "lsg", Assignment.role == "ordinary")
            return [session.get_one(Person, one.person_id) for one in session.scalars(wanted)]

    def newest_meeting(self) -> int:
        """The meeting that was planned last."""
        with self.bot.database.read() as session:
            return max(one.id or 0 for one in session.scalars(select(Meeting)))

    async def do(self, who: Person, usecase: Callable[..., object], *arguments: object, **named: object) -> object:
        """An act of somebody."""
        acting = self.bot.acting.by(Actor("person", who.id, who.name, who.slack_id))
        return await acting.do(usecase, *arguments, **named)

    def letters(self, *kinds: str) -> list[OutboxLetter]:
        """The letters of these kinds."""
        with self.bot.database.read() as session:
            return list(session.scalars(select(OutboxLetter).where(OutboxLetter.kind.in_(kinds))))  # type: ignore[attr-defined]

    async def arrived(self, *kinds: str) -> list[OutboxLetter]:
        """Wait until all letters of these kinds have been settled."""
        while True:
            found = await self.bot.database.run(self.letters, *kinds)
            if found and all(one.settled_at is not None for one in found):
                return found
            await asyncio.sleep(0.25)


def measured(letters: list[OutboxLetter], ideal: float) -> Found:
    """What came of a run."""
    began = min(one.created_at for one in letters)
    ended = max(one.settled_at or began for one in letters)
    by_channel: dict[str, list[tuple[int, str]]] = {}
    for one in sorted(letters, key=lambda one: one.id or 0):
        by_channel.setdefault(one.channel or "", []).append((one.id or 0, one.ts or ""))
    in_order = all([ts for _, ts in found] == sorted(ts for _, ts in found) for found in by_channel.values())
    return Found(len(letters), ideal, (ended - began).total_seconds(), in_order)


async def one_channel(scene: Scene) -> Found:
    """A long year is planned: each meeting has its message in the same channel."""
    boss = scene.coordinator()
    dates = [(date(2031, 1, 7) + timedelta(days=7 * one)).isoformat() for one in range(CARDS)]
    for at in range(0, CARDS, 20):
        await scene.do(boss, meetings.create, "lsg", "\n".join(dates[at : at + 20]), "09:00", "12:00", "Umeå")
    return measured(await scene.arrived("MeetingCard"), (CARDS - limits.BURST) / limits.PER_SECOND)


def write_many(scene: Scene) -> None:
    """A letter each to everybody, again and again."""
    people = scene.people()
    with scene.bot.acting.transaction() as unit:
        for number in range(LETTERS):
            person = people[number % len(people)]
            unit.post(TextAnswer(person.id or 0, "next_meeting"), once=f"bench:{number}")


async def to_everybody(scene: Scene) -> tuple[Found, list[float]]:
    """A thousand letters at once, and while they leave, substitutes are called; what each call waited."""
    boss = scene.coordinator()
    day = date(2034, 2, 1)
    await scene.do(boss, meetings.create, "lsg", day.isoformat(), "09:00", "12:00", "Umeå")
    meeting = await scene.bot.database.run(scene.newest_meeting)
    await scene.bot.database.run(write_many, scene)
    allowed = limits.MESSAGES_A_MINUTE
    ideal = max(0.0, (LETTERS - allowed) / (allowed / 60))
    for member in scene.ordinary()[:CALLS]:
        await asyncio.sleep(max(0.5, ideal / (CALLS + 1)))
        await scene.do(member, absences.report, meeting)
    found = measured(await scene.arrived("TextAnswer"), ideal)
    calls = await scene.arrived("Call")
    return found, [(one.settled_at - one.created_at).total_seconds() for one in calls if one.settled_at]


@dataclass(frozen=True)
class Case:
    """What was found on one database: letters to one channel, letters to everybody, and the seconds that urgent calls waited."""

    name: str
    single: Found
    many: Found
    calls: list[float]

    def demands(self) -> list[Demand]:
        """What is demanded of it."""
        return [
            Demand(f"letters to everybody ÷ Slack's own pace, {self.name}", self.many.pace, PACE, least=True),
            Demand(
                f"longest that an urgent call waited meanwhile, {self.name}", max(self.calls), LONGEST_WAIT, unit=" s"
            ),
        ]

    def rows(self) -> list[str]:
        """Its rows in the table."""
        median, most = sorted(self.calls)[len(self.calls) // 2], max(self.calls)
        return [
            f"| {self.name} | {what} | {one.number} | {one.ideal:.0f} s | {one.took:.1f} s | {one.pace:.2f} | "
            f"{'yes' if one.in_order else 'NO'} | {urgent} |"
            for what, one, urgent in (
                ("one channel", self.single, ""),
                ("everybody", self.many, f"{median:.2f} s, at most {most:.2f} s"),
            )
        ]


async def run(name: str, url: str, folder: str, disk: float = 0.0) -> Case:
    """Both on one database. `disk`: seconds that each commit waits beyond what it does here."""
    config = AppConfig(signing_secret=SECRET, tiers=False, rate_limit=False)
    with SandboxThread(config) as sandbox:
        hands = Hands(sandbox.url)
        furnish(url, 0)
        settings = read(
            {
                "SLACK_BOT_TOKEN": config.bot_token, "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": sandbox.slack_api_url,
                "SAMVERKAN_DATABASE_URL": url, "SAMVERKAN_DATA_DIR": folder, "SAMVERKAN_PORT": "0",
            }
        )  # fmt: skip
        bot = app.Bot(settings, Clock(), background=False)
        await bot.start()
        scene = Scene(bot, hands)
        try:
            for person in scene.people():
                await asyncio.to_thread(
                    hands.new_person, f"p{person.id}", person.name, person.email, id=person.slack_id, quiet=True
                )
            channel = await asyncio.to_thread(hands.new_channel, "lsg", ["bot"])
            await scene.do(scene.coordinator(), bodies.choose, "lsg", channel["id"], None)
            await bot.delivery.settle()
            config.rate_limit, config.tiers = True, True
            if disk:
                event.listen(bot.database.engine, "commit", lambda _connection: Event().wait(disk))
            bot.run_by_itself()
            (single, (many, calls)) = (await one_channel(scene), await to_everybody(scene))
        finally:
            await bot.stop()
    return Case(name, single, many, calls)


def main() -> list[str]:
    """The demands and the table, as lines of Markdown."""
    logging.disable(logging.WARNING)
    server = os.environ.get("TEST_POSTGRES_URL")
    wanted = [("SQLite", "", 0.0), (f"SQLite, each commit {SLOW_DISK * 1000:.0f} ms slower", "", SLOW_DISK)]
    wanted += [("PostgreSQL", server, 0.0)] if server else []
    found = []
    for name, url, disk in wanted:
        with tempfile.TemporaryDirectory() as folder:
            found.append(asyncio.run(run(name, url or f"sqlite:///{folder}/delivery.sqlite3", folder, disk)))
    return [
        *demanded([demand for one in found for demand in one.demands()]),
        "| database | letters to | number | Slack's limits alone | took | ratio | in order | an urgent call waited (median) |",
        "|---|---|---|---|---|---|---|---|",
        *(row for one in found for row in one.rows()),
    ]


if __name__ == "__main__":
    sys.stdout.write("\n".join(main()) + "\n")
