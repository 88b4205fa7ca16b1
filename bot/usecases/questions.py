"""Raising a question, co-signing it, completing it and taking it back. What AU does is in questions_au.py."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from bot.outbox.letters.questions import CosignCard
from bot.usecases import agenda_place, homes, question_letters
from bot.usecases.acting import Acting, Unit
from bot.usecases.question_steps import (
    at_au,
    checked,
    draft_number,
    locked,
    new_number,
    question_at_hand,
    subject,
)
from models.rules import questions as rules
from models.rules.bodies import Body, Topic
from models.rules.questions import Draft, Move, QuestionState
from models.rules.refusals import Refusal, Refused, accept
from models.rules.rights import About, Act
from models.rules.roster import Role
from models.rules.standing import Post, Standing
from models.store import meetings, people, seating
from models.store import questions as store
from models.tables.questions import Question

FIRST = ("title", "issue", "background", "benefit", "concerned", "why_not_local")


def raise_question(acting: Acting, draft: Draft, draft_id: int | None = None) -> int:
    """Hand in a question; returns its id. It goes to AU, or to the ordinary representative for a signature (S-36).

    Raises Refused: NO_SEAT (R-D04, S-06), BILATERAL when it concerns one municipality (S-29; nothing is created),
    and at the field EMPTY, TOO_LONG or PERSONAL_NUMBER.
    """
    with acting.transaction() as unit:
        body = _body(unit, draft.body)
        standing = unit.standing()
        post, step = entry(unit, body, standing)
        checked(unit, draft.texts(), required=rules.required(draft))
        if draft.reach is None:
            raise Refused(Refusal.EMPTY, field="reach")
        if rules.is_bilateral(draft.reach):
            words = unit.structure.reach
            raise Refused(
                Refusal.BILATERAL, field="reach", reference=unit.reference(Topic.BILATERAL),
                one=words.one or None, many=words.many or None, counterpart=words.counterpart or None,
            )  # fmt: skip
        question = _written(unit, draft, draft_id, post)
        if not question.number.startswith(f"{body.number_prefix} "):
            question.number = new_number(unit, body)
        question.state = accept(rules.move(QuestionState.DRAFT, step)).value
        if step is Move.SUBMIT:
            question.submitted_at = unit.now
            unit.session.flush()
            line = unit.record(
                "question.raised", subject(question), body=body.key, rule="R-D04", number=question.number,
                reach=question.reach, principal=question.principal,
            )  # fmt: skip
            at_au(unit, question, line)
        else:
            _ask_cosigners(unit, question, body)
        return question_at_hand(question)


def entry(unit: Unit, body: Body, standing: Standing) -> tuple[Post, Move]:
    """The seat from which the acting person raises in the body, and the step it allows. Raises Refused(NO_SEAT)."""
    unit.allow(
        Act.RAISE, About(body.key),
        words=lambda: {"body": body.short_name, "representative": _representative(unit, body, standing)},
    )  # fmt: skip
    seat, substitute = standing.seat(body.key), standing.substitute(body.key)
    step = rules.may_raise(seat, substitute, serving=substitute is not None and _serves(unit, body))
    post, outcome = seat or substitute, accept(step)
    if post is None:
        raise AssertionError("allowed to raise without a place")
    return post, outcome


def _serves(unit: Unit, body: Body) -> bool:
    meeting = meetings.next_for(unit.session, body.key, unit.today, unit.today, now=unit.now)
    if meeting is None:
        return False
    return seating.serving(unit.session, unit.structure, meeting, unit.acting.person_id, unit.acting.clock.zone)


def _representative(unit: Unit, body: Body, standing: Standing) -> str:
    """ ", Anna Ek": who has a seat there for the person's own principal; empty when nobody can be named."""
    own = {post.principal for post in standing.posts if post.principal}
    seats = people.assignments(unit.session, unit.today, body=body.key, roles=[Role.ORDINARY])
    known = people.many(unit.session, (one.person_id for one in seats if one.principal in own))
    names = [known[one.person_id].name for one in seats if one.person_id in known]
    return f", {names[0]}" if names else ""


