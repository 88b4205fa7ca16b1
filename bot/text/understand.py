"""What a sentence to the bot asks for, by plain Swedish rules. It never acts: whoever asks here answers with a
question.

Only what is understood leaves this module; a sentence, and a reason in it, is never kept.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from bot.text.when import day_in
from models.rules.structure import Structure


class Intent(StrEnum):
    """What somebody wants."""

    ABSENCE = "absence"
    RETURN = "return"
    CALLS = "calls"
    RAISE = "raise"
    NEXT_MEETING = "next_meeting"
    MY_QUESTIONS = "my_questions"
    SUBSTITUTE = "substitute"
    HELP = "help"
    THANKS = "thanks"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Understood:
    """A sentence as it was understood: keys of the structure, a day, a question's first words; `own` when it is about
    "me"."""

    intent: Intent
    body: str = ""
    day: date | None = None
    principal: str = ""
    draft: str = ""
    own: bool = False


_NOT: Final = r"(?:inte|ej|icke)"
_GO: Final = (
    r"(?:komma|delta|deltaga|vara med|närvara|medverka|gå|ses|träffas|vara där|sitta med|ansluta|hinna|vara på plats)"
)
_ASKS_WHO: Final = re.compile(r"\b(?:vem|vilka|vilken)\b.*\b(?:ersättar\w*|ersätter|ställe)\b")
_SUBSTITUTES: Final = re.compile(
    rf"\b(?:ersätta|hoppa in|ställa upp som|rycka in|ta platsen|gå i stället|gå istället)\b|\b{_NOT} ersätta\b"
)
_RETURN: Final = re.compile(
    rf"\b(?:kan|kommer|kunna) (?:jag )?(?:ändå|trots allt) ?(?:komma|delta|vara med)?\b"
    rf"|\b(?:komma|delta|vara med|kommer|deltar|med) (?:ändå|trots allt|i alla fall)\b"
    rf"|\b(?:är|var) {_NOT} (?:längre )?(?:sjuk|borta|frånvarande)\b|\binte sjuk längre\b|\bfrisk igen\b"
    rf"|\b(?:ta tillbaka|återta|ångra) (?:min )?frånvaro\w*\b"
)
_RAISE: Final = re.compile(
    r"\b(?:lyfta|lyfter|lyft|väcka|ta upp|aktualisera|anmäla|lägga fram|föreslå|skicka in|lämna in)\b"
    r"(?: \w+){0,3}? (?:fråg\w*|ärende\w*|sak|punkt)\b"
    r"|\b(?:har|en|ny) (?:en )?(?:ny )?fråga (?:till|som jag vill|att lyfta)\b|\bny fråga\b|\bvill lyfta\b"
)
_ABSENCE: Final = re.compile(
    rf"\bkan (?:\w+ ){{0,3}}?{_NOT} (?:\w+ ){{0,2}}?{_GO}\b"
    rf"|\bkan (?:\w+ ){{0,2}}?{_NOT}(?! (?:du|ni|man|någon|vi)\b)(?=.*(?:\d|\bmöte|\bmån|\btis|\bons|\btors|\bfre|dag\b|\bden\b|morgon))"
    rf"|\bkommer (?:\w+ ){{0,2}}?{_NOT}\b|\bhinner (?:\w+ ){{0,2}}?{_NOT}\b|\bdeltar {_NOT}\b|\bmissar\b"
    rf"|\b(?:får|fått|har|fick) (?:\w+ ){{0,2}}?förhinder\b|\bförhindrad\w*\b|\bförhinder\b"
    r"|\b(?:anmäl\w*|rapportera\w*|registrera) (?:\w+ ){0,2}?frånva\w+\b|\bfrånvar\w*\b|\bfrånvaro\w*\b"
    r"|\båterbud\b|\btackar nej\b|\b(?:måste|får) (?:\w+ ){0,1}?(?:avstå|utebli|lämna återbud|tacka nej)\b|\buteblir\b"
    rf"|(?<!{'inte '})\b(?:sjuk\w*|vabba\w*|vab|magsjuk\w*|förkyld|krasslig|influensa)\b"
    r"|\b(?:är|blir|kommer vara|kommer att vara) (?:\w+ ){0,2}?(?:borta|bortrest|frånvarande|ledig|upptagen|på resande fot)\b"
    r"|\bsemester\b|\bdubbelbokad\b|\b(?:måste|behöver) gå (?:tidigare|hem)\b|\bkommer (?:\w+ )?senare\b"
)
_MY_QUESTIONS: Final = re.compile(
    r"\bmina (?:frågor|ärenden)\b|\b(?:status|läget|hänt|händer|går det)\b.*\b(?:fråg\w*|ärende\w*)\b"
    r"|\bmin fråga\b|\bmitt ärende\b|\bvar är (?:min|vår) fråga\b|\bvad väntar på mig\b"
)
_NEXT_MEETING: Final = re.compile(
    r"\bnästa (?:möte|sammanträde|träff)\b|\bn[äa]r (?:\w+ ){0,3}?(?:möte\w*|ses|träffas|samråd\w*|lsg|sammanträd\w*)\b"
    r"|\b(?:vilka|mina|kommande) möten\b|\bmöten\b|\bvar (?:är|ska) (?:\w+ ){0,2}?(?:mötet|vi ses|vi vara)\b"
    r"|\b(?:vilken|vad) (?:dag|tid) (?:\w+ ){0,3}?möte\w*\b|\bmötestid\w*\b|\bsammanträde\w*\b"
)
_HELP: Final = re.compile(
    r"\bhjälp\w*\b|\bhelp\b|\bvad kan (?:du|man|jag)\b|\bhur (?:gör|fungerar|funkar|använder)\b|\bkommandon?\b"
    r"|^\?+$|\bvad är du\b|\bvem är du\b"
)
_THANKS: Final = re.compile(r"\b(?:tack\w*|toppen|kanon|super\w*|perfekt|härligt|utmärkt|jättebra|bra jobbat)\b")
_GREETING: Final = re.compile(r"^(?:hej\w*|hallå|tja\w*|god ?(?:morgon|dag|kväll)|hejsan|halloj)\b")
_DRAFT: Final = re.compile(
    r"(?:fråg\w*|ärende\w*|punkt|sak|lyfta)\b\s*(?:(?:till|i|på|för)\s+\S+\s+)?(?:om|:|kring|gällande|angående|rörande|som gäller)\s*(?P<draft>.+)",
    re.IGNORECASE | re.DOTALL,
)


def understand(text: str, structure: Structure, today: date) -> Understood:
    """What the sentence asks for. Without a clear sign it is UNKNOWN: better to ask than to guess."""
    plain = unicodedata.normalize("NFC", html.unescape(re.sub(r"<[^>]*>", " ", text)))
    folded = _folded(plain)
    intent = _intent(folded)
    if intent in (Intent.HELP, Intent.THANKS, Intent.UNKNOWN):
        return Understood(intent)
    if intent is Intent.RAISE:
        return Understood(intent, body=_body_to(folded, structure), draft=_draft(plain))
    return Understood(
        intent,
        body=_body(folded, structure),
        day=day_in(folded, today),
        principal=_principal(folded, structure),
        own=bool(re.search(r"\b(?:min|mig|mitt|vår|vårt|oss)\b", folded)),
    )


def _folded(text: str) -> str:
    """Lower case, single spaces, and only the signs that dates and names need."""
    return " ".join(re.sub(r"[^\w\s/:.()-]", " ", text.casefold()).split()).strip(" .:")


def _intent(folded: str) -> Intent:
    if not folded:
        return Intent.HELP
    if _ASKS_WHO.search(folded):
        return Intent.SUBSTITUTE
    for intent, sign in (
        (Intent.RETURN, _RETURN),
        (Intent.RAISE, _RAISE),
        (Intent.CALLS, _SUBSTITUTES),
        (Intent.ABSENCE, _ABSENCE),
        (Intent.MY_QUESTIONS, _MY_QUESTIONS),
        (Intent.NEXT_MEETING, _NEXT_MEETING),
        (Intent.HELP, _HELP),
    ):
        if sign.search(folded):
            return intent
    if _GREETING.search(folded) and len(folded.split()) <= 3:
        return Intent.HELP
    return Intent.THANKS if _THANKS.search(folded) and len(folded.split()) <= 6 else Intent.UNKNOWN


def _named(folded: str, names: Iterable[tuple[str, str]], before: str = "") -> str:
    """The key of the longest name that stands in the text, with the endings that Swedish gives it."""
    for name, key in sorted(names, key=lambda one: len(one[0]), reverse=True):
        ending = r"(?:s|:s|et|ets|en|ens|mötet|möte|-mötet|-möte)?"
        if re.search(rf"{before}(?<!\w){re.escape(name)}{ending}(?!\w)", folded):
            return key
    return ""


def _body_names(structure: Structure) -> list[tuple[str, str]]:
    return [
        (_folded(name), body.key) for body in structure.bodies for name in (body.name, body.short_name, *body.aliases)
    ]


def _body(folded: str, structure: Structure) -> str:
    return _named(folded, _body_names(structure))


def _body_to(folded: str, structure: Structure) -> str:
    """The body a question is raised to: named after "i", "till" or "på", since its subject may bear a body's name
    too."""
    return _named(folded, _body_names(structure), before=r"(?:\bi|\btill|\bpå) ")


def _principal(folded: str, structure: Structure) -> str:
    names = [
        (_folded(name), one.key)
        for one in structure.principals
        for name in (one.name, one.genitive, one.short_name)
        if name
    ]
    return _named(folded, names)


def _draft(plain: str) -> str:
    """The question's first words: what stands after "en fråga om"."""
    match = _DRAFT.search(" ".join(plain.split()))
    if match is None:
        return ""
    words = match["draft"].strip(" .:,;-!?")
    return (words[:1].upper() + words[1:])[:1500]
