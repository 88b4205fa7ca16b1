"""How long records are kept, and when a copy of the database was put back."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.tables.base import UtcTime


class Retention(SQLModel, table=True):
    """A kind of records is taken away after so many days. Without a row nothing is."""

    __tablename__ = "retention"
    kind: str = Field(primary_key=True, max_length=20)
    days: int
    decision: str = Field(max_length=100)
    entered_at: datetime = Field(sa_type=UtcTime)


class Restoration(SQLModel, table=True):
    """A copy was put back: what was sent between the two moments stands in Slack and Outlook, unknown to this database."""

    __tablename__ = "restoration"
    at: datetime = Field(primary_key=True, sa_type=UtcTime)
    copied_at: datetime = Field(sa_type=UtcTime)
