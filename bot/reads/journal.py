"""The journal's chain, as it is asked about from outside."""

from __future__ import annotations

from models.store import journal_chain
from models.store.engine import Reading
from models.store.journal_chain import Head, Verdict


def head(reading: Reading) -> Head:
    """The end of the chain."""
    return journal_chain.head(reading.session)


def verdict(reading: Reading, expect: str | None = None, newest: int | None = None) -> Verdict:
    """Whether every line is as it was written (reliability I7); `expect` and `newest` as in the store."""
    return journal_chain.verify(reading.session, expect=expect, newest=newest)
