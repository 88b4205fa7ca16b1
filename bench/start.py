"""How long `samverkan run` takes to its first 200, and what memory it holds at rest, against a process that only imports Bolt, SQLModel,
APScheduler and aiohttp and answers. Fresh processes in ABBA pairs; the median of the pairs counts. CPU is told beside wall time,
since a busy machine matters less to it."""

from __future__ import annotations

import asyncio
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from bench.page import Demand, demanded
from bench.payloads import SECRET
from sandbox.server import AppConfig, SandboxThread

PAIRS = int(os.environ.get("BENCH_STARTS", "7"))
ROOT = Path(__file__).resolve().parents[1]
TICK = os.sysconf("SC_CLK_TCK")
WHAT = """A database that is initialised, Graph configured and nothing in it to look at. The bare one neither opens a database nor
asks Slack who it is."""
QUIET, LONGEST = 1.0, 15.0  # seconds without a change that count as rest, and the most to wait for it


@dataclass(frozen=True)
class Started:
    """One process: seconds to its first 200, CPU seconds so far, MiB of RSS and PSS at rest, and whether it rested."""

    wall: float
    cpu: float
    rss: float
    pss: float | None


def _memory(pid: int) -> tuple[float, float | None]:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    rss = re.search(r"VmRSS:\s+(\d+)", status)
    assert rss is not None
    try:
        pss = re.search(r"Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8"))
    except OSError:  # not readable here
        pss = None
    return int(rss[1]) / 1024, int(pss[1]) / 1024 if pss else None


async def _at_rest(pid: int) -> tuple[float, float | None]:
    """Its memory when that has not changed by 0.1 MiB for a while, or at last."""
    found, since, began = _memory(pid), time.monotonic(), time.monotonic()
    while time.monotonic() - since < QUIET and time.monotonic() - began < LONGEST:
        await asyncio.sleep(0.1)
        now = _memory(pid)
        if abs(now[0] - found[0]) > 0.1:
            found, since = now, time.monotonic()
    return found


def start(command: list[str], environment: dict[str, str]) -> Started:
    """Start it, wait for its first 200 and its rest, and end it. It tells its port in the first line that it writes."""
    began = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        try:
            port = re.search(rb"(\d{4,5})\D*$", process.stdout.readline())
            if port is None:
                raise RuntimeError(f"{command} did not tell its port")
            with urllib.request.urlopen(f"http://127.0.0.1:{int(port[1])}/livez", timeout=10) as answer:
                if answer.status != 200:
                    raise RuntimeError(f"{command}: {answer.status}")
            wall = time.perf_counter() - began
            fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            return Started(wall, (int(fields[11]) + int(fields[12])) / TICK, *asyncio.run(_at_rest(process.pid)))
        finally:
            process.terminate()


def compare(ours: list[str], bare: list[str], environment: dict[str, str]) -> list[tuple[Started, Started]]:
    """Pairs of ours and the bare one, ABBA, after one pair that warms what the disk keeps."""
    found = []
    for number in range(PAIRS + 1):
        order = (ours, bare) if number % 2 else (bare, ours)
        each = {command[-1]: start(command, environment) for command in order}
        if number:
            found.append((each[ours[-1]], each[bare[-1]]))
    return found


def main() -> list[str]:
    """The section's lines."""
    config = AppConfig(signing_secret=SECRET)
    with tempfile.TemporaryDirectory() as folder, SandboxThread(config) as sandbox:
        environment = {
            "PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), "SLACK_BOT_TOKEN": config.bot_token, "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": sandbox.slack_api_url, "GRAPH_BASE_URL": sandbox.graph_base_url, "GRAPH_ACCESS_TOKEN": "t",
            "GRAPH_ORGANISER": "samverkan@regionen.example", "SAMVERKAN_DATABASE_URL": f"sqlite:///{folder}/start.sqlite3",
            "SAMVERKAN_DATA_DIR": folder, "SAMVERKAN_PORT": "0",
        }  # fmt: skip
        subprocess.run(
            [sys.executable, "-m", "samverkan", "init"], check=True, env=environment, stdout=subprocess.DEVNULL
        )
        pairs = compare(
            [sys.executable, "-m", "samverkan", "run"], [sys.executable, "-m", "bench.start_child"], environment
        )

    def median(name: str, side: int) -> float:
        return statistics.median(getattr(pair[side], name) or 0.0 for pair in pairs)

    wall = statistics.median(one.wall / other.wall for one, other in pairs)
    lines = demanded(
        [
            Demand("`samverkan run` ÷ only imports, to the first 200", wall, 1.25),
            Demand("memory at rest beyond it, RSS", median("rss", 0) - median("rss", 1), 25, unit=" MiB"),
        ]
    )
    lines += ["| | to the first 200 | CPU until then | RSS at rest | PSS at rest |", "|---|---|---|---|---|"]
    for side, name in enumerate(("`samverkan run`", "only imports")):
        lines.append(
            f"| {name} | {median('wall', side):.2f} s | {median('cpu', side):.2f} s | {median('rss', side):.0f} MiB | {median('pss', side):.0f} MiB |"
        )
    cpu = statistics.median(one.cpu / other.cpu for one, other in pairs)
    lines += ["", f"Medians of {PAIRS} ABBA pairs of fresh processes, bytecode compiled. In CPU: ×{cpu:.2f}.", WHAT]
    return lines


if __name__ == "__main__":
    sys.stdout.write("\n".join(main()) + "\n")
