"""T12: whoever is no Slack and no Graph gets a calm 4xx at every address, however odd the request; and the bot lives on."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import socket
from collections import Counter
from random import Random

import pytest

from tests.proof.edge import mutate
from tests.proof.edge.knock import SLACK, Request, holdings, knock, signature, unhandled
from tests.proof.edge.real import FORM, JSON
from tests.stage import Stage

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])  # none of this comes as far as the database
GOOD = b"payload=%7B%22type%22%3A%22block_actions%22%7D"
GRAPH = "/graph/notifications"
ANSWERS = {200, 202, 400, 401, 404, 405, 413, 414, 431}
KNOCKS = int(os.environ.get("PROOF_PAYLOADS", "5000")) // 10

MALFORMED: dict[str, tuple[dict[str, str], bytes]] = {
    "nothing at all": ({}, b""),
    "no signature": ({"Content-Type": FORM}, GOOD),
    "a JSON that is none": ({"Content-Type": JSON}, b"{"),
    "null": ({"Content-Type": JSON}, b"null"),
    "a list": ({"Content-Type": JSON}, b"[]"),
    "a number": ({"Content-Type": JSON}, b"7"),
    "a bare word": ({"Content-Type": JSON}, b"NaN"),
    "deep lists": ({"Content-Type": JSON}, b"[" * 50_000),
    "deep objects": ({"Content-Type": JSON}, b'{"a":' * 20_000),
    "not UTF-8": ({"Content-Type": JSON}, b"\xff\xfe\x00"),
    "UTF-16": ({"Content-Type": f"{JSON}; charset=utf-16"}, '{"type":"x"}'.encode("utf-16")),
    "a charset that is none": ({"Content-Type": f"{JSON}; charset=nonsense"}, b'{"type":"x"}'),
    "a half sign in a form": ({"Content-Type": FORM}, b"payload=%"),
    "payload null": ({"Content-Type": FORM}, b"payload=null"),
    "payload twice": ({"Content-Type": FORM}, GOOD + b"&payload=1"),
    "a thousand fields": ({"Content-Type": FORM}, b"&".join(b"a%d=1" % i for i in range(1000))),
    "no content type": ({"Content-Type": ""}, GOOD),
    "a file": ({"Content-Type": "multipart/form-data; boundary=x"}, b'--x\r\nContent-Disposition: form-data; name="payload"\r\n\r\n{}\r\n--x--'),
    "multipart without an end": ({"Content-Type": "multipart/form-data; boundary=x"}, b"--x\r\n"),
    "XML": ({"Content-Type": "text/xml"}, b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
    "packed": ({"Content-Type": FORM, "Content-Encoding": "gzip"}, gzip.compress(GOOD)),
    "a bomb": ({"Content-Type": FORM, "Content-Encoding": "gzip"}, gzip.compress(b"a" * 50_000_000)),
    "said to be packed": ({"Content-Type": FORM, "Content-Encoding": "gzip"}, GOOD),
    "said to be packed twice": ({"Content-Type": FORM, "Content-Encoding": "deflate, gzip"}, GOOD),
    "packed by nobody's way": ({"Content-Type": FORM, "Content-Encoding": "nonsense"}, GOOD),
    "too large": ({"Content-Type": FORM}, b"a" * 300_000),
    "a timestamp of letters": ({"Content-Type": FORM, "X-Slack-Request-Timestamp": "abc", "X-Slack-Signature": "v0=" + "0" * 64}, GOOD),
    "a timestamp of 400 digits": ({"Content-Type": FORM, "X-Slack-Request-Timestamp": "9" * 400, "X-Slack-Signature": "v0=" + "0" * 64}, GOOD),
    "a timestamp of other digits": ({"Content-Type": FORM, "X-Slack-Request-Timestamp": "١٢٣", "X-Slack-Signature": "v0=" + "0" * 64}, GOOD),
    "a signature beyond ASCII": ({"Content-Type": FORM, "X-Slack-Request-Timestamp": "1", "X-Slack-Signature": "v0=é"}, GOOD),
    "a signature of another": ({"Content-Type": FORM} | signature(GOOD, secret="another"), GOOD),
    "a signature of yesterday": ({"Content-Type": FORM} | signature(GOOD, ago=86_400), GOOD),
}  # fmt: skip

BROKEN: dict[str, bytes] = {
    "gone after no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "a verb of its own": b"SPR\xc4NG /slack/events HTTP/1.1\r\nHost: x\r\n\r\n",
    "an old tongue": b"GET /\r\n\r\n",
    "a version to come": b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
    "a header without a colon": b"GET / HTTP/1.1\r\nHost x\r\n\r\n",
    "a NUL in a header": b"GET / HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n",
    "a length that is none": b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
    "a length below nought": b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
    "two lengths": b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "a length and pieces": b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a piece that is none": b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n0\r\n\r\n",
    "gone in the midst": b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc",
    "gone in the headers": b"POST /slack/events HTTP/1.1\r\nHost: x\r\nConte",
    "a long path": b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    "long headers": b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 40_000 + b"\r\n\r\n",
    "a path beyond ASCII": b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
    "a path upwards": b"GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
}
PATHS = ("/", "/tillganglighet", "/kalender/lsg.ics", "/kalender/..%2f..%2fetc%2fpasswd", "/kalender/%00.ics", "/kalender/%ff.ics", "/kalender/",
         "/kalender/a%0d%0aX-Y:1.ics", "/kalender/<script>.ics", "/livez", "/readyz", "/readyz?verbose", "/metrics", "/slack/events", "/slack/events/",
         "/slack", GRAPH, f"{GRAPH}?validationToken=%3Cscript%3E", f"{GRAPH}?validationToken=" + "a" * 5000, f"{GRAPH}?validationToken=%00%0d%0aX:1",
         f"{GRAPH}?validationToken=%ff", "/favicon.ico", "/.env", "/admin", "/healthz", "/?a=%ff&b=%00", "//", "/%2e%2e/")  # fmt: skip
VERBS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")


def test_every_malformed_request_is_turned_away_calmly(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    before = holdings(stage)
    caplog.clear()

    found = knock(stage, (Request(name, headers, body) for name, (headers, body) in MALFORMED.items()))

    assert len(MALFORMED) >= 20
    assert {one.name: status for status, one in found if status not in (400, 401, 413)} == {}
    assert unhandled(caplog.records) == Counter()
    assert holdings(stage) == before


def said_to(port: int, raw: bytes, *, leaves: bool = False) -> int:
    """The status that is answered to these bytes; 0 when the connection is closed without one. `leaves`: nothing more will come."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as wire:
        wire.sendall(raw)
        if leaves:
            wire.shutdown(socket.SHUT_WR)
        answer = wire.recv(65_536)
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/") else 0


