"""What a question is about, in somebody's own words: the first words of one to be raised, and the words by which one's own
question is found again."""

from __future__ import annotations

import re
from typing import Final

_ABOUT: Final = r"(?:om|kring|gällande|gallande|angående|angaende|ang\.?|rörande|rorande|avseende|som gäller|som galler|som handlar om|:)"
_A_QUESTION: Final = r"(?:\w*fr[åa]g(?:a|an|or|orna)|\w*[äa]rende(?:t|n|na)?)"
_DRAFT: Final = re.compile(
    rf"(?:{_A_QUESTION}|\bpunkt|\bsak)\b\s*(?:(?:till|i|på|pa|för|for)\s+\S+\s+)?{_ABOUT}\s*(?P<draft>.+)",
    re.IGNORECASE | re.DOTALL,
)
_LIFTED: Final = re.compile(
    r"\b(?:vill|skulle|behöver|behover|önskar|onskar)\b[^.!?]*?\b(?:lyfta|väcka|vacka|aktualisera|ta upp)\b\s+"
    rf"(?!(?:en |ett |den |det )?(?:ny |nytt )?{_A_QUESTION}\b)(?:frågan om |fragan om )?(?P<draft>.+)",
    re.IGNORECASE | re.DOTALL,
)
_TOPIC: Final = re.compile(
    rf"\b{_A_QUESTION}\b\s*(?:(?!om\b)[\w-]+\s+){{0,5}}?{_ABOUT}\s*(?P<topic>[^.!?]+)", re.IGNORECASE
)
_COMPOUND: Final = re.compile(
    r"\b(?P<topic>[^\W\d]{3,}?)s?-?(?:fr[åa]gan|fr[åa]gorna|[äa]rendet|[äa]rendena)\b", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"\b[A-ZÅÄÖ]{2,8}[ -]?(?:19|20)\d\d-\d{1,5}\b", re.IGNORECASE)
_MEETING: Final = r"(?:på|pa|till|för|for|vid|inför|infor) (?:nästa|nasta) \S+"
_END: Final = re.compile(
    rf"[\s,]+(?:{_MEETING}|än|ännu|nu|upp|med|då|tack|egentligen|gått|klar|klart|färdig|godkänd|godkänt|godkända|återremitterad|bordlagd"
    r"|avslutad|avgjord|behandlad|behandlas|besvarad|hänvisad|inlämnad|kvar|igen|på väg|på gång|på dagordningen)$",
    re.IGNORECASE,
)
_MEETING_END: Final = re.compile(rf"\s+{_MEETING}$", re.IGNORECASE)
LONGEST: Final = 1500


def draft(message: str) -> str:
    """The first words of a question to be raised: what stands after "en fråga om", or after "vill lyfta"."""
    text = " ".join(message.split())
    match = _DRAFT.search(text) or _LIFTED.search(text)
    if match is None:
        return ""
    words = _MEETING_END.sub("", _trimmed(match["draft"]))
    return (words[:1].upper() + words[1:])[:LONGEST]


def topic(text: str) -> str:
    """What the question that is asked after is about, or its number; empty when that is not said."""
    line = " ".join(text.split())
    number = _NUMBER.search(line)
    if number is not None:
        return number.group()
    match = _TOPIC.search(line)
    if match is not None:
        return _shortened(match["topic"])
    compound = _COMPOUND.search(line)
    return compound["topic"] if compound is not None else ""


def _shortened(words: str) -> str:
    """Without what is said about the question, after what it is about."""
    kept = _trimmed(words)
    while (shorter := _trimmed(_END.sub("", kept))) != kept:
        kept = shorter
    return kept


def _trimmed(words: str) -> str:
    return words.strip(" .,:;-!?")
