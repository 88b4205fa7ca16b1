"""Which days are red in Sweden, asked of a well-kept library. Counting with them is for models/rules/workdays.py."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from models.rules.workdays import RedDays

# The library's Sweden leaves out midsommarafton, julafton and nyårsafton unless `de_facto` is asked for; half days and
# bridge days are `optional`. Sundays are not among them.
_HOLIDAYS, _EVES, _HALF = "public", "de_facto", "optional"


def red_days(years: Iterable[int]) -> RedDays:
    """The red days, eves and half days of some years, with the day before and after the turn of a year included."""
    wanted = sorted({near for year in years for near in (year - 1, year, year + 1)})
    return _red_days(tuple(wanted))


def around(days: Iterable[date]) -> RedDays:
    """What is needed to count from some days."""
    return red_days({one.year for one in days})


@lru_cache(maxsize=32)
def _red_days(years: tuple[int, ...]) -> RedDays:
    import holidays  # its calendars of the whole world are slow to read: in the database's thread, when somebody counts days

    names: dict[date, str] = {}
    kinds: dict[str, frozenset[date]] = {}
    for category in (_HALF, _EVES, _HOLIDAYS):  # the last name of a day wins: the holiday's
        found = holidays.country_holidays("SE", years=years, categories=(category,), language="sv")
        kinds[category] = frozenset(found)
        names |= {day: str(name).split(" (")[0] for day, name in found.items()}
    return RedDays(kinds[_HOLIDAYS], kinds[_EVES], kinds[_HALF], MappingProxyType(names))
