"""The tables from empty, up and down, and equal to what the code says; on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from bot.usecases.acting import Acting
from models.store import migrations
from models.store.engine import Database
from models.tables.base import metadata
from tests.conftest import Copies


@pytest.fixture
def bare(kind: str, copies: dict[str, Copies]) -> Iterator[Database]:
    """A database with nothing in it at all."""
    url = copies[kind]._empty()
    database = Database(url)
    yield database
    database.close()
    copies[kind].drop(url)


def test_the_migrations_make_the_tables_that_the_code_has(bare: Database) -> None:
    migrations.upgrade(bare)

    with bare.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    assert migrations.current(bare) == migrations.head()


def guards(database: Database) -> list[str]:
    """The triggers and functions of a database, in its own words."""
    asked = (
        "SELECT sql FROM sqlite_master WHERE type = 'trigger'"
        if database.is_sqlite
        else "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal UNION ALL"
        " SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    )
    with database.engine.connect() as connection:
        return sorted(connection.exec_driver_sql(asked).scalars())


def test_the_migrations_guard_the_journal_as_the_code_does(bare: Database, empty: Acting) -> None:
    migrations.upgrade(bare)

    assert guards(bare) == guards(empty.database)
    assert len(guards(bare)) >= 5


def test_down_to_nothing_and_up_again(bare: Database) -> None:
    migrations.upgrade(bare)
    migrations.downgrade(bare, "base")
    left = [name for name in inspect(bare.engine).get_table_names() if name != "alembic_version"] + guards(bare)
    migrations.upgrade(bare)

    assert left == []
    assert migrations.current(bare) == migrations.head()


def test_upgrading_twice_changes_nothing(bare: Database) -> None:
    migrations.upgrade(bare)
    with bare.writer.begin() as connection:
        connection.execute(text("INSERT INTO number_series (prefix, year, last) VALUES ('SVO', 2026, 14)"))
    migrations.upgrade(bare)

    with bare.engine.connect() as connection:
        assert connection.execute(text("SELECT last FROM number_series")).scalar() == 14


def test_the_head_is_the_one_that_alembic_sees() -> None:
    """What is read from the files without Alembic, and what Alembic itself says."""
    script = ScriptDirectory(str(migrations.FOLDER))

    assert script.get_heads() == [migrations.head()]


def test_a_database_without_tables_has_no_revision(bare: Database) -> None:
    assert migrations.current(bare) is None
