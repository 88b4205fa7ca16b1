"""Counting working days. Which days are red comes in as data (bot/holidays.py asks a library); nothing here knows a
calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from models.values import dataclass

_SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)


def _no_names() -> Mapping[date, str]:
    return MappingProxyType({})


@dataclass(frozen=True)
class RedDays:
    """The days that are not ordinary: public holidays, the eves on which nobody works, the eves and bridge days on
    which many are away though it is a working day, and the names of all of them."""

    holidays: frozenset[date] = frozenset()
    eves: frozenset[date] = frozenset()
    half: frozenset[date] = frozenset()
    names: Mapping[date, str] = field(default_factory=_no_names, hash=False)


class DayKind(StrEnum):
    """What kind of day it is."""

    ORDINARY = "ordinary"
    HOLIDAY = "holiday"
    EVE = "eve"
    WEEKEND = "weekend"


def kind_of(day: date, red: RedDays) -> DayKind:
    """What kind of day it is; a holiday on a Sunday is a holiday, and a bridge day counts as an eve."""
    if day in red.holidays:
        return DayKind.HOLIDAY
    if day in red.eves or day in red.half:
        return DayKind.EVE
    return DayKind.WEEKEND if day.weekday() >= _SATURDAY else DayKind.ORDINARY


def is_workday(day: date, red: RedDays) -> bool:
    """Whether people work that day; on a half day they do."""
    return day.weekday() < _SATURDAY and day not in red.holidays and day not in red.eves


def workdays_before(day: date, count: int, red: RedDays) -> date:
    """The latest day with at least `count` working days from it up to the day before `day`, that day itself counted."""
    found = day
    while count > 0:
        found -= _DAY
        if is_workday(found, red):
            count -= 1
    return found


def workday_on_or_before(day: date, red: RedDays) -> date:
    """The day itself if people work then, else the last working day before it: when to remind of something due that
    day."""
    while not is_workday(day, red):
        day -= _DAY
    return day
