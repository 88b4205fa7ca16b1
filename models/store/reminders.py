"""Reminders that people have asked for, in SQL, and whether what they are about still waits for them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Table, select
from sqlmodel import Session

from models.rules.absences import OPEN_SEAT, CallState
from models.rules.questions import QuestionState
from models.rules.reminders import Awaited
from models.rules.standing import Standing
from models.store import questions
from models.tables.absences import Absence, SubstituteCall
from models.tables.questions import Question
from models.tables.reminders import Reminder

_REMINDER: Table = Reminder.__table__  # type: ignore[attr-defined]


def of(session: Session, person_id: int, what: Awaited, about_id: int) -> Reminder | None:
    """The person's reminder of that thing, told or not."""
    wanted: Any = select(Reminder).where(
        _REMINDER.c.person_id == person_id, _REMINDER.c.what == what.value, _REMINDER.c.about_id == about_id
    )
    found: Reminder | None = session.scalars(wanted).first()
    return found


def due(session: Session, now: datetime) -> list[int]:
    """The reminders whose moment has come and that are not told, by id."""
    wanted = select(_REMINDER.c.id).where(_REMINDER.c.told_at.is_(None), _REMINDER.c.at <= now)
    return list(session.connection().scalars(wanted.order_by(_REMINDER.c.at, _REMINDER.c.id)))


def locked(session: Session, reminder_id: int) -> Reminder:
    """A reminder, nobody else's until this commits."""
    statement = select(Reminder).where(_REMINDER.c.id == reminder_id).with_for_update()
    return session.scalars(statement.execution_options(populate_existing=True)).one()


def awaited_call(session: Session, person_id: int, call_id: int) -> SubstituteCall | None:
    """The question to a substitute, while that person may still say yes."""
    call = session.get(SubstituteCall, call_id)
    if call is None or call.person_id != person_id or call.state not in (CallState.ASKED, CallState.SILENT):
        return None
    return call if session.get_one(Absence, call.absence_id).state in OPEN_SEAT else None


def awaited_question(session: Session, standing: Standing, what: Awaited, question_id: int) -> Question | None:
    """The question, while it waits for that of the person."""
    question = questions.get(session, question_id)
    if question is None:
        return None
    if what is Awaited.COMPLETION:
        waits = question.state == QuestionState.SUPPLEMENT_REQUESTED and question.raised_by == standing.person_id
    elif what is Awaited.ANSWER:
        given = {one.person_id for one in questions.answers(session, question_id, question.round)}
        office = standing.office(question.body)
        waits = question.state == QuestionState.AT_AU and office is not None and standing.person_id not in given
    else:
        seat = standing.seat(question.body)
        own = seat is not None and seat.principal == question.principal
        waits = question.state == QuestionState.AWAITING_COSIGNATURE and own
    return question if waits else None
