"""Words about the year's leadership seminar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from bot.text import dates
from bot.text.words import count, listed
from models.rules.seminar import SeminarStatus

TITLE = "Ledningsseminarium"
HEADING = "Ledningsseminariet"
PLAN = "Planera seminariet"
OPEN = "Öppna planeringen"
MOVE = "Flytta seminariet"
CANCEL = "Ställ in seminariet"
CANCEL_YES = "Ställ in"
PROPOSE = "Föreslå program"
SET = "Fastställ programmet"
SET_AGAIN = "Ändra programmet"
INVITE = "Lägg till gäster"
REMOVE = "Ta bort"
HOLD_TIME = "Håll tiden"
SAVE_PROPOSAL = "Skicka förslaget"

THEME = "Tema"
THEME_HINT = "Får vara tomt."
DATES = "Dagar"
DATES_HINT = "Ett datum på varje rad, till exempel 2026-10-07. Alla dagar har samma tider."
START = "Börjar"
END = "Slutar"
PLACE = "Plats"
PLACE_HINT = "Lokal eller länk. Den syns i kalendern. Får vara tom."
REASON = "Skäl"
REASON_HINT = "Står i kalendern och i gruppens kanal."
PROGRAMME = "Program"
PROGRAMME_HINT = "En rad för varje punkt. Texten står i inbjudan i Outlook."
DECIDED_ON = "Fastställdes den"
DECIDED_HINT = "Dagen för mötet där programmet fastställdes."
ADDRESSES = "E-postadresser"
ADDRESSES_HINT = (
    "En på varje rad: namn@example.se, eller Namn Namnsson <namn@example.se>. Skriv inget mer om personerna."
)
PUBLIC = "Det du skriver kan begäras ut som allmän handling. Skriv inget om enskilda patienter eller brukare."
NONE_PLANNED = "Inget seminarium är planerat."


def proposal_rule(setter: str, planner: str) -> str:
    """Programmet är ett förslag från LSG. Samråd vård och omsorg fastställer det."""
    return f"Programmet är ett förslag från {planner}. {setter} fastställer det."


def hold_rule(setter: str) -> str:
    """What planning leads to."""
    return (
        f"De som bjuds in får en håll tiden-bokning i Outlook. Inbjudan går ut när {setter} har fastställt programmet."
    )


def status(kind: SeminarStatus, setter: str) -> str:
    """How far it has come."""
    return {
        SeminarStatus.HELD: "Tiden är bokad. Programmet är inte klart.",
        SeminarStatus.PROPOSED: f"Tiden är bokad. Programmet väntar på att {setter} fastställer det.",
        SeminarStatus.SET: f"Programmet är fastställt av {setter}.",
        SeminarStatus.CANCELLED: "Inställt.",
    }[kind]


def set_line(setter: str, decided_on: date | None, by: str, at: datetime | None) -> str:
    """By whom and when, and who wrote it down."""
    day = f" den {dates.day(decided_on)}" if decided_on else ""
    noted = f" Registrerat av {by}, {dates.day(at.date())} kl. {dates.clock(at)}." if by and at else ""
    return f"{setter} fastställde programmet{day}.{noted}"


def invited(number: int) -> str:
    """How many are invited."""
    return f"{count(number, 'person', 'personer')} bjuds in."


def guests(by_default: int, added: int) -> str:
    """Who is invited."""
    extra = f" {count(added, 'gäst är tillagd', 'gäster är tillagda')} med e-postadress." if added else ""
    return f"{count(by_default, 'person', 'personer')} bjuds in enligt strukturen, koordinatorerna medräknade.{extra}"


def proposed(planner: str, name: str) -> str:
    """What those who set the programme are told."""
    return f"{planner} föreslår ett program för {name}."


def red(days: Iterable[tuple[date, str]]) -> str:
    """The days on which people are likely to be away."""
    named = [f"{dates.weekday(day)}{f' ({name.lower()})' if name else ''}" for day, name in days]
    return f"Tänk på att många kan vara lediga {listed(named)}." if named else ""


def asks_cancel(people: int) -> str:
    """What is asked before the seminar is cancelled."""
    return f"Ställa in seminariet? {count(people, 'person', 'personer')} får besked. Det går inte att ångra."


def added(number: int) -> str:
    """That it is done."""
    return f"{count(number, 'gäst är tillagd', 'gäster är tillagda')} och får bokningen i Outlook."


def remove_says(name: str) -> str:
    """What a screen reader says of the button."""
    return f"{REMOVE}: {name}"


PLANNED = "Tiden är bokad. De inbjudna får den i Outlook nu."
MOVED = "Seminariet är flyttat. De inbjudna får besked i Outlook."
PROPOSED = "Förslaget är skickat till dem som fastställer programmet."


def set_sure(people: int) -> str:
    """What setting the programme leads to."""
    return f"Inbjudan med programmet går till {count(people, 'person', 'personer')} i Outlook."
