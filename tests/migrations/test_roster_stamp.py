"""The triggers that stamp the roster: the migrations make what the code has, on both databases."""

from __future__ import annotations

from sqlalchemy import text

from models.store import migrations
from models.store.engine import Database
from tests.conftest import Copies


def triggers(database: Database) -> set[str]:
    """The triggers as the database knows them, without how they are laid out."""
    lite = "SELECT name || ' ' || sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'roster_stamp%'"
    full = "SELECT tgname || ' ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname LIKE 'roster_stamp%'"
    with database.engine.connect() as connection:
        found = connection.execute(text(lite if database.is_sqlite else full)).scalars()
        return {" ".join(one.split()) for one in found}


def test_the_migrations_make_the_triggers_that_the_code_has(kind: str, copies: dict[str, Copies]) -> None:
    urls = copies[kind]._empty(), copies[kind].copy(None)
    moved, made = (Database(url) for url in urls)
    migrations.upgrade(moved)

    found, wanted = triggers(moved), triggers(made)
    for database, url in zip((moved, made), urls, strict=True):
        database.close()
        copies[kind].drop(url)

    assert len(wanted) == 9
    assert found == wanted  # a table that is made anew (batch_alter_table) loses its triggers: then make them again
