"""Spans of whole days, both ends included: does a day fall in, do two meet, is one filled by others. No calendar."""

from collections.abc import Iterable
from datetime import date, timedelta

from models.values import dataclass


@dataclass(frozen=True)
class Period:
    """The days from `first` to `last`, both included. Open ends are date.min and date.max."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def meets(self, other: "Period") -> bool:
        """Whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last


def gap(whole: Period, parts: Iterable[Period]) -> date | None:
    """The first day of `whole` that none of `parts` has, or None when they fill it."""
    day = whole.first
    for part in sorted(parts, key=lambda period: period.first):
        if part.first > day:
            return day
        if part.last >= whole.last:
            return None
        if part.last >= day:
            day = part.last + timedelta(days=1)
    return day
