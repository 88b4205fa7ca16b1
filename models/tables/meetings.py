"""Meetings, the annual seminar among them; their days, agenda items and guests."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.tables.base import UtcTime


class Meeting(SQLModel, table=True):
    """A meeting of a body, or the year's leadership seminar (kind `seminar`, body = the one that plans it)."""

    __tablename__ = "meeting"
    __table_args__ = (  # a day, and what it is asked together with: the meetings that have been are not looked at
        Index("ix_meeting_body_starts_at", "body", "starts_at"),
        Index("ix_meeting_body_ends_at", "body", "ends_at"),
        Index("ix_meeting_kind_ends_at", "kind", "ends_at"),
        Index("ix_meeting_ends_at", "ends_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    body: str = Field(max_length=40)
    kind: str = Field(default="meeting", max_length=20)  # meeting | seminar
    title: str | None = Field(default=None, max_length=150)  # a seminar's theme
    starts_at: datetime = Field(sa_type=UtcTime, index=True)  # first day
    ends_at: datetime = Field(sa_type=UtcTime)  # last day
    place: str = Field(default="", max_length=200)
    state: str = Field(default="planned", max_length=20)  # planned | cancelled
    cancel_reason: str | None = Field(default=None, sa_type=Text)
    submission_deadline: date | None = Field(default=None, index=True)
    agenda_set_at: datetime | None = Field(default=None, sa_type=UtcTime)
    agenda_set_by: int | None = Field(default=None, foreign_key="person.id")
    notice_sent_at: datetime | None = Field(default=None, sa_type=UtcTime)
    notice_sent_by: int | None = Field(default=None, foreign_key="person.id")
    programme: str = Field(default="", sa_type=Text)  # seminar
    programme_set_at: datetime | None = Field(default=None, sa_type=UtcTime)  # R-H07
    programme_set_by: int | None = Field(default=None, foreign_key="person.id")
    programme_decided_on: date | None = None  # the day of the meeting that set it
    created_at: datetime = Field(sa_type=UtcTime)
    moved: int = 0  # how many times the time has changed: an answer belongs to the time it was given for
    version: int = 1


class MeetingDay(SQLModel, table=True):
    """One day of a meeting; a seminar may have several, each an Outlook event of its own."""

    __tablename__ = "meeting_day"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    number: int = 1
    starts_at: datetime = Field(sa_type=UtcTime)
    ends_at: datetime = Field(sa_type=UtcTime, index=True)


class AgendaItem(SQLModel, table=True):
    """A point on a meeting's agenda."""

    __tablename__ = "agenda_item"
    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    position: int
    kind: str = Field(max_length=20)  # information | dialogue | position | recommendation
    title: str = Field(max_length=150)
    minutes: int = 15
    presenter_id: int | None = Field(default=None, foreign_key="person.id")
    presenter: str | None = Field(default=None, max_length=150)  # somebody outside the roster
    question_id: int | None = Field(default=None, foreign_key="question.id", index=True)
    carried_from: int | None = Field(default=None, foreign_key="agenda_item.id")
    state: str = Field(default="planned", max_length=20)  # planned | carried | removed
    unprepared: bool = False  # S-07: "ej beredd"
    added_at: datetime = Field(sa_type=UtcTime)
    new_since_notice: bool = False
    left_at: datetime | None = Field(default=None, sa_type=UtcTime)  # taken off the agenda, or tabled


class Guest(SQLModel, table=True):
    """Somebody invited to one meeting who has no seat: added to a seminar by e-mail address, or co-opted for a meeting."""

    __tablename__ = "guest"
    __table_args__ = (UniqueConstraint("meeting_id", "email"),)
    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    email: str = Field(max_length=254)
    name: str = Field(max_length=200)
    principal: str | None = Field(default=None, max_length=40)
    added_by: int | None = Field(default=None, foreign_key="person.id")
