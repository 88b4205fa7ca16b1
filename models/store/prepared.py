"""Statements that every act sends: written once as SQLAlchemy Core, compiled once per kind of database, and from then on
given to the driver as they are. For the hot places only (speed): SQLAlchemy's own way costs ten times the statement.

Types are turned as SQLAlchemy turns them. Whoever listens to `before_cursor_execute` hears these statements too.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Final, TypeVar, cast

from sqlalchemy import Connection, Table, bindparam, inspect, update
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.sql.compiler import SQLCompiler
from sqlmodel import Session, SQLModel

_CONNECTION: Final = "connection"
Turn = Callable[[Any], Any]
M = TypeVar("M", bound=SQLModel)


class _Compiled:
    """A statement for one kind of database: its text, how values go in, and how a row comes out."""

    def __init__(self, statement: Any, dialect: Dialect) -> None:
        compiled: SQLCompiler = statement.compile(dialect=dialect)
        self.text = str(compiled)
        self.fixed = dict(compiled.construct_params(_check=False))
        self.order = compiled.positiontup
        self.turn_in: dict[str, Turn] = {
            name: turn for name, turn in compiled._bind_processors.items() if callable(turn)
        }
        columns = list(compiled._result_columns or ())
        turns = [(place, one.type._cached_result_processor(dialect, None)) for place, one in enumerate(columns)]
        self.turn_out: list[tuple[int, Turn]] = [(place, turn) for place, turn in turns if turn is not None]
        names = [one.keyname if one.keyname.isidentifier() else f"c{place}" for place, one in enumerate(columns)]
        self.row: Turn = cast(Any, namedtuple)("Row", names, rename=True)._make

    def values(self, given: dict[str, Any]) -> Any:
        """The parameters as the driver takes them."""
        full = self.fixed | given
        for name, turn in self.turn_in.items():
            full[name] = turn(full[name])
        return full if self.order is None else tuple([full[name] for name in self.order])

    def rows(self, found: Iterable[Any]) -> list[Any]:
        """The rows, with their columns' names."""
        if not self.turn_out:
            return [self.row(one) for one in found]
        rows = []
        for one in found:
            cells = list(one)
            for place, turn in self.turn_out:
                cells[place] = turn(cells[place])
            rows.append(self.row(cells))
        return rows


class Prepared:
    """One statement. `write` makes it for a dialect's name: sqlite or postgresql."""

    def __init__(self, write: Callable[[str], Any]) -> None:
        self._write = write
        self._compiled: dict[str, _Compiled] = {}

    def all(self, session: Session, **values: Any) -> list[Any]:
        """Send it once what the session holds is written; every row it returns, by column names."""
        session.flush()
        return self.send(session, **values)

    def send(self, session: Session, **values: Any) -> list[Any]:
        """Send it as it is; every row it returns, by column names. Raises what SQLAlchemy would raise."""
        connection = connection_of(session)
        dialect = connection.dialect
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = _Compiled(self._write(dialect.name), dialect)
        return compiled.rows(send(connection, compiled.text, compiled.values(values)))

    def first(self, session: Session, **values: Any) -> Any:
        """Send it; its first row, or None."""
        found = self.all(session, **values)
        return found[0] if found else None


def connection_of(session: Session) -> Connection:
    """The session's connection, without asking the session each time."""
    found: Connection | None = session.info.get(_CONNECTION)
    if found is None or found.closed or not found.in_transaction():
        found = session.info[_CONNECTION] = session.connection()
    return found


def send(connection: Connection, text: str, values: Any = None) -> list[Any]:
    """Give the driver a statement as it stands; its rows. Raises what SQLAlchemy would raise."""
    if connection.engine.dispatch.before_cursor_execute:
        answer = connection.exec_driver_sql(text, values)
        return list(answer.fetchall()) if answer.returns_rows else []
    dialect, driver = connection.dialect, cast(Any, connection.connection.dbapi_connection)
    kind = dialect.loaded_dbapi.Error
    try:
        cursor = driver.execute(text) if values is None else driver.execute(text, values)
        return cursor.fetchall() if cursor.description else []
    except kind as fault:
        gone = dialect.is_disconnect(fault, driver, None)
        if gone:
            connection.invalidate(fault)
        raise DBAPIError.instance(
            text, None, fault, kind, connection_invalidated=gone, dialect=dialect, hide_parameters=True
        ) from fault


def entities(session: Session, model: type[M], rows: Iterable[Any]) -> list[M]:
    """Rows that have all the columns of a table, as this session's own objects: what is changed in them is written back.
    One that the session holds already is drawn anew. To be called with rows that were asked for with `all` or `first`."""
    found = []
    for row in rows:
        values = row._asdict()
        known = session.identity_map.get(session.identity_key(model, row.id))
        if known is not None:
            known.__dict__.update(values)  # what had been changed in it was written before the statement was sent
            found.append(known)
            continue
        fresh = model.__mapper__.class_manager.new_instance()  # type: ignore[attr-defined]
        fresh.__dict__.update(values)
        make_transient_to_detached(fresh)
        session.add(fresh)
        found.append(fresh)
    return found


@cache
def _update(model: type[SQLModel], names: tuple[str, ...]) -> Prepared:
    table: Table = model.__table__  # type: ignore[attr-defined]
    values = {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in names}
    return Prepared(lambda kind: update(table).where(table.c.id == bindparam("row_id")).values(values))


def write_back(session: Session) -> None:
    """Write what has been changed in the session's objects, as its last act: they are not the session's any more.

    What is new, removed or has no `id` is left to `flush`, which also does the rest then, in its right order.
    """
    changed = list(session.dirty)
    if session.new or session.deleted or not all("id" in one.__dict__ for one in changed):
        session.flush()
        return
    for one in changed:
        names = tuple(sorted(inspect(one).committed_state))
        if names:
            values = {f"new_{name}": one.__dict__[name] for name in names}
            _update(cast(Any, type(one)), names).send(session, row_id=one.id, **values)
        session.expunge(one)
