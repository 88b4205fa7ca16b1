"""A sentence as it is read: small letters, å and ä as a, ö as o (people on a phone leave the dots out), single spaces, a comma
as a word of its own, and slips of the finger in the words that matter put right."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_BARE: Final = str.maketrans("åäöéèüàÅÄÖÉ", "aaoeeuaAAOE")


def bare(text: str) -> str:
    """Small letters without dots and accents, in NFC: as many letters as there were."""
    return unicodedata.normalize("NFC", text).casefold().translate(_BARE)


_KNOWN: Final = frozenset(
    bare(
        "inte imorgon komma måndag tisdag onsdag torsdag fredag lördag söndag januari februari augusti september oktober november "
        "december förhinder förhindrad frånvaro frånvaron frånvarande frånvaroanmälan återbud ersättare ersättaren"
    ).split()
)
"""Words that a slip is put right in. None that is one letter from another word that people write: not "nästa" (nästan), not
"fråga" (frågar)."""
_SHORTENED: Final = {"kmr": "kommer", "ngn": "nagon", "ngt": "nagot", "mkt": "mycket", "tyv": "tyvarr"}
LONGEST: Final = 600
MOST: Final = 40
"""Of a longer sentence, and of more of them, the rest is not read."""
_LONG: Final = 8  # from here a wrong letter is put right too: in a shorter word it makes another word (mandat, måndag)
_SENTENCE: Final = re.compile(r"(?<=[!?])\s+|(?<=[^\W\d]\.)\s+(?=[^\W\d])|(?<=\d\.)\s+(?=[A-ZÅÄÖ])|\s*\n+\s*")
_SIGNED: Final = re.compile(
    r"(?:(?<=\s)|(?<=[.!?,])|^)(?:/{1,2}\s?(?=[^\W\d])|(?:mvh|vh|hälsningar|hälsning|hälsn|hälsar|med vänlig\w* hälsning\w*)\b)[^\d?!]{0,60}$",
    re.IGNORECASE,
)


def undotted(pattern: str) -> str:
    """A pattern written in Swedish as it is looked for in bare text: its capitals (\\W) are left alone."""
    return pattern.translate(_BARE)


def sentences(text: str) -> list[str]:
    """The sentences of a message, each as it was written; without the name it is signed with."""
    found = [one.strip() for one in _SENTENCE.split(text)]
    kept = [_SIGNED.sub("", one).strip()[:LONGEST] for one in found[:MOST]]
    return [one for one in kept if one.strip(" .,:;-")]


def folded(sentence: str) -> str:
    """The sentence bare, with only the signs that days and names need."""
    kept = re.sub(r"[^\w\s/:.,()–-]", " ", bare(sentence)).replace(",", " , ")
    words = [_righted(one) for one in kept.split()]
    return " ".join(words).strip(" .:,-")


def _righted(word: str) -> str:
    """The word that was meant, when one letter is missing, doubled or has changed place; the word itself otherwise."""
    if word in _SHORTENED:
        return _SHORTENED[word]
    if len(word) < 4 or word in _KNOWN or not word.isalpha():
        return word
    for known in _KNOWN:
        if known[0] == word[0] and abs(len(known) - len(word)) <= 1 and _slip(word, known):
            return known
    return word


def _slip(word: str, known: str) -> bool:
    """Whether one slip made the one of the other. An "s" or "n" at the end is Swedish, no slip (i onsdags, nästan)."""
    start = next((at for at in range(min(len(word), len(known))) if word[at] != known[at]), min(len(word), len(known)))
    if len(word) == len(known):
        crossed = word[start:] == known[start + 1 : start + 2] + known[start : start + 1] + known[start + 2 :]
        return crossed or (len(known) >= _LONG and word[start + 1 :] == known[start + 1 :])
    if len(word) < len(known):
        return word[start:] == known[start + 1 :]
    return start < len(known) and word[start + 1 :] == known[start:]
