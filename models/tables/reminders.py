"""What somebody has asked to be reminded of, and when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.tables.base import UtcTime

_WAITS = text("told_at IS NULL")


class Reminder(SQLModel, table=True):
    """One for each thing that waits for a person; asked for again, it moves."""

    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint("person_id", "what", "about_id"),
        Index("ix_reminder_at", "at", sqlite_where=_WAITS, postgresql_where=_WAITS),
    )
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    what: str = Field(max_length=20)  # call | answer | cosignature | completion
    about_id: int  # the call, or the question
    at: datetime = Field(sa_type=UtcTime)
    told_at: datetime | None = Field(default=None, sa_type=UtcTime)
