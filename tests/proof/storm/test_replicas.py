"""Two replicas on PostgreSQL, one of which dies or freezes wherever it is: the absent member's substitute is asked in time all the
same (reliability T11, I6)."""

from __future__ import annotations

import os
import signal
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from bot.usecases import absences, meetings
from models.tables.absences import Absence, SubstituteCall
from models.tables.outbox import Card
from sandbox.control import wait
from tests.conftest import Copies
from tests.proof.storm import checker
from tests.proof.storm.world import LEAP, Parents, World, world

IN_TIME = 45.0  # seconds, real ones: a frozen replica's transaction is undone by the server after fifteen


def asked(here: World) -> list[tuple[int, str]]:
    """The substitutes who have been asked, and what came of it."""
    with here.stage.county.session() as session:
        return [
            (one.person_id, one.state) for one in session.exec(select(SubstituteCall).order_by(col(SubstituteCall.id)))
        ]


def asked_in_slack(here: World) -> int:
    """How many of the questions to substitutes stand in Slack."""
    with here.stage.county.session() as session:
        return len(session.exec(select(Card).where(col(Card.name).startswith("call:"))).all())


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    ("at", "freeze"),
    [
        ("commit:answers_due:before", False),
        ("commit:answers_due:before", True),
        ("commit:answers_due:after", True),
        ("commit:Delivery._claim:after", True),
        ("call:chat.postMessage:before", False),
        ("commit:Delivery._settle:before", True),
    ],
)
def test_the_next_substitute_is_asked_whichever_replica_dies(
    kind: str, copies: dict[str, Copies], parents: Parents, tmp_path: Path, at: str, freeze: bool
) -> None:
    """The first substitute is silent. One replica comes to a point of asking the next and dies or freezes there; the other goes on."""
    with world(copies[kind], parents, tmp_path) as here:
        county = here.stage.county
        day = (here.time.now().date() + timedelta(days=70)).isoformat()
        boss, absent = county.who(None, "coordinator"), county.who("lsg", "ordinary", "umea")
        meeting = meetings.create(county.as_(boss), "lsg", day, "09:00", "12:00", "Umeå")[0]
        absences.report(county.as_(absent), meeting)
        here.recover()
        assert (len(asked(here)), asked_in_slack(here)) == (1, 1)

        here.forward(timedelta(days=3).total_seconds())
        order = here.order("tick", crash={"at": at, "nth": 1, "freeze": freeze})
        struck = parents.fork(order)
        assert parents.stopped(struck) is freeze
        other = parents.fork(here.order("tick"))
        wait(
            lambda: [one for _, one in asked(here)][:2] == ["silent", "asked"], IN_TIME, f"the second call; {here.log}"
        )
        here.forward(LEAP)
        wait(lambda: asked_in_slack(here) == 2, IN_TIME, f"the question in Slack; {here.log}")
        if freeze:
            os.kill(struck, signal.SIGKILL)
            parents.wait(struck)
        os.kill(other, signal.SIGKILL)
        parents.wait(other)

        here.forward()
        here.recover()
        with county.session() as session:
            assert [one.state for one in session.exec(select(Absence))] == ["calling"]
        checker.check(here)
