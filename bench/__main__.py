"""`make bench`: runs the parts one after another, each in a process of its own, and writes what they found to RESULTS.md. `make bench
ONLY=door,acts` runs those. A part that fails or takes too long is told of and the others go on; the exit code is then 1."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from bench import page
from tests.workers import own_database

PARTS = {
    "door": "The door, in instructions",
    "acts": "A whole interaction ÷ bare Bolt",
    "act": "The act, against the same by hand on sqlite3",
    "arrivals": "Acknowledgement: a hundred clicks a second, arriving at random",
    "stalls": "The event loop's longest stall",
    "start": "Start and memory",
    "delivery": "Delivery: a thousand letters due at once",
    "growth": "Growth: the same present with a longer history",
    "regions": "All regions for a year",
}
LONGEST = 900  # seconds for one part
LONGER = {"growth": 3000}
APART = {"act", "growth", "regions"}
"""Long ones, which are run when they are asked for by name."""


def its_own(part: str) -> dict[str, str]:
    """The environment, with an empty database of the part's own on the server: what one has furnished is in another's way."""
    server = os.environ.get("TEST_POSTGRES_URL")
    return {**os.environ, "TEST_POSTGRES_URL": own_database(server, f"bench_{part}")} if server else dict(os.environ)


def run(part: str) -> bool:
    """Run one part and write its section. False when it fails."""
    began = time.perf_counter()
    print(f"== {part}", flush=True)
    try:
        done = subprocess.run(
            [sys.executable, "-m", f"bench.{part}"],
            check=False,
            stdout=subprocess.PIPE,
            text=True,
            env=its_own(part),
            timeout=LONGER.get(part, LONGEST),
        )
    except subprocess.TimeoutExpired:
        print(f"{part}: not done after {LONGER.get(part, LONGEST)} s", file=sys.stderr)
        return False
    if done.returncode:
        print(f"{part}: failed with {done.returncode}", file=sys.stderr)
        return False
    print(done.stdout, flush=True)
    page.put(part, PARTS[part], done.stdout.splitlines(), time.perf_counter() - began)
    return True


def main() -> int:
    """The exit code."""
    asked = [one for one in os.environ.get("ONLY", "").split(",") if one] or [one for one in PARTS if one not in APART]
    if unknown := [one for one in asked if one not in PARTS]:
        print(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    done = [run(part) for part in asked]
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main())
