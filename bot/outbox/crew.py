"""Who is under way with a letter: so many at a time per route, some places for what is urgent alone, and nobody waits for one
that hangs. Not what they do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Final

from models.values import dataclass

STALLED: Final = 3.0
"""Who has been under way for so long (seconds) does not count any more: the others go on beside."""
MOST: Final = 64
"""So many at the most, stalled or not."""


@dataclass(frozen=True)
class Places:
    """How many letters of a route may be under way: `all`, and `urgent` more for urgent ones. `together`: the other side's limits
    are for the whole route, so when it asks for quiet, the route is quiet."""

    all: int = 8
    urgent: int = 2
    together: bool = False


PLACES: Final = {"slack": Places(), "outlook": Places(4, 1, together=True)}


class Crew:
    """The tasks of one route."""

    def __init__(self, places: Places, ended: Callable[[], None]) -> None:
        self._places, self._ended = places, ended
        self._since: dict[asyncio.Task[None], float] = {}
        self._lost: set[asyncio.Task[None]] = set()

    def room(self) -> tuple[int, bool, bool]:
        """How many letters may be claimed now; whether urgent ones only; and whether one whose worker was lost may be among them:
        one at a time, for it may be what the worker died of."""
        now = asyncio.get_running_loop().time()
        busy = sum(now - since < STALLED for since in self._since.values())
        most = MOST - len(self._since)
        free = self._places.all - busy
        if free > 0:
            return min(free, most), False, not self._lost
        return max(0, min(free + self._places.urgent, most)), True, False

    def start(self, work: Coroutine[Any, Any, None], *, lost: bool) -> None:
        """Let somebody go."""
        task = asyncio.create_task(work)
        self._since[task] = asyncio.get_running_loop().time()
        if lost:
            self._lost.add(task)
        task.add_done_callback(self._done)

    async def stop(self, patience: float) -> None:
        """Wait a moment for those that are under way, then call them back."""
        left = set(self._since)
        if left:
            _, left = await asyncio.wait(left, timeout=patience)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def _done(self, task: asyncio.Task[None]) -> None:
        del self._since[task]
        self._lost.discard(task)
        self._ended()
