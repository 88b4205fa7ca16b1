"""Messages: what is taken, what is refused, and what history gives back."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import Hands, Person
from tests.sandbox.slack.kit import Dict, actions, button, error, refusal, section

MARK = {"event_type": "sent", "event_payload": {"key": "k1"}}


@pytest.fixture
def room(hands: Hands, anna: Person) -> str:
    """A private channel with Anna and the bot."""
    return str(hands.new_channel("room", ["bot", anna.id], is_private=True, quiet=True)["id"])


async def test_a_message_is_seen_and_stands_in_the_history(slack: AsyncWebClient, room: str, anna: Person) -> None:
    posted = await slack.chat_postMessage(channel=room, text="Hello", blocks=[section("*Hello*")])

    assert anna.messages("room")[-1]["text"] == "Hello"
    history = await slack.conversations_history(channel=room)
    assert history["messages"][0]["ts"] == posted["ts"]
    assert history["messages"][0]["bot_id"] == "B0SANDBOX1"
    assert history["messages"][0]["blocks"][0]["block_id"]


async def test_posting_to_a_person_opens_their_direct_message(slack: AsyncWebClient, anna: Person) -> None:
    posted = await slack.chat_postMessage(channel=anna.id, text="Psst")

    assert posted["channel"].startswith("D")
    assert anna.messages("dm")[0]["text"] == "Psst"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"channel": "C404", "text": "x"}, "channel_not_found"),
        ({"channel": "U0BOT00001", "text": "x"}, "channel_not_found"),
        ({"text": ""}, "no_text"),
        ({"blocks": [section()]}, "no_text"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"markdown_text": "x" * 12_001}, "msg_too_long"),
        ({"text": "x", "markdown_text": "y"}, "markdown_text_conflict"),
        ({"text": "x", "attachments": [{}] * 101}, "too_many_attachments"),
        ({"text": "x", "attachments": ["y"]}, "invalid_attachments"),
        ({"text": "x", "metadata": {"event_type": "sent"}}, "invalid_metadata_format"),
        ({"text": "x", "metadata": {**MARK, "more": 1}}, "invalid_metadata_format"),
        ({"text": "x", "thread_ts": "1.000000"}, "thread_not_found"),
        ({"text": "x", "as_user": True}, "as_user_not_supported"),
        ({"text": "x", "username": "Somebody"}, "missing_scope"),
    ],
)
async def test_what_slack_does_not_post(slack: AsyncWebClient, room: str, arguments: Dict, expected: str) -> None:
    body = await refusal(slack.api_call("chat.postMessage", json={"channel": room, **arguments}))

    assert body["error"] == expected


async def test_where_the_bot_may_not_post(hands: Hands, slack: AsyncWebClient, anna: Person) -> None:
    public = hands.new_channel("public", [anna.id], quiet=True)["id"]
    private = hands.new_channel("private", [anna.id], is_private=True, quiet=True)["id"]
    closed = hands.new_channel("closed", ["bot"], is_archived=True, quiet=True)["id"]

    assert (await slack.chat_postMessage(channel=public, text="x"))["ok"]
    assert await error(slack.chat_postMessage(channel=private, text="x")) == "channel_not_found"
    assert await error(slack.chat_postMessage(channel=closed, text="x")) == "is_archived"
    hands.app(scopes=["chat:write"])
    assert await error(slack.chat_postMessage(channel=public, text="x")) == "not_in_channel"


async def test_an_update_with_text_alone_removes_the_blocks(slack: AsyncWebClient, room: str) -> None:
    posted = await slack.chat_postMessage(channel=room, text="a", blocks=[actions(button())], metadata=MARK)

    await slack.api_call("chat.update", json={"channel": room, "ts": posted["ts"], "metadata": MARK})
    kept = (await slack.conversations_history(channel=room))["messages"][0]
    await slack.chat_update(channel=room, ts=posted["ts"], text="b")
    bare = (await slack.conversations_history(channel=room))["messages"][0]

    assert "blocks" in kept
    assert "edited" not in kept
    assert "blocks" not in bare
    assert (bare["text"], bare["edited"]["user"]) == ("b", "U0BOT00001")


async def test_only_an_own_message_of_fitting_length_is_changed(
    slack: AsyncWebClient, room: str, anna: Person, hands: Hands
) -> None:
    mine = (await slack.chat_postMessage(channel=room, text="mine"))["ts"]
    hers = anna.say("room", "hers")["ts"]
    whisper = (await slack.chat_postEphemeral(channel=room, user=anna.id, text="whisper"))["message_ts"]

    assert await error(slack.chat_update(channel=room, ts=hers, text="x")) == "cant_update_message"
    assert await error(slack.chat_delete(channel=room, ts=hers)) == "cant_delete_message"
    assert await error(slack.chat_update(channel=room, ts=whisper, text="x")) == "message_not_found"
    assert await error(slack.chat_update(channel=room, ts="1.000000", text="x")) == "message_not_found"
    assert await error(slack.chat_update(channel=room, ts=mine, text="x" * 4001)) == "msg_too_long"
    mute = slack.api_call("chat.update", json={"channel": room, "ts": mine, "blocks": [section()]})
    assert await error(mute) == "no_text"


async def test_a_deleted_message_is_gone_but_a_thread_keeps_its_gravestone(slack: AsyncWebClient, room: str) -> None:
    lone = (await slack.chat_postMessage(channel=room, text="lone"))["ts"]
    parent = (await slack.chat_postMessage(channel=room, text="parent"))["ts"]
    await slack.chat_postMessage(channel=room, text="child", thread_ts=parent)

    await slack.chat_delete(channel=room, ts=lone)
    await slack.chat_delete(channel=room, ts=parent)

    left = (await slack.conversations_history(channel=room))["messages"]
    assert [one.get("subtype") for one in left] == ["tombstone"]
    assert await error(slack.chat_delete(channel=room, ts=lone)) == "message_not_found"


async def test_metadata_comes_back_only_when_asked_for(slack: AsyncWebClient, room: str) -> None:
    await slack.chat_postMessage(channel=room, text="x", metadata=MARK)

    without = (await slack.conversations_history(channel=room))["messages"][0]
    with_it = (await slack.conversations_history(channel=room, include_all_metadata=True))["messages"][0]

    assert "metadata" not in without
    assert with_it["metadata"] == MARK


async def test_replies_stand_in_the_thread_and_in_the_channel_only_when_broadcast(
    slack: AsyncWebClient, room: str
) -> None:
    parent = (await slack.chat_postMessage(channel=room, text="parent"))["ts"]
    quiet = await slack.chat_postMessage(channel=room, text="quiet", thread_ts=parent)
    await slack.chat_postMessage(channel=room, text="loud", thread_ts=parent, reply_broadcast=True)

    thread = (await slack.conversations_replies(channel=room, ts=parent))["messages"]
    history = (await slack.conversations_history(channel=room))["messages"]

    assert [one["text"] for one in thread] == ["parent", "quiet", "loud"]
    assert (thread[0]["reply_count"], thread[1]["parent_user_id"]) == (2, "U0BOT00001")
    assert [one["text"] for one in history] == ["loud", "parent"]
    assert await error(slack.conversations_replies(channel=room, ts="1.000000")) == "thread_not_found"
    nested = slack.chat_postMessage(channel=room, text="x", thread_ts=quiet["ts"])
    assert await error(nested) == "cannot_reply_to_message"


async def test_history_is_cut_by_time_and_paged_by_cursor(slack: AsyncWebClient, room: str) -> None:
    stamps = [(await slack.chat_postMessage(channel=room, text=str(n)))["ts"] for n in range(5)]

    async def texts(**cut: Any) -> list[str]:
        found = await slack.conversations_history(channel=room, **cut)
        return [one["text"] for one in found["messages"]]

    assert await texts(oldest=stamps[1], latest=stamps[4]) == ["3", "2"]
    assert await texts(oldest=stamps[1], latest=stamps[4], inclusive=True) == ["4", "3", "2", "1"]
    first = await slack.conversations_history(channel=room, limit=2)
    assert first["has_more"] is True
    assert await texts(limit=2, cursor=first["response_metadata"]["next_cursor"]) == ["2", "1"]
    assert await error(slack.conversations_history(channel=room, limit=1000)) == "invalid_limit"
    assert await error(slack.conversations_history(channel=room, cursor="?")) == "invalid_cursor"
    assert await error(slack.conversations_history(channel=room, oldest="then")) == "invalid_ts_oldest"


async def test_an_ephemeral_message_is_seen_by_one_person(
    hands: Hands, slack: AsyncWebClient, room: str, anna: Person, bo: Person
) -> None:
    hands.control.post("/sandbox/slack/channels", id=room, members=["bot", anna.id, bo.id], quiet=True)

    await slack.chat_postEphemeral(channel=room, user=anna.id, text="only you")

    assert [one["ephemeral"] for one in anna.messages("room")] == [True]
    assert bo.messages("room") == []
    assert (await slack.conversations_history(channel=room))["messages"] == []


async def test_an_ephemeral_message_needs_both_in_the_channel(
    hands: Hands, slack: AsyncWebClient, room: str, anna: Person, bo: Person
) -> None:
    public = hands.new_channel("public", [anna.id], quiet=True)["id"]

    absent = slack.chat_postEphemeral(channel=room, user=bo.id, text="x")
    outside = slack.chat_postEphemeral(channel=public, user=anna.id, text="x")

    assert await error(absent) == "user_not_in_channel"
    assert await error(outside) == "not_in_channel"


async def test_a_link_to_a_message_names_its_thread(slack: AsyncWebClient, room: str) -> None:
    parent = (await slack.chat_postMessage(channel=room, text="parent"))["ts"]
    child = (await slack.chat_postMessage(channel=room, text="child", thread_ts=parent))["ts"]

    link = (await slack.chat_getPermalink(channel=room, message_ts=child))["permalink"]

    assert link.endswith(f"/archives/{room}/p{child.replace('.', '')}?thread_ts={parent}&cid={room}")
    assert await error(slack.chat_getPermalink(channel=room, message_ts="1.000000")) == "message_not_found"
