"""The door: token, scope, paths, faults, throttling and the log; not what an event may hold."""

from __future__ import annotations

import http.client
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.sandbox.graph.driver import ANNA, CARIN, ORGANISER, Program, event


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer wrong", "Basic sandbox-graph-token"])
def test_a_wrong_token_is_refused_with_a_challenge(app: Program, header: str) -> None:
    answer = app.call("GET", app.events, Authorization=header)

    assert (answer.status, answer.code) == (401, "InvalidAuthenticationToken")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_an_error_has_graphs_shape(app: Program) -> None:
    error = app.call("GET", app.one("AAkA" + "x" * 60)).body["error"]

    assert error.keys() == {"code", "message", "innerError"}
    assert {"request-id", "date"} <= error["innerError"].keys()


def test_the_token_can_be_changed(app: Program) -> None:
    app.outlook.set_up(token="another")

    assert app.call("GET", app.events).status == 401
    assert app.call("GET", app.events, Authorization="Bearer another").status == 200


@pytest.mark.parametrize(
    ("mailbox", "status", "code"),
    [
        (ANNA, 403, "ErrorAccessDenied"),
        ("nobody@region.example", 404, "ErrorInvalidUser"),
        (CARIN, 404, "ErrorInvalidUser"),
    ],
)
def test_only_the_organisers_mailbox_is_in_scope(app: Program, mailbox: str, status: int, code: str) -> None:
    answer = app.call("GET", f"/users/{mailbox}/events")

    assert (answer.status, answer.code) == (status, code)


def test_a_mailbox_is_known_in_any_case_and_escaped(app: Program) -> None:
    assert app.call("GET", f"/users/{ORGANISER.upper().replace('@', '%40')}/events").status == 200


@pytest.mark.parametrize(
    ("verb", "path", "status"),
    [
        ("GET", "/users/x/nothing", 400),
        ("PUT", f"/users/{ORGANISER}/events", 405),
        ("POST", f"/users/{ORGANISER}/findMeetingTimes", 403),
    ],
)
def test_what_graph_does_not_have_is_refused(app: Program, verb: str, path: str, status: int) -> None:
    assert app.call(verb, path, {}).status == status


def test_a_body_must_be_json_and_say_so(app: Program) -> None:
    assert app.call("POST", app.events, event(), None, **{"Content-Type": "text/plain"}).status == 400
    assert app.call("POST", app.events, [event()]).status == 400


def test_an_unknown_query_option_is_refused(app: Program) -> None:
    assert app.call("GET", app.events, query={"$frobnicate": "1"}).status == 400


@pytest.mark.parametrize(("kind", "applied"), [("503", 0), ("504", 0), ("drop_before", 0), ("drop_after", 1)])
def test_a_fault_comes_before_or_after_the_act(app: Program, kind: str, applied: int) -> None:
    app.box.run(lambda: app.box.world.faults.add(service="graph", path="/events", kind=kind))

    if kind.startswith("drop"):
        with pytest.raises((ConnectionError, http.client.HTTPException)):
            app.call("POST", app.events, event())
    else:
        assert app.call("POST", app.events, event()).status == int(kind)

    assert len(app.outlook.events_of(ORGANISER)) == applied


def test_a_planned_429_says_when_to_come_back(app: Program) -> None:
    app.box.run(lambda: app.box.world.faults.add(service="graph", path="/events", kind="429", retry_after=7))

    answer = app.call("GET", app.events)

    assert (answer.status, answer.headers["Retry-After"]) == (429, "7")


def test_more_than_four_requests_at_once_are_throttled(app: Program) -> None:
    app.outlook.set_up(latency=0.5)
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: app.call("GET", app.events), range(10)))

    refused = [answer for answer in answers if answer.status == 429]
    assert len(refused) == 6
    assert all(answer.code == "ApplicationThrottled" and int(answer.headers["Retry-After"]) > 0 for answer in refused)


def test_every_request_is_in_the_log(app: Program) -> None:
    made = app.create(transactionId="t-1")
    line = app.box.run(lambda: app.box.world.log.after(0))[-1]

    assert (line["service"], line["method"], line["status"]) == ("graph", "POST", 201)
    assert line["path"] == f"/v1.0/users/{ORGANISER}/events"
    assert line["body"]["transactionId"] == "t-1"
    assert line["response"]["id"] == made["id"]
    assert {name.lower() for name in line["headers"]} == {"content-type", "prefer"}
