"""Days as people write them in a sentence: den 12 mars, 12/3, på torsdag, nästa torsdag, i morgon, den tolfte. No
clock: `today`
is given."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from bot.text.dates import MONTHS, WEEKDAYS

_ORDINALS: Final = [
    "första",
    "andra",
    "tredje",
    "fjärde",
    "femte",
    "sjätte",
    "sjunde",
    "åttonde",
    "nionde",
    "tionde",
    "elfte",
    "tolfte",
    "trettonde",
    "fjortonde",
    "femtonde",
    "sextonde",
    "sjuttonde",
    "artonde",
    "nittonde",
    "tjugonde",
    "tjugoförsta",
    "tjugoandra",
    "tjugotredje",
    "tjugofjärde",
    "tjugofemte",
    "tjugosjätte",
    "tjugosjunde",
    "tjugoåttonde",
    "tjugonionde",
    "trettionde",
    "trettioförsta",
]
_COUNTS: Final = {"en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7}
_MONTH: Final = "|".join(f"{name}|{name[:3]}" for name in MONTHS)
_WEEKDAY: Final = "|".join(WEEKDAYS)
_ORDINAL: Final = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_COUNT: Final = "|".join(_COUNTS)
_NEAR: Final = {"i dag": 0, "idag": 0, "ikväll": 0, "i kväll": 0, "i eftermiddag": 0, "i morgon": 1, "imorgon": 1, "imorrn": 1,
                "imorn": 1, "i morrn": 1, "i övermorgon": 2, "iövermorgon": 2, "övermorgon": 2}  # fmt: skip
_NEAR_WORDS: Final = "|".join(sorted((re.escape(one) for one in _NEAR), key=len, reverse=True))


def day_in(text: str, today: date) -> date | None:
    """The day that the text names, or None, also for one that does not exist. Without a year it is the next such day,
    today
    included."""
    folded = " ".join(text.casefold().split())
    for pattern, reads in _FORMS:
        match = pattern.search(folded)
        if match is not None:
            return reads(match, today)
    return None


def _dated(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _next_year(today: date, month: int, number: int, year: str | None) -> date | None:
    if year:
        return _dated(int(year) + (2000 if len(year) == 2 else 0), month, number)
    for candidate in (today.year, today.year + 1, today.year + 2, today.year + 3, today.year + 4):
        day = _dated(candidate, month, number)
        if day is not None and day >= today:
            return day
    return None


def _iso(match: re.Match[str], today: date) -> date | None:
    return _dated(int(match["year"]), int(match["month"]), int(match["day"]))


def _with_month(match: re.Match[str], today: date) -> date | None:
    month = next(n for n, name in enumerate(MONTHS, 1) if match["month"] in (name, name[:3]))
    return _next_year(today, month, _number(match["day"]), match["year"])


def _slashed(match: re.Match[str], today: date) -> date | None:
    return _next_year(today, int(match["month"]), int(match["day"]), match["year"])


def _near(match: re.Match[str], today: date) -> date | None:
    return today + timedelta(days=_NEAR[match["near"]])


def _weekday_in_week(match: re.Match[str], today: date) -> date | None:
    number, week = WEEKDAYS.index(match["name"]) + 1, int(match["week"])
    for year in (today.year, today.year + 1):
        try:
            day = date.fromisocalendar(year, week, number)
        except ValueError:
            continue
        if day >= today:
            return day
    return None


def _weekday(match: re.Match[str], today: date) -> date | None:
    wanted = WEEKDAYS.index(match["name"])
    if match["next"] or match["next_week"]:
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7)
        return monday + timedelta(days=wanted)
    day = today + timedelta(days=(wanted - today.weekday()) % 7)
    return day + timedelta(days=7) if match["week_after"] else day


def _later(match: re.Match[str], today: date) -> date | None:
    given = match["count"]
    count = int(given) if given.isdecimal() else _COUNTS[given]
    return today + timedelta(days=count * (7 if match["unit"].startswith("v") else 1))


def _of_month(match: re.Match[str], today: date) -> date | None:
    number = _number(match["day"])
    for months in range(12):
        year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
        day = _dated(year, month + 1, number)
        if day is not None and day >= today:
            return day
    return None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else _ORDINALS.index(text) + 1


_Reads = Callable[[re.Match[str], date], date | None]
_FORMS: Final[tuple[tuple[re.Pattern[str], _Reads], ...]] = (
    (re.compile(r"(?<!\d)(?P<year>20\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)"), _iso),
    (
        re.compile(
            rf"(?<!\w)(?P<day>\d{{1,2}}|{_ORDINAL})(?::?[ea])? (?P<month>{_MONTH})\b\.?(?:,? (?P<year>20\d\d))?"
        ),
        _with_month,
    ),
    (
        re.compile(r"(?<![\d/])(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:[ /-](?P<year>20\d\d|\d\d))?(?![\d/])"),
        _slashed,
    ),
    (re.compile(rf"(?<!\w)(?P<near>{_NEAR_WORDS})(?!\w)"), _near),
    (
        re.compile(rf"(?<!\w)(?P<name>{_WEEKDAY})(?:en)? (?:i )?(?:vecka|v\.?) ?(?P<week>\d{{1,2}})(?!\w)"),
        _weekday_in_week,
    ),
    (
        re.compile(
            rf"(?<!\w)(?P<next>nästa )?(?P<name>{_WEEKDAY})(?:en)?(?!\w)"
            rf"(?P<next_week> (?:i )?nästa vecka)?(?P<week_after> om en vecka)?"
        ),
        _weekday,
    ),
    (re.compile(rf"(?<!\w)om (?P<count>\d{{1,2}}|{_COUNT}) (?P<unit>dag(?:ar)?|veck(?:a|or))(?!\w)"), _later),
    (re.compile(rf"(?<!\w)den (?P<day>\d{{1,2}}|{_ORDINAL})(?::?[ea])?(?![\w:./])"), _of_month),
)
"""Each form, the surest first."""
