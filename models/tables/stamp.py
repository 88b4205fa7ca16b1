"""The stamp of the roster: a new random value after every change of who is who, who holds what, and the structure.

The database itself sets it, by triggers, so that no way of writing can forget it; store/known.py goes by it. Random and not
counted: a value that was rolled back never comes again for something else.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, MetaData, event, text
from sqlmodel import Field, SQLModel

from models.tables.base import metadata


class RosterStamp(SQLModel, table=True):
    """The one row."""

    __tablename__ = "roster_stamp"
    id: int | None = Field(default=None, primary_key=True)
    value: str = Field(max_length=36)


FIRST: Final = {
    "sqlite": "INSERT INTO roster_stamp (id, value) VALUES (1, hex(randomblob(16)))",
    "postgresql": "INSERT INTO roster_stamp (id, value) VALUES (1, gen_random_uuid()::text)",
}
ANEW: Final = {
    "sqlite": "UPDATE roster_stamp SET value = hex(randomblob(16))",
    "postgresql": "UPDATE roster_stamp SET value = gen_random_uuid()::text",
}
_FUNCTION: Final = "CREATE FUNCTION new_roster_stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
_WHO: Final = ("email", "name", "slack_id")
_EVER: Final = ("slack_checked_at", "home_opened_at")


def _otherwise(differs: str) -> str:
    """A person's row says something else: not each time that somebody is looked for in Slack or opens App Home."""
    ever = (f"(OLD.{name} IS NULL) <> (NEW.{name} IS NULL)" for name in _EVER)
    return " OR ".join([*(f"OLD.{name} {differs} NEW.{name}" for name in _WHO), *ever])


def statements(kind: str) -> list[str]:
    """What makes the row and its triggers, for sqlite or postgresql. The migration has a copy of its own."""
    lite = kind == "sqlite"
    made = [FIRST[kind]] if lite else [FIRST[kind], _FUNCTION + ANEW[kind] + "; RETURN NULL; END $$"]
    for table in ("assignment", "person", "structure"):
        for act in ("INSERT", "UPDATE", "DELETE"):
            some = (table, act) == ("person", "UPDATE")
            begins = f"CREATE TRIGGER roster_stamp_{table}_{act.lower()} AFTER {act} ON {table} "
            if lite:
                when = f"WHEN {_otherwise('IS NOT')} " if some else ""
                made.append(begins + when + "BEGIN " + ANEW[kind] + "; END")
            else:
                each = f"ROW WHEN ({_otherwise('IS DISTINCT FROM')})" if some else "STATEMENT"
                made.append(begins + f"FOR EACH {each} EXECUTE FUNCTION new_roster_stamp()")
    return made


def _make(target: MetaData, connection: Connection, tables: Any = (), **_: Any) -> None:
    if any(table.name == RosterStamp.__tablename__ for table in tables or ()):
        for one in statements(connection.dialect.name):
            connection.execute(text(one))


event.listen(metadata, "after_create", _make)
