"""What whoever shows an app hands in for the screen: a guided tour, when something is next to happen, and notes of what the app
did and why. The sandbox keeps and shows it; what it means, and when the app acts, is known to the one who hands it in."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable
from datetime import datetime
from typing import Any

from aiohttp import web

from sandbox.world import World

Json = dict[str, Any]
KEPT_NOTES = 500
MOST_SECONDS_BEFORE = (
    30.0  # a note is believed to be that old at most: else the world's clock has been moved in between
)
TEXTS = ("who", "did", "about", "rule", "why")
HANDS = {
    "press": {"near", "side"},
    "write": {"text", "side"},
    "choose": {"option", "side"},
    "tick": {"side"},
    "see": {"side"},
}
"""What a tour can do on the screen, by its verb, and what may stand beside it: press a button, write in a field, choose in a
list, tick a box, wait until a text is seen. `side`: "beside" for the window of the second person."""
STEP = {"title", "text", "show", "mark", "do", "done"}


class Wrong(ValueError):
    """What was handed in is not understood; the text says what."""


class Showing:
    """What has been handed in."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.tour: Json | None = None
        self.next: Json | None = None
        self._notes: deque[Json] = deque(maxlen=KEPT_NOTES)
        self.count = 0

    def take_tour(self, tour: Json) -> None:
        """Keep a tour: {"title", "text", "flows": [{"id", "title", "text", "steps": [STEP]}]}. Raises Wrong."""
        flows = tour.get("flows")
        if not isinstance(flows, list) or not flows:
            raise Wrong("a tour has flows")
        for flow in flows:
            for step in flow.get("steps") or [{}]:
                _looked_at(step)
        self.tour = tour
        self.world.changed("showing")

    def take_next(self, at: str | None, what: str) -> None:
        """Keep when something is next to happen (ISO, with offset), and what; None when nothing is. Raises Wrong."""
        if at is not None and datetime.fromisoformat(at).tzinfo is None:
            raise Wrong("the moment needs a UTC offset")
        told = None if at is None else {"at": at, "what": what}
        if told != self.next:
            self.next = told
            self.world.changed("showing")

    def add_note(self, note: Json) -> None:
        """Keep a note of something that was done: `at` (the world's time, ISO) and TEXTS. Raises Wrong."""
        if not note.get("did"):
            raise Wrong("a note tells what was done")
        real, moment = self.world.real_now(), str(note.get("at") or self.world.now().isoformat())
        since = (self.world.now() - datetime.fromisoformat(moment)).total_seconds()
        happened = real.timestamp() - (since if 0 <= since <= MOST_SECONDS_BEFORE else 0)
        self.count += 1
        texts = {name: str(note.get(name) or "") for name in TEXTS}
        self._notes.append({"number": self.count, "at": moment, "happened": happened, **texts})
        self.world.changed("showing")

    def shown(self, after: int = 0) -> Json:
        """Everything, with the notes of a higher number than that, oldest first."""
        notes = [one for one in self._notes if one["number"] > after]
        return {"tour": self.tour, "next": self.next, "count": self.count, "notes": notes}


def _looked_at(step: Json) -> None:
    if not step.get("title") or set(step) - STEP:
        raise Wrong(f"a step has a title, and of {', '.join(sorted(STEP))} what it needs")
    for hand in step.get("do", []):
        verb = next((one for one in HANDS if one in hand), None)
        if verb is None or set(hand) - {verb} - HANDS[verb]:
            raise Wrong(f"the tour's hands can {', '.join(HANDS)}; not {json.dumps(hand, ensure_ascii=False)}")


def routes(showing: Showing) -> list[web.RouteDef]:
    """The control API of what is handed in."""

    async def look(request: web.Request) -> web.Response:
        return _json(showing.shown(int(request.query.get("after", "0"))))

    async def tour(request: web.Request) -> web.Response:
        return await _taken(request, showing.take_tour)

    async def upcoming(request: web.Request) -> web.Response:
        return await _taken(request, lambda order: showing.take_next(order.get("at"), str(order.get("what") or "")))

    async def notes(request: web.Request) -> web.Response:
        def add(order: Json) -> None:
            for one in order.get("notes", []):
                showing.add_note(one)

        return await _taken(request, add)

    return [
        web.get("/sandbox/showing", look),
        web.post("/sandbox/showing/tour", tour),
        web.post("/sandbox/showing/next", upcoming),
        web.post("/sandbox/showing/notes", notes),
    ]


async def _taken(request: web.Request, take: Callable[[Json], None]) -> web.Response:
    try:
        take(await request.json())
    except (AttributeError, TypeError, ValueError) as no:
        return _json({"error": str(no)}, 400)
    return _json({})


def _json(body: Json, status: int = 200) -> web.Response:
    return web.json_response(body, status=status, dumps=lambda value: json.dumps(value, ensure_ascii=False))
