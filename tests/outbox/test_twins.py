"""A message that stands twice: it is looked for once more after an unclear send, and what is too much is taken away (I4, T6)."""

from __future__ import annotations

import pytest
from sqlmodel import select

from bot.outbox import retry
from bot.usecases import bodies
from models.store.outbox import TO_SWEEP
from models.tables.outbox import OutboxLetter
from sandbox.control import Dict
from tests.stage import Stage

STUCK = "gick inte att skicka"


def letter(stage: Stage, kind: str, person_id: int) -> OutboxLetter:
    """The newest letter of that kind to that person."""
    with stage.county.session() as session:
        found = session.scalars(select(OutboxLetter).where(OutboxLetter.kind == kind)).all()
    return [one for one in found if f'"person_id": {person_id}' in one.payload][-1]


def twin(stage: Stage, one: OutboxLetter) -> str:
    """What a worker does that was frozen just before it sent: the same message, with the same key. Returns its ts."""
    key = {"event_type": "samverkan", "event_payload": {"key": one.op}}
    said = stage.running.call(
        stage.bot.client.chat_postMessage(
            channel=one.tried_in or "", thread_ts=one.tried_thread, text="En tvilling", metadata=key
        )
    )
    return str(said["ts"])


def settling(stage: Stage) -> None:
    stage.forward(seconds=retry.SETTLING.total_seconds() + 1)


@pytest.fixture
def told(stage: Stage) -> tuple[OutboxLetter, list[Dict]]:
    """A message whose first attempt lost its answer, found again; and the coordinator's messages by then."""
    coordinator = stage.county.who(None, "coordinator")
    stage.with_channels("lsg")
    stage.hands.fault("slack", "chat.postMessage", "drop_after", times=2)  # there are two coordinators
    bodies.choose(stage.county.as_(coordinator), "lsg", "C0NOWHERE", None)
    stage.settle()
    settling(stage)
    return letter(stage, "Stuck", coordinator.id or 0), stage.hand(coordinator).messages("dm")


def test_a_twin_that_came_late_is_taken_away_within_two_minutes(
    stage: Stage, told: tuple[OutboxLetter, list[Dict]]
) -> None:
    one, before = told
    late = twin(stage, one)
    coordinator = stage.who(None, "coordinator")
    assert late in {message["ts"] for message in coordinator.messages("dm")}

    stage.forward(seconds=TO_SWEEP.total_seconds() + 1)

    assert [message["ts"] for message in coordinator.messages("dm")] == [message["ts"] for message in before]
    assert sum(STUCK in message["text"] for message in coordinator.messages("dm")) == 1
    assert letter(stage, "Stuck", stage.county.who(None, "coordinator").id or 0).sweep_at is None
    assert stage.bot.delivery.twins == 1


def test_where_nothing_stands_twice_nothing_is_taken_away(stage: Stage, told: tuple[OutboxLetter, list[Dict]]) -> None:
    _, before = told
    stage.forward(seconds=TO_SWEEP.total_seconds() + 1)

    assert [one["ts"] for one in stage.who(None, "coordinator").messages("dm")] == [one["ts"] for one in before]
    assert stage.hands.requests(path="chat.delete") == []


def test_a_clear_send_is_not_looked_for_again(stage: Stage) -> None:
    stage.with_channels("lsg")
    bodies.choose(stage.county.as_(stage.county.who(None, "coordinator")), "lsg", "C0NOWHERE", None)
    stage.settle()
    before = len(stage.hands.requests(path="conversations.history"))
    stage.forward(minutes=5)

    assert stage.who(None, "coordinator").find_message(STUCK)
    assert len(stage.hands.requests(path="conversations.history")) == before


def test_while_slack_is_away_the_look_waits(stage: Stage, told: tuple[OutboxLetter, list[Dict]]) -> None:
    one, before = told
    twin(stage, one)
    stage.hands.fault("slack", "conversations.history", "503", times=3)
    stage.forward(seconds=TO_SWEEP.total_seconds() + 1)
    still = len(stage.who(None, "coordinator").messages("dm"))
    stage.forward(minutes=2)
    stage.forward(minutes=2)

    assert still == len(before) + 1
    assert len(stage.who(None, "coordinator").messages("dm")) == len(before)


def test_ours_was_taken_away_by_hand_and_the_twin_stands_for_it(
    stage: Stage, told: tuple[OutboxLetter, list[Dict]]
) -> None:
    one, _ = told
    late = twin(stage, one)
    stage.running.call(stage.bot.client.chat_delete(channel=one.channel or "", ts=one.ts or ""))
    stage.forward(seconds=TO_SWEEP.total_seconds() + 1)

    assert late in {message["ts"] for message in stage.who(None, "coordinator").messages("dm")}


def test_a_message_that_is_not_wanted_any_more_does_not_stay_behind(stage: Stage) -> None:
    """The answer was lost, and before the next attempt there was nothing left to tell: what had arrived is taken away."""
    coordinator = stage.county.as_(stage.county.who(None, "coordinator"))
    stage.with_channels("lsg")
    channel = stage.hands.channel("lsg")["id"]
    stage.hands.fault("slack", "chat.postMessage", "drop_after", times=2)
    bodies.choose(coordinator, "lsg", "C0NOWHERE", None)
    stage.settle()
    assert stage.who(None, "coordinator").find_message(STUCK)
    with stage.county.database.write() as session:  # as if it had left by itself: nothing is stuck any more
        for one in session.scalars(select(OutboxLetter).where(OutboxLetter.state == "dead")):
            one.state = "sent"
    bodies.choose(coordinator, "lsg", channel, None)

    settling(stage)
    assert letter(stage, "Stuck", coordinator.person_id).state == "dropped"
    stage.forward(seconds=TO_SWEEP.total_seconds() + 1)

    assert not [one for one in stage.who(None, "coordinator").messages("dm") if STUCK in one["text"]]
