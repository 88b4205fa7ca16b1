"""The check before Bolt sees a request: size, content type, signature over the raw bytes, timestamp, shape. Bolt parses a body
before it looks at the signature (reliability F10), so what is unsigned or malformed is turned away here, calmly. Pure but for the time given."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from handlers.web import shape

MOST_BYTES = 200_000
WINDOW = 300  # seconds
_TIMESTAMP = re.compile(r"[0-9]{1,11}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")
_DEPTH = 40


@dataclass(frozen=True)
class Turned:
    """A request that is turned away: the status, and why (for the log, never for the sender)."""

    status: int
    why: str


def check(headers: Mapping[str, str], body: bytes, secret: str, now: float) -> Turned | None:
    """Why the request may not come in, or None. `now` is Unix time in seconds."""
    if len(body) > MOST_BYTES:
        return Turned(413, "too large")
    kind = headers.get("Content-Type", "").split(";")[0].strip().lower()
    if kind not in ("application/json", "application/x-www-form-urlencoded"):
        return Turned(400, "content type")
    stamp, signature = headers.get("X-Slack-Request-Timestamp", ""), headers.get("X-Slack-Signature", "")
    if not _TIMESTAMP.fullmatch(stamp) or not _SIGNATURE.fullmatch(signature):
        return Turned(401, "signature headers")
    if abs(now - int(stamp)) > WINDOW:
        return Turned(401, "timestamp")
    expected = "v0=" + hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, signature):
        return Turned(401, "signature")
    return _shaped(kind, body)


def _shaped(kind: str, body: bytes) -> Turned | None:
    """Why the body is not one of those that Slack sends and somebody here listens to, or None."""
    odd = Turned(400, "shape")
    try:
        text = body.decode("utf-8")
        if kind == "application/json":
            return _payload(json.loads(text))
        fields = parse_qs(text, keep_blank_values=True, strict_parsing=bool(text), max_num_fields=100)
        if "payload" in fields:
            return _payload(json.loads(fields["payload"][0])) if len(fields["payload"]) == 1 else odd
        return None if ("command" in fields or "ssl_check" in fields) and shape.form_fits(fields) else odd
    except (ValueError, RecursionError):
        return odd


def _payload(value: Any) -> Turned | None:
    if not _object(value):
        return Turned(400, "shape")
    if not shape.known(value["type"]):
        return Turned(200, "nobody listens to this kind")  # a calm yes, or Slack counts it as failed and sends it again
    return None if shape.fits(value) else Turned(400, "shape")


def _object(value: Any, depth: int = 0) -> bool:
    if depth == 0 and not (isinstance(value, dict) and isinstance(value.get("type"), str)):
        return False
    if depth > _DEPTH:
        return False
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return all(_object(one, depth + 1) for one in inner)
