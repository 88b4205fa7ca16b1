"""The HTTP server: /slack/events behind the outer door, /livez and /readyz. It answers 4xx or 5xx without telling why."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest

from bot.clock import Clock
from handlers.web import outer_door

log = logging.getLogger(__name__)
Check = Callable[[], Awaitable[dict[str, str]]]
RETRY = "X-Slack-Retry-Num"


class _NoTraceOfStrangers(logging.Filter):
    """What is no HTTP is a line in the log, not an error with a trace: anybody can send it, as often as they like."""

    def filter(self, record: logging.LogRecord) -> bool:
        fault = record.exc_info[1] if record.exc_info else None
        if isinstance(fault, HttpProcessingError):
            record.exc_info, record.levelno, record.levelname = None, logging.INFO, "INFO"
            record.msg, record.args = "no_http why=%s", (type(fault).__name__,)
        return True


def runner(application: web.Application) -> web.AppRunner:
    """What listens for the application. Nobody who may call us packs a body, and a signature is over what was sent: nothing is unpacked."""
    wire = logging.getLogger("handlers.web.wire")
    if not wire.filters:
        wire.addFilter(_NoTraceOfStrangers())
    return web.AppRunner(application, access_log=None, auto_decompress=False, logger=wire)


async def let_in(app: AsyncApp, came: dict[str, Any], retry: str | None = None) -> tuple[int, str, str]:
    """Give Bolt what the outer door has parsed: the status, the content type and the text of the answer. `retry`: what Slack says
    of how many times it has sent this before. Nothing from outside raises here."""
    try:
        if came.get("type") == "url_verification" and "challenge" in came:
            return 200, "application/json", orjson.dumps({"challenge": came["challenge"]}).decode()
        if "ssl_check" in came and "command" not in came and "type" not in came:
            return 200, "text/plain", ""
        # The mode in which Bolt takes what is parsed already (as from Slack's socket); no other header concerns anybody behind the door.
        request = AsyncBoltRequest(body=came, headers={RETRY: retry} if retry else None, mode="socket_mode")
        answer = await app.async_dispatch(request)
    except Exception:  # the last resort: nothing from outside may show a trace
        log.exception("slack.unhandled")
        return 500, "text/plain", ""
    if answer.status == 404:  # nobody listens to this kind: a calm yes, or Slack counts it as failed and sends it again
        log.info("slack.unhandled_kind")
        return 200, "text/plain", ""
    return answer.status, answer.headers["content-type"][0].partition(";")[0], answer.body or ""


def build(app: AsyncApp, clock: Clock, *, signing_secret: str | None, ready: Check) -> web.Application:
    """The aiohttp application. `ready` answers {what: why not}, empty when all is well; without a signing secret (Socket Mode)
    Slack's address does not exist."""
    server = web.Application(client_max_size=outer_door.MOST_BYTES + 1024)

    async def slack(request: web.Request) -> web.Response:
        try:
            body = await request.read()
        except web.HTTPRequestEntityTooLarge:
            return web.Response(status=413)
        except (web.RequestPayloadError, ConnectionError):  # what came is not what its headers say
            return web.Response(status=400)
        came = outer_door.check(request.headers, body, signing_secret or "", real_time())
        if isinstance(came, outer_door.Turned):
            log.warning("turned away status=%s why=%s from=%s", came.status, came.why, request.remote)
            return web.Response(status=came.status)
        status, kind, text = await let_in(app, came, request.headers.get(RETRY))
        return web.Response(status=status, text=text, content_type=kind)

    def real_time() -> float:
        return Clock().now().timestamp()  # signatures are of the real time, also when the demo's clock is moved

    async def livez(_: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def readyz(request: web.Request) -> web.Response:
        wrong = await ready()
        lines = [f"{what}: {why}" for what, why in wrong.items()] if "verbose" in request.query else []
        return web.Response(
            status=503 if wrong else 200, text="\n".join([*lines, "not ready" if wrong else "ok"]) + "\n"
        )

    if signing_secret is not None:
        server.router.add_post("/slack/events", slack)
    server.router.add_get("/livez", livez)
    server.router.add_get("/readyz", readyz)
    return server
