"""Killed at every commit and at every request that leaves, in every flow; recovered, the world is as if nobody had died
(reliability T1)."""

from __future__ import annotations

import ast
import os
import random
from pathlib import Path

import pytest

from tests.conftest import Copies
from tests.proof.storm import checker, flows
from tests.proof.storm.schedules import at_every_new_point, difference, through, undisturbed
from tests.proof.storm.world import ROOT, Parents, world

EVERY = os.environ.get("PROOF_POINTS", "new") == "all"
"""all: each flow dies at each of its own points; new: at each point that no flow before it had."""
SINGLES, PAIRS = os.environ.get("PROOF_SINGLES", "2"), os.environ.get("PROOF_PAIRS", "2")
SAMPLED = {"sqlite": "absence", "postgresql": "outlook"}
HOW_TO_JOIN = """
These use cases open a transaction, and no flow of tests/proof/storm/flows passes through them, so nobody has died in them:
    {missing}
Add a step (an async function with `await scene.act(person, usecase, …)`) to a flow there, or a new flow of a few steps with a
line in flows/__init__.py. Nothing else is needed: the points to die at are found by themselves."""


@pytest.mark.timeout(1200)
def test_killed_at_every_point_one_after_another(
    kind: str, copies: dict[str, Copies], parents: Parents, tmp_path: Path
) -> None:
    """Each process dies at the first point where none has died before: also while it recovers from the last death. And every
    use case that writes has been passed."""
    known, died, passed = tmp_path / "points", list[str](), set[str]()
    for flow in flows.BY_NAME:
        calm = undisturbed(copies[kind], parents, tmp_path / f"{flow}-calm", flow)
        passed |= calm.usecases
        with world(copies[kind], parents, tmp_path / flow) as here:
            died += at_every_new_point(here, flow, tmp_path / f"{flow}-points" if EVERY else known)
            assert difference(here.picture(), calm.picture) == {}, (flow, died)
            checker.check(here)

    assert len(set(died)) >= 100
    missing = sorted(writing() - passed)
    assert not missing, HOW_TO_JOIN.format(missing=", ".join(missing))


def writing() -> set[str]:
    """Every use case that opens a transaction, as `module.function`."""
    return {
        f"{path.stem}.{node.name}"
        for path in (ROOT / "bot" / "usecases").glob("*.py")
        if path.stem != "acting"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and _opens(node)
    }


def _opens(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(node, ast.With) and any("transaction()" in ast.unparse(item.context_expr) for item in node.items)
        for node in ast.walk(function)
    )


@pytest.mark.timeout(36_000)
def test_killed_once_and_killed_again_while_it_recovers(
    kind: str, copies: dict[str, Copies], parents: Parents, tmp_path: Path
) -> None:
    """Single deaths, and a second one during the recovery; a sample of one flow, or all of every flow by command."""
    chosen = list(flows.BY_NAME) if "all" in (SINGLES, PAIRS) else [SAMPLED[kind]]
    chance = random.Random(os.environ.get("PROOF_SEED", kind))
    schedules = 0
    for flow in chosen:
        calm = undisturbed(copies[kind], parents, tmp_path / f"{flow}-calm", flow)
        points = list(dict.fromkeys(calm.points))
        singles = (
            [(one,) for one in points] if SINGLES == "all" else [(chance.choice(points),) for _ in range(int(SINGLES))]
        )
        pairs = [(one, other) for one in points for other in points] if PAIRS == "all" else [
            (chance.choice(points), chance.choice(points)) for _ in range(int(PAIRS))
        ]  # fmt: skip
        for schedule in (*singles, *pairs):
            crashes = [{"at": one, "nth": chance.randint(1, calm.points.count(one))} for one in schedule[:1]]
            crashes += [{"at": one, "nth": 1} for one in schedule[1:]]
            schedules += 1
            with world(copies[kind], parents, tmp_path / f"{flow}-{schedules}") as here:
                died = through(here, flow, crashes)
                assert 1 <= died <= len(crashes), (flow, crashes)
                assert difference(here.picture(), calm.picture) == {}, (flow, crashes)
                checker.check(here)

    assert schedules >= 4
