"""The faults of the stack that were found, F1 to F11: each has a test that shows it in the part as it comes, and not in ours."""

from __future__ import annotations

import re
from pathlib import Path

FAULTS = Path(__file__).resolve().parents[1] / "proof" / "faults"
KNOWN = {f"{number:02d}" for number in range(1, 12)}


def shown(names: list[str]) -> set[str]:
    """The numbers of the faults that have a file."""
    return {found[1] for name in names if (found := re.fullmatch(r"test_f(\d\d)_\w+\.py", name))}


def test_each_fault_has_its_proof() -> None:
    there = shown([path.name for path in FAULTS.iterdir()])

    assert KNOWN - there == set(), (
        "write tests/proof/faults/test_fNN_….py: the fault as it comes, and that ours has not got it"
    )


def test_each_proof_shows_both_sides() -> None:
    """One test for the part as it comes and one for ours, at least."""
    lonely = [
        path.name
        for path in FAULTS.glob("test_f*.py")
        if len(re.findall(r"^(?:async )?def test_", path.read_text(encoding="utf-8"), re.M)) < 2
    ]

    assert lonely == []


def test_a_fault_without_a_proof_is_seen() -> None:
    assert shown(["test_f01_a.py", "test_f2_b.py", "test_other.py"]) == {"01"}
