"""Which loops have fallen silent, for /readyz: a live process can have a dead timer (reliability F4). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

ROUND: Final = timedelta(seconds=30)
"""The delivery's interval: it looks each second, but a round may last as long as a slow Slack or Graph answers."""
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
