"""The coordinators' questions about events that somebody changed or removed in Outlook, read afresh when they leave."""

from __future__ import annotations

from datetime import datetime

from bot.outbox.letters.calendar import OutlookEdited, OutlookEmptied, OutlookGone
from bot.reads import meetings as meeting_reads
from bot.reads.meetings import MeetingHead
from bot.reads.shapes import Gathered, Picture, ToPerson, Unreachable, Unwanted
from models.rules.events import When
from models.store import calendar, meetings, people
from models.store.engine import Reading
from models.tables.calendar import CalendarEvent
from models.values import dataclass


@dataclass(frozen=True)
class EditedShape:
    """Time and place here and in Outlook, all local; `answer` is empty while the question is open."""

    event_id: int
    head: MeetingHead
    ours: tuple[datetime, datetime, str]
    theirs: tuple[datetime, datetime, str]
    answer: str
    by: str
    at: datetime | None


@dataclass(frozen=True)
class GoneShape:
    """An event that is gone; `answer` is empty while the question is open."""

    event_id: int
    head: MeetingHead
    when: tuple[datetime, datetime, str]
    answer: str
    by: str
    at: datetime | None


@dataclass(frozen=True)
class EmptiedShape:
    """So many events, all there were, were gone at once; `since`: local."""

    count: int
    since: datetime


def edited(reading: Reading, letter: OutlookEdited) -> Gathered:
    """The question about a time or place that was changed by hand."""
    row = calendar.get(reading.session, letter.event_id)
    head = meeting_reads.head(reading, meetings.get(reading.session, row.meeting_id))
    over = head.cancelled is not None or head.over
    if not letter.answer and (row.edits != letter.number or (row.edited is None and not over)):
        return Unwanted("answered by now")
    ours = _ours(reading, row, head)
    theirs = _local(reading, When.read(row.edited)) if row.edited else ours
    answer = letter.answer or ("over" if over else "")
    return _to(
        reading, letter.person_id, EditedShape(letter.event_id, head, ours, theirs, answer, *_by(reading, letter))
    )


def gone(reading: Reading, letter: OutlookGone) -> Gathered:
    """The question about an event that was removed."""
    row = calendar.get(reading.session, letter.event_id)
    head = meeting_reads.head(reading, meetings.get(reading.session, row.meeting_id))
    if not letter.answer and row.state != "gone":
        return Unwanted("answered by now")
    answer = letter.answer or ("cancelled" if head.cancelled is not None else "over" if head.over else "")
    shape = GoneShape(letter.event_id, head, _ours(reading, row, head), answer, *_by(reading, letter))
    return _to(reading, letter.person_id, shape)


def emptied(reading: Reading, letter: OutlookEmptied) -> Gathered:
    """That all events were gone; also when they are there again by now."""
    since = reading.local(datetime.fromisoformat(letter.since))
    return _to(reading, letter.person_id, EmptiedShape(letter.count, since))


def _ours(reading: Reading, row: CalendarEvent, head: MeetingHead) -> tuple[datetime, datetime, str]:
    day = calendar.day_of(reading.session, row)
    starts, ends = (day.starts_at, day.ends_at) if day else (head.starts, head.ends)
    return reading.local(starts), reading.local(ends), head.place


def _local(reading: Reading, when: When) -> tuple[datetime, datetime, str]:
    return reading.local(when.starts), reading.local(when.ends), when.place


def _by(reading: Reading, letter: OutlookEdited | OutlookGone) -> tuple[str, datetime | None]:
    person = people.many(reading.session, [letter.by]).get(letter.by)
    at = reading.local(datetime.fromisoformat(letter.at)) if letter.at and person else None
    return (person.name if person else ""), at


def _to(reading: Reading, person_id: int, shape: EditedShape | GoneShape | EmptiedShape) -> Gathered:
    person = people.many(reading.session, [person_id]).get(person_id)
    if person is None or person.slack_id is None:
        return Unreachable("no Slack account")
    return Picture(ToPerson(person.slack_id), shape)
