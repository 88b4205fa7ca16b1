"""F3: slack_sdk's default retry handler posts twice when a reply is lost. Our client has none: the outbox alone decides."""

from __future__ import annotations

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.outbox import retry
from bot.usecases import bodies
from tests.stage import Stage

WORDS = "Ett beslut är fattat."


def posted(stage: Stage, words: str) -> int:
    """How many messages with those words stand in the channel."""
    return sum(words in one["text"] for one in stage.who("lsg", "chair").messages("lsg-au"))


async def test_slack_sdk_as_it_comes_posts_twice(stage: Stage) -> None:
    stage.with_channels("lsg")
    stage.hands.fault("slack", "chat.postMessage", "drop_after", times=1)
    token = stage.settings.slack_bot_token
    assert token is not None
    client = AsyncWebClient(token.get_secret_value(), base_url=stage.settings.slack_api_url)

    answer = await client.chat_postMessage(channel=stage.hands.channel("lsg-au")["id"], text=WORDS)

    assert answer["ok"]
    assert posted(stage, WORDS) == 2


def test_our_client_posts_once_and_tells_that_it_does_not_know(stage: Stage) -> None:
    stage.with_channels("lsg")
    stage.hands.fault("slack", "chat.postMessage", "drop_after", times=1)
    post = stage.bot.client.chat_postMessage(channel=stage.hands.channel("lsg-au")["id"], text=WORDS)

    with pytest.raises(aiohttp.ClientError):
        stage.running.call(post)

    assert posted(stage, WORDS) == 1


def test_a_letter_whose_reply_was_lost_is_found_again(stage: Stage) -> None:
    coordinator = stage.county.as_(stage.county.who(None, "coordinator"))
    stage.with_channels("lsg")
    stage.hands.fault("slack", "chat.postMessage", "drop_after", times=1)
    bodies.choose(coordinator, "lsg", "C0NOWHERE", None)
    stage.settle()
    stage.forward(seconds=retry.SETTLING.total_seconds() + 1)

    told = [one for one in stage.who(None, "coordinator").messages("dm") if "gick inte att skicka" in one["text"]]
    assert len(told) == 1
