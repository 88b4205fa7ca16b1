"""Not now, but remind me: from the menu beside what waits, to the reminder that comes once or not at all."""

from __future__ import annotations

from tests.journeys.steps import home
from tests.planned import plan
from tests.stage import Stage

ASKED = "Du bad mig påminna dig"


def test_a_substitute_is_reminded_in_an_hour_and_not_after_the_answer(stage: Stage) -> None:
    plan(stage.county, "lsg", "2026-03-12")
    substitute, member = stage.who("lsg", "substitute", "mala"), stage.who("lsg", "ordinary", "mala")
    member.click(home(stage, member), "absence_report")
    member.submit()
    stage.settle()
    question = substitute.find_message("Kan du ersätta?")
    substitute.choose(question, "reminder_later", "Påminn mig om 1 timme")
    assert "Jag påminner dig måndag 12 januari 2026 kl. 10." in substitute.outline(substitute.modal())
    substitute.close(clear=True)
    stage.forward(minutes=61)
    once = [one for one in substitute.messages("dm") if ASKED in one["text"]]

    substitute.choose(question, "reminder_later", "Påminn mig i morgon")
    substitute.close(clear=True)
    substitute.click(question, "absence_accept")
    stage.settle()
    stage.to("2026-01-13T09:00")

    assert len(once) == 1
    assert len([one for one in substitute.messages("dm") if ASKED in one["text"]]) == 1
