"""Not now, but remind me."""

from __future__ import annotations

from datetime import datetime

from bot.text import dates
from bot.text.markup import Md, md
from models.rules.reminders import Awaited, Later

CHOICES = {
    Later.HOUR: "Påminn mig om 1 timme",
    Later.TOMORROW: "Påminn mig i morgon",
    Later.MONDAY: "Påminn mig på måndag",
}
TITLE = "Påminnelse"
LATER = "Påminn mig"
_WAITS = {
    Awaited.ANSWER: "AU:s svar på *{title}*",
    Awaited.COSIGNATURE: "din underskrift av *{title}*",
    Awaited.COMPLETION: "din komplettering av *{title}*",
}
WHERE = Md("Svara på startsidan, under *Väntar på dig*, eller i meddelandet där jag frågade.")


def noted(when: datetime) -> str:
    """That the reminder will come."""
    return f"Jag påminner dig {dates.moment(when)}, om det inte är gjort då."


def waits(what: Awaited, title: str) -> Md:
    """What still waits."""
    return md("Du bad mig påminna dig: " + _WAITS[what] + " väntar fortfarande.", title=title)


def call_waits(absent: str, meeting: str, until: datetime | None) -> Md:
    """That a question to a substitute still waits."""
    last = f" Svara senast {dates.moment(until)}." if until is not None else ""
    said = "Du bad mig påminna dig: {absent} kan inte komma till {meeting}. Kan du ersätta?{last}"
    return md(said, absent=absent, meeting=meeting, last=last)
