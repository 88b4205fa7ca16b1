"""Questions as people see them: what waits for somebody, what somebody follows, and the forms that AU and the raiser
open."""

from __future__ import annotations

from enum import StrEnum

from bot.reads.question_cards import QuestionCard, card, cards
from bot.reads.question_form import QuestionForm, form, saved
from bot.text import questions as words
from models.rules import questions as rules
from models.rules import questions_au as au
from models.rules.bodies import Topic
from models.rules.questions import Escalated, QuestionState
from models.rules.questions_au import Answer
from models.rules.refusals import Refusal, Refused, accept
from models.rules.roster import OFFICES, Role
from models.rules.standing import Standing
from models.store import people
from models.store import questions as store
from models.store import structure as structures
from models.store.engine import Reading
from models.tables.questions import AuAnswer, Question
from models.values import dataclass

MOST_SHOWN = 8
RECENT_DAYS = 60
"""Days that a settled question stays on the raiser's App Home."""

__all__ = ["QuestionForm", "form", "home", "saved", "waiting_for"]


class Waits(StrEnum):
    """What a question waits for from the person."""

    COSIGNATURE = "cosignature"
    ANSWER = "answer"
    COMPLETION = "completion"
    COORDINATOR = "coordinator"


@dataclass(frozen=True)
class HomePart:
    """The person's own questions; `may_raise` when there is a group to raise one in."""

    questions: tuple[QuestionCard, ...] = ()
    may_raise: bool = False


@dataclass(frozen=True)
class WaitingCard:
    """A question that waits for the person, and for what."""

    card: QuestionCard
    what: Waits
    asked: str = ""


@dataclass(frozen=True)
class Listing:
    """The person's own questions, and those in the person's groups."""

    own: tuple[QuestionCard, ...]
    others: tuple[QuestionCard, ...]


@dataclass(frozen=True)
class AnswerForm:
    """A form of AU's: the question, what is answered, and where it may be referred (value, words)."""

    card: QuestionCard
    answer: Answer
    targets: tuple[tuple[str, str], ...] = ()
    text: str = ""


@dataclass(frozen=True)
class CompletionForm:
    """The raiser's form: what AU asked, and the texts as they are."""

    card: QuestionCard
    asked: str


def waiting_for(reading: Reading, standing: Standing) -> tuple[WaitingCard, ...]:
    """What waits for the person: answers of an AU, completions, signatures; for coordinators, disagreements."""
    if standing.person_id is None:
        return ()
    session = reading.session
    found = [
        (one, Waits.COMPLETION, one.reason or "")
        for one in store.raised_by(session, standing.person_id)
        if one.state == QuestionState.SUPPLEMENT_REQUESTED
    ]
    found += [(one, Waits.COSIGNATURE, "") for one in _to_sign(reading, standing)]
    if standing.bodies(*OFFICES) or standing.is_coordinator:
        at_au = store.in_state(session, QuestionState.AT_AU)
        answers = store.answers_of(session, [one.id or 0 for one in at_au])
        for question in at_au:
            what = _at_au(standing, question, answers.get(question.id or 0, []))
            found += [(question, what, "")] if what is not None else []
    drawn = cards(reading, [one for one, _, _ in found])
    return tuple(WaitingCard(card, what, asked) for card, (_, what, asked) in zip(drawn, found, strict=True))


def _to_sign(reading: Reading, standing: Standing) -> list[Question]:
    """Those that a representative of the person's own principal may sign and has not put off (S-36)."""
    seats = standing.bodies(Role.ORDINARY)
    if not seats:
        return []
    waiting = store.in_state(reading.session, QuestionState.AWAITING_COSIGNATURE, seats)
    own = [one for one in waiting if (seat := standing.seat(one.body)) and seat.principal == one.principal]
    return [one for one in own if standing.person_id not in store.not_now(reading.session, one.id or 0)]


def _at_au(standing: Standing, question: Question, rows: list[AuAnswer]) -> Waits | None:
    if question.escalated_why == Escalated.DISAGREEMENT:
        return Waits.COORDINATOR if standing.is_coordinator else None
    given = store.given(one for one in rows if one.round == question.round)
    office = standing.office(question.body)
    mine = au.may_answer(QuestionState.AT_AU, question.round, question.round, office, standing.person_id or 0, given)
    return None if isinstance(mine, Refusal) else Waits.ANSWER


