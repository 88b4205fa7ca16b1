"""Channels and settings, drawn."""

from __future__ import annotations

from bot.reads.bodies import HomePart
from handlers.views.blocks import Block


def home(part: HomePart) -> list[Block]:
    """The part of a coordinator's App Home."""
    return []
