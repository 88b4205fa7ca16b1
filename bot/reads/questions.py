"""Questions as people see them."""

from __future__ import annotations

from dataclasses import dataclass

from models.rules.standing import Standing
from models.store.engine import Reading


@dataclass(frozen=True)
class HomePart:
    """The person's own questions."""


@dataclass(frozen=True)
class WaitingCard:
    """A question that waits for the person."""


def waiting_for(reading: Reading, standing: Standing) -> tuple[WaitingCard, ...]:
    """What waits for the person."""
    return ()


def home(reading: Reading, standing: Standing) -> HomePart:
    """The part of App Home."""
    return HomePart()
