"""The words of the public page, its accessibility statement and the calendar files. Local times come in; no markup, no rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final

from bot.text import dates, meetings
from bot.text.words import count, listed, sentence
from models.rules.bodies import Topic
from models.rules.roster import Role

LANGUAGE: Final = "sv"
SKIP: Final = "Till innehållet"
ON_THIS_PAGE: Final = "På den här sidan"
PARTIES: Final = "Parterna"
MEETINGS: Final = "Kommande möten"
NO_MEETINGS: Final = "Inga möten är planerade."
AGENDA: Final = "Dagordning"
NO_AGENDA: Final = "Dagordningen visas här när kallelsen har skickats."
EMPTY_AGENDA: Final = "Inga punkter än."
NEW: Final = "Nytt sedan kallelsen"
CANCELLED: Final = "Inställt"
LINK_ONLY: Final = "Deltagarna har fått en länk eller plats i kallelsen."
SEATS: Final = "Platser"
OPEN: Final = "Antalet platser är inte bestämt i överenskommelsen. Vilka som ingår framgår av gruppens uppdrag."
PRINCIPAL: Final = "Huvudman"
ORDINARY: Final = "Ordinarie"
SUBSTITUTES: Final = "Ersättare"
NOT_YET: Final = "Rekommendationer och huvudmännens beslut om dem visas inte på den här sidan än."
SUBSCRIBE_HOW: Final = "Du kan prenumerera på kalendern i till exempel Outlook: kopiera länkens adress."
ACCESSIBILITY: Final = "Tillgänglighetsredogörelse"
BACK: Final = "Till startsidan"
NOT_FOUND: Final = "Sidan finns inte. Gå till startsidan."
AWAY: Final = "Sidan går inte att visa just nu. Försök igen om en stund."
LEVELS: Final[Mapping[bool, str]] = {True: "Politisk nivå", False: "Tjänstepersonsnivå"}
OFFICES: Final[Mapping[Role, str]] = {Role.CHAIR: "Ordförande", Role.VICE_CHAIR: "Vice ordförande"}
NOT_CHOSEN: Final = "inte vald"
TOPICS: Final[Mapping[Topic, str]] = {
    Topic.PURPOSE: "syfte",
    Topic.REPRESENTATION: "representation",
    Topic.SUBSTITUTE: "ersättare",
    Topic.CHAIR: "ordförande",
    Topic.EXTENSION: "förlängt ordförandeår",
    Topic.AU: "arbetsutskott",
    Topic.RAISING: "frågor",
    Topic.PREPARATION: "beredning",
    Topic.PRESENTER: "föredragande",
    Topic.MANDATE: "uppdrag",
    Topic.RULES_OF_PROCEDURE: "arbetsordning",
    Topic.CHAIR_IN_PARENT: "ordförandens plats i gruppen ovanför",
    Topic.ESCALATION: "frågor som lyfts vidare",
    Topic.SEMINAR: "ledningsseminariet",
    Topic.PROGRAMME: "programmet",
    Topic.PARTIES: "parterna",
    Topic.BILATERAL: "kontakter mellan två parter",
    Topic.CASE_FLOW: "ärendegång",
    Topic.SUPPORT: "stöd",
    Topic.FOLLOW_UP: "uppföljning",
    Topic.COSTS: "kostnader",
    Topic.VALIDITY: "giltighet",
}


def intro(agreement: str, principals: int, bodies: int) -> str:
    """What the page is about."""
    groups = "i en grupp" if bodies == 1 else f"i {bodies} grupper"
    return (
        f"Här samverkar {principals} huvudmän {groups}. Hur det går till står i {agreement}. "
        "Sidan visar grupperna, vem som leder dem och när de möts."
    )


def updated(at: datetime) -> str:
    """How fresh the page is."""
    return f"Uppdaterad den {dates.day(at.date())} kl. {dates.clock(at)}."


def sections(topics: Iterable[tuple[Topic, str]], agreement: str) -> str:
    """Where the agreement speaks of a body: one entry per section, in the agreement's order."""
    by_section: dict[str, list[str]] = {}
    for topic, section in topics:
        by_section.setdefault(section, []).append(TOPICS[topic])
    in_order = sorted(by_section.items(), key=lambda one: [int(number) for number in re.findall(r"\d+", one[0])])
    told = ", ".join(f"{section} ({listed(words)})" for section, words in in_order).replace("§ ", "§\u00a0")
    return f"{sentence(agreement)}: {told}." if told else ""


def prepares(body: str) -> str:
    """Whom a body prepares for."""
    return f"Bereder ärenden till {body}."


def escalates(arena: str) -> str:
    """Where a body may lift a question."""
    return f"Kan lyfta frågor till {arena}."


