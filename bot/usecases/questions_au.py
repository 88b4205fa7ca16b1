"""What AU does with a question: answers it, takes an answer back, sends a prepared one back; and a coordinator's new
round. Who may, and what the answers lead to, is in models/rules/questions_au.py."""

from __future__ import annotations

import json

from bot.usecases import agenda_place, question_letters
from bot.usecases.acting import Acting, Unit
from bot.usecases.question_steps import at_au, checked, escalate, locked, meeting_day, new_number, subject
from models.rules import questions as rules
from models.rules import questions_au as au
from models.rules.bodies import Topic
from models.rules.questions import Escalated, Move, QuestionState
from models.rules.questions_au import Answer, Outcome, Verdict
from models.rules.refusals import Refusal, Refused, accept
from models.rules.rights import About, Act
from models.rules.roster import OFFICES, Role
from models.store import people
from models.store import questions as store
from models.tables.questions import Question

FIELD_OF = {Answer.ASK_SUPPLEMENT: "text", Answer.DECLINE: "text", Answer.REFER: "note"}
"""The form's field where an answer's words stand."""


def answer(
    acting: Acting, question_id: int, round_seen: int, reply: Answer, *, text: str = "", target: str | None = None
) -> Outcome:
    """The chair or the vice chair answers (S-09, S-10). `round_seen` is the round that the person was looking at.

    Raises Refused: NOT_IN_AU, NOT_AWAITING_AU, STALE, ALREADY_ANSWERED; at the field EMPTY (a completion and "not
    taken up" need words), TOO_LONG, PERSONAL_NUMBER, NOT_A_TARGET.
    """
    with acting.transaction() as unit:
        question = locked(unit, question_id)
        rows = store.answers_anew(unit.session, question_id, question.round)
        body = unit.structure.body(question.body)
        standing = unit.standing()
        unit.allow(Act.ANSWER, About(body.key, state=question.state))
        office = accept(
            au.may_answer(
                QuestionState(question.state), question.round, round_seen, standing.office(body.key), unit.acting.person_id,
                store.given(rows),
            ),
            reference=unit.reference(Topic.AU, body.key),
        )  # fmt: skip
        field = FIELD_OF.get(reply, "text")
        checked(unit, {field: text}, required=[field] if reply in (Answer.ASK_SUPPLEMENT, Answer.DECLINE) else ())
        unprepared = is_unprepared(unit, question)
        if reply is Answer.PREPARE and not unprepared:
            raise Refused(Refusal.STALE)
        if reply is Answer.REFER and target not in targets(unit, question):
            raise Refused(Refusal.NOT_A_TARGET, field="target")
        mine = store.NewAnswer(
            question_id=question_id, round=question.round, office=office.value, person_id=unit.acting.person_id,
            answer=reply.value, text=text.strip() or None, target=target, at=unit.now,
        )  # fmt: skip
        answer_id = store.answered(unit.session, mine)
        filled = [Role(one.role) for one in people.assignments(unit.session, unit.today, body=body.key, roles=OFFICES)]
        verdict = au.verdict(body.au_policy, filled, store.given([*rows, mine]))
        own = any(post.principal == question.principal for post in standing.posts if post.body == body.key)
        line = unit.record(
            "question.answered", subject(question), body=body.key, rule="S-09", office=office.value, answer=reply.value,
            answer_id=answer_id, round=question.round, outcome=verdict.outcome.value, own_principal=own,
            unprepared=unprepared and reply is Answer.APPROVE,
        )  # fmt: skip
        _follow(unit, question, verdict, [*rows, mine], line)
        return verdict.outcome


def is_unprepared(unit: Unit, question: Question) -> bool:
    """Whether some body prepares for the question's body and has not prepared it (R-C07, S-07)."""
    return rules.preparer(unit.structure, question.body) is not None and not question.prepared


def targets(unit: Unit, question: Question) -> tuple[str, ...]:
    """Where AU may refer the question; not back to a body that it came from, which waits for it."""
    came_from = set()
    at: Question | None = question
    while at is not None and at.origin_id is not None:
        at = store.get(unit.session, at.origin_id)
        if at is not None:
            came_from.add(at.body)
    return tuple(one for one in rules.referral_targets(unit.structure, question.body) if one not in came_from)


def _follow(unit: Unit, question: Question, verdict: Verdict, answers: list[store.AnAnswer], line: int) -> None:
    """What an answer leads to: waiting, the coordinators, or a settled question."""
    question.version += 1
    if verdict.outcome is Outcome.SETTLED and verdict.move is not None:
        question_letters.escalation(unit, question)
        _settle(unit, question, verdict.move, answers)
    question_letters.changed(unit, question)
    question_letters.told(unit, question, line, raiser=verdict.outcome is Outcome.SETTLED)
    if verdict.outcome is Outcome.DISAGREEMENT:
        escalate(unit, question, Escalated.DISAGREEMENT)
    elif verdict.vacant and question.escalated_at is None:
        escalate(unit, question, Escalated.VACANT)


def _settle(unit: Unit, question: Question, step: Move, answers: list[store.AnAnswer]) -> None:
    question.state = accept(rules.move(QuestionState(question.state), step)).value
    question.escalated_at = question.escalated_why = None
    newest = answers[-1]
    if step is Move.ASK_SUPPLEMENT:
        question.reason = newest.text
        lead = unit.structure.body(question.body).lead_times
        question.complete_by = rules.completion_day(unit.today, lead, meeting_day(unit, question))
        question_letters.supplement(unit, question)
        return
    question.settled_at = unit.now
    if step is Move.APPROVE:
        agenda_place.place(unit, question)
    elif step is Move.DECLINE:
        said = [one.text for one in answers if one.answer == Answer.DECLINE and one.text]
        question.reason = "\n".join(dict.fromkeys(said))
    elif step is Move.REFER:
        question.referred_to, question.reason = newest.target, newest.text
        if newest.target in {one.key for one in unit.structure.bodies}:
            _link(unit, question, str(newest.target))
    else:
        question.referred_to = rules.preparer(unit.structure, question.body)
        _link(unit, question, str(question.referred_to))
    _tell_origin(unit, question)


