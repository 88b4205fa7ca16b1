"""Days and times as Swedes write them: "torsdag 12 mars 2026 kl. 9.00–12.00" (webbriktlinjer R66). Local days and times go in; no clock."""

from __future__ import annotations

from datetime import date, datetime

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")


def day(when: date) -> str:
    """12 mars 2026."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def weekday(when: date) -> str:
    """torsdag 12 mars 2026."""
    return f"{WEEKDAYS[when.weekday()]} {day(when)}"


def short(when: date) -> str:
    """2026-03-12."""
    return when.isoformat()[:10]


def clock(when: datetime) -> str:
    """9.00."""
    return f"{when.hour}.{when.minute:02d}"


def moment(when: datetime) -> str:
    """torsdag 12 mars 2026 kl. 9.00."""
    return f"{weekday(when.date())} kl. {clock(when)}"


def span(start: datetime, end: datetime) -> str:
    """12 mars 2026 kl. 9.00–12.00; over several days both ends are written out."""
    if start.date() == end.date():
        return f"{day(start.date())} kl. {clock(start)}–{clock(end)}"
    return f"{day(start.date())} kl. {clock(start)} – {day(end.date())} kl. {clock(end)}"


def length(minutes: int) -> str:
    """45 min, 1 tim, 2 tim 30 min."""
    hours, rest = divmod(minutes, 60)
    return " ".join(
        part for part in (f"{hours} tim" if hours else "", f"{rest} min" if rest or not hours else "") if part
    )
