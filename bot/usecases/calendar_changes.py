"""What happens to events in Outlook, from both sides: what was sent and arrived, what somebody did there, and what the
coordinators answer about it. Which request is sent when is calendar_sync's affair."""

from __future__ import annotations

import json
from dataclasses import replace
from uuid import uuid4

from bot.outbox.letters.calendar import Event, OutlookEdited, OutlookEmptied, OutlookGone, edited_card, gone_card
from bot.text import dates as days
from bot.usecases import meeting_acts
from bot.usecases.acting import Acting, Unit
from models.rules import meetings as meeting_rules
from models.rules.events import EventState, Picture, When
from models.rules.meetings import MeetingState, Span
from models.rules.refusals import Refusal, Refused, accept
from models.rules.rights import Act
from models.store import agenda, calendar, meetings, outbox, outbox_watch, people
from models.tables.calendar import CalendarEvent
from models.tables.meetings import Meeting

KEPT, RESTORED, REVERTED = "outlook", "ours", "reverted"
ANEW, CANCELLED = "anew", "cancelled"

# ---------------------------------------------------------------- what was sent


def prepare(
    acting: Acting, meeting_id: int, day: int, stamp: str, transaction_id: str, content: str, picture: str
) -> int:
    """Note, before it is sent for the first time, who a new event is and the exact content of its create; its id.

    An event that is noted already keeps what it has, but for a content that is still to be given. One that was
    cancelled is followed by a new generation.
    """
    with acting.transaction() as unit:
        meetings.locked(unit.session, meeting_id)
        row = calendar.latest(unit.session, meeting_id, day)
        if row is None or row.state == EventState.CANCELLED:
            generation = row.generation + 1 if row else 1
            row = CalendarEvent(
                meeting_id=meeting_id, day=day, generation=generation, stamp=stamp, transaction_id=transaction_id
            )
            unit.session.add(row)
        if row.create_body is None:
            row.create_body, row.sent = content, picture
            unit.session.flush()
            unit.record("calendar.prepared", _subject(row), meeting=meeting_id, day=day, generation=row.generation)
        return row.id or 0


def created(acting: Acting, event_id: int, graph_id: str, change_key: str) -> None:
    """The event stands in Outlook, under that id. Twice is once."""
    with acting.transaction() as unit:
        row = calendar.locked(unit.session, event_id)
        if row.state != EventState.WANTED:
            return
        row.state, row.graph_id, row.change_key, row.seen_at = EventState.KNOWN.value, graph_id, change_key, unit.now
        unit.record("calendar.created", _subject(row), meeting=row.meeting_id, day=row.day)


def sending(acting: Acting, event_id: int, when: str) -> None:
    """Note a time and place before they are sent, so that they are known as ours if the answer is lost."""
    with acting.transaction() as unit:
        calendar.locked(unit.session, event_id).sending = when


def sent(acting: Acting, event_id: int, picture: str, change_key: str | None, what: list[str]) -> None:
    """A change has arrived; without `change_key` it stood there already."""
    with acting.transaction() as unit:
        row = calendar.locked(unit.session, event_id)
        row.sent = picture
        if change_key is None:
            return
        row.change_key, row.seen_at = change_key, unit.now
        unit.record("calendar.updated", _subject(row), meeting=row.meeting_id, day=row.day, what=what)


def cancelled(acting: Acting, event_id: int) -> None:
    """The event is cancelled in Outlook, or was never made. It is not made again while this stands."""
    with acting.transaction() as unit:
        row = calendar.locked(unit.session, event_id)
        if row.state == EventState.CANCELLED:
            return
        row.state = EventState.CANCELLED.value
        unit.record("calendar.cancelled", _subject(row), meeting=row.meeting_id, day=row.day)
        redraw(unit, row, CANCELLED)


# ---------------------------------------------------------------- what somebody did in Outlook