def _body(unit: Unit, key: str) -> Body:
    found = next((one for one in unit.structure.bodies if one.key == key and one.takes_questions), None)
    if found is None:
        raise Refused(Refusal.NOT_FOUND)
    return found


def _written(unit: Unit, draft: Draft, draft_id: int | None, post: Post) -> Question:
    """The row of a draft: a new one, or the person's own saved one, with what the form says now."""
    if draft_id is None:
        question = Question(
            number=draft_number(), body="", principal="", raised_by=unit.acting.person_id, title="", issue="",
            state=QuestionState.DRAFT.value, created_at=unit.now,
        )  # fmt: skip
        unit.session.add(question)
    else:
        question = locked(unit, draft_id)
        unit.allow(Act.USE_DRAFT, About(person_id=question.raised_by))
        if question.state != QuestionState.DRAFT:
            raise Refused(Refusal.STALE)
    for name in FIRST:
        setattr(question, name, getattr(draft, name).strip())
    question.body, question.principal = draft.body, post.principal or ""
    question.reach = draft.reach.value if draft.reach else ""
    filled = {name: text for name, text in draft.details.items() if text}
    question.details = json.dumps(filled, ensure_ascii=False)
    question.source, question.source_author = draft.source, draft.source_author
    question.version += 1
    unit.session.flush()
    return question


def save_draft(acting: Acting, draft: Draft, draft_id: int | None = None) -> int:
    """Keep what is written, for oneself; returns its id. Raises Refused as raise_question, but nothing need be
    filled in."""
    with acting.transaction() as unit:
        body = _body(unit, draft.body)
        post, _ = entry(unit, body, unit.standing())
        checked(unit, draft.texts())
        question = _written(unit, draft, draft_id, post)
        unit.record("question.draft_saved", subject(question), body=body.key)
        question_letters.changed(unit, question)
        return question_at_hand(question)


def _ask_cosigners(unit: Unit, question: Question, body: Body) -> None:
    """Ask every ordinary representative of the same principal to sign (S-36)."""
    asked = cosigners(unit, question)
    if not asked:
        named = {one.key: one.name for one in unit.structure.principals}
        principal = named.get(question.principal, "gruppen")
        raise Refused(Refusal.NO_COSIGNER, principal=principal, body=body.short_name)
    unit.session.flush()
    unit.record(
        "question.awaits_cosignature", subject(question), body=question.body, rule="S-36", number=question.number
    )
    question_letters.changed(unit, question)
    _cosign_cards(unit, question, asked)


def cosigners(unit: Unit, question: Question) -> list[int]:
    """The ordinary representatives of the question's principal in its body, today."""
    seats = people.assignments(
        unit.session, unit.today, body=question.body, principal=question.principal, roles=[Role.ORDINARY]
    )
    return [one.person_id for one in seats]


def _cosign_cards(unit: Unit, question: Question, to: Iterable[int]) -> None:
    for person_id in to:
        unit.post(CosignCard(question_at_hand(question), person_id))
        homes.redraw(unit, [person_id])


def cosign(acting: Acting, question_id: int) -> None:
    """An ordinary representative signs a substitute's question, which then goes to AU (S-36)."""
    with acting.transaction() as unit:
        question = locked(unit, question_id)
        unit.allow(Act.COSIGN, About(question.body, question.principal, state=question.state))
        question.state = accept(rules.move(QuestionState(question.state), Move.COSIGN)).value
        question.cosigned_by, question.submitted_at = unit.acting.person_id, unit.now
        question.version += 1
        line = unit.record(
            "question.cosigned", subject(question), body=question.body, rule="S-36", number=question.number
        )
        _cosign_cards(unit, question, cosigners(unit, question))
        question_letters.escalation(unit, question)
        at_au(unit, question, line)


