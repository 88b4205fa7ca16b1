"""What everything costs when the history is a thousand times as long: CPU and statements of each act, page and tick, with 1,000
settled questions behind the present and with a million (and 100,000 meetings, five million journal lines).

CPU is this thread's own, and on PostgreSQL the server process's too: time that other programs take does not count.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import event
from sqlmodel import select

from bench import history
from bench.page import Demand, demanded
from bench.present import Present
from bot.clock import Clock
from bot.outbox import retry
from bot.usecases import roster, structure
from bot.usecases.acting import OPERATOR, Acting
from models.store import migrations, outbox, outbox_claim
from models.store.engine import Database
from models.tables.people import Assignment, Person

PEOPLE = Path(structure.__file__).resolve().parents[2] / "models" / "structures" / "exempelpersoner.csv"
SMALL, LARGE = int(os.environ.get("GROWTH_SMALL", "1000")), int(os.environ.get("GROWTH_LARGE", "1000000"))
ROUNDS = 9
MOST = 2.0
TICK = os.sysconf("SC_CLK_TCK")
Thing = tuple[str, Callable[[], Any]]


def furnish(url: str, questions: int) -> Present:
    """A county with everybody in it, so much history, and the same present."""
    database = Database(url)
    migrations.upgrade(database)
    now = history.moment()
    acting = Acting(database, Clock(lambda: now), OPERATOR)
    structure.load_file(acting, "vasterbotten")
    roster.import_file(acting, PEOPLE)
    with database.write() as session:
        for person in session.scalars(select(Person)):
            person.slack_id = f"U{person.id:08d}"
        people = sorted({one.person_id for one in session.scalars(select(Assignment).where(Assignment.body == "lsg"))})
    history.add(database, questions, people, now)
    present = Present(database, now)
    present.furnish()
    for _ in range(3):  # what is done once a day is done, and what has waited has left
        for _, tick in present.ticks():
            tick()
    while _deliver(present):
        pass
    return present


def _deliver(present: Present, limit: int = 500) -> int:
    """Claim what is due and settle it as sent, as the delivery does but without anybody to send it to."""
    now = present.now
    for route in ("slack", "outlook"):
        with present.database.write() as session:
            claimed = outbox_claim.claim(session, now, routes=(route,), limit=limit, lease=retry.LEASE)
        for one in claimed:
            with present.database.write() as session:
                outbox.begin_attempt(session, one, now)
            with present.database.write() as session:
                outbox.settle(session, one, "sent", now)
        if claimed:
            return len(claimed)
    return 0


def everything(present: Present) -> Iterator[Thing]:
    """All that is measured, in an order in which it can be done over and over."""
    yield from present.acts()
    yield "delivery: claim, begin and settle", lambda: _deliver(present, 1)
    yield from present.reads()
    yield from present.ticks()


class Meter:
    """CPU seconds of this thread and of the server's processes, and the statements sent."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.statements = 0
        event.listen(database.engine, "before_cursor_execute", self._count)

    def _count(self, *_: Any) -> None:
        self.statements += 1

    def cpu(self) -> float:
        """CPU seconds so far."""
        own = time.thread_time()
        return own if self.database.is_sqlite else own + self._servers()

    def _servers(self) -> float:
        """Of the backends that serve our connections."""
        name = self.database.engine.url.database or ""
        spent = 0.0
        for folder in Path("/proc").iterdir():
            if folder.name.isdecimal():
                try:
                    line = (folder / "cmdline").read_bytes()
                    if line.startswith(b"postgres:") and name.encode() in line:
                        fields = (folder / "stat").read_text().rpartition(")")[2].split()
                        spent += (int(fields[11]) + int(fields[12])) / TICK
                except OSError:  # it has ended meanwhile
                    continue
        return spent


def measure(present: Present, rounds: int = ROUNDS) -> dict[str, tuple[float, int]]:
    """For each thing the median CPU milliseconds, and the most statements."""
    meter = Meter(present.database)
    cpu: dict[str, list[float]] = defaultdict(list)
    sent: dict[str, int] = defaultdict(int)
    for number in range(rounds + 1):
        for name, thing in everything(present):
            statements, before = meter.statements, meter.cpu()
            thing()
            if number:  # the first round warms
                cpu[name].append((meter.cpu() - before) * 1000)
                sent[name] = max(sent[name], meter.statements - statements)
    mean = statistics.median if present.database.is_sqlite else statistics.fmean  # PostgreSQL's clock ticks in 10 ms
    return {name: (mean(times), sent[name]) for name, times in cpu.items()}


@contextmanager
def database(server: str | None, name: str) -> Iterator[str]:
    """An empty database of its own, thrown away afterwards."""
    if server is None:
        folder = tempfile.mkdtemp()
        yield f"sqlite:///{folder}/{name}.sqlite3"
        shutil.rmtree(folder)
        return
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield f"{server.rpartition('/')[0]}/{name}"
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def compare(server: str | None) -> tuple[list[Demand], list[str]]:
    """Measure both sizes: what is demanded, and the lines of the table."""
    found, rounds = [], ROUNDS if server is None else 4 * ROUNDS
    for size in (SMALL, LARGE):
        with database(server, f"growth_{size}") as url:
            began = time.perf_counter()
            present = furnish(url, size)
            print(f"{size:,} questions put in after {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
            found.append(measure(present, rounds))
            present.database.close()
    small, large = found
    kind = "SQLite" if server is None else "PostgreSQL"
    lines = ["| what | statements | CPU, ms | with the long history | ratio |", "|---|---|---|---|---|"]
    worst = 0.0
    for name, (few, count) in small.items():
        many, later = large[name]
        ratio = many / few if few else 1.0
        worst = max(worst, ratio)
        statements = str(count) if count == later else f"{count} → {later}"
        lines.append(
            f"| {name} | {statements} | {few:.2f} | {many:.2f} | ×{ratio:.2f}{' **over**' if ratio > MOST else ''} |"
        )
    more = sum(1 for name, (_, count) in small.items() if large[name][1] > count)
    demands = [
        Demand(f"the worst of all, CPU with the long history ÷ the short one, {kind}", worst, MOST),
        Demand(f"that send more statements with the long one, {kind}", more, 0),
    ]
    return demands, [f"### {kind}: {SMALL:,} questions against {LARGE:,}", "", *lines, ""]


def main() -> list[str]:
    """Both databases; the lines for the page of results."""
    server = os.environ.get("TEST_POSTGRES_URL")
    found = [compare(one) for one in (None, *([server] if server else []))]
    return demanded([one for demands, _ in found for one in demands]) + [line for _, lines in found for line in lines]


if __name__ == "__main__":
    print("\n".join(main()))
