"""How fast letters may leave, learnt from the other side: nothing is held back until it says "too many"; then in a line, at the
pace it has published, until it is calm again. Pure: seconds come in, seconds to wait go out."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from typing import Final

CALM: Final = 30.0
"""A line that nobody has stood in for so long (seconds) is forgotten: the other side has its patience back."""
SPARE: Final = 1
"""So many places in a line are left empty after a refusal: they are there for what is urgent."""
NOW: Final = 0.02
"""A wait that is not worth waiting (seconds)."""
RECENT: Final = 15.0
CROWDED: Final = 3
"""So many to one place within RECENT seconds, and a refusal is about that place; else it is about the method."""


@dataclass
class Line:
    """Places, one each 1/rate seconds. Numbers, not moments, are given out: when the line is shifted, nobody passes anybody."""

    rate: float
    most: float  # the rate that it may grow to again
    start: float  # the moment of number 0
    until: float = 0.0  # the other side has asked for quiet until then
    next: int = 1
    served: int = 0
    well: int = 0
    numbers: dict[str, int] = field(default_factory=dict)

    def moment(self, number: int) -> float:
        """When that number is called."""
        return max(self.until, self.start + number / self.rate)

    def wait(self, who: str, now: float, urgent: bool) -> float:
        """Seconds until it is their turn; an urgent one passes the line, but never the quiet."""
        if urgent:
            return max(0.0, self.until - now)
        number = self.numbers.get(who)
        if number is None:
            number = self.numbers[who] = self.next
            self.next += 1
            self.start = max(self.start, now - number / self.rate)  # what was not used is not kept
        return max(0.0, self.moment(number) - now)

    def went(self, who: str, now: float) -> None:
        """It has left. An urgent one took a place from those that stand in line."""
        number = self.numbers.pop(who, None)
        if number is None:
            self.start += 1 / self.rate
        else:
            self.served = max(self.served, number)
        self.well += 1
        if self.well >= 10:
            self.well = 0
            self._at_rate(min(self.most, self.rate * 1.1))

    def refused(self, now: float, after: float) -> None:
        """The other side wants quiet for so many seconds: the whole line moves."""
        self.well = 0
        if (
            0 < self.until <= now
        ):  # at this pace it was too much again; what was on its way when the first was refused says nothing
            self._at_rate(max(self.most / 20, self.rate * 0.8))
        self.until = max(self.until, now + after)
        called = min((one for one in self.numbers.values() if one > self.served), default=self.next)
        self.start = max(self.start, self.until + SPARE / self.rate - called / self.rate)

    def idle(self, now: float) -> bool:
        """Whether nobody has stood in it for a while."""
        return now > max(self.until, self.start + (self.next - 1) / self.rate) + CALM

    def _at_rate(self, rate: float) -> None:
        """Another pace from now on, without moving the number that is called."""
        self.start += self.served / self.rate - self.served / rate
        self.rate = rate


class Pace:
    """The lines of one other side. `rates`: the published pace per method, in calls a second; `per_place` that of one place."""

    def __init__(self, rates: dict[str, float], *, default: float, per_place: dict[str, float]) -> None:
        self._rates, self._default, self._per_place = rates, default, per_place
        self._lines: dict[Hashable, Line] = {}
        self._last: dict[tuple[str, str], deque[float]] = {}
        self._latest = 0.0

    def wait(self, who: str, method: str, place: str | None, now: float, *, urgent: bool = False) -> float:
        """Seconds that this call should wait; 0 when it may be made now."""
        if now < self._latest - 1:  # the clock was set back: moments that were noted mean nothing any more
            self._lines.clear()
            self._last.clear()
        self._latest = now
        waits = [line.wait(who, now, urgent) for line in self._standing(method, place, now)]
        longest = max(waits, default=0.0)
        return longest if longest > NOW else 0.0

    def went(self, who: str, method: str, place: str | None, now: float) -> None:
        """The call was made, and taken."""
        for line in self._standing(method, place, now):
            line.went(who, now)
        if place is not None and method in self._per_place:
            last = self._last.setdefault((method, place), deque(maxlen=CROWDED))
            last.append(now)
            if len(self._last) > 5_000:
                self._last = {key: times for key, times in self._last.items() if times[-1] > now - RECENT}

    def refused(
        self, who: str, method: str, place: str | None, now: float, after: float, *, urgent: bool = False
    ) -> float:
        """The call was refused; `after`: the other side's Retry-After. Returns the seconds that this call should wait."""
        key = (method, place)
        if place is not None and (key in self._lines or self._crowded(method, place, now)):
            line = self._lines.setdefault(key, self._made(self._per_place[method], now))
        else:
            line = self._lines.setdefault(method, self._made(self._rates.get(method, self._default), now))
        line.wait(who, now, urgent)
        line.refused(now, after)
        return max(after, self.wait(who, method, place, now, urgent=urgent))

    def held(self, now: float) -> int:
        """How many lines there are: for the figures."""
        return sum(not line.idle(now) for line in self._lines.values())

    def _made(self, rate: float, now: float) -> Line:
        return Line(rate, rate, now)

    def _crowded(self, method: str, place: str, now: float) -> bool:
        last = self._last.get((method, place))
        return last is not None and len(last) == CROWDED and last[0] > now - RECENT

    def _standing(self, method: str, place: str | None, now: float) -> Iterator[Line]:
        for key in ((method, place), method):
            line = self._lines.get(key)
            if line is not None and line.idle(now):
                del self._lines[key]
            elif line is not None:
                yield line
