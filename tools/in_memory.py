"""Gives a command a TMPDIR in memory: `python -m tools.in_memory -- pytest`. Tests make and drop hundreds of databases, and a
disk that others use too makes each of them wait a third of a second.

Where there is no memory to spare the command runs with the TMPDIR that it has. Nothing here is for keeping, and `make bench` is
never run so: what it measures is a disk. A process that is killed loses nothing that a file in memory had: only a power cut would.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from pathlib import Path

from tools.system import ROOT

SHARED = Path("/dev/shm")
NEEDED = 4 * 2**30
"""Bytes that must be free there, and in memory as a whole."""


def place() -> Path | None:
    """The folder to use; None where memory is short, or there is no such place."""
    if not os.path.ismount(SHARED) or not os.access(SHARED, os.W_OK | os.X_OK):
        return None
    if min(shutil.disk_usage(SHARED).free, _available()) < NEEDED:
        return None
    folder = SHARED / f"samverkan-{os.geteuid()}-{hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]}"
    folder.mkdir(exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        return None
    folder.chmod(0o711)  # PostgreSQL's own account passes through, when we are root
    return folder


def _available() -> int:
    """Bytes of memory that can be had without swapping."""
    for line in Path("/proc/meminfo").read_text().splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return 0


def main(arguments: list[str]) -> None:
    """Become the command, there."""
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    folder = place()
    os.execvpe(command[0], command, os.environ | ({} if folder is None else {"TMPDIR": str(folder)}))


if __name__ == "__main__":
    main(sys.argv[1:])
