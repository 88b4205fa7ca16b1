"""The delivery: claim a due letter, give it to its sender, settle. At least once, found again by an opaque key, fenced by a
token. What a letter looks like, and Slack and Graph themselves, are the senders' affair. What letters note at the same time is
committed together (Database.act): on a slow disk each would else wait for all the others."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from bot import trace
from bot.clock import Clock
from bot.outbox import retry
from bot.outbox.crew import PLACES, Crew, Places
from bot.outbox.letters import CATALOGUE, read
from bot.outbox.letters.people import Home, Stuck
from bot.outbox.outcomes import Dropped, Envelope, Failed, Held, Later, Outcome, Sender, Sent, Sweeper
from bot.outbox.post import row
from models.store import outbox, outbox_claim, outbox_watch, people
from models.store.engine import Database
from models.store.outbox import Claimed
from models.store.outbox_watch import IN_LINE, Swept

log = logging.getLogger(__name__)
MOMENT = timedelta(seconds=5)


class Delivery:
    """The loops over the outbox, one per route and process; `senders` by route. `name`: the same for one process after another
    that can not run at the same time (host and port); what the former one held when it died is then taken up sooner."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        senders: Mapping[str, Sender],
        *,
        sweepers: Mapping[str, Sweeper] | None = None,
        name: str | None = None,
        longest: float = retry.LONGEST,
        patience: float = 5.0,
    ) -> None:
        self.database = database
        self.clock = clock
        self.senders = dict(senders)
        self.sweepers = dict(sweepers or {})
        self.owner = hashlib.sha256((name or uuid4().hex).encode()).hexdigest()[:10]
        self.ran_at: dict[str, datetime] = {}  # when each route's loop last came round, for the watchdog
        self._longest = longest  # seconds that an attempt may take
        self._patience = patience  # seconds that what is under way has to arrive when the delivery is stopped
        self.quiet: dict[
            str, tuple[datetime, datetime]
        ] = {}  # routes that have been asked to be quiet: since and until when
        self.twins = 0  # messages that stood twice and were taken away, for the figures
        self._wakes = {route: asyncio.Event() for route in self.senders}
        self._loop: asyncio.AbstractEventLoop | None = None

    def wake(self) -> None:
        """There may be something to send. May be called from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake_all)

    async def run(self, interval: float = 1.0) -> None:
        """Deliver until cancelled: at once after a commit, and at least each `interval` seconds. One task per route, so that a
        dead Graph does not delay Slack; within a route nobody waits for the slowest."""
        self._loop = asyncio.get_running_loop()
        # Told to stop, a group waits for all of them; gather would go on as soon as one has ended.
        async with asyncio.TaskGroup() as routes:
            for route in self.senders:
                routes.create_task(self._run_route(route, interval))

    async def _run_route(self, route: str, interval: float) -> None:
        wake = self._wakes[route]
        crew = Crew(PLACES.get(route, Places()), wake.set)
        released, swept_at = False, -interval
        try:
            while True:
                wake.clear()
                try:
                    if not released:
                        await self.database.run(self._release)
                        released = True
                    busy = await self._take(route, crew)
                    if self._loop is not None and self._loop.time() - swept_at > 5 * interval:
                        swept_at = self._loop.time()
                        for one in await self._sweeps(route):
                            crew.start(self._sweep(route, one), lost=False)
                    self.ran_at[route] = self.clock.now()
                except Exception:  # the loop must outlive a database that is away for a while
                    log.exception("delivery.stumbled route=%s", route)
                    busy = False
                if not busy:
                    with contextlib.suppress(
                        TimeoutError
                    ):  # not wait_for: in Python 3.11 it may swallow being told to stop
                        async with asyncio.timeout(interval):
                            await wake.wait()
        finally:
            await crew.stop(self._patience)

    async def _take(self, route: str, crew: Crew) -> bool:
        """Claim as many as there is room for, and let them go; False when there was no room or nothing more to claim."""
        room, urgent_only, lost = crew.room()
        if room < 1 or self.is_quiet(route):
            return False
        claimed: list[Claimed] = []
        claiming = asyncio.ensure_future(self.database.act(self._claim, route, room, urgent_only, 1 if lost else 0))
        try:
            claimed, count = await asyncio.shield(claiming)
        except asyncio.CancelledError:  # told to stop while claiming: what is claimed already still leaves
            claimed, count = await claiming
            raise
        finally:
            for one in claimed:
                crew.start(self._deliver(one), lost=one.lost)
        return count == room

    async def once(self, route: str, limit: int = 8) -> int:
        """Deliver what is due on a route, at most `limit` side by side, and look for twins; returns how many there were."""
        if self.is_quiet(route):
            return 0
        claimed, count = await self.database.act(self._claim, route, limit)
        swept = await self._sweeps(route)
        await asyncio.gather(*(self._deliver(one) for one in claimed), *(self._sweep(route, one) for one in swept))
        return count + len(swept)

    async def settle(self, rounds: int = 5000) -> None:
        """Deliver until nothing is due now (tests and the demo's start). What a dead worker left is one letter a round."""
        for _ in range(rounds):
            if not sum([await self.once(route) for route in self.senders]):
                return
        raise RuntimeError("letters without end")

    def is_quiet(self, route: str) -> bool:
        """Whether the other side has asked the whole route to wait, and the time is not over."""
        quiet = self.quiet.get(route)
        return quiet is not None and quiet[0] <= self.clock.now() < quiet[1]

    def _release(self) -> None:
        with self.database.write() as session:
            found = outbox.release(session, self.owner, self.clock.now(), retry.after_a_death, retry.SETTLING)
        if found:
            log.info("letters.taken_up count=%s", found)

    def _claim(
        self, route: str, limit: int, urgent_only: bool = False, lost: int | None = None
    ) -> tuple[list[Claimed], int]:
        """Claim, and how many there were: what a later letter makes needless is closed in the same transaction."""
        now = self.clock.now()
        with self.database.write() as session:
            claimed = outbox_claim.claim(
                session, now, routes=(route,), limit=limit, lease=retry.LEASE, urgent_only=urgent_only, lost=lost, owner=self.owner
            )  # fmt: skip
            needless = {one.id for one in claimed if outbox.superseded(session, one)}
            for one in claimed:
                if one.id in needless:
                    outbox.settle(session, one, "dropped", now, reason="superseded")
        return [one for one in claimed if one.id not in needless], len(claimed)

    async def _deliver(self, claimed: Claimed) -> None:
        trace.current.set(f"letter-{claimed.id}")  # each is delivered in a task of its own

        async def begin(where: str | None = None, thread: str | None = None) -> bool:
            return await self.database.act(self._begin, claimed, where, thread)

        outcome: Outcome
        if claimed.attempts > retry.MOST_ATTEMPTS:  # it killed its worker each time
            outcome = Failed("too many attempts", final=True)
        elif claimed.kind not in CATALOGUE:
            outcome = Failed(f"unknown kind {claimed.kind}", certain=True)
        else:
            try:
                async with asyncio.timeout(self._longest):
                    letter = Envelope(read(claimed.kind, claimed.payload), claimed)
                    outcome = await self.senders[claimed.route].send(letter, begin)
            except Exception as fault:
                log.exception("letter.stumbled id=%s kind=%s", claimed.id, claimed.kind)
                outcome = Failed(f"{type(fault).__name__}: {fault}"[:280])
        try:
            wait = await self.database.act(self._settle, claimed, outcome)
        except Exception:  # its lease ends by itself, and what was sent is found again
            log.exception("letter.not_settled id=%s kind=%s", claimed.id, claimed.kind)
            return
        if wait is not None and self._loop is not None:
            self._loop.call_later(wait.total_seconds(), self._wakes[claimed.route].set)

    def _begin(self, claimed: Claimed, where: str | None, thread: str | None) -> bool:
        with self.database.write() as session:
            return outbox.begin_attempt(session, claimed, self.clock.now(), where, thread)

    def _settle(self, claimed: Claimed, outcome: Outcome) -> timedelta | None:
        """Note what came of it; how long until it is to be tried again, if so."""
        now = self.clock.now()
        with self.database.write() as session:
            if isinstance(outcome, Sent):
                held = outbox.settle(session, claimed, "sent", now, channel=outcome.channel, ts=outcome.ts)
                if held and claimed.card and outcome.channel and outcome.ts:
                    outbox.remember_card(session, claimed.card, outcome.channel, outcome.ts)
                if not held and outcome.ts:  # it was somebody else's by then: there may be two
                    outbox_watch.sweep_soon(session, claimed.id, outcome.ts, now)
                return None
            if isinstance(outcome, Dropped):
                outbox.settle(session, claimed, "dropped", now, reason=outcome.reason[:300])
                return None
            if isinstance(outcome, Held):
                outbox.settle(
                    session, claimed, "waiting", now, attempts=claimed.attempts - 1, next_at=outcome.until, wanted_at=outcome.until,
                    reason=outbox.HELD, held_for=outcome.person_id,
                )  # fmt: skip
                return None
            if (
                isinstance(outcome, Failed)
                and outcome.certain
                and outcome.retry_after is not None
                and not outcome.final
            ):
                outcome = Later(outcome.retry_after, outcome.reason)
            if isinstance(outcome, Later):
                return self._put_back(session, claimed, outcome, now)
            return self._failed(session, claimed, outcome, now)

    def _put_back(self, session: Any, claimed: Claimed, outcome: Later, now: datetime) -> timedelta:
        asked = outcome.reason != IN_LINE
        wait = timedelta(seconds=max(outcome.seconds, 1.0) if asked else outcome.seconds)
        outbox.settle(
            session, claimed, "waiting", now, ambiguous=claimed.ambiguous, attempts=claimed.attempts - 1, next_at=now + wait,
            reason=outcome.reason[:300],
        )  # fmt: skip
        if asked and PLACES.get(claimed.route, Places()).together:
            self.quiet[claimed.route] = (now, now + wait)
        return wait

    def _failed(self, session: Any, claimed: Claimed, outcome: Failed, now: datetime) -> timedelta | None:
        ambiguous, reason = not outcome.certain, outcome.reason[:300]
        wait = None
        if not outcome.final:
            wait = retry.again_after(claimed.attempts, ambiguous=ambiguous, retry_after=outcome.retry_after)
        log.warning(
            "letter.failed id=%s kind=%s attempts=%s again=%s reason=%s", claimed.id, claimed.kind, claimed.attempts, wait, reason
        )  # fmt: skip
        if wait is not None:
            # an earlier attempt that may have arrived stays so, whatever this one says
            again = ambiguous or claimed.ambiguous
            outbox.settle(session, claimed, "waiting", now, ambiguous=again, reason=reason, next_at=now + wait)
            return wait
        if outbox.settle(session, claimed, "dead", now, reason=reason) and claimed.kind != Stuck.kind:
            self._tell(session, claimed, now)
        return None

    def _tell(self, session: Any, claimed: Claimed, now: datetime) -> None:
        """Tell the coordinators what was given up: at once the first time; then their message is drawn anew, for all that was
        given up within a moment, and so is their App Home."""
        told: list[dict[str, Any]] = []
        for one in people.coordinators(session, now.astimezone(self.clock.zone).date()):
            stuck, home = Stuck(one.id), Home(one.id)
            stands = outbox.card(session, stuck.card()) is not None
            for letter, later in ((stuck, now + MOMENT if stands else None), (home, None)):
                if not outbox.card_waits(session, letter.matter(), letter.card()):
                    told.append(row(letter, cause=claimed.token, now=now, not_before=later))
        outbox.put(session, told)

    async def _sweeps(self, route: str) -> list[Swept]:
        return await self.database.run(self._take_sweeps, route) if route in self.sweepers else []

    def _take_sweeps(self, route: str) -> list[Swept]:
        with self.database.write() as session:
            return outbox_watch.take_sweeps(session, route, self.clock.now(), limit=4, lease=retry.SETTLING)

    async def _sweep(self, route: str, one: Swept) -> None:
        """Look for a twin; what can not be looked at now is looked at again after a while."""
        trace.current.set(f"letter-{one.id}")
        try:
            async with asyncio.timeout(retry.SETTLING.total_seconds() / 2):
                found = await self.sweepers[route].sweep(one)
            if found is None:
                return
            self.twins += found
            await self.database.run(self._swept, one)
        except Exception:
            log.exception("letter.not_swept id=%s", one.id)

    def _swept(self, one: Swept) -> None:
        with self.database.write() as session:
            outbox_watch.swept(session, one)

    def _wake_all(self) -> None:
        for wake in self._wakes.values():
            wake.set()
