"""Copies while everybody writes, and a journal of ten thousand lines that somebody has been at (reliability T16, T18)."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import insert, text
from sqlmodel import Session

from bot.usecases.acting import Acting
from models.rules.journal import link_hash, moment
from models.store import journal_chain
from models.store.engine import Database
from models.store.journal_chain import Verdict
from models.tables.journal import JournalLine, JournalLink, guard, unguard
from tests.conftest import Copies, Furnished
from tests.proof.copies import keeping

COPIES = {"sqlite": 20, "postgresql": int(os.environ.get("PROOF_DUMPS", "3"))}
LINES = 10_000
DAMAGES = int(os.environ.get("PROOF_DAMAGES", "40"))


@contextmanager
def load(acting: Acting) -> Iterator[Callable[[], int]]:
    """Two who write without a pause; how many acts they have done."""
    stop, done = threading.Event(), [0, 0]

    def write(who: int) -> None:
        while not stop.is_set():
            with acting.transaction() as unit:
                unit.record("thing.done", f"thing:{done[who]}", by=who)
            done[who] += 1

    threads = [threading.Thread(target=write, args=(who,)) for who in range(2 if not acting.database.is_sqlite else 1)]
    for one in threads:
        one.start()
    try:
        yield lambda: sum(done)
    finally:
        stop.set()
        for one in threads:
            one.join(30)


def verdict(database: Database) -> Verdict:
    with database.read() as session:
        return journal_chain.verify(session)


def test_every_copy_under_load_is_whole(
    county: Furnished, kind: str, copies: dict[str, Copies], tmp_path: Path
) -> None:
    into = copies[kind]._empty()
    heads = []
    with load(county.acting) as done:
        for number in range(COPIES[kind]):
            target = tmp_path / f"copy-{number}"
            keeping.copy(county.database.url.replace("+psycopg", ""), target)
            assert kind == "postgresql" or keeping.is_whole(target)
            copy = keeping.opened(into, target, into)
            found = verdict(copy)
            copy.close()
            assert found.well, (number, found)
            heads.append(found.head)
        count = done()

    with county.session() as session:
        missing = [one for one in heads if not journal_chain.verify(session, expect=one.hash).well]
    assert missing == []
    assert [one.lines for one in heads] == sorted(one.lines for one in heads)
    assert count > COPIES[kind]
    copies[kind].drop(into)


def many_lines(acting: Acting) -> None:
    """Ten thousand lines as plain rows, tied as the code ties them."""
    lines, links, last = [], [], ""
    for number in range(1, LINES + 1):
        cells = (
            number,
            moment(acting.clock.now()),
            None,
            "clock",
            "thing.done",
            f"thing:{number % 70}",
            None,
            "S-01",
            f'{{"n": "å{number}"}}',
        )
        last = link_hash(last, cells)
        names = ("id", "at", "actor_id", "actor", "act", "subject", "body", "rule", "details")
        lines.append(dict(zip(names, cells, strict=True)) | {"at": acting.clock.now()})
        links.append({"position": number, "line_id": number, "hash": last})
    with acting.database.writer.begin() as connection:
        unguard(connection)
        connection.execute(insert(JournalLine), lines)
        connection.execute(insert(JournalLink), links)
        guard(connection)


CHANGES = (
    "UPDATE journal SET details = replace(details, 'å', 'a') WHERE id = {id}", "UPDATE journal SET rule = NULL WHERE id = {id}",
    "UPDATE journal SET subject = subject || ' ' WHERE id = {id}", "UPDATE journal SET body = '' WHERE id = {id}",
    "DELETE FROM journal WHERE id = {id}", "DELETE FROM journal_link WHERE position = {id}", "UPDATE journal SET act = upper(act) WHERE id = {id}",
    "UPDATE journal_link SET hash = HASH WHERE position = {id}", "UPDATE journal SET actor = 'person' WHERE id = {id}",
)  # fmt: skip


def test_whatever_is_changed_in_ten_thousand_lines_is_found(empty: Acting) -> None:
    many_lines(empty)
    chance = Random(18)
    assert verdict(empty.database) == Verdict(verdict(empty.database).head)
    assert verdict(empty.database).head.lines == LINES

    missed = []
    for _ in range(DAMAGES):
        line = chance.randint(1, LINES - 1)
        change = chance.choice(CHANGES).replace("{id}", str(line)).replace("HASH", "'x' || substr(hash, 2)")
        with empty.database.engine.connect() as connection:
            connection.execution_options(samverkan_write=True)
            unguard(connection)
            connection.execute(text(change))
            with Session(connection) as session:
                found = journal_chain.verify(session)
            connection.rollback()
        if found.well or abs((found.broken or 0) - line) > 1:
            missed.append((change, found))

    assert missed == []
    assert verdict(empty.database).well


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_byte_that_is_turned_in_the_file_is_found(empty: Acting, tmp_path: Path) -> None:
    many_lines(empty)
    file = tmp_path / "copy"
    keeping.copy(empty.database.url, file)
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    whole, chance, missed = file.read_bytes(), Random(181), []

    for number in range(DAMAGES):
        place = whole.index(b'{"n": "' + f"å{chance.randint(1, LINES)}".encode()) + chance.randrange(-20, 10)
        file.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << chance.randrange(8))]) + whole[place + 1 :])
        database = Database(f"sqlite:///{file}")
        found = verdict(database)
        database.close()
        if found.well:
            missed.append((number, place, whole[place - 20 : place + 20]))

    assert missed == []
