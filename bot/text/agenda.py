"""Words about the agenda: the points, the minutes, what is new since the notice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.text import dates
from bot.text.words import count, listed
from models.rules.agenda import ItemKind, Room

TITLE = "Dagordning"
EMPTY = "Dagordningen är tom än så länge."
DRAFT = "Preliminär dagordning"
FIX = "Fastställ dagordningen"
REOPEN = "Öppna dagordningen igen"
SEND = "Skicka kallelsen"
SEND_YES = "Skicka"
ADD = "Lägg till punkt"
EDIT = "Ändra punkten"
UP = "Flytta upp"
DOWN = "Flytta ner"
CHANGE = "Ändra"
REMOVE = "Ta bort"
CARRY = "Bordlägg till nästa möte"
TREATED = "Behandlad"
NEW = "Nytt sedan kallelsen"
UNPREPARED = "ej beredd"
CARRIED = "bordlagd från ett tidigare möte"
PAPERS = "Läs underlaget"
PAPERS_TITLE = "Underlag"
NO_PAPERS = "Det finns inget underlag till punkterna än."
PAPERS_GO_ON = "Det finns mer än vad som får plats här."

POINT_TITLE = "Punkt"
KIND = "Vad ska gruppen göra?"
MINUTES = "Minuter"
PRESENTER = "Föredragande"
PRESENTER_OTHER = "Eller någon annan"
PRESENTER_OTHER_HINT = "Namn på någon som inte finns i listan."
NOBODY = "Ingen särskild"
UNPREPARED_HINT = "Ärendet är inte berett. Det kan bara vara information eller dialog."

KINDS = {
    ItemKind.INFORMATION: "Information",
    ItemKind.DIALOGUE: "Dialog",
    ItemKind.POSITION: "Ställningstagande",
    ItemKind.RECOMMENDATION: "Rekommendation",
}
NOTICE_SENT_HINT = "Kallelsen är skickad. Det du lägger till märks ”Nytt sedan kallelsen”."


def kind(value: str) -> str:
    """The kind in words."""
    return KINDS[ItemKind(value)]


def by_default(name: str | None) -> str:
    """The presenter when none is chosen."""
    return f"Som vanligt: {name}" if name else NOBODY


def room(one: Room) -> str:
    """95 av 180 minuter, 85 kvar."""
    if one.over:
        over = count(-one.left, "minut", "minuter")
        return f"{one.used} av {one.length} minuter. Det är {over} för mycket: korta eller bordlägg en punkt."
    return f"{one.used} av {one.length} minuter, {one.left} kvar"


def facts(kind_: str, minutes: int, presenter: str | None) -> str:
    """Dialog, 15 min, föredragande Anna Ek."""
    who = f", föredragande {presenter}" if presenter else ""
    return f"{kind(kind_)}, {minutes} min{who}"


def new_since(sent: datetime) -> str:
    """Nytt sedan kallelsen (den 9 mars)."""
    return f"{NEW} (den {dates.day(sent.date()).rsplit(' ', 1)[0]})"


def added(number: int, title: str) -> str:
    """A point that has come."""
    return f"punkt {number}, {title}"


def left(title: str) -> str:
    """A point that has gone."""
    return f"utgår: {title}"


def tabled(title: str) -> str:
    """A point that goes to the next meeting."""
    return f"bordläggs till nästa möte: {title}"


def goes_to(reached: int, only_outlook: Sequence[str]) -> str:
    """To how many a notice goes, and who is not in Slack."""
    first = f"Kallelsen går till {count(reached, 'person', 'personer')} i Slack."
    if only_outlook:
        return f"{first} Finns inte i Slack och får bara mötet i Outlook: {listed(only_outlook)}."
    return first


LOOKS_LIKE = "Så här ser den ut:"
