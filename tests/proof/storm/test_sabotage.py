"""Sabotage: copies of our own code with one guard taken out each. The harness must turn red, each time, or its green says nothing
(reliability T3)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.proof.storm.brief import SCHEDULES
from tests.proof.storm.world import ROOT

ROOMS = ("bot", "calendar_sync", "handlers", "models", "migrations", "sandbox", "tests", "tools")
OUTSIDE = "apart"
IN_A_SESSION_OF_ITS_OWN = f"with Session(self.acting.database.writer) as {OUTSIDE}, {OUTSIDE}.begin():\n            "


@dataclass(frozen=True)
class Sabotage:
    """What is taken out: in which file, which text (it must be there), for which; the database and the schedule that sees it."""

    name: str
    cuts: tuple[tuple[str, str, str], ...]
    kind: str
    seen_by: str


SABOTAGES = (
    Sabotage(
        "the history is not looked in",
        (("handlers/sender.py", "if place is None and claimed.ambiguous:", "if place is None and claimed.id < 0:"),),
        "sqlite", "dies_after_the_post",
    ),
    Sabotage(
        "an attempt is not noted before it is made",
        (("models/store/outbox.py", ".values(ambiguous=True,", ".values(ambiguous=False,"),),
        "sqlite", "dies_after_the_post",
    ),
    Sabotage(
        "who lost the lease may go on",
        (("models/store/outbox.py", "_LETTER.c.token == claimed.token", "_LETTER.c.id == claimed.id"),),
        "sqlite", "two_with_a_lease",
    ),
    Sabotage(
        "the lease is shorter than a request may take",
        (("bot/outbox/retry.py", "seconds=90", "seconds=2"),),
        "sqlite", "slow",
    ),
    Sabotage(
        "the yes is said before the commit",
        (
            ("handlers/routes.py", "answer = await enter(", "asyncio.ensure_future(enter("),
            ("handlers/routes.py", "if retry.isdecimal() else 0)\n            return answer or", "if retry.isdecimal() else 0))\n            return"),
            ("handlers/routes.py", "import logging\n", "import asyncio\nimport logging\n"),
        ),
        "sqlite", "told_yes",
    ),
    Sabotage(
        "the key of a delivery is not kept",
        (("bot/usecases/acting.py", "if self.once is not None and not", "if self.once == '' and not"),),
        "sqlite", "dies_after_the_commit",
    ),
    Sabotage(
        "the driver is asked how many rows",
        (("models/store/inbox.py", "_FIRST.first(session, key=key, at=at) is not None",
          "session.connection().execute(dialect_insert(session, _INBOX).values(key=key, at=at).on_conflict_do_nothing()).rowcount == 1"),),
        "postgresql", "told_yes",
    ),
    Sabotage(
        "the journal is written outside the transaction",
        (
            ("bot/usecases/acting.py", "        self._line = journal.add(\n            self.session,",
             f"        {IN_A_SESSION_OF_ITS_OWN}self._line = journal.add(\n            {OUTSIDE},"),
        ),
        "postgresql", "dies_before_the_commit",
    ),
    Sabotage(
        "the letters are put in the outbox after the commit",
        (
            ("bot/usecases/acting.py", "            unit.close()\n", "            write_back(session)\n"),
            ("bot/usecases/acting.py", "        if unit.letters:\n", "        unit.close()\n        if unit.letters:\n"),
            ("bot/usecases/acting.py", "        write_back(self.session)\n        self.new_letters = outbox.put(self.session,",
             f"        {IN_A_SESSION_OF_ITS_OWN}self.new_letters = outbox.put({OUTSIDE},"),
        ),
        "sqlite", "dies_after_the_commit",
    ),
)  # fmt: skip


def copied(to: Path) -> Path:
    """The tree as it stands, with what Python has compiled of it: a file that is cut into is newer than that, and compiled anew."""
    to.mkdir()
    for room in ROOMS:
        shutil.copytree(ROOT / room, to / room, ignore=shutil.ignore_patterns("static", "browser"))
    for file in ("app.py", "cli.py", *(one.name for one in ROOT.glob("demo*.py")), "pyproject.toml"):
        shutil.copy(ROOT / file, to / file)
    return to


def found(tree: Path, kind: str, folder: Path, *chosen: str) -> dict[str, list[str]]:
    """What the harness says of that tree."""
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tests.proof.storm.brief", kind, str(folder), *chosen], cwd=tree, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return dict(json.loads(done.stdout))


@pytest.mark.timeout(300)
def test_as_it_is_the_harness_is_green(kind: str, tmp_path: Path) -> None:
    """The same schedules, the same harness, nothing taken out."""
    told = found(copied(tmp_path / "tree"), kind, tmp_path / "worlds")

    assert told == {name: [] for name in SCHEDULES}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("sabotage", SABOTAGES, ids=lambda one: one.name.replace(" ", "-"))
def test_sabotaged_it_is_red(sabotage: Sabotage, tmp_path: Path) -> None:
    tree = copied(tmp_path / "tree")
    for file, old, new in sabotage.cuts:
        text = (tree / file).read_text(encoding="utf-8")
        assert old in text, f"{file} does not say {old!r} any more: what does this guard now? Take that out instead"
        (tree / file).write_text(text.replace(old, new), encoding="utf-8")

    told = found(tree, sabotage.kind, tmp_path / "worlds", sabotage.seen_by)

    assert told[sabotage.seen_by] != []
    assert len(SABOTAGES) >= 6
