"""Letters about the leadership seminar: its message in the planning body's channel, and the question to those who set its
programme."""

from __future__ import annotations

from bot.outbox.letters.base import Letter, letter
from bot.outbox.letters.meetings import card_of
from models.values import dataclass


@letter
@dataclass(frozen=True)
class SeminarCard(Letter):
    """The seminar in the planning body's channel: posted once, then updated in place. What is told about moves and
    cancellation goes in its thread, as for any meeting."""

    meeting_id: int

    def matter(self) -> str:
        return f"meeting:{self.meeting_id}"

    def card(self) -> str:
        return card_of(self.meeting_id)


def programme_card(meeting_id: int, person_id: int | str = "") -> str:
    """The name of somebody's message about a proposed programme; without a person, how they begin."""
    return f"programme:{meeting_id}:{person_id}"


@letter
@dataclass(frozen=True)
class ProgrammeProposed(Letter):
    """To one who sets the programme (R-H07): the planning body has proposed one; follows what happens to it."""

    meeting_id: int
    person_id: int

    def matter(self) -> str:
        return programme_card(self.meeting_id, self.person_id)

    def card(self) -> str:
        return programme_card(self.meeting_id, self.person_id)
