"""A coordinator's view of the whole, as parts of App Home."""

from __future__ import annotations

from bot.reads.overview import Overview
from bot.text import overview as words
from bot.text.markup import Md, join
from handlers.views.blocks import Block, context, section, sections
from handlers.views.meetings import name_of, seat


def year(shown: Overview) -> list[Block]:
    """The meetings that are left this year, body by body."""
    lines: list[str] = [words.year_line(one.name, one.left, one.next, shown.year) for one in shown.bodies]
    return sections(join("\n", lines))


def seats(shown: Overview) -> list[Block]:
    """The seats at each body's next meeting, and what the roster lacks."""
    drawn: list[Block] = []
    for one in shown.seats:
        said: list[str] = [words.seats_line(name_of(one.head), one.seats.taken, one.seats.held)]
        drawn += sections(join("\n", [*said, *(f"• {seat(line)}" for line in one.seats.away)]))
    if not shown.seats:
        drawn.append(section(words.NO_SEATS))
    if shown.lacking:
        listed = [Md(f"*{words.LACKING}*"), *(f"• {one}" for one in shown.lacking[: words.MOST_LACKING])]
        drawn += sections(join("\n", listed))
        if len(shown.lacking) > words.MOST_LACKING:
            drawn.append(context(words.more(len(shown.lacking) - words.MOST_LACKING)))
    return drawn


def times(shown: Overview) -> list[Block]:
    """The times that the bodies go by, and what those rest on."""
    lines: list[str] = [
        words.times_line(
            one.name,
            submission=one.times.submission_days,
            agenda=one.times.agenda_days,
            notice=one.times.notice_days,
            workdays=one.times.notice_workdays,
            reference=one.reference,
        )
        for one in shown.times
    ]
    return sections(join("\n", [Md(f"*{words.TIMES}*"), *lines])) if lines else []
