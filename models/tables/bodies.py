"""What a body has besides the structure file: its channels, whose turn the chair is, and the running numbers of its questions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, Text, text
from sqlmodel import Field, SQLModel

from models.tables.base import UtcTime

_STANDS = text("withdrawn_at IS NULL")


class StructureCopy(SQLModel, table=True):
    """The structure file as it was loaded; the newest row is in force, older ones are history."""

    __tablename__ = "structure"
    id: int | None = Field(default=None, primary_key=True)
    document: str = Field(sa_type=Text)
    loaded_at: datetime = Field(sa_type=UtcTime)


class BodySettings(SQLModel, table=True):
    """What a coordinator has chosen for a body: its Slack channels, and the side that had the chair in the first year (S-05)."""

    __tablename__ = "body_settings"
    body: str = Field(primary_key=True, max_length=40)
    channel: str | None = Field(default=None, max_length=32)
    au_channel: str | None = Field(default=None, max_length=32)
    channel_made: bool = False  # the bot has been asked to make it
    au_channel_made: bool = False
    chair_year: int | None = None  # both or neither: no default
    chair_side: str | None = Field(default=None, max_length=40)


class ChairExtension(SQLModel, table=True):
    """That a body's chair and vice chair stay through a year, as the group decided at a meeting (R-C16, R-D18). One that was taken back
    stays as history."""

    __tablename__ = "chair_extension"
    __table_args__ = (
        Index(
            "uq_chair_extension_body_year", "body", "year", unique=True, sqlite_where=_STANDS, postgresql_where=_STANDS
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    body: str = Field(max_length=40)
    year: int
    meeting_id: int = Field(foreign_key="meeting.id")
    unanimous: bool | None = None  # None where it is not asked for (R-D18)
    reason: str = Field(sa_type=Text)
    recorded_by: int | None = Field(default=None, foreign_key="person.id")
    recorded_at: datetime = Field(sa_type=UtcTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcTime)


class NumberSeries(SQLModel, table=True):
    """The last number given in a series and year, such as SVO 2026."""

    __tablename__ = "number_series"
    prefix: str = Field(primary_key=True, max_length=10)
    year: int = Field(primary_key=True)
    last: int = 0
