"""The machine can find faults: with one guard of ours taken out, it turns red. A quick one always; PROOF_SABOTAGE=all for the
machine itself."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from shutil import copy, copytree, ignore_patterns

import pytest

ROOT = Path(__file__).resolve().parents[3]
ROOMS = ("bot", "calendar_sync", "handlers", "models", "migrations", "sandbox", "tests", "tools")


@dataclass(frozen=True)
class Cut:
    """What is taken out: in which file, which text (it must be there), for which; and what the machine says of it."""

    name: str
    file: str
    old: str
    new: str
    says: str


CUTS = (
    Cut(
        "the history is not looked in", "handlers/sender.py", "if key_of(one) == key", 'if key_of(one) == ""', " times|told twice|Letter",
    ),
    Cut(
        "silence is not noticed", "bot/usecases/absence_changes.py", "call.answer_by > unit.now", "call.answer_by.year > 0",
        "silence that nobody noticed|the meeting is over and somebody",
    ),
    Cut(
        "the key of a delivery is not kept", "bot/usecases/acting.py", "if self.once is not None and not", "if self.once == \'\' and not",
        "what had been done was done again",
    ),
    Cut(
        "substitutes are called from behind", "models/rules/seating.py", "own.sort(key=lambda one: (one.place is None, one.place or 0))",
        "own.sort(key=lambda one: -(one.place or 0))", "Seat",
    ),
    Cut(
        "nobody hears of a late answer", "bot/usecases/questions_due.py", "        escalate(unit, question, Escalated.LATE)\n", "",
        "late, and nobody was told",
    ),
)  # fmt: skip
BY_COMMAND = os.environ.get("PROOF_SABOTAGE") == "all"


def sabotaged(cut: Cut, tree: Path) -> None:
    """The tree as it stands, with that cut."""
    tree.mkdir()
    for room in ROOMS:
        copytree(ROOT / room, tree / room, ignore=ignore_patterns("__pycache__", "static", "browser"))
    for file in (*(one.name for one in ROOT.glob("*.py")), "pyproject.toml"):
        copy(ROOT / file, tree / file)
    text = (tree / cut.file).read_text(encoding="utf-8")
    assert cut.old in text, (
        f"{cut.file} does not say {cut.old!r} any more: what does this guard now? Take that out instead"
    )
    (tree / cut.file).write_text(text.replace(cut.old, cut.new), encoding="utf-8")


def said(tree: Path, file: str, chosen: str) -> str:
    """What pytest says of the tests chosen there, which must fail."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", f"tests/proof/year/{file}", "-k", chosen], cwd=tree, capture_output=True,
        text=True, check=False, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert done.returncode == 1, done.stdout[-3000:] + done.stderr[-1000:]
    return done.stdout


@pytest.mark.timeout(300)
def test_two_hours_away_is_red_when_the_history_is_not_looked_in(tmp_path: Path) -> None:
    """The quick one: the checks at rest see the message that stands twice."""
    sabotaged(CUTS[0], tmp_path / "tree")

    told = said(tmp_path / "tree", "test_outage.py", "drop_after and slack and sqlite")

    assert any(words in told for words in CUTS[0].says.split("|")), told[-3000:]


if BY_COMMAND:  # each takes the machine a minute or more to find

    @pytest.mark.timeout(0)
    @pytest.mark.parametrize("cut", CUTS, ids=lambda one: one.name.replace(" ", "-"))
    def test_with_a_guard_taken_out_the_year_is_red(cut: Cut, tmp_path: Path) -> None:
        sabotaged(cut, tmp_path / "tree")

        told = said(tmp_path / "tree", "test_year.py", "a_year and sqlite")

        assert any(words in told for words in cut.says.split("|")), told[-3000:]