def gone(acting: Acting, event_id: int) -> None:
    """The event is not there: somebody removed it. It is not made again by itself; the coordinators are asked."""
    with acting.transaction() as unit:
        row = calendar.locked(unit.session, event_id)
        if row.state not in (EventState.KNOWN, EventState.WANTED):
            return
        row.state = EventState.GONE.value
        unit.record("calendar.gone", _subject(row), meeting=row.meeting_id, day=row.day)
        for one in people.coordinators(unit.session, unit.today):
            unit.post(OutlookGone(row.id or 0, one.id or 0))


def emptied(acting: Acting, count: int) -> None:
    """All events are gone at once, `count` of them. What that means only people can say: the coordinators are told, once for as long
    as it lasts, and nothing else is done."""
    with acting.transaction() as unit:
        if not outbox_watch.trouble_begins(unit.session, outbox_watch.EMPTIED, unit.now):
            return
        unit.record("calendar.emptied", "calendar", events=count)
        for one in people.coordinators(unit.session, unit.today):
            unit.post(OutlookEmptied(one.id or 0, count, unit.now.isoformat()))


def refilled(acting: Acting) -> None:
    """Not all events are gone any more. Without that trouble nothing is done."""
    with acting.transaction() as unit:
        since = outbox_watch.trouble_ends(unit.session, outbox_watch.EMPTIED)
        if since is not None:
            unit.record("calendar.refilled", "calendar", since=since.isoformat())


def edited(acting: Acting, event_id: int, when: str, looked: tuple[str | None, str | None]) -> bool:
    """Somebody gave the event another time or place in Outlook: the coordinators are asked which is to hold.

    `looked` is what counted as sent and being sent when the event was read; when that has changed meanwhile nothing is
    concluded, and the answer is False.
    """
    with acting.transaction() as unit:
        row = calendar.locked(unit.session, event_id)
        if row.state != EventState.KNOWN or (row.sent, row.sending) != looked:
            return False
        if row.edited == when:
            return True
        if row.edited is None:
            row.edits += 1
        row.edited = when
        unit.record("calendar.edited", _subject(row), meeting=row.meeting_id, day=row.day, when=when)
        for one in people.coordinators(unit.session, unit.today):
            unit.post(OutlookEdited(row.id or 0, row.edits, one.id or 0))
        return True


def seen(acting: Acting, event_id: int, change_key: str, answers: dict[str, str], *, as_sent: bool) -> None:
    """What was read of an event: who has answered what. `as_sent`: its time and place are ours, so that a question about
    them falls."""
    with acting.transaction() as unit:
        row = calendar.locked(unit.session, event_id)
        if row.state != EventState.KNOWN:
            return
        row.change_key, row.seen_at = change_key, unit.now
        row.attendees = json.dumps(answers, ensure_ascii=False, sort_keys=True)
        if as_sent and row.edited is not None:
            row.edited = None
            unit.record("calendar.reverted", _subject(row), meeting=row.meeting_id, day=row.day)
            redraw(unit, row, REVERTED)


# ---------------------------------------------------------------- what the coordinators answer


def keep_outlooks(acting: Acting, event_id: int) -> None:
    """Outlook's time and place hold: the meeting is moved to them here. Raises Refused: not a coordinator, answered
    already, or a time that no meeting can have."""
    with acting.transaction() as unit:
        row, meeting, theirs = _asked(unit, event_id)
        fresh = accept(
            meeting_rules.span(theirs.starts, theirs.ends, unit.now), day=days.day(unit.local(theirs.starts))
        )
        spans = [
            fresh if one.number == row.day else Span(one.starts_at, one.ends_at)
            for one in meetings.days(unit.session, row.meeting_id)
        ]
        if spans != sorted(spans, key=lambda one: one.starts):
            raise Refused(Refusal.DAYS_OUT_OF_ORDER)
        _taken_as_sent(row, theirs)
        unit.record("calendar.kept", _subject(row), meeting=row.meeting_id, day=row.day)
        was = [(one.starts_at, one.ends_at) for one in meetings.days(unit.session, row.meeting_id)]
        if was != [(one.starts, one.ends) for one in spans] or meeting.place != theirs.place:
            meeting_acts.move(unit, meeting, spans, theirs.place)
        unit.post(Event(row.meeting_id, row.day))
        redraw(unit, row, KEPT)


