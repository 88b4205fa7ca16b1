"""A simulated year (T4, T9): the machine on the real bot. PROOF_EXAMPLES and PROOF_STEPS say how much; tests/proof/README.md how to run
it long."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.proof.year.machine import Year

EXAMPLES = int(os.environ.get("PROOF_EXAMPLES", "300"))
PARTS = 4  # side by side, each a way of its own
ON_POSTGRES = int(
    os.environ.get("PROOF_EXAMPLES_POSTGRES", str(max(1, EXAMPLES // 33)))
)  # each is five times as dear there
STEPS = int(os.environ.get("PROOF_STEPS", "30"))
SEED = int(os.environ.get("PROOF_SEED", "0"))  # the same one goes the same way again


@pytest.mark.timeout(0)
@pytest.mark.parametrize(
    ("kind", "part"), [*(("sqlite", part) for part in range(PARTS)), ("postgresql", 0)], indirect=["kind"]
)
def test_a_year(kind: str, part: int, years: type[Year]) -> None:
    """Whatever happens in whatever order: at rest nothing is lost, nothing doubled, and everybody who should know does."""
    count = -(-EXAMPLES // PARTS) if kind == "sqlite" else ON_POSTGRES
    wanted = settings(
        max_examples=count, stateful_step_count=STEPS, deadline=None, print_blob=True, database=None,
        suppress_health_check=list(HealthCheck), report_multiple_bugs=False,
        phases=[Phase.generate, *([Phase.shrink] if "PROOF_SHRINK" in os.environ else [])],
    )  # fmt: skip
    before = years.rested

    run_state_machine_as_test(seed(SEED * PARTS + part)(years), settings=wanted)

    assert years.rested - before >= count // 2
