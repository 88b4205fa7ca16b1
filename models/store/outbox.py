"""The outbox in SQL: put in, settle with a fence (claimed with a lease: outbox_claim.py). Core statements, RETURNING everywhere (reliability F8)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import cache
from secrets import token_hex
from typing import Any, Final

from sqlalchemy import ColumnElement, Table, bindparam, case, literal_column, select, update
from sqlmodel import Session

from models.store.inbox import dialect_insert, insert_into
from models.store.prepared import Prepared
from models.tables.outbox import Card, OutboxLetter
from models.values import dataclass

_LETTER: Table = OutboxLetter.__table__  # type: ignore[attr-defined]
_CARD: Table = Card.__table__  # type: ignore[attr-defined]
OPEN = ("waiting", "leased")

# In words, not as a parameter: so the databases see that the partial index answers.
_IS_LEASED: ColumnElement[str] = literal_column("'leased'")
# After an unclear send: longer than the other side's worst latency, then look whether the message stands twice.
TO_SWEEP = timedelta(seconds=60)
HELD: Final = "held"  # the reason of a letter that waits because its reader has asked to be left in peace


@dataclass(frozen=True)
class Claimed:
    """A letter that this worker holds until `lease_until`; only the holder of the token may settle it."""

    id: int
    kind: str
    payload: str
    route: str
    matter: str
    card: str | None
    attempts: int
    token: str
    op: str
    ambiguous: bool  # an earlier attempt may have arrived: look before sending again
    tried_at: datetime | None  # when the first attempt began
    created_at: datetime
    urgent: int = 0
    lost: bool = False  # the worker that held it last was lost with it


def put(session: Session, rows: Iterable[dict[str, Any]]) -> int:
    """Put letters in; one that is there already (same key) stays as it is. Returns how many were new."""
    values = list(rows)
    return sum(len(_put(values[i : i + _AT_ONCE], session)) for i in range(0, len(values), _AT_ONCE))


def _put(rows: list[dict[str, Any]], session: Session) -> list[Any]:
    names = tuple(rows[0])
    cells = [one[name] for one in rows for name in names]
    return _put_statement(len(rows), names).send(session, **dict(zip(_numbered(len(rows), names), cells, strict=True)))


_AT_ONCE: Final = 16


@cache
def _numbered(count: int, names: tuple[str, ...]) -> list[str]:
    """What the cells of so many letters are called in their statement."""
    return [f"{name}_{place}" for place in range(count) for name in names]


@cache
def _put_statement(count: int, names: tuple[str, ...]) -> Prepared:
    """An INSERT of so many letters with these columns."""
    rows = [
        {name: bindparam(f"{name}_{place}", type_=_LETTER.c[name].type) for name in names} for place in range(count)
    ]
    return Prepared(
        lambda kind: insert_into(kind, _LETTER).values(rows).on_conflict_do_nothing().returning(literal_column("1"))
    )


def new_row(
    *,
    key: str,
    kind: str,
    payload: str,
    route: str,
    matter: str,
    card: str | None,
    urgent: int,
    now: datetime,
    next_at: datetime,
) -> dict[str, Any]:
    """A waiting letter's row."""
    return {
        "key": key, "kind": kind, "payload": payload, "route": route, "matter": matter, "card": card, "urgent": urgent,
        "state": "waiting", "attempts": 0, "next_at": next_at, "op": token_hex(16), "ambiguous": False, "created_at": now,
        "wanted_at": next_at,
    }  # fmt: skip


def release(session: Session, owner: str, now: datetime, again: Callable[[int], timedelta], settling: timedelta) -> int:
    """A worker that has just begun lets go of what it held when it died: sooner than the lease would, the longer the more often
    it has been tried, and after `settling` what may have been sent. Returns how many."""
    left = select(_LETTER.c.id, _LETTER.c.attempts, _LETTER.c.ambiguous, _LETTER.c.lease_until).where(
        _LETTER.c.state == _IS_LEASED, _LETTER.c.token.startswith(owner, autoescape=True)
    )
    rows = session.connection().execute(left).all()
    for row in rows:
        until = min(row.lease_until, now + (settling if row.ambiguous else again(row.attempts)))
        session.connection().execute(update(_LETTER).where(_LETTER.c.id == row.id).values(lease_until=until))
    return len(rows)


def begin_attempt(
    session: Session, claimed: Claimed, now: datetime, where: str | None = None, thread: str | None = None
) -> bool:
    """Note, before the call goes out, that it may arrive, and for a new message where. False when the lease is lost: then nothing
    may be sent."""
    place = {"tried_in": where, "tried_thread": thread} if where is not None else {}
    statement: Any = (
        update(_LETTER)
        .where(_LETTER.c.id == claimed.id, _LETTER.c.token == claimed.token, _LETTER.c.lease_until > now)
        .values(ambiguous=True, tried_at=claimed.tried_at or now, **place)
        .returning(literal_column("1"))
    )
    return session.connection().execute(statement).first() is not None


