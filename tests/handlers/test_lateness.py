"""/readyz and the figures when letters are late, and what the delivery tells of itself (reliability F4)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.outbox.letters.absences import Call
from bot.outbox.letters.people import Home
from bot.outbox.post import row
from handlers.web.watchdog import LATE, late
from models.store import outbox
from tests.handlers.test_metrics import figures, get, kill, until
from tests.stage import BotThread, Stage

NOW = datetime(2026, 1, 12, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("urgent", "since", "quiet", "is_late"),
    [
        (1, 60, None, False),
        (1, 61, None, True),
        (0, 61, None, False),
        (0, 301, None, True),
        (0, 900, 601, False),  # the other side asked for ten minutes, and they were over five minutes ago
        (0, 900, 599, True),
    ],
)
def test_a_lane_is_late_when_nobody_has_taken_its_oldest_letter_up(
    urgent: int, since: int, quiet: int | None, is_late: bool
) -> None:
    asked = {} if quiet is None else {"slack": NOW - timedelta(seconds=900 - quiet)}

    assert bool(late({("slack", urgent): NOW - timedelta(seconds=since)}, asked, NOW)) is is_late


async def test_a_letter_that_nobody_takes_up_makes_the_bot_unready(stage: Stage) -> None:
    alone = BotThread(stage.settings.model_copy(update={"port": 0}), stage.clock, background=True)
    try:
        await until(alone.bot.port, 200)
        alone.call(kill(alone))
        now = stage.clock.now()
        with stage.county.database.write() as session:
            outbox.put(session, [row(one, cause="late", now=now) for one in (Home(1), Call(1))])
        stage.hands.advance(LATE[1].total_seconds() + 5)
        urgent = get(alone.bot.port, "/readyz?verbose")
        stage.hands.advance(LATE[0].total_seconds())
        both = get(alone.bot.port, "/readyz?verbose")
    finally:
        alone.stop()

    assert urgent[0] == 503
    assert "letters slack urgent: due for" in urgent[1]
    assert "letters slack: due for" not in urgent[1]
    assert "letters slack: due for" in both[1]


def test_what_is_blocked_by_a_letter_that_is_tried_again_is_not_late(stage: Stage) -> None:
    """The earlier one of its matter is due when it is tried again, and the later one after it."""
    from bot.reads import outbox as reads

    now = stage.clock.now()
    with stage.county.database.write() as session:
        outbox.put(session, [row(Home(1), cause="1", now=now, not_before=now + timedelta(hours=1))])
        outbox.put(session, [row(Home(1), cause="2", now=now)])
    stage.hands.advance(1800)

    due = stage.bot.acting.ask(reads.oldest_due, ["slack"])
    assert due["slack", 0] == now + timedelta(hours=1)


def test_the_delivery_tells_of_twins_lines_and_rounds(stage: Stage) -> None:
    alone = BotThread(stage.settings.model_copy(update={"port": 0}), stage.clock, background=True)
    try:
        stage.hands.wait(lambda: set(alone.bot.delivery.ran_at) == {"slack", "outlook"}, 20, "a round of each")
        stage.running.bot.meter.watch(alone.bot.delivery, alone.bot.slack.pace, alone.bot._socket_is_up)
        found = figures(stage)
    finally:
        alone.stop()

    assert found["samverkan_twins_removed_total", ()] == 0
    assert found["samverkan_slack_lines", ()] == 0
    assert found["samverkan_delivery_last_round_timestamp_seconds", ("outlook",)] > 0
    assert not [name for name, _ in found if name == "samverkan_slack_socket_up"]  # Slack calls on us
