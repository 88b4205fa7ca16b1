"""Journal lines. Prepared statements: every act passes here."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, insert, select
from sqlmodel import Session

from models.rules.journal import link_hash, moment
from models.store.prepared import Prepared, Wire, wire
from models.tables.journal import JournalLine

_JOURNAL: Table = JournalLine.__table__  # type: ignore[attr-defined]


_ADD = Prepared(
    lambda kind: (
        insert(_JOURNAL)
        .values({one.name: bindparam(one.name, type_=one.type) for one in _JOURNAL.c if one.name != "id"})
        .returning(_JOURNAL.c.id)
    )
)
_DETAILS = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str)


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
        "details": _DETAILS.encode(details),
    }
    line: int = _ADD.send(session, **row)[0].id
    way = wire(session)
    if way.kind == "sqlite":  # one writer at a time: the last line tied is the line before
        _tie(way, line, (line, moment(at), actor_id, actor, act, subject, body, rule, row["details"]))
    return line


LAST = "SELECT position, line_id, hash FROM journal_link WHERE position > 0 ORDER BY position DESC LIMIT 1"
TIE = "INSERT OR IGNORE INTO journal_link (position, line_id, hash) VALUES (?, ?, ?)"
BETWEEN = "SELECT id, CAST(at AS TEXT), actor_id, actor, act, subject, body, rule, details FROM journal WHERE id > ? AND id < ? ORDER BY id"


def _tie(way: Wire, line: int, cells: tuple[object, ...]) -> None:
    """Tie a line to the chain, after those that a bot of the version before has written since the last one. A chain that somebody
    has broken hinders no act: `journal verify` tells. What this transaction tied last is remembered: nobody else writes meanwhile."""
    position, before, last = way.last_link or next(iter(way.ask(LAST, ())), (0, 0, ""))
    if before != line - 1:
        for one in way.ask(BETWEEN, (before, line)):
            position, last = position + 1, link_hash(last, one)
            way.tell(TIE, (position, one[0], last))
    way.last_link = (position + 1, line, link_hash(last, cells))
    way.tell(TIE, way.last_link)


def of(session: Session, subject: str) -> list[JournalLine]:
    """All lines about one subject, oldest first."""
    return list(session.scalars(select(JournalLine).where(_JOURNAL.c.subject == subject).order_by(_JOURNAL.c.id)))
