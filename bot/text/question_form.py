"""The words of the form for raising a question: its fields, hints and choices, and which meeting it leads to. No
rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from bot.text import dates
from bot.text.words import according
from models.rules.bodies import ReachWords
from models.rules.questions import LevelChange, Reach

SUBMIT: Final = "Lämna in"
SAVE_DRAFT: Final = "Spara utkast"
INTRO: Final = "Beskriv frågan kort. Skriv inga uppgifter om enskilda patienter eller brukare."
BILATERAL_HOW: Final = "Välj *Kanske* ovan om du tror att fler kan beröras. Det du har skrivit finns kvar."
MORE: Final = "Fler uppgifter"
OPTIONAL_MORE: Final = "Resten är frivilligt. Fyll i det du vet."
DRAFT_SAVED: Final = "Utkastet är sparat. Du hittar det på startsidan under Frågor du följer."
ONE, MANY, COUNTERPART = "en huvudman", "huvudmän", "den andra parten"
FIELDS: Final[Mapping[str, str]] = {
    "body": "Grupp",
    "title": "Rubrik",
    "issue": "Vad är frågan?",
    "background": "Bakgrund",
    "benefit": "Vad vill ni uppnå för invånaren?",
    "concerned": "Vilka berörs?",
    "reach": "Berör frågan flera?",
    "why_not_local": "Varför går frågan inte att lösa lokalt?",
    "handling": "Hur vill ni att frågan tas upp?",
    "meeting": "Önskat möte",
    "level": "Lyfts frågan från en annan nivå?",
    "endorser": "Vem i linjen hos er står bakom frågan?",
    "endorser_function": "Funktion",
    "endorsed_on": "Datum för linjeförankringen",
    "informed": "Vilka hos er är informerade?",
    "experts": "Vilka sakkunniga bör vara med?",
    "association": "Rör frågan ett samordningsförbund?",
    "initiative": "Rör frågan en statlig satsning?",
    "priority": "Koppling till prioriterat område",
    "links": "Länkar till underlag",
}
HINTS: Final[Mapping[str, str]] = {
    "title": "Till exempel: Trygg utskrivning",
    "issue": "En eller två meningar räcker.",
    "background": "Vad har hänt, och vad har ni prövat?",
    "endorser": "Till exempel: Eva Ek",
    "endorser_function": "Till exempel: socialchef",
    "links": "En länk per rad.",
}
REACH: Final[Mapping[Reach, str]] = {Reach.SEVERAL: "Ja", Reach.MAYBE: "Kanske", Reach.ONE: "Nej"}
HANDLING: Final[Mapping[str, str]] = {
    "information": "Information",
    "dialogue": "Dialog",
    "position": "Ställningstagande",
    "recommendation": "Rekommendation",
}
LEVEL: Final[Mapping[LevelChange, str]] = {
    LevelChange.NONE: "Nej, den hör till gruppens nivå",
    LevelChange.LOCAL: "Ja, från lokal nivå",
    LevelChange.OFFICIAL: "Ja, från tjänstepersoner till politiken",
}
YES_NO: Final[Mapping[str, str]] = {"yes": "Ja", "no": "Nej", "unknown": "Vet inte"}
SHOW_MESSAGE: Final = "Visa meddelandet"
UNKNOWN_AUTHOR: Final = "någon i Slack"
NO_MEETING: Final = "Inget möte är planerat än. Frågan tas upp på nästa möte som planeras."
ANY_BODY: Final = "någon av grupperna"


def detail(name: str, value: str, meetings: Mapping[str, str]) -> str:
    """A further field's value in words; `meetings` by id."""
    if name == "endorsed_on":
        return dates.day(date.fromisoformat(value))
    choices: dict[str, Mapping[str, str]] = {
        "handling": HANDLING, "association": YES_NO, "initiative": YES_NO, "meeting": meetings,
        "level": {key.value: words for key, words in LEVEL.items()},
    }  # fmt: skip
    return choices.get(name, {}).get(value, value)


def late(missed: date, following: date) -> str:
    """The submission deadline has passed."""
    return (
        f"Stoppdatum för mötet den {_short_year(missed, following)} har passerat. "
        f"Frågan går till nästa möte, den {dates.day(following)}."
    )


def _short_year(day: date, following: date) -> str:
    return f"{day.day} {dates.MONTHS[day.month - 1]}" if day.year == following.year else dates.day(day)


def next_meeting(meeting: date, deadline: date | None) -> str:
    """In the form: which meeting, and until when."""
    until = f" Stoppdatum är den {dates.day(deadline)}." if deadline else ""
    return f"Nästa möte: {dates.weekday(meeting)}.{until}"


def late_no_meeting(missed: date) -> str:
    """The deadline has passed and no later meeting is planned."""
    return f"Stoppdatum för mötet den {dates.day(missed)} har passerat. Frågan tas upp på nästa möte som planeras."


def raised_for(principal: str, body: str) -> str:
    """In the form: for whom, where."""
    return f"Du lyfter frågan för {principal} i {body}." if principal else f"Du lyfter frågan i {body}."


def as_substitute(names: str) -> str:
    """In the form of a substitute (S-36)."""
    return f"Du är ersättare. Frågan går till AU när {names or 'den ordinarie representanten'} har skrivit under."


def from_message(author: str) -> str:
    """In the form: what it was made from."""
    return f"Från ett meddelande av {author}."


def next_day(meeting: date) -> str:
    """A meeting to wish for."""
    return dates.day(meeting)


def reach(words: ReachWords) -> str:
    """The question of S-29, in the structure's own words."""
    return f"Berör frågan fler än {words.one or ONE}?"


def concerned(words: ReachWords) -> str:
    """An example of who may be concerned; empty when the structure gives none."""
    return f"Till exempel: {words.example}." if words.example else ""


def bilateral(words: ReachWords, reference: str) -> str:
    """The advice on a question of one party (S-29, R-G01)."""
    return (
        f"Frågan verkar gälla {words.one or ONE}. Ta den direkt med {words.counterpart or COUNTERPART}{according(reference)}. "
        f"Tror du att fler {words.many or MANY} berörs? Då kopplas en koordinator in."
    )


def bilateral_meetings(words: ReachWords, principal: str) -> str:
    """What a party that has meetings of its own with the other side may do (R-G03, R-G04)."""
    return f"{principal} och {words.counterpart or COUNTERPART} kan kalla till en egen träff när det behövs."
