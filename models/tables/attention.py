"""How a person wants to be reached: paused, quiet time, at once or gathered; and whether the person has been welcomed."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from models.tables.base import UtcTime


class Wishes(SQLModel, table=True):
    """One person's own settings. No row: everything comes at once."""

    __tablename__ = "wishes"
    person_id: int = Field(primary_key=True, foreign_key="person.id")
    paused_until: date | None = None  # the local day on which letters come again
    quiet_from: str | None = Field(default=None, max_length=5)  # HH:MM, local
    quiet_to: str | None = Field(default=None, max_length=5)
    workdays_only: bool = Field(default=False)
    digest_hour: int | None = None  # None: at once
    digest_on: date | None = None  # the local day of the last digest
    welcomed_at: datetime | None = Field(default=None, sa_type=UtcTime)
