"""Journal lines, and the keys of what has come in. Core statements: every act passes here."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, insert, literal_column, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from models.rules.journal import link_hash, moment
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
    """Add a line and tie it to the chain; returns its id. PostgreSQL ties it by itself, at the commit."""
    row: dict[str, Any] = {
        "at": at,
        "actor_id": actor_id,
        "actor": actor,
        "act": act,
        "subject": subject,
        "body": body,
        "rule": rule,
        "details": json.dumps(details, ensure_ascii=False, sort_keys=True, default=str),
    }
    connection = session.connection()
    line = int(connection.execute(insert(_JOURNAL).values(row).returning(_JOURNAL.c.id)).scalar_one())
    if connection.dialect.name == "sqlite":  # one writer at a time: the last line tied is the line before
        _tie(connection, line, (line, moment(at), actor_id, actor, act, subject, body, rule, row["details"]))
    return line


LAST = "SELECT position, line_id, hash FROM journal_link WHERE position > 0 ORDER BY position DESC LIMIT 1"
TIE = "INSERT OR IGNORE INTO journal_link (position, line_id, hash) VALUES (?, ?, ?)"
BETWEEN = "SELECT id, CAST(at AS TEXT), actor_id, actor, act, subject, body, rule, details FROM journal WHERE id > ? AND id < ? ORDER BY id"


def _tie(connection: Connection, line: int, cells: tuple[object, ...]) -> None:
    """Tie a line to the chain, after those that a bot of the version before has written since the last one. A chain that somebody
    has broken hinders no act: `journal verify` tells."""
    position, before, last = connection.exec_driver_sql(LAST).first() or (0, 0, "")
    if before != line - 1:
        for one in connection.exec_driver_sql(BETWEEN, (before, line)).all():
            position, last = position + 1, link_hash(last, one)
            connection.exec_driver_sql(TIE, (position, one[0], last))
    connection.exec_driver_sql(TIE, (position + 1, line, link_hash(last, cells)))


def first_time(session: Session, key: str, at: datetime) -> bool:
    """True the first time a key comes in. RETURNING, because rowcount is -1 here on psycopg (reliability F8)."""
    statement = dialect_insert(session, _INBOX).values(key=key, at=at).on_conflict_do_nothing()
    return session.connection().execute(statement.returning(literal_column("1"))).first() is not None


def has_come(session: Session, key: str) -> bool:
    """Whether a key has come in."""
    return session.connection().execute(select(literal_column("1")).where(_INBOX.c.key == key)).first() is not None


def of(session: Session, subject: str) -> list[JournalLine]:
    """All lines about one subject, oldest first."""
    return list(session.scalars(select(JournalLine).where(_JOURNAL.c.subject == subject).order_by(_JOURNAL.c.id)))
