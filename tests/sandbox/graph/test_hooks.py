"""Subscriptions: the handshake, the notifications and the lifecycle; the receiver is a small server."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.sandbox.graph.driver import ANNA, ORGANISER, Json, Program


class Receiver(ThreadingHTTPServer):
    """Takes notifications; `shakes` = gives the token back, `status` = what it answers to a notification."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.notes: list[Json] = []
        self.shakes, self.status = True, 202
        self.url = f"http://127.0.0.1:{self.server_port}/graph/notifications"


class Handler(BaseHTTPRequestHandler):
    """One request to the receiver."""

    def do_POST(self) -> None:
        server: Any = self.server
        token = parse_qs(urlsplit(self.path).query).get("validationToken")
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if token:
            answer = token[0].encode() if server.shakes else b"hello"
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)
            return
        server.notes += json.loads(body)["value"]
        self.send_response(server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A running receiver."""
    server = Receiver()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join(5)


def until(condition: Callable[[], bool], seconds: float = 8.0) -> bool:
    """Whether a condition comes true before the deadline."""
    deadline, pause = time.monotonic() + seconds, threading.Event()
    while not condition() and time.monotonic() < deadline:
        pause.wait(0.02)
    return condition()


def order(app: Program, receiver: Receiver, *, hours: float = 72, **changes: Any) -> Json:
    """A subscription to ask for."""
    expires = app.box.run(app.box.world.now) + timedelta(hours=hours)
    whole = {
        "changeType": "created,updated,deleted",
        "notificationUrl": receiver.url,
        "lifecycleNotificationUrl": receiver.url,
        "resource": f"/users/{ORGANISER}/events",
        "expirationDateTime": expires.isoformat().replace("+00:00", "Z"),
        "clientState": "secret",
    }
    return {name: value for name, value in (whole | changes).items() if value is not ...}


def subscribe(app: Program, receiver: Receiver, **changes: Any) -> str:
    """A subscription that must come about."""
    answer = app.call("POST", "/subscriptions", order(app, receiver, **changes))
    assert answer.status == 201, answer
    return str(answer.body["id"])


def test_a_change_is_told_with_the_client_state(app: Program, receiver: Receiver) -> None:
    number = subscribe(app, receiver)
    made = app.create()

    assert until(lambda: len(receiver.notes) == 2)
    assert sorted(note["changeType"] for note in receiver.notes) == ["created", "updated"]
    note = receiver.notes[0]
    assert (note["clientState"], note["subscriptionId"]) == ("secret", number)
    assert (note["resourceData"]["id"], note["resourceData"]["@odata.type"]) == (made["id"], "#Microsoft.Graph.Event")

    app.outlook.respond(ANNA, made["id"], "declined")
    assert until(lambda: len(receiver.notes) == 3)
    app.cancel(made["id"])
    assert until(lambda: receiver.notes[-1]["changeType"] == "deleted")


def test_only_the_wanted_changes_are_told(app: Program, receiver: Receiver) -> None:
    subscribe(app, receiver, changeType="deleted")
    made = app.create()
    app.patch(made["id"], subject="Another")
    app.cancel(made["id"])

    assert until(lambda: len(receiver.notes) > 0)
    assert [note["changeType"] for note in receiver.notes] == ["deleted"]


def test_without_the_token_given_back_there_is_no_subscription(app: Program, receiver: Receiver) -> None:
    receiver.shakes = False

    answer = app.call("POST", "/subscriptions", order(app, receiver))

    assert (answer.status, answer.code) == (400, "ValidationError")
    assert app.call("GET", "/subscriptions").body["value"] == []


@pytest.mark.parametrize(
    "changes",
    [
        {"hours": 169},
        {"hours": -1},
        {"changeType": "created,moved"},
        {"clientState": "x" * 129},
        {"notificationUrl": "http://bot.example/graph"},
        {"notificationUrl": ...},
        {"resource": "/users/x/messages"},
        {"colour": "red"},
    ],
)
def test_a_bad_subscription_is_refused(app: Program, receiver: Receiver, changes: Json) -> None:
    assert app.call("POST", "/subscriptions", order(app, receiver, **changes)).status == 400


def test_a_subscription_to_another_mailbox_is_denied(app: Program, receiver: Receiver) -> None:
    answer = app.call("POST", "/subscriptions", order(app, receiver, resource=f"/users/{ANNA}/events"))

    assert (answer.status, answer.code) == (403, "ErrorAccessDenied")


def test_a_subscription_is_renewed_deleted_and_expires(app: Program, receiver: Receiver) -> None:
    one, two = subscribe(app, receiver), subscribe(app, receiver)
    later = order(app, receiver, hours=100)["expirationDateTime"]
    renewed = app.call("PATCH", f"/subscriptions/{one}", {"expirationDateTime": later})
    assert (renewed.status, renewed.body["expirationDateTime"][:19]) == (200, later[:19])
    assert app.call("POST", f"/subscriptions/{one}/reauthorize").status == 204
    assert app.call("PATCH", f"/subscriptions/{one}", {"resource": "x"}).status == 400

    assert app.call("DELETE", f"/subscriptions/{two}").status == 204
    assert app.call("GET", f"/subscriptions/{two}").status == 404

    app.advance(99 * 3600)
    assert app.call("GET", f"/subscriptions/{one}").status == 200
    app.advance(2 * 3600)
    assert app.call("GET", f"/subscriptions/{one}").status == 404


def test_a_short_subscription_is_raised_to_45_minutes(app: Program, receiver: Receiver) -> None:
    number = subscribe(app, receiver, hours=0.1)

    app.advance(44 * 60)
    assert app.call("GET", f"/subscriptions/{number}").status == 200
    app.advance(2 * 60)
    assert app.call("GET", f"/subscriptions/{number}").status == 404


def test_what_was_not_taken_is_sent_again_by_the_worlds_clock(app: Program, receiver: Receiver) -> None:
    subscribe(app, receiver, changeType="created")
    receiver.status = 503
    app.create()
    assert until(lambda: app.outlook.subscriptions()[0]["sent"][0]["status"] == 503)

    receiver.status = 202
    app.advance(15)

    assert until(lambda: app.outlook.subscriptions()[0]["sent"][0]["status"] == 202)
    assert len(receiver.notes) == 2


def test_the_lifecycle_is_told_on_its_own_address(app: Program, receiver: Receiver) -> None:
    number = subscribe(app, receiver)

    app.outlook.lifecycle(number, "reauthorizationRequired")
    assert until(lambda: [note.get("lifecycleEvent") for note in receiver.notes] == ["reauthorizationRequired"])
    app.outlook.lifecycle(number, "subscriptionRemoved")
    assert until(lambda: len(receiver.notes) == 2)
    assert app.call("GET", f"/subscriptions/{number}").status == 404
