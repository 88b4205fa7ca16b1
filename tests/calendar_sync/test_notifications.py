"""Graph calls when something changed: only with our secret, only as a nudge, and the subscription is kept alive."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.settings import read
from calendar_sync.listener import Address, Listener, address
from handlers.web.notifications import PATH, routes
from tests.calendar_sync.desk import Desk
from tests.planned import plan

STATE = "ett hemligt ord"
NOTE = {"clientState": STATE, "resourceData": {"id": "AAkA1"}}


@pytest.fixture
async def server(desk: Desk) -> AsyncIterator[TestServer]:
    """An address at which Graph can call the desk's listener."""
    moment = desk.county.clock.moment
    desk.box.run(lambda: desk.box.world.set(moment))
    application = web.Application()
    application.add_routes(routes(STATE, lambda changed: desk.listener.nudge(changed)))
    made = TestServer(application)
    await made.start_server()
    desk.listener = Listener(desk.county.acting, desk.sender.graph, Address(str(made.make_url(PATH)), STATE))
    yield made
    await made.close()


@pytest.fixture
async def caller() -> AsyncIterator[tuple[TestClient[Any, Any], list[frozenset[str] | None]]]:
    """A caller, and what reached us."""
    reached: list[frozenset[str] | None] = []
    application = web.Application()
    application.add_routes(routes(STATE, reached.append))
    async with TestClient(TestServer(application)) as client:
        yield client, reached


@pytest.mark.parametrize(
    ("body", "status", "reached"),
    [
        ({"value": [NOTE]}, 202, [frozenset({"AAkA1"})]),
        ({"value": [NOTE, {**NOTE, "resourceData": {"id": "AAkA2"}}]}, 202, [frozenset({"AAkA1", "AAkA2"})]),
        ({"value": [{**NOTE, "clientState": "gissat"}]}, 202, []),
        ({"value": [{"resourceData": {"id": "AAkA1"}}]}, 202, []),
        ({"value": [{**NOTE, "clientState": "gissat"}, NOTE]}, 202, [frozenset({"AAkA1"})]),
        ({"value": [{"clientState": STATE, "lifecycleEvent": "missed"}]}, 202, [None]),
        ({"value": [{"clientState": STATE, "resourceData": "x"}]}, 202, [None]),
        ({"value": []}, 202, []),
        ({"value": None}, 400, []),
        ({}, 400, []),
        ([1], 400, []),
        ("{", 400, []),
    ],
)
async def test_only_a_call_with_our_secret_is_a_nudge(
    caller: tuple[TestClient[Any, Any], list[frozenset[str] | None]], body: Any, status: int, reached: list[object]
) -> None:
    client, said = caller
    answer = await (client.post(PATH, data=body) if isinstance(body, str) else client.post(PATH, json=body))

    assert (answer.status, said) == (status, reached)


async def test_the_token_is_given_back_as_plain_text(
    caller: tuple[TestClient[Any, Any], list[frozenset[str] | None]],
) -> None:
    client, said = caller
    answer = await client.post(PATH, params={"validationToken": "<b>åäö</b> & 1"})
    long = await client.post(PATH, params={"validationToken": "x" * 5000})

    assert (answer.status, answer.content_type, await answer.text()) == (200, "text/plain", "<b>åäö</b> & 1")
    assert (long.status, said) == (400, [])


async def test_a_change_by_hand_is_looked_at_when_graph_calls(desk: Desk, server: TestServer) -> None:
    meeting = plan(desk.county, "lsg", "2026-03-12")
    await desk.settle()
    await desk.listener.subscribe()
    await desk.listener.once()
    plan(desk.county, "lsg", "2026-04-16")
    await desk.settle()
    await asyncio.wait_for(desk.listener._called.wait(), 10)
    await desk.listener._next(0)
    asked = len(desk.requests("GET"))

    desk.outlook.edit(str(desk.row(meeting).graph_id), location="Vännäs")
    only = await asyncio.wait_for(desk.listener._next(10), 15)
    await desk.listener.once(only)

    assert only == frozenset([str(desk.row(meeting).graph_id)])
    assert len(desk.requests("GET")) == asked + 1
    assert desk.row(meeting).edited is not None


async def test_there_is_one_subscription_and_it_is_prolonged_once_a_day(desk: Desk, server: TestServer) -> None:
    def until() -> list[str]:
        return [one["expirationDateTime"] for one in desk.outlook.subscriptions()]

    def meanwhile(seconds: float) -> None:
        desk.county.clock.forward(seconds=seconds)
        desk.box.run(lambda: desk.box.world.advance(seconds))

    await desk.listener.subscribe()
    first = until()
    await desk.listener.subscribe()
    assert until() == first
    meanwhile(86_400 + 60)
    await desk.listener.subscribe()
    assert (len(until()), until() > first) == (1, True)

    again = replace(desk.listener)  # another replica, or a restart
    await again.subscribe()
    assert len(until()) == 1
    meanwhile(4 * 86_400)
    await desk.listener.subscribe()
    assert len(until()) == 1


async def test_without_an_address_nothing_is_subscribed(desk: Desk) -> None:
    await desk.listener.subscribe()

    assert desk.outlook.subscriptions() == []


async def test_a_call_about_the_subscription_means_all(desk: Desk) -> None:
    desk.listener.nudge(frozenset({"AAkA1"}))
    desk.listener.nudge(None)
    desk.listener.nudge(frozenset({"AAkA2"}))
    assert await desk.listener._next(10) is None

    desk.listener.nudge(frozenset({"AAkA1"}))
    desk.listener.nudge(frozenset({"AAkA2"}))
    assert await desk.listener._next(10) == frozenset({"AAkA1", "AAkA2"})
    assert await desk.listener._next(0) is None


def test_the_address_needs_a_public_one_and_its_secret_is_not_a_secret_of_the_settings() -> None:
    said = {"SAMVERKAN_PUBLIC_URL": "https://samverkan.example/", "SLACK_SIGNING_SECRET": "hemligt"}
    found = address(read(said), PATH)

    assert found is not None
    assert found.url == "https://samverkan.example/graph/notifications"
    assert (len(found.state), "hemligt" in found.state, found.state in repr(found)) == (64, False, False)
    assert address(read({"SLACK_SIGNING_SECRET": "hemligt"}), PATH) is None
    assert address(read({"SAMVERKAN_PUBLIC_URL": "https://samverkan.example/"}), PATH) is None
