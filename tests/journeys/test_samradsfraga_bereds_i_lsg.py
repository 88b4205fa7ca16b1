"""A question to Samråd goes by way of LSG, which prepares it, and comes back to the message it started in."""

from __future__ import annotations

from tests.journeys import steps
from tests.stage import Stage

TITLE = "Gemensam vårdplanering"


def test_sent_to_lsg_prepared_sent_back_and_approved(stage: Stage) -> None:
    """R-C07, S-07, R-C08: prepared by LSG, presented in Samråd by LSG's chair."""
    stage.with_channels("samrad", "lsg")
    steps.plan(stage, "samrad", "2026-05-21", "13:00", "16:00")
    raiser = stage.who("samrad", "ordinary", "vindeln")
    chair, vice = stage.who("samrad", "chair"), stage.who("samrad", "vice_chair")
    lsg_chair, lsg_vice = stage.who("lsg", "chair"), stage.who("lsg", "vice_chair")
    steps.raise_question(stage, raiser, "samrad", TITLE)
    first = steps.au_card(chair, "samrad", TITLE)
    assert "Ej beredd i LSG." in chair.outline(first)
    assert chair.buttons(first)[0] == "Skicka till LSG"

    steps.answer(stage, chair, "samrad", TITLE, "question_prepare")
    vice.click(first, "question_prepare")  # the other of the two, on a screen from before: one is enough, and once
    stage.settle()
    assert "Frågan är redan hanterad." in str(steps.ephemerals(vice, "samrad-vard-och-omsorg-au"))

    there = steps.au_card(lsg_chair, "lsg", TITLE)
    assert "Frågan kommer från Samråd, där den har nummer SVO 2026-001." in lsg_chair.outline(there)
    waits = steps.au_card(chair, "samrad", TITLE)
    assert waits["ts"] == first["ts"]
    assert "Bereds i LSG" in chair.outline(waits)
    assert chair.buttons(waits) == []
    assert "Bereds i LSG" in raiser.find_message("SVO 2026-001")["text"]

    steps.plan(stage, "lsg", "2026-03-12")
    steps.answer(stage, lsg_chair, "lsg", TITLE)
    steps.answer(stage, lsg_vice, "lsg", TITLE)
    prepared = steps.au_card(lsg_chair, "lsg", TITLE)
    back = next(label for label in lsg_chair.buttons(prepared) if label.startswith("Beredd"))
    lsg_chair.click(prepared, label=back)
    stage.settle()
    lsg_vice.click(prepared, label=back)  # the other of the two presses it as well
    stage.settle()

    again = steps.au_card(vice, "samrad", TITLE)
    assert again["ts"] == first["ts"]
    assert "Beredd i LSG." in vice.outline(again)
    assert "Skicka till LSG" not in vice.buttons(again)
    steps.answer(stage, vice, "samrad", TITLE)
    steps.answer(stage, chair, "samrad", TITLE)

    assert "På dagordningen den 21 maj 2026" in chair.outline(steps.au_card(chair, "samrad", TITLE))
    lines = [one["text"] for one in chair.thread("samrad-vard-och-omsorg-au", first["ts"])]
    assert sum("är beredd i LSG" in line for line in lines) == 1
    presenter = stage.county.who("lsg", "chair")
    samrad = next(one for one in steps.events(stage) if one["subject"].startswith("Samråd"))
    assert presenter.email in [one["emailAddress"]["address"] for one in samrad["attendees"]]
    stage.to("2026-05-11 09:00")
    before = steps.last_mail(stage)
    steps.set_and_send(stage, chair)
    (samrad,) = [one for one in steps.events(stage) if one["subject"].startswith("Samråd")]
    assert f"föredragande {presenter.name}" in samrad["body"]["content"]
    assert len(steps.mails(stage, before)) == len(samrad["attendees"])
