"""What a coordinator has to see of the whole: the year, the seats at the next meetings, what the roster lacks, and the times that each body
goes by. One's own things are in home.py."""

from __future__ import annotations

from datetime import date

from bot.reads import meetings as meeting_reads
from bot.reads.meetings import MeetingHead, Seats
from bot.text import roster as roster_words
from bot.text.words import swedish_order
from models.rules.bodies import LeadTimes, Topic
from models.rules.meetings import MeetingKind
from models.rules.roster import check
from models.store import meetings, roster
from models.store import structure as structures
from models.store.engine import Reading
from models.values import dataclass


@dataclass(frozen=True)
class YearLine:
    """A body's meetings that are still to be this year, and the next of all."""

    name: str
    left: int
    next: date | None


@dataclass(frozen=True)
class SeatsAhead:
    """The seats at a body's next meeting."""

    head: MeetingHead
    seats: Seats


@dataclass(frozen=True)
class TimesLine:
    """The times that a body goes by, and where the agreement says that it settles them itself (R-C17, R-D19)."""

    name: str
    times: LeadTimes
    reference: str


@dataclass(frozen=True)
class Overview:
    """The whole, for a coordinator."""

    year: int
    bodies: tuple[YearLine, ...] = ()
    seats: tuple[SeatsAhead, ...] = ()
    lacking: tuple[str, ...] = ()
    times: tuple[TimesLine, ...] = ()


def overview(reading: Reading) -> Overview:
    """The whole, as it is now."""
    structure = structures.current(reading.session)
    year = reading.today.year
    coming = meetings.planned(reading.session, after=reading.now)
    lines, seats = [], []
    for body in structure.bodies:
        own = [one for one in coming if one.body == body.key and one.kind == MeetingKind.MEETING]
        days = [reading.local(one.starts_at).date() for one in own]
        lines.append(YearLine(body.short_name, sum(day.year == year for day in days), days[0] if days else None))
        if own:
            seats.append(SeatsAhead(meeting_reads.head(reading, own[0]), meeting_reads.seats(reading, own[0])))
    found = check(structure, roster.rows(reading.session, reading.today), reading.today)
    lacking = sorted((roster_words.warning(structure, one) for one in found.warnings), key=swedish_order)
    return Overview(
        year=year,
        bodies=tuple(lines),
        seats=tuple(sorted(seats, key=lambda one: one.head.starts)),
        lacking=tuple(lacking),
        times=tuple(
            TimesLine(one.short_name, one.lead_times, structure.reference(Topic.RULES_OF_PROCEDURE, one.key))
            for one in structure.bodies
        ),
    )
