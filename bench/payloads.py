"""Signed Slack requests for the benchmarks: a click on an AU button, one for each question."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

SECRET = "0123456789abcdef0123456789abcdef"
FORM = "application/x-www-form-urlencoded"
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


def signed(body: bytes) -> dict[str, str]:
    """The headers of a request that Slack has signed now."""
    stamp = str(int(time.time()))
    digest = hmac.new(SECRET.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"Content-Type": FORM, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}
