"""How a person wants to be reached: the words of the settings and of the day's digest."""

from __future__ import annotations

from datetime import date, time

from bot.text import dates
from bot.text.markup import Md, md
from bot.text.words import listed

HEADING = "Hur du får besked"
TITLE = "Hur du får besked"
CHANGE = "Ändra"
CHANGE_SAYS = "Ändra hur du får besked"
END_PAUSE = "Avsluta pausen"
PAUSE = "Pausa till"
PAUSE_HINT = (
    "Välj dagen då du är tillbaka. Då börjar besked komma igen av sig själva. Lämna tomt om du inte vill pausa."
)
QUIET_FROM = "Tyst tid från"
QUIET_TO = "Tyst tid till"
QUIET_HINT = "Till exempel 18.00. Lämna båda tomma om du inte vill ha tyst tid."
DAYS = "Vilka dagar?"
EVERY_DAY = "Alla dagar"
WORKDAYS = "Bara arbetsdagar"
HOW = "Nyheter"
HOW_HINT = "Det du ska svara på kommer alltid för sig."
AT_ONCE = "Direkt"
ALWAYS = "Det som är bråttom kommer ändå: frågan om du kan ersätta någon, ändrade och inställda möten och svar på det du själv gör."
DIGEST = "Det här har hänt"


def gathered_at(hour: int) -> str:
    """The choice of an hour for the digest."""
    return f"Samlat en gång om dagen, kl. {hour}.00"


def in_force(
    paused_until: date | None, quiet: tuple[time, time] | None, *, workdays_only: bool, digest_hour: int | None
) -> Md:
    """What is in force, in one or two sentences."""
    said: list[str] = []
    if paused_until is not None:
        said.append(f"*Pausat till {dates.weekday(paused_until)}.* Då börjar besked komma igen av sig själva.")
    limits = [
        *([f"inte mellan {_clock(quiet[0])} och {_clock(quiet[1])}"] if quiet is not None else []),
        *(["bara på arbetsdagar"] if workdays_only else []),
    ]
    if digest_hour is not None:
        said.append(f"Du får nyheter samlade en gång om dagen, kl. {digest_hour}.00.")
        said += [f"Annat kommer {listed(limits)}."] if limits else []
    else:
        said.append(f"Du får besked direkt, men {listed(limits)}." if limits else "Du får besked direkt.")
    return Md(" ".join(said))


def _clock(when: time) -> str:
    return f"{when.hour}.{when.minute:02d}"


def about(number: str, title: str) -> Md:
    """What a piece of news is about, before it."""
    return md("*{number} {title}*", number=number, title=title)
