"""What the delivery remembers, and what it gave up."""

from __future__ import annotations

from dataclasses import dataclass

from bot.outbox.letters.people import Stuck
from bot.reads.shapes import Gathered, Picture, ToPerson, Unreachable, Unwanted
from models.store import outbox, people
from models.store.engine import Reading
from models.tables.outbox import OutboxLetter


@dataclass(frozen=True)
class DeadCard:
    """A letter that was given up."""

    id: int
    kind: str
    reason: str
    matter: str


@dataclass(frozen=True)
class Queue:
    """A route's letters that are not settled or were given up, by state; `oldest_due` in seconds."""

    route: str
    counts: dict[str, int]
    oldest_due: float


def queues(reading: Reading) -> list[Queue]:
    """How much waits, per route, and for how long."""
    found: dict[str, dict[str, int]] = {}
    since: dict[str, float] = {}
    for route, state, number, due in outbox.counts(reading.session):
        found.setdefault(route, {})[state] = number
        if state == "waiting":
            since[route] = max(0.0, (reading.now - due).total_seconds())
    return [Queue(route, states, since.get(route, 0.0)) for route, states in found.items()]


def card(reading: Reading, name: str) -> tuple[str, str] | None:
    """(channel, ts) of a message that is updated in place, or None while it is not posted."""
    return outbox.card(reading.session, name)


def dead(reading: Reading) -> list[DeadCard]:
    """What was given up, newest first."""
    return [_dead(one) for one in outbox.dead(reading.session)]


def _dead(row: OutboxLetter) -> DeadCard:
    return DeadCard(row.id or 0, row.kind, row.reason or "", row.matter)


def stuck(reading: Reading, letter: Stuck) -> Gathered:
    """The coordinator's list of what was given up; when nothing is left, the list says so, and no new one is made."""
    person = people.get(reading.session, letter.person_id)
    if person.slack_id is None:
        return Unreachable("no Slack account")
    shown = tuple(dead(reading))
    if not shown and outbox.card(reading.session, letter.card()) is None:
        return Unwanted("nothing is stuck")
    return Picture(ToPerson(person.slack_id), shown)
