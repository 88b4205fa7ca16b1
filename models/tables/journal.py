"""Who did what, when, and by which rule. Lines are only ever added."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from models.tables.base import UtcTime


class JournalLine(SQLModel, table=True):
    """One act. `details` holds ids and values as JSON, never profile data."""

    __tablename__ = "journal"
    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcTime, index=True)
    actor_id: int | None = Field(default=None, foreign_key="person.id")
    actor: str = Field(max_length=20)  # person | clock | outlook | system | operator
    act: str = Field(max_length=60)
    subject: str = Field(max_length=60, index=True)  # question:12
    body: str | None = Field(default=None, max_length=40)
    rule: str | None = Field(default=None, max_length=40)
    details: str = Field(default="{}", sa_type=Text)
