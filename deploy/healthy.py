"""Whether the bot in this container lives: asks its own /livez, and says nothing when it does. The standard library only."""

from __future__ import annotations

import os
import sys
from urllib.error import URLError
from urllib.request import urlopen


def main() -> int:
    """0 when it lives, 1 when it does not."""
    address = f"http://127.0.0.1:{os.environ.get('SAMVERKAN_PORT', '8080')}/livez"
    try:
        with urlopen(address, timeout=4) as answer:
            return 0 if answer.status == 200 else 1
    except (URLError, OSError) as fault:
        print(f"{address}: {fault}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
