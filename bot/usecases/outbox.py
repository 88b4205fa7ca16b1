"""A coordinator tries a given-up letter again."""

from __future__ import annotations

from datetime import timedelta

from bot.outbox.letters.people import Home, Stuck
from bot.usecases.acting import Acting, Unit
from models.store import outbox, people

A_MOMENT = timedelta(seconds=5)
NO_CHANNEL = "no channel"  # the reason that a read gives when a body has none


def retry(acting: Acting, letter_id: int | None = None) -> int:
    """Send a given-up letter again, or all of them; returns how many. Raises Refused for others than coordinators; twice is once."""
    with acting.transaction() as unit:
        unit.coordinators_only()
        wanted = (
            [letter_id] if letter_id is not None else [one.id or 0 for one in outbox.dead(unit.session, limit=1000)]
        )
        revived = [one for one in wanted if outbox.revive(unit.session, one, unit.now)]
        if revived:
            unit.record("letters.retried", "outbox", letters=revived)
            tell(unit)
        return len(revived)


def tell(unit: Unit) -> None:
    """Draw the coordinators' lists of given-up letters anew, once the letters have had a moment to leave."""
    for one in people.coordinators(unit.session, unit.today):
        unit.post(Stuck(one.id or 0), not_before=unit.now + A_MOMENT)
        unit.post(Home(one.id or 0))


def channel_chosen(unit: Unit, body: str) -> None:
    """A body has got its channels: what waited for one is sent."""
    revived = outbox.revive_unreachable(unit.session, NO_CHANNEL, unit.now)
    if revived:
        unit.record("letters.retried", f"body:{body}", body=body, letters=revived)
        tell(unit)
