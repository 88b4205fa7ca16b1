"""The journal's chain: what a line says in one unmistakable text, and the hash that ties it to the line before. Pure.

PostgreSQL reckons the same in a trigger of its own (models/tables/journal.py); a change here is a new one there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime


def moment(at: datetime) -> str:
    """A moment as the chain writes it: UTC, to the microsecond. SQLite keeps it in the same words."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def line_text(cells: Iterable[object]) -> str:
    """A line's cells as one text, each behind its length, so that no two lines say the same."""
    return "".join("-" if one is None else f"{len(text)}:{text}" for one in cells for text in (str(one),))


def link_hash(previous: str, cells: Iterable[object]) -> str:
    """SHA-256 over the hash before (empty for the first) and the line, in hexadecimal (reliability: audit log)."""
    return hashlib.sha256((previous + line_text(cells)).encode("utf-8", "surrogatepass")).hexdigest()
