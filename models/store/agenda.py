"""The agenda's points in SQL, and the questions that wait for a place on one. Not which meeting they go to."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Table, func, select
from sqlmodel import Session

from models.rules.questions import QuestionState
from models.rules.refusals import Refusal, Refused
from models.store.known import waited
from models.tables.meetings import AgendaItem, Meeting
from models.tables.questions import Question

_ITEM: Table = AgendaItem.__table__  # type: ignore[attr-defined]
_QUESTION: Table = Question.__table__  # type: ignore[attr-defined]
_MEETING: Table = Meeting.__table__  # type: ignore[attr-defined]


def items(session: Session, meeting_id: int, states: Iterable[str] = ("planned", "treated")) -> list[AgendaItem]:
    """A meeting's points in order; by default those that stand on the agenda."""
    statement = select(AgendaItem).where(_ITEM.c.meeting_id == meeting_id, _ITEM.c.state.in_(list(states)))
    return list(session.scalars(statement.order_by(_ITEM.c.position, _ITEM.c.id)))


def counts(session: Session, ids: Collection[int]) -> dict[int, int]:
    """How many points stand on the agendas of meetings, by meeting."""
    standing = _ITEM.c.state.in_(["planned", "treated"])
    wanted = select(_ITEM.c.meeting_id, func.count()).where(_ITEM.c.meeting_id.in_(ids), standing)
    return {row[0]: row[1] for row in session.connection().execute(wanted.group_by(_ITEM.c.meeting_id))}


def next_position(session: Session, meeting_id: int) -> int:
    """The place after the last."""
    last = select(func.max(_ITEM.c.position)).where(_ITEM.c.meeting_id == meeting_id)
    return int(session.scalar(last) or 0) + 1


def of_question(session: Session, question_id: int, states: Iterable[str] = ("planned",)) -> list[AgendaItem]:
    """Where a question stands on an agenda, the newest first."""
    statement = select(AgendaItem).where(_ITEM.c.question_id == question_id, _ITEM.c.state.in_(list(states)))
    return list(session.scalars(statement.order_by(_ITEM.c.id.desc())))


def approved(session: Session, body: str, now: datetime) -> list[int]:
    """The body's approved questions that have no meeting, and those on the agenda of one to come, oldest first."""
    waiting = select(_QUESTION.c.id).where(_QUESTION.c.body == body, _QUESTION.c.state == QuestionState.APPROVED.value)
    return sorted(session.scalars(waiting.union_all(ahead([body], now))))


def ahead(bodies: Collection[str], now: datetime) -> Any:
    """A subquery: the ids of the questions on the agendas of these bodies' meetings to come. By the meetings, which are few:
    a question stays on the agenda of one that has been until somebody says what came of it."""
    placed = select(_QUESTION.c.id).join(_MEETING, _MEETING.c.id == _QUESTION.c.meeting_id)
    return placed.where(
        _MEETING.c.body.in_(bodies), _MEETING.c.ends_at > now, _QUESTION.c.state + "" == QuestionState.ON_AGENDA.value
    )


def lock_questions(session: Session, body: str, now: datetime) -> None:
    """Hold the body's approved questions until this transaction ends, in one order, before any meeting is held."""
    held = approved(session, body, now)
    statement = select(_QUESTION.c.id).where(_QUESTION.c.id.in_(held))
    session.execute(statement.order_by(_QUESTION.c.id).with_for_update()).all()
    waited(session)


def question_locked(session: Session, question_id: int) -> Question:
    """A question as it is now; nobody else changes it until this transaction ends. Raises NoResultFound.

    Taken before the meeting, as AU's answers do, so that two never wait for each other.
    """
    found = session.get_one(Question, question_id, with_for_update=True, populate_existing=True)
    waited(session)
    return found


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
