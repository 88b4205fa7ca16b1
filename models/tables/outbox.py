"""Letters that wait, were sent or were given up; what the delivery remembers of messages; and the keys of what came in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, Text, text
from sqlmodel import Field, SQLModel

from models.tables.base import UtcTime

_WAITING, _SWEPT, _HELD = text("state = 'waiting'"), text("sweep_at IS NOT NULL"), text("held_for IS NOT NULL")


class OutboxLetter(SQLModel, table=True):
    """A letter with ids only; it is rendered when it is sent."""

    __tablename__ = "letter"
    __table_args__ = (
        Index("ix_letter_due", "state", "next_at"),
        Index("ix_letter_matter_state", "matter", "state", "id"),
        # what the delivery claims, in the order in which it claims: only what waits is in it, however many have been sent
        Index("ix_letter_lane", "route", "urgent", "next_at", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
        Index("ix_letter_sweep", "sweep_at", sqlite_where=_SWEPT, postgresql_where=_SWEPT),
        Index("ix_letter_held", "held_for", "state", sqlite_where=_HELD, postgresql_where=_HELD),
    )
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=200)
    kind: str = Field(max_length=60)
    payload: str = Field(sa_type=Text)
    route: str = Field(max_length=10)  # slack | outlook
    matter: str = Field(max_length=80)  # order is kept within a matter
    card: str | None = Field(default=None, max_length=80)  # the message it draws anew, if any
    urgent: int = 0
    state: str = Field(default="waiting", max_length=10)  # waiting | leased | sent | dropped | dead
    attempts: int = 0
    next_at: datetime = Field(sa_type=UtcTime)
    lease_until: datetime | None = Field(default=None, sa_type=UtcTime)
    token: str | None = Field(default=None, max_length=32)
    op: str = Field(max_length=32)  # opaque: the key by which an ambiguous send is found again
    ambiguous: bool = False  # an earlier attempt may have arrived
    tried_at: datetime | None = Field(default=None, sa_type=UtcTime)
    reason: str | None = Field(default=None, max_length=300)
    created_at: datetime = Field(sa_type=UtcTime)
    settled_at: datetime | None = Field(default=None, sa_type=UtcTime, index=True)
    channel: str | None = Field(default=None, max_length=32)
    ts: str | None = Field(default=None, max_length=32)
    wanted_at: datetime | None = Field(
        default=None, sa_type=UtcTime
    )  # since when it should have left, however often tried
    tried_in: str | None = Field(default=None, max_length=32)  # the conversation where a new message was tried
    tried_thread: str | None = Field(default=None, max_length=32)
    sweep_at: datetime | None = Field(default=None, sa_type=UtcTime)  # when to look whether it stands there twice
    held_for: int | None = None  # the person who has asked to be left in peace until `next_at`, with the reason HELD


class Trouble(SQLModel, table=True):
    """Something that has been stuck since a while; there as long as it lasts, so that it is told once when it begins and ends."""

    __tablename__ = "trouble"
    name: str = Field(primary_key=True, max_length=40)
    since: datetime = Field(sa_type=UtcTime)


class Card(SQLModel, table=True):
    """Where a message that is updated in place stands in Slack."""

    __tablename__ = "card"
    __table_args__ = (Index("ix_card_begins", "name", postgresql_ops={"name": "varchar_pattern_ops"}),)
    name: str = Field(primary_key=True, max_length=80)
    channel: str = Field(max_length=32)
    ts: str = Field(max_length=32)


class InboxKey(SQLModel, table=True):
    """Something that came from outside and was done; the same key again does nothing."""

    __tablename__ = "inbox_key"
    key: str = Field(primary_key=True, max_length=200)
    at: datetime = Field(sa_type=UtcTime, index=True)
