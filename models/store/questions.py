"""Questions and AU's answers in SQL. What a state or an answer means is for the rules."""

from __future__ import annotations

import json
from collections import namedtuple
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import NamedTuple, Protocol

from sqlalchemy import Table, and_, bindparam, insert, literal_column, select
from sqlmodel import Session

from models.rules.questions import SETTLED, QuestionState
from models.rules.questions_au import Answer, Given
from models.rules.roster import Role
from models.store import agenda
from models.store.known import stamped, waited
from models.store.prepared import Prepared, entities
from models.tables.journal import JournalLine
from models.tables.questions import AuAnswer, Question
from models.tables.stamp import RosterStamp

_QUESTION: Table = Question.__table__  # type: ignore[attr-defined]
_ANSWER: Table = AuAnswer.__table__  # type: ignore[attr-defined]
_STAMP: Table = RosterStamp.__table__  # type: ignore[attr-defined]
_JOURNAL: Table = JournalLine.__table__  # type: ignore[attr-defined]
_WAITING = tuple(state.value for state in QuestionState if state not in {*SETTLED, QuestionState.ON_AGENDA})


_id = bindparam("id", type_=_QUESTION.c.id.type)
_ANSWERS = tuple(one.name for one in _ANSWER.c if one.name != "id")
_SINGLE = Prepared(
    lambda kind: select(*_QUESTION.c).where(_QUESTION.c.id == _id, _QUESTION.c.origin_id.is_(None)).with_for_update()
)
_STANDING = Prepared(
    lambda kind: (
        select(*_ANSWER.c).where(_ANSWER.c.question_id == _id, _ANSWER.c.withdrawn_at.is_(None)).order_by(_ANSWER.c.id)
    )
)
_STANDING_STAMPED = Prepared(
    lambda kind: (
        select(_STAMP.c.value, *_ANSWER.c)
        .select_from(
            _STAMP.outerjoin(_ANSWER, and_(_ANSWER.c.question_id == _id, _ANSWER.c.withdrawn_at.is_(None))),
        )
        .where(_STAMP.c.id == literal_column("1"))
        .order_by(_ANSWER.c.id)
    )
)
_ANSWERED = Prepared(
    lambda kind: (
        insert(_ANSWER)
        .values({name: bindparam(name, type_=_ANSWER.c[name].type) for name in _ANSWERS})
        .returning(_ANSWER.c.id)
    )
)


AnswerRow = namedtuple("AnswerRow", [one.name for one in _ANSWER.c])  # type: ignore[misc]


class NewAnswer(NamedTuple):
    """An answer that has just been given. Not the table's own class: to make one of those costs a tenth of the act."""

    question_id: int
    round: int
    office: str
    person_id: int
    answer: str
    text: str | None
    target: str | None
    at: datetime


class AnAnswer(Protocol):
    """What is read of an answer, whether it is in the database or has just been given."""

    @property
    def office(self) -> str:
        """chair or vice_chair."""
        ...

    @property
    def person_id(self) -> int:
        """Who answered."""
        ...

    @property
    def answer(self) -> str:
        """What."""
        ...

    @property
    def text(self) -> str | None:
        """In which words."""
        ...

    @property
    def target(self) -> str | None:
        """Where it was referred."""
        ...


def get(session: Session, question_id: int) -> Question | None:
    """A question by id."""
    return session.get(Question, question_id)


def many(session: Session, ids: Collection[int]) -> dict[int, Question]:
    """Questions by id."""
    if not ids:
        return {}
    return {one.id or 0: one for one in session.scalars(select(Question).where(_QUESTION.c.id.in_(ids)))}


