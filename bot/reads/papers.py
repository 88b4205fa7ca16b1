"""The papers of a meeting: what was handed in about each matter on its agenda."""

from __future__ import annotations

from bot.reads import agenda as agenda_reads
from bot.reads import meetings as meeting_reads
from bot.reads import question_cards
from bot.reads.agenda import AgendaLine
from bot.reads.meetings import MeetingHead
from bot.reads.question_cards import QuestionCard
from bot.reads.rights import require
from models.rules.rights import Act
from models.store import agenda, meetings
from models.store.engine import Reading
from models.values import dataclass


@dataclass(frozen=True)
class Papers:
    """Each matter on the agenda, with its point."""

    head: MeetingHead
    matters: tuple[tuple[AgendaLine, QuestionCard], ...]


def of(reading: Reading, meeting_id: int, person_id: int) -> Papers:
    """The papers of a meeting, for somebody who has an assignment today: the button stands in a channel that others may
    see. Raises Refused(UNKNOWN_PERSON, NOT_FOUND)."""
    require(reading, Act.SEE_PAPERS, person_id)
    meeting = meetings.get(reading.session, meeting_id)
    asked = {one.id: one.question_id for one in agenda.items(reading.session, meeting_id)}
    questions = agenda.question_many(reading.session, (number for number in asked.values() if number is not None))
    lines = [one for one in agenda_reads.lines(reading, meeting) if asked[one.id] in questions]
    drawn = question_cards.cards(reading, [questions[asked[one.id] or 0] for one in lines])
    return Papers(meeting_reads.head(reading, meeting), tuple(zip(lines, drawn, strict=True)))
