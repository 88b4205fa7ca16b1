"""People and what they are appointed to. Not what an appointment allows: that is models/rules."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from models.tables.base import UtcTime


class Person(SQLModel, table=True):
    """Somebody in the roster, known by e-mail address; the Slack account is found by it."""

    __tablename__ = "person"
    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(unique=True, max_length=254)
    name: str = Field(max_length=200)
    slack_id: str | None = Field(default=None, unique=True, max_length=32)
    slack_checked_at: datetime | None = Field(default=None, sa_type=UtcTime)
    home_opened_at: datetime | None = Field(default=None, sa_type=UtcTime)


class Assignment(SQLModel, table=True):
    """One row of the roster: a seat, a substitute's place, an office or a role, from a day to a day (both included)."""

    __tablename__ = "assignment"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    body: str | None = Field(default=None, index=True, max_length=40)
    principal: str | None = Field(default=None, index=True, max_length=40)
    role: str = Field(max_length=40)
    place: int | None = None
    start: date | None = None
    end: date | None = None
