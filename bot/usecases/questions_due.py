"""What the clock finds late: AU's answers, the raisers' completions and the signatures that a substitute's question waits for. The
coordinators are told, once in each round or asking."""

from __future__ import annotations

from bot.usecases import question_letters
from bot.usecases.acting import Acting
from bot.usecases.one_by_one import each
from bot.usecases.question_steps import escalate, locked, sign_by, subject
from models.rules.questions import Escalated, QuestionState
from models.store import questions as store


def late_answers(acting: Acting) -> int:
    """Tell the coordinators of every question that AU has not settled by its deadline (S-09); returns how many."""
    with acting.database.read() as session:
        found = store.unanswered(session, acting.clock.now())
    return each(acting, _late_answer, found)


def _late_answer(acting: Acting, question_id: int) -> bool:
    with acting.transaction() as unit:
        question = locked(unit, question_id)
        late = question.answer_by is not None and question.answer_by < unit.now and question.escalated_at is None
        if question.state != QuestionState.AT_AU or not late:
            return False  # answered, or told by another replica, since it was found
        line = unit.record("question.late", subject(question), body=question.body, rule="S-09", round=question.round)
        escalate(unit, question, Escalated.LATE)
        question_letters.changed(unit, question)
        question_letters.told(unit, question, line)
        return True


def late_completions(acting: Acting) -> int:
    """Tell the coordinators, and the raiser once more, of every completion that is late; returns how many."""
    with acting.database.read() as session:
        found = store.uncompleted(session, acting.clock.today())
    return each(acting, _late_completion, found)


def _late_completion(acting: Acting, question_id: int) -> bool:
    with acting.transaction() as unit:
        question = locked(unit, question_id)
        late = question.complete_by is not None and question.complete_by < unit.today and question.escalated_at is None
        if question.state != QuestionState.SUPPLEMENT_REQUESTED or not late:
            return False
        line = unit.record("question.completion_late", subject(question), body=question.body, round=question.round)
        escalate(unit, question, Escalated.SUPPLEMENT_LATE)
        question_letters.changed(unit, question)
        question_letters.told(unit, question, line, raiser=True)
        return True


def late_signatures(acting: Acting) -> int:
    """Tell the coordinators, and the raiser, of every substitute's question that nobody has signed in time (S-36); returns how many."""
    with acting.database.read() as session:
        waiting = [(one.id or 0, sign_by(session, acting.clock, one)) for one in store.unsigned(session)]
    now = acting.clock.now()
    return each(acting, _late_signature, [number for number, by in waiting if by is not None and by < now])


def _late_signature(acting: Acting, question_id: int) -> bool:
    with acting.transaction() as unit:
        question = locked(unit, question_id)
        if question.state != QuestionState.AWAITING_COSIGNATURE or question.escalated_at is not None:
            return False  # signed, put off by all or taken back, or told by another replica, since it was found
        by = sign_by(unit.session, acting.clock, question)
        if by is None or by >= unit.now:
            return False
        line = unit.record("question.unsigned", subject(question), body=question.body, rule="S-36")
        escalate(unit, question, Escalated.UNSIGNED)
        question_letters.changed(unit, question)
        question_letters.told(unit, question, line, raiser=True)
        return True
