"""F11, the rest of it: the same signed request twice is done once, whatever retry headers it comes with; after five minutes it is refused."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.journeys import steps
from tests.proof.edge.knock import Request, holdings, knock, signature
from tests.proof.edge.real import encoded
from tests.stage import Stage

TITLE = "Trygg utskrivning"
WAYS: list[dict[str, str]] = [
    {}, {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}, {"X-Slack-Retry-Num": "3", "X-Slack-Retry-Reason": "http_error"},
    {"X-Slack-Retry-Num": "nonsense"}, {"X-Slack-Retry-Num": "-1"}, {"X-Slack-Retry-Num": "9" * 50}, {"User-Agent": "somebody else"},
]  # fmt: skip


def again(payload: dict[str, Any], *, ago: int = 0) -> list[Request]:
    """The same thing brought once more, in all ways."""
    kind, body = encoded(payload)
    return [Request(f"{way}", {"Content-Type": kind, **signature(body, ago=ago), **way}, body) for way in WAYS]


def last(stage: Stage, label: str) -> dict[str, Any]:
    return copy.deepcopy(dict(stage.hands.deliveries(label=label)[-1]["payload"]))


def asked(stage: Stage) -> dict[str, dict[str, Any]]:
    """A click, a submission, a command and an event that each did something, as Slack brought them."""
    stage.with_channels("lsg")
    raiser, chair, coordinator = (
        stage.who("lsg", "ordinary", "mala"),
        stage.who("lsg", "chair"),
        stage.who(None, "coordinator"),
    )
    steps.raise_question(stage, raiser, "lsg", TITLE)
    submission = last(stage, "view_submission")
    steps.answer(stage, chair, "lsg", TITLE)
    click = last(stage, "block_actions")
    raiser.dm("jag vill lyfta en fråga om tolkar")
    message = last(stage, "message")
    coordinator.click(steps.home(stage, coordinator), "bodies_make", value="samrad")
    button = last(stage, "block_actions")
    stage.settle()
    return {"submission": submission, "click": click, "event": message, "button": button}


def test_what_is_replayed_is_done_once(stage: Stage) -> None:
    kept = asked(stage)
    before = holdings(stage)

    found = {name: knock(stage, again(payload)) for name, payload in kept.items()}

    assert {status for answers in found.values() for status, _ in answers} == {200}
    assert holdings(stage) == before


@pytest.mark.parametrize("kind", ["sqlite"])
def test_after_five_minutes_it_is_refused_at_the_door(stage: Stage) -> None:
    kept = asked(stage)

    late = {status for payload in kept.values() for status, _ in knock(stage, again(payload, ago=301))}
    early = {status for payload in kept.values() for status, _ in knock(stage, again(payload, ago=-301))}
    in_time = {status for payload in kept.values() for status, _ in knock(stage, again(payload, ago=290))}

    assert (late, early, in_time) == ({401}, {401}, {200})
