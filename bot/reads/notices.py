"""Letters about meetings, read afresh when they leave: whether they are still wanted, by whom, and what they show."""

from __future__ import annotations

from datetime import date, datetime

from bot import holidays
from bot.outbox.letters import meetings as letters
from bot.reads import agenda as agenda_reads
from bot.reads import meetings as meeting_reads
from bot.reads.agenda import AgendaLine
from bot.reads.meetings import MeetingHead, Own, OwnPlace, Seats
from bot.reads.shapes import Gathered, Picture, ToChannel, ToPerson, Unreachable, Unwanted
from bot.text.words import swedish_order
from models.rules.agenda import Room
from models.rules.meetings import Deadlines, MeetingState, deadlines
from models.rules.refusals import Refusal, Refused
from models.store import agenda, bodies, meetings, outbox, people, seating
from models.store import structure as structures
from models.store.engine import Reading
from models.tables.meetings import Meeting
from models.values import dataclass


@dataclass(frozen=True)
class CardShape:
    """The meeting's message in the body's channel."""

    head: MeetingHead
    lines: tuple[AgendaLine, ...]
    room: Room
    seats: Seats


@dataclass(frozen=True)
class MovedShape:
    """What the time and place were, and the meeting as it is."""

    head: MeetingHead
    was: tuple[datetime, datetime]
    was_place: str


@dataclass(frozen=True)
class NewsShape:
    """What has come and gone since the notice: points with their numbers, and titles; `tabled` go to the next
    meeting."""

    head: MeetingHead
    added: tuple[tuple[int, str], ...]
    left: tuple[str, ...]
    tabled: tuple[str, ...]


@dataclass(frozen=True)
class NoticeShape:
    """The notice to one person."""

    head: MeetingHead
    lines: tuple[AgendaLine, ...]
    own: OwnPlace
    called: bool


@dataclass(frozen=True)
class NoticePreview:
    """What would be sent, to how many, and who has no Slack account and only gets Outlook's mail."""

    notice: NoticeShape
    reached: int
    only_outlook: tuple[str, ...]


@dataclass(frozen=True)
class ReminderShape:
    """What is late, since when, and who has done it by now."""

    head: MeetingHead
    due: date
    done_at: datetime | None
    done_by: str | None


@dataclass(frozen=True)
class SummaryShape:
    """How the seats are taken."""

    head: MeetingHead
    seats: Seats


def card(reading: Reading, letter: letters.MeetingCard) -> Gathered:
    """The meeting in its body's channel; posted when there is a channel, and not for one cancelled before that."""
    meeting = meetings.get(reading.session, letter.meeting_id)
    channel = _channel(reading, meeting)
    if channel is None:
        return Unwanted("the body has no channel yet")
    if meeting.state == MeetingState.CANCELLED and outbox.card(reading.session, letter.card()) is None:
        return Unwanted("cancelled before it was shown")
    points = agenda_reads.lines(reading, meeting)
    shape = CardShape(
        meeting_reads.head(reading, meeting),
        points,
        agenda_reads.sum_of(reading, meeting, points),
        meeting_reads.seats(reading, meeting),
    )
    return Picture(ToChannel(channel), shape)


def moved(reading: Reading, letter: letters.MeetingMoved) -> Gathered:
    """The line about a move; not when the meeting has been moved again or cancelled since, for that is told."""
    meeting = meetings.get(reading.session, letter.meeting_id)
    if meeting.version != letter.moved + 1:
        return Unwanted("it has changed since")
    was = (datetime.fromisoformat(letter.was_start), datetime.fromisoformat(letter.was_end))
    head = meeting_reads.head(reading, meeting)
    shape = MovedShape(head, (reading.local(was[0]), reading.local(was[1])), letter.was_place)
    return _in_thread(reading, meeting, shape, broadcast=True)


def cancelled(reading: Reading, letter: letters.MeetingCancelled) -> Gathered:
    """The line about a cancelled meeting; not where its message never stood."""
    meeting = meetings.get(reading.session, letter.meeting_id)
    if outbox.card(reading.session, letters.card_of(letter.meeting_id)) is None:
        return Unwanted("the meeting was never shown")
    return _in_thread(reading, meeting, meeting_reads.head(reading, meeting), broadcast=True)


def news(reading: Reading, letter: letters.AgendaNews) -> Gathered:
    """What has come or gone since the notice, within the letter's time; not what both came and went."""
    meeting = meetings.get(reading.session, letter.meeting_id)
    since, until = datetime.fromisoformat(letter.since), datetime.fromisoformat(letter.until)
    added = [one for one in agenda_reads.lines(reading, meeting) if one.new and since <= one.added_at < until]
    gone = [one for one in agenda.left_since(reading.session, letter.meeting_id, since, until) if one.added_at < since]
    if meeting.state == MeetingState.CANCELLED or not (added or gone):
        return Unwanted("nothing is new")
    shape = NewsShape(
        meeting_reads.head(reading, meeting),
        tuple((one.number, one.title) for one in added),
        tuple(one.title for one in gone if one.state == "removed"),
        tuple(one.title for one in gone if one.state == "carried"),
    )
    return _in_thread(reading, meeting, shape)


