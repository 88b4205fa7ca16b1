"""Bringing things to the app: signed HTTP or Socket Mode, three seconds to answer, retries. Not what is in them."""

import asyncio
import contextlib
import hashlib
import hmac
import itertools
import json
from collections import deque
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import aiohttp

from sandbox.slack import limits
from sandbox.slack.config import AppConfig
from sandbox.slack.delivery import Delivery
from sandbox.slack.handles import Trigger
from sandbox.slack.sockets import Sockets
from sandbox.world import World

KEPT = 2_000
PATIENCE = 30.0
RETRY_AFTER = (0, 60, 300)
REASONS = {"timeout": "http_timeout", "status": "http_error", "connection": "connection_failed"}


class Postman:
    """Brings deliveries to the app and keeps a list of them."""

    def __init__(self, world: World, config: AppConfig, sockets: Sockets) -> None:
        self.world = world
        self.config = config
        self.sockets = sockets
        self.list: deque[Delivery] = deque(maxlen=KEPT)
        self._numbers = itertools.count(1)
        self._session: aiohttp.ClientSession | None = None
        world.at_stop(self._close)

    @property
    def reachable(self) -> bool:
        """Whether the app has told where it is to be found; before that nothing is sent to it."""
        return self.config.events_url is not None or self.sockets.ever

    def new(
        self,
        kind: str,
        label: str,
        payload: dict[str, Any],
        *,
        user: str | None = None,
        trigger: Trigger | None = None,
        takes_answer: bool = False,
    ) -> Delivery:
        """A delivery of kind "command", "interactive" or "event", not yet sent."""
        number = f"d{next(self._numbers)}"
        at = trigger.received_at if trigger is not None else self.world.real_now()
        return Delivery(number, kind, label, payload, user, at, trigger, takes_answer)

    async def deliver(self, delivery: Delivery) -> Delivery:
        """Send it and wait at most three seconds; a later acknowledgement is measured, and counts for nothing."""
        self.list.append(delivery)
        task = self.world.spawn(self._send(delivery))
        await asyncio.wait({task}, timeout=limits.ACK_SECONDS)
        if not task.done() or (delivery.ack_ms or 0) > limits.ACK_SECONDS * 1000:
            delivery.error = "timeout"
        self.world.changed("deliveries")
        return delivery

    async def event(self, payload: dict[str, Any], *, user: str | None = None) -> Delivery:
        """Deliver an event; a failed one again at once, after a minute and after five, by the world's clock."""
        first = await self.deliver(self.new("event", payload["event"]["type"], payload, user=user))
        if not first.ok and not first.no_retry:
            self.world.spawn(self._again(first))
        return first

    async def redeliver(self, old: Delivery, retry_num: int | None, reason: str | None) -> Delivery:
        """Send the same thing once more, as Slack does with an event that it thinks was missed."""
        again = self.new(old.kind, old.label, old.payload, user=old.user, takes_answer=old.takes_answer)
        again.retry_num = old.retry_num + 1 if retry_num is None else retry_num
        again.retry_reason = reason or "http_timeout"
        return await self.deliver(again)

    async def _again(self, failed: Delivery) -> None:
        began = self.world.now()
        for number, wait in enumerate(RETRY_AFTER, 1):
            await self.world.sleep_until(began + timedelta(seconds=wait))
            attempt = self.new("event", failed.label, failed.payload, user=failed.user)
            attempt.retry_num, attempt.retry_reason = number, REASONS.get(failed.error or "", "unknown_error")
            failed = await self.deliver(attempt)
            if failed.ok or failed.no_retry:
                return

    async def _send(self, delivery: Delivery) -> None:
        began = self.world.clock.seconds()
        try:
            if self.config.events_url is not None:
                status, body = await self._over_http(delivery, self.config.events_url)
            else:
                delivery.over = "socket"
                status, body = 200, await self.sockets.send(delivery)
            delivery.status, delivery.body = status, body
            delivery.acked_at = self.world.real_now()
            delivery.ack_ms = round((self.world.clock.seconds() - began) * 1000, 1)
            if status != 200 and delivery.error is None:
                delivery.error = "status"
        except TimeoutError:
            delivery.error = delivery.error or "timeout"
        except (aiohttp.ClientError, OSError):
            delivery.error = delivery.error or "connection"
        finally:
            if delivery.trigger is not None and not delivery.trigger.acked.done():
                delivery.trigger.acked.set_result(delivery.acked_at)

    async def _over_http(self, delivery: Delivery, url: str) -> tuple[int, Any]:
        if self._session is None:
            no_limit = aiohttp.TCPConnector(limit=0)
            self._session = aiohttp.ClientSession(connector=no_limit, timeout=aiohttp.ClientTimeout(total=PATIENCE))
        content_type, text = encoded(delivery)
        raw = text.encode()
        delivery.headers = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            **signed(self.config.signing_secret, raw, int(self.world.real_now().timestamp())),
        }
        if delivery.retry_num:
            delivery.headers["X-Slack-Retry-Num"] = str(delivery.retry_num)
            delivery.headers["X-Slack-Retry-Reason"] = str(delivery.retry_reason)
        async with self._session.post(url, data=raw, headers=delivery.headers, allow_redirects=False) as response:
            answer = await response.text()
            delivery.no_retry = response.headers.get("X-Slack-No-Retry") == "1"
            return response.status, decoded(answer)

    async def verify(self) -> dict[str, Any]:
        """The url_verification handshake with the events URL: {"ok", "status", "answer"}."""
        challenge = hashlib.sha256(self.config.signing_secret.encode()).hexdigest()[:40]
        payload = {"type": "url_verification", "token": self.config.verification_token, "challenge": challenge}
        done = await self.deliver(self.new("event", "url_verification", payload))
        answer = done.body.get("challenge") if isinstance(done.body, dict) else done.body
        return {"ok": done.ok and answer == challenge, "status": done.status, "answer": done.body}

    async def _close(self) -> None:
        if self._session is not None:
            with contextlib.suppress(aiohttp.ClientError):
                await self._session.close()


def encoded(delivery: Delivery) -> tuple[str, str]:
    """(content type, text) to post: events are JSON, commands a form, the rest a form with JSON in `payload`."""
    if delivery.kind == "event":
        return "application/json", json.dumps(delivery.payload)
    form = delivery.payload if delivery.kind == "command" else {"payload": json.dumps(delivery.payload)}
    return "application/x-www-form-urlencoded", urlencode(form)


def signed(secret: str, raw: bytes, timestamp: int) -> dict[str, str]:
    """The two headers by which the app knows that Slack sent this."""
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + raw, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(timestamp), "X-Slack-Signature": f"v0={digest}"}


def decoded(text: str) -> Any:
    """JSON if it is that, else the text; None when there is nothing."""
    try:
        return json.loads(text) if text else None
    except ValueError:
        return text
