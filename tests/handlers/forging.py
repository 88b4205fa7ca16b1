"""Payloads with Slack's signature that no window or button of ours has made, and all that is in the database."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import urllib.request
from typing import Any
from urllib.parse import urlencode

from sqlmodel import SQLModel, select

from bot.clock import Clock
from tests.stage import SECRET, Stage

_numbers = itertools.count(1)


def rows(stage: Stage) -> dict[str, list[str]]:
    """All that is in the database."""
    with stage.county.session() as session:
        return {
            name: sorted(repr(tuple(row)) for row in session.execute(select(table)).all())  # type: ignore[call-overload]
            for name, table in SQLModel.metadata.tables.items()
        }


def post(stage: Stage, fields: dict[str, Any], *, event: bool = False) -> str:
    """Send it to the bot, signed; returns what it answered, which was in time and no fault."""
    body = json.dumps(fields).encode() if event else urlencode(fields).encode()
    stamp = str(int(Clock().now().timestamp()))
    digest = hmac.new(SECRET.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    headers = {
        "Content-Type": "application/json" if event else "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={digest}",
    }
    request = urllib.request.Request(f"http://127.0.0.1:{stage.bot.port}/slack/events", body, headers)
    with urllib.request.urlopen(request, timeout=20) as answer:
        assert answer.status == 200
        return str(answer.read().decode())


def sent(stage: Stage, user: str, kind: str, **more: Any) -> str:
    """An interaction of that kind by that account."""
    asked = {"type": kind, "user": {"id": user}, "trigger_id": f"1.{next(_numbers)}.f", **more}
    return post(stage, {"payload": json.dumps(asked)})


def click(stage: Stage, user: str, action_id: str, value: str) -> str:
    """Press a button whose value is what somebody wants it to be."""
    stamp = f"{next(_numbers)}.000100"
    action = {"type": "button", "action_id": action_id, "block_id": "b", "action_ts": stamp, "value": value}
    container = {"type": "view", "view_id": "V0FORGED"}
    return sent(stage, user, "block_actions", actions=[action], container=container)


def submit(stage: Stage, user: str, callback_id: str, metadata: str, **values: str) -> str:
    """Send in a window whose private_metadata is what somebody wants it to be; `values`: texts by block_id."""
    state = {name: {name: {"type": "plain_text_input", "value": value}} for name, value in values.items()}
    view = {
        "id": f"V0FORGED{next(_numbers)}", "type": "modal", "callback_id": callback_id, "private_metadata": metadata, "hash": "1.f",
        "state": {"values": state}, "blocks": [{"type": "input", "block_id": "text"}],
    }  # fmt: skip
    return sent(stage, user, "view_submission", view=view)


def command(stage: Stage, user: str, text: str) -> str:
    """Write the slash command."""
    return post(
        stage,
        {
            "command": "/samverkan",
            "text": text,
            "user_id": user,
            "channel_id": "D1",
            "trigger_id": f"1.{next(_numbers)}",
        },
    )


def event(stage: Stage, user: str, kind: str, **more: Any) -> str:
    """Let Slack tell of something that an account did."""
    told = {"type": kind, "user": user, "channel": "D1", "ts": f"{next(_numbers)}.1", **more}
    return post(stage, {"type": "event_callback", "event_id": f"Ev{next(_numbers)}", "event": told}, event=True)
