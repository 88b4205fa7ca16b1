"""Statements that every act sends: written once as SQLAlchemy Core, compiled once per kind of database, and from then on
given to the driver as they are. For the hot places only (speed): SQLAlchemy's own way costs ten times the statement.

Types are turned as SQLAlchemy turns them. Whoever listens to `before_cursor_execute` hears these statements too.
"""

from __future__ import annotations

import re
from collections import namedtuple
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Final, TypeVar, cast

from sqlalchemy import Connection, Table, bindparam, update
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.attributes import instance_state
from sqlalchemy.sql.compiler import SQLCompiler
from sqlmodel import Session, SQLModel

from models.tables.base import UtcTime

_WIRE: Final = "wire"
Turn = Callable[[Any], Any]
M = TypeVar("M", bound=SQLModel)


_NAMED: Final = re.compile(r"%\((\w+)\)s")
_last_moment: dict[str, tuple[Any, Any]] = {}


def _same_again(kind: str, turn: Turn) -> Turn:
    """The same turn, which remembers the last moment it was given, in any statement: one act writes the same one many times."""

    def turned(value: Any) -> Any:
        before = _last_moment.get(kind)
        if before is not None and before[0] is value:
            return before[1]
        made = turn(value)
        _last_moment[kind] = (value, made)
        return made

    return turned


class Wire:
    """A session's connection for as long as its transaction lasts, and the driver behind it."""

    def __init__(self, session: Session) -> None:
        self.connection: Connection = session.connection()
        self.transaction = session.get_transaction()
        self.dialect: Dialect = self.connection.dialect
        self.kind: str = self.dialect.name
        self._driver = cast(Any, self.connection.connection.dbapi_connection)
        self._cursor = self._driver.cursor()
        self._error: type[Exception] = self.dialect.loaded_dbapi.Error
        self._heard = False
        self.last_link: tuple[int, int, str] | None = (
            None  # of the journal's chain, once this transaction has tied a line
        )
        self.look()

    def look(self) -> None:
        """See whether anybody listens to what is sent; from then on for this act."""
        self._heard = bool(self.connection.engine.dispatch.before_cursor_execute)

    def ask(self, text: str, values: Any = None) -> list[Any]:
        """Give the driver a statement as it stands; its rows. Raises what SQLAlchemy would raise."""
        if self._heard:
            return list(self.connection.exec_driver_sql(text, values).fetchall())
        try:
            self._execute(text, values)
            rows: list[Any] = self._cursor.fetchall()
        except self._error as fault:
            raise self._wrapped(text, fault) from fault
        return rows

    def tell(self, text: str, values: Any = None) -> None:
        """The same for a statement that answers no rows."""
        if self._heard:
            self.connection.exec_driver_sql(text, values)
            return
        try:
            self._execute(text, values)
        except self._error as fault:
            raise self._wrapped(text, fault) from fault

    def _execute(self, text: str, values: Any) -> None:
        if values is None:
            self._cursor.execute(text)
        else:
            self._cursor.execute(text, values)

    def _wrapped(self, text: str, fault: Any) -> BaseException:
        gone = self.dialect.is_disconnect(fault, self._driver, None)
        if gone:
            self.connection.invalidate(fault)
        made: BaseException = DBAPIError.instance(
            text, None, fault, self._error, connection_invalidated=gone, dialect=self.dialect, hide_parameters=True
        )
        return made


def wire(session: Session) -> Wire:
    """The session's, without asking the session for its connection each time."""
    found: Wire | None = session.info.get(_WIRE)
    if found is None or found.transaction is not session.get_transaction():
        found = session.info[_WIRE] = Wire(session)
    return found


def forget_all(session: Session, kept: Wire) -> None:
    """Let the session know nothing but its connection: the next act is somebody else's."""
    if len(session.identity_map) or session._new or session._deleted:
        session.expunge_all()
    session.info.clear()
    session.info[_WIRE] = kept


class _Compiled:
    """A statement for one kind of database: its text, how values go in, and how a row comes out."""

    def __init__(self, statement: Any, dialect: Dialect) -> None:
        compiled: SQLCompiler = statement.compile(dialect=dialect)
        self.text, order = str(compiled), compiled.positiontup
        if order is None and dialect.name == "postgresql":  # psycopg puts named values in order anew each time
            order = _NAMED.findall(self.text)
            self.text = _NAMED.sub("%s", self.text)
        self.fixed = dict(compiled.construct_params(_check=False))
        moments = {name for name, bind in compiled.binds.items() if isinstance(bind.type, UtcTime)}
        self.turn_in: dict[str, Turn] = {
            name: _same_again(dialect.name, turn) if name in moments else turn
            for name, turn in compiled._bind_processors.items()
            if callable(turn)
        }
        self.places = None if order is None else [(name, self.turn_in.get(name)) for name in order]
        columns = list(compiled._result_columns or ())
        self.answers = bool(columns)
        turns = [(place, one.type._cached_result_processor(dialect, None)) for place, one in enumerate(columns)]
        self.turn_out: list[tuple[int, Turn]] = [(place, turn) for place, turn in turns if turn is not None]
        names = [one.keyname if one.keyname.isidentifier() else f"c{place}" for place, one in enumerate(columns)]
        self.row: Turn = cast(Any, namedtuple)("Row", names, rename=True)._make

    def values(self, given: dict[str, Any]) -> Any:
        """The parameters as the driver takes them."""
        full = self.fixed | given
        if self.places is not None:
            return tuple([full[name] if turn is None else turn(full[name]) for name, turn in self.places])
        for name, turn in self.turn_in.items():
            full[name] = turn(full[name])
        return full

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
        line = wire(session)
        compiled = self._compiled.get(line.kind)
        if compiled is None:
            compiled = self._compiled[line.kind] = _Compiled(self._write(line.kind), line.dialect)
        given = compiled.values(values)
        if compiled.answers:
            return compiled.rows(line.ask(compiled.text, given))
        line.tell(compiled.text, given)
        return []

    def first(self, session: Session, **values: Any) -> Any:
        """Send it; its first row, or None."""
        found = self.all(session, **values)
        return found[0] if found else None


def entities(session: Session, model: type[M], rows: Iterable[Any]) -> list[M]:
    """Rows that have all the columns of a table, as this session's own objects: what is changed in them is written back.
    One that the session holds already is drawn anew. To be called with rows that were asked for with `all` or `first`."""
    found = []
    for row in rows:
        values, key = row._asdict(), (model, (row.id,), None)
        known = session.identity_map.get(key)
        if known is not None:
            known.__dict__.update(values)  # what had been changed in it was written before the statement was sent
            found.append(known)
            continue
        fresh = model.__mapper__.class_manager.new_instance()  # type: ignore[attr-defined]
        fresh.__dict__.update(values)
        state = instance_state(fresh)  # as SQLAlchemy's own loading does it
        state.key, state.session_id = key, session.hash_key
        session.identity_map._add_unpresent(state, key)
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
    changed = [(state, cast(Any, state.obj())) for state in session.identity_map._modified]
    if session._new or session._deleted or not all(one is not None and "id" in one.__dict__ for _, one in changed):
        session.flush()
        return
    for state, one in changed:
        names = tuple(sorted(state.committed_state))
        if names:
            values = {f"new_{name}": one.__dict__[name] for name in names}
            _update(cast(Any, type(one)), names).send(session, row_id=one.id, **values)
        session._expunge_states([state])
