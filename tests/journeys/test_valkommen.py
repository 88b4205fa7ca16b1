"""Somebody's first minute, and a coordinator's view of the whole."""

from __future__ import annotations

from tests.journeys.steps import home
from tests.planned import plan
from tests.stage import Stage


def test_the_first_words_say_what_to_do_and_how_to_be_left_in_peace(stage: Stage) -> None:
    member = stage.who("lsg", "ordinary", "mala")
    home(stage, member)
    home(stage, member)

    hello = [one for one in member.messages("dm") if "Välkommen" in one["text"]]
    assert len(hello) == 1
    assert member.buttons(hello[0]) == ["Lyft en fråga", "Anmäl frånvaro", "Hur du får besked"]
    assert "LSG" in hello[0]["text"]

    member.click(hello[0], "attention_open")
    assert member.modal()["title"]["text"] == "Hur du får besked"


def test_help_has_four_doors_that_say_the_same_and_know_who_asks(stage: Stage) -> None:
    boss = stage.who(None, "coordinator")
    by_command = str(boss.command("/samverkan hjälp"))
    boss.shortcut("help")
    by_shortcut = boss.outline(boss.modal())
    boss.close(clear=True)
    boss.click(home(stage, boss), "home_help")
    by_button = boss.outline(boss.modal())

    assert by_shortcut == by_button
    assert "Samordna" in by_button
    assert "Samordna" in by_command or "Samordna" in boss.messages("dm")[-1]["text"]
    for who, theirs in ((boss, True), (stage.who("lsg", "ordinary", "umea"), False)):
        who.dm("hjälp")
        stage.settle()
        assert ("*Samordna*" in who.messages()[-1]["text"]) is theirs


def test_a_coordinator_sees_the_year_the_seats_and_the_times(stage: Stage) -> None:
    """R-C17, R-D19: the times are the body's own, and it says where that stands."""
    boss = stage.who(None, "coordinator")
    empty = boss.outline(home(stage, boss))
    plan(stage.county, "lsg", "2026-03-12")
    stage.settle()
    planned = boss.outline(boss.home(opened=False))
    member = stage.who("lsg", "ordinary", "asele")
    member.click(home(stage, member), "absence_report")
    member.submit()
    stage.settle()
    sought = boss.outline(boss.home(opened=False))

    assert "Inget möte är planerat än." in empty
    assert "1 möte kvar 2026. Nästa är 12 mars 2026." in planned
    assert "platser har någon" in planned
    assert "Gruppen bestämmer tiderna själv, enligt överenskommelsen § 6.1.5." in planned
    assert "Åsele kommun" in sought[sought.index("Platserna") :]


def test_a_member_sees_nothing_of_that(stage: Stage) -> None:
    member = stage.who("lsg", "ordinary", "mala")

    shown = member.outline(home(stage, member))
    assert "Platserna" not in shown
    assert "Inställningar" not in shown
