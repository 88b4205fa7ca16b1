"""Whose turn the chair is, drawn: calm words in every case, within Slack's limits, and a form that reads itself back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.reads.rotation import ExtendForm, ExtensionLine, Officer, Rotation, SideForm, Year
from handlers.views import rotation as views
from models.rules.rotation import Holding
from sandbox.slack.viewshape import check_view

HERE, THERE = "kommunsidan", "regionsidan"
ROTATION = Rotation(
    this=Year(2026, HERE), next=Year(2027, THERE), entered=True, chair=Officer("Anna Ek", HERE),
    vice_chair=Officer("Per Al", THERE), holding=Holding.AGREES, reference="överenskommelsen § 5.1.3",
    extension_reference="överenskommelsen § 5.1.3",
)  # fmt: skip
FORM = SideForm(
    key="samrad", name="Samråd", rotation=ROTATION, first=(2026, "kommun"), years=(2026, 2027),
    sides=(("kommun", HERE), ("region", THERE)), open=True, can_extend=True,
)  # fmt: skip


def text(view: Any) -> str:
    return json.dumps(view, ensure_ascii=False)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Ordförande från: kommunsidan 2026, sedan regionsidan 2027. Årets sida stämmer med deltagarlistan."),
        ({"holding": Holding.VACANT}, "sedan regionsidan 2027. Ordförande är inte vald i deltagarlistan."),
        ({"holding": Holding.DIFFERS}, "Ordförande från: kommunsidan 2026, sedan regionsidan 2027."),
        (
            {"next": Year(2027, HERE, extended=True)},
            "Ordförande från: kommunsidan 2026, sedan kommunsidan 2027 (förlängt).",
        ),
        ({"this": Year(2026, None), "holding": None}, "Ordförande från: regionsidan 2027. För 2026 är inget angivet."),
        ({"entered": False, "this": Year(2026, None), "next": Year(2027, None)}, "Ordförande från: inte angivet"),
    ],
)
def test_the_line_says_how_it_stands_also_that_nothing_is_entered(changes: dict[str, Any], said: str) -> None:
    """S-05."""
    line = views.line(replace(ROTATION, **changes))

    assert line.startswith(said) or line.endswith(said)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"chair": Officer("Per Al", THERE), "vice_chair": Officer("Anna Ek", HERE)},
            (
                "År 2026 är det kommunsidans tur att ha ordföranden, men ordföranden Per Al kommer från regionsidan. Uppdragen skiftar varje år, "
                "om gruppen inte har beslutat om förlängning, enligt överenskommelsen § 5.1.3. "
                "Registrera förlängningen, eller rätta det som är fel."
            ),
        ),
        (
            {"chair": None, "vice_chair": Officer("Anna Ek", HERE), "may_be_longer": False, "reference": ""},
            (
                "År 2026 är det kommunsidans tur att ha ordföranden, men vice ordföranden Anna Ek kommer därifrån. "
                "Uppdragen skiftar varje år. Rätta det som är fel."
            ),
        ),
    ],
)
def test_what_differs_is_told_with_the_section_and_the_remedy(changes: dict[str, Any], said: str) -> None:
    """R-C14, R-C15."""
    (block,) = views.notice(replace(ROTATION, holding=Holding.DIFFERS, **changes))

    assert block["text"]["text"] == said
    assert views.notice(ROTATION) == []


def test_the_window_is_filled_in_and_reads_itself_back() -> None:
    view = views.form(FORM)
    state = {
        "year": {"value": {"selected_option": {"value": "2026"}}},
        "side": {"value": {"selected_option": {"value": "region"}}},
    }

    check_view(view)
    assert '"initial_option": {"text": {"type": "plain_text", "text": "kommunsidan"' in text(view)
    assert views.read_form(state) == (2026, "region")
    assert views.read_form({}) == (0, "")
    assert "rotation_extend" in text(view)


def test_once_settled_nothing_is_asked_and_the_extensions_are_listed() -> None:
    lines = (
        ExtensionLine(2027, "Samråd – möte 12 mars 2026", True, "Vi är *mitt i* <!here> det", "samrad:2027"),
        ExtensionLine(2020, "Samråd – möte 12 mars 2019", None, "Då", None),
    )
    view = views.form(replace(FORM, open=False, can_extend=False, extensions=lines))
    fresh = views.form(replace(FORM, first=None, rotation=replace(ROTATION, entered=False)))

    check_view(view)
    assert [one["type"] for one in view["blocks"]].count("input") == 0
    assert "submit" not in view
    assert "enligt enigt beslut på Samråd – möte 12 mars 2026. Skäl: Vi är" in text(view)
    assert "enligt beslut på Samråd – möte 12 mars 2019. Skäl: Då." in text(view)
    assert text(view).count("rotation_take_back") == 1
    assert "<!here>" not in text(view)
    assert "Ange vilken sida som har ordföranden det första året" in text(fresh)
    assert views.read_extension("samrad:2027") == ("samrad", 2027)
    assert views.read_extension("samrad") == ("samrad", 0)


def test_the_form_for_an_extension_asks_for_what_the_agreement_asks_for() -> None:
    """R-C16, R-D18."""
    meetings = (("7", "Samråd – möte 12 mars 2026"),)
    shape = ExtendForm("samrad", "Samråd", (2027,), meetings, unanimous=True, reference="överenskommelsen § 5.1.3")
    all_agree, group = views.extend(shape), views.extend(replace(shape, unanimous=False))
    given: dict[str, Any] = {
        "year": {"value": {"selected_option": {"value": "2027"}}}, "meeting": {"value": {"selected_option": {"value": "7"}}},
        "unanimous": {"value": {"selected_option": {"value": "yes"}}}, "reason": {"value": {"value": " Skäl "}},
    }  # fmt: skip

    for view in (all_agree, group, views.extend(replace(shape, meetings=()))):
        check_view(view)
    assert (
        "Förlängning kräver att hela gruppen är enig och att det finns skäl, enligt överenskommelsen § 5.1.3."
        in text(all_agree)
    )
    assert "Förlängning kräver att gruppen har beslutat det och att det finns skäl" in text(group)
    assert ("Var gruppen enig?" in text(all_agree), "Var gruppen enig?" in text(group)) == (True, False)
    assert views.read_extend(given) == (2027, 7, True, "Skäl")
    assert views.read_extend({}) == (0, 0, False, "")
