"""What the tools ask of the machine: where the checkout is, one run at a time, a package that is missing.

Not a package manager: Debian's and Ubuntu's apt is tried, and elsewhere a sentence says what to install.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"


def problem(sentence: str) -> SystemExit:
    """What to raise to end with one line that says what is wrong and what mends it."""
    return SystemExit(f"make: {sentence}")


def say(sentence: str) -> None:
    """One line of progress. On stderr, so that a tool's answer can stand alone on stdout."""
    print(sentence, file=sys.stderr, flush=True)


@contextmanager
def alone(name: str) -> Iterator[None]:
    """Hold the lock of that name; a second run waits. The system drops it when the process ends, however it ends."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def install(packages: Sequence[str], purpose: str) -> None:
    """Install packages of the system with apt, as root or through sudo. Raises with what a person can run instead."""
    wanted = " ".join(packages)
    apt = shutil.which("apt-get")
    if apt is None:
        raise problem(f"{purpose} is missing. Install it (Debian's name: {wanted}) and run make again.")
    prefix: list[str] = []
    if os.geteuid() != 0:
        sudo = shutil.which("sudo")
        if sudo is None:
            raise problem(f"{purpose} is missing. Ask an administrator for: apt-get install {wanted}")
        prefix = [sudo] if sys.stdin.isatty() else [sudo, "-n"]
    say(f"{purpose} is missing: installing {wanted} with apt")
    environment = ["env", "DEBIAN_FRONTEND=noninteractive", apt, "-qq"]
    with alone("apt"):
        for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
            done = subprocess.run([*prefix, *environment, *command], capture_output=True, text=True, check=False)
            if done.returncode and command[0] == "install":
                last = (done.stderr or done.stdout).strip().splitlines()[-1:] or ["no reason given"]
                raise problem(
                    f"{purpose} could not be installed ({last[0]}). Install it by hand: sudo apt-get install {wanted}"
                )
