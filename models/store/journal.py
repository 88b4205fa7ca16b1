"""Journal lines, and the keys of what has come in. Core statements: every act passes here."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Table, insert, literal_column, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from models.tables.journal import JournalLine
from models.tables.outbox import InboxKey

_JOURNAL: Table = JournalLine.__table__  # type: ignore[attr-defined]
_INBOX: Table = InboxKey.__table__  # type: ignore[attr-defined]


def dialect_insert(session: Session, table: Table) -> Any:
    """An INSERT that knows ON CONFLICT, for the database at hand."""
    kind = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return kind.insert(table)


def add(
    session: Session,
    *,
    at: datetime,
    actor_id: int | None,
    actor: str,
    act: str,
    subject: str,
    body: str | None,
    rule: str | None,
    details: dict[str, Any],
) -> int:
    """Add a line; returns its id."""
    row = {
        "at": at,
        "actor_id": actor_id,
        "actor": actor,
        "act": act,
        "subject": subject,
        "body": body,
        "rule": rule,
        "details": json.dumps(details, ensure_ascii=False, sort_keys=True, default=str),
    }
    return int(session.connection().execute(insert(_JOURNAL).values(row).returning(_JOURNAL.c.id)).scalar_one())


def first_time(session: Session, key: str, at: datetime) -> bool:
    """True the first time a key comes in. RETURNING, because rowcount is -1 here on psycopg (reliability F8)."""
    statement = dialect_insert(session, _INBOX).values(key=key, at=at).on_conflict_do_nothing()
    return session.connection().execute(statement.returning(literal_column("1"))).first() is not None


def of(session: Session, subject: str) -> list[JournalLine]:
    """All lines about one subject, oldest first."""
    return list(session.scalars(select(JournalLine).where(_JOURNAL.c.subject == subject).order_by(_JOURNAL.c.id)))
