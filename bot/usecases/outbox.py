"""A coordinator tries a given-up letter again."""

from __future__ import annotations

from bot.outbox.letters.people import DeadLetter, Home
from bot.usecases.acting import Acting
from models.store import outbox, people


def retry(acting: Acting, letter_id: int) -> None:
    """Send a given-up letter again. Raises Refused for others than coordinators; twice is once."""
    with acting.transaction() as unit:
        unit.coordinators_only()
        if outbox.revive(unit.session, letter_id, unit.now):
            unit.record("letter.retried", f"letter:{letter_id}")
            for one in people.coordinators(unit.session, unit.today):
                unit.post(DeadLetter(letter_id, one.id or 0))
                unit.post(Home(one.id or 0))
