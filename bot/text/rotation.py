"""Whose turn the chair is: the line in the coordinators' settings, the window, and a recorded extension. No rows."""

from __future__ import annotations

from typing import Final

from bot.text.markup import Md, join, md
from bot.text.words import according, genitive, stopped

TITLE: Final = "Ordförandesida"
ENTER: Final = "Ange ordförandesida"
LOOK: Final = "Ordförandesida"
NOT_ENTERED: Final = "Ordförande från: inte angivet"
ASKS: Final = "Ange vilken sida som har ordföranden det första året. Sedan skiftar det varje år{rule}."
FIRST_YEAR: Final = "Första året"
FIRST_SIDE: Final = "Sidan som har ordföranden det året"
SIDE_HINT: Final = "Vice ordföranden kommer från den andra sidan. Du kan ändra det till och med det första årets slut."
SETTLED: Final = "Det som angavs ligger fast. Bara en förlängning ändrar ordningen{rule}."
EXTEND: Final = "Registrera förlängning"
EXTEND_TITLE: Final = "Förlängning"
EXTENSIONS: Final = "Förlängningar"
EXTEND_YEAR: Final = "Uppdragen förlängs till slutet av"
EXTEND_YEAR_HINT: Final = "Ordförande och vice ordförande sitter kvar. Året efter skiftar det igen."
MEETING: Final = "Mötet som beslutade"
UNANIMOUS: Final = "Var gruppen enig?"
UNANIMOUS_YES: Final = "Ja, hela gruppen var enig"
UNANIMOUS_NO: Final = "Nej"
REASON: Final = "Skäl"
REASON_HINT: Final = "Det du skriver kan begäras ut som allmän handling."
NO_MEETING: Final = (
    "Inget av gruppens möten i Samverkan har varit än. En förlängning registreras efter mötet som beslutade den."
)
TAKE_BACK: Final = "Ta bort"
TAKE_BACK_TITLE: Final = "Ta bort förlängningen?"
TAKE_BACK_TEXT: Final = "Gör det om den registrerades av misstag. Då skiftar det till den andra sidan som vanligt."
TAKE_BACK_NO: Final = "Behåll"


def asks(reference: str) -> str:
    """What to enter, and what it leads to (S-05)."""
    return ASKS.format(rule=according(reference))


def settled(reference: str) -> str:
    """That what was entered is not changed any more."""
    return SETTLED.format(rule=according(reference))


def year_side(side: str, year: int, *, extended: bool) -> str:
    """kommunsidan 2027 (förlängt)."""
    return f"{side} {year} (förlängt)" if extended else f"{side} {year}"


def turns(this: str | None, following: str, year: int, tail: str) -> Md:
    """This year's side and the next year's, and how it stands to the roster."""
    if this is None:
        return md("Ordförande från: {following}. För {year} är inget angivet.", following=following, year=str(year))
    return md(
        "Ordförande från: {this}, sedan {following}.{tail}", this=this, following=following, tail=tail and f" {tail}"
    )


AGREES: Final = "Årets sida stämmer med deltagarlistan."
VACANT: Final = "Ordförande är inte vald i deltagarlistan."


def holders(chair: tuple[str, str] | None, vice_chair: tuple[str, str] | None) -> Md:
    """Who holds the offices today: (name, side)."""
    return join("\n", [_holder("Ordförande", chair, "inte vald"), _holder("Vice ordförande", vice_chair, "inte vald")])


def _holder(office: str, who: tuple[str, str] | None, nobody: str) -> Md:
    if who is None:
        return md("{office} i dag: {nobody}", office=office, nobody=nobody)
    return md("{office} i dag: {name}, {side}", office=office, name=who[0], side=who[1])


def differs(
    year: int,
    side: str,
    chair: tuple[str, str] | None,
    vice_chair: tuple[str, str] | None,
    reference: str,
    *,
    may_be_longer: bool,
) -> Md:
    """Calmly, that the roster says something else, with what it rests on and what can be done. The officers are (name, side)."""
    if chair is not None and chair[1] != side:
        is_now = md("ordföranden {name} kommer från {side}", name=chair[0], side=chair[1])
    else:
        is_now = md("vice ordföranden {name} kommer därifrån", name=(vice_chair or ("", ""))[0])
    unless, remedy = (
        (", om gruppen inte har beslutat om förlängning", "Registrera förlängningen, eller rätta det som är fel.")
        if may_be_longer
        else ("", "Rätta det som är fel.")
    )
    return md(
        "År {year} är det {side} tur att ha ordföranden, men {now}. Uppdragen skiftar varje år{unless}{rule}. {remedy}",
        year=str(year), side=genitive(side), now=is_now, unless=unless, rule=according(reference), remedy=remedy,
    )  # fmt: skip


def extension(year: int, meeting: str, unanimous: bool | None, reason: str) -> Md:
    """A recorded extension: until when, by which meeting, and why (R-C16, R-D18)."""
    how = "enigt beslut på" if unanimous else "beslut på"
    return md(
        "• Till och med 31 december {year}, enligt {how} {meeting}. Skäl: {reason}",
        year=str(year), how=how, meeting=meeting, reason=stopped(reason),
    )  # fmt: skip


def needs(*, unanimous: bool, reference: str) -> str:
    """What an extension demands."""
    what = "hela gruppen är enig" if unanimous else "gruppen har beslutat det"
    return f"Förlängning kräver att {what} och att det finns skäl{according(reference)}."