def locked(session: Session, question_id: int) -> Question | None:
    """A question that nobody else can change before this transaction ends, and those it came from, oldest first, so
    that two who lock the same family can not wait for each other."""
    single = _SINGLE.all(session, id=question_id)
    if single:
        waited(session)
        return entities(session, Question, single)[0]
    family = [question_id]
    while (origin := _origin(session, family[-1])) is not None:
        family.append(origin)
    statement = select(Question).where(_QUESTION.c.id.in_(family)).order_by(_QUESTION.c.id).with_for_update()
    rows = {row.id: row for row in session.scalars(statement.execution_options(populate_existing=True))}
    waited(session)
    return rows.get(question_id)


def _origin(session: Session, question_id: int) -> int | None:
    return session.scalars(select(_QUESTION.c.origin_id).where(_QUESTION.c.id == question_id)).first()


def descendants(session: Session, question_id: int) -> list[Question]:
    """Every question that came from this one, directly or not, locked, oldest first."""
    found: list[Question] = []
    at = [question_id]
    while at:
        statement = select(Question).where(_QUESTION.c.origin_id.in_(at)).order_by(_QUESTION.c.id).with_for_update()
        rows = list(session.scalars(statement.execution_options(populate_existing=True)))
        found += rows
        at = [row.id or 0 for row in rows]
    return found


def children(session: Session, question_id: int) -> list[Question]:
    """The questions that a referral or a preparation made from this one, oldest first."""
    return children_of(session, [question_id]).get(question_id, [])


def children_of(session: Session, ids: Collection[int]) -> dict[int, list[Question]]:
    """The same of several, by the question that they came from."""
    found: dict[int, list[Question]] = {}
    for one in session.scalars(select(Question).where(_QUESTION.c.origin_id.in_(ids)).order_by(_QUESTION.c.id)):
        found.setdefault(one.origin_id or 0, []).append(one)
    return found


def answers(session: Session, question_id: int, round_: int | None = None) -> list[AuAnswer]:
    """The answers that stand, oldest first; of one round, or of all."""
    rows = _STANDING.all(session, id=question_id)
    return entities(session, AuAnswer, [one for one in rows if round_ is None or one.round == round_])


def answers_of(session: Session, ids: Collection[int]) -> dict[int, list[AuAnswer]]:
    """The answers that stand, of all rounds, oldest first, by question."""
    statement = select(AuAnswer).where(_ANSWER.c.question_id.in_(ids), _ANSWER.c.withdrawn_at.is_(None))
    found: dict[int, list[AuAnswer]] = {}
    for one in session.scalars(statement.order_by(_ANSWER.c.id)):
        found.setdefault(one.question_id, []).append(one)
    return found


def answers_anew(session: Session, question_id: int, round_: int) -> list[AuAnswer]:
    """The same of one round, when the question has just been locked: the roster's stamp is read with them, in one statement."""
    rows = _STANDING_STAMPED.all(session, id=question_id)
    stamped(session, rows[0].value)
    return entities(session, AuAnswer, [AnswerRow(*one[1:]) for one in rows if one.round == round_])


def answered(session: Session, answer: NewAnswer) -> int:
    """Put an answer in; its id."""
    found: int = _ANSWERED.all(session, **answer._asdict(), withdrawn_at=None)[0].id
    return found


def given(rows: Iterable[AnAnswer]) -> list[Given]:
    """Answers as the rules take them."""
    return [Given(Role(one.office), one.person_id, Answer(one.answer)) for one in rows]


def details(question: Question) -> dict[str, str]:
    """The further fields by their code names."""
    found: dict[str, str] = json.loads(question.details)
    return found


def completions(question: Question) -> list[dict[str, object]]:
    """Each answer to AU: body, round, at, asked, text, before (the texts it replaced)."""
    found: list[dict[str, object]] = json.loads(question.completions)
    return found


def put_off(question: Question) -> dict[str, str]:
    """Why somebody did not sign now, by the id of the journal line that says so."""
    found: dict[str, str] = json.loads(question.put_off or "{}")
    return found


