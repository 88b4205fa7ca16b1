"""F10: Bolt as it comes reads a body before it looks at the signature, so anybody can make it fall. Ours turns the same away calmly."""

from __future__ import annotations

import logging

import pytest
from aiohttp.test_utils import TestClient, TestServer
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from tests.proof.edge.knock import Request, knock, unhandled
from tests.stage import SECRET, Stage

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
ZEROS = "v0=" + "0" * 64
PROBES: dict[str, tuple[dict[str, str], bytes]] = {
    "bad JSON": ({"Content-Type": JSON}, b"{"),
    "null": ({"Content-Type": JSON}, b"null"),
    "a list": ({"Content-Type": JSON}, b"[]"),
    "a form's bad JSON": ({"Content-Type": FORM}, b"payload={"),
    "a form's null": ({"Content-Type": FORM}, b"payload=null"),
    "deep": ({"Content-Type": JSON}, b"[" * 100_000),
    "not UTF-8": ({"Content-Type": JSON}, b"\xff\xfe"),
    "a timestamp of letters": (
        {"Content-Type": FORM, "X-Slack-Request-Timestamp": "abc", "X-Slack-Signature": ZEROS}, b"a=1"),
    "a timestamp of 400 digits": (
        {"Content-Type": FORM, "X-Slack-Request-Timestamp": "9" * 400, "X-Slack-Signature": ZEROS}, b"a=1"),
    "no signature": ({"Content-Type": FORM}, b"command=%2Fsamverkan"),
}  # fmt: skip


async def test_bolt_as_it_comes_falls_over_what_nobody_signed(caplog: pytest.LogCaptureFixture) -> None:
    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="t", bot_id="B1", bot_user_id="U0")

    caplog.set_level(logging.CRITICAL)
    bolt = AsyncApp(authorize=authorize, signing_secret=SECRET, process_before_response=True)
    async with TestClient(TestServer(bolt.web_app())) as client:
        found = {
            name: (await client.post("/slack/events", data=body, headers=headers)).status
            for name, (headers, body) in PROBES.items()
        }

    assert sum(status == 500 for status in found.values()) >= 5, found
    assert found["no signature"] == 401


@pytest.mark.parametrize("kind", ["sqlite"])
def test_ours_turns_each_of_them_away(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    found = knock(stage, (Request(name, headers, body) for name, (headers, body) in PROBES.items()))

    assert {one.name: status for status, one in found if status not in (400, 401)} == {}
    assert not unhandled(caplog.records)
