"""What an event in Outlook is to be, read fresh from the meeting, and what we know of the one that stands there."""

from __future__ import annotations

import hashlib
from datetime import datetime

from bot.outbox.letters.calendar import Event
from bot.reads import agenda
from bot.reads.agenda import AgendaLine
from bot.text import agenda as agenda_words
from bot.text import calendar as words
from bot.text.markup import line, plain
from models.rules.events import EventState, ShowAs, Task, task
from models.rules.meetings import MeetingKind, MeetingState
from models.store import calendar, meetings, outbox_watch, seating
from models.store import structure as structures
from models.store.engine import Reading
from models.tables.calendar import CalendarEvent
from models.tables.meetings import Meeting, MeetingDay
from models.values import dataclass


@dataclass(frozen=True)
class Item:
    """A point in the event's text."""

    title: str
    details: str = ""


@dataclass(frozen=True)
class EventText:
    """Our part of an event's text. Nothing in it is escaped yet."""

    heading: str
    items: tuple[Item, ...]
    paragraphs: tuple[str, ...]
    last: str


@dataclass(frozen=True)
class EventPicture:
    """An event as it is to be. `keeps_text`: the text that was sent last stays, for the agenda is not set (again) yet."""

    subject: str
    starts: datetime
    ends: datetime
    place: str
    show_as: str
    text: EventText
    keeps_text: bool
    attendees: tuple[tuple[str, str], ...]  # (address, name)


@dataclass(frozen=True)
class Known:
    """What we know of an event: who it is, and what was sent last (JSON of models/rules/events.py)."""

    id: int
    state: EventState
    stamp: str
    transaction_id: str
    create_body: str | None
    graph_id: str | None
    change_key: str | None
    sent: str | None
    sending: str | None
    edited: str | None
    attendees: str | None


@dataclass(frozen=True)
class Look:
    """One meeting day and its event. `comment`: what those invited are told if it is cancelled."""

    meeting_id: int
    day: int
    wanted: EventPicture | None
    known: Known | None
    over: bool
    comment: str
    identity: str  # who a new event would be: the same whoever works it out, also on a copy of the database

    @property
    def task(self) -> Task:
        """What is to be done; nothing once the day is over, so that nobody is mailed about what has been."""
        if self.over:
            return Task.NOTHING
        return task(self.known.state if self.known else None, wanted=self.wanted is not None)


def is_emptied(reading: Reading) -> bool:
    """Whether all events were gone at once when they were last looked at."""
    return outbox_watch.is_trouble(reading.session, outbox_watch.EMPTIED)


def look(reading: Reading, letter: Event) -> Look:
    """A meeting day: what its event is to be, and what we know of it."""
    meeting = meetings.get(reading.session, letter.meeting_id)
    row = calendar.latest(reading.session, letter.meeting_id, letter.day)
    day = next((one for one in meetings.days(reading.session, letter.meeting_id) if one.number == letter.day), None)
    planned = meeting.state == MeetingState.PLANNED
    over = day.ends_at <= reading.now if day is not None else meeting.ends_at <= reading.now
    return Look(
        letter.meeting_id, letter.day,
        _picture(reading, meeting, day) if planned and day is not None else None,
        known(row) if row else None,
        over,
        words.DAY_DROPPED if planned else plain(meeting.cancel_reason or words.NO_REASON),
        _identity(meeting, letter.day, row),
    )  # fmt: skip


def _identity(meeting: Meeting, day: int, before: CalendarEvent | None) -> str:
    """32 hexadecimal signs, from the meeting day and the event that it had before, if any."""
    told = f"{meeting.id}:{meeting.created_at.isoformat()}:{day}:{before.stamp if before else ''}"
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def known(row: CalendarEvent) -> Known:
    """A row as a value."""
    return Known(
        row.id or 0, EventState(row.state), row.stamp, row.transaction_id, row.create_body, row.graph_id, row.change_key,
        row.sent, row.sending, row.edited, row.attendees,
    )  # fmt: skip


@dataclass(frozen=True)
class Watched:
    """An event that stands in Outlook, and the time its meeting day has here. `people`: who may report absence by
    declining, by address."""

    known: Known
    meeting_id: int
    starts: datetime
    ends: datetime
    people: tuple[tuple[str, int], ...]


def watched(reading: Reading) -> tuple[Watched, ...]:
    """The events to look at in Outlook, the next meeting first."""
    structure = structures.current(reading.session)
    found = []
    for row, day in calendar.standing(reading.session, reading.now):
        meeting = meetings.get(reading.session, row.meeting_id)
        held = meeting.kind == MeetingKind.MEETING  # nobody stands in for a guest of the seminar
        there = seating.invited(reading.session, structure, meeting, reading.zone) if held else ()
        own = tuple((one.email, one.person_id) for one in there if one.person_id is not None)
        found.append(Watched(known(row), row.meeting_id, day.starts_at, day.ends_at, own))
    return tuple(found)


def _picture(reading: Reading, meeting: Meeting, day: MeetingDay) -> EventPicture:
    there = seating.invited(reading.session, structures.current(reading.session), meeting, reading.zone)
    attendees = tuple((one.email, line(one.name)) for one in there)
    if meeting.kind == MeetingKind.SEMINAR:
        subject, show_as, text = _seminar(reading, meeting, day)
        keeps = False
    else:
        subject, show_as, text = _meeting(reading, meeting, day)
        keeps = meeting.agenda_set_at is None
    return EventPicture(line(subject), day.starts_at, day.ends_at, line(meeting.place), show_as, text, keeps, attendees)


def _meeting(reading: Reading, meeting: Meeting, day: MeetingDay) -> tuple[str, str, EventText]:
    body = structures.current(reading.session).body(meeting.body)
    subject = words.subject(body.short_name, reading.local(day.starts_at).date())
    if meeting.agenda_set_at is None:
        return subject, ShowAs.BUSY.value, EventText("", (), (words.AGENDA_COMES,), words.LAST)
    items = tuple(_item(reading, meeting, one) for one in agenda.lines(reading, meeting))
    return subject, ShowAs.BUSY.value, EventText(words.AGENDA, items, (), words.LAST)


def _item(reading: Reading, meeting: Meeting, point: AgendaLine) -> Item:
    said = [agenda_words.facts(point.kind, point.minutes, point.presenter)]
    if point.unprepared:
        said.append(agenda_words.UNPREPARED)
    if point.new and meeting.notice_sent_at is not None:
        said.append(agenda_words.new_since(reading.local(meeting.notice_sent_at)))
    return Item(point.title, ", ".join(said))


def _seminar(reading: Reading, meeting: Meeting, day: MeetingDay) -> tuple[str, str, EventText]:
    """A hold until Samråd has set the programme, then the invitation (R-H07, R-C22)."""
    structure = structures.current(reading.session)
    rule = structure.seminar
    name = meeting.title or (rule.name if rule else structure.name)
    hold = meeting.programme_set_at is None
    subject = words.seminar_subject(name, reading.local(day.starts_at).date(), hold=hold)
    if hold:
        setter = structure.body(rule.programme_set_by).name if rule else structure.name
        text = EventText("", (), (words.programme_comes(setter),), words.LAST_SEMINAR)
        return subject, ShowAs.TENTATIVE.value, text
    paragraphs = tuple(words.paragraphs(meeting.programme))
    return subject, ShowAs.BUSY.value, EventText(words.PROGRAMME, (), paragraphs, words.LAST_SEMINAR)
