"""A newcomer's path on a clean clone, timed: `make demo` to the printed address and to the first approved question, once more when
all is set up, and `make test`. Prints the figures; asserts only that each step came to its end.

`make first-hour`, or `make first-hour ARGS=--demo` without the tests. Nothing is kept: the clone lies in a folder that is thrown away.
Run by the system's Python, so the standard library only (the sandbox's own client is that too).
"""

from __future__ import annotations

import csv
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from sandbox.client import Hands, Person
from tools.system import ROOT, problem, say

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+\S*")
APPROVE = "Godkänn till dagordningen"
OUR_OWN = ("VIRTUAL_ENV", "PYTHONPATH", "MAKEFLAGS", "MAKELEVEL", "REQUEST_LOG_DIR")
PATIENCE = 900  # seconds for the first `make demo`: it fetches every part


def clone(folder: Path) -> None:
    """What is committed here, as somebody else gets it."""
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(folder)], check=True)


@contextmanager
def demo(folder: Path) -> Iterator[str]:
    """`make demo` in the clone: its address, once it is printed."""
    environment = {name: value for name, value in os.environ.items() if name not in OUR_OWN}
    running = subprocess.Popen(
        ["make", "demo", "ARGS=--port 0"], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    )  # fmt: skip
    alarm = signal.signal(signal.SIGALRM, lambda *_: running.kill())
    signal.alarm(PATIENCE)
    try:
        yield _address(running)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, alarm)
        os.killpg(running.pid, signal.SIGINT)
        running.communicate(timeout=60)


def _address(running: subprocess.Popen[str]) -> str:
    for line in running.stdout or ():
        if found := ADDRESS.search(line):
            return found.group()
    raise problem(f"make demo ended without printing an address ({running.wait()}).")


def offices(folder: Path) -> Iterator[tuple[str, str]]:
    """The addresses of each body's chair and vice chair, as the demo's people are furnished."""
    held: dict[str, dict[str, str]] = {}
    with (folder / "models" / "structures" / "exempelpersoner.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            held.setdefault(row["organ"], {})[row["roll"]] = row["epost"]
    for of in held.values():
        if "ordförande" in of and "vice ordförande" in of:
            yield of["ordförande"], of["vice ordförande"]


def approved(hands: Hands, folder: Path) -> str:
    """Both of some AU approve a question that waits for them; what its message begins with then. Clicks as people do."""
    for chair_at, vice_at in offices(folder):
        chair, vice = hands.person_by_email(chair_at), hands.person_by_email(vice_at)
        for channel in [one["id"] for one in chair.channels() if not one["is_im"]]:
            for card in waiting(chair, channel):
                if not any(one["ts"] == card["ts"] for one in waiting(vice, channel)):
                    continue
                for who in (chair, vice):
                    who.click(next(one for one in who.messages(channel) if one["ts"] == card["ts"]), label=APPROVE)
                done = partial(_closed, chair, channel, str(card["ts"]))
                return str((hands.wait(done, 20, "the approved question") or {}).get("text"))
    raise problem("no question in the demo waits for both of an AU.")


def waiting(who: Person, channel: str) -> list[dict[str, Any]]:
    """The questions in a channel that nobody has approved yet."""
    return [one for one in who.messages(channel) if APPROVE in who.buttons(one) and "1 av 2" not in who.outline(one)]


def _closed(who: Person, channel: str, ts: str) -> dict[str, Any] | None:
    """The message, when its button is gone."""
    return next((one for one in who.messages(channel) if one["ts"] == ts and APPROVE not in who.buttons(one)), None)


def tests(folder: Path) -> str:
    """`make test` in the clone: the line that pytest ended with."""
    environment = {name: value for name, value in os.environ.items() if name not in OUR_OWN}
    done = subprocess.run(["make", "test"], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    last = [line for line in done.stdout.splitlines() if re.search(r"\d+ (passed|failed)", line)][-1:]
    if done.returncode:
        raise problem(f"make test failed on a clean clone: {last or done.stderr[-400:]}")
    return last[0]


def main() -> None:
    """Take the path, and tell how long each step took."""
    figures: list[tuple[str, float]] = []
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "samverkan"
        clone(folder)
        began = perf_counter()
        with demo(folder) as address:
            figures.append(("make demo on a clean clone, to its address", perf_counter() - began))
            began = perf_counter()
            text = approved(Hands(address.split("#")[0].rstrip("/")), folder)
            figures.append(("from there to the first approved question (clicks by a program)", perf_counter() - began))
            say(f"approved: {text}")
        began = perf_counter()
        with demo(folder):
            figures.append(("make demo the second time, to its address", perf_counter() - began))
        if "--demo" not in sys.argv[1:]:
            began = perf_counter()
            say(tests(folder))
            figures.append(("make test on the same clone", perf_counter() - began))
    load = os.getloadavg()[0]
    print(f"first hour, {os.cpu_count()} cores, load {load:.1f} when it ended")
    for what, seconds in figures:
        print(f"  {seconds:7.1f} s  {what}")


if __name__ == "__main__":
    main()
