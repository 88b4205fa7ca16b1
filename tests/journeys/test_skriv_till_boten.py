"""People write to the bot in a direct message, as they write to a colleague: it answers with a question, and a button does it."""

from __future__ import annotations

from tests.journeys import steps
from tests.stage import Stage


def test_a_sentence_becomes_an_absence_only_when_the_button_is_pressed(stage: Stage) -> None:
    steps.plan(stage, "lsg", "2026-03-12\n2026-04-09")
    stage.to("2026-03-09 08:00")
    anna, first = stage.who("lsg", "ordinary", "umea"), stage.who("lsg", "substitute", "umea")

    anna.dm("hej! jag kan tyvarr inte komma pa lsg den tolfte, vabbar. mvh Anna")
    stage.settle()
    asked = anna.find_message("Vill du anmäla frånvaro från")
    assert "Länssamverkansgruppen (LSG) den 12 mars 2026 kl. 9.00–12.00" in asked["text"]
    assert anna.buttons(asked) == ["Anmäl frånvaro", "Annat möte eller del av mötet"]
    assert "vabb" not in asked["text"]
    assert not [one for one in first.messages() if "Kan du ersätta?" in one["text"]]

    anna.click(asked, "absence_confirm")
    stage.settle()
    assert "12 mars 2026" in anna.find_message("Din frånvaro är anmäld")["text"]
    assert "Kan du ersätta?" in first.find_message("kan inte komma")["text"]

    anna.dm("Nu är jag frisk igen, kan komma ändå på torsdag")
    stage.settle()
    anna.click(anna.find_message("Du är anmäld frånvarande från"), "absence_withdraw")
    stage.settle()
    anna.find_message("Bra!")


def test_who_must_go_early_is_led_to_the_form_for_a_part(stage: Stage) -> None:
    steps.plan(stage, "lsg", "2026-03-12")
    anna = stage.who("lsg", "ordinary", "umea")

    anna.dm("Jag måste gå tidigare på LSG den 12 mars")
    stage.settle()
    anna.click(anna.find_message("Missar du en del av"), "absence_report")

    assert "Gäller det hela mötet?" in anna.outline(anna.modal())


def test_ones_own_question_is_found_by_what_it_is_about(stage: Stage) -> None:
    stage.with_channels("lsg")
    raiser, other, chair = (
        stage.who("lsg", "ordinary", "mala"),
        stage.who("lsg", "ordinary", "umea"),
        stage.who("lsg", "chair"),
    )
    steps.raise_question(stage, raiser, "lsg", "Trygg hemtagning")
    steps.raise_question(stage, raiser, "lsg", "Tolkar på kvällar")

    raiser.dm("vad händer med min fråga om hemtagning")
    stage.settle()
    assert "*Trygg hemtagning*" in raiser.find_message("Hos AU")["text"]
    assert "Tolkar" not in raiser.find_message("Hos AU")["text"]

    steps.answer(stage, chair, "lsg", "Trygg hemtagning")
    steps.answer(stage, stage.who("lsg", "vice_chair"), "lsg", "Trygg hemtagning")
    raiser.dm("Har AU godkänt min fråga om hemtagningen?")
    stage.settle()
    assert "Godkänd till dagordningen" in raiser.messages()[-1]["text"]

    other.dm("hur går det med min fråga om hemtagning?")
    stage.settle()
    assert "Jag hittar ingen av dina frågor som handlar om det." in other.messages()[-1]["text"]
    assert "Trygg hemtagning" not in other.messages()[-1]["text"]


def test_what_is_not_understood_is_answered_with_what_the_bot_can_do(stage: Stage) -> None:
    steps.plan(stage, "lsg", "2026-03-12")
    anna = stage.who("lsg", "ordinary", "umea")

    for sentence, answer in (
        ("boka ett rum till torsdag", "Det här förstod jag inte, eller så är det något jag inte kan göra."),
        ("Läkaren kan inte komma till patienten i Malå", "Det här förstod jag inte"),
        ("när är nästa möte?", "Länssamverkansgruppen (LSG) den 12 mars 2026 kl. 9.00–12.00, Umeå"),
        ("vem är ersättare för Åsele", "*Åsele kommun, Länssamverkansgruppen (LSG)*\n1. "),
        ("Tack för hjälpen!", "Varsågod!"),
    ):
        anna.dm(sentence)
        stage.settle()
        said = anna.messages()[-1]
        assert answer in said["text"], sentence
        assert anna.buttons(said) == []
