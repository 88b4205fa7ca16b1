"""App Home drawn anew after a change, for those who have ever opened it. What it shows: bot/reads/home.py."""

from __future__ import annotations

from collections.abc import Iterable

from bot.outbox.letters.people import Home
from bot.usecases.acting import Unit
from models.store import people


def redraw(unit: Unit, person_ids: Iterable[int]) -> None:
    """Draw App Home anew for those of these people who have ever opened it. To be called after `unit.record`."""
    known = people.many(unit.session, person_ids)
    for number in sorted(known):
        if known[number].has_home:
            unit.post(Home(number))
