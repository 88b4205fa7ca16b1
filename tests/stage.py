"""The stage for journeys: the real bot in a thread, a local Slack and a local Graph over HTTP, and everybody's hands.

Nothing runs by itself: `settle()` lets the clock ask once and delivers what is due, so a test never waits for a loop.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from sqlmodel import select

import app
from bot.clock import Clock
from bot.settings import Settings, read
from bot.text.manifest import SCOPES
from handlers import manifest
from models.store.engine import Database
from models.tables.people import Person
from sandbox.client import Hands
from sandbox.client import Person as Hand
from sandbox.graph_client import Outlook
from sandbox.server import AppConfig, SandboxThread, take_no_more
from tests.clocks import START, STOCKHOLM
from tests.conftest import Furnished

T = TypeVar("T")
ORGANISER = "samverkan@regionen.example"
TOKEN = "sandbox-graph-token"
SECRET = "0123456789abcdef0123456789abcdef"


async def _let_go() -> None:
    """End what still runs in this loop: a request whose sender has gone."""
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    for _ in range(3):  # a transport that was closed lets its socket go in the loop's next rounds
        await asyncio.sleep(0)


class BotThread:
    """The bot in a thread and a loop of its own."""

    def __init__(self, settings: Settings, clock: Clock, *, background: bool = False) -> None:
        self.bot = app.Bot(settings, clock, background=background)
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, name="bot", daemon=True)
        self.thread.start()
        self.call(self.bot.start())

    def call(self, work: Coroutine[Any, Any, T], seconds: float = 60) -> T:
        """Run something in the bot's loop, and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(seconds)

    def close_door(self) -> None:
        """Take no more connections, and let those that have just come be known: aiohttp closes only those that it knows."""
        self.call(take_no_more(self.bot._runner))

    def stop(self) -> None:
        """Stop the bot and its loop."""
        self.close_door()
        self.call(self.bot.stop())
        self.call(_let_go())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(30)
        self.loop.close()


class Stage:
    """A furnished world with the bot in it."""

    def __init__(self, sandbox: SandboxThread, url: str, settings: Settings, clock: Clock) -> None:
        self.sandbox = sandbox
        self.hands = Hands(sandbox.url)
        self.outlook = Outlook(sandbox.url)
        self.url = url
        self.settings = settings
        self.clock = clock
        self.running = BotThread(settings, clock)

    @property
    def bot(self) -> app.Bot:
        """The bot itself, for looking; what it does is done through hands."""
        return self.running.bot

    @property
    def county(self) -> Furnished:
        """People by appointment, and direct use cases where a test must set the scene."""
        return Furnished(self.bot.acting, self)  # type: ignore[arg-type]

    def settle(self) -> None:
        """The clock asks once, and everything that is due is delivered."""
        self.running.call(self.bot.settle())

    def restart(self) -> None:
        """Stop the bot and start it anew on the same database, as after an update."""
        self.running.stop()
        self.running = BotThread(self.settings, self.clock)
        self._tell_slack()

    def _tell_slack(self) -> None:
        if self.settings.slack_app_token is None:
            self.hands.app(events_url=f"http://127.0.0.1:{self.bot.port}/slack/events")

    def to(self, local: str) -> None:
        """Go to a local time, and let what is due happen."""
        moment = datetime.fromisoformat(local).replace(tzinfo=STOCKHOLM)
        self.hands.set_clock(moment.isoformat())
        self.settle()

    def forward(self, **delta: float) -> None:
        """Let time pass, and let what is due happen."""
        from datetime import timedelta

        self.hands.advance(timedelta(**delta).total_seconds())
        self.settle()

    def hand(self, who: Person) -> Hand:
        """A person's hands."""
        assert who.slack_id is not None
        return self.hands.person(who.slack_id)

    def who(self, body: str | None, role: str, principal: str | None = None, place: int = 0) -> Hand:
        """A person's hands, by appointment: who("samrad", "chair")."""
        return self.hand(self.county.who(body, role, principal, place))

    def with_channels(self, *bodies: str) -> None:
        """Let a coordinator have the bot make the channels of these bodies."""
        from bot.usecases import bodies as usecases

        coordinator = self.county.as_(self.county.who(None, "coordinator"))
        for body in bodies:
            usecases.let_make(coordinator, body)
        self.settle()


@contextmanager
def set_up(url: str, folder: Path, *, socket_mode: bool = False, name: str = "stage") -> Iterator[Stage]:
    """A sandbox with everybody of the roster in it, and the bot on the given database."""
    logs = Path(os.environ.get("REQUEST_LOG_DIR") or folder)
    logs.mkdir(parents=True, exist_ok=True)
    printed = manifest.build()["features"]
    config = AppConfig(
        signing_secret=SECRET, bot_name="samverkan", rate_limit=False, scopes=set(SCOPES), commands=[{**one} for one in printed["slash_commands"]],
        shortcuts=[{name: one[name] for name in ("type", "callback_id", "name")} for one in printed["shortcuts"]],
    )  # fmt: skip
    sandbox = SandboxThread(config, log_path=logs / f"requests-{name}-{uuid4().hex[:12]}.jsonl")
    sandbox.start()
    try:
        hands, outlook = Hands(sandbox.url), Outlook(sandbox.url)
        hands.set_clock(START.isoformat())
        outlook.add_mailbox(ORGANISER, "Samverkan", organiser=True)
        database = Database(url)
        with database.read() as session:
            people = list(session.scalars(select(Person).order_by(Person.id)))  # type: ignore[arg-type]
        database.close()
        for one in people:
            if one.slack_id:
                hands.new_person(one.email.split("@")[0], one.name, one.email, id=one.slack_id, quiet=True)
            outlook.add_mailbox(one.email, one.name, external=not one.email.endswith("@regionen.example"))
        settings = read(
            {
                "SLACK_BOT_TOKEN": config.bot_token,
                "SLACK_SIGNING_SECRET": SECRET,
                "SLACK_API_URL": sandbox.slack_api_url,
                "GRAPH_BASE_URL": sandbox.graph_base_url,
                "GRAPH_ACCESS_TOKEN": TOKEN,
                "GRAPH_ORGANISER": ORGANISER,
                "SAMVERKAN_DATABASE_URL": url,
                "SAMVERKAN_DATA_DIR": str(folder),
                "SAMVERKAN_PORT": "0",
                **({"SLACK_APP_TOKEN": config.app_token} if socket_mode else {}),
            }
        )
        stage = Stage(sandbox, url, settings, Clock(sandbox.world.now))
        stage._tell_slack()
        try:
            yield stage
        finally:
            stage.running.stop()
    finally:
        sandbox.stop()
