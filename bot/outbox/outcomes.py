"""What the delivery and the senders say to each other: an envelope goes out, an outcome comes back. Nothing is done here."""

from __future__ import annotations

from collections.abc import Coroutine
from datetime import datetime
from typing import Any, Protocol

from bot.outbox.letters.base import Letter
from models.store.outbox import Claimed
from models.store.outbox_watch import IN_LINE, Swept
from models.values import dataclass

__all__ = [
    "IN_LINE", "Begin", "Claimed", "Dropped", "Envelope", "Failed", "Held", "Later", "Outcome", "Sender", "Sent", "Sweeper", "Swept",
]  # fmt: skip


@dataclass(frozen=True)
class Envelope:
    """What a sender is handed: the letter, and what it needs to find an earlier attempt."""

    letter: Letter
    claimed: Claimed


@dataclass(frozen=True)
class Sent:
    """It has arrived; where, if it is a message."""

    channel: str | None = None
    ts: str | None = None


@dataclass(frozen=True)
class Dropped:
    """It is not wanted any more, and why."""

    reason: str


@dataclass(frozen=True)
class Failed:
    """It has not arrived. `certain`: surely not applied; `final`: trying again can not help; `retry_after`: seconds."""

    reason: str
    certain: bool = False
    final: bool = False
    retry_after: float | None = None


@dataclass(frozen=True)
class Later:
    """Not now: it was not tried, or surely not taken, because the other side's limits are reached. Not counted as an attempt.
    With another reason than IN_LINE the other side has said so."""

    seconds: float
    reason: str = IN_LINE


@dataclass(frozen=True)
class Held:
    """Its reader has asked to be left in peace until then (UTC); nothing was tried, and no attempt is counted."""

    until: datetime
    person_id: int


Outcome = Sent | Dropped | Failed | Later | Held


class Begin(Protocol):
    """Must be awaited right before the first call that can have an effect; when it says False the lease is lost, and nothing may
    be sent. Who makes a new message says where."""

    def __call__(self, where: str | None = None, thread: str | None = None) -> Coroutine[Any, Any, bool]:
        """Note that an attempt begins."""
        ...


class Sender(Protocol):
    """Slack's or Outlook's sender."""

    async def send(self, envelope: Envelope, begin: Begin) -> Outcome:
        """Try to deliver one letter."""
        ...

    async def aclose(self) -> None:
        """Let go of what it holds."""
        ...


class Sweeper(Protocol):
    """A sender whose other side may take the same thing twice."""

    async def sweep(self, swept: Swept) -> int | None:
        """Look whether a settled letter's message stands more than once, and take away what is too much; how many were, or None
        to look again later."""
        ...