def home(reading: Reading, standing: Standing) -> HomePart:
    """The part of App Home: the person's own questions, those settled long ago left out."""
    if standing.person_id is None:
        return HomePart()
    mine = [one for one in store.raised_by(reading.session, standing.person_id) if _current(reading, one)]
    structure = structures.current(reading.session)
    taking = {one.key for one in structure.bodies if one.takes_questions}
    return HomePart(
        questions=cards(reading, mine[:MOST_SHOWN]),
        may_raise=bool(standing.bodies(Role.ORDINARY, Role.SUBSTITUTE) & taking),
    )


def _current(reading: Reading, question: Question) -> bool:
    if question.state not in rules.SETTLED:
        return True
    if question.settled_at is None or question.number.startswith("draft:"):
        return False
    return (reading.now - question.settled_at).days < RECENT_DAYS


def listing(reading: Reading, person_id: int) -> Listing:
    """What `/samverkan ärenden` shows."""
    standing = people.standing(reading.session, person_id, reading.today)
    mine = [one for one in store.raised_by(reading.session, person_id) if _current(reading, one)]
    bodies = standing.bodies(Role.ORDINARY, Role.SUBSTITUTE, *OFFICES)
    if standing.is_coordinator:
        bodies = frozenset(one.key for one in structures.current(reading.session).bodies)
    others = (
        [one for one in store.in_bodies(reading.session, bodies, reading.now) if one.raised_by != person_id]
        if bodies
        else []
    )
    return Listing(
        own=cards(reading, mine[:MOST_SHOWN]),
        others=cards(reading, others[: 2 * MOST_SHOWN]),
    )


def answer_form(reading: Reading, person_id: int, question_id: int, round_seen: int, answer: Answer) -> AnswerForm:
    """The form for an answer that needs words. Raises Refused as the answer itself would, before anything is
    written."""
    question = _found(reading, question_id)
    structure = structures.current(reading.session)
    standing = people.standing(reading.session, person_id, reading.today)
    rows = store.answers(reading.session, question_id, question.round)
    accept(
        au.may_answer(
            QuestionState(question.state), question.round, round_seen, standing.office(question.body), person_id,
            store.given(rows),
        ),
        reference=structure.reference(Topic.AU, question.body),
    )  # fmt: skip
    names = {one.key: one.name for one in structure.bodies}
    came_from = _ancestors(reading, question)
    targets = rules.referral_targets(structure, question.body) if answer is Answer.REFER else ()
    earlier = next((one.text or "" for one in rows if one.answer == answer.value), "")
    return AnswerForm(
        card(reading, question),
        answer,
        tuple((one, words.target(one, names)) for one in targets if one not in came_from),
        earlier,
    )


def _ancestors(reading: Reading, question: Question) -> set[str]:
    came_from: set[str] = set()
    at: Question | None = question
    while at is not None and at.origin_id is not None:
        at = store.get(reading.session, at.origin_id)
        came_from |= {at.body} if at is not None else set()
    return came_from


def completion_form(reading: Reading, person_id: int, question_id: int, round_seen: int) -> CompletionForm:
    """The raiser's form. Raises Refused: NOT_YOURS, NOT_AWAITING_AU, STALE."""
    question = _found(reading, question_id)
    accept(rules.may_complete(QuestionState(question.state), own=question.raised_by == person_id))
    if question.round != round_seen:
        raise Refused(Refusal.STALE)
    return CompletionForm(card(reading, question), question.reason or "")


def cosign_form(reading: Reading, person_id: int, question_id: int) -> QuestionCard:
    """The question whose signature somebody puts off. Raises Refused."""
    question = _found(reading, question_id)
    standing = people.standing(reading.session, person_id, reading.today)
    accept(rules.may_cosign(standing.seat(question.body), question.principal))
    accept(rules.move(QuestionState(question.state), rules.Move.NOT_NOW))
    return card(reading, question)


def _found(reading: Reading, question_id: int) -> Question:
    question = store.get(reading.session, question_id)
    if question is None:
        raise Refused(Refusal.NOT_FOUND)
    return question
