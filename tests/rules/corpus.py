"""The files of sentences (sentences_*.tsv) and how the bot reads them, for the tests of what people write to it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.text.understand import Intent, Understood, understand
from models.store.structure import shipped

COUNTY = shipped("vasterbotten")
MONDAY = date(2026, 3, 9)
FORMS = (Intent.ABSENCE, Intent.RETURN, Intent.RAISE, Intent.CALLS)
"""What leads to a button that changes something."""
_USED = {
    Intent.ABSENCE: ("body", "day", "about"),
    Intent.RETURN: ("body", "day"),
    Intent.RAISE: ("body", "topic"),
    Intent.NEXT_MEETING: ("body", "day"),
    Intent.MY_QUESTIONS: ("topic",),
    Intent.SUBSTITUTE: ("body", "day", "principal", "about"),
}
Reading = tuple[str, ...]


@dataclass(frozen=True)
class Sentence:
    """A line of a file: the sentence, the day it is written, and its right reading."""

    text: str
    today: date
    right: Reading

    @property
    def intent(self) -> Intent:
        """What it asks for."""
        return Intent(self.right[0])

    def read(self) -> Reading:
        """How the bot reads it."""
        found = understand(self.text, COUNTY, self.today)
        return (found.intent, *(_shown(found, name) for name in _USED.get(found.intent, ())))


def sentences(half: str) -> list[Sentence]:
    """One half of the sentences: `tuned` or `apart`."""
    return [
        Sentence(
            row["sentence"],
            date.fromisoformat(row["today"]),
            (row["intent"], *(row[name] for name in _USED.get(Intent(row["intent"]), ()))),
        )
        for row in _rows(f"sentences_{half}.tsv")
    ]


def met() -> list[tuple[str, str]]:
    """(what it asks for, the sentence) of those that were met while the rules were written."""
    return [(row["intent"], row["sentence"]) for row in _rows("sentences_met.tsv")]


def _rows(name: str) -> list[dict[str, str]]:
    path = Path(__file__).parent / name
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _shown(found: Understood, name: str) -> str:
    if name == "day":
        last = f"..{found.until.isoformat()}" if found.until else ""
        return f"{found.day.isoformat()}{last}" if found.day else ""
    if name == "topic":
        return (found.topic or found.draft).casefold()
    if name == "about":
        return "other" if found.other else "self" if found.own else ""
    return str(getattr(found, name))
