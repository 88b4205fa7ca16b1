"""The ways in to a question: a message that somebody wrote, a sentence to the bot, the command, the shortcut."""

from __future__ import annotations

from tests.journeys import steps
from tests.stage import Stage


def test_a_message_becomes_a_question_with_its_author_and_the_way_back(stage: Stage) -> None:
    stage.with_channels("lsg")
    writer, raiser, chair = (
        stage.who("lsg", "ordinary", "umea"), stage.who("lsg", "ordinary", "mala"), stage.who("lsg", "chair")
    )  # fmt: skip
    said = writer.say("lsg", "Kan vi få *en* rutin för <läkemedel> & hemgång? <!channel>")
    message = next(one for one in raiser.messages("lsg") if one["ts"] == said["ts"])

    raiser.message_shortcut(message, "make_question")
    form = raiser.modal()
    name = stage.county.who("lsg", "ordinary", "umea").name
    assert f"Från ett meddelande av {name}." in raiser.outline(form)
    issue = next(block for block in form["blocks"] if block["block_id"] == "issue")["element"]["initial_value"]
    assert issue.startswith("Kan vi få *en* rutin för <läkemedel> & hemgång?")
    values = {name: text for name, text in steps.FORM.items() if name != "issue"}
    steps.handed_in(stage, raiser, {"title": "En rutin för läkemedel", **values})

    card = steps.au_card(chair, "lsg", "En rutin för läkemedel")
    assert f"Från ett meddelande av {name}." in chair.outline(card)
    assert "|Visa meddelandet>" in chair.outline(card)
    assert "https://" in chair.outline(card)
    shown = chair.outline(card)
    assert "<!channel>" not in shown
    assert "&lt;läkemedel&gt; &amp; hemgång" in shown


def test_a_sentence_to_the_bot_opens_the_form_with_its_words(stage: Stage) -> None:
    stage.with_channels("lsg")
    raiser, chair = stage.who("lsg", "ordinary", "mala"), stage.who("lsg", "chair")

    raiser.dm("Hej! Jag vill lyfta en fråga om tolkar i hemsjukvården")
    stage.settle()
    answer = raiser.find_message("Lyft en fråga")
    assert "tolkar" not in str(chair.messages("lsg-au"))
    raiser.click(answer, "question_raise")
    form = raiser.modal()
    issue = next(block for block in form["blocks"] if block["block_id"] == "issue")["element"]
    assert "tolkar i hemsjukvården" in issue["initial_value"].lower()
    values = {name: text for name, text in steps.FORM.items() if name != "issue"}
    steps.handed_in(stage, raiser, {"title": "Tolkar", **values})

    assert "tolkar i hemsjukvården" in chair.outline(steps.au_card(chair, "lsg", "Tolkar")).lower()


def test_the_command_and_the_shortcut_open_the_same_form_and_one_municipality_is_shown_another_way(
    stage: Stage,
) -> None:
    """S-29: a matter of one municipality is not raised here, unless more may be concerned; then a coordinator knows."""
    stage.with_channels("lsg")
    raiser, chair = stage.who("lsg", "ordinary", "mala"), stage.who("lsg", "chair")
    coordinator, stranger = stage.who(None, "coordinator"), stage.who("lsg", "substitute", "mala")

    raiser.command("/samverkan fråga Hembesök på kvällar")
    assert "Hembesök på kvällar" in str(raiser.modal()["blocks"])
    form = raiser.fill(raiser.modal(), {"title": "Hembesök", **steps.FORM})
    raiser.choose(form, "question_form_reach", "one")
    assert "Frågan verkar gälla en kommun." in raiser.outline(raiser.modal())
    assert raiser.submit(values={"title": "Hembesök"})["errors"]
    raiser.choose(raiser.modal(), "question_form_reach", "maybe")
    steps.handed_in(stage, raiser, {})
    assert "Berör kanske flera." in chair.outline(steps.au_card(chair, "lsg", "Hembesök"))
    assert "Frågan berör kanske flera: LSG 2026-001" in coordinator.find_message("LSG 2026-001")["text"]

    stranger.shortcut("raise_question")  # a substitute's question waits for a signature (S-36)
    steps.fill_question(stage, stranger, "lsg", "Från ersättaren")
    assert "Från ersättaren" not in str(chair.messages("lsg-au"))
    asked = raiser.find_message("är ersättare och vill lyfta frågan")
    raiser.click(asked, "question_cosign")
    stage.settle()
    assert "Undertecknad av" in chair.outline(steps.au_card(chair, "lsg", "Från ersättaren"))
    assert raiser.buttons(steps.at(raiser, asked)) == []


def test_a_question_from_another_level_says_who_in_the_line_stands_behind_it(stage: Stage) -> None:
    """R-F02, S-06: asked in sight, refused at the field, shown to AU."""
    stage.with_channels("lsg")
    raiser, chair = stage.who("lsg", "ordinary", "mala"), stage.who("lsg", "chair")
    raiser.click(steps.home(stage, raiser), "question_raise")
    raiser.fill(raiser.modal(), {"title": "Fast vårdkontakt", **steps.FORM})
    raiser.choose(raiser.modal(), "question_form_level", "local")

    bare = raiser.submit()
    steps.handed_in(
        stage, raiser, {"endorser": "Eva Mossrot", "endorser_function": "Socialchef", "endorsed_on": "2026-01-08"}
    )

    assert "endorser" in bare["errors"]
    assert "Eva Mossrot" in chair.outline(steps.au_card(chair, "lsg", "Fast vårdkontakt"))
