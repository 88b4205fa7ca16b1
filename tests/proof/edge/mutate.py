"""Mutations of a request: of what is in a payload, of its bytes, and of the headers it comes with. Seeded, so that a run can be had again."""

from __future__ import annotations

import copy
import gzip
import json
from random import Random
from typing import Any

from tests.proof.edge.real import FORM, JSON, Payload, encoded

DEEP: Any = "bottom"
for _ in range(60):
    DEEP = [DEEP]

ODD: list[Any] = [
    None, True, False, 0, -1, 2**63, 2**64 + 1, -(2**70), 1.5, 1e308, "", " ", "\0", "a\0b", "\ud800", "x\udfff", "x" * 5000, [], {}, [[]], [None],
    [{}], {"a": None}, {"id": 7}, {"id": None}, {"id": "\0"}, {"type": []}, "0000-00-00", "0000-01-01", "99999-12-31", "2026-02-30", "24:61", "9" * 400,
    "9223372036854775808", "999999999999999", "\uff11\uff12", "-1", "1:2:3", ":", "null", "NaN", "../..", "<!channel>", "{title}", "%s", "a\r\nX-Y: 1",
    "\u202eabc", "\u200b", "{}", "[]", '{"meeting_id": []}', '{"body": null}', "event_callback", "block_actions", DEEP, ["x"] * 300,
    {"value": "1"}, {"selected_option": 3}, {"text": {"text": 1}}, float("nan"), float("inf"), "T0STRANGER", "U0NOBODY",
]  # fmt: skip
RETYPED = ("block_actions", "view_submission", "view_closed", "shortcut", "message_action", "block_suggestion",
           "event_callback", "url_verification", "interactive_message", "dialog_submission", "workflow_step_edit",
           "app_rate_limited", "unheard_of")  # fmt: skip


def mutated(rng: Random, payload: Payload, others: list[Payload]) -> Payload:
    """A payload with one to four things in it changed."""
    fresh = copy.deepcopy(payload)
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4))):
        _change(rng, fresh, others)
    return fresh


def _somewhere(rng: Random, value: Any) -> tuple[Any, Any] | None:
    """A container in the payload and a key of it: what is near the top is chosen more often."""
    found = None
    while isinstance(value, dict | list) and value:
        key = rng.choice(list(value)) if isinstance(value, dict) else rng.randrange(len(value))
        found = (value, key)
        value = value[key]
        if rng.random() < 0.3:
            break
    return found


def _change(rng: Random, payload: Payload, others: list[Payload]) -> None:
    how = rng.random()
    if how < 0.04:
        payload["type"] = rng.choice(RETYPED)
        return
    place = _somewhere(rng, payload)
    if place is None:
        return
    inside, key = place
    if how < 0.55:
        inside[key] = copy.deepcopy(rng.choice(ODD))
    elif how < 0.75:
        del inside[key]
    elif how < 0.82:
        inside[key] = [inside[key]]
    elif how < 0.88:
        inside[key] = {str(key): inside[key]}
    else:
        other = _somewhere(rng, rng.choice(others))
        if other is not None:
            inside[key] = copy.deepcopy(other[0][other[1]])


def sent_by(payload: Payload, user: str, team: str) -> Payload:
    """The payload as it would be if that user had sent it, whatever has happened to it."""
    if payload.get("type") == "event_callback":
        event = payload["event"] if isinstance(payload.get("event"), dict) else {}
        named = user if not isinstance(event.get("user"), dict) else {**event["user"], "id": user}
        return {**payload, "team_id": team, "event": {**event, "user": named, "team": team, "user_team": team}}
    fresh = {**payload, "user_id": user, "team_id": team} if "command" in payload else {**payload}
    if "command" not in payload or "user" in payload:
        fresh |= {
            "user": {"id": user, "username": "u", "name": "u", "team_id": team},
            "team": {"id": team, "domain": "d"},
        }
    return fresh


