"""Copies of a database and putting them back, for both kinds, with the databases' own tools."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
from psycopg import sql

from bot.clock import Clock
from bot.usecases import restored
from bot.usecases.acting import OPERATOR, Acting
from models.store import migrations
from models.store.engine import Database


def copy(url: str, target: Path) -> None:
    """Copy a database that is in use."""
    if url.startswith("sqlite"):
        migrations.backup(Path(url.removeprefix("sqlite:///")), target)
    else:
        _tool("pg_dump", url, "-Fc", "-f", str(target))


def is_whole(source: Path) -> bool:
    """Whether SQLite itself finds nothing wrong with a file."""
    connection = sqlite3.connect(f"file:{source}?mode=ro", uri=True)
    try:
        return bool(connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
    finally:
        connection.close()


def put_back(url: str, source: Path) -> None:
    """Put a copy back in place of the database; nobody is connected to it."""
    if url.startswith("sqlite"):
        assert is_whole(source)
        migrations.restore(source, Path(url.removeprefix("sqlite:///")))
        return
    parts = urlsplit(url)
    name = sql.Identifier(parts.path.strip("/"))
    server = parts._replace(path="/postgres").geturl()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
    _tool("pg_restore", url, "--exit-on-error", "--no-owner", str(source))


def opened(url: str, source: Path, into: str) -> Database:
    """A copy as a database of its own."""
    if url.startswith("sqlite"):
        return Database(f"sqlite:///{source}")
    put_back(into, source)
    return Database(into)


def _tool(program: str, url: str, *more: str) -> None:
    parts = urlsplit(url)
    subprocess.run(
        [program, "-h", str(parts.hostname), "-p", str(parts.port), "-U", str(parts.username), "-d", parts.path.strip("/"), *more],
        check=True, env=os.environ | {"PGPASSWORD": unquote(parts.password or "")},
    )  # fmt: skip


def mark(url: str, clock: Clock) -> None:
    """What `samverkan db restored` does."""
    database = Database(url)
    assert restored.mark(Acting(database, clock, OPERATOR)) is not None
    database.close()
