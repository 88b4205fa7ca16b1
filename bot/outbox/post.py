"""A letter becomes a row, in the caller's transaction. Nothing is sent here."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from bot.outbox.letters.base import Letter, write
from models.store import outbox


def row(letter: Letter, *, cause: str, now: datetime, not_before: datetime | None = None) -> dict[str, Any]:
    """The outbox row of a letter. Its key is kind, fields and cause: the same letter for the same cause is one row."""
    payload = write(letter)
    fingerprint = hashlib.sha256(payload.encode()).hexdigest()[:20]
    return outbox.new_row(
        key=f"{letter.kind}:{fingerprint}:{cause}", kind=letter.kind, payload=payload, route=letter.route, matter=letter.matter(),
        card=letter.card(), urgent=letter.urgent, now=now, next_at=max(not_before, now) if not_before else now,
    )  # fmt: skip
