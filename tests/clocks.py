"""A clock that stands still until a test moves it. Not a fake of ours: bot.clock.Clock takes any source of time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.clock import Clock

STOCKHOLM = ZoneInfo("Europe/Stockholm")


class HandClock:
    """The time, moved by hand; `clock` is what the bot is given."""

    def __init__(self, start: datetime) -> None:
        self.moment = start.astimezone(UTC)
        self.clock = Clock(lambda: self.moment)

    def set(self, local: str) -> datetime:
        """Go to a local time, such as "2026-03-12 09:00"."""
        self.moment = datetime.fromisoformat(local).replace(tzinfo=STOCKHOLM).astimezone(UTC)
        return self.moment

    def forward(self, **delta: float) -> datetime:
        """Let time pass: forward(hours=2)."""
        self.moment += timedelta(**delta)
        return self.moment


# Monday 12 January 2026 at nine is where every test begins.
START = datetime(2026, 1, 12, 9, 0, tzinfo=STOCKHOLM)
