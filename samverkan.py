"""The program `samverkan`: the commands of cli.py, read in without looking for garbage on the way.

What is imported stays as long as the process does. Python's collector walks through it again and again while it grows, which is a
tenth of the start of a bot; so it waits until all is there, and then leaves it out.
"""

from __future__ import annotations

import gc

gc.disable()


def main() -> None:
    """The console script."""
    from cli import program

    gc.freeze()
    gc.enable()
    program()


if __name__ == "__main__":
    main()
