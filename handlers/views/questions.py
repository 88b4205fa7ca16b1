"""Questions, drawn."""

from __future__ import annotations

from bot.reads.questions import HomePart, WaitingCard
from handlers.views.blocks import Block


def waiting(cards: tuple[WaitingCard, ...]) -> list[Block]:
    """What waits for the person."""
    return []


def home(part: HomePart) -> list[Block]:
    """The part of App Home."""
    return []


def home_buttons(part: HomePart) -> list[Block]:
    """Buttons at the top of App Home."""
    return []
