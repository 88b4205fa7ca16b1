"""Meetings, drawn."""

from __future__ import annotations

from bot.reads.meetings import HomePart
from handlers.views.blocks import Block


def home(part: HomePart) -> list[Block]:
    """The part of App Home."""
    return []
