"""Absences and calls, drawn."""

from __future__ import annotations

from bot.reads.absences import CallCard, HomePart, OpenSeat
from handlers.views.blocks import Block


def calls(cards: tuple[CallCard, ...]) -> list[Block]:
    """Calls that wait for an answer."""
    return []


def open_seats(seats: tuple[OpenSeat, ...]) -> list[Block]:
    """Seats that nobody covers."""
    return []


def home_buttons(part: HomePart) -> list[Block]:
    """Buttons at the top of App Home."""
    return []
