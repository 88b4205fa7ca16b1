"""The log of a whole story, faults and all: no secret, no person's name or address, and no text that somebody wrote (reliability T14)."""

from __future__ import annotations

import logging
import traceback

import pytest
from pydantic import SecretStr
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from handlers.web import lines
from models.tables.people import Person
from tests.journeys import steps
from tests.stage import TOKEN, Stage

MARK = "Kantarellsoppa"
"""It stands in every text that somebody writes."""


def story(stage: Stage) -> None:
    """A question, an absence, a meeting that is moved and cancelled; Slack and Outlook stumble on the way."""
    stage.with_channels("lsg")
    raiser, chair, vice = (stage.who("lsg", *one) for one in (("ordinary", "mala"), ("chair",), ("vice_chair",)))
    coordinator, substitute = stage.who(None, "coordinator"), stage.who("lsg", "substitute", "mala")
    stage.hands.fault("graph", "POST .*/events$", "drop_after", times=1)
    stage.hands.fault("graph", ".*/events.*", "503", times=2)
    steps.plan(stage, "lsg", "2026-02-12", place=f"{MARK} 1")
    steps.raise_question(stage, raiser, "lsg", MARK, issue=f"{MARK} blir sen.", benefit=f"Mer {MARK}")
    steps.answer(stage, coordinator, "lsg", MARK)  # it is not hers to answer
    steps.answer(stage, chair, "lsg", MARK)
    steps.answer_in_words(stage, vice, "lsg", MARK, "Ta inte upp", text=f"{MARK} löses lokalt.")
    raiser.command(f"/samverkan fråga {MARK}")
    raiser.submit(values={"title": f"{MARK} 850709-9805"})
    raiser.close(clear=True)
    raiser.dm(f"jag vill lyfta en fråga om {MARK}")
    raiser.dm(MARK)
    for fault in ("500", "drop_after"):
        stage.hands.fault("slack", "/api/views.open", fault, times=1)
        raiser.command(f"/samverkan fråga {MARK}")
        raiser.click(steps.home(stage, raiser), "question_raise")
        while raiser.modals():
            raiser.close(clear=True)
    stage.hands.fault("slack", "/api/chat.postMessage", "500", times=1)
    stage.hands.fault("slack", "/api/chat.postMessage", "drop_after", times=1)
    raiser.shortcut("report_absence")
    steps.handed_in(stage, raiser, {})
    stage.forward(minutes=5)
    substitute.click(substitute.find_message("ersätta"), "absence_accept")
    stage.settle()
    stage.running.call(stage.bot.listener.once())  # type: ignore[union-attr]
    stage.forward(minutes=5)
    stage.hands.fault("graph", ".*", "504", times=3)
    (event,) = steps.events(stage)
    stage.outlook.edit(event["id"], location=f"{MARK} 2")
    for _ in range(3):
        stage.running.call(stage.bot.listener.once())  # type: ignore[union-attr]
        stage.forward(minutes=30)


def written(record: logging.LogRecord) -> str:
    """Everything that a line holds: its message, what was put into it, and the trace with every fault's words."""
    trace = "".join(traceback.format_exception(*record.exc_info)) if record.exc_info else ""
    return f"{record.getMessage()} {record.args!r} {trace}"


def _a_row_is_refused(stage: Stage, email: str) -> None:
    """The database refuses a row, and a part of ours logs that."""
    try:
        with stage.county.database.write() as session:
            session.add(Person(name=MARK, email=email))
    except IntegrityError:
        logging.getLogger("bot").exception("a row that is refused")


@pytest.mark.timeout(300)
def test_no_secret_no_name_and_no_words_of_people_are_in_the_log(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    story(stage)
    refused = stage.county.who("lsg", "chair")
    _a_row_is_refused(stage, str(refused.email))

    settings = stage.settings
    given = [getattr(settings, name) for name in type(settings).model_fields]
    secrets = [one.get_secret_value() for one in given if isinstance(one, SecretStr)]
    with stage.county.session() as session:
        people = [word for one in session.scalars(select(Person)) for word in (one.name, one.email)]
    raw = [written(one) for one in caplog.records]
    drawn = [lines.formatter(settings).format(one) for one in caplog.records]

    assert TOKEN in secrets
    assert len(raw) > 10
    assert [(word, line) for line in raw for word in secrets if word in line] == []
    assert [(word, line) for line in drawn for word in (*people, MARK) if word in line] == []
    assert any("a row that is refused" in line and "person" in line for line in drawn)
    assert any(line.startswith("refused why=") for line in raw)
    assert any(line.startswith("fault code=") for line in raw)
    ours = [one for one in raw if not one.startswith("a row that is refused")]
    assert [(word, line) for line in ours for word in (*people, MARK) if word in line] == []
