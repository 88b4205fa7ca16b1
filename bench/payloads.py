"""Signed Slack requests for the benchmarks: a click on an AU button, one for each question."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

SECRET = "0123456789abcdef0123456789abcdef"
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
TEAM = "T0BENCH"


def click(*, user: str, team: str, action_id: str, value: str, number: int) -> bytes:
    """The body of a click on a button in a message, of the size that Slack sends."""
    message = {
        "type": "message", "ts": "1768200000.000100", "user": "U0BOT00001", "text": "Ny fråga till AU",
        "blocks": [{"type": "section", "block_id": f"b{i}", "text": {"type": "mrkdwn", "text": "Vad är frågan? " * 12}} for i in range(6)],
    }  # fmt: skip
    payload = {
        "type": "block_actions", "team": {"id": team, "domain": "bench"}, "user": {"id": user, "username": "u", "name": "u", "team_id": team},
        "api_app_id": "A0BENCH", "token": "t", "container": {"type": "message", "message_ts": "1768200000.000100", "channel_id": "C1"},
        "trigger_id": f"{number}.1.abc", "enterprise": None, "is_enterprise_install": False, "channel": {"id": "C1", "name": "au"},
        "message": message, "response_url": "https://hooks.slack.example/actions/1",
        "actions": [{"action_id": action_id, "block_id": "au", "text": {"type": "plain_text", "text": "Godkänn"}, "value": value,
                     "type": "button", "action_ts": f"17682{number:05d}.0001"}],
    }  # fmt: skip
    return urlencode({"payload": json.dumps(payload)}).encode()


def event(*, user: str, team: str) -> bytes:
    """The body of the event that somebody opened App Home, without a view."""
    said = {"type": "app_home_opened", "user": user, "channel": "D1", "tab": "home", "event_ts": "1768200000.000100"}
    who = [
        {
            "enterprise_id": None,
            "team_id": team,
            "user_id": "U0BOT00001",
            "is_bot": True,
            "is_enterprise_install": False,
        }
    ]
    return json.dumps(
        {"token": "t", "team_id": team, "api_app_id": "A0BENCH", "event": said, "type": "event_callback", "event_id": "Ev1",
         "event_time": 1768200000, "authorizations": who, "is_ext_shared_channel": False}
    ).encode()  # fmt: skip


def command(*, user: str, team: str) -> bytes:
    """The body of the slash command without a word."""
    return urlencode(
        {"token": "t", "team_id": team, "team_domain": "bench", "channel_id": "C1", "channel_name": "au", "user_id": user,
         "user_name": "u", "command": "/samverkan", "text": "", "api_app_id": "A0BENCH", "is_enterprise_install": "false",
         "response_url": "https://hooks.slack.example/commands/1", "trigger_id": "1.1.abc"}
    ).encode()  # fmt: skip


def signed(body: bytes, kind: str = FORM) -> dict[str, str]:
    """The headers of a request that Slack has signed now."""
    stamp = str(int(time.time()))
    digest = hmac.new(SECRET.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"Content-Type": kind, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}
