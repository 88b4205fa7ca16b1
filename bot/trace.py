"""What a line of the log belongs to: one id for each thing that somebody does, for each letter and each job. A door sets it; whatever
is done for it carries it along, also in the database's threads; handlers/web/lines.py writes it on each line. No name is in it."""

from __future__ import annotations

import itertools
import secrets
from contextvars import ContextVar
from typing import Final

current: Final[ContextVar[str]] = ContextVar("samverkan_trace", default="")
"""Empty for what belongs to nothing in particular."""
_LIFE: Final = secrets.token_hex(3)  # of this process: its numbers begin from one
_numbers: Final = itertools.count(1)


def new() -> str:
    """An id that no other interaction has, in this process or another."""
    return f"{_LIFE}-{next(_numbers)}"
