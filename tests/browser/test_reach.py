"""Everything on the screen has a name, a place of its own and a way to it by keyboard; a full audit by axe is not made here."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Stage

Open = Callable[..., Page]
NAMELESS = """() => {
  const shown = (node) => node.checkVisibility({ opacityProperty: false });
  const label = (node) => [node.getAttribute("aria-label"), node.textContent.trim(), node.labels?.[0]?.textContent]
    .find((name) => name && name.trim());
  const controls = [...document.querySelectorAll("button, a, input, textarea, summary, [role=dialog], dialog")];
  const found = controls.filter((node) => shown(node) && !label(node)).map((node) => node.outerHTML.slice(0, 150));
  const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
  return [...found, ...ids.filter((id, index) => ids.indexOf(id) !== index)];
}"""
SMALL = """() => [...document.querySelectorAll("button, a.button, input[type=text]")]
  .filter((node) => node.checkVisibility() && (node.offsetWidth < 20 || node.offsetHeight < 20))
  .filter((node) => !node.closest(".chip") && !node.classList.contains("mention") && !node.classList.contains("linkish"))
  .filter((node) => !node.classList.contains("pickerinput") && !node.classList.contains("monthevent"))
  .map((node) => node.outerHTML.slice(0, 150))"""


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("place", ["channel=home", "channel=lsg-au&thread=", "pane=outlook", "pane=outlook&view=month"])
def test_every_control_has_a_name_and_a_size_one_can_hit(
    stage: Stage, screen: Open, place: str, size: dict[str, int]
) -> None:
    event = stage.meeting()
    thread = stage.question if place.endswith("=") else ""
    page = screen(f"#person={stage.anna['id']}&{place}{thread}&event={event['id']}", size)
    expect(page.get_by_role("heading", name="Sandlådan")).to_have_count(1)

    assert page.evaluate(NAMELESS) == []
    assert page.evaluate(SMALL) == []


def test_a_question_is_approved_by_keyboard_alone(stage: Stage, screen: Open) -> None:
    page = screen(f"#person={stage.anna['id']}")
    page.get_by_role("navigation", name="Slack").get_by_role("button", name="lsg-au").focus()
    page.keyboard.press("Enter")
    approve = page.get_by_role("button", name="Godkänn")
    expect(approve).to_be_visible()

    for _ in range(40):
        page.keyboard.press("Tab")
        if approve.evaluate("node => node === document.activeElement"):
            break
    page.keyboard.press("Enter")

    expect(page.get_by_text("Godkänd av @Anna Lind")).to_be_visible()


def test_focus_goes_into_a_form_and_back_to_what_opened_it(stage: Stage, screen: Open) -> None:
    page = screen(f"#person={stage.anna['id']}")
    opener = page.get_by_role("button", name="Lyft en fråga")

    opener.press("Enter")
    expect(page.get_by_role("textbox", name="Vad är frågan?")).to_be_focused()
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()
