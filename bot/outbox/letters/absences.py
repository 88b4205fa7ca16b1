"""Letters about absences: the question to a substitute, the cards of those concerned, and lines that tell what
happened."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import ClassVar

from bot.outbox.letters.base import Letter, letter
from models.values import dataclass


@letter
@dataclass(frozen=True)
class Call(Letter):
    """Can you take this seat? Posted once, then updated in place. `ended`: why the question fell (`moved`), where the
    rows
    no longer tell."""

    urgent: ClassVar[int] = 1
    call_id: int
    ended: str = ""

    def matter(self) -> str:
        return f"call:{self.call_id}"

    def card(self) -> str:
        return f"call:{self.call_id}"


@letter
@dataclass(frozen=True)
class AbsentCard(Letter):
    """To the absent person: the absence as it stands, and the way back. `ended`: why it ended (`moved`)."""

    absence_id: int
    ended: str = ""

    def matter(self) -> str:
        return f"absence:{self.absence_id}"

    def card(self) -> str:
        return f"absence:{self.absence_id}"


@letter
@dataclass(frozen=True)
class SeatCard(Letter):
    """To a coordinator: nobody covers the seat (S-15). `by` is the coordinator who settled it, `at` when (ISO,
    UTC)."""

    urgent: ClassVar[int] = 1
    absence_id: int
    person_id: int
    by: int = 0
    at: str = ""

    def matter(self) -> str:
        return f"seat:{self.absence_id}:{self.person_id}"

    def card(self) -> str:
        return f"seat:{self.absence_id}:{self.person_id}"


@letter
@dataclass(frozen=True)
class BackCard(Letter):
    """To a coordinator: a covered seat's holder can come after all. `decided`: substitute, ordinary, or empty; `by`,
    `at` as above."""

    urgent: ClassVar[int] = 1
    absence_id: int
    person_id: int
    decided: str = ""
    by: int = 0
    at: str = ""

    def matter(self) -> str:
        return f"back:{self.absence_id}:{self.person_id}"

    def card(self) -> str:
        return f"back:{self.absence_id}:{self.person_id}"


@letter
@dataclass(frozen=True)
class AuLine(Letter):
    """To AU: a seat is empty; in AU's channel, or to one of the two in person (`person_id`) while AU has no
    channel."""

    urgent: ClassVar[int] = 1
    absence_id: int
    person_id: int = 0

    def matter(self) -> str:
        return f"au-seat:{self.absence_id}:{self.person_id}"

    def card(self) -> str:
        return f"au-seat:{self.absence_id}:{self.person_id}"


@letter
@dataclass(frozen=True)
class ComePrompt(Letter):
    """Can you come? Asked when a meeting was moved (`moved`: the old answer fell) and when somebody declined in
    Outlook.

    `time`: how many times the meeting had moved: asked once per meeting time. `answer`: coming, or empty.
    """

    meeting_id: int
    person_id: int
    time: int
    why: str  # moved | moved_cover | declined
    answer: str = ""

    def matter(self) -> str:
        return f"come:{self.meeting_id}:{self.person_id}"

    def card(self) -> str:
        return come_card(self.meeting_id, self.person_id, self.time, self.why)


def come_card(meeting_id: int, person_id: int, time: int, why: str) -> str:
    """The name of the message that asks whether somebody comes."""
    return f"come:{meeting_id}:{person_id}:{time}:{why}"


@letter
@dataclass(frozen=True)
class Papers(Letter):
    """To a substitute who has said yes before the notice is sent: the agenda as far as it has come."""

    meeting_id: int
    person_id: int

    def matter(self) -> str:
        return f"papers:{self.meeting_id}:{self.person_id}"


class What(StrEnum):
    """What somebody is told in a message of its own."""

    COVERED = "covered"  # the absent person: who covers
    COVER_LOST = "cover_lost"  # the absent person: the substitute can not come after all
    BACK = "back"  # the absent person: welcome back, the substitute has been told
    BACK_REFUSED = "back_refused"  # the absent person: the substitute attends
    RELEASED = "released"  # a substitute who had said yes: not needed
    SEAT_CHANGED = "seat_changed"  # a substitute who had said yes: the roster has changed
    CONTACT = "contact"  # the principal's contact: the seat is empty (S-15)
    LEAD = "lead"  # the vice chair: leads the meeting (S-12)
    LEAD_OFF = "lead_off"
    PRESENT = "present"  # the vice chair: presents (S-11)
    PRESENT_OFF = "present_off"
    NOBODY_LEADS = "nobody_leads"  # a coordinator: neither chair nor vice chair comes
    NOBODY_PRESENTS = "nobody_presents"  # a coordinator: nobody presents (S-11: AU names somebody)


@letter
@dataclass(frozen=True)
class Told(Letter):
    """One thing told to one person. `cover_id`: the substitute it is about, a fact that must not change."""

    what: str
    absence_id: int
    person_id: int
    cover_id: int = 0

    def matter(self) -> str:
        return f"absence-told:{self.absence_id}:{self.person_id}"


@letter
@dataclass(frozen=True)
class TextAnswer(Letter):
    """The answer to what somebody wrote to the bot: only what was understood, never the sentence. `draft`: a
    question's first words; `until`: the last day of a period that begins with `day`; `sought`: one's own question was named by
    what it is about, and `question_ids` are those that fit."""

    person_id: int
    intent: str
    body: str = ""
    day: str = ""
    principal: str = ""
    about_id: int = 0
    draft: str = ""
    until: str = ""
    other: bool = False
    part: bool = False
    sought: bool = False
    question_ids: Sequence[int] = ()

    def matter(self) -> str:
        return f"text:{self.person_id}"
