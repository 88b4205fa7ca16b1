"""Keeps an answer for a moment, so that anybody may ask as often as they like without the database noticing: its one thread
answers people's clicks too. Not for what differs between those who ask."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """What `make` answered less than `seconds` ago, by the clock that is given; made once however many ask at once."""

    def __init__(self, make: Callable[[], Awaitable[T]], now: Callable[[], datetime], seconds: float = 10) -> None:
        self._make, self._now = make, now
        self._long = timedelta(seconds=seconds)
        self._made: tuple[datetime, T] | None = None
        self._making = asyncio.Lock()

    async def get(self) -> T:
        """The answer. Raises what `make` raises; nothing is kept then."""
        async with self._making:
            if self._made is None or abs(self._now() - self._made[0]) >= self._long:
                at = self._now()
                self._made = (at, await self._make())
            return self._made[1]
