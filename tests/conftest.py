"""Databases for tests: real ones, of both kinds, furnished once by the real import and then copied. Slack and Graph are in tests/stage.py."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import sql
from sqlmodel import Session, SQLModel, select

import models.tables
import models.tables.records
from bot.usecases import roster, structure
from bot.usecases.acting import OPERATOR, SYSTEM, Acting, Actor
from models.store.engine import Database
from models.tables.people import Person
from tests.clocks import START, HandClock

if TYPE_CHECKING:
    from tests.stage import Stage

STRUCTURES = Path(models.tables.__file__).parent.parent / "structures"
PEOPLE = {"vasterbotten": "exempelpersoner.csv", "exempel": "exempelpersoner_exempel.csv"}
_numbers = itertools.count(1)


def furnish(url: str, name: str | None) -> None:
    """Make the tables, and when a structure is named, load it and its invented people, as an operator would."""
    database = Database(url)
    with database.engine.begin() as connection:
        SQLModel.metadata.create_all(connection)
    if name is not None:
        acting = Acting(database, HandClock(START).clock, OPERATOR)
        structure.load_file(acting, name)
        outcome = roster.import_file(acting, STRUCTURES / PEOPLE[name])
        assert outcome.written, outcome.summary
        with database.write() as session:
            for person in session.scalars(select(Person)):
                person.slack_id = f"U{person.id:08d}"
    database.close()


class Copies:
    """Furnished databases of one kind, and copies of them."""

    def __init__(self, kind: str, folder: Path, *, stays: bool = False) -> None:
        self.kind = kind
        self.folder = folder
        self.stays = stays  # nobody stops this server: one connection for all, until close()
        self.made: dict[str | None, str] = {}
        self.server = os.environ.get("TEST_POSTGRES_URL", "")
        self._line: psycopg.Connection | None = None

    def copy(self, name: str | None) -> str:
        """The address of a fresh copy."""
        if name not in self.made:
            self.made[name] = self._empty()
            furnish(self.made[name], name)
        if self.kind == "sqlite":
            target = self.folder / f"{next(_numbers)}.sqlite3"
            shutil.copy(self.made[name].removeprefix("sqlite:///"), target)
            return f"sqlite:///{target}"
        return self._create(template=self.made[name])

    def _empty(self) -> str:
        if self.kind == "sqlite":
            return f"sqlite:///{self.folder / f'{next(_numbers)}-template.sqlite3'}"
        return self._create(template=None)

    def _create(self, template: str | None) -> str:
        parts = urlsplit(self.server)
        fresh = f"{parts.path.strip('/')}_{next(_numbers)}"
        statement = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(fresh))
        if template is not None:
            statement += sql.SQL(" TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(urlsplit(template).path.strip("/"))
            )
        self._tell(statement)
        return urlunsplit((parts.scheme, parts.netloc, f"/{fresh}", "", ""))

    def drop(self, url: str) -> None:
        """Throw a copy away."""
        if self.kind == "sqlite":
            for suffix in ("", "-wal", "-shm"):
                Path(url.removeprefix("sqlite:///") + suffix).unlink(missing_ok=True)
            return
        name = sql.Identifier(urlsplit(url).path.strip("/"))
        self._tell(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))

    def _tell(self, statement: sql.Composed) -> None:
        """Say it to the server."""
        if not self.stays:
            with psycopg.connect(self.server, autocommit=True) as line:
                line.execute(statement)
            return
        if self._line is None:
            self._line = psycopg.connect(self.server, autocommit=True)
        self._line.execute(statement)

    def close(self) -> None:
        """Let go of the server."""
        if self._line is not None:
            self._line.close()


@pytest.fixture(scope="session")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Copies]]:
    """The furnished databases of this process, by kind."""
    folder = tmp_path_factory.mktemp("databases")
    made = {kind: Copies(kind, folder, stays=True) for kind in ("sqlite", "postgresql")}
    yield made
    for one in made.values():
        one.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """The kind of database; a test that uses it runs on both. Without a PostgreSQL it fails: `make test` starts one."""
    which: str = request.param
    if which == "postgresql" and not os.environ.get("TEST_POSTGRES_URL"):
        pytest.fail("TEST_POSTGRES_URL is not set: run `make test`, or `make postgres` in another window and set it")
    return which


@pytest.fixture
def clock() -> HandClock:
    """The clock of the test, standing at START."""
    return HandClock(START)


@pytest.fixture
def empty_url(kind: str, copies: dict[str, Copies]) -> Iterator[str]:
    """A database with tables and nothing in them."""
    url = copies[kind].copy(None)
    yield url
    copies[kind].drop(url)


@pytest.fixture
def empty(empty_url: str, clock: HandClock) -> Iterator[Acting]:
    """An Acting (as the system) on a database with tables and nothing in them."""
    database = Database(empty_url)
    yield Acting(database, clock.clock, SYSTEM)
    database.close()


@dataclass(frozen=True)
class Furnished:
    """A whole county (or another structure) of invented people: Slack accounts U00000001 and so on, by person id."""

    acting: Acting  # as the system
    clock: HandClock

    @property
    def database(self) -> Database:
        """The database."""
        return self.acting.database

    def who(self, body: str | None, role: str, principal: str | None = None, place: int = 0) -> Person:
        """A person by appointment: who("samrad", "chair"), who("lsg", "ordinary", "umea"), who(None, "coordinator")."""
        from models.rules.roster import Role
        from models.store import people

        with self.database.read() as session:
            found = people.assignments(
                session, self.clock.clock.today(), body=body, roles=[Role(role)], principal=principal
            )
            chosen = [one for one in found if body is not None or one.body is None][place]
            return people.get(session, chosen.person_id)

    def as_(self, person: Person | int, once: str | None = None) -> Acting:
        """Acting as that person."""
        with self.database.read() as session:
            row = session.get_one(Person, person if isinstance(person, int) else person.id)
        return self.acting.by(Actor("person", row.id, row.name, row.slack_id), once)

    def session(self) -> Session:
        """A read session; close it (it is a context manager)."""
        return Session(self.database.engine, expire_on_commit=False)


@pytest.fixture
def county_url(kind: str, copies: dict[str, Copies]) -> Iterator[str]:
    """A database with Västerbotten's structure and a full roster."""
    url = copies[kind].copy("vasterbotten")
    yield url
    copies[kind].drop(url)


@pytest.fixture
def county(county_url: str, clock: HandClock) -> Iterator[Furnished]:
    """Västerbotten with a full roster, on both databases."""
    database = Database(county_url)
    yield Furnished(Acting(database, clock.clock, SYSTEM), clock)
    database.close()


@pytest.fixture
def small(kind: str, copies: dict[str, Copies], clock: HandClock) -> Iterator[Furnished]:
    """The example structure: three principals, one body, other lead times; on both databases."""
    url = copies[kind].copy("exempel")
    database = Database(url)
    yield Furnished(Acting(database, clock.clock, SYSTEM), clock)
    database.close()
    copies[kind].drop(url)


@pytest.fixture
def stage(county_url: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Stage]:
    """The bot, a local Slack and a local Graph, with all of Västerbotten; on both databases."""
    from tests.stage import set_up

    with set_up(county_url, tmp_path, name=request.node.originalname or "stage") as made:
        yield made
