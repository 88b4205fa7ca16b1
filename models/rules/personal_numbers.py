"""Does a text hold what looks like a Swedish personal identity number? Not who it belongs to, and not the words of
the refusal."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

_NUMBER: Final = re.compile(
    r"(?<!\d)(?P<century>\d{2})?(?P<year>\d{2})(?P<month>\d{2})(?P<day>\d{2})"
    r"(?P<mark> ?[-+] ?| )?(?P<tail>\d{4})(?!\d)"
)
_DASHES: Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-"))
_HIDDEN: Final = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
OLDEST: Final = 130
"""Years. Nobody alive was born longer ago."""


def holds_one(text: str, today: date) -> bool:
    """Whether the text holds one: YYYYMMDD-NNNN or YYMMDD-NNNN, with or without the sign, `+` for those past a hundred,
    and coordination numbers (day + 60).

    With its sign a plausible day of birth is enough, so that a mistyped number is caught too; without it the check
    digit must also be right, so that a telephone or registry number is not taken for one.
    """
    plain = _HIDDEN.sub("", unicodedata.normalize("NFKC", text)).translate(_DASHES)
    return any(_is_one(found, today) for found in _NUMBER.finditer(plain))


def _is_one(found: re.Match[str], today: date) -> bool:
    if not _plausible(found["century"], found["year"], int(found["month"]), int(found["day"]), today):
        return False
    signed = (found["mark"] or "").strip() != ""
    return signed or luhn(found["year"] + found["month"] + found["day"] + found["tail"])


def _plausible(century: str | None, year: str, month: int, day: int, today: date) -> bool:
    """Whether somebody alive may have been born that day; in any century when none is given."""
    centuries = [int(century)] if century else [18, 19, 20]
    days = (_day(100 * each + int(year), month, day - 60 if day > 60 else day) for each in centuries)
    return any(born is not None and today.year - OLDEST <= born.year and born <= today for born in days)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def luhn(digits: str) -> bool:
    """Whether the last of the ten digits checks the nine before it."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
