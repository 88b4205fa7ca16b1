"""F1: Bolt as it comes says yes to an event before its handler has run, so a fault loses it. Ours says 500, and Slack brings it again."""

from __future__ import annotations

import json
import threading
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from sqlalchemy import text

from sandbox.slack.deliveries import signed
from tests.handlers.test_outer_door import real_now
from tests.stage import SECRET, Stage

EVENT = {
    "type": "event_callback", "event_id": "Ev1", "team_id": "T1", "api_app_id": "A1",
    "event": {"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home", "event_ts": "1.1"},
}  # fmt: skip


async def as_it_comes(*, process_before_response: bool) -> tuple[int, list[str]]:
    """Bolt's answer to an event whose handler finds the database away; and what the handler did."""
    did: list[str] = []

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="t", bot_id="B1", bot_user_id="U0")

    app = AsyncApp(authorize=authorize, signing_secret=SECRET, process_before_response=process_before_response)

    @app.event("app_home_opened")
    async def opened(event: dict[str, Any]) -> None:
        did.append(event["user"])
        raise RuntimeError("the database is away")

    body = json.dumps(EVENT)
    headers = {"content-type": "application/json", **signed(SECRET, body.encode(), int(real_now()))}
    answer = await app.async_dispatch(AsyncBoltRequest(body=body, headers={k: [v] for k, v in headers.items()}))
    return int(answer.status), did


async def test_bolt_as_it_comes_says_yes_although_the_work_fails() -> None:
    status, _ = await as_it_comes(process_before_response=False)

    assert status == 200


async def test_with_the_work_before_the_answer_the_fault_is_seen() -> None:
    status, did = await as_it_comes(process_before_response=True)

    assert did == ["U1"]
    assert status >= 500


def test_ours_says_no_and_does_it_when_slack_brings_it_again(stage: Stage) -> None:
    person = stage.who("lsg", "ordinary", "mala")
    broken = threading.Event()
    broken.set()

    def away(point: str) -> None:
        if broken.is_set() and point.endswith(":before"):
            raise RuntimeError("the database is away")

    stage.bot.database.at = away
    said = person.dm("jag vill lyfta en fråga om tolkar")
    assert said["status"] == 500
    with stage.county.session() as session:
        assert session.connection().execute(text("SELECT count(*) FROM inbox_key")).scalar() == 0

    broken.clear()
    stage.hands.redeliver(label="message")
    stage.settle()

    assert "tolkar" in person.find_message("Lyft en fråga")["text"].lower()
