"""The door in instructions against Bolt's own, and with two hundred entries against one: counted by callgrind, so that a busy machine
does not matter (they repeat to 0.1 %). Everything in one process, so that what is imported is imported once."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.door_child import VARIANTS
from bench.page import Demand, demanded

FEW = 20  # requests in the shorter stretch


def count() -> dict[str, float]:
    """Instructions per request of each variant: a stretch and one twice as long, the difference divided by the number."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        command = ["valgrind", "-q", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={out}"]
        command += [sys.executable, "-m", "bench.door_child", str(FEW)]
        subprocess.run(
            command, check=True, stdout=sys.stderr, env={**os.environ, "COUNTED": "1", "PYTHONHASHSEED": "0"}
        )
        totals = [int(_summary(out.with_name(f"out.{at}"))) for at in range(1, 2 * len(VARIANTS) + 1)]
    return {name: (totals[2 * at + 1] - totals[2 * at]) / FEW for at, name in enumerate(VARIANTS)}


def _summary(dump: Path) -> str:
    found = re.search(r"^(?:summary|totals): (\d+)", dump.read_text(encoding="utf-8"), re.MULTILINE)
    assert found is not None, f"callgrind counted nothing in {dump}"
    return found[1]


def main() -> list[str]:
    """The section's lines."""
    found = count()
    bare = found["bare Bolt, a click"]
    lines = demanded(
        [
            Demand("our door ÷ Bolt's own, a click", found["ours, a click"] / bare, 0.5),
            Demand("200 entries ÷ one", found["ours, a click, 200 entries"] / found["ours, a click"], 1.05),
        ]
    )
    lines += ["| per request | instructions | ÷ bare Bolt, a click |", "|---|---|---|"]
    lines += [f"| {name} | {number:,.0f} | {number / bare:.2f} |" for name, number in found.items()]
    event, command = (
        found["ours, an event"] / found["bare Bolt, an event"],
        found["ours, a command"] / found["bare Bolt, a command"],
    )
    lines += [
        "",
        f"An event, which has no form to unquote: ×{event:.2f} of bare Bolt's. A slash command: ×{command:.2f}.",
    ]
    return lines


if __name__ == "__main__":
    print("\n".join(main()))