def not_now(acting: Acting, question_id: int, reason: str = "") -> None:
    """A representative does not sign now. When none of them does, the question is a draft again."""
    with acting.transaction() as unit:
        question = locked(unit, question_id)
        unit.allow(Act.PUT_OFF_SIGNING, About(question.body, question.principal, state=question.state))
        back = accept(rules.move(QuestionState(question.state), Move.NOT_NOW))
        checked(unit, {"reason": reason})
        asked = set(cosigners(unit, question))
        declined = store.not_now(unit.session, question_at_hand(question)) | {unit.acting.person_id}
        everybody = asked <= declined
        line = unit.record(
            "question.not_now",
            subject(question),
            body=question.body,
            rule="S-36",
            everybody=everybody,
        )
        if reason.strip():  # beside the journal, where it can be corrected
            question.put_off = json.dumps(store.put_off(question) | {str(line): reason.strip()}, ensure_ascii=False)
        question_letters.escalation(unit, question)
        if everybody:
            question.state, question.escalated_at, question.escalated_why = back.value, None, None
            question.version += 1
        question_letters.changed(unit, question)
        question_letters.told(unit, question, line, raiser=True)
        _cosign_cards(unit, question, asked)


def complete(acting: Acting, question_id: int, round_seen: int, texts: Mapping[str, str], answer: str) -> None:
    """The raiser answers what AU asked, perhaps with better texts: a new round begins at AU, in the same thread."""
    with acting.transaction() as unit:
        question = locked(unit, question_id)
        unit.allow(Act.COMPLETE, About(question.body, person_id=question.raised_by, state=question.state))
        state = accept(rules.move(QuestionState(question.state), Move.COMPLETE))
        if round_seen != question.round:
            raise Refused(Refusal.STALE)
        changed = {name: text.strip() for name, text in texts.items() if name in FIRST}
        checked(unit, {**changed, "answer": answer}, required=(*(set(rules.REQUIRED) & set(changed)), "answer"))
        before = {name: getattr(question, name) for name, text in changed.items() if getattr(question, name) != text}
        for name, text in changed.items():
            setattr(question, name, text)
        given = {
            "body": question.body, "round": question.round, "at": unit.now.isoformat(), "asked": question.reason or "",
            "text": answer.strip(), "before": before,
        }  # fmt: skip
        question.completions = json.dumps([*store.completions(question), given], ensure_ascii=False)
        line = unit.record(
            "question.completed", subject(question), body=question.body, round=question.round, changed=sorted(before)
        )
        question_letters.supplement(unit, question)
        question_letters.escalation(unit, question)
        question.state = state.value
        question.round += 1
        at_au(unit, question, line)


def withdraw(acting: Acting, question_id: int) -> None:
    """The raiser takes the question back, and with it what came from it; until it stands in a sent notice."""
    with acting.transaction() as unit:
        question = locked(unit, question_id)
        unit.allow(Act.WITHDRAW, About(question.body, person_id=question.raised_by, state=question.state))
        meeting = meetings.get(unit.session, question.meeting_id) if question.meeting_id is not None else None
        accept(
            rules.may_withdraw(
                QuestionState(question.state),
                own=True,
                linked=question.origin_id is not None,
                notice_sent=meeting is not None and meeting.notice_sent_at is not None,
            )
        )
        _withdrawn(unit, question)
        for linked in store.descendants(unit.session, question_at_hand(question)):
            stands = meetings.get(unit.session, linked.meeting_id) if linked.meeting_id is not None else None
            sent = stands is not None and stands.notice_sent_at is not None
            outcome = rules.may_withdraw(QuestionState(linked.state), own=True, linked=False, notice_sent=sent)
            if not isinstance(outcome, Refusal):
                _withdrawn(unit, linked)


def _withdrawn(unit: Unit, question: Question) -> None:
    waited_for = cosigners(unit, question) if question.state == QuestionState.AWAITING_COSIGNATURE else []
    asked = question.state == QuestionState.SUPPLEMENT_REQUESTED
    if question.state == QuestionState.ON_AGENDA:
        agenda_place.unplace(unit, question)
    question.state = QuestionState.WITHDRAWN.value
    question.settled_at = unit.now
    question.version += 1
    line = unit.record("question.withdrawn", subject(question), body=question.body)
    question_letters.changed(unit, question)
    question_letters.told(unit, question, line)
    question_letters.escalation(unit, question)
    if asked:
        question_letters.supplement(unit, question)
    _cosign_cards(unit, question, waited_for)
