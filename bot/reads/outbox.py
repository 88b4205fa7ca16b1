"""What the delivery remembers, and what it gave up."""

from __future__ import annotations

from dataclasses import dataclass

from bot.outbox.letters.people import DeadLetter
from bot.reads.shapes import Gathered, Picture, ToPerson, Unreachable, Unwanted
from models.store import outbox, people
from models.store.engine import Reading
from models.tables.outbox import OutboxLetter


@dataclass(frozen=True)
class DeadCard:
    """A letter that was given up."""

    id: int
    kind: str
    reason: str  # empty when it is not given up (any more)
    matter: str


def card(reading: Reading, name: str) -> tuple[str, str] | None:
    """(channel, ts) of a message that is updated in place, or None while it is not posted."""
    return outbox.card(reading.session, name)


def dead(reading: Reading) -> list[DeadCard]:
    """What was given up, newest first."""
    return [_dead(one) for one in outbox.dead(reading.session)]


def _dead(row: OutboxLetter) -> DeadCard:
    return DeadCard(row.id or 0, row.kind, row.reason or "", row.matter)


def dead_letter(reading: Reading, letter: DeadLetter) -> Gathered:
    """The word to a coordinator about a given-up letter; not wanted when it has left after all."""
    row = reading.session.get(OutboxLetter, letter.letter_id)
    if row is None:
        return Unwanted("no such letter")
    person = people.get(reading.session, letter.person_id)
    if person.slack_id is None:
        return Unreachable("no Slack account")
    return Picture(
        ToPerson(person.slack_id),
        _dead(row) if row.state == "dead" else DeadCard(row.id or 0, row.kind, "", row.matter),
    )
