"""When something is next to happen by itself in `samverkan demo`, and what: what the clock's jobs would find, asked of the same
rows and rules as they ask. Nothing is changed here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from sqlmodel import col, select

from bot import holidays
from bot.clock import Clock
from bot.text import demo_told as words
from bot.text import meetings as meeting_words
from bot.usecases.question_steps import sign_by
from models.rules.absences import ALL_AT_ONCE, CallState
from models.rules.meetings import REMIND_FROM, deadlines
from models.rules.questions import QuestionState
from models.rules.seating import AbsenceState
from models.rules.workdays import workday_on_or_before
from models.store import meetings, people, structure
from models.store.engine import Reading
from models.tables.absences import Absence, SubstituteCall
from models.tables.meetings import Meeting
from models.tables.outbox import OutboxLetter
from models.tables.questions import Question

Moment = tuple[datetime, str]
A_MOMENT = timedelta(minutes=1)  # what is due "before now" is due a moment later
LOOK_AHEAD = timedelta(days=120)


def upcoming(reading: Reading) -> Moment | None:
    """The next moment, UTC, at which something happens by itself, and what; None when nothing is planned."""
    found = [*_questions(reading), *_calls(reading), *_meetings(reading), *_letters(reading)]
    return min((one for one in found if one[0] > reading.now), default=None)


def _questions(reading: Reading) -> Iterator[Moment]:
    for one in reading.session.scalars(select(Question).where(col(Question.escalated_at).is_(None))):
        if one.state == QuestionState.AT_AU and one.answer_by is not None:
            yield one.answer_by + A_MOMENT, words.late_answer(one.number)
        if one.state == QuestionState.SUPPLEMENT_REQUESTED and one.complete_by is not None:
            after = datetime.combine(one.complete_by + timedelta(days=1), time(), reading.zone)
            yield after.astimezone(reading.now.tzinfo) + A_MOMENT, words.late_completion(one.number)
        if one.state == QuestionState.AWAITING_COSIGNATURE:
            by = sign_by(reading.session, Clock(lambda: reading.now, reading.zone), one)
            if by is not None:
                yield by + A_MOMENT, words.late_signature(one.number)


def _calls(reading: Reading) -> Iterator[Moment]:
    asked = select(SubstituteCall).where(SubstituteCall.state == CallState.ASKED.value)
    for one in reading.session.scalars(asked):
        yield one.answer_by + A_MOMENT, words.silent(people.get(reading.session, one.person_id).name)


def _meetings(reading: Reading) -> Iterator[Moment]:
    bodies = structure.current(reading.session)
    for one in meetings.planned(reading.session, after=reading.now, before=reading.now + LOOK_AHEAD):
        body, day = bodies.body(one.body), reading.local(one.starts_at).date()
        called = meeting_words.name(body.short_name, reading.local(one.starts_at), one.title)
        red = holidays.around([day, reading.today])
        when = deadlines(day, body.lead_times, red)
        due = [when.summary]
        due += [] if one.agenda_set_at else [when.agenda]
        due += [] if one.notice_sent_at else [when.notice]
        for reminded in due:
            at = datetime.combine(workday_on_or_before(reminded, red), REMIND_FROM, reading.zone)
            yield at.astimezone(reading.now.tzinfo) + A_MOMENT, words.reminded(called)
        if _is_calling(reading, one):
            yield one.starts_at - ALL_AT_ONCE + A_MOMENT, words.all_asked(called)
        yield one.starts_at, words.starts(called)


def _is_calling(reading: Reading, meeting: Meeting) -> bool:
    calling = select(Absence).where(Absence.meeting_id == meeting.id, Absence.state == AbsenceState.CALLING.value)
    return reading.session.scalars(calling).first() is not None


def _letters(reading: Reading) -> Iterator[Moment]:
    later = select(OutboxLetter.next_at).where(OutboxLetter.state == "waiting", OutboxLetter.next_at > reading.now)
    for at in reading.session.scalars(later.order_by(col(OutboxLetter.next_at)).limit(1)):
        yield at, words.LETTER
