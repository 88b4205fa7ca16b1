"""The shapes of a case file. Field names are those of its JSON, which others read: they are added to, never renamed. No reads."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from models.values import dataclass

FORMAT: Final = "samverkan.case-file.1"


@dataclass(frozen=True)
class Coded:
    """A value as the program knows it, and in words."""

    code: str
    words: str


@dataclass(frozen=True)
class Field:
    """A field of the form: its code name, its question, and what was answered."""

    name: str
    label: str
    text: str


@dataclass(frozen=True)
class Answer:
    """What an office of AU answered; `withdrawn_at` when it was taken back."""

    round: int
    office: Coded
    person: str
    answer: Coded
    text: str
    target: str
    at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class Completion:
    """What AU asked, what was answered, and the texts that it replaced."""

    body: str
    round: int
    at: datetime
    asked: str
    text: str
    before: tuple[Field, ...]


@dataclass(frozen=True)
class Link:
    """A question that this one came from, or that came of it."""

    how: Coded
    number: str
    body: str
    title: str
    state: Coded


@dataclass(frozen=True)
class Item:
    """The question as a point on an agenda."""

    position: int
    title: str
    kind: Coded
    minutes: int
    presenter: str
    state: Coded
    unprepared: bool
    new_since_notice: bool
    carried: bool
    added_at: datetime
    left_at: datetime | None


@dataclass(frozen=True)
class MeetingPart:
    """A meeting on whose agenda the question stands or has stood."""

    body: str
    days: tuple[tuple[datetime, datetime], ...]
    place: str
    state: Coded
    cancel_reason: str
    agenda_set_at: datetime | None
    agenda_set_by: str
    notice_sent_at: datetime | None
    notice_sent_by: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class JournalEntry:
    """One act: who, when, what, by which rule. `details` as they are stored, `told` in words; `people` are those it names."""

    at: datetime
    actor: Coded
    person: str
    act: Coded
    about: str
    rule: str
    details: dict[str, Any]
    told: str
    people: tuple[str, ...]


@dataclass(frozen=True)
class CaseFile:
    """Everything that is stored about a question. Days and times are local."""

    number: str
    folder: str
    structure: str
    title: str
    body: Coded
    principal: Coded
    raised_by: str
    cosigned_by: str
    state: Coded
    reach: Coded
    texts: tuple[Field, ...]
    further: tuple[Field, ...]
    source: str
    source_author: str
    prepared: bool
    round: int
    created_at: datetime
    submitted_at: datetime | None
    answer_by: datetime | None
    complete_by: date | None
    escalated_at: datetime | None
    escalated_why: Coded | None
    settled_at: datetime | None
    reason: str
    referred_to: str
    answers: tuple[Answer, ...]
    completions: tuple[Completion, ...]
    links: tuple[Link, ...]
    meetings: tuple[MeetingPart, ...]
    journal: tuple[JournalEntry, ...]


@dataclass(frozen=True)
class IndexLine:
    """A question in the list of a year."""

    number: str
    body: str
    title: str
    principal: str
    raiser: str
    state: str
    submitted: date | None
    settled: date | None
    meeting: date | None
    folder: str


@dataclass(frozen=True)
class Year:
    """The case files of a year."""

    year: int
    structure: str
    lines: tuple[IndexLine, ...]
    files: tuple[CaseFile, ...]
