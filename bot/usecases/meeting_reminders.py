"""What the clock sees to before a meeting: an agenda that is not set, a notice that is not sent or has newcomers, how
the seats are taken. What is due is asked of the database, so a missed night is caught up; each is told once."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Final

from bot import holidays
from bot.outbox.letters.base import Letter
from bot.outbox.letters.meetings import AgendaReminder, Notice, NoticeReminder, SeatSummary
from bot.usecases.acting import Acting, Unit
from bot.usecases.meeting_letters import called
from bot.usecases.one_by_one import each
from models.rules.meetings import MeetingState, Reminder, deadlines, reminders
from models.rules.roster import Role
from models.store import journal, meetings, outbox, people
from models.tables.meetings import Meeting

LOOK_AHEAD: Final = timedelta(days=60)
REMINDED: Final = "meeting.reminded"
NOTICED_LATER: Final = "notice.sent_later"


def remind(acting: Acting) -> int:
    """Remind of what is due; returns how many meetings something was told about. Two replicas tell it once: the meeting
    is held while the journal is asked whether it was told."""
    now = acting.clock.now()
    with acting.database.read() as session:
        near = [one.id or 0 for one in meetings.planned(session, after=now, before=now + LOOK_AHEAD)]
    return each(acting, _remind, near)


def _remind(acting: Acting, meeting_id: int) -> int:
    with acting.transaction() as unit:
        meeting = meetings.locked(unit.session, meeting_id)
        if meeting.state != MeetingState.PLANNED or meeting.starts_at <= unit.now:
            return 0
        due = [one for one in _due(unit, meeting) if one not in _told(unit, meeting)]
        for one in due:
            to = _coordinators(unit) if one is Reminder.SEATS else _leaders(unit, meeting)
            unit.record(
                REMINDED, f"meeting:{meeting_id}", body=meeting.body, what=one.value, moved=meeting.moved, to=to
            )
            for person_id in to:
                unit.post(_letter(one, meeting, person_id))
        return min(len(due), 1)


def newcomers(acting: Acting) -> int:
    """Send the notice that has gone out also to those who have come to a seat, an office or a Slack account since; however far
    ahead the meeting is, for it may have been moved. Returns at how many meetings there were any."""
    with acting.database.read() as session:
        ahead = meetings.planned(session, after=acting.clock.now())
        called_to = [one.id or 0 for one in ahead if one.notice_sent_at is not None]
    return each(acting, _newcomers, called_to)


def _newcomers(acting: Acting, meeting_id: int) -> int:
    with acting.transaction() as unit:
        meeting = meetings.locked(unit.session, meeting_id)
        if meeting.state != MeetingState.PLANNED or meeting.starts_at <= unit.now:
            return 0
        known = people.many(unit.session, called(unit, meeting))
        reached = {number for number, one in known.items() if one.slack_id is not None}
        new = sorted(reached - _noticed(unit, meeting_id))
        if new:
            unit.record(NOTICED_LATER, f"meeting:{meeting_id}", body=meeting.body, to=new)
        for person_id in new:
            unit.post(Notice(meeting_id, person_id))
        return min(len(new), 1)


def _noticed(unit: Unit, meeting_id: int) -> set[int]:
    """Who has the notice, or is getting it."""
    lines = journal.of(unit.session, f"meeting:{meeting_id}")
    sent = [json.loads(one.details)["to"] for one in lines if one.act in ("notice.sent", NOTICED_LATER)]
    prefix = f"notice:{meeting_id}:"
    cards = (int(name.removeprefix(prefix)) for name in outbox.cards(unit.session, prefix))
    return {number for numbers in sent for number in numbers} | set(cards)


def _due(unit: Unit, meeting: Meeting) -> tuple[Reminder, ...]:
    day = unit.local(meeting.starts_at).date()
    red = holidays.around([day, unit.today])
    return reminders(
        deadlines(day, unit.structure.body(meeting.body).lead_times, red), red, unit.local(unit.now),
        agenda_set=meeting.agenda_set_at is not None, notice_sent=meeting.notice_sent_at is not None,
    )  # fmt: skip


def _told(unit: Unit, meeting: Meeting) -> set[Reminder]:
    """What was told for the time the meeting has now."""
    lines = [
        json.loads(one.details) for one in journal.of(unit.session, f"meeting:{meeting.id}") if one.act == REMINDED
    ]
    return {Reminder(one["what"]) for one in lines if one["moved"] == meeting.moved}


def _letter(what: Reminder, meeting: Meeting, person_id: int) -> Letter:
    number = meeting.id or 0
    if what is Reminder.SEATS:
        return SeatSummary(number, person_id)
    kind = AgendaReminder if what is Reminder.AGENDA else NoticeReminder
    return kind(number, person_id, meeting.moved)


def _coordinators(unit: Unit) -> list[int]:
    return [one.id or 0 for one in people.coordinators(unit.session, unit.today)]


def _leaders(unit: Unit, meeting: Meeting) -> list[int]:
    """The chair, or the vice chair while nobody holds the chair, and the coordinators."""
    offices = (
        people.office_holder(unit.session, meeting.body, role, unit.today) for role in (Role.CHAIR, Role.VICE_CHAIR)
    )
    leads = next((one.id or 0 for one in offices if one is not None), None)
    return list(dict.fromkeys(([leads] if leads else []) + _coordinators(unit)))
