"""The figures at /metrics, and /readyz when a loop has fallen silent."""

from __future__ import annotations

import asyncio
import http.client
import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import web
from prometheus_client.parser import text_string_to_metric_families

from bot.outbox.outcomes import Dropped, Envelope, Failed, Later, Outcome, Sent
from bot.usecases import absences
from bot.usecases.acting import Acting
from handlers.clock import ClockDoor, Job
from handlers.web.metrics import Meter
from handlers.web.watchdog import ROUND, Loop, silent
from tests.planned import plan
from tests.stage import BotThread, Stage

Figures = dict[tuple[str, tuple[str, ...]], float]


def get(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def figures(stage: Stage) -> Figures:
    """Each sample by its name and its labels' values."""
    stage.hands.advance(5)  # what was kept for a moment is not any more
    status, text = get(stage.bot.port, "/metrics")
    assert status == 200
    return {
        (sample.name, tuple(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_what_people_do_in_slack_is_counted_by_kind_and_outcome(stage: Stage) -> None:
    person = stage.who("lsg", "ordinary", "umea")
    person.command("/samverkan möten")
    person.command("/samverkan hjälp")
    found = figures(stage)

    assert found["samverkan_interaction_seconds_count", ("command", "done")] == 2
    assert 0 < found["samverkan_interaction_seconds_sum", ("command", "done")] < 20
    assert ("samverkan_interaction_seconds_count", ("command", "failed")) not in found


def test_letters_are_counted_while_they_wait_and_when_they_are_tried(stage: Stage) -> None:
    stage.settle()
    quiet = figures(stage)
    plan(stage.county, "lsg", "2026-03-12")
    stage.hands.advance(600)
    waiting = figures(stage)
    stage.settle()
    after = figures(stage)

    assert quiet["samverkan_letters_oldest_due_seconds", ("outlook",)] == 0
    assert waiting["samverkan_letters", ("outlook", "waiting")] == 1
    assert 600 <= waiting["samverkan_letters_oldest_due_seconds", ("outlook",)] < 700
    assert after["samverkan_letters", ("outlook", "waiting")] == 0
    assert after["samverkan_send_seconds_count", ("sent", "outlook")] == 1
    assert after["samverkan_graph_call_seconds_count", ("done",)] >= 1
    assert after["samverkan_clock_job_seconds_count", ("reminders", "done")] >= 2
    assert after["samverkan_database_up", ()] == 1


def test_substitutes_who_have_not_answered_are_counted_until_they_have(stage: Stage) -> None:
    """The figure that somebody is to be woken by: a seat that is open while nobody answers."""
    stage.settle()
    meeting = plan(stage.county, "lsg", "2026-03-12")
    quiet = figures(stage)
    absences.report(stage.county.as_(stage.county.who("lsg", "ordinary", "asele")), meeting)
    stage.settle()
    stage.hands.advance(600)
    asked = figures(stage)
    substitute = stage.who("lsg", "substitute", "asele")
    substitute.click(substitute.find_message("ersätta"), "absence_accept")
    stage.settle()
    covered = figures(stage)

    def of(found: Figures) -> list[float]:
        names = ("substitute_calls_unanswered", "substitute_calls_oldest_seconds", "seats_unfilled")
        return [
            found[f"samverkan_{name}", ()] // 60 * 60 if "oldest" in name else found[f"samverkan_{name}", ()]
            for name in names
        ]

    assert [of(one) for one in (quiet, asked, covered)] == [[0, 0, 0], [1, 600, 0], [0, 0, 0]]


def test_graph_that_asks_us_to_wait_is_counted_as_that(stage: Stage) -> None:
    stage.settle()
    stage.hands.fault("graph", "POST .*/events$", "429", times=1, retry_after=3)
    plan(stage.county, "lsg", "2026-03-12")
    stage.settle()
    found = figures(stage)

    assert found["samverkan_graph_call_seconds_count", ("throttled",)] == 1
    assert found["samverkan_throttled_total", ("outlook",)] == 1


def test_no_label_names_anybody_or_anything_of_theirs(stage: Stage) -> None:
    person = stage.county.who("lsg", "ordinary", "umea")
    stage.hand(person).command("/samverkan fråga hemlig rubrik")
    plan(stage.county, "lsg", "2026-03-12")
    stage.settle()

    _, text = get(stage.bot.port, "/metrics")

    for secret in (person.name, person.email, person.slack_id or "", "hemlig", "lsg", "umea", "meeting:"):
        assert secret not in text


class Told:
    """A sender that answers what it is told to."""

    def __init__(self, *outcomes: Outcome | Exception) -> None:
        self.outcomes = list(outcomes)
        self.closed = False

    async def send(self, envelope: Envelope, begin: Any) -> Outcome:
        answer = self.outcomes.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def aclose(self) -> None:
        self.closed = True


async def test_each_way_an_attempt_can_end_has_its_own_count(empty: Acting) -> None:
    meter = Meter(empty)
    told = Told(
        Sent(),
        Dropped("old"),
        Failed("503"),
        Failed("429", certain=True, retry_after=7),
        Failed("gone", final=True),
        Later(3),
        Later(3, "429"),
        OSError(),
    )
    sender = meter.counted({"slack": told})["slack"]
    envelope: Any = None
    for _ in range(7):
        await sender.send(envelope, asyncio.sleep)  # type: ignore[arg-type]
    with pytest.raises(OSError):
        await sender.send(envelope, asyncio.sleep)  # type: ignore[arg-type]
    await sender.aclose()

    value = meter.registry.get_sample_value
    counted = {
        outcome: value("samverkan_send_seconds_count", {"route": "slack", "outcome": outcome})
        for outcome in ("sent", "unwanted", "again", "given_up", "in_line", "stumbled")
    }
    assert counted == {"sent": 1, "unwanted": 1, "again": 3, "given_up": 1, "in_line": 1, "stumbled": 1}
    assert value("samverkan_throttled_total", {"route": "slack"}) == 2
    assert told.closed


async def test_a_job_that_fails_is_counted_and_does_not_look_alive(empty: Acting) -> None:
    def fails(_: Acting) -> int:
        raise OSError("away")

    meter = Meter(empty)
    door = ClockDoor(empty, (Job("good", 60, lambda _: 0), Job("bad", 60, fails)), told=meter.job)
    await door.tick()

    value = meter.registry.get_sample_value
    assert value("samverkan_clock_job_seconds_count", {"job": "good", "outcome": "done"}) == 1
    assert value("samverkan_clock_job_seconds_count", {"job": "bad", "outcome": "failed"}) == 1
    assert value("samverkan_clock_job_last_success_timestamp_seconds", {"job": "bad"}) is None
    assert set(door.ran_at) == {"good"}


async def test_a_job_that_runs_when_the_bot_is_stopped_ends_quietly(
    empty: Acting, caplog: pytest.LogCaptureFixture
) -> None:
    began, go_on = threading.Event(), threading.Event()

    def slow(_: Acting) -> int:
        began.set()
        return int(go_on.wait(20))

    door = ClockDoor(empty, (Job("slow", 3600, slow),))
    door.start()
    await asyncio.to_thread(began.wait, 20)
    door.stop()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    go_on.set()

    assert [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR] == []


async def test_figures_come_also_while_the_database_is_away(empty: Acting) -> None:
    meter = Meter(empty)
    server = web.Application()
    meter.add_to(server)
    empty.database.close()
    runner = web.AppRunner(server)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port: int = runner.addresses[0][1]

    status, text = await asyncio.to_thread(get, port, "/metrics")
    await runner.cleanup()

    assert status == 200
    assert "samverkan_database_up 0.0" in text
    assert 'state="waiting"' not in text


SINCE = datetime(2026, 1, 12, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("every", "ran", "after", "is_silent"),
    [
        (20, None, 60, False),
        (20, None, 61, True),
        (20, 0, 60, False),
        (20, 0, 61, True),
        (20, 100, 160, False),
        (600, None, 1800, False),
        (600, None, 1801, True),
        (600, 1800, 3600, False),
    ],
)
def test_a_loop_is_silent_after_three_of_its_own_intervals(
    every: int, ran: int | None, after: int, is_silent: bool
) -> None:
    loop = Loop("x", timedelta(seconds=every), None if ran is None else SINCE + timedelta(seconds=ran))

    assert bool(silent([loop], SINCE, SINCE + timedelta(seconds=after))) is is_silent


@pytest.fixture
def alone(stage: Stage) -> Iterator[BotThread]:
    """A bot that runs by itself, beside the stage's."""
    running = BotThread(replace_port(stage), stage.clock, background=True)
    yield running
    running.stop()


def replace_port(stage: Stage) -> Any:
    return stage.settings.model_copy(update={"port": 0})


async def until(port: int, wanted: int) -> str:
    """What /readyz says once it answers with that status; a failed assertion after twenty seconds."""
    async with asyncio.timeout(20):
        while True:
            status, text = await asyncio.to_thread(get, port, "/readyz?verbose")
            if status == wanted:
                return text
            await asyncio.sleep(0.05)


async def test_a_bot_whose_loops_run_is_ready_and_one_whose_loops_are_dead_is_not(
    stage: Stage, alone: BotThread
) -> None:
    ready = await until(alone.bot.port, 200)
    await asyncio.to_thread(alone.call, kill(alone))
    still = get(alone.bot.port, "/readyz")[0]
    stage.hands.advance((3 * ROUND).total_seconds() + 30)
    dead = await until(alone.bot.port, 503)
    stage.hands.advance(3 * max(job.every for job in alone.bot.clock_door.jobs) + 60)
    all_dead = await until(alone.bot.port, 503)

    assert ready == "ok\n"
    assert still == 200  # not for the first pause
    assert "delivery slack: has not run for" in dead
    assert "clock channels" not in dead  # it is asked every ten minutes
    for job in alone.bot.clock_door.jobs:
        assert f"clock {job.name}: has not run for" in all_dead
    assert get(alone.bot.port, "/livez")[0] == 200


async def kill(running: BotThread) -> None:
    """The loops end, the process lives on. What they had under way has ended too when this returns."""
    running.bot.clock_door.stop()
    for task in running.bot._tasks:
        task.cancel()
    await asyncio.gather(*running.bot._tasks, return_exceptions=True)


def test_a_bot_that_is_stepped_is_ready_however_long_nobody_steps_it(stage: Stage) -> None:
    stage.hands.advance(100_000)

    assert get(stage.bot.port, "/readyz?verbose") == (200, "ok\n")


def test_a_job_that_never_ran_since_the_start_is_seen(stage: Stage, alone: BotThread) -> None:
    alone.call(kill(alone))
    alone.bot.clock_door.jobs = (
        *alone.bot.clock_door.jobs,
        replace(alone.bot.clock_door.jobs[0], name="never", every=1),
    )
    stage.hands.advance(10)

    status, text = get(alone.bot.port, "/readyz?verbose")

    assert status == 503
    assert "clock never: has not run for" in text
