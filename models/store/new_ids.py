"""After a copy was put back no id is given a second time (reliability T16): a card, form or letter of a row that was lost with what
came after the copy must never act on another row. New ids go on from a number that only grows with time.

PostgreSQL: the sequences are set. SQLite gives max(id) + 1: a trigger puts a row there just before the next one comes and takes it
away just after, in the same statement; nobody ever sees it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection, inspect, text

EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)
# Nothing that a person presses names a line of the journal, the one stamp or a reminder; a letter is found by its opaque key, and an
# extension of the terms by its body and year.
OTHERWISE: Final = frozenset({"chair_extension", "journal", "letter", "reminder", "roster_stamp"})
HIGHEST: Final = "SELECT coalesce(max(id), 0) FROM {table}"
SEQUENCE: Final = "SELECT setval(pg_get_serial_sequence(:table, 'id'), :number)"
BEFORE: Final = """CREATE TRIGGER {table}_new_ids_{number} BEFORE INSERT ON {table}
WHEN (SELECT coalesce(max(id), 0) FROM {table}) < {number}
BEGIN INSERT OR IGNORE INTO {table} ({names}) VALUES ({values}); END"""
AFTER: Final = """CREATE TRIGGER {table}_new_ids_done_{number} AFTER INSERT ON {table} WHEN NEW.id <> {number}
BEGIN DELETE FROM {table} WHERE id = {number}; END"""
TRIGGERS: Final = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND instr(name, '_new_ids_') > 0"


def go_on(connection: Connection, now: datetime) -> None:
    """Let each table's ids go on after the seconds since 2000: more than were ever given, as long as a row a second is not the
    average, also when the same copy is put back twice. The databases' integers last until 2068."""
    lift(connection)
    seconds = int((now - EPOCH).total_seconds())
    put(connection, {name: max(seconds, _highest(connection, name) + 1) for name in numbered(connection)})


def numbered(connection: Connection) -> list[str]:
    """The tables whose ids the database gives, and by which people name what they press."""
    look = inspect(connection)
    own = (one for one in look.get_table_names() if look.get_pk_constraint(one)["constrained_columns"] == ["id"])
    return sorted(set(own) - OTHERWISE)


def _highest(connection: Connection, table: str) -> int:
    return int(connection.exec_driver_sql(HIGHEST.format(table=table)).scalar_one())


def put(connection: Connection, after: dict[str, int]) -> None:
    """Let each table's next id be above that number."""
    for table, number in after.items():
        if connection.dialect.name == "postgresql":
            connection.execute(text(SEQUENCE), {"table": table, "number": number})
            continue
        cells = {"id": str(number)} | {
            str(name): "0" if kind.startswith(("INT", "BOOL")) else "''"
            for _, name, kind, needed, default, key in connection.exec_driver_sql(f"PRAGMA table_info({table})").all()
            if needed and default is None and not key
        }
        names, values = ", ".join(cells), ", ".join(cells.values())
        connection.exec_driver_sql(BEFORE.format(table=table, number=number, names=names, values=values))
        connection.exec_driver_sql(AFTER.format(table=table, number=number))


def lift(connection: Connection) -> dict[str, int]:
    """Take SQLite's triggers away, while the tables are changed; returns what those said that are still needed."""
    if connection.dialect.name == "postgresql":
        return {}
    needed: dict[str, int] = {}
    for name, table in connection.exec_driver_sql(TRIGGERS).all():
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
        number = int(str(name).rsplit("_", 1)[1])
        if _highest(connection, str(table)) < number:
            needed[str(table)] = number
    return needed
