"""What happens to a question on the way when AU wants to know more, does not agree, or does not answer in time."""

from __future__ import annotations

from tests.journeys import steps
from tests.stage import Stage

TITLE = "Trygg utskrivning"


def test_a_completion_goes_to_the_raiser_and_back_into_the_same_thread(stage: Stage) -> None:
    """R-D15: one asks; the raiser answers with better texts; both answer anew, in the message they had before."""
    stage.with_channels("lsg")
    steps.plan(stage, "lsg", "2026-03-12")
    raiser, chair, vice = (
        stage.who("lsg", "ordinary", "mala"), stage.who("lsg", "chair"), stage.who("lsg", "vice_chair")
    )  # fmt: skip
    steps.raise_question(stage, raiser, "lsg", TITLE)
    first = steps.au_card(chair, "lsg", TITLE)

    steps.answer_in_words(stage, vice, "lsg", TITLE, "Begär komplettering", text="Vilka kommuner har svarat")
    waiting = steps.au_card(chair, "lsg", TITLE)
    assert "Komplettering begärd" in chair.outline(waiting)
    assert chair.buttons(waiting) == []
    asked = raiser.find_message("AU vill veta mer om")
    assert "Vilka kommuner har svarat. Komplettera senast den" in asked["text"]

    chair.click(first, "question_approve")  # on a screen from before
    assert "Frågan är redan hanterad." in str(steps.ephemerals(chair, "lsg-au"))

    raiser.click(asked, "question_complete")
    assert raiser.submit(values={"answer": "Tolv av femton, se 19800101-1234"})["errors"]
    steps.handed_in(stage, raiser, {"answer": "Tolv av femton.", "background": "Nu prövat i tre år."})

    again = steps.au_card(chair, "lsg", TITLE)
    assert again["ts"] == first["ts"]
    assert "tillbaka hos AU" in chair.outline(again)
    assert "Nu prövat i tre år." in chair.outline(again)
    assert "Tolv av femton." in chair.outline(again)
    assert raiser.buttons(raiser.find_message("AU ville veta mer om")) == []
    assert any("har kompletterat frågan" in one["text"] for one in chair.thread("lsg-au", first["ts"]))

    steps.answer(stage, vice, "lsg", TITLE)
    steps.answer(stage, chair, "lsg", TITLE)
    assert "På dagordningen den 12 mars 2026" in chair.outline(steps.au_card(chair, "lsg", TITLE))
    assert len(vice.thread("lsg-au", first["ts"])) == 5  # the card, asked, completed, the first answer, settled


def test_two_who_disagree_get_a_new_round_from_the_coordinator(stage: Stage) -> None:
    """S-09: nothing is decided by who came first; a coordinator opens for new answers."""
    stage.with_channels("lsg")
    steps.plan(stage, "lsg", "2026-03-12")
    raiser, chair, vice = (
        stage.who("lsg", "ordinary", "mala"), stage.who("lsg", "chair"), stage.who("lsg", "vice_chair")
    )  # fmt: skip
    one, two = (stage.who(None, "coordinator", place=place) for place in range(2))
    steps.raise_question(stage, raiser, "lsg", TITLE)
    first = steps.au_card(chair, "lsg", TITLE)

    steps.answer(stage, chair, "lsg", TITLE)
    steps.answer_in_words(stage, vice, "lsg", TITLE, "Ta inte upp", text="Hör hemma lokalt")
    stuck = steps.au_card(chair, "lsg", TITLE)
    assert "Ni har svarat olika. Koordinatorn kontaktar er." in chair.outline(stuck)
    assert chair.buttons(stuck) == []
    assert "Hör hemma lokalt" not in str(raiser.messages())  # to the raiser nothing is decided

    told, other = one.find_message("har svarat olika om"), two.find_message("har svarat olika om")
    one.click(told, "question_reopen")
    stage.settle()
    two.click(other, "question_reopen")  # the second coordinator, on a screen from before
    stage.settle()

    assert one.buttons(next(each for each in one.messages() if each["ts"] == told["ts"])) == []
    opened = steps.au_card(chair, "lsg", TITLE)
    assert opened["ts"] == first["ts"]
    assert "Godkänn till dagordningen" in chair.buttons(opened)
    lines = [each["text"] for each in chair.thread("lsg-au", first["ts"])]
    assert sum("har öppnat för nytt svar" in line for line in lines) == 1

    steps.answer(stage, vice, "lsg", TITLE)
    steps.answer(stage, chair, "lsg", TITLE)
    assert "På dagordningen den 12 mars 2026" in raiser.find_message("LSG 2026-001")["text"]


def test_a_late_question_says_which_meeting_and_a_late_au_is_reported_once(stage: Stage) -> None:
    """R-C03, S-09: after the submission deadline the next meeting; after AU's deadline the coordinators, once each."""
    stage.with_channels("lsg")
    steps.plan(stage, "lsg", "2026-02-05\n2026-04-23")
    raiser, chair, vice = (
        stage.who("lsg", "ordinary", "mala"), stage.who("lsg", "chair"), stage.who("lsg", "vice_chair")
    )  # fmt: skip
    coordinators = [stage.who(None, "coordinator", place=place) for place in range(2)]
    late = "Stoppdatum för mötet den 5 februari har passerat. Frågan går till nästa möte, den 23 april 2026."

    raiser.click(steps.home(stage, raiser), "question_raise")
    assert late in raiser.outline(raiser.modal())
    steps.fill_question(stage, raiser, "lsg", TITLE)
    assert late in raiser.find_message("LSG 2026-001")["text"]
    assert late in chair.outline(steps.au_card(chair, "lsg", TITLE))
    steps.answer(stage, chair, "lsg", TITLE)

    stage.to("2026-01-26 23:00")
    assert not [one for one in coordinators[0].messages() if "har inte svarat i tid" in one["text"]]
    stage.to("2026-01-27 00:05")
    stage.restart()
    stage.to("2026-01-28 08:00")

    for one in coordinators:
        assert sum("har inte svarat i tid" in each["text"] for each in one.messages()) == 1
    steps.answer(stage, vice, "lsg", TITLE)  # a late answer counts all the same
    assert "På dagordningen den 23 april 2026" in chair.outline(steps.au_card(chair, "lsg", TITLE))
    assert not [one for one in coordinators[0].messages() if "har inte svarat i tid" in one["text"]]
    assert "Du behöver inte göra något." in coordinators[0].find_message("har gått vidare")["text"]
