"""Where the database's tables stand, and bringing them up or down. The changes themselves are in migrations/.

Alembic is imported when something is to be changed: a bot that only runs asks where the tables stand, and does without.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, inspect, text

from models.store import new_ids
from models.store.engine import Database

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER: Final = Path(__file__).resolve().parent.parent.parent / "migrations"
_OWN: Final = re.compile(r'^revision = "(\w+)"$', re.MULTILINE)
_BEFORE: Final = re.compile(r'^down_revision = "(\w+)"$', re.MULTILINE)


def _config(connection: Any = None) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config


def head() -> str:
    """The revision that this version of the code needs: the one that none comes after."""
    texts = [one.read_text(encoding="utf-8") for one in (FOLDER / "versions").glob("*.py")]
    last: str
    (last,) = {one for text in texts for one in _OWN.findall(text)} - {
        one for text in texts for one in _BEFORE.findall(text)
    }
    return last


def current(database: Database) -> str | None:
    """The database's revision; None when it has no tables of ours."""
    with database.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def upgrade(database: Database, to: str = "head") -> None:
    """Bring the tables up. Two at once wait for each other (PostgreSQL: an advisory lock; SQLite has one writer)."""
    from alembic import command

    with database.writer.begin() as connection:
        if not database.is_sqlite:
            connection.execute(text("SET LOCAL lock_timeout = 0"))  # a person's click does not wait; this does
            connection.execute(text("SELECT pg_advisory_xact_lock(7261)"))
        _change(command.upgrade, connection, to)


def downgrade(database: Database, to: str = "-1") -> None:
    """Bring the tables one step down, or to a revision."""
    from alembic import command

    with database.writer.begin() as connection:
        _change(command.downgrade, connection, to)


def _change(step: Callable[[Config, str], None], connection: Connection, to: str) -> None:
    after = new_ids.lift(connection)
    step(_config(connection), to)
    there = set(inspect(connection).get_table_names())
    new_ids.put(connection, {table: number for table, number in after.items() if table in there})


def backup(path: Path, target: Path) -> None:
    """Copy a SQLite database while it is in use. Raises FileExistsError rather than write over a file."""
    if target.exists():
        raise FileExistsError(target)
    source = sqlite3.connect(path)
    try:
        source.execute("VACUUM INTO ?", (str(target),))
    finally:
        source.close()


def check_copy(copy: Path) -> str | None:
    """What is wrong with a copy, or None."""
    try:
        connection = sqlite3.connect(f"file:{copy}?mode=ro", uri=True)
        try:
            verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
            connection.execute("SELECT version_num FROM alembic_version").fetchone()
        finally:
            connection.close()
    except sqlite3.DatabaseError as fault:
        return str(fault)
    return None if verdict == "ok" else str(verdict)


def unknown_revision(copy: Path) -> str | None:
    """The revision of a copy that this version of the code does not know, because a newer one made it; else None."""
    from alembic.script import ScriptDirectory

    connection = sqlite3.connect(f"file:{copy}?mode=ro", uri=True)
    try:
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone() or (None,)
    finally:
        connection.close()
    known = {one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions()}
    return None if revision in known else str(revision)


def restore(copy: Path, target: Path) -> None:
    """Put a copy in place of the database; what stood there is kept beside it as `.before`. The bot must not be running."""
    for suffix in ("-wal", "-shm"):
        target.with_name(target.name + suffix).unlink(missing_ok=True)
    if target.exists():
        target.replace(target.with_name(target.name + ".before"))
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(copy, target)
