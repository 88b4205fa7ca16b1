"""Letters to Outlook: one kind, that brings an event in line with the meeting. And the questions to the coordinators when
somebody has changed or removed an event there, or all are gone."""

from __future__ import annotations

from typing import ClassVar

from bot.outbox.letters.base import Letter, letter
from models.values import dataclass


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


def edited_card(event_id: int, number: int, person_id: int | str = "") -> str:
    """The name of a coordinator's message about the event's change number `number`; without a person, how they begin."""
    return f"outlook-edited:{event_id}:{number}:{person_id}"


def gone_card(event_id: int, person_id: int | str = "") -> str:
    """The name of a coordinator's message about an event that is gone; without a person, how they begin."""
    return f"outlook-gone:{event_id}:{person_id}"


@letter
@dataclass(frozen=True)
class OutlookEdited(Letter):
    """To a coordinator: somebody gave the event another time or place in Outlook. `answer`: outlook, ours or reverted;
    `by` is who answered, `at` when (ISO, UTC)."""

    urgent: ClassVar[int] = 1
    event_id: int
    number: int
    person_id: int
    answer: str = ""
    by: int = 0
    at: str = ""

    def matter(self) -> str:
        return f"outlook-edited:{self.event_id}:{self.person_id}"

    def card(self) -> str:
        return edited_card(self.event_id, self.number, self.person_id)


@letter
@dataclass(frozen=True)
class OutlookGone(Letter):
    """To a coordinator: somebody removed the event in Outlook. `answer`: anew or cancelled; `by`, `at` as above."""

    urgent: ClassVar[int] = 1
    event_id: int
    person_id: int
    answer: str = ""
    by: int = 0
    at: str = ""

    def matter(self) -> str:
        return f"outlook-gone:{self.event_id}:{self.person_id}"

    def card(self) -> str:
        return gone_card(self.event_id, self.person_id)


@letter
@dataclass(frozen=True)
class OutlookEmptied(Letter):
    """To a coordinator, once: all events are gone at once, `count` of them, so that nothing is concluded. `since`: ISO, UTC."""

    urgent: ClassVar[int] = 1
    person_id: int
    count: int
    since: str

    def matter(self) -> str:
        return f"outlook-emptied:{self.person_id}"
