"""The figures at /metrics, for Prometheus: a registry of its own for each bot. Labels are kinds and outcomes, never people,
bodies or matters. A proxy must not show this address to the outside."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from time import perf_counter
from typing import Final

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from bot.outbox.deliver import Delivery
from bot.outbox.outcomes import IN_LINE, Begin, Dropped, Envelope, Failed, Held, Later, Outcome, Sender, Sent
from bot.outbox.pace import Pace
from bot.reads import absences
from bot.reads import outbox as reads
from bot.usecases.acting import Acting
from handlers.web.kept import Kept

log = logging.getLogger(__name__)
# Slack waits three seconds for an answer: where people's clicks stand against that is what the steps are for.
QUICK: Final = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)
SLOW: Final = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
STATES: Final = ("waiting", "leased", "dead")


class Meter:
    """What one bot counts. The parts that count are told by `interaction` and `job`, and by `counted` senders."""

    def __init__(self, acting: Acting, routes: tuple[str, ...] = ("slack", "outlook")) -> None:
        self.registry = CollectorRegistry()
        self._acting = acting
        self._routes = routes
        self._interactions = Histogram(
            "samverkan_interaction_seconds", "What people did in Slack, by kind and outcome: until it was acknowledged",
            ["kind", "outcome"], registry=self.registry, buckets=QUICK,
        )  # fmt: skip
        self._sends = Histogram(
            "samverkan_send_seconds", "Attempts to deliver a letter, by route and outcome", ["route", "outcome"],
            registry=self.registry, buckets=SLOW,
        )  # fmt: skip
        self._throttled = Counter(
            "samverkan_throttled", "Attempts that the other side asked us to make later", ["route"], registry=self.registry
        )  # fmt: skip
        self._jobs = Histogram(
            "samverkan_clock_job_seconds", "Runs of the clock's jobs, by outcome", ["job", "outcome"], registry=self.registry,
            buckets=SLOW,
        )  # fmt: skip
        self._job_at = Gauge(
            "samverkan_clock_job_last_success_timestamp_seconds", "When each job last ran well", ["job"], registry=self.registry
        )  # fmt: skip
        self._letters = Gauge(
            "samverkan_letters", "Letters that are not settled, or were given up", ["route", "state"], registry=self.registry
        )  # fmt: skip
        self._oldest = Gauge(
            "samverkan_letters_oldest_due_seconds", "How long the oldest letter that is due has been so", ["route"],
            registry=self.registry,
        )  # fmt: skip
        self._calls = Gauge(
            "samverkan_substitute_calls_unanswered", "Substitutes who were asked for a meeting to come and have not answered",
            registry=self.registry,
        )  # fmt: skip
        self._calls_oldest = Gauge(
            "samverkan_substitute_calls_oldest_seconds", "How long the one asked first has not answered", registry=self.registry
        )  # fmt: skip
        self._unfilled = Gauge(
            "samverkan_seats_unfilled", "Seats at meetings to come that nobody covers", registry=self.registry
        )
        self._graph = Histogram(
            "samverkan_graph_call_seconds", "Calls to Microsoft Graph, by outcome: done, throttled, or the fault's name", ["outcome"],
            registry=self.registry, buckets=SLOW,
        )  # fmt: skip
        self._rounds = Gauge(
            "samverkan_delivery_last_round_timestamp_seconds", "When each route's delivery last came round", ["route"],
            registry=self.registry,
        )  # fmt: skip
        self._twins = Gauge(
            "samverkan_twins_removed_total", "Messages that stood twice and were taken away", registry=self.registry
        )
        self._lines = Gauge(
            "samverkan_slack_lines", "Channels and methods whose letters stand in line at Slack's pace", registry=self.registry
        )  # fmt: skip
        self._socket = Gauge(
            "samverkan_slack_socket_up", "Whether Slack's socket is up", ["way"], registry=self.registry
        )
        self._watched: tuple[Delivery, Pace, Callable[[], Awaitable[bool | None]]] | None = None
        self._database = Gauge("samverkan_database_up", "Whether the database answered", registry=self.registry)
        ProcessCollector(registry=self.registry)
        self._text = Kept(self._collected, acting.clock.now, seconds=2)

    def watch(self, delivery: Delivery, pace: Pace, socket: Callable[[], Awaitable[bool | None]]) -> None:
        """Look at these too when the figures are asked for; `socket` answers None where Slack calls on us."""
        self._watched = (delivery, pace, socket)

    def interaction(self, kind: str, outcome: str, seconds: float) -> None:
        """Somebody did something in Slack."""
        self._interactions.labels(kind, outcome).observe(seconds)

    def job(self, name: str, well: bool, seconds: float, at: datetime) -> None:
        """The clock asked a job."""
        self._jobs.labels(name, "done" if well else "failed").observe(seconds)
        if well:
            self._job_at.labels(name).set(at.timestamp())

    def graph(self, outcome: str, seconds: float) -> None:
        """Graph was called."""
        self._graph.labels(outcome).observe(seconds)

    def sent(self, route: str, outcome: Outcome | None, seconds: float) -> None:
        """A letter was tried; None when the sender stumbled."""
        self._sends.labels(route, _named(outcome)).observe(seconds)
        asked = isinstance(outcome, Failed) and outcome.retry_after is not None
        if asked or (isinstance(outcome, Later) and outcome.reason != IN_LINE):
            self._throttled.labels(route).inc()

    def counted(self, senders: Mapping[str, Sender]) -> dict[str, Sender]:
        """The senders, each with a counter before it."""
        return {route: _Counted(self, route, sender) for route, sender in senders.items()}

    def add_to(self, server: web.Application) -> None:
        """Open the address."""
        server.router.add_get("/metrics", self._answer)

    async def _answer(self, _: web.Request) -> web.Response:
        return web.Response(
            body=await self._text.get(), headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4, "Cache-Control": "no-store"}
        )

    async def _collected(self) -> bytes:
        """The figures now; those of the outbox are left out while the database does not answer."""
        self._letters.clear()
        self._oldest.clear()
        if self._watched is not None:
            await self._look(*self._watched)
        try:
            queues = {one.route: one for one in await self._acting.read(reads.queues)}
            calls = await self._acting.read(absences.calls)
        except Exception:
            log.exception("metrics.no_database")
            self._database.set(0)
            return generate_latest(self.registry)
        self._database.set(1)
        self._calls.set(calls.unanswered)
        self._calls_oldest.set(calls.oldest)
        self._unfilled.set(calls.unfilled)
        for route in dict.fromkeys((*self._routes, *queues)):
            queue = queues.get(route)
            for state in STATES:
                self._letters.labels(route, state).set(queue.counts.get(state, 0) if queue else 0)
            self._oldest.labels(route).set(queue.oldest_due if queue else 0)
        return generate_latest(self.registry)

    async def _look(self, delivery: Delivery, pace: Pace, socket: Callable[[], Awaitable[bool | None]]) -> None:
        for route, at in delivery.ran_at.items():
            self._rounds.labels(route).set(at.timestamp())
        self._twins.set(delivery.twins)
        self._lines.set(pace.held(self._acting.clock.now().timestamp()))
        if (up := await socket()) is not None:
            self._socket.labels("socket mode").set(up)


class _Counted:
    """A sender that is counted."""

    def __init__(self, meter: Meter, route: str, sender: Sender) -> None:
        self._meter, self._route, self._sender = meter, route, sender

    async def send(self, envelope: Envelope, begin: Begin) -> Outcome:
        """See bot.outbox.deliver.Sender."""
        began = perf_counter()
        outcome: Outcome | None = None
        try:
            outcome = await self._sender.send(envelope, begin)
        finally:
            self._meter.sent(self._route, outcome, perf_counter() - began)
        return outcome

    async def aclose(self) -> None:
        """See bot.outbox.deliver.Sender."""
        await self._sender.aclose()


def _named(outcome: Outcome | None) -> str:
    match outcome:
        case Sent():
            return "sent"
        case Dropped():
            return "unwanted"
        case Held():
            return "held"
        case Later(reason=reason):
            return "in_line" if reason == IN_LINE else "again"
        case Failed(final=True):
            return "given_up"
        case Failed():
            return "again"
        case None:
            return "stumbled"
