"""A tiny app on the other end of the sandbox's Slack: it keeps what it gets and answers as a test tells it. No Bolt."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from aiohttp import web

Reply = Callable[[dict[str, Any]], Awaitable[Any]]


@dataclass
class Received:
    """One request that the app got."""

    label: str
    payload: dict[str, Any]
    headers: dict[str, str]
    raw: str


class FakeApp:
    """An HTTP server in a thread of its own; `on(label, reply)` says what to answer to what is brought to it."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.replies: dict[str, Reply] = {}
        self.url = ""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fake app", daemon=True)
        self._runner: web.AppRunner | None = None

    def on(self, label: str, reply: Reply) -> None:
        """Answer that label with what `reply` gives: None, a dict (JSON), a text, a number (HTTP status) or a response."""
        self.replies[label] = reply

    def of(self, label: str) -> list[Received]:
        """What came with that label."""
        return [one for one in self.received if one.label == label]

    def start(self) -> FakeApp:
        """Listen on a free port."""
        self._thread.start()
        self._do(self._listen())
        return self

    def stop(self) -> None:
        """Stop listening."""
        assert self._runner is not None
        self._do(self._runner.cleanup())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def _do(self, work: Any) -> Any:
        done: Future[Any] = asyncio.run_coroutine_threadsafe(work, self._loop)
        return done.result(10)

    async def _listen(self) -> None:
        app = web.Application()
        app.router.add_post("/events", self._take)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/events"

    async def _take(self, request: web.Request) -> web.Response:
        raw = await request.text()
        if request.content_type == "application/json":
            payload = json.loads(raw)
            label = payload["event"]["type"] if payload["type"] == "event_callback" else payload["type"]
        else:
            form = {name: values[0] for name, values in parse_qs(raw, keep_blank_values=True).items()}
            payload = json.loads(form["payload"]) if "payload" in form else form
            label = payload.get("type") or payload["command"]
        self.received.append(Received(label, payload, dict(request.headers), raw))
        reply = self.replies.get(label)
        answer = await reply(payload) if reply is not None else self._default(payload)
        if isinstance(answer, web.Response):
            return answer
        if isinstance(answer, int):
            return web.Response(status=answer)
        if isinstance(answer, str):
            return web.Response(text=answer)
        return web.json_response(answer) if answer is not None else web.Response()

    @staticmethod
    def _default(payload: dict[str, Any]) -> Any:
        return {"challenge": payload["challenge"]} if payload.get("type") == "url_verification" else None
