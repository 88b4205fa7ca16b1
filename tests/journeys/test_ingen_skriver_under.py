"""Nobody answers the question of a signature: the coordinators hear of it once, and that it has sorted itself out."""

from __future__ import annotations

from typing import Any

from bot.usecases import questions
from tests.stage import Stage
from tests.usecases.question_world import draft

WAITS = "väntar på underskrift sedan den 12 januari 2026"


def said(stage: Stage) -> list[dict[str, Any]]:
    """The coordinator's messages about the question."""
    return [one for one in stage.who(None, "coordinator").messages() if "Trygg utskrivning" in one["text"]]


def test_once_with_who_was_asked_and_what_can_be_done(stage: Stage) -> None:
    """S-36."""
    stage.with_channels("lsg")
    raiser, ordinary = stage.county.who("lsg", "substitute", "mala"), stage.county.who("lsg", "ordinary", "mala")
    questions.raise_question(stage.county.as_(raiser), draft())
    stage.settle()
    stage.to("2026-01-19 20:00")
    before = said(stage)
    stage.to("2026-01-20 08:00")
    once = said(stage)
    for _ in range(5):
        stage.forward(days=2)
    later = said(stage)
    to_raiser = [one["text"] for one in stage.hand(raiser).messages()]

    assert before == []
    (told,) = (one["text"] for one in once)
    assert told == (
        f"LSG 2026-001 *Trygg utskrivning* i LSG {WAITS}. {raiser.name}, som är ersättare, har lyft frågan. "
        f"{ordinary.name} har fått den men inte svarat. Påminn {ordinary.name}, eller be {raiser.name} återta frågan."
    )
    assert [one["ts"] for one in later] == [one["ts"] for one in once]
    assert any("Ingen har skrivit under än. Koordinatorn har fått veta det." in one for one in to_raiser)

    hand = stage.hand(ordinary)
    hand.click(hand.find_message("vill lyfta frågan"), "question_cosign")
    stage.settle()

    after = {one["ts"]: one["text"] for one in said(stage)}
    assert (
        after[once[0]["ts"]] == "LSG 2026-001 *Trygg utskrivning* har gått vidare: Hos AU. Du behöver inte göra något."
    )
    assert not [one for one in after.values() if WAITS in one]
