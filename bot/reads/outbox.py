"""What the delivery remembers, and what it gave up."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TypeVar

from bot.outbox.letters.people import Stuck
from bot.reads.shapes import Gathered, Picture, ToPerson, Unreachable, Unwanted
from bot.text import meetings
from models.store import outbox, people, structure
from models.store.engine import Reading
from models.tables.absences import Absence, SubstituteCall
from models.tables.meetings import Meeting
from models.tables.outbox import OutboxLetter
from models.tables.people import Person
from models.tables.questions import Question

Row = TypeVar("Row", Absence, Meeting, Person, Question, SubstituteCall)


@dataclass(frozen=True)
class DeadCard:
    """A letter that was given up."""

    id: int
    kind: str
    reason: str
    about: tuple[str, ...]  # the question's number, the meeting, the body, the person it was for


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
    return [_dead(reading, one) for one in outbox.dead(reading.session)]


def _dead(reading: Reading, row: OutboxLetter) -> DeadCard:
    """The letter's own ids as what a coordinator knows them by."""
    fields = json.loads(row.payload)
    if call := _row(reading, SubstituteCall, fields.get("call_id")):
        fields = {"absence_id": call.absence_id, "person_id": call.person_id, **fields}
    if absence := _row(reading, Absence, fields.get("absence_id")):
        fields = {"meeting_id": absence.meeting_id, **fields}
    about = []
    if question := _row(reading, Question, fields.get("question_id")):
        about.append(question.number)
    if meeting := _row(reading, Meeting, fields.get("meeting_id")):
        short = structure.current(reading.session).body(meeting.body).short_name
        about.append(meetings.name(short, reading.local(meeting.starts_at), meeting.title))
    if key := fields.get("body"):
        about.append(structure.current(reading.session).body(key).name)
    if person := _row(reading, Person, fields.get("person_id")):
        about.append(person.name)
    return DeadCard(row.id or 0, row.kind, row.reason or "", tuple(about))


def _row(reading: Reading, table: type[Row], row_id: object) -> Row | None:
    return reading.session.get(table, row_id) if isinstance(row_id, int) else None


def stuck(reading: Reading, letter: Stuck) -> Gathered:
    """The coordinator's list of what was given up; when nothing is left, the list says so, and no new one is made."""
    person = people.get(reading.session, letter.person_id)
    if person.slack_id is None:
        return Unreachable("no Slack account")
    shown = tuple(dead(reading))
    if not shown and outbox.card(reading.session, letter.card()) is None:
        return Unwanted("nothing is stuck")
    return Picture(ToPerson(person.slack_id), shown)