def raised_by(session: Session, person_id: int, limit: int = 30) -> list[Question]:
    """A person's own questions, the newest first."""
    statement = select(Question).where(_QUESTION.c.raised_by == person_id)
    return list(session.scalars(statement.order_by(_QUESTION.c.id.desc()).limit(limit)))


def in_bodies(session: Session, bodies: Collection[str], now: datetime, limit: int = 30) -> list[Question]:
    """Questions that have come to these bodies: first those that something is to happen to, then the newest. Asked for in
    two: sorted in one go, every question that was ever settled would have to be looked at."""
    came = select(Question).where(_QUESTION.c.body.in_(bodies), _QUESTION.c.submitted_at.is_not(None))
    newest = came.order_by(_QUESTION.c.id.desc())
    waiting = select(_QUESTION.c.id).where(_QUESTION.c.body.in_(bodies), _QUESTION.c.state.in_(_WAITING))
    first = _QUESTION.c.id.in_(waiting.union_all(agenda.ahead(bodies, now)))
    found = list(session.scalars(newest.where(first).limit(limit)))
    return found + list(session.scalars(newest.where(~first).limit(limit - len(found))))


def in_state(session: Session, state: QuestionState, bodies: Collection[str] | None = None) -> list[Question]:
    """Questions in one state (in some bodies), oldest first."""
    statement = select(Question).where(_QUESTION.c.state == state.value)
    if bodies is not None:
        statement = statement.where(_QUESTION.c.body.in_(bodies))
    return list(session.scalars(statement.order_by(_QUESTION.c.id)))


def unanswered(session: Session, now: datetime) -> list[int]:
    """Questions that AU should have answered by now and the coordinators have not been told of in this round."""
    statement = select(_QUESTION.c.id).where(
        _QUESTION.c.state == QuestionState.AT_AU.value,
        _QUESTION.c.answer_by < now,
        _QUESTION.c.escalated_at.is_(None),
    )
    return list(session.connection().scalars(statement.order_by(_QUESTION.c.id)))


def uncompleted(session: Session, today: date) -> list[int]:
    """Questions whose completion is late and the coordinators have not been told of."""
    statement = select(_QUESTION.c.id).where(
        _QUESTION.c.state == QuestionState.SUPPLEMENT_REQUESTED.value,
        _QUESTION.c.complete_by < today,
        _QUESTION.c.escalated_at.is_(None),
    )
    return list(session.connection().scalars(statement.order_by(_QUESTION.c.id)))


def unsigned(session: Session) -> list[Question]:
    """Questions that wait for a signature (S-36) and the coordinators have not been told of."""
    statement = select(Question).where(
        _QUESTION.c.state == QuestionState.AWAITING_COSIGNATURE.value, _QUESTION.c.escalated_at.is_(None)
    )
    return list(session.scalars(statement.order_by(_QUESTION.c.id)))


def asked_to_sign(session: Session, question_id: int) -> JournalLine | None:
    """The line that says when the question last asked for a signature (S-36); None when it never did."""
    asked = select(JournalLine).where(
        _JOURNAL.c.subject == f"question:{question_id}", _JOURNAL.c.act == "question.awaits_cosignature"
    )
    return session.scalars(asked.order_by(_JOURNAL.c.id.desc()).limit(1)).first()


def line(session: Session, line_id: int) -> JournalLine | None:
    """A journal line by id."""
    return session.get(JournalLine, line_id)


def not_now(session: Session, question_id: int) -> set[int]:
    """Who has answered "not now" since the question last asked for a signature (S-36)."""
    subject = f"question:{question_id}"
    acts = ("question.awaits_cosignature", "question.not_now")
    statement = select(JournalLine).where(_JOURNAL.c.subject == subject, _JOURNAL.c.act.in_(acts))
    answered: set[int] = set()
    for one in session.scalars(statement.order_by(_JOURNAL.c.id)):
        if one.act == "question.awaits_cosignature":
            answered.clear()
        elif one.actor_id is not None:
            answered.add(one.actor_id)
    return answered
