"""Each thing that somebody does has an id of its own in the log, on every line of it; a letter and a job have theirs."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator

import pytest

from handlers.web import lines
from tests.journeys import steps
from tests.planned import plan
from tests.stage import Stage

Line = dict[str, str]


class Written(logging.Handler):
    """The log as an operator reads it, written where it is said."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(logging.INFO)
        self.setFormatter(lines.formatter(stage.settings.model_copy(update={"log": "json"})))
        self.said: list[Line] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(json.loads(self.format(record)))

    def of(self, begins: str) -> list[Line]:
        return [one for one in self.said if one["event"].startswith(begins)]


@pytest.fixture
def log(stage: Stage) -> Iterator[Written]:
    root, written = logging.getLogger(), Written(stage)
    level = root.level
    root.addHandler(written)
    root.setLevel(logging.INFO)
    yield written
    root.removeHandler(written)
    root.setLevel(level)


def test_what_one_click_leads_to_has_one_id_also_in_the_databases_thread(stage: Stage, log: Written) -> None:
    stage.with_channels("lsg")
    steps.plan(stage, "lsg", "2026-02-12")
    raiser, boss = stage.who("lsg", "ordinary", "mala"), stage.who(None, "coordinator")
    steps.raise_question(stage, raiser, "lsg", "Läkarbemanning")
    for _ in range(2):  # it is not hers to answer
        steps.answer(stage, boss, "lsg", "Läkarbemanning")

    in_the_thread = [one["id"] for one in log.of("rights.refused")]
    at_the_door = [one["id"] for one in log.of("refused why=")]
    assert in_the_thread == at_the_door
    assert len(set(at_the_door)) == 2
    assert all(re.fullmatch(r"[0-9a-f]{6}-\d+", one) for one in at_the_door)


def test_two_at_the_same_time_keep_their_own(stage: Stage, log: Written) -> None:
    raiser, boss = stage.who("lsg", "ordinary", "mala"), stage.who(None, "coordinator")
    stage.with_channels("lsg")
    steps.plan(stage, "lsg", "2026-02-12")
    steps.raise_question(stage, raiser, "lsg", "Läkarbemanning")
    message = boss.find_message("Läkarbemanning", "lsg-au")
    boss.click(message, "question_approve", times=6, concurrent=True, action_ts=None)

    pairs = [(one["id"], one["event"].partition(" ")[0]) for one in log.said if one.get("id", "").count("-") == 1]
    refused = [one for one, what in pairs if what == "rights.refused"]
    assert refused
    assert sorted(refused) == sorted(one for one, what in pairs if what == "refused")


def test_the_code_that_a_person_is_shown_stands_in_the_log_beside_the_id(stage: Stage, log: Written) -> None:
    raiser = stage.who("lsg", "ordinary", "mala")
    stage.hands.fault("slack", "/api/views.open", "500", times=2)
    raiser.command("/samverkan fråga")
    shown = raiser.find_message("kod") if not raiser.notices() else {"text": str(raiser.notices()[-1])}
    (fault,) = log.of("fault code=")
    code = re.search(r"code=([0-9A-F]{8})", fault["event"])

    assert code is not None
    assert code[1] in str(shown) or code[1] in str(raiser.messages("dm"))
    assert fault["id"]


def test_a_letter_and_a_job_have_theirs(stage: Stage, log: Written) -> None:
    stage.with_channels("lsg")
    plan(stage.county, "lsg", "2026-03-12")
    stage.hands.fault("slack", "/api/chat.postMessage", "503", times=1)
    stage.settle()
    failed = log.of("letter.failed")

    assert failed
    assert [one["id"] for one in failed] == [f"letter-{one['event'].split('id=')[1].split()[0]}" for one in failed]
    assert {one["id"] for one in log.of("clock.done job=accounts")} <= {"job-accounts"}
