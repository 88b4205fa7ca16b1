"""The composition root: settings → database → Bolt → doors → clock → delivery. Knows everybody, is known by nobody."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import aiohttp
from aiohttp import web
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.outbox.deliver import Delivery
from bot.outbox.outcomes import Sender
from bot.reads import outbox as reads
from bot.settings import Settings
from bot.usecases.acting import SYSTEM, Acting
from calendar_sync import listener as calls
from calendar_sync import sender as outlook_sender
from calendar_sync.listener import INTERVAL, Listener
from handlers import routes
from handlers.clock import ClockDoor
from handlers.guard import Guard
from handlers.letters.base import Tools
from handlers.sender import SlackSender
from handlers.web import lines, notifications, server, watchdog
from handlers.web.metrics import Meter
from handlers.web.pages import Pages
from handlers.web.watchdog import Loop
from models.store.engine import Database

if TYPE_CHECKING:
    from handlers.web.socket_mode import Socket

log = logging.getLogger(__name__)


class SlackRefuses(Exception):
    """Slack does not take our token."""


@dataclass
class Bot:
    """Everything that runs in one process. `start()` then `stop()`; `settle()` delivers what is due (tests, demo)."""

    settings: Settings
    clock: Clock = field(default_factory=Clock)
    look_every: float = INTERVAL  # seconds between two looks at what people have done in Outlook
    background: bool = True  # False: nothing runs by itself, the test steps it

    async def start(self) -> None:
        """Wake up. Raises SlackRefuses when Slack does not take the token or is not there, NotConfigured by calendar_sync."""
        settings = self.settings
        self.database = Database(settings.database)
        self.acting = Acting(self.database, self.clock, SYSTEM, posted=self._posted)
        self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10))
        token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else ""
        # No retry handlers: slack_sdk's default posts twice after a lost reply (reliability F3); one session is shared (speed).
        self.client = AsyncWebClient(
            token=token, base_url=settings.slack_api_url, session=self._http, retry_handlers=[], timeout=10
        )
        try:
            who = await self.client.auth_test()
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as fault:
            await self._http.close()
            self.database.close()
            code = fault.response.get("error") if isinstance(fault, SlackApiError) else type(fault).__name__
            raise SlackRefuses(code) from fault
        self.guard = Guard(self.acting, self.client, str(who["team_id"]))
        secret = settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else None
        known = AuthorizeResult(
            enterprise_id=None, team_id=str(who["team_id"]), bot_token=token, bot_id=str(who["bot_id"]), bot_user_id=str(who["user_id"])
        )  # fmt: skip

        self.bolt = routes.bolt(known, secret or "socket-mode")
        self.meter = Meter(self.acting)
        routes.register(self.bolt, self.guard, self.meter.interaction)
        tools = Tools(self.client, self.acting, str(who["user_id"]))
        self.slack = slack = SlackSender(tools)
        senders: dict[str, Sender] = {"slack": slack}
        self.listener: Listener | None = None
        if settings.graph_organiser:
            outlook = outlook_sender.build(settings, self.acting)
            outlook.graph.told = self.meter.graph
            senders["outlook"] = outlook
            self.listener = Listener(self.acting, outlook.graph, calls.address(settings, notifications.PATH))
        name = f"{socket.gethostname()}:{settings.port}" if settings.port else None
        self.delivery = Delivery(
            self.database, self.clock, self.meter.counted(senders), sweepers={"slack": slack}, name=name
        )
        self.meter.watch(self.delivery, slack.pace, self._socket_is_up)
        self.clock_door = ClockDoor(self.acting, told=self.meter.job)
        self.socket: Socket | None = None
        self.alone_since = self.clock.now()
        await self._serve(secret if settings.slack_app_token is None else None)
        if settings.slack_app_token:
            from handlers.web.socket_mode import Socket  # not in HTTP mode

            self.socket = Socket(self.bolt, settings.slack_app_token.get_secret_value(), web_client=self.client)
            await self.socket.connect_async()  # type: ignore[no-untyped-call]
        self._tasks: list[asyncio.Task[None]] = []
        if self.background:
            self.run_by_itself()

    def run_by_itself(self) -> None:
        """From now on: deliver, listen to Outlook and let the clock ask, without anybody stepping it."""
        gc.freeze()  # what is loaded stays: a collector that walks through all of it stops the loop for a tenth of a second
        self.background, self.alone_since = True, self.clock.now()
        self._tasks.append(asyncio.create_task(self.delivery.run()))
        if self.listener is not None:
            self._tasks.append(asyncio.create_task(self.listener.run(self.look_every)))
        self.clock_door.start()

    def _posted(self) -> None:
        if hasattr(self, "delivery"):
            self.delivery.wake()

    async def _serve(self, secret: str | None) -> None:
        self.web = server.build(self.bolt, self.clock, signing_secret=secret, ready=self.not_ready)
        Pages(self.acting, self.settings.public_url).add_to(self.web)
        self.meter.add_to(self.web)
        if self.listener is not None and self.listener.address is not None:
            self.web.add_routes(notifications.routes(self.listener.address.state, self.listener.nudge))
        self._runner = server.runner(self.web)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.settings.host, self.settings.port)
        await site.start()
        self.port: int = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]

    async def not_ready(self) -> dict[str, str]:
        """What does not work, for /readyz."""
        wrong: dict[str, str] = {}
        due: dict[tuple[str, int], datetime] = {}
        try:
            due = await asyncio.wait_for(self.acting.read(reads.oldest_due, tuple(self.delivery.senders)), 3)
        except Exception as fault:
            wrong["database"] = type(fault).__name__
        if await self._socket_is_up() is False:
            wrong["slack"] = "the socket is down"
        if self.background:  # what is due since before somebody began to deliver is late from then on
            quiet = {route: until for route, (_, until) in self.delivery.quiet.items()}
            since = {lane: max(moment, self.alone_since) for lane, moment in due.items()}
            wrong |= watchdog.late(since, quiet, self.clock.now())
        return wrong | watchdog.silent(self._loops(), self.alone_since, self.clock.now())

    async def _socket_is_up(self) -> bool | None:
        """Whether Slack's socket is up; None where Slack calls on us instead."""
        return None if self.socket is None else bool(await self.socket.client.is_connected())

    def _loops(self) -> Iterator[Loop]:
        """What is to run by itself, as long as anything is."""
        if self.background:
            for route in self.delivery.senders:
                yield Loop(f"delivery {route}", watchdog.ROUND, self.delivery.ran_at.get(route))
            for job in self.clock_door.jobs:
                yield Loop(f"clock {job.name}", timedelta(seconds=job.every), self.clock_door.ran_at.get(job.name))

    async def settle(self) -> None:
        """Let the clock ask once and deliver everything that is due."""
        await self.delivery.settle()
        await self.clock_door.tick()
        await self.delivery.settle()

    async def stop(self) -> None:
        """Stop in order: no new work, finish what runs, let go."""
        self.clock_door.stop()
        if self.socket is not None:
            await self.socket.close_async()  # type: ignore[no-untyped-call]
        await self._runner.cleanup()
        for task in self._tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        for sender in self.delivery.senders.values():
            await sender.aclose()
        await self._http.close()
        self.database.close()


def configure_log(settings: Settings) -> None:
    """Structured lines: JSON unless SAMVERKAN_LOG=text or a terminal looks on. No personal text at INFO."""
    handler = logging.StreamHandler()
    handler.setFormatter(lines.formatter(settings))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for chatty in ("apscheduler", "aiohttp.access", "httpx", "slack_bolt"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
