"""Who did what, when, and by which rule. Lines are only ever added: the database itself refuses to change or remove them, and a
chain of hashes shows it when somebody has gone round that (ADR 0009).

The texts below are what migration 0002 gave the database. They are never changed: another text is another migration.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Text, event
from sqlmodel import Field, SQLModel

from models.tables.base import UtcTime


class JournalLine(SQLModel, table=True):
    """One act. `details` holds ids and values as JSON, never profile data."""

    __tablename__ = "journal"
    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcTime, index=True)
    actor_id: int | None = Field(default=None, foreign_key="person.id")
    actor: str = Field(max_length=20)  # person | clock | outlook | system | operator
    act: str = Field(max_length=60)
    subject: str = Field(max_length=60, index=True)  # question:12
    body: str | None = Field(default=None, max_length=40)
    rule: str | None = Field(default=None, max_length=40)
    details: str = Field(default="{}", sa_type=Text)


class JournalLink(SQLModel, table=True):
    """A line's place in the chain. Its hash covers the line and the hash of the place before: models/rules/journal.py."""

    __tablename__ = "journal_link"
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    line_id: int = Field(unique=True)  # no foreign key: a line that is gone is what the chain is there to show
    hash: str = Field(max_length=64)


GUARDED: Final = ("journal", "journal_link")

# PostgreSQL ties a line to the chain when its transaction commits, whoever wrote it: as late as can be, so that a lock which all
# writers share is held for the commit alone, is never waited for with another lock to come, and never held by a frozen process.
_CELLS: Final = ", ".join(
    f"coalesce(length({cell}) || ':' || {cell}, '-')"
    for cell in (
        "NEW.id::text", "to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')", "NEW.actor_id::text", "NEW.actor", "NEW.act",
        "NEW.subject", "NEW.body", "NEW.rule", "NEW.details",
    )
)  # fmt: skip
POSTGRESQL: Final = (
    """CREATE OR REPLACE FUNCTION journal_link() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE last record;
BEGIN
  PERFORM pg_advisory_xact_lock(7262);
  SELECT position, hash INTO last FROM journal_link ORDER BY position DESC LIMIT 1;
  INSERT INTO journal_link (position, line_id, hash) VALUES (coalesce(last.position, 0) + 1, NEW.id,
    encode(sha256(convert_to(concat(last.hash, CELLS), 'UTF8')), 'hex')) ON CONFLICT (line_id) DO NOTHING;
  RETURN NULL;
END $$""".replace("CELLS", _CELLS),
    """CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the journal is only added to' USING ERRCODE = 'insufficient_privilege';
END $$""",
    """CREATE CONSTRAINT TRIGGER journal_link AFTER INSERT ON journal DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION journal_link()""",
    *(
        f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()"
        for table in GUARDED
    ),
)
SQLITE: Final = (
    *(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END"
        for table in GUARDED
        for verb in ("UPDATE", "DELETE")
    ),
    # INSERT OR REPLACE removes without saying so
    """CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal WHEN EXISTS (SELECT 1 FROM journal WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END""",
    """CREATE TRIGGER journal_link_no_replace BEFORE INSERT ON journal_link
WHEN EXISTS (SELECT 1 FROM journal_link WHERE position = NEW.position OR line_id = NEW.line_id) BEGIN SELECT RAISE(IGNORE); END""",
)
# What a role of its own for the bot may do on PostgreSQL: with the journal less than what the triggers refuse.
GRANTS: Final = """GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role};
REVOKE UPDATE, DELETE ON journal FROM {role};
REVOKE INSERT, UPDATE, DELETE ON journal_link FROM {role};
REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {role};"""


def guard(connection: Connection) -> None:
    """Give a database that has both tables what keeps them."""
    for statement in POSTGRESQL if connection.dialect.name == "postgresql" else SQLITE:
        connection.exec_driver_sql(statement)


def unguard(connection: Connection) -> None:
    """Take it away again: for the way back to the first version, which had none of it."""
    if connection.dialect.name == "postgresql":
        for statement in (
            "TRIGGER journal_link ON journal",
            *(f"TRIGGER {table}_kept ON {table}" for table in GUARDED),
        ):
            connection.exec_driver_sql(f"DROP {statement}")
        for function in ("journal_link", "journal_refuse"):
            connection.exec_driver_sql(f"DROP FUNCTION {function}()")
    else:
        for statement in SQLITE:
            connection.exec_driver_sql(f"DROP TRIGGER {statement.split()[2]}")


@event.listens_for(SQLModel.metadata, "after_create")
def _made(target: Any, connection: Connection, *, tables: list[Any] | None = None, **named: Any) -> None:
    if {one.name for one in tables or ()} >= set(GUARDED):
        guard(connection)