def notice(reading: Reading, letter: letters.Notice) -> Gathered:
    """The notice to a person who is called; one that has gone out follows what happens, also to who is no longer
    called."""
    meeting = meetings.get(reading.session, letter.meeting_id)
    person = people.get(reading.session, letter.person_id)
    if person.slack_id is None:
        return Unreachable("no Slack account")
    shape = _notice(reading, meeting, letter.person_id)
    stands = outbox.card(reading.session, letter.card()) is not None
    if not stands and (meeting.state == MeetingState.CANCELLED or not shape.called):
        return Unwanted("not called")
    return Picture(ToPerson(person.slack_id), shape)


def preview(reading: Reading, meeting_id: int, person_id: int) -> NoticePreview:
    """What sending the notice would lead to. Raises Refused for others than those who lead the body."""
    meeting = meetings.get(reading.session, meeting_id)
    standing = people.standing(reading.session, person_id, reading.today)
    if not meeting_reads.leads(reading, standing, meeting):
        raise Refused(Refusal.NOT_AGENDA_LEADER)
    called = [one.person_id or 0 for one in _invited(reading, meeting)]
    known = people.many(reading.session, called)
    without = sorted((one.name for one in known.values() if one.slack_id is None), key=swedish_order)
    example = NoticeShape(
        meeting_reads.head(reading, meeting), agenda_reads.lines(reading, meeting), OwnPlace(Own.SITS), True
    )
    return NoticePreview(example, len(known) - len(without), tuple(without))


def agenda_reminder(reading: Reading, letter: letters.AgendaReminder) -> Gathered:
    """The agenda is not set though it is time; one that stands says when it was."""
    meeting = meetings.get(reading.session, letter.meeting_id)
    done = (meeting.agenda_set_at, meeting.agenda_set_by)
    return _reminder(reading, meeting, letter, done, _due(reading, meeting).agenda)


def notice_reminder(reading: Reading, letter: letters.NoticeReminder) -> Gathered:
    """The notice is not sent though it is time; one that stands says when it was."""
    meeting = meetings.get(reading.session, letter.meeting_id)
    done = (meeting.notice_sent_at, meeting.notice_sent_by)
    return _reminder(reading, meeting, letter, done, _due(reading, meeting).notice)


def seat_summary(reading: Reading, letter: letters.SeatSummary) -> Gathered:
    """How the seats are taken, until the meeting begins."""
    meeting = meetings.get(reading.session, letter.meeting_id)
    person = people.get(reading.session, letter.person_id)
    if person.slack_id is None:
        return Unreachable("no Slack account")
    head = meeting_reads.head(reading, meeting)
    if not head.ahead:
        return Unwanted("the meeting is cancelled, or has begun")
    return Picture(ToPerson(person.slack_id), SummaryShape(head, meeting_reads.seats(reading, meeting)))


def _reminder(
    reading: Reading,
    meeting: Meeting,
    letter: letters.AgendaReminder | letters.NoticeReminder,
    done: tuple[datetime | None, int | None],
    due: date,
) -> Gathered:
    person = people.get(reading.session, letter.person_id)
    if person.slack_id is None:
        return Unreachable("no Slack account")
    head = meeting_reads.head(reading, meeting)
    stands = outbox.card(reading.session, letter.card()) is not None
    if not stands and (done[0] is not None or not head.ahead or meeting.moved != letter.moved):
        return Unwanted("done, or not to be done any more")
    known = people.many(reading.session, [done[1] or 0])
    by = known[done[1]].name if done[1] in known else None
    at = reading.local(done[0]) if done[0] else None
    return Picture(ToPerson(person.slack_id), ReminderShape(head, due, at, by))


def _due(reading: Reading, meeting: Meeting) -> Deadlines:
    day = reading.local(meeting.starts_at).date()
    body = structures.current(reading.session).body(meeting.body)
    return deadlines(day, body.lead_times, holidays.around([day]))


def _notice(reading: Reading, meeting: Meeting, person_id: int) -> NoticeShape:
    called = any(one.person_id == person_id for one in _invited(reading, meeting))
    return NoticeShape(
        meeting_reads.head(reading, meeting),
        agenda_reads.lines(reading, meeting),
        meeting_reads.own_place(reading, meeting, person_id),
        called,
    )


def _invited(reading: Reading, meeting: Meeting) -> list[seating.Invited]:
    there = seating.invited(reading.session, structures.current(reading.session), meeting, reading.zone)
    return [one for one in there if one.person_id is not None]


def _channel(reading: Reading, meeting: Meeting) -> str | None:
    row = bodies.channels(reading.session, meeting.body)
    return row.channel if row else None


def _in_thread(reading: Reading, meeting: Meeting, shape: object, *, broadcast: bool = False) -> Gathered:
    channel = _channel(reading, meeting)
    if channel is None:
        return Unwanted("the body has no channel yet")
    return Picture(ToChannel(channel, letters.card_of(meeting.id or 0), broadcast), shape)
