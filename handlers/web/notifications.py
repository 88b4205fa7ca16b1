"""Where Microsoft Graph calls when an event has changed: a nudge to look, never something to believe. What is looked at, and
what follows, is calendar_sync's affair."""

from __future__ import annotations

import hmac
import json
import logging
from collections.abc import Callable, Iterable
from typing import Any

from aiohttp import web

log = logging.getLogger(__name__)
PATH = "/graph/notifications"
MOST_TOKEN = 4096
Nudge = Callable[[frozenset[str] | None], None]
"""Called with the ids of the events that have changed; None: look at all of them."""


def routes(state: str, nudge: Nudge) -> list[web.RouteDef]:
    """The address, for the HTTP server. `state` is the secret that comes with each call of ours."""

    async def notified(request: web.Request) -> web.Response:
        token = request.query.get("validationToken")
        if token is not None:  # Graph asks whether the address is ours: it is given back as plain text
            if len(token) > MOST_TOKEN:
                return web.Response(status=400)
            return web.Response(text=token, content_type="text/plain", headers={"X-Content-Type-Options": "nosniff"})
        try:
            body = json.loads(await request.read())
            notes = [one for one in body["value"] if isinstance(one, dict)]
        except (ValueError, KeyError, TypeError, RecursionError):
            return web.Response(status=400)
        ours = [one for one in notes if _is_ours(one, state)]
        if len(ours) < len(notes):
            log.warning("graph.stranger notes=%s from=%s", len(notes) - len(ours), request.remote)
        if ours:
            nudge(_changed(ours))
        return web.Response(status=202)  # within three seconds, and before anything is done about it

    return [web.post(PATH, notified)]


def _is_ours(note: dict[str, Any], state: str) -> bool:
    return hmac.compare_digest(str(note.get("clientState") or "").encode(), state.encode())


def _changed(notes: Iterable[dict[str, Any]]) -> frozenset[str] | None:
    """The events that the notes are about; all of them when a note is about the subscription itself, or unclear."""
    found = set()
    for one in notes:
        data = one.get("resourceData")
        number = data.get("id") if isinstance(data, dict) else None
        if one.get("lifecycleEvent") or not isinstance(number, str):
            return None
        found.add(number)
    return frozenset(found)
