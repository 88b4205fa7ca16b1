"""Absences from a seat at a meeting, and the calls to substitutes that follow."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from models.tables.base import UtcTime


class Absence(SQLModel, table=True):
    """Somebody is not coming to a meeting. No reason is asked for, so there is no field for one."""

    __tablename__ = "absence"
    __table_args__ = (
        Index(
            "uq_absence_open",
            "meeting_id",
            "person_id",
            unique=True,
            sqlite_where=text("state != 'withdrawn'"),
            postgresql_where=text("state != 'withdrawn'"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    principal: str | None = Field(default=None, max_length=40)
    place: str = Field(
        default="seat", max_length=20
    )  # seat | chair_seat | presenter | guest: what the person has there
    state: str = Field(index=True, max_length=20)  # calling | covered | unfilled | empty | withdrawn
    covered_by: int | None = Field(default=None, foreign_key="person.id")
    part_from: datetime | None = Field(default=None, sa_type=UtcTime)  # None: the whole meeting
    part_to: datetime | None = Field(default=None, sa_type=UtcTime)
    reported_by: int | None = Field(default=None, foreign_key="person.id")
    reported_at: datetime = Field(sa_type=UtcTime)
    wants_back: bool = False  # "Jag kan komma ändå" after it was covered: the coordinator decides
    settled_at: datetime | None = Field(default=None, sa_type=UtcTime)
    version: int = 1


class SubstituteCall(SQLModel, table=True):
    """One question to one substitute: can you take this seat?"""

    __tablename__ = "substitute_call"
    id: int | None = Field(default=None, primary_key=True)
    absence_id: int = Field(foreign_key="absence.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    place: int
    state: str = Field(index=True, max_length=20)  # asked | accepted | declined | silent | stood_down | unreachable
    asked_at: datetime = Field(sa_type=UtcTime)
    answer_by: datetime = Field(sa_type=UtcTime, index=True)
    answered_at: datetime | None = Field(default=None, sa_type=UtcTime)
    named_by: int | None = Field(default=None, foreign_key="person.id")  # the coordinator, when nobody was asked
