"""What just happened: notes with their rule, the requests made meanwhile with their cost, and the step to what happens next."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Stage

Open = Callable[..., Page]
SEEN = {"use_inner_text": True, "ignore_case": True}
NOTE = {
    "who": "Anna Lind, ordförande",
    "did": "Svarade för AU",
    "about": "LSG 2027-001",
    "rule": "S-09",
    "why": "Båda.",
}


def test_the_requests_are_listed_with_meaning_method_and_cost(stage: Stage, screen: Open) -> None:
    page = screen(f"#person={stage.anna['id']}&channel=lsg-au")

    page.get_by_role("button", name="Vad hände just nu").click()

    column = page.get_by_role("complementary", name="Vad hände just nu")
    line = column.get_by_role("listitem").filter(has_text="chat.postMessage").last
    expect(line).to_have_text(re.compile(r"Slack.*Skrev ett meddelande.*chat\.postMessage.*\d ms"))


def test_a_note_comes_by_itself_with_its_rule_and_what_was_asked_after_it(stage: Stage, screen: Open) -> None:
    page = screen(f"#person={stage.anna['id']}&channel=lsg-au&happened=1")
    column = page.get_by_role("complementary", name="Vad hände just nu")

    stage.post("/sandbox/showing/notes", {"notes": [NOTE]})
    stage.bot.call("chat.postMessage", channel=stage.channel, text="Tack")

    card = column.get_by_role("listitem").filter(has_text="Svarade för AU").first
    expect(card).to_contain_text("Anna Lind, ordförande")
    expect(card).to_contain_text("Regel S-09 Båda.")
    expect(card).to_contain_text("1 anrop")
    expect(card).to_contain_text("chat.postMessage")


def test_the_latest_is_first_and_a_failed_request_says_so(stage: Stage, screen: Open) -> None:
    page = screen(f"#person={stage.anna['id']}&happened=1")
    for did in ("Först", "Sedan"):
        stage.post("/sandbox/showing/notes", {"notes": [{"did": did}]})
    stage.post("/sandbox/faults", {"service": "slack", "path": "auth.test", "kind": "503"})
    page.request.post(f"{stage.box.url}/api/auth.test")

    notes = page.locator(".notedid")
    expect(notes).to_have_text(["Sedan", "Först"])
    expect(page.locator(".happening").first.locator(".bad")).to_have_text("503")


def test_the_clock_steps_to_what_happens_next(stage: Stage, screen: Open) -> None:
    stage.post("/sandbox/clock", {"to": "2027-03-08T10:00:00+01:00"})
    page = screen(f"#person={stage.anna['id']}")
    clock = page.get_by_role("group", name="Sandlådans klocka")
    expect(clock.get_by_role("button", name="Till nästa som händer")).to_have_count(0)

    stage.post("/sandbox/showing/next", {"at": "2027-03-12T09:00:00+01:00", "what": "mötet börjar"})
    clock.get_by_role("button", name="Till nästa som händer: mötet börjar, fre 12 mars 09:00").click()

    expect(clock).to_contain_text("fredag 12 mars 2027 09:00", **SEEN)


def test_on_a_phone_it_is_a_tab_that_can_be_closed(stage: Stage, screen: Open) -> None:
    stage.post("/sandbox/showing/notes", {"notes": [NOTE]})
    page = screen(f"#person={stage.anna['id']}", PHONE)

    page.get_by_role("button", name="Vad hände just nu").click()
    expect(page.get_by_text("Svarade för AU")).to_be_in_viewport()
    expect(page.get_by_role("region", name="Slack")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="Stäng Vad hände just nu").click()

    expect(page.get_by_role("region", name="Slack")).to_be_visible()
