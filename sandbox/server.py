"""Where the sandbox is put together: one port for Slack, Graph, the control API and the screen. No service's rules."""

import asyncio
import contextlib
import json
import threading
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from typing import Any, Self, TypeVar

from aiohttp import web

from sandbox.exchange import exchange
from sandbox.graph import routes as graph_routes
from sandbox.graph.routes import Door
from sandbox.screen import routes as screen_routes
from sandbox.showing import Showing
from sandbox.showing import routes as showing_routes
from sandbox.slack.config import AppConfig
from sandbox.slack.core import Slack
from sandbox.slack.routes import routes as slack_routes
from sandbox.world import OVER, Clock, World

__all__ = ["AppConfig", "Sandbox", "SandboxThread", "World"]

T = TypeVar("T")
MOST_BYTES = 4 * 1024 * 1024


class Sandbox:
    """A running sandbox; `world` is what both halves share, `slack` and `graph` what each remembers, `config` the app as Slack
    knows it. `clock`: another than real time that can be moved."""

    def __init__(
        self, config: AppConfig | None = None, *, log_path: Path | None = None, clock: Clock | None = None
    ) -> None:
        self.world = World(log_path, clock or Clock())
        self.config = config or AppConfig()
        self.slack = Slack(self.world, self.config)
        self.graph = Door(self.world)
        self.showing = Showing(self.world)
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """Where the screen is; no slash at the end."""
        return self.world.base_url

    @property
    def slack_api_url(self) -> str:
        """The base of the Web API, ending in /api/."""
        return f"{self.url}/api/"

    @property
    def graph_base_url(self) -> str:
        """The base of Graph, ending in /v1.0."""
        return f"{self.url}/v1.0"

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Serve on that port (0: any free one)."""
        app = web.Application(middlewares=[exchange(self.world)], client_max_size=MOST_BYTES)
        app.add_routes(control_routes(self.world))
        app.add_routes(slack_routes(self.slack))
        app.add_routes(graph_routes(self.graph))
        app.add_routes(showing_routes(self.showing))
        app.add_routes(screen_routes(self.world))
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        address = self._runner.addresses[0]
        self.world.base_url = f"http://{host}:{address[1]}"

    async def stop(self) -> None:
        """Stop serving and write the rest of the log."""
        await self.world.stop()
        if self._runner is not None:
            await take_no_more(self._runner)
            await self._runner.cleanup()
            self._runner = None


class SandboxThread:
    """A sandbox in a thread and a loop of its own, for tests and the demo."""

    def __init__(
        self, config: AppConfig | None = None, *, log_path: Path | None = None, clock: Clock | None = None
    ) -> None:
        self.sandbox = Sandbox(config, log_path=log_path, clock=clock)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    @property
    def world(self) -> World:
        """The world inside; touch it only through `run`."""
        return self.sandbox.world

    @property
    def url(self) -> str:
        """Where the screen is."""
        return self.sandbox.url

    @property
    def slack_api_url(self) -> str:
        """The base of the Web API, ending in /api/."""
        return self.sandbox.slack_api_url

    @property
    def graph_base_url(self) -> str:
        """The base of Graph, ending in /v1.0."""
        return self.sandbox.graph_base_url

    def start(self, host: str = "127.0.0.1", port: int = 0) -> Self:
        """Serve; returns when the port is open, raises what stopped it from opening."""
        started: Future[None] = Future()

        def work() -> None:
            loop = asyncio.new_event_loop()
            self._loop = loop
            try:
                loop.run_until_complete(self.sandbox.start(host, port))
            except BaseException as fault:
                loop.close()
                started.set_exception(fault)
                return
            started.set_result(None)
            loop.run_forever()
            loop.run_until_complete(self.sandbox.stop())
            loop.run_until_complete(_let_go())
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.close()

        self._thread = threading.Thread(target=work, name="sandbox", daemon=True)
        self._thread.start()
        started.result(30)
        return self

    def run(self, work: Callable[[], T]) -> T:
        """Call `work` inside the sandbox's loop and return what it returns."""
        assert self._loop is not None, "the sandbox is not started"
        done: Future[T] = Future()

        def call() -> None:
            try:
                done.set_result(work())
            except BaseException as fault:
                done.set_exception(fault)

        self._loop.call_soon_threadsafe(call)
        return done.result(30)

    def stop(self) -> None:
        """Stop serving; returns when the thread has ended."""
        if self._loop is not None and self._thread is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(30)
        self._thread = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()


