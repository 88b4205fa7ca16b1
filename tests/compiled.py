"""Statements are compiled once in a process, as in a bot that lives for months. SQLAlchemy keeps what it has compiled by dialect
object, and each test has a database of its own and so a dialect of its own: it compiled everything anew, a quarter of its time.

Importing this is enough. Only whose cache it is changes; what is in it is SQLAlchemy's own.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine
from sqlalchemy.util import LRUCache


class ByKind(LRUCache[Any, Any]):
    """Keeps what is compiled by the dialect's name: all databases of one kind here are of one server and one version."""

    def get(self, key: Any, default: Any = None) -> Any:
        """As a dictionary's."""
        return super().get(_kind(key), default)

    def __getitem__(self, key: Any) -> Any:
        return super().__getitem__(_kind(key))

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(_kind(key), value)


def _kind(key: Any) -> Any:
    dialect, *what = key
    return (dialect.name, *what)


COMPILED = ByKind(5_000)


@event.listens_for(Engine, "engine_connect")
def _share(connection: Connection) -> None:
    connection.execution_options(compiled_cache=COMPILED)
