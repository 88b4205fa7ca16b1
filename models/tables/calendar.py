"""What we know of each event in Outlook: its identity, and what was sent last, so that nothing is sent when nothing changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.tables.base import UtcTime


class CalendarEvent(SQLModel, table=True):
    """One Outlook event: one per meeting day and generation (a new generation only after a deliberate re-creation)."""

    __tablename__ = "calendar_event"
    __table_args__ = (UniqueConstraint("meeting_id", "day", "generation"),)
    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    day: int = 1
    generation: int = 1
    stamp: str = Field(unique=True, max_length=40)  # our own id, carried as an extended property
    transaction_id: str = Field(unique=True, max_length=40)
    create_body: str | None = Field(
        default=None, sa_type=Text
    )  # the exact content of the create, stored before the first send
    graph_id: str | None = Field(default=None, index=True, max_length=300)
    change_key: str | None = Field(default=None, max_length=200)
    sent: str | None = Field(default=None, sa_type=Text)  # the picture that was sent last, as JSON
    sending: str | None = Field(default=None, sa_type=Text)  # time and place that are on their way, as JSON
    edited: str | None = Field(default=None, sa_type=Text)  # time and place that somebody gave it in Outlook, as JSON
    edits: int = 0  # how many times the coordinators have been asked about such a change
    attendees: str | None = Field(default=None, sa_type=Text)  # {address: response} as last seen
    state: str = Field(default="wanted", max_length=20)  # wanted | known | cancelled | gone
    seen_at: datetime | None = Field(default=None, sa_type=UtcTime)
