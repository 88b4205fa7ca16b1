"""The same for what is a name or an id: a guest's address, who Outlook says attends, ids and words that end in the log or in the figures."""

from __future__ import annotations

import logging
import re
import unicodedata
import urllib.request

import pytest

from handlers.web import lines
from models.tables.meetings import Guest
from tests.journeys import steps
from tests.journeys.test_seminariet import board, plan
from tests.proof.edge.knock import Request, knock
from tests.proof.edge.test_entrances import NEVER, TEXTS, Entrance, calm, sound, written
from tests.stage import ORGANISER, Stage


@pytest.mark.timeout(300)
def test_a_guests_address_and_an_attendees_name(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    stage.with_channels("lsg", "samrad")
    door, chair = Entrance(stage), stage.who("lsg", "chair")
    plan(stage, chair)
    chair.click(board(stage, chair), "seminar_invite")
    steps.handed_in(stage, chair, {"addresses": "Expert Exempel <expert@universitetet.example>"})
    form = door.kept("view_submission")
    before = door.rows(Guest)

    alone = calm({name: door.bring(written(form, addresses=text)) for name, text in TEXTS.items()})
    assert set(alone) >= set(TEXTS) - {"nul", "surrogate", "crlf"}
    between = door.rows(Guest)
    assert between - before <= 1
    named = {
        name: door.bring(written(form, addresses=f"{text} <gast{place}@utanfor.example>"))
        for place, (name, text) in enumerate(TEXTS.items())
    }
    refused = calm(named)
    assert between <= door.rows(Guest) <= between + len(TEXTS) - len(NEVER) - len(refused) + 1

    event = stage.outlook.events_of(ORGANISER)[0]
    for place, text in enumerate(TEXTS.values()):
        if text not in NEVER:
            stage.outlook.add_mailbox(f"namn{place}@utanfor.example", text[:200], external=True)
            stage.outlook.edit(event["id"], attendees_add=[f"namn{place}@utanfor.example"])
    stage.running.call(stage.bot.listener.once())  # type: ignore[union-attr]
    sound(stage, caplog)
    assert "Nära vård" in chair.outline(board(stage, chair))


@pytest.mark.parametrize("kind", ["sqlite"])
@pytest.mark.timeout(300)
def test_what_ends_in_the_log_or_in_the_figures(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    stage.with_channels("lsg")
    door, chair = Entrance(stage), stage.who("lsg", "chair")
    mark = "Kantarell\n2026-01-01 [info] falsk\x1b[31m\u202e\u2028\x9b"
    chair.command("/samverkan hjälp")
    command = door.kept("/samverkan")
    chair.click(steps.home(stage, chair), "question_raise")
    click = door.kept("block_actions")
    stage.who("lsg", "chair").close(clear=True)
    for given in (mark, f'{mark}"}} 1', f"{mark}{{a}}%s"):
        door.bring({**command, "text": given})
        door.bring({**command, "command": given})
        door.bring({**command, "user_id": given})
        door.bring({**click, "actions": [{**click["actions"][0], "action_id": given}]})
        door.bring({**click, "actions": [{**click["actions"][0], "value": given}]})
        door.bring({**click, "type": given})
    odd = "/%0a2026%20[info]%20falsk%1b[31m"
    knock(
        stage,
        [Request(path, method="GET", path=path) for path in (odd, f"/arenden{odd}", f"/ics{odd}", f"/metrics?x={odd}")],
    )

    with urllib.request.urlopen(f"http://127.0.0.1:{stage.bot.port}/metrics", timeout=30) as answer:
        figures = answer.read().decode()
    drawn = [lines.formatter(stage.settings).format(one) for one in caplog.records if not one.exc_info]
    assert "samverkan_interaction_seconds" in figures
    assert re.findall("Kantarell|falsk|\x1b", figures) == []
    assert all(re.fullmatch(r"#.*|[a-z_]+(?:\{[ -~]*\})? \S+|", line) for line in figures.split("\n"))
    assert len(drawn) > 5
    assert [one for one in drawn for sign in one if unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp")] == []
    assert [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR] == []
