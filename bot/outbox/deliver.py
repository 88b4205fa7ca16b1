"""The delivery: claim a due letter, give it to its sender, settle. At least once, found again by an opaque key, fenced by a
token. What a letter looks like, and Slack and Graph themselves, are the senders' affair."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.clock import Clock
from bot.outbox import retry
from bot.outbox.letters import CATALOGUE, read
from bot.outbox.letters.base import Letter
from bot.outbox.letters.people import Stuck
from bot.outbox.post import row
from models.store import outbox, people
from models.store.engine import Database
from models.store.outbox import Claimed

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Envelope:
    """What a sender is handed: the letter, and what it needs to find an earlier attempt."""

    letter: Letter
    claimed: Claimed


@dataclass(frozen=True)
class Sent:
    """It has arrived; where, if it is a message."""

    channel: str | None = None
    ts: str | None = None


@dataclass(frozen=True)
class Dropped:
    """It is not wanted any more, and why."""

    reason: str


@dataclass(frozen=True)
class Failed:
    """It has not arrived. `certain`: surely not applied; `final`: trying again can not help; `retry_after`: seconds."""

    reason: str
    certain: bool = False
    final: bool = False
    retry_after: float | None = None


Outcome = Sent | Dropped | Failed


class Sender(Protocol):
    """Slack's or Outlook's sender. `begin` must be awaited right before the first call that can have an effect; when it says
    False the lease is lost, and nothing may be sent."""

    async def send(self, envelope: Envelope, begin: Callable[[], Coroutine[Any, Any, bool]]) -> Outcome:
        """Try to deliver one letter."""
        ...

    async def aclose(self) -> None:
        """Let go of what it holds."""
        ...


class Delivery:
    """The loop over the outbox, one per process; `senders` by route."""

    def __init__(self, database: Database, clock: Clock, senders: Mapping[str, Sender]) -> None:
        self.database = database
        self.clock = clock
        self.senders = dict(senders)
        self.ran_at: dict[str, datetime] = {}  # when each route's loop last came round, for the watchdog
        self._wake = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def wake(self) -> None:
        """There may be something to send. May be called from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake.set)

    async def run(self, interval: float = 1.0) -> None:
        """Deliver until cancelled: at once after a commit, and at least each `interval` seconds. One task per route, so that a
        dead Graph does not delay Slack."""
        self._loop = asyncio.get_running_loop()
        await asyncio.gather(*(self._run_route(route, interval) for route in self.senders))

    async def _run_route(self, route: str, interval: float) -> None:
        while True:
            try:
                busy = await self.once(route)
                self.ran_at[route] = self.clock.now()
            except Exception:  # the loop must outlive a database that is away for a while
                log.exception("delivery.stumbled route=%s", route)
                busy = 0
            if not busy:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), interval)
                self._wake.clear()

    async def once(self, route: str, limit: int = 8) -> int:
        """Deliver what is due on a route, at most `limit` side by side; returns how many were claimed."""
        claimed = await self.database.run(self._claim, route, limit)
        await asyncio.gather(*(self._deliver(one) for one in claimed))
        return len(claimed)

    async def settle(self, rounds: int = 200) -> None:
        """Deliver until nothing is due now (tests and the demo's start)."""
        for _ in range(rounds):
            if not sum([await self.once(route) for route in self.senders]):
                return
        raise RuntimeError("letters without end")

    def _claim(self, route: str, limit: int) -> list[Claimed]:
        with self.database.write() as session:
            return outbox.claim(session, self.clock.now(), routes=(route,), limit=limit, lease=retry.LEASE)

    async def _deliver(self, claimed: Claimed) -> None:
        async def begin() -> bool:
            return await self.database.run(self._begin, claimed)

        outcome: Outcome
        if claimed.attempts > retry.MOST_ATTEMPTS:  # it killed its worker each time
            outcome = Failed("too many attempts", final=True)
        elif claimed.kind not in CATALOGUE:
            outcome = Failed(f"unknown kind {claimed.kind}", certain=True)
        elif await self.database.run(self._superseded, claimed):
            outcome = Dropped("superseded")
        else:
            try:
                outcome = await self.senders[claimed.route].send(
                    Envelope(read(claimed.kind, claimed.payload), claimed), begin
                )
            except Exception as fault:
                log.exception("letter.stumbled id=%s kind=%s", claimed.id, claimed.kind)
                outcome = Failed(f"{type(fault).__name__}: {fault}"[:280])
        await self.database.run(self._settle, claimed, outcome)

    def _begin(self, claimed: Claimed) -> bool:
        with self.database.write() as session:
            return outbox.begin_attempt(session, claimed, self.clock.now())

    def _superseded(self, claimed: Claimed) -> bool:
        with self.database.read() as session:
            return outbox.superseded(session, claimed)

    def _settle(self, claimed: Claimed, outcome: Outcome) -> None:
        now = self.clock.now()
        with self.database.write() as session:
            if isinstance(outcome, Sent):
                held = outbox.settle(session, claimed, "sent", now, channel=outcome.channel, ts=outcome.ts)
                if held and claimed.card and outcome.channel and outcome.ts:
                    outbox.remember_card(session, claimed.card, outcome.channel, outcome.ts)
                return
            if isinstance(outcome, Dropped):
                outbox.settle(session, claimed, "dropped", now, reason=outcome.reason[:300])
                return
            ambiguous = not outcome.certain
            wait = (
                None
                if outcome.final
                else retry.again_after(claimed.attempts, ambiguous=ambiguous, retry_after=outcome.retry_after)
            )
            reason = outcome.reason[:300]
            log.warning(
                "letter.failed id=%s kind=%s attempts=%s again=%s reason=%s",
                claimed.id,
                claimed.kind,
                claimed.attempts,
                wait,
                reason,
            )
            if wait is not None:
                # an earlier attempt that may have arrived stays so, whatever this one says
                values: dict[str, Any] = {
                    "ambiguous": ambiguous or claimed.ambiguous,
                    "reason": reason,
                    "next_at": now + wait,
                }
                outbox.settle(session, claimed, "waiting", now, **values)
                return
            if outbox.settle(session, claimed, "dead", now, reason=reason) and claimed.kind != Stuck.kind:
                today = now.astimezone(self.clock.zone).date()
                told = [Stuck(one.id or 0) for one in people.coordinators(session, today)]
                outbox.put(session, [row(letter, cause=claimed.token, now=now) for letter in told])
