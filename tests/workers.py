"""What each pytest process has of its own: a PostgreSQL database, so that `-n 2` shares one server without sharing rows, and rest
from the collector of rubbish.

TEST_POSTGRES_URL names the server (`make test` starts one); here it is turned into the address of this process's own,
empty database before any test reads it. It does not make tables: that is the fixtures' work.
"""

from __future__ import annotations

import gc
import os
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import sql

import tests.compiled  # noqa: F401 - statements are compiled once in a process

VARIABLE = "TEST_POSTGRES_URL"


def own_database(url: str, name: str) -> str:
    """Make the empty database of that name on the server at `url`, and give its address."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, f"/{name}", "", ""))


def pytest_configure(config: pytest.Config) -> None:
    """Give this process its database. The process that only hands out tests to the others needs none."""
    url = os.environ.get(VARIABLE)
    hands_out = getattr(config.option, "numprocesses", None) and not hasattr(config, "workerinput")
    if url and not hands_out:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        os.environ[VARIABLE] = own_database(url, f"test_{worker}_{os.getpid()}")


def pytest_collection_finish() -> None:
    """What is loaded stays loaded: not to walk through it again and again saves a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 20)
