"""Questions (frågor, after AU: ärenden) and the answers that the executive committee gives."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from models.tables.base import UtcTime


class Question(SQLModel, table=True):
    """One question in one body. A referral makes a second question, linked by `origin_id`."""

    __tablename__ = "question"
    __table_args__ = (
        Index("ix_question_body_id", "body", "id"),
        Index("ix_question_body_state", "body", "state"),
        Index("ix_question_raised_by_id", "raised_by", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True, max_length=24)
    body: str = Field(max_length=40)
    principal: str = Field(max_length=40)
    raised_by: int = Field(foreign_key="person.id")
    cosigned_by: int | None = Field(default=None, foreign_key="person.id")
    state: str = Field(index=True, max_length=30)
    title: str = Field(max_length=150)
    issue: str = Field(sa_type=Text)
    background: str = Field(default="", sa_type=Text)
    benefit: str = Field(default="", sa_type=Text)
    concerned: str = Field(default="", sa_type=Text)
    why_not_local: str = Field(default="", sa_type=Text)
    details: str = Field(default="{}", sa_type=Text)  # the further fields, as JSON by their code names
    completions: str = Field(default="[]", sa_type=Text)  # JSON: each answer to AU, and the texts it replaced
    reach: str = Field(default="several", max_length=10)  # S-29: several | maybe; empty in a draft
    source: str | None = Field(default=None, max_length=500)  # permalink of the message it was made from
    source_author: str | None = Field(default=None, max_length=200)
    round: int = 1  # the AU's round: a new one after a completion or a reopening
    answer_by: datetime | None = Field(default=None, sa_type=UtcTime, index=True)
    escalated_at: datetime | None = Field(default=None, sa_type=UtcTime)  # told to the coordinators in this round
    escalated_why: str | None = Field(default=None, max_length=30)  # and for which reason
    complete_by: date | None = None
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", index=True)
    origin_id: int | None = Field(default=None, foreign_key="question.id", index=True)
    referred_to: str | None = Field(default=None, max_length=160)
    reason: str | None = Field(default=None, sa_type=Text)
    put_off: str | None = Field(default=None, sa_type=Text)  # JSON: why somebody did not sign now, by the journal line
    prepared: bool = False  # R-C07: LSG has prepared it
    created_at: datetime = Field(sa_type=UtcTime)
    submitted_at: datetime | None = Field(default=None, sa_type=UtcTime)
    settled_at: datetime | None = Field(default=None, sa_type=UtcTime)
    version: int = 1


class AuAnswer(SQLModel, table=True):
    """What one office of the AU answered in one round; a withdrawn answer stays as history."""

    __tablename__ = "au_answer"
    id: int | None = Field(default=None, primary_key=True)
    question_id: int = Field(foreign_key="question.id", index=True)
    round: int
    office: str = Field(max_length=20)  # chair | vice_chair
    person_id: int = Field(foreign_key="person.id")
    answer: str = Field(max_length=30)
    text: str | None = Field(default=None, sa_type=Text)
    target: str | None = Field(default=None, max_length=160)
    at: datetime = Field(sa_type=UtcTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcTime)
