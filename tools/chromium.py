"""Finds the Chromium that the browser tests and the pictures use, or installs it, and prints its path.

Not a browser of ours: the system's. CHROMIUM says which one, where several are installed.
"""

from __future__ import annotations

import os
import shutil

from tools.system import install, problem

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """The path of the first browser that is there."""
    for name in (os.environ.get("CHROMIUM"), *NAMES):
        path = shutil.which(name) if name else None
        if path:
            return path
    return None


def main() -> None:
    """Print the path. Raises when there is no browser and none can be installed."""
    if find() is None:
        install(["chromium"], "Chromium")
    path = find()
    if path is None:
        raise problem("Chromium was installed but is not in PATH. Say where it is: make CHROMIUM=/path/to/chromium")
    print(path)


if __name__ == "__main__":
    main()
