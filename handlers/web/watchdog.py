"""Which loops have fallen silent, for /readyz: a live process can have a dead timer (reliability F4). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from models.values import dataclass

ROUND: Final = timedelta(seconds=30)
"""The delivery's interval: it looks each second, but the database may keep it waiting."""
LATE: Final = {1: timedelta(seconds=60), 0: timedelta(minutes=5)}
"""How long a letter may have been due without anybody taking it up; 1: an urgent one. What is tried again later is due then."""
INTERVALS: Final = 3


@dataclass(frozen=True)
class Loop:
    """Something that is to run by itself: how often at least, and when it last came round; None when it never has."""

    name: str
    every: timedelta
    ran_at: datetime | None


def silent(loops: Iterable[Loop], since: datetime, now: datetime) -> dict[str, str]:
    """The loops that have not run for three of their intervals, with how long; `since` is when they were started."""
    quiet = {one.name: (now - (one.ran_at or since), one.every) for one in loops}
    return {
        name: f"has not run for {int(lasted.total_seconds())} s"
        for name, (lasted, every) in quiet.items()
        if lasted > INTERVALS * every
    }


def late(due: Mapping[tuple[str, int], datetime], quiet: Mapping[str, datetime], now: datetime) -> dict[str, str]:
    """The lanes (route, urgent) whose oldest letter is late, with by how much; `quiet`: until when the other side of a route has
    asked us to wait, which nobody can hurry."""
    found = {}
    for (route, urgent), since in due.items():
        lasted = now - max(since, quiet.get(route, since))
        if lasted > LATE[urgent]:
            found[f"letters {route}{' urgent' if urgent else ''}"] = f"due for {int(lasted.total_seconds())} s"
    return found
