"""Frozen past the lease at each point of a delivery, then let go on: nothing is lost, what the zombie would settle is refused, and a
twin that nobody can prevent is taken away within two minutes (reliability T6)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import select

from bot.outbox import retry
from models.tables.outbox import OutboxLetter
from tests.conftest import Copies
from tests.proof.storm import checker
from tests.proof.storm.world import Parents, World, world

POINTS = (
    "commit:Delivery._claim:before", "commit:Delivery._claim:after", "commit:Delivery._begin:before", "commit:Delivery._begin:after",
    "call:chat.postMessage:before", "call:chat.postMessage:after", "commit:Delivery._settle:before",
)  # fmt: skip
HOLDS_THE_DATABASE = (
    "commit:Delivery._claim:before",
    "commit:Delivery._begin:before",
    "commit:Delivery._settle:before",
)
"""Frozen inside a transaction it keeps SQLite's file or PostgreSQL's rows locked: nobody can be quicker than it."""

UNDER_WAY = 4
"""Letters that are noted as tried at the same time, one by each of the database's threads: each may have a twin."""


def holds_the_database(here: World) -> bool:
    """Whether another of the frozen process's threads was in the middle of a transaction: it keeps SQLite's file, or PostgreSQL's rows
    until the server undoes it (15 s of real time, test_replicas.py)."""
    if not here.stage.url.startswith("sqlite:///"):
        with here.stage.county.session() as session:
            stuck = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction' AND pid <> pg_backend_pid()"
            return bool(session.connection().exec_driver_sql(stuck).scalar())
    with closing(sqlite3.connect(here.stage.url.removeprefix("sqlite:///"), timeout=0.2, isolation_level=None)) as file:
        try:
            file.execute("BEGIN IMMEDIATE")
            file.execute("ROLLBACK")
        except sqlite3.OperationalError:
            return True
    return False


def settled(here: World) -> set[tuple[int | None, str, str | None]]:
    """The letters that are settled: how, and where they stand."""
    with here.stage.county.session() as session:
        closed = select(OutboxLetter).where(OutboxLetter.settled_at.is_not(None))  # type: ignore[union-attr]
        return {(one.id, one.state, one.ts) for one in session.exec(closed)}


@pytest.mark.timeout(600)
def test_a_zombie_harms_nobody(kind: str, copies: dict[str, Copies], parents: Parents, tmp_path: Path) -> None:
    twins = 0
    with world(copies[kind], parents, tmp_path) as here:
        for point in POINTS:
            assert here.run("furnish", meetings=0, questions=1, delivered=False) == 0, here.log
            zombie = here.frozen("tidy", point)
            assert zombie is not None, point
            here.forward(retry.LEASE.total_seconds() + 1)
            if point not in HOLDS_THE_DATABASE and not holds_the_database(here):
                here.recover()
            before = settled(here)
            assert here.thaw(zombie) == 0, here.log

            assert before <= settled(here), point
            found = checker.posted_twice(here)
            assert all(one.startswith("I4: 2 posts") for one in found), (
                point,
                found,
            )  # one twin of a letter, never more
            assert len(found) <= twins + UNDER_WAY, (point, found)
            twins = len(found)
            for _ in range(2):
                here.forward(60)
                assert here.run("tidy") == 0, here.log
            here.recover()
            assert checker.violations(here) == [], point
