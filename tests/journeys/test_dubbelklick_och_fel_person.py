"""Two clicks in the same instant, a screen from before, somebody who may not, a chair replaced yesterday: a calm sentence
each, and nothing is done twice or by the wrong person."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from sqlmodel import select

from bot.usecases import roster
from bot.usecases.acting import OPERATOR
from models.tables.meetings import AgendaItem
from models.tables.questions import AuAnswer, Question
from sandbox.control import Dict
from sandbox.person import Person
from tests.journeys import steps
from tests.stage import Stage

TITLE = "Trygg utskrivning"
AU = "lsg-au"


def at_once(*acts: Callable[[], object]) -> None:
    """Do all of it in the same instant, each with hands of its own."""
    gate, faults = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        gate.wait(10)
        try:
            act()
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=run, args=[one]) for one in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    assert not faults, faults


def answers(stage: Stage) -> list[tuple[str, str]]:
    """Every answer of AU's that stands: office and answer."""
    with stage.county.session() as session:
        return sorted((one.office, one.answer) for one in session.scalars(select(AuAnswer)) if one.withdrawn_at is None)


def raised(stage: Stage) -> tuple[Person, Person, Person, Dict]:
    """A question that waits for AU: raiser, chair, vice chair, the card."""
    stage.with_channels("lsg")
    steps.plan(stage, "lsg", "2026-03-12")
    raiser, chair, vice = (
        stage.who("lsg", "ordinary", "mala"), stage.who("lsg", "chair"), stage.who("lsg", "vice_chair")
    )  # fmt: skip
    steps.raise_question(stage, raiser, "lsg", TITLE)
    return raiser, chair, vice, steps.au_card(chair, "lsg", TITLE)


def test_both_of_au_press_many_times_in_the_same_instant(stage: Stage) -> None:
    """S-09: one answer each, one point on the agenda, one line that it is settled."""
    raiser, chair, vice, card = raised(stage)

    at_once(
        lambda: chair.click(card, "question_approve", times=3, concurrent=True),
        lambda: vice.click(card, "question_approve", times=3, concurrent=True),
        lambda: chair.click(card, "question_approve", action_ts="1768204900.000100", times=3, concurrent=True),
    )
    stage.hands.redeliver(label="block_actions", times=2)
    stage.settle()

    assert answers(stage) == [("chair", "approve"), ("vice_chair", "approve")]
    with stage.county.session() as session:
        assert len(session.scalars(select(AgendaItem)).all()) == 1
    lines = [one["text"] for one in chair.thread(AU, card["ts"]) if one["ts"] != card["ts"] and not one["ephemeral"]]
    assert len(lines) == 2
    assert sum("AU har godkänt frågan." in one for one in lines) == 1
    roots = [one for one in raiser.messages() if one["thread_ts"] in (None, one["ts"])]
    assert len([one for one in roots if "Välkommen" not in one["text"]]) == 1
    assert set(steps.ephemerals(chair, AU)) <= {
        "Du har redan svarat. Inget har ändrats.", "Frågan är redan hanterad. Inget har ändrats."
    }  # fmt: skip
    assert stage.hands.deliveries(label="block_actions")[-1]["ok"]


def test_a_form_sent_twice_makes_one_question_and_one_meeting(stage: Stage) -> None:
    stage.with_channels("lsg")
    raiser, boss = stage.who("lsg", "ordinary", "mala"), stage.who(None, "coordinator")
    raiser.command("/samverkan fråga")
    form = raiser.fill(raiser.modal(), {"title": TITLE, **steps.FORM})
    at_once(*[lambda: raiser.submit(form)] * 2)
    stage.hands.redeliver(label="view_submission", times=2)
    boss.click(steps.home(stage, boss), "meeting_create")
    boss.submit(values={"body": "lsg", "dates": "2026-03-12"})
    sure = boss.modal()
    at_once(*[lambda: boss.submit(sure)] * 2)
    stage.hands.redeliver(label="view_submission", times=2)
    stage.settle()

    with stage.county.session() as session:
        assert [one.title for one in session.scalars(select(Question))] == [TITLE]
    assert len(steps.events(stage)) == 1
    assert len(raiser.messages()) == 1


