"""Sets up `.venv` with exactly what requirements.lock says, and `samverkan` in it. Instant when nothing has changed.

Run by the system's Python, so the standard library only. What was installed last is remembered in the venv itself.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from tools.system import ROOT, alone, install, problem, say

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PIP = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "-qq"]


def _digest(*names: str) -> str:
    text = b"".join((ROOT / name).read_bytes() for name in names)
    return hashlib.sha256(text + str(VENV).encode() + sys.version.encode()).hexdigest()


def _remembered(stamp: Path) -> str:
    return stamp.read_text() if stamp.exists() else ""


def _run(what: str, *command: str) -> None:
    # Compiled below in one go: pip would do it on one core, and not at all where PYTHONDONTWRITEBYTECODE is set.
    done = subprocess.run(command, cwd=ROOT, check=False)
    if done.returncode:
        raise problem(f"{what} failed (see above).")


def _compile() -> None:
    """Compile what was installed: without it msgraph alone costs every start seconds."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    packages = next((VENV / "lib").glob("python3*")) / "site-packages"
    command = [str(PYTHON), "-m", "compileall", "-qq", "-j0", str(packages)]
    subprocess.run(command, env=environment, check=False)  # some packages carry files that are wrong on purpose


def main() -> None:
    """Bring the venv up to the lock."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this one file is read by whatever Python the machine has
        found = sys.version.split()[0]
        raise problem(f"Python 3.11 or newer is needed, this is {found}. Say which: make PYTHON=/path/to/python3.11")
    locked, ours = VENV / ".locked", VENV / ".ours"
    want_locked, want_ours = _digest("requirements.lock"), _digest("requirements.lock", "pyproject.toml")
    if _remembered(locked) == want_locked and _remembered(ours) == want_ours:
        return
    with alone("setup"):
        if not PYTHON.exists():
            if importlib.util.find_spec("ensurepip") is None:
                version = f"{sys.version_info.major}.{sys.version_info.minor}"
                install([f"python{version}-venv"], "Python's venv")
            _run("python -m venv", sys.executable, "-m", "venv", str(VENV))
        if _remembered(locked) != want_locked:
            say("setting up .venv from requirements.lock (a minute or two the first time)")
            # --no-deps: the lock names every part. Asked to look for more, pip finds a version newer than the locked one for
            # `coverage[toml]` and refuses all of it, from the day that such a version is published.
            lock = ("--no-deps", "--require-hashes", "-r", "requirements.lock")
            _run("pip install", *PIP, "--no-compile", "--only-binary", ":all:", *lock)
            _run("pip check", str(PYTHON), "-m", "pip", "--disable-pip-version-check", "check")
            _compile()
            locked.write_text(want_locked)
        if _remembered(ours) != want_ours:
            _run("pip install -e .", *PIP, "--no-deps", "--no-build-isolation", "-e", ".")
            ours.write_text(want_ours)


if __name__ == "__main__":
    main()
