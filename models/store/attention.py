"""People's own settings in SQL, and the letters that are held because of them. When something is held: models/rules/attention.py."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, time
from typing import Any

from sqlalchemy import Table, literal_column, select, update
from sqlmodel import Session

from models.rules.attention import EVERYTHING, Attention
from models.store.inbox import dialect_insert
from models.store.outbox import HELD
from models.tables.attention import Wishes
from models.tables.outbox import OutboxLetter

_WISHES: Table = Wishes.__table__  # type: ignore[attr-defined]
_LETTER: Table = OutboxLetter.__table__  # type: ignore[attr-defined]
_IS_HELD = (_LETTER.c.state == literal_column("'waiting'"), _LETTER.c.reason == literal_column(f"'{HELD}'"))


def of(session: Session, person_id: int) -> Attention:
    """What a person has asked for; everything at once for who has asked for nothing."""
    row = session.get(Wishes, person_id)
    return asked(row) if row is not None else EVERYTHING


def asked(row: Wishes) -> Attention:
    """A row as the rules take it."""
    return Attention(row.paused_until, _clock(row.quiet_from), _clock(row.quiet_to), row.workdays_only, row.digest_hour)


def _clock(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def locked(session: Session, person_id: int) -> Wishes:
    """A person's row, made if there is none, and nobody else's until this commits."""
    made = dialect_insert(session, _WISHES).values(person_id=person_id, workdays_only=False)
    session.connection().execute(made.on_conflict_do_nothing())
    return session.scalars(select(Wishes).where(_WISHES.c.person_id == person_id).with_for_update()).one()


def gatherers(session: Session) -> list[int]:
    """Those who want the day's news gathered and have some that is held; by the index of what is held."""
    holding: Any = select(_LETTER.c.held_for).where(_LETTER.c.held_for.is_not(None), *_IS_HELD)
    statement = select(_WISHES.c.person_id).where(_WISHES.c.digest_hour.is_not(None), _WISHES.c.person_id.in_(holding))
    return list(session.connection().scalars(statement.order_by(_WISHES.c.person_id)))


def let_go(session: Session, person_id: int, now: datetime) -> int:
    """What is held for a person is looked at again now; returns how many letters."""
    statement: Any = (
        update(_LETTER)
        .where(_LETTER.c.held_for == person_id, *_IS_HELD)
        .values(next_at=now, wanted_at=now)
        .returning(literal_column("1"))
    )
    return len(session.connection().execute(statement).all())


def take(session: Session, person_id: int, kinds: Collection[str], before: datetime, now: datetime) -> Sequence[Any]:
    """Take what is held for a person and came until a moment out of the line, as (id, kind, payload), the oldest first: another letter
    tells it. What a worker is looking at right now is left where it is."""
    wanted = select(_LETTER.c.id).where(
        _LETTER.c.held_for == person_id,
        *_IS_HELD,
        _LETTER.c.kind.in_(sorted(kinds)),
        _LETTER.c.card.is_(None),
        _LETTER.c.created_at <= before,
    )
    if session.get_bind().dialect.name == "postgresql":
        wanted = wanted.with_for_update(skip_locked=True)
    statement: Any = (
        update(_LETTER)
        .where(_LETTER.c.id.in_(wanted))
        .values(state="dropped", settled_at=now, reason="in the digest")
        .returning(_LETTER.c.id, _LETTER.c.kind, _LETTER.c.payload)
    )
    return sorted(session.connection().execute(statement).all(), key=lambda row: int(row.id))
