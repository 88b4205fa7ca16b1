"""The outer door: what is unsigned, malformed, old or too large is turned away before Bolt sees it (reliability F10)."""

from __future__ import annotations

import hashlib
import hmac
import json
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import parse_qs, quote_plus, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.web import outer_door, shape
from tests.stage import SECRET, Stage

NOW = 1_768_200_000.0
FORM = "application/x-www-form-urlencoded"


def signed(body: bytes, *, at: float = NOW, secret: str = SECRET, kind: str = FORM) -> dict[str, str]:
    stamp = str(int(at))
    digest = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"Content-Type": kind, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def payload(value: object) -> bytes:
    return urlencode({"payload": json.dumps(value)}).encode()


ACTION = {"type": "button", "action_id": "question_approve", "block_id": "au", "action_ts": "1.2", "value": "1:1"}
CLICK: dict[str, Any] = {
    "type": "block_actions",
    "user": {"id": "U1", "team_id": "T1"},
    "team": {"id": "T1"},
    "actions": [ACTION],
}
FORM_SENT: dict[str, Any] = {
    "type": "view_submission", "user": {"id": "U1"}, "view": {"id": "V1", "type": "modal", "callback_id": "question_form", "hash": "1.x"},
}  # fmt: skip
EVENT: dict[str, Any] = {
    "type": "event_callback",
    "event_id": "Ev1",
    "event": {"type": "app_home_opened", "user": "U1"},
}
GOOD = payload(CLICK)
DEEP = b'{"type":"x","a":' + b"[" * 500 + b"]" * 500 + b"}"


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        (signed(GOOD), GOOD, None),
        (signed(b"command=%2Fsamverkan&text="), b"command=%2Fsamverkan&text=", None),
        (
            signed(json.dumps(EVENT).encode(), kind="application/json; charset=utf-8"),
            json.dumps(EVENT).encode(),
            None,
        ),
        (signed(b"x" * 200_001), b"x" * 200_001, 413),
        (signed(GOOD, kind="text/plain"), GOOD, 400),
        (signed(GOOD) | {"Content-Type": ""}, GOOD, 400),
        (signed(GOOD, at=NOW - 301), GOOD, 401),
        (signed(GOOD, at=NOW + 301), GOOD, 401),
        (signed(GOOD, secret="another"), GOOD, 401),
        (signed(GOOD) | {"X-Slack-Request-Timestamp": "abc"}, GOOD, 401),
        (signed(GOOD) | {"X-Slack-Request-Timestamp": "9" * 400}, GOOD, 401),
        (signed(GOOD) | {"X-Slack-Request-Timestamp": ""}, GOOD, 401),
        (signed(GOOD) | {"X-Slack-Request-Timestamp": "١٢٣"}, GOOD, 401),
        (signed(GOOD) | {"X-Slack-Signature": "v0=é"}, GOOD, 401),
        (signed(GOOD) | {"X-Slack-Signature": ""}, GOOD, 401),
        (signed(GOOD), GOOD + b"&x=1", 401),
        (signed(b"null", kind="application/json"), b"null", 400),
        (signed(b"[]", kind="application/json"), b"[]", 400),
        (signed(b"{", kind="application/json"), b"{", 400),
        (signed(b"\xff\xfe", kind="application/json"), b"\xff\xfe", 400),
        (signed(DEEP, kind="application/json"), DEEP, 400),
        (signed(b'{"type":7}', kind="application/json"), b'{"type":7}', 400),
        (signed(payload([])), payload([]), 400),
        (signed(b"payload={"), b"payload={", 400),
        (signed(GOOD + b"&payload=1"), GOOD + b"&payload=1", 400),
        (signed(b"a=1"), b"a=1", 400),
        (signed(b"%%%"), b"%%%", 400),
        (signed(b""), b"", 400),
    ],
)
def test_only_what_slack_signs_and_shapes_comes_in(headers: dict[str, str], body: bytes, status: int | None) -> None:
    came = outer_door.check(headers, body, SECRET, NOW)

    assert (came.status if isinstance(came, outer_door.Turned) else None) == status


@pytest.mark.parametrize(
    "whole", [CLICK, FORM_SENT, EVENT, {"type": "shortcut", "user": {"id": "U1"}, "callback_id": "x"}]
)
def test_what_is_whole_comes_in(whole: dict[str, Any]) -> None:
    assert shape.fits(whole)


