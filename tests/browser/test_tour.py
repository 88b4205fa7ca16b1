"""The guided tour: it shows whose windows, points, does it for whoever asks, and sees when it was done by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, Stage

Open = Callable[..., Page]


@pytest.fixture
def toured(stage: Stage) -> Stage:
    """A tour of three steps: Anna's form, filled in; her approval with Bo beside; and an end."""
    anna, bo = stage.anna["email"], stage.bo["email"]
    form: list[dict[str, Any]] = [
        {"press": "Lyft en fråga"},
        {"write": "Vad är frågan?", "text": "Vem kör patrullen?"},
        {"tick": "Flera kommuner"},
        {"choose": "Till vilket möte?", "option": "23 april 2027"},
        {"press": "Lämna in"},
    ]
    approve = {"press": "Godkänn", "near": "Trygg utskrivning", "side": "beside"}
    steps = [
        {
            "title": "Anna frågar",
            "text": "Hon skriver i formuläret.",
            "show": {"person": anna, "channel": "home"},
            "mark": {"press": "Lyft en fråga"},
            "do": form,
        },
        {
            "title": "Anna svarar",
            "show": {"person": bo, "channel": "lsg-au", "beside": anna, "besidechannel": "lsg-au"},
            "mark": approve,
            "do": [approve],
            "done": {"see": "Godkänd av @Anna Lind"},
        },
        {"title": "Det var allt", "show": {"person": bo, "channel": "home"}},
    ]
    flows = [{"id": "fraga", "title": "En fråga", "text": "Från början till slut", "steps": steps}]
    stage.post("/sandbox/showing/tour", {"title": "Välkommen", "text": "Prova själv.", "person": bo, "flows": flows})
    return stage


def tour(page: Page) -> Locator:
    return page.get_by_role("region", name="Rundtur")


def test_it_is_offered_when_one_comes_and_can_be_put_away_and_taken_up_again(toured: Stage, screen: Open) -> None:
    page = screen()
    expect(tour(page).get_by_role("heading", name="Välkommen")).to_be_visible()
    expect(page.get_by_role("button", name="Person: Bo Åkerblom Ek")).to_be_visible()

    tour(page).get_by_role("button", name="Avsluta rundturen").click()
    expect(page.locator("#tour")).to_be_hidden()
    page.get_by_role("button", name="Rundtur").click()

    expect(tour(page).get_by_role("button", name="En fråga")).to_be_visible()


def test_without_a_tour_there_is_no_strip_and_no_button(stage: Stage, screen: Open) -> None:
    page = screen()

    expect(page.locator("#tour")).to_be_hidden()
    expect(page.get_by_role("button", name="Rundtur")).to_have_count(0)


def test_done_for_one_it_uses_the_screen_as_a_person_would(toured: Stage, screen: Open) -> None:
    page = screen()
    tour(page).get_by_role("button", name="En fråga").click()
    expect(page.get_by_role("button", name="Person: Anna Lind")).to_be_visible()
    expect(page.locator(".tourmark")).to_have_text("Lyft en fråga")

    tour(page).get_by_role("button", name="Gör det åt mig").click()
    expect(page.get_by_role("dialog", name="Lyft en fråga")).to_be_visible()
    expect(page.get_by_role("dialog", name="Lyft en fråga")).to_have_count(0)

    assert toured.bot.submitted[0]["title"]["text"]["value"] == "Vem kör patrullen?"
    assert toured.bot.submitted[0]["scope"]["choice"]["selected_option"]["value"] == "Flera kommuner"
    assert toured.bot.submitted[0]["meeting"]["pick"]["selected_option"]["value"] == "23 april 2027"


def test_done_by_hand_in_the_other_window_it_is_seen(toured: Stage, screen: Open) -> None:
    page = screen("#tour=fraga.2")
    other = page.frame_locator(".besideframe")
    expect(other.locator(".tourmark")).to_have_text("Godkänn")

    other.get_by_role("button", name="Godkänn").click()

    expect(tour(page).get_by_role("status")).to_have_text("Klart. Gå vidare när du vill.")
    expect(page.locator(".tourmark")).to_have_count(0)


def test_it_goes_on_and_back_and_ends(toured: Stage, screen: Open) -> None:
    page = screen("#tour=fraga.2")
    strip = tour(page)

    strip.get_by_role("button", name="Tillbaka").click()
    expect(strip.get_by_role("heading", name="Anna frågar")).to_be_visible()
    for title in ("Anna svarar", "Det var allt"):
        strip.get_by_role("button", name="Nästa").click()
        expect(strip.get_by_role("heading", name=title)).to_be_visible()
    expect(strip.get_by_role("button", name="Gör det åt mig")).to_have_count(0)
    strip.get_by_role("button", name="Nästa").click()

    expect(strip).to_contain_text("Rundturen är slut")
    expect(page).to_have_url(re.compile("tour=end"))


def test_what_is_not_there_is_told_and_not_waited_for_for_ever(toured: Stage, screen: Open) -> None:
    page = screen("#tour=fraga.2")
    page.frame_locator(".besideframe").get_by_role("button", name="Godkänn").click()
    expect(tour(page).get_by_role("status")).to_have_text("Klart. Gå vidare när du vill.")

    tour(page).get_by_role("button", name="Gör det åt mig").click()

    expect(tour(page).get_by_role("status")).to_contain_text("”Godkänn” syns inte", timeout=20_000)


def test_by_keyboard_one_stays_in_the_strip(toured: Stage, screen: Open) -> None:
    page = screen("#tour=fraga.1")
    tour(page).get_by_role("button", name="Nästa").focus()

    page.keyboard.press("Enter")
    expect(tour(page).get_by_role("heading", name="Anna svarar")).to_be_visible()
    expect(tour(page).get_by_role("button", name="Nästa")).to_be_focused()
    page.keyboard.press("Enter")

    expect(tour(page).get_by_role("heading", name="Det var allt")).to_be_visible()


def test_on_a_phone_the_strip_fits(toured: Stage, screen: Open) -> None:
    page = screen("#tour=fraga.1", PHONE)

    expect(tour(page).get_by_role("button", name="Nästa")).to_be_in_viewport(ratio=1)
    expect(tour(page).get_by_role("button", name="Avsluta rundturen")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Lyft en fråga")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
