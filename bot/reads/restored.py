"""What this database does not know since a copy of it was put back."""

from __future__ import annotations

from models.store import records
from models.store.engine import Reading
from models.store.records import Gap

__all__ = ["Gap", "gap", "unknown"]


def gap(reading: Reading) -> Gap | None:
    """Between which moments something was sent that this database does not know; None when no copy was put back."""
    return records.gap(reading.session)


def unknown(reading: Reading, keys: list[str]) -> set[str]:
    """Which of these opaque keys are no letters of this database."""
    return set(keys) - records.known_keys(reading.session, keys)
