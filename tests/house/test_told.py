"""The demo has words for each act that is written in the journal, and one line for each rule that an act names."""

from __future__ import annotations

import ast

from bot.text import demo_told
from tests.house.looking import calls, python, tree


def written() -> tuple[set[str], set[str]]:
    """The acts and the rules that the use cases write as they stand in the code: `unit.record("…", rule="…")`."""
    acts: set[str] = set()
    rules: set[str] = set()
    for name in python("bot/usecases/"):
        for call in calls(tree(name), "record"):
            acts |= {str(one.value) for one in call.args[:1] if isinstance(one, ast.Constant)}
            rules |= {
                one.value
                for keyword in call.keywords
                if keyword.arg == "rule"
                for one in ast.walk(keyword.value)
                if isinstance(one, ast.Constant) and isinstance(one.value, str)
            }
    return acts, rules


RUN_BY_HAND = {
    "database.restored", "person.pseudonymised", "retention.decided", "retention.stopped", "roster.imported", "structure.loaded",
}  # fmt: skip
"""Acts of the command line, which nobody runs against a demo."""


def test_each_act_has_words_in_the_demos_column() -> None:
    acts, _ = written()

    assert len(acts) > 40
    assert acts - RUN_BY_HAND - set(demo_told.ACTS) - demo_told.QUIET == set(), "say it in bot/text/demo_told.py"


def test_each_rule_has_its_line() -> None:
    _, rules = written()

    assert len(rules) > 8
    assert rules - set(demo_told.RULES) == set(), "say it in bot/text/demo_told.py"


def test_each_line_is_a_sentence() -> None:
    assert [one for one in demo_told.RULES.values() if not (one[0].isupper() and one.endswith("."))] == []
    assert [one for one in demo_told.ACTS.values() if not one.format(person="Anna")[0].isupper()] == []
