"""Swedish stands in one folder, and no reason or letter is without its words."""

import ast
import re

import pytest

from bot.outbox.letters import CATALOGUE, calendar
from bot.text.refusals import WORDS
from handlers.letters import TABLE
from models.rules.refusals import Refusal
from tests.house.looking import PRODUCT, docstrings, python, tree

SWEDISH = set("åäöÅÄÖ")
CLASSES = re.compile("A-ZÅÄÖ|a-zåäö")  # which letters may stand somewhere is no sentence
FREE = ("bot/text/",)


def swedish(module: ast.Module) -> list[int]:
    """The lines with a Swedish string that is no docstring."""
    free = docstrings(module)
    return [
        node.lineno
        for node in ast.walk(module)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and SWEDISH & set(CLASSES.sub("", node.value))
        and id(node) not in free
    ]


def test_all_swedish_is_in_bot_text() -> None:
    found = {name: lines for name in python(*PRODUCT) if not name.startswith(FREE) and (lines := swedish(tree(name)))}

    assert not found


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ('x = "Frågan är redan hanterad."', [1]),
        ('x = f"Möte {y}"', [1]),
        ('def f():\n    "Säger Länssamverkansgruppen."\n    return "fråga"', [3]),
        ('"""Om möten."""\nx = "agenda"', []),
        ("# för sent\nx = 1", []),
        ('x = "[A-ZÅÄÖ]{2,6}"', []),
    ],
)
def test_swedish_outside_is_seen(code: str, lines: list[int]) -> None:
    assert swedish(ast.parse(code)) == lines


def test_every_refusal_has_its_words() -> None:
    assert set(WORDS) == set(Refusal)


@pytest.mark.parametrize("refusal", Refusal)
def test_a_refusal_is_a_sentence(refusal: Refusal) -> None:
    said = WORDS[refusal]

    assert said[0].isupper()
    assert said.rstrip("}").endswith((".", "?"))


def test_every_letter_to_slack_is_drawn() -> None:
    to_slack = {kind for kind in CATALOGUE.values() if kind.route == "slack"}

    assert set(TABLE) == to_slack


def test_outlook_is_sent_one_kind_of_letter() -> None:
    """One letter brings an event in line with its meeting, whatever it takes; calendar_sync draws it."""
    assert {kind for kind in CATALOGUE.values() if kind.route != "slack"} == {calendar.Event}
    assert calendar.Event.route == "outlook"
