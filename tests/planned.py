"""Meetings and approved questions for tests, made by the use cases themselves where there is one."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import select

from bot.outbox.letters import Letter, read
from bot.usecases import agenda_place, meetings
from models.tables.journal import JournalLine
from models.tables.meetings import AgendaItem, Meeting
from models.tables.outbox import OutboxLetter
from models.tables.questions import Question
from tests.conftest import Furnished


def coordinator(county: Furnished) -> int:
    """A coordinator's id."""
    return county.who(None, "coordinator").id or 0


def plan(
    county: Furnished, body: str, dates: str, start: str = "09:00", end: str = "12:00", place: str = "Umeå"
) -> int:
    """Plan meetings as a coordinator; returns the first one's id."""
    return meetings.create(county.as_(coordinator(county)), body, dates, start, end, place)[0]


def row(county: Furnished, meeting_id: int) -> Meeting:
    """A meeting as it stands."""
    with county.session() as session:
        return session.get_one(Meeting, meeting_id)


def approved(
    county: Furnished, body: str = "lsg", *, prepared: bool = True, details: str = "{}", title: str = ""
) -> int:
    """A question that AU has just approved, with the act that follows: it is placed. Returns its id."""
    raiser = county.who(body, "ordinary")
    with county.acting.transaction() as unit:
        number = len(unit.session.scalars(select(Question.id)).all()) + 1
        question = Question(
            number=f"X 2026-{number:03d}", body=body, principal="umea", raised_by=raiser.id or 0, state="approved",
            title=title or f"Fråga {number}", issue="Vi saknar en gemensam rutin.", prepared=prepared, details=details, created_at=unit.now,
            submitted_at=unit.now,
        )  # fmt: skip
        unit.session.add(question)
        unit.session.flush()
        unit.record("question.approved", f"question:{question.id}", body=body)
        agenda_place.place(unit, question)
        return question.id or 0


def question(county: Furnished, question_id: int) -> Question:
    """A question as it stands."""
    with county.session() as session:
        return session.get_one(Question, question_id)


def points(county: Furnished, meeting_id: int, state: str = "planned") -> list[AgendaItem]:
    """A meeting's points in that state, in order."""
    with county.session() as session:
        wanted = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id, AgendaItem.state == state)
        return sorted(session.scalars(wanted), key=lambda one: (one.position, one.id or 0))


def letters(county: Furnished, kind: type[Letter]) -> list[Letter]:
    """The letters of a kind that have been posted, oldest first."""
    with county.session() as session:
        rows = session.scalars(select(OutboxLetter).where(OutboxLetter.kind == kind.__name__)).all()
    return [read(one.kind, one.payload) for one in sorted(rows, key=lambda one: one.id or 0)]


def acts(county: Furnished, subject: str) -> list[str]:
    """What the journal says was done to something, oldest first."""
    with county.session() as session:
        lines = session.scalars(select(JournalLine).where(JournalLine.subject == subject)).all()
    return [one.act for one in sorted(lines, key=lambda one: one.id or 0)]


def local(county: Furnished, moment: datetime) -> str:
    """A moment as the clocks on the wall show it."""
    return county.clock.clock.local(moment).strftime("%Y-%m-%d %H:%M")