def test_a_screen_from_before_a_restart_and_before_a_settlement(stage: Stage) -> None:
    raiser, chair, vice, card = raised(stage)
    mine = raiser.find_message(TITLE)
    stage.restart()

    chair.click(card, "question_approve")  # drawn by the process that is gone
    vice.click(card, "question_approve")
    stage.settle()
    stage.restart()
    assert "På dagordningen den 12 mars 2026" in chair.outline(steps.au_card(chair, "lsg", TITLE))

    vice.click(card, "question_refer")  # both still see the buttons of the first drawing
    chair.choose(card, "question_au_more", "Ta inte upp")
    stage.settle()
    assert "Frågan är redan hanterad. Inget har ändrats." in str([steps.ephemerals(one, AU) for one in (chair, vice)])
    for one in (chair, vice):
        assert "Frågan är redan hanterad. Inget har ändrats." in str(one.modals()) + str(steps.ephemerals(one, AU))
        assert not [view for view in one.modals() if view["submit"]]
    raiser.click(mine, "question_withdraw")
    raiser.click(mine, "question_withdraw")
    stage.settle()
    assert "Återtagen" in chair.outline(steps.au_card(chair, "lsg", TITLE))
    assert answers(stage) == [("chair", "approve"), ("vice_chair", "approve")]


def test_whoever_sees_the_button_but_has_not_the_office_changes_nothing(stage: Stage) -> None:
    """Rights are asked of the roster at the moment of the click, never of who could see the button."""
    raiser, chair, _, card = raised(stage)
    coordinator = stage.who(None, "coordinator")  # is in AU's channel, and is not AU
    requests = stage.hands.request_count()

    coordinator.click(card, "question_approve")
    coordinator.click(card, "question_ask_supplement")
    stage.settle()

    said = str(steps.ephemerals(coordinator, AU)) + str(coordinator.modals())
    assert "Bara ordförande och vice ordförande kan svara här" in said
    assert answers(stage) == []
    written = {one["path"] for one in stage.hands.requests(after=requests)}
    assert written <= {"/api/chat.postEphemeral", "/api/views.open"}
    assert raiser.buttons(raiser.find_message(TITLE)) == ["Återta"]
    assert "1 av 2" not in chair.outline(steps.au_card(chair, "lsg", TITLE))


def test_the_chair_was_replaced_yesterday(stage: Stage, tmp_path: Path) -> None:
    """A new roster while a question waits: the former chair's answer is refused, the new one's counts (S-09)."""
    _, chair, vice, card = raised(stage)
    vice.click(card, "question_approve")
    stage.settle()
    former = stage.county.who("lsg", "chair")
    new = stage.county.who("lsg", "ordinary", "regionen", 1)
    assert new.id != former.id
    lines = exported(stage, tmp_path / "deltagare.csv")
    office = next(one for one in lines if ";ordförande;" in one and former.email in one)
    stage.to("2026-01-13 08:00")
    ended = ";".join([*office.split(";")[:6], "", "2026-01-12"])
    begun = ";".join([*office.split(";")[:4], new.name, new.email, "2026-01-13", ""])
    file = tmp_path / "ny.csv"
    file.write_text("\n".join([*(one for one in lines if one != office), ended, begun]) + "\n", encoding="utf-8")
    outcome = roster.import_file(stage.bot.acting.by(OPERATOR), file)
    assert outcome.written, outcome.summary

    chair.click(card, "question_approve")  # before the channel has followed
    assert "Bara ordförande och vice ordförande kan svara här" in str(steps.ephemerals(chair, AU))
    stage.settle()
    assert answers(stage) == [("vice_chair", "approve")]
    members = stage.hands.channel(AU)["members"]
    assert former.slack_id not in members
    assert new.slack_id in members

    steps.answer(stage, stage.hand(new), "lsg", TITLE)
    assert answers(stage) == [("chair", "approve"), ("vice_chair", "approve")]
    assert "På dagordningen den 12 mars 2026" in vice.outline(steps.au_card(vice, "lsg", TITLE))


def exported(stage: Stage, file: Path) -> list[str]:
    """The roster as it is written out, line by line."""
    roster.export_file(stage.bot.acting.by(OPERATOR), file)
    return file.read_text(encoding="utf-8-sig").splitlines()
