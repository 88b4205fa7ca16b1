"""F2: a handler that acknowledges a click first has promised what a kill can take away. Ours acknowledges after the commit."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from urllib.parse import urlencode

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from sqlmodel import select

from models.tables.questions import AuAnswer
from sandbox.slack.deliveries import signed
from tests.handlers.test_outer_door import real_now
from tests.journeys import steps
from tests.stage import SECRET, Stage

CLICK = {
    "type": "block_actions", "user": {"id": "U1", "team_id": "T1"}, "team": {"id": "T1"}, "api_app_id": "A", "trigger_id": "1.1",
    "container": {"type": "message", "message_ts": "1.1", "channel_id": "C1"}, "channel": {"id": "C1"}, "message": {"ts": "1.1"},
    "actions": [{"action_id": "approve", "block_id": "b", "type": "button", "action_ts": "1.2", "value": "1"}],
}  # fmt: skip


async def test_bolt_as_it_comes_answers_with_the_work_undone() -> None:
    """The answer is out while the work waits; who is killed here has said yes to nothing."""
    done: list[str] = []
    database, finished = asyncio.Event(), asyncio.Event()

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="t", bot_id="B1", bot_user_id="U0")

    app = AsyncApp(authorize=authorize, signing_secret=SECRET)

    @app.action("approve")
    async def approve(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await database.wait()
        done.append(body["user"]["id"])
        finished.set()

    body = urlencode({"payload": json.dumps(CLICK)})
    headers = {"content-type": "application/x-www-form-urlencoded", **signed(SECRET, body.encode(), int(real_now()))}
    answer = await app.async_dispatch(AsyncBoltRequest(body=body, headers={k: [v] for k, v in headers.items()}))

    assert (answer.status, done) == (200, [])
    database.set()
    await asyncio.wait_for(finished.wait(), 5)
    assert done == ["U1"]


def test_ours_answers_after_the_commit(stage: Stage) -> None:
    stage.with_channels("lsg")
    raiser, chair = stage.who("lsg", "ordinary", "mala"), stage.who("lsg", "chair")
    steps.raise_question(stage, raiser, "lsg", "Trygg utskrivning")
    seen: list[tuple[str, bool]] = []

    def look(point: str) -> None:
        if point.startswith("commit:answer:"):
            delivery = stage.hands.deliveries()[-1]
            seen.append((point, delivery["acked_at"] is not None))

    stage.bot.database.at = look
    said = steps.answer(stage, chair, "lsg", "Trygg utskrivning")

    assert said["ok"]
    assert seen == [("commit:answer:before", False), ("commit:answer:after", False)]


def test_ours_says_no_yes_to_what_was_not_committed(stage: Stage) -> None:
    stage.with_channels("lsg")
    raiser, chair = stage.who("lsg", "ordinary", "mala"), stage.who("lsg", "chair")
    steps.raise_question(stage, raiser, "lsg", "Trygg utskrivning")

    def away(point: str) -> None:
        if point == "commit:answer:before":
            raise RuntimeError("the database is away")

    stage.bot.database.at = away
    steps.answer(stage, chair, "lsg", "Trygg utskrivning")

    with stage.county.session() as session:
        assert session.scalars(select(AuAnswer)).all() == []
    assert any("felkod" in one for one in steps.ephemerals(chair, "lsg-au"))