def renewed(rng: Random, payload: Payload) -> Payload:
    """The payload as something that was not done before: other times, other keys."""
    fresh = copy.deepcopy(payload)
    number = f"{rng.randrange(10**9)}.{rng.randrange(10**6):06d}"
    if isinstance(fresh.get("actions"), list) and fresh["actions"] and isinstance(fresh["actions"][0], dict):
        fresh["actions"][0]["action_ts"] = number
    if isinstance(fresh.get("view"), dict):
        fresh["view"]["hash"] = number
    for name, given in (("event_id", f"Ev{number}"), ("trigger_id", f"{number}.x")):
        if name in fresh:
            fresh[name] = given
    return fresh


def in_bytes(rng: Random, payload: Payload) -> tuple[dict[str, str], bytes]:
    """Headers and a body whose bytes are not what they should be; it is signed afterwards, over what it then is."""
    kind, body = encoded(payload)
    text = json.dumps(payload).encode()
    how = rng.randrange(12)
    if how == 0:
        return {"Content-Type": kind}, body[: rng.randrange(len(body))]
    if how in (1, 2):
        at = rng.randrange(len(body))
        return {"Content-Type": kind}, body[:at] + bytes([rng.randrange(256)]) + body[at + how - 1 :]
    if how == 3:
        return {
            "Content-Type": rng.choice((JSON, FORM, "", "text/plain", "multipart/form-data; boundary=x", "é"))
        }, body
    if how == 4:
        return {"Content-Type": f"{kind}; charset={rng.choice(('utf-16', 'nonsense', '', 'utf-7'))}"}, body
    if how == 5:
        return {"Content-Type": JSON}, text.decode().encode(rng.choice(("utf-16", "utf-32", "utf-8-sig")))
    if how == 6:
        return {"Content-Type": kind}, body + rng.choice(
            (b"&payload=1", b"&x=%", b"&" * 300, b"\0", b"%00", b";", b"&a" * 200)
        )
    if how == 7:
        return {
            "Content-Type": kind,
            "Content-Encoding": rng.choice(("gzip", "deflate", "br", "zstd", "nonsense")),
        }, body
    if how == 8:
        return {"Content-Type": kind, "Content-Encoding": "gzip"}, gzip.compress(body)
    if how == 9:
        return {"Content-Type": JSON}, text.replace(b'"', b"'", rng.randrange(1, 5))
    if how == 10:
        return {"Content-Type": JSON}, rng.choice(
            (b"", b"null", b"[]", b"7", b'"x"', b"NaN", b'{"type":NaN}', b'{"type":"x","type":[]}', b"{" * 999)
        )
    return {"Content-Type": FORM}, b"payload=" + rng.choice(
        (b"", b"null", b"[]", b"%7B", b"%ff%fe", b"%00", b"{" * 5000, b"%u0041")
    )


def unsigned(rng: Random, good: dict[str, str]) -> dict[str, str]:
    """The signature's headers, so that they are not right."""
    stamp, mark = "X-Slack-Request-Timestamp", "X-Slack-Signature"
    now = int(good[stamp])
    return rng.choice(
        [
            {}, {stamp: good[stamp]}, {mark: good[mark]}, good | {mark: "v0=" + "0" * 64}, good | {mark: good[mark].upper()},
            good | {mark: good[mark][:-1]}, good | {mark: "v1" + good[mark][2:]}, good | {mark: "v0=é"}, good | {mark: ""}, good | {mark: "v0=" + "g" * 64},
            good | {stamp: str(now - 1)}, good | {stamp: str(now - 301)}, good | {stamp: str(now + 400)}, good | {stamp: "abc"}, good | {stamp: ""},
            good | {stamp: "9" * 400}, good | {stamp: f"{now}.0"}, good | {stamp: "-1"}, good | {stamp: "١٢٣"}, good | {stamp: f"0{now}"},
        ]
    )  # fmt: skip
