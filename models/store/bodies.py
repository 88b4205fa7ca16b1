"""A body's channels, and running numbers, in SQL."""

from __future__ import annotations

from sqlalchemy import Table, or_, select
from sqlmodel import Session

from models.store.inbox import dialect_insert
from models.tables.bodies import BodySettings, NumberSeries

_SETTINGS: Table = BodySettings.__table__  # type: ignore[attr-defined]
_SERIES: Table = NumberSeries.__table__  # type: ignore[attr-defined]


def channels(session: Session, body: str) -> BodySettings | None:
    """The body's channels; None while nothing is chosen."""
    return session.get(BodySettings, body)


def all_channels(session: Session) -> dict[str, BodySettings]:
    """The same of all bodies that have any, by body."""
    return {one.body: one for one in session.scalars(select(BodySettings))}


def settings(session: Session, body: str) -> BodySettings:
    """The body's settings row, made when it is not there, and locked: two who change it wait for each other."""
    row = {"body": body, "channel_made": False, "au_channel_made": False}
    session.connection().execute(dialect_insert(session, _SETTINGS).values(row).on_conflict_do_nothing())
    return session.get_one(BodySettings, body, with_for_update=True, populate_existing=True)


def with_channel(session: Session, channel: str) -> list[str]:
    """The keys of the bodies that have that channel, as the open one or the AU's."""
    wanted = select(_SETTINGS.c.body).where(or_(_SETTINGS.c.channel == channel, _SETTINGS.c.au_channel == channel))
    return list(session.connection().execute(wanted.order_by(_SETTINGS.c.body)).scalars())


def next_number(session: Session, prefix: str, year: int) -> int:
    """The next number of a series and year: 1, 2, 3 …, each given once also when two ask at the same time."""
    statement = dialect_insert(session, _SERIES).values(prefix=prefix, year=year, last=1)
    statement = statement.on_conflict_do_update(index_elements=["prefix", "year"], set_={"last": _SERIES.c.last + 1})
    return int(session.connection().execute(statement.returning(_SERIES.c.last)).scalar_one())
