"""Coordinators are told of what is stuck: once when it begins, once when it is over, one message however many letters."""

from __future__ import annotations

import pytest
from sqlmodel import select

from bot.outbox.letters.people import Home, Stuck
from bot.outbox.post import row
from bot.usecases.outbox import PATIENCE, watch_routes
from models.store import outbox
from models.tables.outbox import OutboxLetter, Trouble
from sandbox.person import Person
from tests.planned import plan
from tests.stage import Stage

AWAY, BACK = "Outlook tar inte emot", "Inget väntar längre på"


def said(who: Person, words: str) -> list[str]:
    return [one["text"] for one in who.messages("dm") if words in one["text"]]


@pytest.mark.parametrize("fault", ["503", "429"])
def test_outlook_away_is_told_once_and_so_is_its_return(stage: Stage, fault: str) -> None:
    boss, other = (stage.who(None, "coordinator", place=place) for place in (0, 1))
    more = {"retry_after": 120} if fault == "429" else {}
    stage.hands.fault("graph", ".*", fault, times=10_000, **more)
    plan(stage.county, "lsg", "2026-03-12")
    stage.settle()
    stage.forward(minutes=14)
    early = said(boss, AWAY)
    for _ in range(4):
        stage.forward(minutes=10)
    away = [said(one, AWAY) for one in (boss, other)]
    stage.hands.clear_faults()
    for _ in range(4):
        stage.forward(minutes=30)

    assert early == []
    assert [len(one) for one in away] == [1, 1]
    assert "ett utskick väntar" in away[0][0]
    assert [len(said(one, BACK)) for one in (boss, other)] == [1, 1]
    assert len(said(boss, AWAY)) == 1
    with stage.county.session() as session:
        assert session.scalars(select(Trouble)).all() == []


def test_a_short_pause_is_not_told(stage: Stage) -> None:
    stage.hands.fault("graph", ".*", "503", times=2)
    plan(stage.county, "lsg", "2026-03-12")
    for _ in range(6):
        stage.forward(minutes=5)

    assert said(stage.who(None, "coordinator"), AWAY) + said(stage.who(None, "coordinator"), BACK) == []


def test_slack_away_is_told_when_it_is_back(stage: Stage) -> None:
    boss = stage.who(None, "coordinator")
    stage.hands.fault("slack", r"/api/chat\.", "503", times=10_000)
    stage.with_channels("lsg")
    plan(stage.county, "lsg", "2026-03-12")
    stage.settle()
    for _ in range(4):
        stage.forward(minutes=10)
    stage.hands.clear_faults()
    for _ in range(4):
        stage.forward(minutes=30)

    assert len(said(boss, "Inget väntar längre på Slack")) == 1
    assert said(boss, "Slack tar inte emot") == []


def test_two_replicas_tell_it_once(stage: Stage) -> None:
    stage.hands.fault("graph", ".*", "503", times=10_000)
    plan(stage.county, "lsg", "2026-03-12")
    stage.settle()
    stage.hands.advance(PATIENCE.total_seconds() + 60)
    done = [watch_routes(stage.county.acting) for _ in range(3)]

    assert done == [1, 0, 0]


def test_many_given_up_letters_are_one_message(stage: Stage) -> None:
    """A thousand letters of a kind that nobody can send: each coordinator has one message, which says how many there are."""
    number = 1_000 if stage.bot.database.is_sqlite else 200
    now = stage.clock.now()
    with stage.county.database.write() as session:
        rows = [
            {**row(Home(10_000 + one), cause="x", now=now), "kind": "Nobody", "attempts": 11} for one in range(number)
        ]
        for at in range(0, number, 50):
            outbox.put(session, rows[at : at + 50])
    stage.running.call(stage.bot.delivery.settle())
    stage.forward(seconds=10)

    with stage.county.session() as session:
        made = session.scalars(select(OutboxLetter).where(OutboxLetter.kind == Stuck.__name__)).all()
    for place in (0, 1):
        told = stage.who(None, "coordinator", place=place).messages("dm")
        assert [f"{number} meddelanden" in one["text"] for one in told] == [True]
    assert len(made) <= 8
