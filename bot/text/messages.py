"""The bot's answers to what people write to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.text import dates
from bot.text.markup import Md, join, md
from bot.text.words import listed

EXAMPLES: Final = Md(
    "Fråga mig gärna: _när är nästa möte_, _vad händer med min fråga om hemtagning_ eller _vem är ersättare för Åsele_."
)
OTHER_MEETING: Final = "Annat möte eller del av mötet"
REPORT: Final = "Anmäl frånvaro"
RAISE: Final = "Lyft en fråga"
THANKS: Final = "Varsågod!"
NOT_UNDERSTOOD: Final = Md("Det här förstod jag inte, eller så är det något jag inte kan göra.")
NO_MEETINGS: Final = Md("Du är inte kallad till något kommande möte.")
NO_CALLS: Final = Md("Ingen fråga om att ersätta väntar på dig just nu.")
NO_ABSENCE: Final = Md("Du är inte anmäld frånvarande från något kommande möte, så du är välkommen som vanligt.")
NO_QUESTIONS: Final = Md("Du har inga frågor på gång.")
MY_QUESTIONS: Final = Md("*Dina frågor*")
SEVERAL_QUESTIONS: Final = Md("Flera av dina frågor handlar om det. Vilken menar du?")
NOT_FOUND: Final = Md("Jag hittar ingen av dina frågor som handlar om det.")
PART_OF_MEETING: Final = "Välj del av mötet"
REPORT_OWN: Final = "Anmäl min frånvaro"
NEXT_MEETINGS: Final = Md("*Dina nästa möten*")
OTHERS_MEETINGS: Final = Md("*Nästa möten, som du inte är kallad till*")
WHICH: Final = Md("Vilket möte gäller det? Du behöver inte ange skäl.")
NO_SUBSTITUTES: Final = Md("Jag hittar ingen ersättare för den platsen.")
WHOSE: Final = Md("Vilken huvudmans ersättare menar du? Skriv till exempel _vem är ersättare för Umeå i LSG_.")
RAISE_NO_DRAFT: Final = Md("Vill du lyfta en fråga? Klicka, så öppnas formuläret.")
NO_SEAT_TO_RAISE: Final = Md("Du har ingen plats i en grupp där frågor lyfts. Ta frågan med din representant.")


def do_you_mean(what: str) -> Md:
    """Before an absence is reported."""
    return md("Vill du anmäla frånvaro från {what}? Du behöver inte ange skäl.", what=what)


def for_whom(what: str) -> Md:
    """To a coordinator, who reports for others."""
    return md("Vill du anmäla frånvaro för någon på {what}?", what=what)


def part_of(what: str) -> Md:
    """Before a part of a meeting is reported."""
    return md("Missar du en del av {what}? Klicka, så väljer du vilken del. Du behöver inte ange skäl.", what=what)


def no_meeting_then(first: date, last: date) -> Md:
    """No meeting on the day, or in the period, that was named."""
    if first == last:
        return md("Jag hittar inget möte den {day} som du är kallad till.", day=dates.day(first))
    return md(
        "Jag hittar inget möte mellan den {first} och den {last} som du är kallad till.",
        first=dates.day(first),
        last=dates.day(last),
    )


def not_for_others(coordinators: Sequence[str]) -> Md:
    """To somebody who spoke of another's absence."""
    many = "någon av koordinatorerna, {names}"
    who = md("koordinatorn, {names}" if len(coordinators) == 1 else many, names=listed(coordinators, "eller"))
    if not coordinators:
        who = Md("koordinatorn")
    return md("Jag kan bara anmäla frånvaro för dig själv. Gäller det någon annan? Kontakta {who}.", who=who)


def no_meeting_in(body: str) -> Md:
    """No coming meeting of the body that was named."""
    return md("Jag hittar inget kommande möte i {body}.", body=body)


def meeting_line(what: str, place: str) -> Md:
    """One meeting in a list."""
    return md("• {what}, {place}", what=what, place=place) if place else md("• {what}", what=what)


def absent_from(what: str) -> Md:
    """An absence that stands."""
    return md("Du är anmäld frånvarande från {what}. Kan du komma ändå?", what=what)


def waits_for_coordinator(what: str) -> Md:
    """Can come after all; the coordinator decides."""
    return md("Du har sagt att du kan komma ändå till {what}. Koordinatorn hör av sig.", what=what)


def substitutes(body: str, principal: str, names: Sequence[str]) -> Md:
    """The substitutes of a principal in a body, in the order they are asked (S-13)."""
    lines: list[str] = [md("*{principal}, {body}*", principal=principal, body=body)]
    lines += [md("{number}. {name}", number=number, name=name) for number, name in enumerate(names, 1)]
    return join("\n", lines)


def would_you_raise(draft: str) -> Md:
    """Before the form to raise a question is opened."""
    return md("Vill du lyfta frågan *{draft}*? Klicka, så öppnas formuläret med det du skrev.", draft=draft)


def help_text(understood: bool, can: Md) -> Md:
    """What the bot can do for the one who wrote."""
    return join("\n", [can, EXAMPLES] if understood else [NOT_UNDERSTOOD, can, EXAMPLES])
