"""F4: two APScheduler 3.x schedulers on one job store run a job twice, and the one that loses never wakes again. Ours share no job
store: APScheduler only ticks, in each process by itself, and what is due is a row that one of them takes."""

from __future__ import annotations

import asyncio
import threading
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

from apscheduler.jobstores.base import JobLookupError
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler

from bot.clock import Clock
from bot.usecases.acting import Acting
from handlers.clock import ClockDoor, Job
from models.store import inbox

RAN: list[str] = []


def ran(name: str) -> None:
    """The job: notes that it ran."""
    RAN.append(name)


class Together(SQLAlchemyJobStore):  # type: ignore[misc]
    """The store as it comes; whoever looks for due jobs goes on when the other one has looked too, as happens by chance."""

    def __init__(self, url: str, both: threading.Barrier) -> None:
        super().__init__(url)
        self.both = both

    def get_due_jobs(self, now: datetime) -> list[Any]:
        """The due jobs, as both have seen them."""
        due: list[Any] = super().get_due_jobs(now)
        if due and not self.both.broken:
            self.both.wait(10)
        return due


class Scheduler(BackgroundScheduler):  # type: ignore[misc]
    """A scheduler that tells what ended its thread."""

    fault: BaseException | None = None

    def _main_loop(self) -> None:
        try:
            super()._main_loop()
        except JobLookupError as fault:
            self.fault = fault


def test_apscheduler_as_it_comes_runs_a_job_twice_and_one_of_two_never_wakes_again(tmp_path: Path) -> None:
    RAN.clear()
    both = threading.Barrier(2)
    pair = [Scheduler(jobstores={"default": Together(f"sqlite:///{tmp_path}/jobs.sqlite3", both)}) for _ in range(2)]
    pair[0].start()
    pair[0].add_job(
        ran, "date", ["substitute"], run_date=Clock().now() + timedelta(seconds=0.5), misfire_grace_time=None
    )
    pair[1].start()
    began = monotonic()
    while len(RAN) < 2 or not any(one.fault for one in pair):
        assert monotonic() - began < 20
        threading.Event().wait(0.02)
    both.abort()

    (dead,) = [one for one in pair if one.fault]
    (healthy,) = [one for one in pair if not one.fault]
    healthy.shutdown()
    dead.add_job(ran, "date", ["never"], run_date=Clock().now(), misfire_grace_time=None)
    threading.Event().wait(1.5)

    assert RAN == ["substitute", "substitute"]  # and never "never"
    assert dead.running  # it looks alive


async def until(look: Any) -> None:
    async with asyncio.timeout(20):
        while True:
            if look():
                return
            await asyncio.sleep(0.02)


def take(acting: Acting) -> int:
    """What is due is a row: the first one to take it does it."""
    with acting.transaction() as unit:
        return int(inbox.first_time(unit.session, "due:2026-01-12", unit.now))


async def test_two_of_ours_do_what_is_due_once_and_either_goes_on_alone(empty: Acting) -> None:
    done: list[int] = []

    def count(acting: Acting) -> int:
        done.append(take(acting))
        return done[-1]

    doors = [ClockDoor(empty, (Job("due", 1, count),)) for _ in range(2)]
    for door in doors:
        door.start()
    await until(lambda: len(done) >= 4)
    doors[0].stop()
    seen = len(done)
    await until(lambda: len(done) >= seen + 2)
    doors[1].stop()

    assert sum(done) == 1


async def test_a_job_of_ours_that_fails_is_asked_again(empty: Acting) -> None:
    asked: list[int] = []

    def fails_once(_: Acting) -> int:
        asked.append(1)
        if len(asked) == 1:
            raise JobLookupError("gone")
        return 0

    door = ClockDoor(empty, (Job("due", 1, fails_once),))
    door.start()
    await until(lambda: len(asked) >= 3)
    door.stop()

    assert "due" in door.ran_at


async def test_our_clock_has_no_job_store_to_share(empty: Acting) -> None:
    door = ClockDoor(empty, ())
    door.start()
    stores = list(door._scheduler._jobstores.values())
    door.stop()

    assert [type(one) for one in stores] == [MemoryJobStore]
