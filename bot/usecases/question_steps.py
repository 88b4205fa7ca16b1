"""Steps that several acts on a question share. Inner functions: they take the open transaction and are no acts
themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from uuid import uuid4

from sqlmodel import Session

from bot.clock import Clock
from bot.outbox.letters.questions import ReachNote
from bot.usecases import question_letters
from bot.usecases.acting import Unit
from models.rules import questions as rules
from models.rules.bodies import Body
from models.rules.questions import Escalated, QuestionState
from models.rules.refusals import Refusal, Refused
from models.store import bodies, meetings, people
from models.store import questions as store
from models.store import structure as structures
from models.tables.meetings import Meeting
from models.tables.questions import Question

LAST_MINUTE = time(23, 59)


def question_at_hand(question: Question) -> int:
    """The id of a question that is in the database."""
    if question.id is None:
        raise AssertionError("a question that is not in the database yet")
    return question.id


def subject(question: Question) -> str:
    """The question's name in the journal."""
    return f"question:{question_at_hand(question)}"


def locked(unit: Unit, question_id: int) -> Question:
    """The question, fresh, and nobody else's until this commits. Raises Refused(NOT_FOUND)."""
    found = store.locked(unit.session, question_id)
    if found is None:
        raise Refused(Refusal.NOT_FOUND)
    return found


def checked(unit: Unit, texts: Mapping[str, str], *, required: Iterable[str] = ()) -> None:
    """Raise Refused at the first field that can not stand: EMPTY, TOO_LONG or PERSONAL_NUMBER."""
    found = rules.checked(texts, unit.today, required=required)
    if found is not None:
        raise Refused(found[1], field=found[0], most=rules.most(found[0]))


def draft_number() -> str:
    """What stands in the number's place until a question is handed in; never shown."""
    return f"draft:{uuid4().hex[:16]}"


def new_number(unit: Unit, body: Body) -> str:
    """The next number of the body's series this year: SVO 2026-014."""
    year = unit.today.year
    return f"{body.number_prefix} {year}-{bodies.next_number(unit.session, body.number_prefix, year):03d}"


def target_meeting(unit: Unit, question: Question) -> Meeting | None:
    """The meeting that a question is meant for: the one wished for where it still can be that, else the next in
    time."""
    came = unit.local(question.submitted_at or unit.now).date()
    return _target(unit.session, question, came, unit.now, unit.today)


def _target(session: Session, question: Question, came: date, now: datetime, today: date) -> Meeting | None:
    wish = str(store.details(question).get("meeting") or "")
    meeting = meetings.many(session, [int(wish)]).get(int(wish)) if wish.isdecimal() else None
    if meeting is not None and meeting.body == question.body and meeting.state == "planned":
        in_time = meeting.submission_deadline is not None and meeting.submission_deadline >= came
        if in_time and meeting.starts_at > now:
            return meeting
    return meetings.next_for(session, question.body, came, today, now=now)


def meeting_day(unit: Unit, question: Question) -> date | None:
    """The local day of the meeting that a question is meant for."""
    meeting = target_meeting(unit, question)
    return unit.local(meeting.starts_at).date() if meeting else None


def answer_by(unit: Unit, question: Question) -> datetime:
    """The moment until which AU has to answer: the end of the local day of the rule."""
    lead = unit.structure.body(question.body).lead_times
    day = rules.answer_day(unit.today, lead, meeting_day(unit, question))
    return unit.acting.clock.moment(day, LAST_MINUTE)


def sign_by(session: Session, clock: Clock, question: Question) -> datetime | None:
    """The moment until which a signature is waited for in silence (S-36): the end of the local day of the rule; None when none was asked
    for."""
    asked = store.asked_to_sign(session, question_at_hand(question))
    if asked is None:
        return None
    day = clock.local(asked.at).date()
    meeting = _target(session, question, day, clock.now(), clock.today())
    lead = structures.current(session).body(question.body).lead_times
    last = rules.sign_day(day, lead, clock.local(meeting.starts_at).date() if meeting else None)
    return clock.moment(last, LAST_MINUTE)


def at_au(unit: Unit, question: Question, line_id: int) -> None:
    """A question has come to AU, or come back: a new deadline, nobody told yet; AU's card, the raiser's, and the
    line in the thread. In its first round the coordinators hear of it too (R-G02)."""
    if question.state != QuestionState.AT_AU:
        raise AssertionError(f"{question.state} is not at AU")
    question.answer_by = answer_by(unit, question)
    question.complete_by = question.escalated_at = question.escalated_why = question.reason = None
    question.settled_at = None
    question.version += 1
    question_letters.changed(unit, question)
    if question.round > 1:
        question_letters.told(unit, question, line_id)
    elif question.origin_id is None:
        for one in people.coordinators(unit.session, unit.today):
            unit.post(ReachNote(question_at_hand(question), one.id or 0))


def escalate(unit: Unit, question: Question, why: Escalated) -> None:
    """Tell the coordinators, once a round, that AU needs help (S-09)."""
    question.escalated_at, question.escalated_why = unit.now, why.value
    question_letters.escalation(unit, question)
