"""Which letters leave next: claimed with a lease, the urgent first, those of one matter in order. Asked several times a second for
as long as the bot lives: so each statement is compiled once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import (
    ColumnElement,
    Integer,
    Table,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    not_,
    or_,
    select,
    update,
)
from sqlmodel import Session

from models.store.outbox import HELD, Claimed
from models.store.prepared import Prepared
from models.tables.base import UtcTime
from models.tables.outbox import OutboxLetter

_LETTER: Table = OutboxLetter.__table__  # type: ignore[attr-defined]

# In words, not as parameters: so the databases see that the partial indexes answer.
_IS_WAITING: ColumnElement[str] = literal_column("'waiting'")
_IS_LEASED: ColumnElement[str] = literal_column("'leased'")
_NOW: ColumnElement[datetime] = bindparam("now", type_=UtcTime())


def unblocked(mine: Any, now: Any) -> Any:
    """That no earlier letter of the same matter is open: letters of one matter leave in order. One that is held for its reader's sake
    stands in nobody's way until then, but in that of the same message drawn anew."""
    earlier = _LETTER.alias("earlier")
    held = and_(func.coalesce(earlier.c.reason, "") == HELD, earlier.c.held_for.is_not(None), earlier.c.next_at > now)
    another = or_(earlier.c.card.is_(None), mine.c.card.is_(None), earlier.c.card != mine.c.card)
    return ~exists().where(
        earlier.c.matter == mine.c.matter,
        earlier.c.state.in_([_IS_WAITING, _IS_LEASED]),
        earlier.c.id < mine.c.id,
        not_(and_(held, another)),
    )


def claim(
    session: Session,
    now: datetime,
    *,
    routes: tuple[str, ...],
    limit: int,
    lease: timedelta,
    urgent_only: bool = False,
    lost: int | None = None,
    owner: str = "",
) -> list[Claimed]:
    """Claim letters whose worker lost its lease (at most `lost` of them), then what is due, the urgent first, in order per
    matter. Attempts are counted here, so that a letter that kills its worker also ends. `owner`: what the tokens begin with."""
    token = owner + uuid4().hex[len(owner) :]
    given = {"now": now, "until": now + lease, "token": token}
    most = limit if lost is None else min(lost, limit)
    taken = []
    if most > 0:
        left = _take_left(len(routes)).all(
            session, **given, most=most, **dict(zip(_names(len(routes)), routes, strict=True))
        )
        taken = _claimed(left, token, lost=True)
    for urgent in (1, 0):
        for route in routes:
            if limit <= len(taken) or (urgent_only and not urgent):
                break
            due = _TAKE_DUE.all(session, **given, most=limit - len(taken), route=route, lane=urgent)
            taken += _claimed(due, token, lost=False)
    return taken


def _names(count: int) -> list[str]:
    return [f"route_{place}" for place in range(count)]


@cache
def _take_left(count: int) -> Prepared:
    """Lease what workers left behind, on so many routes."""

    def write(kind: str) -> Any:
        mine = _LETTER.alias("mine")
        routes = [mine.c.route == bindparam(name, type_=_LETTER.c.route.type) for name in _names(count)]
        left = (mine.c.state == _IS_LEASED, mine.c.lease_until <= _NOW, or_(*routes))
        return _take(kind, mine, left, (mine.c.urgent.desc(), mine.c.lease_until, mine.c.id))

    return Prepared(write)


def _due(kind: str) -> Any:
    """Lease what is due on one route, urgent or not."""
    mine = _LETTER.alias("mine")
    route = bindparam("route", type_=_LETTER.c.route.type)
    urgent = bindparam("lane", type_=_LETTER.c.urgent.type)
    lane = (mine.c.state == _IS_WAITING, mine.c.route == route, mine.c.urgent == urgent, mine.c.next_at <= _NOW)
    return _take(kind, mine, lane, (mine.c.next_at, mine.c.id))


def _take(kind: str, mine: Any, which: Iterable[Any], order: Iterable[Any]) -> Any:
    """Lease what a query finds, in one statement; what another replica is taking right now is left to it."""
    wanted = (
        select(mine.c.id)
        .where(*which, unblocked(mine, _NOW))
        .order_by(*order)
        .limit(bindparam("most", type_=Integer()))
    )
    if kind == "postgresql":
        wanted = wanted.with_for_update(skip_locked=True, of=mine)
    return (
        update(_LETTER)
        .where(_LETTER.c.id.in_(wanted))
        .values(
            state="leased", token=bindparam("token", type_=_LETTER.c.token.type), attempts=_LETTER.c.attempts + 1,
            lease_until=bindparam("until", type_=_LETTER.c.lease_until.type),
        )
        .returning(
            _LETTER.c.id, _LETTER.c.kind, _LETTER.c.payload, _LETTER.c.route, _LETTER.c.matter, _LETTER.c.card, _LETTER.c.attempts,
            _LETTER.c.op, _LETTER.c.ambiguous, _LETTER.c.tried_at, _LETTER.c.created_at, _LETTER.c.urgent, _LETTER.c.next_at,
        )
    )  # fmt: skip


_TAKE_DUE: Final = Prepared(_due)  # asked several times a second, for as long as the bot lives


def _claimed(rows: Iterable[Any], token: str, *, lost: bool) -> list[Claimed]:
    return [
        Claimed(
            r.id, r.kind, r.payload, r.route, r.matter, r.card, r.attempts, token, r.op, r.ambiguous, r.tried_at, r.created_at,
            r.urgent, lost,
        )
        for r in sorted(rows, key=lambda r: (-r.urgent, r.next_at, r.id))
    ]  # fmt: skip
