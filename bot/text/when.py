"""Days as people write them in a sentence: den 12 mars, 12/3, på torsdag, nästa torsdag, i morgon, den tolfte, vecka 12, 7–11
december, i mars. No clock: `today` is given. Why no library reads them: docs/adr/0017."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Final

from bot.text.dates import MONTHS, WEEKDAYS
from bot.text.plain import bare
from models.values import dataclass


@dataclass(frozen=True)
class Days:
    """A day (first is last), or a period with both its ends in it."""

    first: date
    last: date

    @property
    def one(self) -> bool:
        """Whether it is a single day."""
        return self.first == self.last


_ORDINALS: Final = bare(
    "första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte trettonde fjortonde femtonde sextonde "
    "sjuttonde artonde nittonde tjugonde tjugoförsta tjugoandra tjugotredje tjugofjärde tjugofemte tjugosjätte tjugosjunde "
    "tjugoåttonde tjugonionde trettionde trettioförsta"
).split()
_COUNTS: Final = {
    "en": 1,
    "ett": 1,
    "tva": 2,
    "tre": 3,
    "fyra": 4,
    "fem": 5,
    "sex": 6,
    "sju": 7,
    "atta": 8,
    "tio": 10,
    "fjorton": 14,
}
_NEAR: Final = {"idag": 0, "i dag": 0, "dagens": 0, "ikvall": 0, "i kvall": 0, "i eftermiddag": 0, "i formiddag": 0, "nu idag": 0,
                "imorgon": 1, "i morgon": 1, "morgondagens": 1, "imorron": 1, "imorrn": 1, "imorn": 1, "i morron": 1,
                "i morrn": 1, "i overmorgon": 2, "iovermorgon": 2, "overmorgon": 2}  # fmt: skip
_MONTHS: Final = [bare(one) for one in MONTHS]
_WEEKDAYS: Final = [bare(one) for one in WEEKDAYS]
_SHORT_DAYS: Final = ("man", "tis", "ons", "tors", "fre", "lor", "son")


def _either(words: list[str] | tuple[str, ...]) -> str:
    return "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True))


_MONTH: Final = "|".join([*_MONTHS, "sept", *(name[:3] for name in _MONTHS)])
_WHOLE_MONTH: Final = "|".join(_MONTHS)
_ORDINAL: Final = _either(_ORDINALS)
_DAY: Final = rf"(?:\d{{1,2}}|{_ORDINAL})"
_COUNT: Final = _either(list(_COUNTS))
_NAMED: Final = rf"(?:(?P<name>{_either(_WEEKDAYS)})(?:en|ens|smote\w*)?|(?:(?<=pa )|(?<=nasta )|(?<=nu ))(?P<short>{_either(_SHORT_DAYS)}))"
_WEEK: Final = r"(?:vecka|veckan|v\.?) ?(?P<week>\d{1,2})(?!\w)"
_TO_MONTH: Final = rf"(?P<to>{_DAY})(?::?[ea])? (?P<month>{_MONTH})\b\.?(?:,? (?P<year>20\d\d))?"
_AFTER: Final = "pa|i|kl|kan|sa|och|men|har|tyvarr|da|till|for|vid|eller|om"
"""What may follow "den andra" where it is a day: "den andra gruppen" is not."""
_THROUGH: Final = r" ?(?:-|–|till och med|t\.?o\.?m\.?|till|och) ?"


def days_in(text: str, today: date) -> Days | None:
    """The day or the period that the text names, or None, also for one that does not exist. Without a year it is the next
    such day, today included."""
    folded = " ".join(bare(text).split())
    for pattern, reads in _forms():
        match = pattern.search(folded)
        if match is not None:
            return reads(match, today)
    return None


def day_in(text: str, today: date) -> date | None:
    """The single day that the text names, or None: neither for a period."""
    found = days_in(text, today)
    return found.first if found is not None and found.one else None


def masked(text: str, mask: str) -> str:
    """The bare text with the mask in place of each day and period."""
    for pattern, _ in _forms():
        text = pattern.sub(mask, text)
    return text


def _single(day: date | None) -> Days | None:
    return None if day is None else Days(day, day)


def _dated(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _next_year(today: date, month: int, number: int, year: str | None) -> date | None:
    if year:
        return _dated(int(year) + (2000 if len(year) == 2 else 0), month, number)
    for candidate in range(today.year, today.year + 5):  # a leap day is at most four years away, until 2096
        day = _dated(candidate, month, number)
        if day is not None and day >= today:
            return day
    return None


def _month(text: str) -> int:
    return next(number for number, name in enumerate(_MONTHS, 1) if text[:3] == name[:3])


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else _ORDINALS.index(text) + 1


def _iso(match: re.Match[str], today: date) -> Days | None:
    return _single(_dated(int(match["year"]), int(match["month"]), int(match["day"])))


def _with_month(match: re.Match[str], today: date) -> Days | None:
    return _single(_next_year(today, _month(match["month"]), _number(match["day"]), match["year"]))


def _slashed(match: re.Match[str], today: date) -> Days | None:
    return _single(_next_year(today, int(match["month"]), int(match["day"]), match["year"]))


def _between(match: re.Match[str], today: date) -> Days | None:
    """From a day to a day; the end's month is the start's too when that has none."""
    given = match.groupdict()
    month = int(given["month"]) if given["month"].isdecimal() else _month(given["month"])
    earlier = given.get("from_month")
    last = _next_year(today, month, _number(match["to"]), given.get("year"))
    if last is None:
        return None
    start = month if not earlier else int(earlier) if earlier.isdecimal() else _month(earlier)
    first = _dated(last.year - (start > month), start, _number(match["from"]))
    return Days(first, last) if first is not None and first <= last else None


def _near(match: re.Match[str], today: date) -> Days | None:
    return _single(today + timedelta(days=_NEAR[match["near"]]))


def _week(today: date, week: int) -> date | None:
    """The Monday of the next week of that number that has not passed."""
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            monday = date.fromisocalendar(year, week, 1)
        except ValueError:
            continue
        if monday + timedelta(days=6) >= today:
            return monday
    return None


def _weekday_number(match: re.Match[str]) -> int:
    return _WEEKDAYS.index(match["name"]) if match["name"] else _SHORT_DAYS.index(match["short"])


def _weekday_in_week(match: re.Match[str], today: date) -> Days | None:
    monday = _week(today, int(match["week"]))
    return None if monday is None else _single(monday + timedelta(days=_weekday_number(match)))


def _whole_week(match: re.Match[str], today: date) -> Days | None:
    monday = _week(today, int(match["week"]))
    return None if monday is None else Days(monday, monday + timedelta(days=6))


def _this_week(match: re.Match[str], today: date) -> Days | None:
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7 if match["next"] else 0)
    return Days(monday, monday + timedelta(days=6))


def _weekday(match: re.Match[str], today: date) -> Days | None:
    """The next such day; "nästa torsdag" is the one of next week, as most people mean it (the answer shows the date)."""
    wanted = _weekday_number(match)
    if match["next"] or match["next_week"]:
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7)
        return _single(monday + timedelta(days=wanted))
    day = today + timedelta(days=(wanted - today.weekday()) % 7)
    return _single(day + timedelta(days=7) if match["week_after"] else day)


def _later(match: re.Match[str], today: date) -> Days | None:
    given = match["count"]
    count = int(given) if given.isdecimal() else _COUNTS[given]
    return _single(today + timedelta(days=count * (7 if match["unit"].startswith("v") else 1)))


def _of_month(match: re.Match[str], today: date) -> Days | None:
    number = _number(match["day"])
    for months in range(12):
        year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
        day = _dated(year, month + 1, number)
        if day is not None and day >= today:
            return _single(day)
    return None


def _whole_month(match: re.Match[str], today: date) -> Days | None:
    month = _month(match["month"] or match["meeting"])
    year = int(match["year"]) if match["year"] else today.year + (month < today.month)
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _next_month(match: re.Match[str], today: date) -> Days | None:
    year, month = divmod(today.year * 12 + today.month, 12)
    return Days(date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1]))


_Reads = Callable[[re.Match[str], date], Days | None]


@cache
def _forms() -> list[tuple[re.Pattern[str], _Reads]]:
    """Compiled when a day is first looked for, not when the bot starts."""
    return [(re.compile(pattern), reads) for pattern, reads in _FORMS]


_FORMS: Final[tuple[tuple[str, _Reads], ...]] = (
    (r"(?<!\d)(?P<year>20\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)", _iso),
    (
        rf"(?<!\w)(?P<from>{_DAY})(?::?[ea])?(?: (?P<from_month>{_MONTH})\b\.?)?{_THROUGH}(?:den )?{_TO_MONTH}",
        _between,
    ),
    (
        r"(?<![\d/])(?P<from>\d{1,2})(?:/(?P<from_month>\d{1,2}))?"
        + _THROUGH
        + r"(?P<to>\d{1,2})/(?P<month>\d{1,2})(?![\d/])",
        _between,
    ),
    (rf"(?<!\w)(?P<day>{_DAY})(?::?[ea])? (?P<month>{_MONTH})\b\.?(?: ?,? ?(?P<year>20\d\d))?", _with_month),
    (r"(?<![\d/])(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:[ /-](?P<year>20\d\d|\d\d))?(?![\d/])", _slashed),
    (rf"(?<!\w)(?P<near>{_either(list(_NEAR))})(?!\w)", _near),
    (rf"(?<!\w){_NAMED} (?:i )?{_WEEK}", _weekday_in_week),
    (
        rf"(?<!\w)(?P<next>nasta )?(?:(?:nu|nast)?kommande )?{_NAMED}(?!\w)(?P<next_week> (?:i )?nasta vecka)?(?P<week_after> om en vecka)?",
        _weekday,
    ),
    (rf"(?<!\w)om (?P<count>\d{{1,2}}|{_COUNT}) (?P<unit>dag(?:ar)?|veck(?:a|or))(?!\w)", _later),
    (r"(?<!\w)den (?P<day>\d{1,2})(?::?[ea])?(?![\w:/]|\.\d)", _of_month),
    (rf"(?<!\w)den (?P<day>{_ORDINAL})(?= ?(?:$|[,.!?)]|(?:{_AFTER})\b))", _of_month),
    (rf"(?<!\w)(?:(?:i|hela|under) )*{_WEEK}", _whole_week),
    (
        r"(?<!\w)(?:(?P<next>(?:i )?(?:hela )?nasta vecka)|hela veckan|(?:den har|denna) veckan|i veckan)(?!\w)",
        _this_week,
    ),
    (
        rf"(?<!\w)(?:(?:i|under|hela|till) (?:hela )?(?P<month>{_WHOLE_MONTH})(?: (?P<year>20\d\d))?|(?P<meeting>{_WHOLE_MONTH})motet)(?!\w)",
        _whole_month,
    ),
    (r"(?<!\w)(?:under |i )?nasta manad(?!\w)", _next_month),
)
"""Each form, the surest first."""
