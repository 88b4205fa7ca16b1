"""The names of bodies and principals in a sentence, with the endings that Swedish gives them and without the dots that people
leave out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from bot.text.plain import folded
from models.rules.structure import Structure

Names = tuple[tuple[str, str], ...]
"""(folded name, key), the longest first."""

_ENDING: Final = r"(?:s|:s|et|ets|en|ens|s?motet|s?mote|-motet|-mote|s?moten|s?motena)?"


def bodies(structure: Structure) -> Names:
    """Every name of a body."""
    return _sorted(
        (name, body.key) for body in structure.bodies for name in (body.name, body.short_name, *body.aliases)
    )


def subjects(structure: Structure) -> Names:
    """What bodies are called for short when no name of theirs is said: their own names without the first word ("vård och
    omsorg")."""
    return _sorted(
        (rest, body.key) for body in structure.bodies if (rest := body.name.partition(" ")[2]) and "(" not in rest
    )


def principals(structure: Structure) -> Names:
    """Every name of a principal."""
    return _sorted(
        (name, one.key) for one in structure.principals for name in (one.name, one.genitive, one.short_name) if name
    )


def only(text: str, names: Names, before: str = "") -> str:
    """The key of the one that stands in the folded text; empty when none does, or several. `before`: what must stand before
    it."""
    found = {_key(match, names) for match in _finder(names, before).finditer(text)}
    return found.pop() if len(found) == 1 else ""


def masked(text: str, names: Names, mask: str) -> str:
    """The text with `mask` in place of each name."""
    return _finder(names, "").sub(mask, text)


def _sorted(pairs: object) -> Names:
    given = {(folded(name), key) for name, key in pairs}  # type: ignore[attr-defined]
    return tuple(sorted(given, key=lambda one: (-len(one[0]), one)))


def _key(match: re.Match[str], names: Names) -> str:
    return next(key for name, key in names if name == match["name"])


@lru_cache(maxsize=16)
def _finder(names: Names, before: str) -> re.Pattern[str]:
    """One pattern for all the names: a structure has some, a process one or two structures."""
    choice = "|".join(re.escape(name) for name, _ in names) or "(?!)"
    return re.compile(rf"{before}(?<!\w)(?P<name>{choice}){_ENDING}(?!\w)")
