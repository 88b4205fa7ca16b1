"""The agenda's points in SQL, and the questions that wait for a place on one. Not which meeting they go to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Table, func, select
from sqlmodel import Session

from models.rules.questions import QuestionState
from models.rules.refusals import Refusal, Refused
from models.tables.meetings import AgendaItem
from models.tables.questions import Question

_ITEM: Table = AgendaItem.__table__  # type: ignore[attr-defined]
_QUESTION: Table = Question.__table__  # type: ignore[attr-defined]

APPROVED = (QuestionState.APPROVED.value, QuestionState.ON_AGENDA.value)


def items(session: Session, meeting_id: int, states: Iterable[str] = ("planned", "treated")) -> list[AgendaItem]:
    """A meeting's points in order; by default those that stand on the agenda."""
    statement = select(AgendaItem).where(_ITEM.c.meeting_id == meeting_id, _ITEM.c.state.in_(list(states)))
    return list(session.scalars(statement.order_by(_ITEM.c.position, _ITEM.c.id)))


def next_position(session: Session, meeting_id: int) -> int:
    """The place after the last."""
    last = select(func.max(_ITEM.c.position)).where(_ITEM.c.meeting_id == meeting_id)
    return int(session.scalar(last) or 0) + 1


def of_question(session: Session, question_id: int, states: Iterable[str] = ("planned",)) -> list[AgendaItem]:
    """Where a question stands on an agenda, the newest first."""
    statement = select(AgendaItem).where(_ITEM.c.question_id == question_id, _ITEM.c.state.in_(list(states)))
    return list(session.scalars(statement.order_by(_ITEM.c.id.desc())))


def questions(session: Session, body: str, states: Iterable[str]) -> list[Question]:
    """The body's questions in those states, in the order they came in."""
    statement = select(Question).where(_QUESTION.c.body == body, _QUESTION.c.state.in_(list(states)))
    return list(session.scalars(statement.order_by(_QUESTION.c.submitted_at, _QUESTION.c.id)))


def question_locked(session: Session, question_id: int) -> Question:
    """A question as it is now; nobody else changes it until this transaction ends. Raises NoResultFound.

    Taken before the meeting, as AU's answers do, so that two never wait for each other.
    """
    return session.get_one(Question, question_id, with_for_update=True, populate_existing=True)


def lock_questions(session: Session, body: str) -> None:
    """Hold the body's approved questions until this transaction ends, in one order, before any meeting is held."""
    statement = select(_QUESTION.c.id).where(_QUESTION.c.body == body, _QUESTION.c.state.in_(APPROVED))
    session.execute(statement.order_by(_QUESTION.c.id).with_for_update()).all()


def item(session: Session, item_id: int) -> AgendaItem:
    """A point by id, as it is now. Raises Refused(NOT_FOUND): ids come from buttons."""
    found = session.get(AgendaItem, item_id, populate_existing=True)
    if found is None:
        raise Refused(Refusal.NOT_FOUND)
    return found


def left_since(session: Session, meeting_id: int, since: datetime, until: datetime) -> list[AgendaItem]:
    """The points that were taken off the agenda from `since` until `until`."""
    statement = select(AgendaItem).where(
        _ITEM.c.meeting_id == meeting_id, _ITEM.c.left_at >= since, _ITEM.c.left_at < until
    )
    return list(session.scalars(statement.order_by(_ITEM.c.position, _ITEM.c.id)))


def question_many(session: Session, ids: Iterable[int]) -> dict[int, Question]:
    """Questions by id."""
    wanted = set(ids)
    if not wanted:
        return {}
    return {one.id or 0: one for one in session.scalars(select(Question).where(_QUESTION.c.id.in_(wanted)))}
