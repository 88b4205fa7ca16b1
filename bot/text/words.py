"""Words that belong to no noun: the app's name, buttons that recur, plurals, lists, Swedish order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

APP = "Samverkan"
CLOSE = "Stäng"
CANCEL = "Avbryt"
SAVE = "Spara"

_ORDER = str.maketrans({"å": "{a", "ä": "{b", "æ": "{b", "ö": "{c", "ø": "{c", "ü": "y"})  # "{" comes after "z"


def swedish_order(text: str) -> str:
    """A sort key: Åsele before Älvdalen, Östersund last; other accents (é) count as none, however they are written."""
    letters = unicodedata.normalize("NFC", text).casefold().translate(_ORDER)
    return "".join(sign for sign in unicodedata.normalize("NFD", letters) if not unicodedata.combining(sign))


def count(number: int, one: str, many: str) -> str:
    """1 fråga, 2 frågor."""
    return f"{number} {one if number == 1 else many}"


def listed(names: Iterable[str], last: str = "och") -> str:
    """Anna, Bo och Cilla."""
    given: Sequence[str] = list(names)
    if len(given) < 2:
        return "".join(given)
    return ", ".join(given[:-1]) + f" {last} {given[-1]}"


def genitive(name: str) -> str:
    """Annas, but Klas (no second s)."""
    return name if name[-1:].lower() in "sxz" else f"{name}s"


def according(reference: str) -> str:
    """What a rule rests on, at the end of a clause: enligt överenskommelsen § 5.1.3. Nothing without a reference."""
    return f", enligt {reference}" if reference else ""


def stopped(text: str) -> str:
    """A text with a full stop."""
    text = " ".join(text.split())
    return text if text[-1:] in ".!?" else f"{text}."


def sentence(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]
