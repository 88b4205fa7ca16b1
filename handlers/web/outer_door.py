"""The check before Bolt sees a request: size, content type, signature over the raw bytes, timestamp, shape. Bolt parses a body
before it looks at the signature (reliability F10), so what is unsigned or malformed is turned away here, calmly. What is let in
is parsed once, here, and given to Bolt as it is. Pure but for the time given."""

from __future__ import annotations

import hmac
import re
from binascii import a2b_qp
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qs

import orjson

from handlers.web import shape
from models.values import dataclass

MOST_BYTES = 200_000
WINDOW = 300  # seconds
_TIMESTAMP = re.compile(r"[0-9]{1,11}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")
_DEPTH = 40
_ONLY: Final = b"payload="
_PLUS_AND_PERCENT: Final = bytes.maketrans(b"+%", b" =")


@dataclass(frozen=True)
class Turned:
    """A request that is turned away: the status, and why (for the log, never for the sender)."""

    status: int
    why: str


_ODD: Final = Turned(400, "shape")


def check(headers: Mapping[str, str], body: bytes, secret: str, now: float) -> Turned | dict[str, Any]:
    """What a request says, parsed, or why it may not come in. `now` is Unix time in seconds."""
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
    expected = "v0=" + hmac.digest(secret.encode(), b"v0:" + stamp.encode() + b":" + body, "sha256").hex()
    if not hmac.compare_digest(expected, signature):
        return Turned(401, "signature")
    try:
        return _payload(body) if kind == "application/json" else _form(body)
    except (ValueError, RecursionError):
        return _ODD


def only_field(body: bytes) -> bytes | None:
    """The value of a form whose one field is `payload`, unquoted; None when it is another form or oddly written.

    urllib unquotes in Python, which is most of what a request costs (speed.md). Quoted-printable is the same thing with another
    sign and is read in C: every `%xy` that is whole shortens the text by two, so one that is not is seen by the length.
    """
    if not body.startswith(_ONLY):
        return None
    value = body[len(_ONLY) :]
    if b"=" in value or b"&" in value or b"\n" in value or b"\r" in value:
        return None
    plain = a2b_qp(value.translate(_PLUS_AND_PERCENT))
    return plain if len(plain) == len(value) - 2 * value.count(b"%") else None


def _form(body: bytes) -> Turned | dict[str, Any]:
    """What a form says: an interaction in its one field, or the fields of a slash command."""
    only = only_field(body)
    if only is not None:
        return _payload(only)
    text = body.decode("utf-8")
    fields = parse_qs(text, keep_blank_values=True, strict_parsing=bool(text), max_num_fields=100)
    if "payload" in fields:
        return _payload(fields["payload"][0].encode()) if len(fields["payload"]) == 1 else _ODD
    if ("command" in fields or "ssl_check" in fields) and shape.form_fits(fields):
        return {name: values[0] for name, values in fields.items()}
    return _ODD


def brought(value: Any) -> Turned | dict[str, Any]:
    """The same look at what Slack's socket brings: parsed already, signed by nobody."""
    if not isinstance(value, dict) or "command" not in value or "type" in value:
        return _looked_at(value)
    texts = {name: [one] for name, one in value.items() if not isinstance(one, bool | None)}
    return value if "command" in texts and shape.form_fits(texts) else _ODD


def _payload(text: bytes) -> Turned | dict[str, Any]:
    return _looked_at(orjson.loads(text))


def _looked_at(value: Any) -> Turned | dict[str, Any]:
    if not isinstance(value, dict) or not isinstance(value.get("type"), str) or not _shallow(value):
        return _ODD
    if not shape.known(value["type"]):
        return Turned(200, "nobody listens to this kind")  # a calm yes, or Slack counts it as failed and sends it again
    return value if shape.fits(value) else _ODD


def _shallow(value: dict[str, Any]) -> bool:
    """Whether nothing lies deeper than anybody should have to walk."""
    level: list[Any] = [value]
    for _ in range(_DEPTH):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if type(outer) is dict else outer)
            if type(inner) is dict or type(inner) is list
        ]
        if not level:
            return True
    return False
