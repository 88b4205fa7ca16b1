"""The journal's chain, looked at: is every line as it was written, and none gone? And the chain of a journal that had none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection, Select, Table, Text, cast, exists, func, insert, select
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from models.rules.journal import link_hash
from models.tables.journal import JournalLine, JournalLink
from models.values import dataclass

_LINE: Table = JournalLine.__table__  # type: ignore[attr-defined]
_LINK: Table = JournalLink.__table__  # type: ignore[attr-defined]
BATCH: Final = 2000


@dataclass(frozen=True)
class Head:
    """The end of the chain: how many lines it has, and the hash that covers them all. Both 0 and "" for an empty journal."""

    lines: int
    hash: str


@dataclass(frozen=True)
class Verdict:
    """What came of looking. `broken`: the id of the first line that is not as it was written, or which the chain lacks; 0 when the
    chain itself is cut there. `untied`: lines at the end that a bot of the version before has written, tied by the next."""

    head: Head
    broken: int | None = None
    untied: int = 0
    expected: bool = True  # the hash that was asked for is in the chain

    @property
    def well(self) -> bool:
        """Whether all is as it was written."""
        return self.broken is None and self.expected


def _cells(connection: Connection) -> list[Any]:
    """What the hash covers, as it stands in the database: a moment that reads the same in other words is also a change."""
    at: Any = cast(_LINE.c.at, Text)
    if connection.dialect.name == "postgresql":
        at = func.to_char(func.timezone("UTC", _LINE.c.at), "YYYY-MM-DD HH24:MI:SS.US")
    line = _LINE.c
    return [line.id, at, line.actor_id, line.actor, line.act, line.subject, line.body, line.rule, line.details]


def tie_all(connection: Connection) -> None:
    """Tie every line of a journal that has no chain, in the order of their ids; for the move from the first version."""
    last, position, after = "", 0, 0
    page = select(*_cells(connection)).order_by(_LINE.c.id).limit(BATCH)
    while lines := connection.execute(page.where(_LINE.c.id > after)).all():
        links = []
        for line in lines:
            position, after, last = position + 1, line[0], link_hash(last, line)
            links.append({"position": position, "line_id": after, "hash": last})
        connection.execute(insert(_LINK), links)


def head(session: Session) -> Head:
    """The end of the chain."""
    last = select(_LINK.c.position, _LINK.c.hash).order_by(_LINK.c.position.desc()).limit(1)
    found = session.connection().execute(last).first()
    return Head(found.position, found.hash) if found else Head(0, "")


def verify(session: Session, *, expect: str | None = None, newest: int | None = None) -> Verdict:
    """Look through the chain, or only its `newest` links. `expect`: a hash that was printed earlier and must be in it: whoever cuts
    off the end and ties it anew can not give that back. Lines are read in batches."""
    try:
        return _verify(session, expect, newest)
    except (DBAPIError, ValueError, TypeError):  # a page or a text that can not even be read
        return Verdict(Head(0, ""), broken=0)


def _verify(session: Session, expect: str | None, newest: int | None) -> Verdict:
    connection = session.connection()
    end = head(session)
    first = max(end.lines - newest, 0) if newest is not None else 0
    last, position, seen = "", first, expect is None
    if first:
        last = str(connection.execute(select(_LINK.c.hash).where(_LINK.c.position == first)).scalar())
    tied = 0
    for link in _links(connection, first):
        tied = max(tied, link[1])
        if link[0] != position + 1 or link[1] != link[3] or link[2] != link_hash(last, link[3:]):
            return Verdict(Head(position, last), broken=link[1])
        position, last = link[0], link[2]
        seen = seen or last == expect
    found = Head(position, last)
    if newest is not None:
        return Verdict(found)
    alone = ~exists().where(_LINK.c.line_id == _LINE.c.id)
    untied, lowest = connection.execute(select(func.count(), func.min(_LINE.c.id)).where(alone)).one()
    if untied and (connection.dialect.name == "postgresql" or lowest <= tied):
        return Verdict(found, broken=lowest)
    return Verdict(found, untied=untied, expected=seen)


def _links(connection: Connection, after: int) -> Iterator[Any]:
    joined = _LINK.outerjoin(_LINE, _LINE.c.id == _LINK.c.line_id)
    page: Select[Any] = select(_LINK.c.position, _LINK.c.line_id, _LINK.c.hash, *_cells(connection)).select_from(joined)
    page = page.order_by(_LINK.c.position).limit(BATCH)
    while links := connection.execute(page.where(_LINK.c.position > after)).all():
        yield from links
        after = links[-1].position