@pytest.mark.parametrize(
    "odd",
    [
        CLICK | {"actions": []},
        CLICK | {"actions": {}},
        CLICK | {"actions": ["x"]},
        CLICK | {"actions": [{**ACTION, "action_id": None}]},
        CLICK | {"actions": [{**ACTION, "value": 7}]},
        CLICK | {"actions": [{**ACTION, "action_ts": "a\0b"}]},
        CLICK | {"actions": [{**ACTION, "selected_option": "1"}]},
        CLICK | {"actions": [{**ACTION, "selected_date": "0000-00-00"}]},
        CLICK | {"user": "U1"},
        CLICK | {"user": {"id": "U1\ud800"}},
        CLICK | {"user": {"id": "U" * 300}},
        CLICK | {"team": "T1"},
        CLICK | {"container": []},
        CLICK | {"message": "x"},
        FORM_SENT | {"view": None},
        FORM_SENT | {"view": {**FORM_SENT["view"], "state": {"values": []}}},
        FORM_SENT | {"view": {**FORM_SENT["view"], "state": {"values": {"title": {"value": {"value": "a\0b"}}}}}},
        FORM_SENT | {"view": {**FORM_SENT["view"], "state": {"values": {"at": {"value": {"selected_time": "24:61"}}}}}},
        FORM_SENT | {"view": {**FORM_SENT["view"], "blocks": ["x"]}},
        FORM_SENT | {"response_urls": [{"response_url": "https://x.example"}]},
        EVENT | {"event": "x"},
        EVENT | {"event": {"type": "message", "text": ["x"]}},
        EVENT | {"event_id": None},
        EVENT | {"authorizations": [1]},
        {"type": "url_verification"},
    ],
)
def test_what_is_not_whole_is_turned_away_before_bolt_stumbles_over_it(odd: dict[str, Any]) -> None:
    assert not shape.fits(odd)


def post(stage: Stage, headers: dict[str, str], body: bytes) -> int:
    request = urllib.request.Request(f"http://127.0.0.1:{stage.bot.port}/slack/events", body, headers, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as no:
        no.close()
        return no.code


def said(stage: Stage, headers: dict[str, str], body: bytes) -> str:
    request = urllib.request.Request(f"http://127.0.0.1:{stage.bot.port}/slack/events", body, headers, method="POST")
    with urllib.request.urlopen(request, timeout=10) as answer:
        return str(answer.read().decode())


def real_now() -> float:
    from bot.clock import Clock

    return Clock().now().timestamp()


def test_over_http_the_outside_never_sees_a_fault_of_ours(stage: Stage) -> None:
    bodies = [
        b"",
        b"null",
        b"[]",
        b"{",
        b"\xff",
        DEEP,
        GOOD,
        b"payload=null",
        b"x" * 300_000,
        payload({"type": "unheard_of"}),
    ]
    found = [
        post(stage, signed(body, at=real_now(), kind=kind), body)
        for body in bodies
        for kind in (FORM, "application/json")
    ]
    found += [post(stage, {"Content-Type": FORM}, body) for body in bodies]

    assert {status for status in found if status >= 500 or status < 200} == set()
    assert 413 in found
    assert 401 in found
    assert post(stage, signed(payload({"type": "unheard_of"}), at=real_now()), payload({"type": "unheard_of"})) == 200


def test_what_nobody_handles_is_answered_calmly(stage: Stage) -> None:
    team = stage.hands.app()["team_id"]
    person = stage.county.who(None, "coordinator").slack_id
    unknown = {
        "type": "block_actions", "user": {"id": person, "team_id": team}, "team": {"id": team}, "api_app_id": "A", "trigger_id": "1.1",
        "container": {"type": "message", "message_ts": "1.1", "channel_id": "C1"}, "channel": {"id": "C1"}, "message": {"ts": "1.1"},
        "actions": [{"action_id": "from_an_older_version", "block_id": "b", "type": "button", "action_ts": "1.2"}],
    }  # fmt: skip
    body = payload(unknown)

    assert post(stage, signed(body, at=real_now()), body) == 200


def test_health_is_told_to_whoever_asks(stage: Stage) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{stage.bot.port}/livez", timeout=10) as answer:
        assert answer.status == 200
    with urllib.request.urlopen(f"http://127.0.0.1:{stage.bot.port}/readyz?verbose", timeout=10) as answer:
        assert answer.read() == b"ok\n"


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=60).map(lambda text: quote_plus(text).encode()),
        st.text(alphabet="%+=&\r\n 0aFgZ2é", max_size=12).map(str.encode),
    )
)
def test_a_form_of_one_field_is_read_as_urllib_reads_it(value: bytes) -> None:
    """Or not at all: what is oddly written goes the slow way."""
    only = outer_door.only_field(b"payload=" + value)

    assert (
        only is None
        or [only.decode("utf-8", "replace")] == parse_qs("payload=" + value.decode(), keep_blank_values=True)["payload"]
    )


@given(st.text(max_size=60))
def test_what_slack_quotes_goes_the_quick_way(text: str) -> None:
    assert outer_door.only_field(b"payload=" + quote_plus(text).encode()) == text.encode()


def test_what_bolt_would_look_for_is_answered_before_it(stage: Stage) -> None:
    """Slack asks whether somebody is there; a command whose text has the word "payload" in it is a command all the same."""
    asked = json.dumps({"type": "url_verification", "challenge": "c3<&"}).encode()
    for_tls, word = b"ssl_check=1&token=t", b"command=%2Fsamverkan&text=payload&user_id=U1"

    assert said(stage, signed(asked, at=real_now(), kind="application/json"), asked) == '{"challenge":"c3<&"}'
    assert said(stage, signed(for_tls, at=real_now()), for_tls) == ""
    assert outer_door.check(signed(word), word, SECRET, NOW) == {
        "command": "/samverkan",
        "text": "payload",
        "user_id": "U1",
    }
