"""F6: a one-shot job of APScheduler whose process is killed is not run again: it leaves the store when it is begun. A letter of
ours is leased, and comes back."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bot.outbox import retry
from bot.outbox.letters.people import Home
from bot.usecases.acting import Acting
from tests.clocks import HandClock
from tests.outbox.test_claim import claim, put

ROOT = Path(__file__).resolve().parents[3]


def run(folder: Path, order: str) -> tuple[int, str]:
    """One life of the process; how it ended, and what it said."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.proof.faults.one_shot", f"sqlite:///{folder}/jobs.sqlite3", str(folder / "note"), order],
        cwd=ROOT, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return ran.returncode, ran.stdout.strip()


def test_apscheduler_as_it_comes_forgets_a_job_whose_process_died(tmp_path: Path) -> None:
    first, second = run(tmp_path, "add"), run(tmp_path, "go on")

    assert first == (-9, "1")
    assert second == (0, "0")
    assert (tmp_path / "note").read_text() == "begun\n"


def test_a_letter_whose_worker_died_comes_back(empty: Acting, clock: HandClock) -> None:
    put(empty, Home(1))
    (held,) = claim(empty)
    assert claim(empty) == []
    clock.forward(seconds=retry.LEASE.total_seconds())

    (again,) = claim(empty)
    assert (again.id, again.attempts, again.lost) == (held.id, 2, True)