def superseded(session: Session, claimed: Claimed) -> bool:
    """True when a later letter for the same card waits: that one shows everything this one would. Not while the card is
    unposted and something else of the matter stands between: that hangs in the thread of the card. Nor while this one may stand
    in Slack without our knowing where: only this one can find it, and the later one would make a second message."""
    if claimed.card is None or (claimed.ambiguous and card(session, claimed.card) is None):
        return False
    later = select(_LETTER.c.id, _LETTER.c.card).where(
        _LETTER.c.id > claimed.id, _LETTER.c.state == "waiting", _LETTER.c.matter == claimed.matter
    )
    waiting = session.connection().execute(later.order_by(_LETTER.c.id)).all()
    if all(row.card != claimed.card for row in waiting):
        return False
    return waiting[0].card == claimed.card or card(session, claimed.card) is not None


def card_waits(session: Session, matter: str, name: str) -> bool:
    """Whether a letter for that card already waits, and stays so until this transaction ends: what it will show is read then."""
    wanted = select(_LETTER.c.id).where(
        _LETTER.c.matter == matter, _LETTER.c.state == "waiting", _LETTER.c.card == name
    )
    if session.get_bind().dialect.name == "postgresql":
        wanted = wanted.with_for_update(skip_locked=True)
    return session.connection().execute(wanted.limit(1)).first() is not None


def settle(session: Session, claimed: Claimed, state: str, now: datetime, **values: Any) -> bool:
    """Close a letter, or put it back (`state` = waiting with `next_at`). False when another worker holds it by now. Where an
    earlier attempt may also have arrived, it is looked once more, later, whether the message stands twice."""
    closed: dict[str, Any] = {} if state == "waiting" else {"settled_at": now}
    if state in ("sent", "dropped") and claimed.ambiguous:
        closed["sweep_at"] = case((_LETTER.c.tried_in.is_not(None), now + TO_SWEEP))
    statement: Any = (
        update(_LETTER)
        .where(_LETTER.c.id == claimed.id, _LETTER.c.token == claimed.token, _LETTER.c.state == "leased")
        .values(state=state, token=None, lease_until=None, **closed, **values)
        .returning(literal_column("1"))
    )
    return session.connection().execute(statement).first() is not None


def remember_card(session: Session, name: str, channel: str, ts: str) -> None:
    """Remember where a message that is updated in place stands."""
    statement = dialect_insert(session, _CARD).values(name=name, channel=channel, ts=ts)
    session.connection().execute(
        statement.on_conflict_do_update(index_elements=["name"], set_={"channel": channel, "ts": ts})
    )


def card(session: Session, name: str) -> tuple[str, str] | None:
    """(channel, ts) of a card, or None while it is not posted."""
    row = session.connection().execute(select(_CARD.c.channel, _CARD.c.ts).where(_CARD.c.name == name)).first()
    return (row.channel, row.ts) if row else None


_CARDS = Prepared(
    lambda kind: select(_CARD.c.name).where(_CARD.c.name >= bindparam("first"), _CARD.c.name < bindparam("beyond"))
)


def cards(session: Session, prefix: str) -> list[str]:
    """The names of the cards that begin so."""
    if session.get_bind().dialect.name != "postgresql":  # SQLite's LIKE has no index: it does not tell small from large
        return sorted(one.name for one in _CARDS.all(session, first=prefix, beyond=prefix + "\U0010ffff"))
    begins = _CARD.c.name.startswith(prefix, autoescape=True)  # by an index of its own
    return sorted(session.connection().execute(select(_CARD.c.name).where(begins)).scalars())


def matters(session: Session, prefix: str) -> list[str]:
    """The matters that begin so whose message stands or is about to, for those that are named as their message is. Not
    asked of the letters that have left: those are all that were ever sent."""
    begins = _LETTER.c.matter.startswith(prefix, autoescape=True)
    named = select(_LETTER.c.matter).where(begins, _LETTER.c.state.in_(OPEN)).distinct()
    return sorted({*session.connection().execute(named).scalars(), *cards(session, prefix)})


def forget_card(session: Session, name: str) -> None:
    """Forget a card: the next letter for it posts a new message."""
    session.connection().execute(_CARD.delete().where(_CARD.c.name == name))


def dead(session: Session, limit: int = 50) -> list[OutboxLetter]:
    """Letters that were given up, newest first."""
    return list(
        session.scalars(
            select(OutboxLetter).where(_LETTER.c.state == "dead").order_by(_LETTER.c.id.desc()).limit(limit)
        )
    )


def revive(session: Session, letter_id: int, now: datetime) -> bool:
    """Try a given-up letter again. False when it was not given up."""
    statement: Any = (
        update(_LETTER)
        .where(_LETTER.c.id == letter_id, _LETTER.c.state == "dead")
        .values(state="waiting", attempts=0, next_at=now, wanted_at=now, settled_at=None, reason=None)
        .returning(literal_column("1"))
    )
    return session.connection().execute(statement).first() is not None


def revive_unreachable(session: Session, reason: str, now: datetime) -> list[int]:
    """Try every letter again that was given up for that reason; returns their ids."""
    statement: Any = (
        update(_LETTER)
        .where(_LETTER.c.state == "dead", _LETTER.c.reason == reason)
        .values(state="waiting", attempts=0, next_at=now, wanted_at=now, settled_at=None, reason=None)
        .returning(_LETTER.c.id)
    )
    return sorted(session.connection().execute(statement).scalars())
