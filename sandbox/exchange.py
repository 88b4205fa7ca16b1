"""The middleware around every request to the Web API and Graph: faults and the log. Not what the services answer."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from aiohttp.typedefs import Middleware

from sandbox.world import Fault, World

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
TRIGGER = web.RequestKey("trigger", dict[str, str])
ACKED: web.RequestKey["asyncio.Future[datetime | None]"] = web.RequestKey("acked", asyncio.Future)
LONG = 30.0


def service_of(path: str) -> str | None:
    """Which service a path belongs to; None for the sandbox's own."""
    if path.startswith(("/api/", "/response/")):
        return "slack"
    return "graph" if path.startswith("/v1.0/") else None


def exchange(world: World) -> Middleware:
    """The middleware for that world.

    A handler may set `request["trigger"]` (received_at) and `request["acked"]`, a future with the time at which the app
    acknowledged: the line of the log then waits for it.
    """

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        service = service_of(request.path)
        if service is None:
            return await handler(request)
        at, began = world.real_now(), world.clock.seconds()
        raw = await request.read()
        fault = world.faults.take(service, request.method, request.path)
        response: web.StreamResponse | None = None
        try:
            if fault is None or fault.kind.endswith("_after"):
                response = await handler(request)
            if fault is not None and fault.kind.startswith("timeout"):
                await asyncio.sleep(LONG if fault.delay is None else fault.delay)
            if fault is not None and fault.kind.startswith(("timeout", "drop")):
                if request.transport is not None:
                    request.transport.abort()
                return response or web.Response(status=504)
            if response is None and fault is not None:
                response = refused(service, fault)
            assert response is not None
            return response
        except web.HTTPException as answer:
            response = answer
            raise
        finally:
            _note(world, request, service, raw, response, fault, at, (world.clock.seconds() - began) * 1000)

    return middleware


def refused(service: str, fault: Fault) -> web.Response:
    """The answer of a service that is throttling or ill, or says no; Slack's 503 and 504 carry no JSON."""
    if fault.kind.startswith("error:"):
        return web.json_response({"ok": False, "error": fault.kind.removeprefix("error:")})
    status = int(fault.kind)
    headers = {}
    if fault.retry_after is not None or status == 429:
        headers["Retry-After"] = str(int(fault.retry_after or 1))
    if service == "slack" and status in (503, 504):
        return web.Response(status=status, text="upstream connect error", headers=headers)
    if service == "slack":
        code = "ratelimited" if status == 429 else "internal_error"
        return web.json_response({"ok": False, "error": code}, status=status, headers=headers)
    codes = {429: "ApplicationThrottled", 500: "InternalServerError", 503: "ServiceUnavailable", 504: "GatewayTimeout"}
    error = {"code": codes[status], "message": "Planned by the sandbox.", "innerError": {"request-id": "sandbox"}}
    return web.json_response({"error": error}, status=status, headers=headers)


def _note(
    world: World,
    request: web.Request,
    service: str,
    raw: bytes,
    response: web.StreamResponse | None,
    fault: Fault | None,
    at: datetime,
    duration_ms: float,
) -> None:
    headers = {name: request.headers[name] for name in ("content-type", "prefer") if name in request.headers}
    entry: dict[str, Any] = {
        "at": at.isoformat(),
        "service": service,
        "method": request.method,
        "path": request.path,
        "query": dict(request.query),
        "headers": headers,
        "body": readable(raw, request.content_type),
        "status": response.status if response is not None else 503,
        "response": _answer(response),
        "duration_ms": round(duration_ms, 1),
    }
    if fault is not None:
        entry["fault"] = fault.kind
    acked: asyncio.Future[datetime | None] | None = request.get(ACKED)
    trigger: dict[str, str] | None = request.get(TRIGGER)
    if trigger:
        entry["trigger"] = dict(trigger)
    if acked is None:
        world.log.append(entry)
    else:
        release = world.log.append(entry, held=True)

        def settled(done: asyncio.Future[datetime | None]) -> None:
            moment = None if done.cancelled() else done.result()
            if moment is not None:
                entry["trigger"]["acked_at"] = moment.isoformat()
            release()

        acked.add_done_callback(settled)
    world.changed("requests")


def readable(raw: bytes, content_type: str) -> Any:
    """A body as the log shows it: JSON as an object, a form as its fields (without a token), else the text as sent."""
    text = raw.decode("utf-8", "replace")
    if content_type == "application/json" or content_type.endswith("+json"):
        try:
            return json.loads(text) if text else None
        except ValueError:
            return text
    if content_type == "application/x-www-form-urlencoded":
        return {name: value for name, value in parse_qsl(text, keep_blank_values=True) if name != "token"}
    return text or None


def _answer(response: web.StreamResponse | None) -> Any:
    if not isinstance(response, web.Response) or not isinstance(response.body, bytes):
        return None
    return readable(response.body, response.content_type)
