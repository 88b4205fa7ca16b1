"""Which of somebody's questions is the one they speak of: by its number, or by the words of its title and text. Words match by
their stems and as parts of compounds (hemtagning – hemtagningsteam, tolk – språktolkar); no dictionary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.text.plain import bare
from models.values import dataclass

_PASSED: Final = frozenset(
    bare(
        "och i på för av med till om den det de en ett från hos vår vårt min mitt som att är inom vid kring fråga frågan ärende"
    ).split()
)
_ENDINGS: Final = tuple(
    sorted(
        bare("arna erna orna ande andet het heten heter en et ar er or na ens ets n t a e s").split(),
        key=len,
        reverse=True,
    )
)
_STEM: Final = 4
"""Letters that are left of a word at least, and that a part of a compound has."""


@dataclass(frozen=True)
class Titled:
    """A question as it is looked for."""

    number: str
    title: str
    text: str


def alike(topic: str, questions: Sequence[Titled]) -> list[int]:
    """The places of those that the topic fits best, in order: one, several when they fit equally well, or none when less
    than half of its words is found."""
    numbered = [at for at, one in enumerate(questions) if _same_number(topic, one.number)]
    if numbered:
        return numbered
    wanted = _stems(topic)
    if not wanted:
        return []
    points = [_points(wanted, one) for one in questions]
    best = max(points, default=(0, 0))
    return [at for at, one in enumerate(points) if one == best] if best[0] * 2 >= len(wanted) else []


def _same_number(topic: str, number: str) -> bool:
    return bool(number) and re.sub(r"\W", "", bare(topic)) == re.sub(r"\W", "", bare(number))


def _points(wanted: list[str], question: Titled) -> tuple[int, int]:
    """How many of the words are found, and how many of them in the title."""
    title, text = _stems(question.title), _stems(question.text)
    in_title = sum(any(_match(one, other) for other in title) for one in wanted)
    found = sum(any(_match(one, other) for other in (*title, *text)) for one in wanted)
    return found, in_title


def _stems(text: str) -> list[str]:
    words = re.findall(r"\w+", bare(text))
    return list(dict.fromkeys(_stem(one) for one in words if one not in _PASSED and len(one) > 1))


def _stem(word: str) -> str:
    ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= _STEM), "")
    return word.removesuffix(ending)


def _match(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= _STEM and (long.startswith(short) or long.endswith(short))
