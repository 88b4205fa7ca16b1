"""Takes away what the bot never asks of Microsoft Graph's SDK: the ways to everything that is no calendar, and the generator's own
notes. What answers are made of stays whole, since a service may answer with any of it. The standard library only.

The SDK imports each way when it is first taken, so a way that is not there is missed by nobody who does not take it;
tests/house/test_deploy.py takes all of ours without the rest.
"""

from __future__ import annotations

import shutil
import sys
import sysconfig
from pathlib import Path

KEPT = ("models", "subscriptions", "users")
KEPT_OF_USERS = ("events",)


def surplus(sdk: Path) -> list[Path]:
    """What goes away: all ways but ours, and what is no code."""
    generated = sdk / "generated"
    users = generated / "users"
    found = [one for one in generated.iterdir() if one.is_dir() and one.name not in (*KEPT, "__pycache__")]
    found += [one for one in generated.iterdir() if one.is_file() and one.suffix != ".py"]
    found += [one for one in users.iterdir() if one.is_dir() and one.name not in ("item", "__pycache__")]
    kept = (*KEPT_OF_USERS, "__pycache__")
    return found + [one for one in (users / "item").iterdir() if one.is_dir() and one.name not in kept]


def size(path: Path) -> int:
    """Its bytes, with all that is in it."""
    return (
        path.stat().st_size if path.is_file() else sum(one.stat().st_size for one in path.rglob("*") if one.is_file())
    )


def main() -> None:
    """Prune the SDK that is installed beside this Python."""
    sdk = Path(sysconfig.get_path("purelib")) / "msgraph"
    if not (sdk / "generated" / "users" / "item" / "events").is_dir():
        sys.exit(
            f"{sdk} is not the SDK that this was written for: look at what has moved, and at tests/house/test_deploy.py"
        )
    gone = surplus(sdk)
    saved = sum(size(one) for one in gone)
    for one in gone:
        shutil.rmtree(one) if one.is_dir() else one.unlink()
    print(f"msgraph: {len(gone)} parts and {saved // 1_000_000} MB less")


if __name__ == "__main__":
    main()
