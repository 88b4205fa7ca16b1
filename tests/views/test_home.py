"""App Home as a whole, and what the same question says there and in AU's channel."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from bot.reads import absences, meetings, questions, seminar
from bot.reads.home import HomePage, Waiting
from handlers.views import absence_cards, home, questions_au
from models.rules.questions_au import Answer
from tests.views.question_shapes import GIVEN, card
from tests.views.test_absences import CALL


def page(*cards: questions.WaitingCard, may_raise: bool = True) -> dict[str, Any]:
    return home.page(
        HomePage(
            slack_id="U1", name="Anna Ek", is_coordinator=False, waiting=Waiting((), cards, ()),
            questions=questions.HomePart(may_raise=may_raise), meetings=meetings.HomePart(),
            absences=absences.HomePart(can_report=True), seminar=seminar.HomePart(), settings=None, stuck=(),
        )
    )  # fmt: skip


def primaries(view: dict[str, Any]) -> list[str]:
    acts = [block for block in view["blocks"] if block["type"] == "actions"]
    return [one["text"]["text"] for block in acts for one in block["elements"] if one.get("style") == "primary"]


def answers(*shown: Any) -> list[questions.WaitingCard]:
    return [questions.WaitingCard(one, questions.Waits.ANSWER) for one in shown]


def test_one_button_stands_out_and_it_is_the_first_that_waits() -> None:
    prepared = {"prepared": True}

    assert primaries(page(*answers(card(id=1, **prepared), card(id=2, **prepared)))) == ["Godkänn till dagordningen"]
    assert primaries(page()) == ["Lyft en fråga"]
    assert primaries(page(may_raise=False)) == []


def test_on_app_home_nobody_is_offered_to_take_back_the_others_answer() -> None:
    half_done = card(given=(GIVEN,))

    assert "Ångra mitt svar" not in json.dumps(page(*answers(half_done)), ensure_ascii=False)
    assert "Ångra mitt svar" in json.dumps(questions_au.card(half_done).blocks, ensure_ascii=False)


def test_the_second_in_au_sees_the_firsts_reason() -> None:
    said = questions_au.card(card(given=(replace(GIVEN, answer=Answer.DECLINE, text="Bereds redan"),)))

    assert (
        "Anna Ek vill inte ta upp frågan. Nu väntar vi på Per Al.\nSkäl: Bereds redan.\nVill inte ta upp" in said.text
    )
    assert said.text.count("12 januari 2026 kl. 13.02") == 1


def test_what_rests_on_the_agreement_says_where() -> None:
    """R-C07, R-C12: with the section, and silent where a structure has none."""
    unprepared = questions_au.card(card(preparation_reference="överenskommelsen § 5.1.2"))
    call = absence_cards.call(replace(CALL, reference="överenskommelsen § 6.1.3"))

    assert "Ärenden hit bereds där, enligt överenskommelsen § 5.1.2." in json.dumps(
        unprepared.blocks, ensure_ascii=False
    )
    assert "Ersättaren deltar när den ordinarie är borta, enligt överenskommelsen § 6.1.3." in call.text
    assert "överenskommelsen" not in absence_cards.call(CALL).text
    assert "överenskommelsen" not in json.dumps(questions_au.card(card()).blocks, ensure_ascii=False)
