"""F11: Bolt as it comes runs a signed request as often as it is sent, and for people of other workspaces. Ours does it once, for our own."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult

from tests.journeys import steps
from tests.proof.edge.knock import Request, holdings, knock, signature
from tests.proof.edge.real import encoded
from tests.stage import Stage

CLICK: dict[str, Any] = {
    "type": "block_actions", "user": {"id": "U1", "team_id": "T1"}, "team": {"id": "T1"}, "api_app_id": "A", "trigger_id": "1.1",
    "container": {"type": "message", "message_ts": "1.1", "channel_id": "C1"}, "channel": {"id": "C1"}, "message": {"ts": "1.1"},
    "actions": [{"action_id": "approve", "block_id": "b", "type": "button", "action_ts": "1.2", "value": "1"}],
}  # fmt: skip
CONNECT = CLICK | {"user": {"id": "U9", "team_id": "T9"}}
ELSEWHERE = CLICK | {"user": {"id": "U9", "team_id": "T9"}, "team": {"id": "T9"}}


async def test_bolt_as_it_comes_runs_it_each_time_and_for_anybody() -> None:
    did: list[str] = []

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="t", bot_id="B1", bot_user_id="U0")

    app = AsyncApp(authorize=authorize, signing_secret="x", process_before_response=True)

    @app.action("approve")
    async def approve(ack: AsyncAck, body: dict[str, Any]) -> None:
        did.append(body["user"]["id"])
        await ack()

    for payload in (CLICK, CLICK, CLICK, CONNECT, ELSEWHERE):
        raw = urlencode({"payload": json.dumps(payload)})
        headers = {"content-type": "application/x-www-form-urlencoded", **signature(raw.encode(), secret="x")}
        await app.async_dispatch(AsyncBoltRequest(body=raw, headers={name: [one] for name, one in headers.items()}))

    assert did == ["U1", "U1", "U1", "U9", "U9"]


def test_ours_does_it_once_and_never_for_another_workspace(stage: Stage) -> None:
    stage.with_channels("lsg")
    raiser, chair = stage.who("lsg", "ordinary", "mala"), stage.who("lsg", "chair")
    steps.raise_question(stage, raiser, "lsg", "Trygg utskrivning")
    steps.answer(stage, chair, "lsg", "Trygg utskrivning")
    click = dict(stage.hands.deliveries(label="block_actions")[-1]["payload"])
    vice = stage.who("lsg", "vice_chair").id
    before = holdings(stage)
    sent = [
        click, click, click,
        click | {"user": {**click["user"], "id": vice, "team_id": "T9"}},
        click | {"user": {**click["user"], "id": vice, "team_id": "T9"}, "team": {"id": "T9"}},
        click | {"user": {**click["user"], "id": "U9STRANGE", "team_id": "T9"}},
        click | {"user": {"id": vice}, "team": {"id": "T9"}},
    ]  # fmt: skip

    found = []
    for payload in sent:
        kind, body = encoded(payload)
        found += knock(stage, [Request("again", {"Content-Type": kind, **signature(body)}, body)])

    assert [status for status, _ in found] == [200] * len(sent)
    assert holdings(stage) == before
