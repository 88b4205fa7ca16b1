"""The keys of what has come in: the same key acts once. Every act passes here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, literal_column, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from models.store.prepared import Prepared
from models.tables.outbox import InboxKey

_INBOX: Table = InboxKey.__table__  # type: ignore[attr-defined]


def insert_into(kind: str, table: Table) -> Any:
    """An INSERT that knows ON CONFLICT, for sqlite or postgresql."""
    return (postgresql if kind == "postgresql" else sqlite).insert(table)


def dialect_insert(session: Session, table: Table) -> Any:
    """The same, for the database at hand."""
    return insert_into(session.get_bind().dialect.name, table)


_FIRST = Prepared(
    lambda kind: (
        insert_into(kind, _INBOX)
        .values({name: bindparam(name, type_=_INBOX.c[name].type) for name in ("key", "at")})
        .on_conflict_do_nothing()
        .returning(literal_column("1"))
    )
)

_COME = Prepared(lambda kind: select(literal_column("1")).where(_INBOX.c.key == bindparam("key")))


def first_time(session: Session, key: str, at: datetime) -> bool:
    """True the first time a key comes in. RETURNING, because rowcount is -1 here on psycopg (reliability F8)."""
    return _FIRST.first(session, key=key, at=at) is not None


def has_come(session: Session, key: str) -> bool:
    """Whether a key has come in."""
    return _COME.first(session, key=key) is not None
