"""What the case file of a question is made of, in SQL: everything that is stored about it. Not how it is put together."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Table, select
from sqlmodel import Session

from models.tables.bodies import NumberSeries
from models.tables.journal import JournalLine
from models.tables.meetings import AgendaItem
from models.tables.questions import AuAnswer, Question

_QUESTION: Table = Question.__table__  # type: ignore[attr-defined]
_SERIES: Table = NumberSeries.__table__  # type: ignore[attr-defined]
_ANSWER: Table = AuAnswer.__table__  # type: ignore[attr-defined]
_ITEM: Table = AgendaItem.__table__  # type: ignore[attr-defined]
_JOURNAL: Table = JournalLine.__table__  # type: ignore[attr-defined]


AT_ONCE = 500
"""Numbers in one question to the database."""


def by_number(session: Session, number: str) -> Question | None:
    """The question with that number, such as SVO 2026-014."""
    return session.scalars(select(Question).where(_QUESTION.c.number == number)).first()


def of_year(session: Session, year: int) -> list[Question]:
    """Every question whose number is of that year, by number: the numbers that were given are known by their series."""
    series = session.execute(select(_SERIES.c.prefix, _SERIES.c.last).where(_SERIES.c.year == year)).all()
    given = [f"{prefix} {year}-{one:03d}" for prefix, last in series for one in range(1, last + 1)]
    found: list[Question] = []
    for start in range(0, len(given), AT_ONCE):
        found += session.scalars(select(Question).where(_QUESTION.c.number.in_(given[start : start + AT_ONCE])))
    return sorted(found, key=lambda one: one.number)


def answers(session: Session, question_id: int) -> list[AuAnswer]:
    """Every answer that AU gave, those taken back too, oldest first."""
    statement = select(AuAnswer).where(_ANSWER.c.question_id == question_id)
    return list(session.scalars(statement.order_by(_ANSWER.c.id)))


def items(session: Session, question_id: int) -> list[AgendaItem]:
    """Every point that the question has been, on whichever agenda and however it ended, oldest first."""
    statement = select(AgendaItem).where(_ITEM.c.question_id == question_id)
    return list(session.scalars(statement.order_by(_ITEM.c.id)))


def journal(session: Session, subjects: Collection[str]) -> list[JournalLine]:
    """The lines about those subjects, oldest first."""
    statement = select(JournalLine).where(_JOURNAL.c.subject.in_(subjects))
    return list(session.scalars(statement.order_by(_JOURNAL.c.id)))
