"""What a person has asked for, as App Home and its form show it; until when a letter is held for that; and what the day's digest shows."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, time
from typing import Any, Final

from bot import holidays
from bot.outbox.letters import read
from bot.outbox.letters.absences import Told
from bot.outbox.letters.base import Letter
from bot.outbox.letters.people import Digest
from bot.outbox.letters.questions import RaiserNote, SupplementAsked
from bot.reads import absence_letters, notices, question_letters
from bot.reads.shapes import Gathered, Picture, ToChannel, ToPerson, Unreachable, Unwanted
from models.rules import attention as rules
from models.rules.attention import EVERYTHING, Attention, Weight
from models.store import attention, people, questions
from models.store.engine import Reading
from models.tables.meetings import Meeting
from models.values import dataclass


@dataclass(frozen=True)
class Hold:
    """A letter is held for somebody, until a moment (UTC)."""

    person_id: int
    until: datetime


def chosen(reading: Reading, person_id: int) -> Attention:
    """What is in force for a person today."""
    return attention.of(reading.session, person_id).in_force(reading.today)


def hold(reading: Reading, letter: Letter, to: ToPerson | ToChannel, *, stands: bool) -> Hold | None:
    """Until when a letter is held for its reader; None when it leaves now. A message that stands already is drawn anew at once: that
    makes no sound, and an old button is worse than none."""
    weight = rules.weigh(letter.kind, letter.what if isinstance(letter, Told) else "")
    if stands or weight is Weight.AT_ONCE:
        return None
    person_id = _reader(reading, letter, to)
    wishes = chosen(reading, person_id) if person_id is not None else EVERYTHING
    if person_id is None or wishes == EVERYTHING:
        return None
    now = reading.local(reading.now).replace(tzinfo=None)
    red = holidays.around([day for day in (reading.today, wishes.paused_until) if day is not None])
    until = rules.leaves(wishes, weight, now, red, latest=_latest(reading, letter))
    return Hold(person_id, until.replace(tzinfo=reading.zone)) if until is not None else None


def _reader(reading: Reading, letter: Letter, to: ToPerson | ToChannel) -> int | None:
    """Whom a letter is for; None for a channel."""
    if isinstance(to, ToPerson):
        person = people.by_account(reading.session, to.slack_id)
        return person.id if person is not None else None
    if isinstance(letter, RaiserNote):  # in the thread of the raiser's own card
        question = questions.get(reading.session, letter.question_id)
        return question.raised_by if question is not None else None
    return None


def _latest(reading: Reading, letter: Letter) -> datetime | None:
    """When it would be too late: the meeting begins, or the completion is due (local, without a zone)."""
    meeting_id = getattr(letter, "meeting_id", None)
    if isinstance(meeting_id, int) and (meeting := reading.session.get(Meeting, meeting_id)) is not None:
        return reading.local(meeting.starts_at).replace(tzinfo=None)
    if isinstance(letter, SupplementAsked):
        question = questions.get(reading.session, letter.question_id)
        if question is not None and question.complete_by is not None:
            return datetime.combine(question.complete_by, time())
    return None


_GATHER: Final[dict[str, Callable[[Reading, Any], Gathered]]] = {
    "RaiserNote": question_letters.raiser_note,
    "Told": absence_letters.told,
    "Papers": absence_letters.papers,
    "SeatSummary": notices.seat_summary,
}


@dataclass(frozen=True)
class DigestLine:
    """One piece of news: its letter's kind, the shape it is drawn from, and for a note what question it is about."""

    kind: str
    shape: object
    about: tuple[str, str] | None = None  # number and title


@dataclass(frozen=True)
class DigestPicture:
    """The day's news."""

    lines: tuple[DigestLine, ...]


def digest(reading: Reading, letter: Digest) -> Gathered:
    """What was gathered, each piece read afresh; what is not wanted any more is left out."""
    person = people.get(reading.session, letter.person_id)
    if person.slack_id is None:
        return Unreachable("no Slack account")
    lines = []
    for kind, payload in json.loads(letter.gathered):
        one = read(kind, payload)
        found = _GATHER[kind](reading, one)
        if isinstance(found, Picture):
            lines.append(DigestLine(kind, found.shape, _about(reading, one)))
    return Picture(ToPerson(person.slack_id), DigestPicture(tuple(lines))) if lines else Unwanted("nothing is news")


def _about(reading: Reading, letter: Letter) -> tuple[str, str] | None:
    question = questions.get(reading.session, letter.question_id) if isinstance(letter, RaiserNote) else None
    return (question.number, question.title) if question is not None else None
