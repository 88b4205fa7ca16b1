"""The only `now`: UTC inside, days in Stockholm outside. Nobody else may ask the system for the time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from models.values import dataclass


def _system() -> datetime:
    return datetime.now(UTC)


STOCKHOLM = ZoneInfo("Europe/Stockholm")


@dataclass(frozen=True)
class Clock:
    """Tells the time. `source` is the system's clock, or in the demo and in tests one that can be moved."""

    source: Callable[[], datetime] = _system
    zone: ZoneInfo = STOCKHOLM

    def now(self) -> datetime:
        """The moment, in UTC."""
        return self.source().astimezone(UTC)

    def today(self) -> date:
        """The day where the users are."""
        return self.now().astimezone(self.zone).date()

    def local(self, moment: datetime) -> datetime:
        """A moment as the clocks on the wall show it."""
        return moment.astimezone(self.zone)

    def moment(self, day: date, clock: time) -> datetime:
        """The UTC moment of a local day and time. A time that does not exist (spring) is an hour later; one that exists
        twice (autumn) is the first: nobody plans a meeting then, but a deadline may fall there."""
        local = datetime.combine(day, clock, self.zone)
        return local.astimezone(UTC)
