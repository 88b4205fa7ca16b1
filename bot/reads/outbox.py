"""What the delivery remembers, and what it gave up."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

from bot.outbox.letters.base import Letter
from bot.outbox.letters.people import RouteAway, RouteBack, Stuck
from bot.reads import attention
from bot.reads.bodies import is_shared
from bot.reads.shapes import Gathered, Picture, ToChannel, ToPerson, Unreachable, Unwanted
from bot.text import meetings
from models.store import outbox, outbox_watch, people, structure
from models.store.engine import Reading
from models.tables.absences import Absence, SubstituteCall
from models.tables.meetings import Meeting
from models.tables.outbox import OutboxLetter
from models.tables.people import Person
from models.tables.questions import Question
from models.values import dataclass

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
    """A route's letters that are not settled or were given up, by state; `oldest_due`: for how many seconds the oldest that is
    neither has been wanted."""

    route: str
    counts: dict[str, int]
    oldest_due: float


def queues(reading: Reading) -> list[Queue]:
    """How much waits, per route, and for how long."""
    found: dict[str, dict[str, int]] = {}
    since: dict[str, float] = {}
    for one in outbox_watch.counts(reading.session):
        found.setdefault(one.route, {})[one.state] = one.number
        if one.state in outbox.OPEN:
            since[one.route] = max(since.get(one.route, 0.0), (reading.now - one.oldest).total_seconds())
    return [Queue(route, states, since.get(route, 0.0)) for route, states in found.items()]


def oldest_due(reading: Reading, routes: Iterable[str]) -> dict[tuple[str, int], datetime]:
    """When the oldest letter that nothing stands before was due, by route and urgency; what is in no lane is left out."""
    found = {
        (route, urgent): outbox_watch.oldest_due(reading.session, route, urgent, reading.now)
        for route in routes
        for urgent in (1, 0)
    }
    return {lane: due for lane, due in found.items() if due is not None}


@dataclass(frozen=True)
class Standing:
    """A letter read afresh, and what stands in Slack: its card, and the message that its thread hangs on, as (channel, ts)."""

    gathered: Gathered
    card: tuple[str, str] | None = None
    thread: tuple[str, str] | None = None
    shared: bool = False  # the channel was shared with others when it was last looked at
    hold: attention.Hold | None = None  # its reader has asked to be left in peace


def gathered(reading: Reading, gather: Callable[..., Gathered], letter: Letter, name: str | None) -> Standing:
    """All that a message needs to be sent, as it is at one moment."""
    found = gather(reading, letter)
    if not isinstance(found, Picture):
        return Standing(found)
    stands = card(reading, name) if name else None
    hold = attention.hold(reading, letter, found.to, stands=stands is not None)
    if not isinstance(found.to, ToChannel):
        return Standing(found, stands, hold=hold)
    thread = card(reading, found.to.thread) if found.to.thread else None
    return Standing(found, stands, thread, is_shared(reading, stands[0] if stands else found.to.channel), hold)


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


@dataclass(frozen=True)
class DeadList:
    """What was given up: the newest, and how many in all."""

    cards: tuple[DeadCard, ...]
    number: int


def stuck(reading: Reading, letter: Stuck) -> Gathered:
    """The coordinator's list of what was given up; when nothing is left, the list says so, and no new one is made."""
    person = people.get(reading.session, letter.person_id)
    if person.slack_id is None:
        return Unreachable("no Slack account")
    shown = tuple(dead(reading))
    if not shown and outbox.card(reading.session, letter.card()) is None:
        return Unwanted("nothing is stuck")
    number = sum(one.number for one in outbox_watch.counts(reading.session) if one.state == "dead")
    return Picture(ToPerson(person.slack_id), DeadList(shown, number))


@dataclass(frozen=True)
class RouteNews:
    """A route that is not taken, or is again; `number`: how many letters wait, none when it is over; `since`: local time."""

    route: str
    number: int
    since: datetime


def route_away(reading: Reading, letter: RouteAway) -> Gathered:
    """Still away, or not worth telling any more."""
    person = people.get(reading.session, letter.person_id)
    if person.slack_id is None:
        return Unreachable("no Slack account")
    found = outbox_watch.hindered(reading.session, letter.about, reading.now)
    if found is None or not outbox_watch.is_trouble(reading.session, f"route:{letter.about}"):
        return Unwanted("it is over")
    return Picture(ToPerson(person.slack_id), RouteNews(letter.about, found[0], reading.local(found[1])))


def route_back(reading: Reading, letter: RouteBack) -> Gathered:
    """It is over."""
    person = people.get(reading.session, letter.person_id)
    if person.slack_id is None:
        return Unreachable("no Slack account")
    since = reading.local(datetime.fromisoformat(letter.since))
    return Picture(ToPerson(person.slack_id), RouteNews(letter.about, 0, since))
