"""Slack's socket: what comes by it is looked at as what comes over HTTP is, and goes the same way in."""

from __future__ import annotations

import json
import logging

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from handlers.web import outer_door, server

log = logging.getLogger(__name__)


class Socket(AsyncSocketModeHandler):
    """Bolt's handler, with the outer door before it and the one way in behind it. Nobody signs here: Slack's own socket says who it is."""

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """One envelope. What is turned away is acknowledged, or Slack brings it again; what failed is not, so that it does (events)."""
        came = outer_door.brought(req.payload)
        answer = None
        if isinstance(came, outer_door.Turned):
            log.warning("turned away status=%s why=%s from=socket", came.status, came.why)
        else:
            retry = None if req.retry_attempt is None else str(req.retry_attempt)
            status, kind, text = await server.let_in(self.app, came, retry)
            if status != 200:
                return
            if text:
                answer = json.loads(text) if kind == "application/json" else {"text": text}
        await client.send_socket_mode_response(SocketModeResponse(envelope_id=req.envelope_id, payload=answer))
