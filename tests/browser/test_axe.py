"""An audit by axe of the screen's places, light and dark, on a desktop and a phone: nothing serious or critical in any of them, nor
in the other person's window. axe finds about half of what can be wrong; the rest is in test_reach.py and for people."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Stage

Open = Callable[..., Page]
FOUND = importlib.util.find_spec("axe_playwright_python")
assert FOUND is not None
assert FOUND.origin is not None
AXE = (Path(FOUND.origin).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = "() => axe.run(document, {iframes: false, resultTypes: ['violations']})"
GRAVE = ("serious", "critical")
NOTE = {
    "who": "Anna Lind, ordförande",
    "did": "Svarade för AU",
    "about": "LSG 2027-001",
    "rule": "S-09",
    "why": "Båda.",
}
SIZES = {"desktop": DESKTOP, "phone": PHONE}


def audit(frame: Frame) -> list[str]:
    """What axe finds grave in a frame, with the element it is about."""
    frame.evaluate(AXE)
    found: dict[str, Any] = frame.evaluate(RUN)
    return [
        f"{one['impact']} {one['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
        for one in found["violations"]
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


def all_of(page: Page) -> list[str]:
    """In the page and in the frame beside."""
    return [line for frame in page.frames for line in audit(frame)]


@pytest.fixture
def full(stage: Stage) -> Stage:
    """Everything that can be on the screen at once: a tour, notes, a next moment, a meeting, mails, an unread message."""
    step = {"title": "Anna svarar", "text": "Till höger.", "mark": {"press": "Godkänn"}, "do": [{"press": "Godkänn"}]}
    flows = [{"id": "fraga", "title": "En fråga", "text": "Från början till slut", "steps": [step]}]
    stage.post("/sandbox/showing/tour", {"title": "Välkommen", "text": "Prova själv.", "flows": flows})
    stage.post("/sandbox/showing/notes", {"notes": [NOTE]})
    stage.post("/sandbox/clock", {"to": "2099-03-10T10:00:00+01:00"})
    stage.post("/sandbox/showing/next", {"at": "2099-03-12T09:00:00+01:00", "what": "mötet börjar"})
    stage.bot.call("chat.postMessage", channel=stage.channel, text="Ett till", thread_ts=stage.question)
    return stage


PLACES = (
    "channel=home",
    "channel=lsg-au",
    "channel=lsg-au&tour=fraga.1",
    "channel=lsg-au&happened=1&pane=happened&tour=off",
    "channel=lsg-au&tour=off&beside=bo@kommun.example&besidechannel=lsg-au",
    "tour=off&pane=beside&beside=bo@kommun.example&besidepane=outlook",
    "tour=off&pane=outlook",
    "tour=off&pane=outlook&view=week",
    "tour=off&pane=outlook&view=month",
    "tour=off&pane=outlook&view=mails",
    "tour=off&pane=outlook&view=mails&mail=1",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_no_place_has_a_grave_fault(full: Stage, screen: Open, size: str, scheme: str) -> None:
    event = full.meeting()
    page = screen(f"#person={full.anna['id']}", SIZES[size])
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    found = {}
    for place in (
        *PLACES,
        f"tour=off&pane=outlook&event={event['id']}",
        f"channel=lsg-au&thread={full.question}&tour=off",
    ):
        page.goto(f"{full.box.url}/#person={full.anna['id']}&{place}")
        page.wait_for_selector('body[data-ready="true"]')
        if "mail=" in place:
            expect(page.locator(".mailwhole")).to_be_visible()
        if "beside=" in place:
            expect(page.frame_locator(".besideframe").locator('body[data-ready="true"]')).to_have_count(1)
        if faults := all_of(page):
            found[place] = faults

    assert found == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_no_dialog_has_a_grave_fault(full: Stage, screen: Open, size: str, scheme: str) -> None:
    page = screen(f"#person={full.anna['id']}&channel=home&tour=off", SIZES[size])
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.get_by_role("button", name="Lyft en fråga").click()
    page.get_by_role("button", name="Lämna in").click()
    expect(page.locator(".fielderror").first).to_be_visible()
    form = all_of(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)

    page.get_by_role("button", name="Person:").click()
    people = all_of(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Annan tid").click()
    clock = all_of(page)

    assert {"form": form, "people": people, "clock": clock} == {"form": [], "people": [], "clock": []}


def test_a_fault_would_be_found(full: Stage, screen: Open) -> None:
    page = screen(f"#person={full.anna['id']}&channel=home&tour=off")
    page.evaluate("() => document.querySelector('.who').setAttribute('aria-label', '')")
    page.evaluate("() => document.querySelector('.who').replaceChildren()")

    assert any("button-name" in line for line in all_of(page))


def test_dark_is_chosen_and_kept_also_beside(full: Stage, screen: Open) -> None:
    page = screen(f"#person={full.anna['id']}&tour=off&beside=bo@kommun.example")
    page.emulate_media(color_scheme="light")

    page.get_by_role("button", name="Mörkt utseende").click()
    expect(page.get_by_role("button", name="Ljust utseende")).to_be_focused()
    page.reload()
    expect(page.get_by_role("button", name="Ljust utseende")).to_be_visible()

    expect(page.frame_locator(".besideframe").locator('body[data-ready="true"]')).to_have_count(1)
    for frame in page.frames:
        frame.wait_for_selector(':root[data-theme="dark"]')
    paper = "() => getComputedStyle(document.querySelector('.slackmain')).backgroundColor"
    assert page.frames[1].evaluate(paper) == page.evaluate(paper) == "rgb(26, 25, 29)"