def restore(acting: Acting, event_id: int) -> None:
    """Our time and place hold: Outlook gets them again. Raises Refused as `keep_outlooks`."""
    with acting.transaction() as unit:
        row, _, theirs = _asked(unit, event_id)
        _taken_as_sent(row, theirs)
        unit.record("calendar.restored", _subject(row), meeting=row.meeting_id, day=row.day)
        unit.post(Event(row.meeting_id, row.day))
        redraw(unit, row, RESTORED)


def create_anew(acting: Acting, event_id: int) -> None:
    """Make an event that somebody removed once more: a new generation, with a new identity. Raises Refused: not a
    coordinator, or answered already."""
    with acting.transaction() as unit:
        unit.allow(Act.ANSWER_OUTLOOK)
        meeting = meetings.locked(unit.session, calendar.get(unit.session, event_id).meeting_id)
        row = calendar.locked(unit.session, event_id)
        newest = calendar.latest(unit.session, row.meeting_id, row.day)
        if row.state != EventState.GONE or newest is None or newest.id != row.id:
            raise Refused(Refusal.STALE)
        _still_planned(meeting)
        anew = CalendarEvent(
            meeting_id=row.meeting_id, day=row.day, generation=row.generation + 1, stamp=uuid4().hex,
            transaction_id=str(uuid4()),
        )  # fmt: skip
        unit.session.add(anew)
        unit.session.flush()
        unit.record("calendar.anew", _subject(row), meeting=row.meeting_id, day=row.day, generation=anew.generation)
        unit.post(Event(row.meeting_id, row.day))
        redraw(unit, row, ANEW)


def redraw(unit: Unit, row: CalendarEvent, answer: str) -> None:
    """Draw the questions about an event anew for those who got them, with what was answered, by whom and when."""
    number, by, at = row.id or 0, unit.acting.actor.person_id or 0, unit.now.isoformat()
    if answer in (CANCELLED, ANEW):
        for person_id in _with_card(unit, gone_card(number)):
            unit.post(OutlookGone(number, person_id, answer, by, at))
    if answer != ANEW and row.edits:
        for person_id in _with_card(unit, edited_card(number, row.edits)):
            unit.post(OutlookEdited(number, row.edits, person_id, answer, by, at))


def _asked(unit: Unit, event_id: int) -> tuple[CalendarEvent, Meeting, When]:
    """The event, its meeting, and the time and place that the question is about. Locked in the order of all acts that
    move a meeting: plans, questions, meeting, event."""
    unit.allow(Act.ANSWER_OUTLOOK)
    meeting_id = calendar.get(unit.session, event_id).meeting_id
    meetings.lock_planning(unit.session)
    agenda.lock_questions(unit.session, meetings.get(unit.session, meeting_id).body, unit.now)
    meeting = meetings.locked(unit.session, meeting_id)
    row = calendar.locked(unit.session, event_id)
    if row.edited is None or row.state != EventState.KNOWN:
        raise Refused(Refusal.STALE)
    _still_planned(meeting)
    return row, meeting, When.read(row.edited)


def _still_planned(meeting: Meeting) -> None:
    if meeting.state != MeetingState.PLANNED:
        raise Refused(Refusal.MEETING_CANCELLED)


def _taken_as_sent(row: CalendarEvent, theirs: When) -> None:
    """What stands in Outlook counts as sent from now on: the next comparison starts from there."""
    if row.sent is not None:
        row.sent = replace(Picture.read(row.sent), when=theirs).as_text()
    row.edited = row.sending = None


def _with_card(unit: Unit, prefix: str) -> list[int]:
    return [int(name.rsplit(":", 1)[1]) for name in outbox.cards(unit.session, prefix)]


def _subject(row: CalendarEvent) -> str:
    return f"event:{row.id}"
