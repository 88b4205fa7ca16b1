"""Two bots on one database: a repeated delivery, the clock and the letters do each thing once (reliability F4, T5, T11)."""

from __future__ import annotations

import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from bot.usecases import bodies
from models.tables.journal import JournalLine
from tests.handlers.test_outer_door import payload, real_now, signed
from tests.stage import BotThread, Stage


@pytest.fixture
def other(stage: Stage, kind: str) -> Iterator[BotThread]:
    """A second bot on the same PostgreSQL database."""
    if kind == "sqlite":
        pytest.fail("SQLite has one writer: several replicas need PostgreSQL")
    made = BotThread(stage.settings, stage.clock)
    yield made
    made.stop()


only_postgres = pytest.mark.parametrize("kind", ["postgresql"], indirect=True)


def together(stage: Stage, other: BotThread) -> None:
    """Both let the clock ask and deliver, at the same time."""
    with ThreadPoolExecutor(2) as both:
        for done in [both.submit(one.call, one.bot.settle()) for one in (stage.running, other) for _ in range(2)]:
            done.result()


@only_postgres
def test_letters_that_both_could_send_arrive_once(stage: Stage, other: BotThread) -> None:
    coordinator = stage.county.as_(stage.county.who(None, "coordinator"))
    for body in ("samrad", "lsg", "bbu", "bva", "hjalpmedel", "patientsakerhet"):
        bodies.let_make(coordinator, body)

    together(stage, other)

    made = Counter(
        {**one["query"], **(one["body"] or {})}["name"] for one in stage.hands.requests(path="conversations.create")
    )
    assert len(made) == 12
    assert set(made.values()) == {1}


@only_postgres
def test_the_same_delivery_to_both_acts_once(stage: Stage, other: BotThread) -> None:
    team, person = stage.hands.app()["team_id"], stage.county.who(None, "coordinator").slack_id
    click = {
        "type": "block_actions", "user": {"id": person, "team_id": team}, "team": {"id": team}, "api_app_id": "A", "trigger_id": "1.1",
        "container": {"type": "view", "view_id": "V1"}, "view": {"id": "V1", "type": "home", "state": {"values": {}}},
        "actions": [{"action_id": "bodies_make", "block_id": "b", "type": "button", "action_ts": "1.2", "value": "lsg"}],
    }  # fmt: skip
    body = payload(click)
    headers = signed(body, at=real_now())

    def deliver(port: int) -> int:
        request = urllib.request.Request(f"http://127.0.0.1:{port}/slack/events", body, headers, method="POST")
        with urllib.request.urlopen(request, timeout=20) as answer:
            return int(answer.status)

    with ThreadPoolExecutor(8) as hands:
        found = list(hands.map(deliver, [stage.bot.port, other.bot.port] * 4))

    with stage.county.session() as session:
        acts = session.scalars(select(JournalLine).where(JournalLine.act == "channels.asked_for")).all()
    assert set(found) == {200}
    assert len(acts) == 1


@only_postgres
def test_either_may_die_and_the_other_goes_on(stage: Stage, other: BotThread) -> None:
    bodies.let_make(stage.county.as_(stage.county.who(None, "coordinator")), "lsg")
    made = BotThread(stage.settings, stage.clock)
    made.stop()

    other.call(other.bot.settle())

    assert stage.hands.channel("lsg-au")["is_private"]