def _link(unit: Unit, origin: Question, body_key: str) -> None:
    """A linked question in another body, at its AU, with a number of its own; both cards name each other."""
    body = unit.structure.body(body_key)
    child = Question(
        number=new_number(unit, body), body=body.key, principal=origin.principal, raised_by=origin.raised_by,
        cosigned_by=origin.cosigned_by, state=QuestionState.AT_AU.value, title=origin.title, issue=origin.issue,
        background=origin.background, benefit=origin.benefit, concerned=origin.concerned,
        why_not_local=origin.why_not_local, completions=origin.completions, reach=origin.reach, source=origin.source,
        details=_details_elsewhere(origin), source_author=origin.source_author, origin_id=origin.id,
        created_at=unit.now, submitted_at=unit.now,
    )  # fmt: skip
    unit.session.add(child)
    unit.session.flush()
    prepares = rules.preparer(unit.structure, origin.body) == body.key
    line = unit.record(
        "question.linked", subject(child), body=body.key, rule="R-D10" if prepares else None, number=child.number,
        origin=origin.number,
    )  # fmt: skip
    at_au(unit, child, line)


def _details_elsewhere(origin: Question) -> str:
    """The further fields without the wish for a meeting, which is the first body's."""
    kept = {name: text for name, text in store.details(origin).items() if name != "meeting"}
    return json.dumps(kept, ensure_ascii=False)


def _tell_origin(unit: Unit, question: Question) -> None:
    """The question this one came from is told; one that waited for a preparation that will not come goes back to its
    AU."""
    if question.origin_id is None:
        return
    origin = locked(unit, question.origin_id)
    back = question.state == QuestionState.NOT_TAKEN_UP and origin.state == QuestionState.IN_PREPARATION
    line = unit.record(
        "question.linked_moved", subject(origin), body=origin.body, number=question.number, linked_body=question.body,
        state=question.state, linked=question.id, back=back,
    )  # fmt: skip
    if back:
        _come_back(unit, origin, line)
    else:
        question_letters.changed(unit, origin)
        question_letters.told(unit, origin, line)


def _come_back(unit: Unit, origin: Question, line: int) -> None:
    origin.state = accept(rules.move(QuestionState(origin.state), Move.COME_BACK)).value
    origin.round += 1
    origin.referred_to = None
    at_au(unit, origin, line)


def send_back(acting: Acting, question_id: int) -> None:
    """The preparing body's AU, or a coordinator, sends a prepared question back to the AU it came from (R-C07,
    R-D10)."""
    with acting.transaction() as unit:
        question = locked(unit, question_id)
        origin = store.get(unit.session, question.origin_id) if question.origin_id is not None else None
        unit.allow(Act.SEND_BACK, About(question.body, state=question.state))
        came_from = QuestionState(origin.state) if origin is not None else None
        accept(au.may_send_back(QuestionState(question.state), came_from, au_or_coordinator=True))
        if origin is None:
            raise AssertionError("sent back to nobody")
        origin.prepared = question.prepared = True
        for name in ("title", "issue", "background", "benefit", "concerned", "why_not_local", "completions"):
            setattr(origin, name, getattr(question, name))  # what was made clear during the preparation comes along
        sent = unit.record(
            "question.sent_back", subject(question), body=question.body, rule="R-D10", origin=origin.number
        )
        question_letters.changed(unit, question)
        question_letters.told(unit, question, sent)
        line = unit.record(
            "question.prepared", subject(origin), body=origin.body, rule="R-C07", number=question.number,
            linked_body=question.body,
        )  # fmt: skip
        _come_back(unit, origin, line)


def take_back(acting: Acting, question_id: int) -> None:
    """Undo one's own answer, until the other has answered. The answer stays as history."""
    with acting.transaction() as unit:
        question = locked(unit, question_id)
        unit.allow(Act.TAKE_BACK, About(question.body, state=question.state))
        rows = store.answers(unit.session, question_id, question.round)
        office = unit.standing().office(question.body)
        mine = accept(
            au.may_take_back(QuestionState(question.state), office, unit.acting.person_id, store.given(rows)),
            reference=unit.reference(Topic.AU, question.body),
        )
        row = next(one for one in rows if one.office == mine.office)
        row.withdrawn_at = unit.now
        question.version += 1
        line = unit.record(
            "question.answer_withdrawn", subject(question), body=question.body, office=row.office, answer_id=row.id,
            round=question.round,
        )  # fmt: skip
        question_letters.changed(unit, question)
        question_letters.told(unit, question, line)


def reopen(acting: Acting, question_id: int, round_seen: int) -> None:
    """A coordinator opens a new round when the two have answered differently (S-09). Raises
    Refused(NOT_COORDINATOR)."""
    with acting.transaction() as unit:
        question = locked(unit, question_id)
        unit.allow(Act.REOPEN, About(question.body, state=question.state))
        given = store.given(store.answers(unit.session, question_id, question.round))
        accept(au.may_reopen(QuestionState(question.state), question.round, round_seen, given))
        line = unit.record(
            "question.reopened", subject(question), body=question.body, rule="S-09", round=question.round + 1
        )
        question_letters.escalation(unit, question)
        question.round += 1
        at_au(unit, question, line)
