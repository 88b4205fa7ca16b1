"""What Slack's socket brings is looked at as what comes over HTTP is (T12): an odd shape is answered, and never comes to Bolt or to a door."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any

import pytest

from sandbox.slack.delivery import Delivery
from tests.conftest import Copies
from tests.journeys import steps
from tests.stage import Stage, set_up

ODD: dict[str, Any] = {
    "no kind": {"user": {"id": "U1"}}, "no actions": {"type": "block_actions", "user": {"id": "U1"}, "actions": []},
    "user is a text": {"type": "view_submission", "user": "U1", "view": {"id": "V1", "type": "modal"}},
    "event without event": {"type": "event_callback", "event_id": "E1"},
    "NUL": {"type": "shortcut", "user": {"id": "U1"}, "callback_id": "a\0b"},
    "half a sign": {"command": "/samverkan", "text": "\ud800", "user_id": "U1", "team_id": "T1", "channel_id": "D1", "trigger_id": "1"},
    "command is a list": {"command": ["/samverkan"]},
    "unknown kind": {"type": "something_new"},
}  # fmt: skip
KINDS = {"event without event": "event", "half a sign": "command", "command is a list": "command"}


def bring(stage: Stage, name: str) -> Any:
    """Let Slack's socket bring it; what it was acknowledged with. Raises TimeoutError when it was not."""
    slack = stage.sandbox.sandbox.slack
    delivery = Delivery("D1", KINDS.get(name, "interactive"), name, ODD[name], None, slack.world.now())
    sending = stage.sandbox.run(lambda: asyncio.ensure_future(slack.sockets.send(delivery)))
    return asyncio.run_coroutine_threadsafe(asyncio.wait_for(sending, 20), sending.get_loop()).result(30)


def test_odd_shapes_are_acknowledged_and_people_go_on(
    copies: dict[str, Copies], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    url = copies["sqlite"].copy("vasterbotten")
    with set_up(url, tmp_path, socket_mode=True, name="odd") as stage:
        stage.with_channels("lsg")
        caplog.clear()

        answered = {name: bring(stage, name) for name in ODD}
        steps.raise_question(stage, stage.who("lsg", "ordinary", "mala"), "lsg", "Tolkar")

        assert answered == dict.fromkeys(ODD)
        assert "Tolkar" in steps.au_card(stage.who("lsg", "chair"), "lsg", "Tolkar")["text"]
        assert [one.getMessage() for one in caplog.records if one.exc_info or one.levelno >= logging.ERROR] == []
        turned = [one.getMessage() for one in caplog.records if "turned away" in one.getMessage()]
        assert len(turned) == len(ODD)
    copies["sqlite"].drop(url)