def test_broken_http_ends_with_a_no_or_a_closed_connection(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    found = {name: said_to(stage.bot.port, raw, leaves=name.startswith("gone")) for name, raw in BROKEN.items()}

    assert {name: status for name, status in found.items() if status not in {0, *ANSWERS}} == {}
    assert sum(status == 400 for status in found.values()) > len(BROKEN) // 2, found
    assert unhandled(caplog.records) == Counter()
    assert said_to(stage.bot.port, b"GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n") == 200


def around(rng: Random, count: int) -> list[Request]:
    """Requests to all addresses by all verbs; the half of them to Graph's, with odd notifications."""
    made = [
        Request(f"{verb} {path}", {"Content-Type": JSON}, b"{}" if verb == "POST" else b"", verb, path)
        for verb in VERBS
        for path in PATHS
    ]
    note = {"value": [{"clientState": "gissat", "subscriptionId": "s", "changeType": "updated", "resource": "Users/a/Events/b",
                       "resourceData": {"id": "AAkA1", "@odata.type": "#Microsoft.Graph.Event"}, "tenantId": "t"}]}  # fmt: skip
    for _ in range(count):
        odd = mutate.mutated(rng, note, [note])
        body = (
            json.dumps(odd).encode()
            if rng.random() < 0.7
            else mutate.in_bytes(rng, {"type": "event_callback", **odd})[1]
        )
        made.append(Request(f"graph {body[:200]!r}", {"Content-Type": JSON}, body, "POST", GRAPH))
    return made


def test_every_address_answers_everybody_calmly(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    stage.settings = stage.settings.model_copy(update={"public_url": "https://samverkan.example"})
    stage.restart()
    before = holdings(stage)
    caplog.clear()

    found = knock(stage, around(Random(7), KNOCKS))

    assert {one.name: status for status, one in found if status not in ANSWERS} == {}
    assert unhandled(caplog.records) == Counter()
    assert holdings(stage) == before


def test_a_header_is_never_made_of_what_was_asked_for(stage: Stage) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", stage.bot.port, timeout=10)
    connection.request("GET", "/kalender/a%0d%0aX-Made:1.ics")
    answer = connection.getresponse()
    body = answer.read()
    connection.close()

    assert answer.status == 404
    assert answer.getheader("X-Made") is None
    assert b"X-Made" not in body
    assert SLACK not in body.decode()
