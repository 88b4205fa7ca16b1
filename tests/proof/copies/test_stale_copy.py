"""A copy from earlier is put back: what was sent since then is found again, and nothing stands twice (reliability T16)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from bot.usecases import absences, meetings, questions, questions_au
from models.rules.questions import QuestionState
from models.rules.questions_au import Answer
from models.store import journal_chain
from models.tables.outbox import OutboxLetter
from models.tables.questions import AuAnswer, Question
from sandbox.control import Dict
from tests.journeys import steps
from tests.proof.copies import keeping
from tests.stage import ORGANISER, BotThread, Stage
from tests.usecases.question_world import draft


def messages(stage: Stage) -> list[Dict]:
    """Every message of the bot's: where it stands, what it says, whose letter's it is."""

    def look() -> list[Dict]:
        found = []
        for channel in stage.sandbox.sandbox.slack.ws.channels.values():
            for one in channel.messages.values():
                if one.bot_id:
                    key = ((one.metadata or {}).get("event_payload") or {}).get("key")
                    found.append(
                        {"channel": channel.id, "ts": one.ts, "says": one.text, "key": key, "blocks": str(one.blocks)}
                    )
        return found

    return stage.sandbox.run(look)


def live_events(stage: Stage) -> list[tuple[str, str]]:
    """The events in the organiser's calendar, by what they are and when."""
    return sorted((one["subject"], one["start"]["dateTime"]) for one in stage.outlook.events_of(ORGANISER))


def put_back(stage: Stage, copy: Path) -> None:
    """As an operator does: stop, put the copy back, say so, start."""
    stage.running.stop()
    keeping.put_back(stage.url, copy)
    keeping.mark(stage.url, stage.clock)
    stage.running = BotThread(stage.settings, stage.clock)
    stage._tell_slack()


def keys(stage: Stage) -> set[str]:
    with stage.county.session() as session:
        return set(session.scalars(select(OutboxLetter.op)))


def whole(stage: Stage) -> bool:
    with stage.county.session() as session:
        return journal_chain.verify(session).well


@pytest.fixture
def busy(stage: Stage) -> Stage:
    """LSG with questions at AU, a meeting that somebody does not come to, and more of both that has not left yet."""
    stage.with_channels("lsg")
    county = stage.county
    boss, raiser = county.as_(county.who(None, "coordinator")), county.as_(county.who("lsg", "ordinary", "mala"))
    for number in range(4):
        questions.raise_question(raiser, draft(title=f"Fråga {number}"))
    (first,) = meetings.create(boss, "lsg", "2026-03-12", "09:00", "12:00", "Umeå")
    absences.report(county.as_(county.who("lsg", "ordinary", "umea")), first)
    stage.settle()
    for number in range(4, 7):
        questions.raise_question(raiser, draft(title=f"Fråga {number}"))
    (second,) = meetings.create(boss, "lsg", "2026-04-16", "09:00", "12:00", "Lycksele")
    absences.report(county.as_(county.who("lsg", "ordinary", "lycksele")), second)
    return stage


def test_nothing_stands_twice_after_a_stale_copy(busy: Stage, tmp_path: Path) -> None:
    keeping.copy(busy.url, tmp_path / "copy")
    busy.settle()
    busy.forward(days=8)  # the clock: AU is late, a substitute was silent and the next is asked
    busy.forward(minutes=10)
    before, events = messages(busy), live_events(busy)
    mails = len(busy.outlook.mails())

    put_back(busy, tmp_path / "copy")
    busy.settle()
    for _ in range(4):
        busy.forward(minutes=5)

    after = messages(busy)
    said = Counter((one["channel"], one["says"]) for one in after if "Gäller inte längre" not in one["blocks"])
    was = Counter((one["channel"], one["says"]) for one in before)
    assert live_events(busy) == events
    assert len(busy.outlook.mails()) == mails
    assert {one: count for one, count in said.items() if count > max(1, was[one])} == {}
    assert len(after) - sum("Gäller inte längre" in one["blocks"] for one in after) <= len(before)
    assert {one["key"] for one in after if "Gäller inte längre" not in one["blocks"]} <= keys(busy)
    assert whole(busy)


def test_what_was_decided_since_the_copy_is_done_anew_and_stands_once(busy: Stage, tmp_path: Path) -> None:
    busy.settle()
    keeping.copy(busy.url, tmp_path / "copy")

    def decide() -> None:
        county = busy.county
        raiser = county.as_(county.who("lsg", "ordinary", "mala"))
        number = questions.raise_question(raiser, draft(title="Efter kopian"))
        questions_au.answer(county.as_(county.who("lsg", "chair")), number, 1, Answer.APPROVE)
        busy.settle()

    decide()
    before = messages(busy)
    put_back(busy, tmp_path / "copy")
    busy.settle()
    decide()

    after = messages(busy)
    assert Counter((one["channel"], one["ts"]) for one in after) == Counter(
        (one["channel"], one["ts"]) for one in before
    )
    assert {one["key"] for one in after} <= keys(busy)
    card = steps.au_card(busy.who("lsg", "chair"), "lsg", "Efter kopian")
    assert busy.who("lsg", "vice_chair").click(card, "question_approve")["ok"]


def test_an_old_card_of_what_was_lost_does_nothing_to_what_came_after(busy: Stage, tmp_path: Path) -> None:
    busy.settle()
    keeping.copy(busy.url, tmp_path / "copy")

    def raise_one(title: str) -> tuple[int, dict[str, Any]]:
        county = busy.county
        number = questions.raise_question(county.as_(county.who("lsg", "ordinary", "mala")), draft(title=title))
        busy.settle()
        return number, steps.au_card(busy.who("lsg", "chair"), "lsg", title)

    chair = busy.who("lsg", "chair")
    lost, old = raise_one("Den borttappade frågan")
    assert chair.choose(old, "question_au_more", "Ta inte upp")["ok"]
    put_back(busy, tmp_path / "copy")
    new, card = raise_one("En helt annan fråga")
    busy.forward(minutes=5)

    formed = chair.submit(values={"text": "Frågan är lokal."})
    chair.close(clear=True)
    chair.click(old, "question_approve")  # as on a screen that has not been drawn anew
    busy.settle()

    with busy.county.session() as session:
        row, answers = session.get_one(Question, new), list(session.scalars(select(AuAnswer)))
    words = "Det du klickade på finns inte längre. Inget har ändrats."
    assert formed["body"]["errors"] == {"text": words}
    assert words in str(chair.modals()) + str(steps.ephemerals(chair, steps.au_channel("lsg")))
    assert new > lost
    assert row.state == QuestionState.AT_AU
    assert [one for one in answers if one.question_id == new] == []
    assert chair.click(card, "question_approve")["ok"]
    (drawn,) = [one for one in messages(busy) if one["ts"] == old["ts"]]
    assert "Gäller inte längre" in drawn["blocks"]
    assert "question_approve" not in drawn["blocks"]
