"""Letters to Outlook: one kind, that brings an event in line with the meeting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.outbox.letters.base import Letter, letter


@letter
@dataclass(frozen=True)
class Event(Letter):
    """Bring the Outlook event of one meeting day in line: create, update or cancel, whatever is needed; nothing when nothing is."""

    route: ClassVar[str] = "outlook"
    meeting_id: int
    day: int = 1

    def matter(self) -> str:
        return f"outlook:{self.meeting_id}:{self.day}"

    def card(self) -> str:
        return f"event:{self.meeting_id}:{self.day}"
