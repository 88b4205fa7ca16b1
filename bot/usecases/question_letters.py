"""Which letters follow when a question has changed. What changed, and why, is the use cases' affair."""

from __future__ import annotations

from bot.outbox.letters.questions import (
    AuCard,
    AuNote,
    Escalation,
    RaiserCard,
    RaiserNote,
    SupplementAsked,
    Unsigned,
)
from bot.usecases import homes
from bot.usecases.acting import Unit
from models.rules.questions import Escalated
from models.rules.roster import OFFICES
from models.store import people
from models.store import questions as store
from models.tables.questions import Question


def changed(unit: Unit, question: Question) -> None:
    """Draw anew every message that shows the question: AU's card, the raiser's, and the App Homes of those concerned.

    To be called after `unit.record`, once the row is as it shall be.
    """
    if question.id is None:
        raise AssertionError("a question that is not in the database yet")
    if question.submitted_at is not None:
        unit.post(AuCard(question.id))
    unit.post(RaiserCard(question.id))
    au = people.assignments(unit.session, unit.today, body=question.body, roles=OFFICES)
    homes.redraw(unit, [question.raised_by, *(one.person_id for one in au)])


def told(unit: Unit, question: Question, line_id: int, *, raiser: bool = False) -> None:
    """Say what the journal line says in the thread of AU's card; to the raiser too when it concerns that person."""
    if question.id is None:
        raise AssertionError("a question that is not in the database yet")
    if question.submitted_at is not None:
        unit.post(AuNote(question.id, line_id))
    if raiser:
        unit.post(RaiserNote(question.id, line_id))


def escalation(unit: Unit, question: Question) -> None:
    """Tell the coordinators of today that AU needs help or that nobody signs, or draw anew what they were told; else nothing."""
    if question.escalated_why is None or question.id is None:
        return
    unsigned = question.escalated_why == Escalated.UNSIGNED
    asked = store.asked_to_sign(unit.session, question.id) if unsigned else None
    for one in people.coordinators(unit.session, unit.today):
        if asked is not None and asked.id is not None:
            unit.post(Unsigned(question.id, one.id, asked.id))
        else:
            unit.post(Escalation(question.id, one.id, question.escalated_why, question.round))
        homes.redraw(unit, [one.id])


def supplement(unit: Unit, question: Question) -> None:
    """Ask the raiser for what AU wants to know, or draw the request of this round anew when it has been answered."""
    if question.id is not None:
        unit.post(SupplementAsked(question.id, question.round))
