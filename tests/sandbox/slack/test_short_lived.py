"""What lasts a while: response URLs, the pace of messages, planned faults, Socket Mode, and the log of it all."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from sandbox.client import Hands, Person
from sandbox.server import SandboxThread
from tests.sandbox.slack.fake_app import FakeApp
from tests.sandbox.slack.kit import actions, button, error, field, line, modal, section


def written(log: Path) -> list[dict[str, Any]]:
    """The lines of the log."""
    return [json.loads(line) for line in log.read_text().splitlines()]


async def test_a_response_url_takes_five_answers(app: FakeApp, anna: Person) -> None:
    anna.command("/try")
    webhook = AsyncWebhookClient(app.of("/try")[0].payload["response_url"])

    answers = [await webhook.send(text=str(n), response_type="ephemeral") for n in range(6)]

    assert [one.status_code for one in answers] == [200] * 5 + [404]
    assert json.loads(answers[5].body)["error"] == "used_url"
    assert [one["text"] for one in anna.messages()] == ["0", "1", "2", "3", "4"]


async def test_a_response_url_lasts_half_an_hour_of_the_worlds_time(hands: Hands, app: FakeApp, anna: Person) -> None:
    anna.command("/try")
    webhook = AsyncWebhookClient(app.of("/try")[0].payload["response_url"])
    hands.advance(31 * 60)

    answer = await webhook.send(text="late")

    assert (answer.status_code, json.loads(answer.body)["error"]) == (404, "expired_url")


async def test_a_response_url_can_replace_and_delete_the_message_it_is_about(
    slack: AsyncWebClient, app: FakeApp, anna: Person
) -> None:
    await slack.chat_postMessage(channel=anna.id, text="Press", blocks=[actions(button())])
    anna.click(anna.find_message("Press"), "go")
    webhook = AsyncWebhookClient(app.of("block_actions")[0].payload["response_url"])

    await webhook.send(text="Pressed", replace_original=True)
    replaced = anna.messages()
    refused = await webhook.send(text="", replace_original=True)
    await webhook.send(text="", delete_original=True)

    assert [(one["text"], one["blocks"]) for one in replaced] == [("Pressed", [])]
    assert json.loads(refused.body)["error"] == "no_text"
    assert anna.messages() == []


async def test_ten_messages_may_come_at_once_then_one_a_second(
    hands: Hands, slack: AsyncWebClient, anna: Person, bo: Person
) -> None:
    for number in range(10):
        await slack.chat_postMessage(channel=anna.id, text=str(number))

    with pytest.raises(SlackApiError) as refused:
        await slack.chat_postMessage(channel=anna.id, text="too fast")

    assert refused.value.response.status_code == 429
    assert refused.value.response["error"] == "ratelimited"
    assert int(refused.value.response.headers["Retry-After"]) == 1
    assert (await slack.chat_postMessage(channel=bo.id, text="elsewhere"))["ok"]
    hands.app(rate_limit=False)
    assert (await slack.chat_postMessage(channel=anna.id, text="unlimited"))["ok"]


async def test_a_client_that_heeds_retry_after_gets_through(box: SandboxThread, hands: Hands, anna: Person) -> None:
    handler = AsyncRateLimitErrorRetryHandler(max_retry_count=1)
    patient = AsyncWebClient(token="xoxb-sandbox-bot", base_url=box.slack_api_url, retry_handlers=[handler])
    hands.fault("slack", "chat.postMessage", "429", retry_after=1)

    posted = await patient.chat_postMessage(channel=anna.id, text="once")

    assert posted["ok"]
    assert [one["status"] for one in hands.requests(path="chat.postMessage")] == [429, 200]
    assert [one["text"] for one in anna.messages()] == ["once"]


@pytest.mark.parametrize(("kind", "applied"), [("drop_before", False), ("drop_after", True)])
async def test_a_dropped_connection_leaves_the_work_undone_or_done(
    hands: Hands, slack: AsyncWebClient, anna: Person, kind: str, applied: bool
) -> None:
    hands.fault("slack", "chat.postMessage", kind)

    with pytest.raises(aiohttp.ClientError):
        await slack.chat_postMessage(channel=anna.id, text="lost?")

    assert bool(anna.messages()) is applied
    hands.wait(lambda: hands.requests(path="chat.postMessage"))
    assert hands.requests(path="chat.postMessage")[0]["fault"] == kind
    assert hands.faults() == []


@pytest.mark.parametrize(("kind", "applied"), [("timeout_before", False), ("timeout_after", True)])
async def test_an_answer_that_does_not_come_in_time(
    box: SandboxThread, hands: Hands, anna: Person, kind: str, applied: bool
) -> None:
    hands.fault("slack", "chat.postMessage", kind, delay=20)
    hasty = AsyncWebClient(token="xoxb-sandbox-bot", base_url=box.slack_api_url, timeout=1, retry_handlers=[])

    with pytest.raises(TimeoutError):
        await hasty.chat_postMessage(channel=anna.id, text="lost?")

    assert bool(anna.messages()) is applied


@pytest.mark.parametrize("status", ["500", "503", "504"])
async def test_an_ill_service_answers_with_its_status(
    hands: Hands, slack: AsyncWebClient, anna: Person, status: str
) -> None:
    hands.fault("slack", "chat.postMessage", status, times=1)

    with pytest.raises(SlackApiError) as refused:
        await slack.chat_postMessage(channel=anna.id, text="x")

    assert refused.value.response.status_code == int(status)
    assert anna.messages() == []
    assert (await slack.chat_postMessage(channel=anna.id, text="x"))["ok"]


async def test_socket_mode_brings_the_same_and_takes_answers(
    box: SandboxThread, hands: Hands, slack: AsyncWebClient, anna: Person
) -> None:
    app_token = box.sandbox.config.app_token
    client = SocketModeClient(app_token=app_token, web_client=slack)
    got: list[SocketModeRequest] = []

    async def listen(socket: Any, request: SocketModeRequest) -> None:
        got.append(request)
        payload: dict[str, Any] | None = None
        if request.type == "slash_commands":
            view = modal(field(line(), block_id="b"))
            await slack.views_open(trigger_id=request.payload["trigger_id"], view=view)
        elif request.payload.get("type") == "view_submission":
            payload = {"response_action": "errors", "errors": {"b": "No"}}
        await socket.send_socket_mode_response(SocketModeResponse(request.envelope_id, payload))

    client.socket_mode_request_listeners.append(listen)
    await client.connect()  # type: ignore[no-untyped-call]
    try:
        command = await asyncio.to_thread(anna.command, "/try")
        submitted = await asyncio.to_thread(anna.submit, None, {"b": "x"})
        spoken = await asyncio.to_thread(anna.dm, "Hello")

        assert (command["ok"], spoken["ok"]) == (True, True)
        assert submitted["errors"] == {"b": "No"}
        assert [one.type for one in got] == ["slash_commands", "interactive", "events_api"]
        assert hands.app()["socket_connections"] == 1
        assert await asyncio.to_thread(hands.app, disconnect="warning")
    finally:
        await client.close()  # type: ignore[no-untyped-call]


async def test_connections_take_turns_and_an_envelope_without_an_ack_is_late(
    box: SandboxThread, hands: Hands, anna: Person
) -> None:
    opener = AsyncWebClient(token=box.sandbox.config.app_token, base_url=box.slack_api_url, retry_handlers=[])
    async with aiohttp.ClientSession() as session:
        sockets = []
        for number in (1, 2):
            address = (await opener.apps_connections_open(app_token="xapp-sandbox-app"))["url"]
            sockets.append(await session.ws_connect(address))
            hello = await sockets[-1].receive_json()
            assert (hello["type"], hello["num_connections"]) == ("hello", number)

        got = []
        for socket in (sockets[0], sockets[1], sockets[0]):
            doing = asyncio.create_task(asyncio.to_thread(anna.shortcut, "everywhere"))
            envelope = await asyncio.wait_for(socket.receive_json(), 10)
            got.append(envelope["envelope_id"])
            if len(got) < 3:
                await socket.send_json({"envelope_id": envelope["envelope_id"]})
            done = await doing
            assert done["ok"] is (len(got) < 3)

        assert len(set(got)) == 3
        assert anna.notices()[-1]["why"] == "timeout"
        used = await session.get(address.replace("ws://", "http://"))
        assert used.status == 403
        for socket in sockets:
            await socket.close()


async def test_with_nobody_listening_the_person_is_told(hands: Hands, anna: Person) -> None:
    done = anna.command("/try")

    assert (done["ok"], done["error"]) == (False, "connection")
    assert anna.notices()[-1]["code"] == "app_did_not_respond"


async def test_only_the_app_token_opens_a_socket(box: SandboxThread, slack: AsyncWebClient) -> None:
    assert await error(slack.api_call("apps.connections.open")) == "not_allowed_token_type"


async def test_the_log_tells_each_request_with_its_trigger(
    box: SandboxThread, log: Path, slack: AsyncWebClient, app: FakeApp, anna: Person, hands: Hands
) -> None:
    hands.advance(86_400)

    async def open_modal(payload: dict[str, Any]) -> None:
        await own.views_open(trigger_id=payload["trigger_id"], view=modal(section()))

    own = AsyncWebClient(token="xoxb-sandbox-bot", base_url=box.slack_api_url, retry_handlers=[])
    app.on("shortcut", open_modal)
    await asyncio.to_thread(anna.shortcut, "everywhere")
    await slack.chat_postMessage(channel=anna.id, text="x")
    await slack.users_info(user=anna.id)

    hands.wait(lambda: len(written(log)) == 3)
    opened, posted, asked = written(log)
    assert opened["trigger"]["received_at"] < opened["at"] < opened["trigger"]["acked_at"]
    assert opened["at"] < hands.now()
    assert (posted["service"], posted["method"], posted["path"]) == ("slack", "POST", "/api/chat.postMessage")
    assert posted["body"] == {"channel": anna.id, "text": "x"}
    assert posted["response"]["message"]["text"] == "x"
    assert posted["headers"]["content-type"].startswith("application/json")
    assert (asked["method"], asked["query"], asked["status"]) == ("GET", {"user": anna.id}, 200)


async def test_the_clock_moves_what_slack_stamps_but_not_what_is_measured(
    hands: Hands, slack: AsyncWebClient, anna: Person
) -> None:
    hands.set_clock("2030-01-01T12:00:00+00:00")

    posted = await slack.chat_postMessage(channel=anna.id, text="x")

    assert int(float(posted["ts"])) - 1893499200 in range(30)
    assert hands.requests()[-1]["at"] < "2030"


async def test_the_live_feed_says_what_changed(box: SandboxThread, slack: AsyncWebClient, anna: Person) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{box.url}/sandbox/live") as feed:
        assert (await feed.content.readline()).startswith(b":")
        await slack.chat_postMessage(channel=anna.id, text="x")
        line_ = b""
        while not line_.startswith(b"data:"):
            line_ = await asyncio.wait_for(feed.content.readline(), 10)

    assert "slack" in json.loads(line_.removeprefix(b"data: "))["parts"]
