"""Not now, but remind me: a person chooses when, and is reminded once, if it still waits then. When: models/rules/reminders.py."""

from __future__ import annotations

from datetime import datetime, time

from bot import holidays
from bot.outbox.letters.people import Reminded
from bot.usecases.acting import Acting, Unit
from bot.usecases.one_by_one import each
from models.rules.refusals import Refusal, Refused, accept
from models.rules.reminders import Awaited, Later, remind_at
from models.rules.rights import Act
from models.store import people
from models.store import reminders as store
from models.tables.reminders import Reminder


def remind_me(acting: Acting, what: Awaited, about_id: int, choice: Later) -> datetime:
    """Note when the person wants to be reminded; the local moment. Chosen again, it moves. Raises Refused: NOT_WAITING when it waits for
    that person no more, REMINDER_LATE when the answer is due by then."""
    with acting.transaction() as unit:
        unit.allow(Act.BE_REMINDED)
        latest = _latest(unit, what, about_id)
        now = unit.local(unit.now).replace(tzinfo=None)
        at = accept(remind_at(choice, now, holidays.around([unit.today]), latest))
        moment = acting.clock.moment(at.date(), at.time())
        row = store.of(unit.session, acting.person_id, what, about_id)
        if row is None:
            row = Reminder(person_id=acting.person_id, what=what.value, about_id=about_id, at=moment)
            unit.session.add(row)
        row.at, row.told_at = moment, None
        unit.record("reminder.asked_for", f"person:{acting.person_id}", what=what.value, about=about_id, at=moment)
        return unit.local(moment)


def _latest(unit: Unit, what: Awaited, about_id: int) -> datetime | None:
    """When the answer is due, local without a zone. Raises Refused(NOT_WAITING)."""
    person_id = unit.acting.person_id
    if what is Awaited.CALL:
        call = store.awaited_call(unit.session, person_id, about_id)
        if call is None:
            raise Refused(Refusal.NOT_WAITING)
        due = call.answer_by if call.answer_by > unit.now else None  # silent by now: yes may still be said
    else:
        standing = people.standing(unit.session, person_id, unit.today)
        question = store.awaited_question(unit.session, standing, what, about_id)
        if question is None:
            raise Refused(Refusal.NOT_WAITING)
        if what is Awaited.COMPLETION and question.complete_by is not None:
            return datetime.combine(question.complete_by, time.max)
        due = question.answer_by if what is Awaited.ANSWER else None
    return unit.local(due).replace(tzinfo=None) if due is not None else None


def reminders_due(acting: Acting) -> int:
    """Remind of what is due (the clock's); returns how many."""
    with acting.database.read() as session:
        found = store.due(session, acting.clock.now())
    return each(acting, _remind, found)


def _remind(acting: Acting, reminder_id: int) -> bool:
    with acting.transaction() as unit:
        row = store.locked(unit.session, reminder_id)
        if row.told_at is not None or row.at > unit.now:
            return False  # told by another replica, or moved, since it was found
        row.told_at = unit.now
        unit.post(Reminded(row.person_id, row.what, row.about_id), once=f"reminder:{row.at.isoformat()}")
        return True
