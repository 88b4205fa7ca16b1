"""What is taken away when its time is over, what a copy that was put back has to find again, and where a person's name stands."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Table, delete, func, literal_column, or_, select, update
from sqlmodel import Session

from models.rules.retention import Keeping, Kind
from models.store.inbox import dialect_insert
from models.store.outbox import OPEN
from models.tables.absences import Absence, SubstituteCall
from models.tables.journal import JournalLine
from models.tables.meetings import Guest, Meeting
from models.tables.outbox import InboxKey, OutboxLetter
from models.tables.records import Restoration, Retention
from models.values import dataclass

_RULE: Table = Retention.__table__  # type: ignore[attr-defined]
_AGAIN: Table = Restoration.__table__  # type: ignore[attr-defined]
_INBOX: Table = InboxKey.__table__  # type: ignore[attr-defined]
_LETTER: Table = OutboxLetter.__table__  # type: ignore[attr-defined]
_ABSENCE: Table = Absence.__table__  # type: ignore[attr-defined]
_CALL: Table = SubstituteCall.__table__  # type: ignore[attr-defined]
_GUEST: Table = Guest.__table__  # type: ignore[attr-defined]
_MEETING: Table = Meeting.__table__  # type: ignore[attr-defined]
_JOURNAL: Table = JournalLine.__table__  # type: ignore[attr-defined]
BATCH: Final = 500  # rows in one transaction: nobody's click waits for the cleaning


def rules(session: Session) -> list[Keeping]:
    """What has been decided."""
    rows = session.connection().execute(select(_RULE).order_by(_RULE.c.kind)).all()
    return [Keeping(Kind(one.kind), one.days, one.decision) for one in rows]


def keep(session: Session, rule: Keeping, now: datetime) -> None:
    """Enter a rule, in place of the kind's former one."""
    values = {"days": rule.days, "decision": rule.decision, "entered_at": now}
    statement = dialect_insert(session, _RULE).values(kind=rule.kind.value, **values)
    session.connection().execute(statement.on_conflict_do_update(index_elements=["kind"], set_=values))


def keep_all(session: Session, kind: Kind) -> bool:
    """Take a kind's rule away. False when there was none."""
    gone: Any = _RULE.delete().where(_RULE.c.kind == kind.value).returning(literal_column("1"))
    return session.connection().execute(gone).first() is not None


def prune(session: Session, kind: Kind, before: datetime) -> int:
    """Take away the oldest of a kind that are older than that, a batch at most; returns how many."""
    ended = select(_MEETING.c.id).where(_MEETING.c.ends_at < before)
    if kind is Kind.INBOX:
        return _take(session, _INBOX.c.key, select(_INBOX.c.key).where(_INBOX.c.at < before))
    if kind is Kind.LETTERS:
        over = (_LETTER.c.state.in_(("sent", "dropped")), _LETTER.c.settled_at < before, _LETTER.c.sweep_at.is_(None))
        return _take(session, _LETTER.c.id, select(_LETTER.c.id).where(*over))
    if kind is Kind.GUESTS:
        return _take(session, _GUEST.c.id, select(_GUEST.c.id).where(_GUEST.c.meeting_id.in_(ended)))
    absent = select(_ABSENCE.c.id).where(_ABSENCE.c.meeting_id.in_(ended)).limit(BATCH)
    ids = session.connection().execute(absent).scalars().all()
    session.connection().execute(delete(_CALL).where(_CALL.c.absence_id.in_(ids)))
    return _take(session, _ABSENCE.c.id, select(_ABSENCE.c.id).where(_ABSENCE.c.id.in_(ids)))


def _take(session: Session, column: Any, wanted: Any) -> int:
    gone: Any = delete(column.table).where(column.in_(wanted.limit(BATCH))).returning(literal_column("1"))
    return len(session.connection().execute(gone).all())


@dataclass(frozen=True)
class Gap:
    """What was sent between these moments stands in Slack and Outlook, and this database does not know it."""

    copied_at: datetime
    restored_at: datetime


def last_moment(session: Session) -> datetime | None:
    """The newest moment that the database knows of; None for an empty one."""
    columns = (_JOURNAL.c.at, _LETTER.c.created_at, _LETTER.c.settled_at, _LETTER.c.tried_at, _INBOX.c.at)
    moments = [session.connection().execute(select(func.max(one, type_=one.type))).scalar() for one in columns]
    return max((one for one in moments if one is not None), default=None)


def put_back(session: Session, gap: Gap) -> int:
    """Note that a copy was put back, and that every letter that waited in it may have arrived since: each is looked for by its key
    before it is sent. Returns how many those are."""
    session.connection().execute(
        dialect_insert(session, _AGAIN).values(at=gap.restored_at, copied_at=gap.copied_at).on_conflict_do_nothing()
    )
    since = func.coalesce(_LETTER.c.tried_at, _LETTER.c.created_at, type_=_LETTER.c.created_at.type)
    doubtful: Any = (
        update(_LETTER)
        .where(or_(_LETTER.c.state.in_(OPEN), _LETTER.c.state == "dead"))
        .values(ambiguous=True, tried_at=since)
        .returning(literal_column("1"))
    )
    count = len(session.connection().execute(doubtful).all())
    freed = {"state": "waiting", "token": None, "lease_until": None}
    session.connection().execute(update(_LETTER).where(_LETTER.c.state == "leased").values(**freed))
    return count


def gap(session: Session) -> Gap | None:
    """What this database does not know since a copy was put back the last time; None when none was."""
    last = select(_AGAIN.c.copied_at, _AGAIN.c.at).order_by(_AGAIN.c.at.desc()).limit(1)
    found = session.connection().execute(last).first()
    return Gap(found.copied_at, found.at) if found else None


def known_keys(session: Session, keys: list[str]) -> set[str]:
    """Which of these opaque keys are letters' of this database."""
    return set(session.connection().execute(select(_LETTER.c.op).where(_LETTER.c.op.in_(keys))).scalars())
