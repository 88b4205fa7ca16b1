"""The Web API's front: tokens, content types, arguments, scopes."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import Hands
from sandbox.server import SandboxThread
from tests.sandbox.slack.kit import refusal

TOKEN = {"Authorization": "Bearer xoxb-sandbox-bot"}
JSON = {"Content-Type": "application/json"}


async def post(box: SandboxThread, method: str, **request: Any) -> tuple[int, dict[str, Any]]:
    """(status, body) of a raw POST."""
    async with aiohttp.ClientSession() as session, session.post(box.slack_api_url + method, **request) as response:
        return response.status, await response.json()


async def test_the_token_tells_who_is_calling(slack: AsyncWebClient) -> None:
    answer = await slack.auth_test()

    assert (answer["user_id"], answer["bot_id"], answer["team_id"]) == ("U0BOT00001", "B0SANDBOX1", "T0SANDBOX1")
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        ({}, "not_authed"),
        ({"headers": {"Authorization": "Bearer xoxb-other"}}, "invalid_auth"),
        ({"headers": {"Authorization": "Bearer xapp-sandbox-app"}}, "not_allowed_token_type"),
        ({"params": {"token": "xoxb-sandbox-bot"}}, "not_authed"),
        ({"headers": JSON, "data": json.dumps({"token": "xoxb-sandbox-bot"})}, "not_authed"),
        ({"headers": TOKEN | JSON, "data": "{"}, "invalid_json"),
        ({"headers": TOKEN | JSON, "data": "[]"}, "json_not_object"),
        ({"headers": TOKEN | {"Content-Type": "text/xml"}, "data": "<a/>"}, "invalid_post_type"),
        ({"headers": TOKEN, "data": {"channel": "C1", "text": "x", "colour": "red"}}, "invalid_arguments"),
        ({"headers": TOKEN, "data": {"text": "x"}}, "invalid_arguments"),
        ({"headers": TOKEN | JSON, "data": json.dumps({"channel": 7, "text": "x"})}, "invalid_arguments"),
        ({"headers": TOKEN, "data": {"channel": "C1", "text": "x", "mrkdwn": "maybe"}}, "invalid_arguments"),
        ({"headers": TOKEN, "data": {"channel": "C1", "text": "x", "blocks": "no json"}}, "invalid_blocks_format"),
    ],
)
async def test_a_call_that_is_not_made_as_it_should_be_is_refused(
    box: SandboxThread, request_: dict[str, Any], error: str
) -> None:
    _, body = await post(box, "chat.postMessage", **request_)

    assert body["ok"] is False
    assert body["error"] == error


async def test_an_unknown_argument_is_named(box: SandboxThread) -> None:
    _, body = await post(box, "chat.delete", headers=TOKEN, data={"channel": "C1", "ts": "1.0", "colour": "red"})

    assert body["response_metadata"]["messages"] == ["[ERROR] unknown argument: colour"]


async def test_a_method_that_does_not_exist_is_refused(box: SandboxThread) -> None:
    _, body = await post(box, "chat.shout", headers=TOKEN)

    assert body["error"] == "unknown_method"


async def test_json_is_only_taken_where_slack_takes_it(box: SandboxThread, slack: AsyncWebClient) -> None:
    body = await refusal(slack.api_call("conversations.replies", json={"channel": "C1", "ts": "1.0"}))

    assert body["error"] == "invalid_post_type"


async def test_a_form_may_carry_the_token_and_json_in_its_fields(box: SandboxThread, hands: Hands) -> None:
    channel = hands.new_channel("open", [])["id"]
    blocks = json.dumps([{"type": "divider"}])
    form = {"token": "xoxb-sandbox-bot", "channel": channel, "text": "hi", "blocks": blocks, "unfurl_links": "false"}

    _, body = await post(box, "chat.postMessage", data=form)

    assert body["ok"] is True
    assert body["message"]["blocks"][0]["type"] == "divider"


async def test_without_the_scope_a_call_is_refused_and_told_which(hands: Hands, slack: AsyncWebClient) -> None:
    hands.app(scopes=["users:read"])

    body = await refusal(slack.chat_postMessage(channel="C1", text="x"))

    assert (body["error"], body["needed"], body["provided"]) == ("missing_scope", "chat:write", "users:read")


@pytest.mark.parametrize(
    ("method", "arguments", "needed"),
    [
        ("conversations.create", {"name": "a", "is_private": True}, "groups:write"),
        ("conversations.create", {"name": "a"}, "channels:manage"),
        ("conversations.list", {"types": "private_channel"}, "groups:read"),
        ("conversations.open", {"users": "U0000000009"}, "im:write"),
        ("conversations.join", {"channel": "C1"}, "channels:join"),
        ("users.lookupByEmail", {"email": "a@b.example"}, "users:read.email"),
        ("team.info", {}, "team:read"),
    ],
)
async def test_the_scope_follows_the_kind_of_conversation(
    hands: Hands, slack: AsyncWebClient, method: str, arguments: dict[str, Any], needed: str
) -> None:
    hands.app(scopes=["chat:write"])

    body = await refusal(slack.api_call(method, params=arguments))

    assert (body["error"], body["needed"]) == ("missing_scope", needed)


async def test_an_address_is_only_shown_with_its_own_scope(hands: Hands, slack: AsyncWebClient) -> None:
    user = hands.new_person("cia", "Cia Enrot", "cia@kommun.example", quiet=True).id
    full = await slack.users_info(user=user)
    hands.app(scopes=["users:read"])

    bare = await slack.users_info(user=user)

    assert full["user"]["profile"]["email"] == "cia@kommun.example"
    assert "email" not in bare["user"]["profile"]
