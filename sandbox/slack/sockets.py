"""Socket Mode: the app's open connections, envelopes and their acknowledgements. Not what the envelopes say."""

import asyncio
import json
import secrets
from typing import Any
from uuid import uuid4

from aiohttp import WSMsgType, web

from sandbox.slack.config import AppConfig
from sandbox.slack.delivery import Delivery
from sandbox.world import World

KINDS = {"command": "slash_commands", "interactive": "interactive", "event": "events_api"}


class Sockets:
    """The WebSocket connections of the app; each delivery goes to the next one in turn."""

    def __init__(self, world: World, config: AppConfig) -> None:
        self.world = world
        self.config = config
        self.ever = False
        self.open: list[web.WebSocketResponse] = []
        self._tickets: set[str] = set()
        self._waiting: dict[str, asyncio.Future[Any]] = {}
        self._turn = 0
        world.at_stop(self._close)

    def new_url(self) -> str:
        """An address for one connection, for `apps.connections.open`."""
        ticket = secrets.token_urlsafe(12)
        self._tickets.add(ticket)
        return f"{self.world.base_url.replace('http', 'ws', 1)}/socket?ticket={ticket}&app_id={self.config.app_id}"

    async def send(self, delivery: Delivery) -> Any:
        """Send an envelope and return the payload of its acknowledgement; ConnectionError when nobody listens."""
        if not self.open:
            raise ConnectionError("no Socket Mode connection is open")
        socket = self.open[self._turn % len(self.open)]
        self._turn += 1
        envelope: dict[str, Any] = {
            "envelope_id": str(uuid4()),
            "type": KINDS[delivery.kind],
            "payload": delivery.payload,
            "accepts_response_payload": delivery.takes_answer,
        }
        if delivery.kind == "event":
            envelope |= {"retry_attempt": delivery.retry_num, "retry_reason": delivery.retry_reason or ""}
        acked: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[envelope["envelope_id"]] = acked
        try:
            await socket.send_str(json.dumps(envelope))
            async with asyncio.timeout(30):
                return await acked
        finally:
            del self._waiting[envelope["envelope_id"]]

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, from hello until it is closed."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            raise web.HTTPForbidden(text="invalid ticket")
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(heartbeat=20)
        await socket.prepare(request)
        self.open.append(socket)
        self.ever = True
        try:
            await socket.send_str(json.dumps(self._hello()))
            self.world.changed("deliveries")
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._take(message.data)
        finally:
            self.open.remove(socket)
            self.world.changed("deliveries")
        return socket

    async def ask_to_leave(self, reason: str = "warning") -> int:
        """Tell the connections that they close soon ("warning") or now ("refresh_requested"); returns how many."""
        told = list(self.open)
        for socket in told:
            text = {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
            await socket.send_str(json.dumps(text))
            if reason != "warning":
                await socket.close()
        return len(told)

    def _hello(self) -> dict[str, Any]:
        return {
            "type": "hello",
            "num_connections": len(self.open),
            "debug_info": {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": self.config.app_id},
        }

    def _take(self, text: str) -> None:
        try:
            answer = json.loads(text)
        except ValueError:
            return
        waiting = self._waiting.get(answer.get("envelope_id", "")) if isinstance(answer, dict) else None
        if waiting is not None and not waiting.done():
            waiting.set_result(answer.get("payload"))

    async def _close(self) -> None:
        for socket in list(self.open):
            await socket.close()
