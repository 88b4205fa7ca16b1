"""A letter against a Slack that misbehaves: sent once, found again, given up where a coordinator sees it (reliability F3, T8)."""

from __future__ import annotations

import pytest

from bot.outbox import retry
from bot.outbox.letters import CATALOGUE
from bot.text import outbox as words
from bot.usecases import bodies
from tests.stage import Stage


def posts(stage: Stage, after: int) -> list[dict[str, object]]:
    return stage.hands.requests(after=after, path="chat.postMessage")


@pytest.fixture
def word(stage: Stage) -> str:
    """A letter that will be given up (its channel does not exist), about which each coordinator gets a message."""
    coordinator = stage.county.as_(stage.county.who(None, "coordinator"))
    stage.with_channels("lsg")
    bodies.choose(coordinator, "lsg", "C0NOWHERE", None)
    return "medlemmarna i en kanal"


def said(stage: Stage) -> int:
    return sum("gick inte att skicka" in one["text"] for one in stage.who(None, "coordinator").messages("dm"))


def test_a_given_up_letter_is_shown_to_the_coordinators_and_tried_again_by_a_click(stage: Stage, word: str) -> None:
    stage.settle()
    coordinator = stage.who(None, "coordinator")
    message = coordinator.find_message("gick inte att skicka")
    assert "Medlemmarna i en kanal (Länssamverkansgruppen (LSG))" in coordinator.outline(message)
    bodies.choose(
        stage.county.as_(stage.county.who(None, "coordinator")), "lsg", stage.hands.channel("lsg")["id"], None
    )

    coordinator.click(message, "home_retry_letter")
    stage.forward(seconds=10)

    after = coordinator.find_message("Allt som väntade")
    assert (after["ts"], coordinator.buttons(after)) == (message["ts"], [])


@pytest.mark.parametrize("fault", ["drop_after", "504"])
def test_a_lost_reply_makes_no_second_message(stage: Stage, word: str, fault: str) -> None:
    stage.hands.fault("slack", "chat.postMessage", fault, times=1)
    stage.settle()
    stage.forward(seconds=retry.SETTLING.total_seconds() + 1)

    assert said(stage) == 1


@pytest.mark.parametrize("fault", ["drop_before", "429"])
def test_what_did_not_arrive_is_sent_again(stage: Stage, word: str, fault: str) -> None:
    more = {"retry_after": 30} if fault == "429" else {}
    stage.hands.fault("slack", "chat.postMessage", fault, times=1, **more)
    stage.settle()
    others = said(stage)
    stage.forward(seconds=retry.SETTLING.total_seconds() + 1)

    assert (others in (0, 1), said(stage)) == (True, 1)


def test_retry_after_is_not_undercut(stage: Stage, word: str) -> None:
    stage.hands.fault("slack", "chat.postMessage", "429", times=5, retry_after=30)
    stage.settle()
    before = len(posts(stage, 0))
    stage.forward(seconds=25)
    meanwhile = len(posts(stage, 0))
    stage.forward(seconds=10)

    assert meanwhile == before
    assert len(posts(stage, 0)) > before


def test_a_bot_that_was_restarted_sends_what_it_had_not_sent(stage: Stage, word: str) -> None:
    stage.restart()
    stage.settle()

    assert said(stage) == 1


def test_every_letter_has_a_name_that_a_coordinator_understands() -> None:
    assert set(words.NAMES) == set(CATALOGUE)
