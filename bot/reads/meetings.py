"""Meetings as people see them."""

from __future__ import annotations

from dataclasses import dataclass

from models.rules.standing import Standing
from models.store.engine import Reading


@dataclass(frozen=True)
class HomePart:
    """The person's meetings."""


def home(reading: Reading, standing: Standing) -> HomePart:
    """The part of App Home."""
    return HomePart()