def chair_in_parent(what: str, parent: str) -> str:
    """What the chair has in the body above."""
    return {
        "seat": f"Ordföranden har en plats i {parent}.",
        "co_opted": f"Ordföranden adjungeras till {parent} vid behov.",
    }[what]


def seats_caption(body: str) -> str:
    """The caption of the table of seats."""
    return f"Antal platser per huvudman i {body}"


def between(least: int, most: int) -> str:
    """1, or 1 till 2."""
    return str(most) if least == most else f"{least} till {most}"


def meeting(days: Iterable[tuple[datetime, datetime]], name: str | None) -> str:
    """When a meeting is; a seminar with its name."""
    when = sentence(meetings.when(days))
    return f"{name}: {when[:1].lower()}{when[1:]}" if name else when


def place(where: str | None) -> str:
    """Where a meeting is, for those who do not take part in it."""
    return LINK_ONLY if where is None else f"Plats: {where}." if where else f"{meetings.where('')}."


def notice(sent: datetime) -> str:
    """When the notice went out."""
    return f"Kallelsen skickades den {dates.day(sent.date())}."


def calendar(body: str) -> str:
    """The link to a body's calendar file."""
    return f"Kalender för {body} (fil av typen ics)"


def points(number: int) -> str:
    """How many points an agenda has."""
    return count(number, "punkt", "punkter")


# ---------------------------------------------------------------- calendar files
def summary(body: str, first: date, name: str | None, *, cancelled: bool, day: int, days: int) -> str:
    """LSG – möte 12 mars 2026; with its day when there are several, and whether it is cancelled."""
    which = f" (dag {day} av {days})" if days > 1 else ""
    what = f"{name or f'{body} – möte'} {dates.day(first)}{which}"
    return f"{CANCELLED}: {what}" if cancelled else what


def description(titles: Iterable[str] | None, *, cancelled: bool) -> str:
    """What stands in a calendar file's event: the titles of the agenda, from the notice on."""
    if cancelled:
        return "Mötet är inställt."
    if titles is None:
        return NO_AGENDA
    listing = [f"{number}. {title}" for number, title in enumerate(titles, start=1)]
    return "\n".join([f"{AGENDA}:", *listing]) if listing else NO_AGENDA


# ---------------------------------------------------------------- the accessibility statement
ASSESSED: Final = date(2026, 11, 22)
"""The day somebody last looked at the page against WCAG; to be changed by who does it again."""
COMPLAINT: Final = "https://www.digg.se/tdosanmalan"
COMPLAINT_WORDS: Final = "Anmäl till Digg"
STATEMENT_FOR: Final = "Vem som svarar för sidan"
STATEMENT_STATUS: Final = "Hur tillgänglig sidan är"
STATEMENT_FAULTS: Final = "Kända brister"
STATEMENT_HOW: Final = "Så har vi bedömt sidan"
STATEMENT_CONTACT: Final = "Säg till om något inte fungerar"
STATEMENT_AUTHORITY: Final = "Tillsyn"
STATUS: Final = (
    "Sidan är delvis förenlig med lagen om tillgänglighet till digital offentlig service. "
    "Målet är WCAG 2.1 nivå AA (standarden EN 301 549)."
)
FAULTS: Final = (
    "Kalenderfilerna öppnas i ett annat program. Vi kan inte svara för hur det programmet fungerar.",
    "Sidan är inte prövad med skärmläsare eller av personer med funktionsnedsättning. Det kan finnas brister som vi inte känner till.",
    "Rubriker på dagordningen skrivs av mötets deltagare. De kan innehålla förkortningar som inte förklaras.",
)
HOW: Final = (
    "Självskattning. Vi har prövat sidan med automatiska tester, med bara tangentbord, på 320 bildpunkters bredd och förstorad till 400 procent. "
    "Ingen utomstående har granskat den."
)
NO_OWNER: Final = "Den som driver tjänsten har inte angett sitt namn än."
NO_CONTACT: Final = (
    "Den som driver tjänsten har inte angett någon adress för synpunkter än. Vänd dig så länge till någon av parterna."
)
AUTHORITY: Final = "Myndigheten för digital förvaltning (Digg) ser till att lagen följs. Är du inte nöjd med svaret du får kan du anmäla det dit."


def owner(name: str | None, service: str) -> str:
    """Who answers for which service."""
    return f"{name} svarar för den här sidan, {service}." if name else f"Sidan heter {service}. {NO_OWNER}"


def contact(address: str | None) -> str:
    """Where to write or call."""
    if address is None:
        return NO_CONTACT
    return "Tala om för oss om du inte kan använda något på sidan, eller vill ha innehållet på ett annat sätt:"


def assessed() -> str:
    """When."""
    return f"Bedömningen gjordes den {dates.day(ASSESSED)}. Redogörelsen uppdaterades samma dag."
