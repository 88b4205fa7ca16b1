"""One example's world: a sandbox whose clock stands still, a copy of the furnished database, and the bot's replicas, each of which
can die between any two commits. Not what happens in it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import text

import app
from bot.clock import Clock
from bot.settings import Settings, read
from bot.text.manifest import SCOPES
from bot.usecases.acting import Acting, Actor
from calendar_sync.errors import OutlookFault
from handlers import manifest
from models.store import journal_chain
from models.store.engine import Database
from sandbox.client import Hands
from sandbox.client import Person as Hand
from sandbox.graph_client import Outlook
from sandbox.memory import Memory, begin_from, kept
from sandbox.server import AppConfig, SandboxThread
from sandbox.slack.model import User
from sandbox.world import Clock as WorldClock
from tests.clocks import STOCKHOLM
from tests.conftest import Copies
from tests.proof.year.roster import Roster
from tests.stage import ORGANISER, SECRET, TOKEN, BotThread

T = TypeVar("T")


class Died(BaseException):
    """The process is gone: nothing after this point happens in it. No `except Exception` may catch it."""


class StillClock(WorldClock):
    """Time that stands until it is moved: the sandbox's and the bot's."""

    def __init__(self, moment: datetime) -> None:
        super().__init__()
        self.moment = moment

    def now(self) -> datetime:
        """The moment it was moved to."""
        return self.moment

    def advance(self, seconds: float) -> None:
        """Move it."""
        self.moment += timedelta(seconds=seconds)

    def set(self, moment: datetime) -> None:
        """Go there."""
        self.moment = moment


class Replica:
    """One process of the bot. It dies at a commit: just before it (all of that act is undone) or just after."""

    def __init__(self, settings: Settings, clock: Clock, seen: set[str]) -> None:
        self.seen = seen
        self.dead = False
        self.dies_in: int | None = None  # so many points from now
        self.thread = BotThread(settings, clock)
        self.bot: app.Bot = self.thread.bot
        self.bot.database.at = self._at

    def _at(self, point: str) -> None:
        if not self.dead and self.dies_in is not None:
            self.dies_in -= 1
            self.dead = self.dies_in <= 0
            if self.dead:
                self.thread.loop.call_soon_threadsafe(self._cut)
        if self.dead:
            raise Died(point)
        if point.endswith(":after"):
            self.seen.add(point.split(":")[1])

    def _cut(self) -> None:
        """The connections of a dead process are gone, too."""
        for one in self.bot._runner.server.connections if self.bot._runner.server else ():
            if one.transport is not None:
                one.transport.abort()

    def call(self, work: Coroutine[Any, Any, T]) -> T | None:
        """Let it do something; None when it died of it."""
        try:
            return self.thread.call(work)
        except Died:
            return None

    def bury(self) -> None:
        """Let go of what a dead or living process holds, without its saying goodbye to anybody."""
        self.dead = True
        self.thread.close_door()
        self.thread.call(_cancel_all())
        self.thread.stop()


async def _cancel_all() -> None:
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)


class World:
    """A county with the bot in it."""

    def __init__(self, url: str, folder: Path, start: datetime, memory: Memory | None = None) -> None:
        self.url = url
        self.look = Database(url)  # the test's own eyes
        self.read_roster()
        self.time = StillClock(start)
        self.clock = Clock(self.time.now)
        printed = manifest.build()["features"]
        config = AppConfig(
            signing_secret=SECRET, bot_name="samverkan", rate_limit=False, scopes=set(SCOPES),
            commands=[{**one} for one in printed["slash_commands"]],
            shortcuts=[{name: one[name] for name in ("type", "callback_id", "name")} for one in printed["shortcuts"]],
        )  # fmt: skip
        self.sandbox = SandboxThread(config, clock=self.time)
        self.sandbox.start()
        self.hands, self.outlook = Hands(self.sandbox.url), Outlook(self.sandbox.url)
        self.slack, self.graph = self.sandbox.sandbox.slack, self.sandbox.sandbox.graph.tenant
        if memory is None:
            self.sandbox.run(self._people)
        else:
            begin_from(memory, self.slack.ws, self.graph)
        self.settings = read(
            {
                "SLACK_BOT_TOKEN": config.bot_token, "SLACK_SIGNING_SECRET": SECRET, "GRAPH_ACCESS_TOKEN": TOKEN,
                "SLACK_API_URL": self.sandbox.slack_api_url, "GRAPH_BASE_URL": self.sandbox.graph_base_url,
                "GRAPH_ORGANISER": ORGANISER, "SAMVERKAN_DATABASE_URL": url, "SAMVERKAN_DATA_DIR": str(folder), "SAMVERKAN_PORT": "0",
            }
        )  # fmt: skip
        self.seen: set[str] = set()  # the functions that have committed something
        self.deaths = 0
        self.times: list[tuple[int, datetime]] = [(-1, start)]  # from which request on it was that time
        self.replicas = [self._replica(), self._replica()]
        self.at_door = 0
        self.through(0)

    def read_roster(self) -> None:
        """Who is who now."""
        with self.look.engine.connect() as connection:
            self.roster = Roster.of(connection)

    def _people(self) -> None:
        self.graph.add_mailbox(ORGANISER, "Samverkan", organiser=True)
        for one in self.roster.people.values():
            name = one.email.split("@")[0]
            self.slack.ws.add_user(User(one.slack_id, name, one.name, self.slack.config.team_id, one.email))
            self.graph.add_mailbox(one.email, one.name, external=not one.email.endswith("@regionen.example"))

    def _replica(self) -> Replica:
        return Replica(self.settings, self.clock, self.seen)

    def through(self, which: int) -> None:
        """What Slack brings goes to that replica from now on: the balancer has chosen."""
        self.at_door = which
        self.slack.config.events_url = f"http://127.0.0.1:{self.replicas[which].bot.port}/slack/events"

    def revive(self) -> bool:
        """Start anew what has died; whether anything had."""
        fallen = [place for place, one in enumerate(self.replicas) if one.dead]
        for place in fallen:
            self.replicas[place].bury()
            self.replicas[place] = self._replica()
            self.deaths += 1
        self.through(self.at_door)
        return bool(fallen)

    def kill(self, which: int) -> None:
        """The process is gone at once."""
        self.replicas[which].dead = True

    @property
    def now(self) -> datetime:
        """The world's time, UTC."""
        return self.time.now()

    def move(self, by: timedelta) -> None:
        """Let time pass, or turn the clock back."""
        self.times.append((self.sandbox.world.log.count, self.now + by))
        self.hands.advance(by.total_seconds())

    def time_of(self, request: int) -> datetime:
        """When it was, by this world's clock, that a request came."""
        return max((count, at) for count, at in self.times if count < request)[1]

    @property
    def today(self) -> date:
        """The local day."""
        return self.now.astimezone(STOCKHOLM).date()

    def hand(self, person_id: int) -> Hand:
        """A person's hands."""
        return self.hands.person(self.roster.people[person_id].slack_id)

    def is_here(self, person_id: int) -> bool:
        """Whether that person's account is open."""
        return not self.slack.ws.users[self.roster.people[person_id].slack_id].deleted

    def act(self, usecase: Callable[..., T], person_id: int | None, *arguments: Any, **named: Any) -> T | None:
        """Somebody does something by a use case, in the replica at the door; None when that died. Raises what the act does."""
        bot = self.replicas[self.at_door].bot
        return self.replicas[self.at_door].call(self._as(bot.acting, person_id).do(usecase, *arguments, **named))

    def _as(self, acting: Acting, person_id: int | None) -> Acting:
        if person_id is None:
            return acting
        one = self.roster.people[person_id]
        return acting.by(Actor("person", person_id, one.name, one.slack_id))

    def rows(self, statement: str, **values: Any) -> list[Any]:
        """Ask the database in its own words."""
        with self.look.engine.connect() as connection:
            return list(connection.execute(text(statement), values))

    def journal_holds(self) -> bool:
        """Whether every line of the journal is as it was written."""
        with self.look.read() as session:
            return journal_chain.verify(session).well

    def deliver(self, which: int = 0) -> None:
        """One replica delivers what is due."""
        one = self.replicas[which]
        one.call(one.bot.delivery.settle())

    def tick(self, which: int = 0) -> None:
        """One replica's clock asks what is due."""
        one = self.replicas[which]
        one.call(one.bot.clock_door.tick())

    def look_at_outlook(self, which: int = 0) -> None:
        """One replica looks at what people have done in Outlook; a Graph that can not be asked is asked again the next time."""
        one = self.replicas[which]
        if one.bot.listener is not None:
            with contextlib.suppress(OutlookFault):
                one.call(one.bot.listener.once())

    def close(self) -> None:
        """The end of this world."""
        for one in self.replicas:
            one.bury()
        self.look.close()
        self.sandbox.stop()


@dataclass(frozen=True)
class Beginning:
    """A world as every example begins: its database's name among the copies, and what Slack and Outlook have."""

    name: str
    start: datetime
    memory: Memory


def begin(copies: Copies, folder: Path, start: datetime, furnish: Callable[[World], None]) -> Beginning:
    """Furnish a world once, to be copied for each example."""
    name = f"year {start:%Y-%m-%d}"
    url = copies.copy("vasterbotten")
    made = World(url, folder, start)
    try:
        furnish(made)
        memory = made.sandbox.run(lambda: kept(made.slack.ws, made.graph))
        end = made.now
    finally:
        made.close()
    copies.made[name] = url
    return Beginning(name, end, memory)


def open_world(copies: Copies, folder: Path, beginning: Beginning) -> World:
    """A fresh world; to be ended with `end_world`."""
    return World(copies.copy(beginning.name), folder, beginning.start, beginning.memory)


def end_world(copies: Copies, made: World) -> None:
    """The world ends, and its database with it."""
    made.close()
    copies.drop(made.url)
