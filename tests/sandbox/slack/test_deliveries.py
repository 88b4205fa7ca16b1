"""What is brought to the app: signature, three seconds, retries of events and never of interactions."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from sandbox.client import Hands, Person
from sandbox.server import SandboxThread
from tests.sandbox.slack.fake_app import FakeApp


async def broken(_: dict[str, Any]) -> int:
    """An app that fails."""
    return 500


async def slow(_: dict[str, Any]) -> None:
    """An app that works for longer than Slack waits."""
    done = asyncio.Event()
    asyncio.get_running_loop().call_later(3.3, done.set)
    await done.wait()


def test_what_is_brought_is_signed(box: SandboxThread, app: FakeApp, anna: Person) -> None:
    anna.command("/try <this> & that")

    got = app.of("/try")[0]
    verifier = SignatureVerifier(box.sandbox.config.signing_secret)
    assert verifier.is_valid_request(got.raw, got.headers)
    assert not verifier.is_valid_request(got.raw + " ", got.headers)


def test_a_command_carries_everything_slack_documents(box: SandboxThread, app: FakeApp, anna: Person) -> None:
    done = anna.command("/try <this> & that")

    form = app.of("/try")[0].payload
    assert (done["ok"], done["status"]) == (True, 200)
    assert done["ack_ms"] < 3000
    assert form["text"] == "&lt;this&gt; &amp; that"
    assert (form["user_id"], form["user_name"], form["channel_name"]) == (anna.id, "anna", "directmessage")
    assert form["response_url"].startswith(f"{box.url}/response/")
    assert form.keys() == {
        "token",
        "team_id",
        "team_domain",
        "channel_id",
        "channel_name",
        "user_id",
        "user_name",
        "command",
        "text",
        "api_app_id",
        "is_enterprise_install",
        "response_url",
        "trigger_id",
    }


def test_the_answer_to_a_command_is_shown_to_that_person(app: FakeApp, anna: Person) -> None:
    async def answer(_: dict[str, Any]) -> dict[str, str]:
        return {"text": "Only for you"}

    app.on("/try", answer)
    anna.command("/try")

    assert [(one["text"], one["ephemeral"]) for one in anna.messages()] == [("Only for you", True)]


def test_a_command_the_app_does_not_have_never_reaches_it(app: FakeApp, anna: Person) -> None:
    done = anna.command("/unknown")

    assert (done["ok"], done["error"]) == (False, "unknown_command")
    assert app.received == []


def test_a_failing_app_gives_the_person_a_notice_and_is_not_asked_again(app: FakeApp, anna: Person) -> None:
    app.on("shortcut", broken)

    done = anna.shortcut("everywhere")

    assert (done["ok"], done["status"], done["error"]) == (False, 500, "status")
    assert anna.notices()[-1]["code"] == "app_did_not_respond"
    assert len(app.of("shortcut")) == 1


def test_after_three_seconds_the_person_is_told_and_the_late_answer_is_still_measured(
    hands: Hands, app: FakeApp, anna: Person
) -> None:
    app.on("shortcut", slow)

    done = anna.shortcut("everywhere")

    assert (done["ok"], done["error"]) == (False, "timeout")
    assert anna.notices()[-1]["why"] == "timeout"
    late = hands.wait(lambda: [one for one in hands.deliveries(label="shortcut") if one["ack_ms"]])
    assert late[0]["ack_ms"] > 3000
    assert late[0]["ok"] is False


def test_an_event_that_fails_comes_again_at_once_after_a_minute_and_after_five(
    hands: Hands, app: FakeApp, anna: Person
) -> None:
    app.on("message", broken)
    anna.dm("Hello")

    hands.wait(lambda: len(app.of("message")) == 2)
    hands.advance(59)
    assert len(app.of("message")) == 2
    hands.advance(2)
    hands.wait(lambda: len(app.of("message")) == 3)
    hands.advance(240)
    hands.wait(lambda: len(app.of("message")) == 4)
    hands.advance(3600)

    came = app.of("message")
    assert [one.headers.get("X-Slack-Retry-Num") for one in came] == [None, "1", "2", "3"]
    assert {one.headers["X-Slack-Retry-Reason"] for one in came[1:]} == {"http_error"}
    assert len({one.payload["event_id"] for one in came}) == 1


def test_an_app_can_say_that_an_event_shall_not_come_again(hands: Hands, app: FakeApp, anna: Person) -> None:
    async def never_again(_: dict[str, Any]) -> web.Response:
        return web.Response(status=500, headers={"X-Slack-No-Retry": "1"})

    app.on("message", never_again)
    done = anna.dm("Hello")
    hands.advance(3600)
    anna.open_home()

    assert done["error"] == "status"
    assert [one.label for one in app.received] == ["message", "app_home_opened"]


def test_an_app_that_is_not_there_is_a_failed_connection(hands: Hands, app: FakeApp, anna: Person) -> None:
    hands.app(events_url="http://127.0.0.1:9/events")

    done = anna.shortcut("everywhere")

    assert (done["ok"], done["error"]) == (False, "connection")
    assert app.received == []


def test_a_delivery_can_be_brought_once_more(app: FakeApp, hands: Hands, anna: Person) -> None:
    anna.dm("Hello")

    hands.redeliver(retry_num=2, reason="http_timeout")

    first, again = app.of("message")
    assert again.payload == first.payload
    assert again.headers["X-Slack-Retry-Num"] == "2"


def test_a_direct_message_is_an_event_with_its_channel_type(app: FakeApp, anna: Person) -> None:
    anna.dm("I cannot come & <@U0BOT00001> knows")

    event = app.of("message")[0].payload["event"]
    assert (event["channel_type"], event["user"]) == ("im", anna.id)
    assert event["text"] == "I cannot come &amp; <@U0BOT00001> knows"
    assert app.of("message")[0].payload["authorizations"][0]["user_id"] == "U0BOT00001"


def test_opening_home_is_told_with_the_published_view(app: FakeApp, anna: Person) -> None:
    anna.open_home()

    event = app.of("app_home_opened")[0].payload["event"]
    assert (event["user"], event["tab"]) == (anna.id, "home")
    assert "view" not in event


def test_membership_and_people_are_told_as_events(hands: Hands, app: FakeApp, anna: Person) -> None:
    room = hands.new_channel("room", ["bot"])["id"]
    hands.control.post("/sandbox/slack/channels", id=room, members=["bot", anna.id])
    hands.control.post("/sandbox/slack/channels", id=room, members=["bot"])
    hands.new_person("cia", "Cia Enrot", "cia@kommun.example")
    hands.change_person(anna.id, deleted=True)

    hands.wait(lambda: app.of("user_change") and app.of("team_join") and app.of("member_left_channel"))
    joined = [one.payload["event"]["user"] for one in app.of("member_joined_channel")]
    assert sorted(joined) == sorted(["U0BOT00001", anna.id])
    assert app.of("member_left_channel")[0].payload["event"]["user"] == anna.id
    assert app.of("team_join")[0].payload["event"]["user"]["profile"]["email"] == "cia@kommun.example"
    assert app.of("user_change")[0].payload["event"]["user"]["deleted"] is True


def test_an_event_the_app_does_not_subscribe_to_is_not_sent(hands: Hands, app: FakeApp, anna: Person) -> None:
    hands.app(events=["app_home_opened"])

    done = anna.dm("Hello")

    assert (done["ok"], done["delivery"]) == (True, None)
    assert app.received == []


def test_the_events_url_is_verified_by_a_challenge(hands: Hands, app: FakeApp) -> None:
    told = hands.app(events_url=app.url, verify=True)

    assert told["verification"]["ok"] is True
    assert app.of("url_verification")[0].payload["challenge"] == told["verification"]["answer"]["challenge"]
