"""What the delivery looks after in SQL: messages that may stand twice, letters that are late, and troubles that are told once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam, func, literal_column, select, update
from sqlmodel import Session

from models.store.inbox import dialect_insert
from models.store.outbox import HELD, OPEN
from models.store.outbox_claim import unblocked
from models.store.prepared import Prepared
from models.tables.base import UtcTime
from models.tables.outbox import OutboxLetter, Trouble
from models.values import dataclass

_LETTER: Table = OutboxLetter.__table__  # type: ignore[attr-defined]
_TROUBLE: Table = Trouble.__table__  # type: ignore[attr-defined]
EMPTIED = "calendar:emptied"  # the trouble that all our events are gone at once
_IS_WAITING: ColumnElement[str] = literal_column("'waiting'")


@dataclass(frozen=True)
class Swept:
    """A settled letter whose message may stand twice: where it was tried, and which one is ours (`ts`; None: none is wanted)."""

    id: int
    op: str
    card: str | None
    tried_in: str
    tried_thread: str | None
    tried_at: datetime
    ts: str | None
    until: datetime  # another worker looks if this one has not ended by then


def take_sweeps(session: Session, route: str, now: datetime, *, limit: int, lease: timedelta) -> list[Swept]:
    """The letters that it is time to look for twins of; they are this worker's for `lease`."""
    mine = _LETTER.alias("mine")
    wanted = (
        select(mine.c.id).where(mine.c.sweep_at <= now, mine.c.route == route).order_by(mine.c.sweep_at).limit(limit)
    )
    if session.get_bind().dialect.name == "postgresql":
        wanted = wanted.with_for_update(skip_locked=True, of=mine)
    statement: Any = (
        update(_LETTER)
        .where(_LETTER.c.id.in_(wanted))
        .values(sweep_at=now + lease)
        .returning(
            _LETTER.c.id, _LETTER.c.op, _LETTER.c.card, _LETTER.c.tried_in, _LETTER.c.tried_thread, _LETTER.c.tried_at,
            _LETTER.c.created_at, _LETTER.c.state, _LETTER.c.ts,
        )
    )  # fmt: skip
    return [
        Swept(
            r.id, r.op, r.card, r.tried_in, r.tried_thread, r.tried_at or r.created_at, r.ts if r.state == "sent" else None,
            now + lease,
        )
        for r in session.connection().execute(statement).all()
        if r.tried_in is not None
    ]  # fmt: skip


def swept(session: Session, one: Swept) -> None:
    """It has been looked for, unless somebody has asked for it anew meanwhile."""
    session.connection().execute(
        update(_LETTER).where(_LETTER.c.id == one.id, _LETTER.c.sweep_at == one.until).values(sweep_at=None)
    )


def sweep_soon(session: Session, letter_id: int, ts: str, now: datetime) -> None:
    """A message has been posted by a worker that had lost the letter: unless it is the one that is known, it is looked for now."""
    other = (_LETTER.c.ts.is_(None)) | (_LETTER.c.ts != ts)
    session.connection().execute(
        update(_LETTER)
        .where(_LETTER.c.id == letter_id, _LETTER.c.state.in_(("sent", "dropped")), other)
        .values(sweep_at=now)
    )


@dataclass(frozen=True)
class Count:
    """Letters of a route in one state: how many, and since when the oldest should have left."""

    route: str
    state: str
    number: int
    oldest: datetime


def counts(session: Session) -> list[Count]:
    """The letters that are not settled or were given up; state by state, by the indexes, however many have been sent."""
    since = func.min(func.coalesce(_LETTER.c.wanted_at, _LETTER.c.created_at), type_=_LETTER.c.created_at.type)
    found = []
    for state in (*OPEN, "dead"):
        kept = _LETTER.c.state == literal_column(f"'{state}'")
        statement = select(_LETTER.c.route, func.count(), since).where(kept).group_by(_LETTER.c.route)
        found += [Count(row[0], state, row[1], row[2]) for row in session.connection().execute(statement).all()]
    return found


def oldest_due(session: Session, route: str, urgent: int, now: datetime) -> datetime | None:
    """When the oldest letter of a lane that nothing stands before was due to be claimed; by the lane's index."""
    first = _OLDEST_DUE.first(session, route=route, lane=urgent, now=now)
    return first.next_at if first else None


def _oldest_due(kind: str) -> Any:
    mine = _LETTER.alias("mine")
    route = bindparam("route", type_=_LETTER.c.route.type)
    urgent = bindparam("lane", type_=_LETTER.c.urgent.type)
    lane = (mine.c.state == _IS_WAITING, mine.c.route == route, mine.c.urgent == urgent)
    free = unblocked(mine, bindparam("now", type_=UtcTime()))
    return select(mine.c.next_at).where(*lane, free).order_by(mine.c.next_at, mine.c.id).limit(1)


_OLDEST_DUE = Prepared(_oldest_due)


def hindered(session: Session, route: str, before: datetime) -> tuple[int, datetime] | None:
    """How many letters of a route should have left before that moment and were refused or got no answer, and since when the
    oldest of them should have; None when there is none. What merely waits for its turn is not meant."""
    since = func.coalesce(_LETTER.c.wanted_at, _LETTER.c.created_at)
    late = (
        _LETTER.c.state == _IS_WAITING,
        _LETTER.c.route == route,
        _LETTER.c.reason.is_not(None),
        _LETTER.c.reason.not_in((IN_LINE, HELD)),
    )
    statement = select(func.count(), func.min(since, type_=_LETTER.c.created_at.type)).where(*late, since < before)
    number, oldest = session.connection().execute(statement).one()
    return (number, oldest) if number else None


IN_LINE = "in line"  # the reason of a letter that is put back until the other side's limits let it go


def trouble_begins(session: Session, name: str, since: datetime) -> bool:
    """Note a trouble. False when it is known."""
    statement = dialect_insert(session, _TROUBLE).values(name=name, since=since).on_conflict_do_nothing()
    return session.connection().execute(statement.returning(literal_column("1"))).first() is not None


def of_shared(channel: str) -> str:
    """The name of the trouble that a channel is shared with others than our own workspace."""
    return f"shared:{channel}"


def is_trouble(session: Session, name: str) -> bool:
    """Whether a trouble lasts."""
    return session.connection().execute(select(_TROUBLE.c.name).where(_TROUBLE.c.name == name)).first() is not None


def trouble_ends(session: Session, name: str) -> datetime | None:
    """Forget a trouble; since when it lasted, or None when there was none, or another replica was first."""
    statement: Any = _TROUBLE.delete().where(_TROUBLE.c.name == name).returning(_TROUBLE.c.since)
    return session.connection().execute(statement).scalar()
