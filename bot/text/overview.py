"""The coordinator's view of the whole: the year, the seats, what is lacking, the times."""

from __future__ import annotations

from datetime import date

from bot.text import dates
from bot.text.markup import Md, md
from bot.text.words import according, count

YEAR = "Året"
SEATS = "Platserna"
NO_SEATS = "Inget möte är planerat än. Skapa ett möte, så syns platserna här."
LACKING = "Saknas i deltagarlistan"
TIMES = "Tider före möten"
MOST_LACKING = 8


def year_line(name: str, left: int, following: date | None, year: int) -> Md:
    """A body's meetings that are left this year."""
    if following is None:
        return md("*{name}*: inget möte är planerat.", name=name)
    when = dates.day(following)
    if not left:
        return md("*{name}*: inga fler möten i år. Nästa är {when}.", name=name, when=when)
    many = count(left, "möte kvar", "möten kvar")
    return md("*{name}*: {many} {year}. Nästa är {when}.", name=name, many=many, year=str(year), when=when)


def seats_line(name: str, taken: int, held: int) -> Md:
    """How the seats are taken at a meeting."""
    if taken == held:
        return md("*{name}*: alla {held} platser har någon.", name=name, held=str(held))
    return md("*{name}*: {taken} av {held} platser har någon.", name=name, taken=str(taken), held=str(held))


def more(number: int) -> str:
    """That there is more than is shown."""
    return f"… och {number} till. Kör samverkan doctor för hela listan."


def times_line(name: str, *, submission: int, agenda: int, notice: int, workdays: int, reference: str) -> Md:
    """The times that a body goes by."""
    return md(
        "*{name}*: frågor senast {submission}, dagordning {agenda} och kallelse {notice} före mötet, alltid minst {workdays}. "
        "Gruppen bestämmer tiderna själv{rule}.",
        name=name, submission=count(submission, "dag", "dagar"), agenda=count(agenda, "dag", "dagar"), notice=count(notice, "dag", "dagar"),
        workdays=count(workdays, "arbetsdag", "arbetsdagar"), rule=according(reference),
    )  # fmt: skip
