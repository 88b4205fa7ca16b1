"""Which letters follow when a meeting has changed. What changed, and why, is the use cases' affair."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from bot.outbox.letters.calendar import Event
from bot.outbox.letters.meetings import AgendaNews, AgendaReminder, MeetingCard, Notice, NoticeReminder
from bot.outbox.letters.seminar import SeminarCard
from bot.usecases import homes
from bot.usecases.acting import Unit
from models.rules.meetings import MeetingKind
from models.rules.roster import Role
from models.store import bodies, meetings, outbox, people, seating
from models.tables.meetings import Meeting

TOGETHER: Final = timedelta(minutes=2)
"""Changes of the agenda within this time are told as one."""


def changed(unit: Unit, meeting: Meeting, *, outlook_at: datetime | None = None) -> None:
    """Draw anew everything that shows the meeting: the card in the body's channel, Outlook, the notices that have gone
    out, the reminders that stand, and the App Homes of those concerned.

    To be called after `unit.record`, once the rows are as they shall be. Nobody gets a new message by this, but Outlook
    mails its attendees: with `outlook_at` several changes reach it as one.
    """
    unit.session.flush()
    number = _id(meeting)
    unit.post(_card(meeting))
    for day in meetings.event_days(unit.session, number):
        unit.post(Event(number, day), not_before=outlook_at)
    _homes(unit, meeting)
    if meeting.ends_at <= unit.now:
        return  # what was sent to people before a meeting stands as it was
    for person_id in _with_card(unit, f"notice:{number}:"):
        unit.post(Notice(number, person_id))
    for letter, name in ((AgendaReminder, "agenda-due"), (NoticeReminder, "notice-due")):
        for person_id in _with_card(unit, f"{name}:{number}:{meeting.moved}:"):
            unit.post(letter(number, person_id, meeting.moved))


def agenda_changed(unit: Unit, meeting: Meeting) -> None:
    """As `changed`; and when the notice has gone out, what is new is told in the card's thread, and in Outlook, once for
    all changes of the next two minutes."""
    agenda_edited(unit, meeting)
    if not _has_notice(unit, meeting):
        return
    since, until = window(unit.now)
    unit.post(
        AgendaNews(_id(meeting), since.isoformat(), until.isoformat()),
        once=f"agenda-news:{meeting.id}:{since.isoformat()}",
        not_before=until,
    )


def agenda_edited(unit: Unit, meeting: Meeting) -> None:
    """As `changed`, for what is no news in the thread: when the notice has gone out, Outlook hears of all changes of the
    next two minutes at once, so that nobody is mailed for each."""
    changed(unit, meeting, outlook_at=window(unit.now)[1] if _has_notice(unit, meeting) else None)


def window(now: datetime) -> tuple[datetime, datetime]:
    """The two minutes whose changes are told as one."""
    start = now - timedelta(seconds=now.timestamp() % TOGETHER.total_seconds())
    return start, start + TOGETHER


def channel_chosen(unit: Unit, body: str) -> None:
    """The body has got a channel, or another: its coming meetings get their cards there."""
    row = bodies.channels(unit.session, body)
    for meeting in meetings.planned(unit.session, body, after=unit.now, kind=None):
        letter = _card(meeting)
        place = outbox.card(unit.session, letter.card())
        if place is not None and row is not None and place[0] != row.channel:
            outbox.forget_card(unit.session, letter.card())
        unit.post(letter)


def _card(meeting: Meeting) -> MeetingCard | SeminarCard:
    """The message in the body's channel: a seminar's shows its programme and guests."""
    return SeminarCard(_id(meeting)) if meeting.kind == MeetingKind.SEMINAR else MeetingCard(_id(meeting))


def called(unit: Unit, meeting: Meeting) -> list[int]:
    """The people of the roster who are called to the meeting: who sits, who presents, the co-opted, the
    coordinators."""
    there = seating.invited(unit.session, unit.structure, meeting, unit.acting.clock.zone)
    return [one.person_id for one in there if one.person_id is not None]


def _has_notice(unit: Unit, meeting: Meeting) -> bool:
    return meeting.notice_sent_at is not None and meeting.ends_at > unit.now


def _homes(unit: Unit, meeting: Meeting) -> None:
    day = unit.local(meeting.starts_at).date()
    concerned = {one.person_id for one in people.assignments(unit.session, day, body=meeting.body)}
    for body in unit.structure.bodies:
        if (
            body.chair_presents_in == meeting.body
        ):  # who leads it may present there, and has the meeting on Home (R-C08)
            held = people.assignments(unit.session, unit.today, body=body.key, roles=[Role.CHAIR, Role.VICE_CHAIR])
            concerned |= {one.person_id for one in held}
    concerned |= set(called(unit, meeting)) | {one.id or 0 for one in people.coordinators(unit.session, unit.today)}
    homes.redraw(unit, concerned)


def _with_card(unit: Unit, prefix: str) -> list[int]:
    return [int(name.rsplit(":", 1)[1]) for name in outbox.cards(unit.session, prefix)]


def _id(meeting: Meeting) -> int:
    if meeting.id is None:
        raise AssertionError("a meeting that is not in the database yet")
    return meeting.id
