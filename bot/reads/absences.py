"""Absences and calls as people see them."""

from __future__ import annotations

from dataclasses import dataclass

from models.rules.standing import Standing
from models.store.engine import Reading


@dataclass(frozen=True)
class HomePart:
    """The person's absences."""


@dataclass(frozen=True)
class CallCard:
    """A call that waits for the person's answer."""


@dataclass(frozen=True)
class OpenSeat:
    """A seat that nobody covers."""


def calls_for(reading: Reading, person_id: int) -> tuple[CallCard, ...]:
    """Calls that wait for the person."""
    return ()


def open_seats(reading: Reading) -> tuple[OpenSeat, ...]:
    """Seats that nobody covers, for the coordinators."""
    return ()


def home(reading: Reading, standing: Standing) -> HomePart:
    """The part of App Home."""
    return HomePart()
