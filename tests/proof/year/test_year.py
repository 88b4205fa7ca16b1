"""A simulated year (T4, T9): the machine on the real bot. PROOF_EXAMPLES and PROOF_STEPS say how much; README.md how to run it long."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.conftest import Copies
from tests.proof.year.furnish import BEGINNINGS, furnish, start
from tests.proof.year.machine import Year
from tests.proof.year.world import Beginning, World, begin, end_world, open_world

SHM = Path("/dev/shm")
EXAMPLES = {
    "sqlite": int(os.environ.get("PROOF_EXAMPLES", "60")),
    "postgresql": int(os.environ.get("PROOF_EXAMPLES_POSTGRES", "6")),
}
STEPS = int(os.environ.get("PROOF_STEPS", "30"))


@pytest.fixture
def quiet() -> Iterator[None]:
    """Thousands of faults on purpose: nobody reads their traces."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(before)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Where the files are: in memory when there is such a place."""
    with TemporaryDirectory(dir=SHM if SHM.is_dir() else tmp_path) as made:
        yield Path(made)


@pytest.fixture
def years(kind: str, folder: Path, quiet: None) -> type[Year]:
    """The machine, with its worlds of that kind of database."""
    copies = Copies(kind, folder)
    beginnings: dict[str, Beginning] = {}

    def opens(which: str) -> World:
        if which not in beginnings:
            beginnings[which] = begin(copies, folder, start(which), lambda made: furnish(made, which))
        return open_world(copies, folder, beginnings[which])

    class Here(Year):
        pass

    Here.opens = staticmethod(opens)
    Here.ends = staticmethod(lambda made: end_world(copies, made))
    return Here


@pytest.mark.timeout(0)
def test_a_year(kind: str, years: type[Year]) -> None:
    """Whatever happens in whatever order: at rest nothing is lost, nothing doubled, and everybody who should know does."""
    run_state_machine_as_test(
        years,
        settings=settings(
            max_examples=EXAMPLES[kind], stateful_step_count=STEPS, deadline=None, derandomize="PROOF_SEED" not in os.environ,
            suppress_health_check=list(HealthCheck), print_blob=True, database=None, report_multiple_bugs=False,
            phases=[Phase.explicit, Phase.generate, *([Phase.shrink] if "PROOF_SHRINK" in os.environ else [])],
        ),
    )  # fmt: skip
    assert BEGINNINGS
