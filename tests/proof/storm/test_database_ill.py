"""The database is locked for long, full, or killed: whoever presses is told so honestly and in time, nothing is promised, and within
half a minute everything works again without anybody's help (reliability T7)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic

from sqlalchemy import event
from sqlmodel import select

from models.tables.questions import AuAnswer, Question
from sandbox.control import wait
from sandbox.person import Person
from tests.conftest import Copies
from tests.journeys import steps
from tests.journeys.test_databasen_ar_borta import CALM
from tests.stage import BotThread, Stage, set_up
from tools.postgres import running

TITLE = "Trygg utskrivning"
HELD = 15.0  # seconds
HEALED = 30.0


@contextmanager
def awake(url: str, folder: Path, name: str) -> Iterator[Stage]:
    """A stage whose bot runs by itself, and a question that waits for the chair."""
    with set_up(url, folder, name=name) as stage:
        stage.with_channels("lsg")
        steps.raise_question(stage, stage.who("lsg", "ordinary", "mala"), "lsg", TITLE)
        stage.running.stop()
        stage.running = BotThread(stage.settings, stage.clock, background=True)
        stage._tell_slack()
        yield stage


def press(stage: Stage, chair: Person) -> None:
    """Press "approve". A yes that comes in time carries a calm sentence; where none comes, because other work waits for the same
    lock, Slack itself says that it did not work."""
    told = len(steps.ephemerals(chair, "lsg-au"))
    said = chair.click(steps.au_card(chair, "lsg", TITLE), "question_approve")
    words = steps.ephemerals(chair, "lsg-au")[told:]
    assert not said["ok"] or (len(words) == 1 and CALM.search(words[0])), (said, words)


def kept(stage: Stage) -> int:
    """How many answers there are."""
    with stage.county.session() as session:
        return len(session.exec(select(AuAnswer)).all())


def heals(stage: Stage, chair: Person) -> None:
    """The same press counts now, and what follows from it stands in Slack."""
    began = monotonic()

    def pressed() -> bool:
        chair.click(steps.au_card(chair, "lsg", TITLE), "question_approve")
        return kept(stage) == 1

    wait(pressed, HEALED, "an answer that is kept")
    wait(lambda: "*1 av 2*" in chair.outline(steps.au_card(chair, "lsg", TITLE)), HEALED, "the card")
    assert monotonic() - began < HEALED


def test_a_lock_that_is_held_for_long(copies: dict[str, Copies], tmp_path: Path) -> None:
    url = copies["sqlite"].copy("vasterbotten")
    with awake(url, tmp_path, "locked") as stage:
        chair = stage.who("lsg", "chair")
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            began = monotonic()
            press(stage, chair)
            wait(lambda: monotonic() - began > HELD - 4, HELD, "the time to pass")
            press(stage, chair)
            assert kept(stage) == 0
            other.execute("ROLLBACK")

        heals(stage, chair)


def test_a_disk_that_is_full(copies: dict[str, Copies], tmp_path: Path) -> None:
    """SQLite is not given one page more: the same error as a full disk. The form keeps what was written, and is sent again."""
    url = copies["sqlite"].copy("vasterbotten")
    file = url.removeprefix("sqlite:///")
    with set_up(url, tmp_path, name="full") as stage:
        stage.with_channels("lsg")
        raiser = stage.who("lsg", "ordinary", "mala")
        raiser.command("/samverkan fråga")
        raiser.fill(raiser.modal(), {"title": TITLE, **steps.FORM, "background": "Vi har prövat. " * 130})
        engine, full = stage.bot.database.engine, True

        def limited(connection: sqlite3.Connection, _record: object) -> None:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count={pages if full else 10**6}")

        with closing(sqlite3.connect(file)) as other:  # no page that is free already
            other.execute("VACUUM")
        event.listen(engine, "connect", limited)
        engine.dispose()
        said = raiser.submit(raiser.modal())
        assert said["status"] == 200
        assert [one for one in said["errors"].values() if CALM.search(one)], said
        assert raised(stage) == 0
        full = False
        engine.dispose()

        steps.handed_in(stage, raiser, {})
        assert raised(stage) == 1
        with closing(sqlite3.connect(file)) as other:
            assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def raised(stage: Stage) -> int:
    """How many questions there are."""
    with stage.county.session() as session:
        return len(session.exec(select(Question)).all())


def test_a_server_that_is_killed(tmp_path: Path) -> None:
    with running() as cluster:
        mine = Copies("postgresql", tmp_path)
        mine.server = cluster.url
        with awake(mine.copy("vasterbotten"), tmp_path, "killed") as stage:
            chair = stage.who("lsg", "chair")
            cluster.down()
            press(stage, chair)
            cluster.up()

            wait(lambda: kept(stage) == 0, HEALED, "the server")
            heals(stage, chair)
