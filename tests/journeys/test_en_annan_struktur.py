"""Three principals and one group instead of Västerbotten's: the same program, the other structure's names, times and rules,
and not a word of the larger one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.person import Person
from tests.conftest import Copies
from tests.journeys import steps
from tests.stage import Stage, set_up

FOREIGN = ("LSG", "Samråd", "Länssamverkan", "Västerbotten", "överenskommelse", "Hjälpmedel", "region")
TITLE = "Gemensam jour vid läckor"


@pytest.fixture
def small_stage(kind: str, copies: dict[str, Copies], tmp_path: Path) -> Iterator[Stage]:
    """The stage with the example structure."""
    url = copies[kind].copy("exempel")
    with set_up(url, tmp_path, name="small") as made:
        yield made
    copies[kind].drop(url)


def everything_said(stage: Stage, *people: Person) -> str:
    """All that these people see in Slack, and what stands in Outlook."""
    seen = [str(who.home(opened=False)["blocks"]) for who in people]
    for who in people:
        seen += [
            who.outline(one)
            for channel in who.channels()
            if channel["is_member"]
            for one in who.messages(channel["id"])
        ]
    return "\n".join([*seen, *(str(one["subject"]) + str(one["body"]) for one in steps.events(stage))])


def test_the_whole_story_in_a_small_structure(small_stage: Stage) -> None:
    """S-09 by the chair alone after consultation; 14 days before the meeting instead of 28; two seats for one principal."""
    stage = small_stage
    stage.with_channels("vattenforum")
    steps.plan(stage, "vattenforum", "2026-02-05\n2026-03-19", "13:00", "15:00", "Almvik")
    raiser, chair, vice = (
        stage.who("vattenforum", "ordinary", "ekdala"),
        stage.who("vattenforum", "chair"),
        stage.who("vattenforum", "vice_chair"),
    )
    substitute, boss = stage.who("vattenforum", "substitute", "ekdala"), stage.who(None, "coordinator")
    first, second = steps.events(stage)
    assert first["subject"] == "Forum – möte 5 februari 2026"
    assert len(first["attendees"]) == 5  # four seats and the coordinator

    raiser.click(steps.home(stage, raiser), "question_raise")
    assert "Stoppdatum är den 22 januari 2026." in raiser.outline(raiser.modal())
    steps.fill_question(stage, raiser, "vattenforum", TITLE, concerned="Alla tre", why_not_local="Rören hör ihop.")
    assert (
        "nummer VF 2026-001. AU tar ställning senast den 19 januari 2026." in raiser.find_message("VF 2026-001")["text"]
    )
    boss.click(steps.au_card(boss, "vattenforum", TITLE), "question_approve")  # a coordinator is not AU here either
    assert "Bara ordförande och vice ordförande kan svara här" in str(steps.ephemerals(boss, "vattenforum-au"))
    steps.answer(stage, vice, "vattenforum", TITLE)
    advised = steps.au_card(chair, "vattenforum", TITLE)
    assert f"{stage.county.who('vattenforum', 'chair').name} avgör." in chair.outline(advised)
    steps.answer(stage, chair, "vattenforum", TITLE)
    assert "På dagordningen den 5 februari 2026" in chair.outline(steps.au_card(chair, "vattenforum", TITLE))

    raiser.dm("jag kan inte komma på Forum den 5 februari")
    stage.settle()
    raiser.click(raiser.find_message("Vill du anmäla frånvaro från"), "absence_confirm")
    stage.settle()
    mail = steps.last_mail(stage)
    substitute.click(substitute.find_message("Kan du ersätta?"), "absence_accept")
    stage.settle()
    email = stage.county.who("vattenforum", "substitute", "ekdala").email
    assert steps.mails(stage, mail) == [("invitation", email)]

    steps.set_and_send(stage, chair)
    assert TITLE in steps.events(stage)[0]["body"]["content"]
    assert TITLE in substitute.outline(substitute.find_message("Du kallas till Vattenforum"))
    assert steps.events(stage)[1]["changeKey"] == second["changeKey"]  # the other meeting was let be

    people = (raiser, chair, vice, substitute, boss)
    for who in people:
        steps.home(stage, who)
    said = everything_said(stage, *people)
    assert [word for word in FOREIGN if word in said] == []
    assert "eminarium" not in said  # this structure has none


def test_the_chair_alone_decides_after_advice_and_the_vice_chair_alone_does_not(small_stage: Stage) -> None:
    stage = small_stage
    stage.with_channels("vattenforum")
    raiser, chair, vice = (
        stage.who("vattenforum", "ordinary", "ekdala"),
        stage.who("vattenforum", "chair"),
        stage.who("vattenforum", "vice_chair"),
    )
    steps.raise_question(stage, raiser, "vattenforum", TITLE)
    steps.answer_in_words(stage, vice, "vattenforum", TITLE, "Ta inte upp", text="För tidigt")
    assert "AU tar inte upp" not in str(raiser.messages())
    card = steps.au_card(chair, "vattenforum", TITLE)
    assert not any(label.startswith("Skicka till") for label in chair.buttons(card))  # nobody prepares here

    steps.answer(stage, chair, "vattenforum", TITLE)

    assert "Godkänd till dagordningen" in raiser.find_message("VF 2026-001")["text"]
    assert "Den tas upp på nästa möte som planeras." in raiser.find_message("VF 2026-001")["text"]
    steps.plan(stage, "vattenforum", "2026-03-19")
    assert "På dagordningen den 19 mars 2026" in raiser.find_message("VF 2026-001")["text"]
    assert chair.buttons(steps.au_card(chair, "vattenforum", TITLE)) == []