async def take_no_more(runner: web.AppRunner) -> None:
    """Let a server take no more connections, and let those that have just come be known, so that they are closed with the rest.
    asyncio (3.11) leaves one open that it took in the very round in which the server was closed."""
    loop = asyncio.get_running_loop()
    for listening in [one for site in runner.sites for one in site._server.sockets]:  # type: ignore[union-attr]
        loop.remove_reader(listening.fileno())
    for _ in range(4):  # one is taken, gets its transport, and is made known, each in a round of its own
        await asyncio.sleep(0)
    for site in list(runner.sites):
        await site.stop()


async def _let_go() -> None:
    """End what still runs in this loop: a live feed whose browser is gone without saying so."""
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    for _ in range(3):  # a transport that was closed lets its socket go in the loop's next rounds
        await asyncio.sleep(0)


def control_routes(world: World) -> list[web.RouteDef]:
    """The part of the control API that belongs to neither service: clock, faults, requests, the live feed."""

    def shown() -> dict[str, Any]:
        return {
            "now": world.now().isoformat(),
            "real": world.real_now().isoformat(),
            "offset_seconds": world.clock.offset.total_seconds(),
        }

    async def get_clock(_: web.Request) -> web.Response:
        return web.json_response(shown())

    async def move_clock(request: web.Request) -> web.Response:
        order = await request.json()
        try:
            if "to" in order:
                world.set(datetime.fromisoformat(order["to"]))
            else:
                world.advance(float(order["advance_seconds"]))
        except (KeyError, TypeError, ValueError) as fault:
            raise bad_request(f"the clock takes advance_seconds or to: {fault}") from None
        return web.json_response(shown())

    async def list_faults(_: web.Request) -> web.Response:
        return web.json_response({"faults": world.faults.listed()})

    async def add_fault(request: web.Request) -> web.Response:
        try:
            fault = world.faults.add(**await request.json())
        except (TypeError, ValueError) as wrong:
            raise bad_request(str(wrong)) from None
        return web.json_response({"id": fault.id})

    async def clear_faults(_: web.Request) -> web.Response:
        world.faults.clear()
        return web.json_response({"faults": []})

    async def requests(request: web.Request) -> web.Response:
        after = int(request.query.get("after", "0"))
        return web.json_response({"count": world.log.count, "requests": world.log.after(after)}, dumps=_dumps)

    async def live(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"})
        await response.prepare(request)
        with world.watch() as changes, contextlib.suppress(ConnectionError):
            await response.write(b": watching\n\n")
            while True:
                try:
                    parts = {await asyncio.wait_for(changes.get(), 15)}
                except TimeoutError:
                    await response.write(b": still here\n\n")
                    continue
                while not changes.empty():
                    parts.add(changes.get_nowait())
                if OVER in parts:
                    break
                line = json.dumps({"parts": sorted(parts), "version": world.version})
                await response.write(f"data: {line}\n\n".encode())
        return response

    return [
        web.get("/sandbox/clock", get_clock),
        web.post("/sandbox/clock", move_clock),
        web.get("/sandbox/faults", list_faults),
        web.post("/sandbox/faults", add_fault),
        web.delete("/sandbox/faults", clear_faults),
        web.get("/sandbox/requests", requests),
        web.get("/sandbox/live", live),
    ]


def bad_request(why: str) -> web.HTTPBadRequest:
    """The control API's refusal, as JSON."""
    return web.HTTPBadRequest(text=json.dumps({"error": why}), content_type="application/json")


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
