"""What a body has besides the structure file: its channels, and the running numbers of its questions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from models.tables.base import UtcTime


class StructureCopy(SQLModel, table=True):
    """The structure file as it was loaded; the newest row is in force, older ones are history."""

    __tablename__ = "structure"
    id: int | None = Field(default=None, primary_key=True)
    document: str = Field(sa_type=Text)
    loaded_at: datetime = Field(sa_type=UtcTime)


class BodySettings(SQLModel, table=True):
    """A body's Slack channels, once a coordinator has chosen them or let the bot create them."""

    __tablename__ = "body_settings"
    body: str = Field(primary_key=True, max_length=40)
    channel: str | None = Field(default=None, max_length=32)
    au_channel: str | None = Field(default=None, max_length=32)
    channel_made: bool = False  # the bot has been asked to make it
    au_channel_made: bool = False


class NumberSeries(SQLModel, table=True):
    """The last number given in a series and year, such as SVO 2026."""

    __tablename__ = "number_series"
    prefix: str = Field(primary_key=True, max_length=10)
    year: int = Field(primary_key=True)
    last: int = 0
