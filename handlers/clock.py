"""The clock door: a table of how often and which use case. APScheduler only ticks; what is due is asked of the database, so a
missed night is caught up and a second replica finds nothing left to do (reliability F4–F7)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from time import perf_counter

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot import trace
from bot.clock import Clock
from bot.usecases import due
from bot.usecases.acting import CLOCK, Acting
from models.values import dataclass

log = logging.getLogger(__name__)
Told = Callable[[str, bool, float, datetime], None]


@dataclass(frozen=True)
class Job:
    """A use case without arguments, and how often it is asked (seconds)."""

    name: str
    every: int
    usecase: Callable[[Acting], int]


class ClockDoor:
    """Ticks. `ran_at` tells the watchdog when each job last ran."""

    def __init__(
        self, acting: Acting, jobs: tuple[Job, ...] | None = None, told: Told = lambda name, well, seconds, at: None
    ) -> None:
        self.acting = acting.by(CLOCK)
        self.told = told  # hears of each run: which job, whether it went well, its seconds, and when it ended
        self.jobs = jobs if jobs is not None else tuple(Job(name, every, usecase) for name, every, usecase in due.TABLE)
        self.ran_at: dict[str, datetime] = {}
        self._scheduler = AsyncIOScheduler(
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )

    def start(self) -> None:
        """Begin to tick, each job once at once."""
        for job in self.jobs:
            self._scheduler.add_job(
                self._run, IntervalTrigger(seconds=job.every), args=[job], id=job.name, next_run_time=Clock().now()
            )  # the scheduler's own time is the real one, also when the demo's clock is moved
        self._scheduler.start()

    async def tick(self) -> int:
        """Run every job once, now; returns how much was done."""
        return sum([await self._run(job) for job in self.jobs])

    async def _run(self, job: Job) -> int:
        began, well = perf_counter(), False
        trace.current.set(f"job-{job.name}")
        try:
            done = await self.acting.do(job.usecase)
            well = True
        except (
            asyncio.CancelledError
        ):  # the bot stops: what was begun is finished in the database's thread, and nobody waits for it
            return 0
        except Exception:  # the next tick asks again; the watchdog sees that this one failed
            log.exception("clock.stumbled job=%s", job.name)
            return 0
        finally:
            self.told(job.name, well, perf_counter() - began, self.acting.clock.now())
        self.ran_at[job.name] = self.acting.clock.now()
        if done:
            log.info("clock.done job=%s count=%s", job.name, done)
        return done

    def stop(self) -> None:
        """Stop ticking."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
