"""F5: APScheduler drops a job that it is more than a second late for. Ours asks what is due whenever it comes to it."""

from __future__ import annotations

import asyncio
import threading
from datetime import timedelta
from time import monotonic

from apscheduler.events import EVENT_JOB_EXECUTED, EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.schedulers.background import BackgroundScheduler

from bot.clock import Clock
from bot.usecases.acting import Acting
from handlers.clock import ClockDoor, Job


def three_seconds_late(**more: object) -> list[int]:
    """What becomes of a job that was due while the process was down for three seconds."""
    scheduler, done = BackgroundScheduler(), threading.Event()
    seen: list[int] = []

    def hear(event: JobExecutionEvent) -> None:
        seen.append(event.code)
        done.set()

    scheduler.add_listener(hear, EVENT_JOB_EXECUTED | EVENT_JOB_MISSED)
    scheduler.add_job(len, "date", [()], run_date=Clock().now() - timedelta(seconds=3), **more)
    scheduler.start()
    assert done.wait(10)
    scheduler.shutdown()
    return seen


def test_apscheduler_as_it_comes_drops_what_it_is_late_for() -> None:
    assert three_seconds_late() == [EVENT_JOB_MISSED]


def test_without_a_grace_time_it_runs() -> None:
    assert three_seconds_late(misfire_grace_time=None) == [EVENT_JOB_EXECUTED]


async def test_ours_asks_at_once_when_it_starts_and_after_a_stall(empty: Acting) -> None:
    asked: list[float] = []

    def ask(_: Acting) -> int:
        asked.append(monotonic())
        return 0

    door = ClockDoor(empty, (Job("due", 1, ask),))
    began = monotonic()
    door.start()
    async with asyncio.timeout(20):
        while True:
            if asked:
                break
            await asyncio.sleep(0.01)
        stall = monotonic() + 2.5  # the loop stands still past two ticks, longer than APScheduler's patience
        while monotonic() < stall:
            pass
        while True:
            if len(asked) > 1:
                break
            await asyncio.sleep(0.01)
    door.stop()

    assert asked[0] - began < 1
    assert asked[1] - stall < 1
