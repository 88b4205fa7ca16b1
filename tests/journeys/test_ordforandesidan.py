"""A coordinator enters whose turn the chair is, sees when the roster says something else, and records what the group has decided."""

from __future__ import annotations

from typing import Any

from tests.planned import plan
from tests.stage import Stage


def home(stage: Stage) -> dict[str, Any]:
    """A coordinator's Home as it is now."""
    boss = stage.who(None, "coordinator")
    boss.open_home()
    stage.settle()
    return boss.home(opened=False)


def said(stage: Stage) -> str:
    """The same, as text."""
    return stage.who(None, "coordinator").outline(home(stage))


def window(stage: Stage, body: str) -> dict[str, Any]:
    """The window of a body's chair."""
    boss = stage.who(None, "coordinator")
    boss.click(home(stage), "rotation_open", value=body)
    return boss.modal()


def test_from_nothing_entered_to_the_side_of_this_year_and_the_next(stage: Stage) -> None:
    """S-05, R-C15, R-D17."""
    boss = stage.who(None, "coordinator")
    before = said(stage)

    form = window(stage, "samrad")
    asked = boss.outline(form)
    unanswered = boss.submit(form, {"year": "2026"}).get("errors")
    answer = boss.submit(form, {"year": "2026", "side": "kommun"})
    stage.settle()
    after = said(stage)

    assert before.count("Ordförande från: inte angivet") == 2, "Samråd and LSG; the committees take no turns"
    assert "Sedan skiftar det varje år, enligt överenskommelsen § 5.1.3." in asked
    assert (set(unanswered or {}), answer["errors"]) == ({"side"}, {})
    assert "Ordförande från: kommunsidan 2026, sedan regionsidan 2027. Årets sida stämmer med deltagarlistan." in after
    assert after.count("Ordförande från: inte angivet") == 1


def test_a_roster_that_says_something_else_is_told_calmly_with_the_section(stage: Stage) -> None:
    boss = stage.who(None, "coordinator")
    boss.submit(window(stage, "lsg"), {"year": "2026", "side": "kommun"})
    stage.settle()
    told = said(stage)

    assert "Ordförande från: kommunsidan 2026, sedan regionsidan 2027." in told
    assert (
        "År 2026 är det kommunsidans tur att ha ordföranden, men ordföranden Monica Kråkbärstuva kommer från regionsidan. Uppdragen skiftar "
        "varje år, om gruppen inte har beslutat om förlängning, enligt överenskommelsen § 6.1.4. "
        "Registrera förlängningen, eller rätta det som är fel." in told
    )


def test_what_the_group_decided_is_recorded_with_meeting_unanimity_and_reason(stage: Stage) -> None:
    """R-C16: and taken back when it was a mistake."""
    boss = stage.who(None, "coordinator")
    boss.submit(window(stage, "samrad"), {"year": "2026", "side": "kommun"})
    meeting = plan(stage.county, "samrad", "2026-03-12")
    boss.click(window(stage, "samrad"), "rotation_extend")
    too_early = boss.outline(boss.modal())
    boss.close(clear=True)
    stage.to("2026-03-12 13:00")

    boss.click(window(stage, "samrad"), "rotation_extend")
    form = boss.modal()
    filled = {"year": "2027", "meeting": str(meeting), "reason": "Mitt i införandet av Nära vård."}
    not_all = boss.submit(form, {**filled, "unanimous": "no"}).get("errors")
    recorded = boss.submit(form, {"unanimous": "yes"})
    stage.settle()
    shown = boss.outline(boss.modal())
    extended = said(stage)
    boss.click(boss.modal(), "rotation_take_back")
    taken_back = boss.outline(boss.modal())

    assert "Inget av gruppens möten i Samverkan har varit än" in too_early
    assert not_all == {
        "unanimous": "Förlängning kräver att hela gruppen är enig, enligt överenskommelsen § 5.1.3. Inget har ändrats."
    }
    assert recorded["errors"] == {}
    assert (
        "Till och med 31 december 2027, enligt enigt beslut på Samråd – möte 12 mars 2026. Skäl: Mitt i införandet"
        in shown
    )
    assert "Ordförande från: kommunsidan 2026, sedan kommunsidan 2027 (förlängt)." in extended
    assert "sedan regionsidan 2027." in taken_back
    assert "31 december 2027" not in taken_back


def test_when_the_year_is_over_the_window_says_what_holds(stage: Stage) -> None:
    boss = stage.who(None, "coordinator")
    boss.submit(window(stage, "lsg"), {"year": "2026", "side": "region"})
    stage.to("2027-01-08 09:00")
    shown = boss.outline(window(stage, "lsg"))

    assert "Ordförande från: kommunsidan 2027, sedan regionsidan 2028." in shown
    assert "År 2027 är det kommunsidans tur att ha ordföranden" in shown
    assert "Det som angavs ligger fast. Bara en förlängning ändrar ordningen, enligt överenskommelsen § 6.1.4." in shown
    assert "Första året" not in shown
