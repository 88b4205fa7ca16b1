"""A body's channels, as the coordinators see them."""

from __future__ import annotations

from dataclasses import dataclass

from models.store.engine import Reading


@dataclass(frozen=True)
class HomePart:
    """The settings."""


def home(reading: Reading) -> HomePart:
    """The part of a coordinator's App Home."""
    return HomePart()
