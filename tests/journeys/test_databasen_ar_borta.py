"""The database is locked, or away: whoever presses gets a calm sentence with a code, nothing is half done, and afterwards all
works again without anybody's help."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql
from sqlmodel import select

from models.tables.journal import JournalLine
from models.tables.questions import AuAnswer, Question
from sandbox.person import Person
from tests.conftest import Copies
from tests.journeys import steps
from tests.stage import Stage, set_up

TITLE = "Trygg utskrivning"
CALM = re.compile(r"Något gick fel hos oss\. Inget är sparat\. .*felkod [0-9A-F]{8}")


@contextmanager
def locked(stage: Stage) -> Iterator[None]:
    """Somebody else holds what an answer must write."""
    if stage.url.startswith("sqlite"):
        with closing(sqlite3.connect(stage.url.removeprefix("sqlite:///"), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")
        return
    with psycopg.connect(stage.url) as other:
        other.execute("LOCK TABLE question IN ACCESS EXCLUSIVE MODE")
        yield
        other.rollback()


@contextmanager
def away(stage: Stage) -> Iterator[None]:
    """PostgreSQL throws everybody out and lets nobody in."""
    parts = urlsplit(stage.url)
    name = parts.path.strip("/")
    server = stage.url.replace(parts.path, "/postgres")
    allow = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
    with psycopg.connect(server, autocommit=True) as boss:
        boss.execute(allow.format(sql.Identifier(name), sql.SQL("false")))
        boss.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        try:
            yield
        finally:
            boss.execute(allow.format(sql.Identifier(name), sql.SQL("true")))


def kept(stage: Stage) -> tuple[int, int, int]:
    """How many questions, answers and journal lines there are."""
    with stage.county.session() as session:
        return tuple(len(session.scalars(select(one)).all()) for one in (Question, AuAnswer, JournalLine))  # type: ignore[return-value]


def try_all(stage: Stage, chair: Person, raiser: Person) -> list[str]:
    """Press a button, send a form in, choose the command; what each is told."""
    pressed = chair.click(steps.au_card(chair, "lsg", TITLE), "question_approve")
    sent = raiser.submit(raiser.modal())
    assert pressed["ok"], pressed
    assert sent["status"] == 200, sent
    return [*steps.ephemerals(chair, "lsg-au"), *sent["errors"].values()]


def tried_again(stage: Stage) -> bool:
    """Whether Slack has brought the message once more, in vain."""
    brought = stage.hands.deliveries(label="message")
    return any(one["retry_num"] == 1 and one["status"] == 500 for one in brought)


def test_a_locked_database_is_told_calmly_and_works_again(stage: Stage) -> None:
    stage.with_channels("lsg")
    raiser, chair = stage.who("lsg", "ordinary", "mala"), stage.who("lsg", "chair")
    steps.raise_question(stage, raiser, "lsg", TITLE)
    raiser.command("/samverkan fråga")
    raiser.fill(raiser.modal(), {"title": "Den andra", **steps.FORM})
    before = kept(stage)

    with locked(stage):
        told = try_all(stage, chair, raiser)

    assert len(told) == 2
    assert all(CALM.search(one) for one in told), told
    stage.settle()
    assert kept(stage) == before
    steps.answer(stage, chair, "lsg", TITLE)
    assert "*1 av 2*" in chair.outline(steps.au_card(chair, "lsg", TITLE))
    steps.handed_in(stage, raiser, {})  # nothing written in the form was lost
    assert "Den andra" in chair.outline(steps.au_card(chair, "lsg", "Den andra"))
    assert kept(stage)[:2] == (2, 1)


def test_a_server_that_is_away_is_told_calmly_and_comes_back(copies: dict[str, Copies], tmp_path: Path) -> None:
    url = copies["postgresql"].copy("vasterbotten")
    with set_up(url, tmp_path, name="server_away") as stage:
        stage.with_channels("lsg")
        raiser, chair = stage.who("lsg", "ordinary", "mala"), stage.who("lsg", "chair")
        steps.raise_question(stage, raiser, "lsg", TITLE)
        raiser.command("/samverkan fråga")
        raiser.fill(raiser.modal(), {"title": "Den andra", **steps.FORM})
        before = kept(stage)

        with away(stage):
            told = try_all(stage, chair, raiser)
            said = raiser.dm("jag vill lyfta en fråga om tolkar")
            assert said["status"] == 500  # nothing was kept: Slack brings it again, at once
            stage.hands.wait(lambda: tried_again(stage), what="Slack's second try, while it is still away")

        assert len(told) == 2
        assert all(CALM.search(one) for one in told), told
        assert kept(stage) == before
        stage.hands.redeliver(label="message")
        stage.settle()
        assert "tolkar" in raiser.find_message("Lyft en fråga")["text"].lower()
        steps.answer(stage, chair, "lsg", TITLE)
        steps.handed_in(stage, raiser, {})
        assert "*1 av 2*" in chair.outline(steps.au_card(chair, "lsg", TITLE))
        assert "Den andra" in chair.outline(steps.au_card(chair, "lsg", "Den andra"))
    copies["postgresql"].drop(url)
