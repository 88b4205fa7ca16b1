"""The same person's Outlook: the invitation, the answer with or without sending it, the mails, and the clock above."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Stage

Open = Callable[..., Page]
SEEN = {"use_inner_text": True, "ignore_case": True}
BAD = (
    '<p onclick="steal()">Hej</p><script>steal()</script><img src="https://x.example/p.png">'
    '<a href="javascript:steal()">hit</a>'
)


def test_an_answer_reaches_the_organiser_unless_it_is_not_sent(stage: Stage, screen: Open) -> None:
    event = stage.meeting()
    page = screen(f"#person={stage.anna['id']}")
    other = screen(f"#person={stage.bo['id']}")
    outlook = page.get_by_role("region", name="Outlook")

    outlook.get_by_role("button", name="LSG – möte 12 mars 2099").click()
    expect(outlook.get_by_text("Du kallas till LSG.")).to_be_visible()
    expect(outlook.get_by_text("torsdag 12 mars 2099, 09:00–12:00")).to_be_visible()
    outlook.get_by_role("button", name="Acceptera", exact=True).click()
    expect(outlook.get_by_role("button", name="Acceptera", exact=True)).to_have_attribute("aria-pressed", "true")
    other.get_by_role("button", name="LSG – möte 12 mars 2099").click()
    other.get_by_label("skicka inget svar").check()
    other.get_by_role("button", name="Avböj").click()

    expect(other.get_by_text("Svaret finns bara i din kalender.")).to_be_visible()
    sent = stage.post("/sandbox/graph/edit", {"event_id": event["id"]})
    assert [one["status"]["response"] for one in sent["attendees"]] == ["accepted", "none"]


def test_a_cancelled_meeting_says_so_in_words_and_its_mail_is_listed(stage: Stage, screen: Open) -> None:
    event = stage.meeting()
    page = screen(f"#person={stage.anna['id']}")
    card = page.get_by_role("article").filter(has_text="LSG – möte 12 mars 2099")
    expect(card).to_contain_text("Inbjudan")

    stage.post("/sandbox/graph/edit", {"event_id": event["id"], "cancel": True, "comment": "För få anmälda."})

    expect(card).to_contain_text("Inställt")
    page.get_by_role("tab", name=re.compile("E-post")).click()
    expect(page.get_by_role("listitem").filter(has_text="Avbokning")).to_contain_text("För få anmälda.")
    expect(page.get_by_role("listitem").filter(has_text="Inbjudan")).to_have_count(1)


def test_a_body_brings_no_script_picture_or_odd_address(stage: Stage, screen: Open) -> None:
    event = stage.meeting(BAD)
    page = screen(f"#person={stage.anna['id']}&event={event['id']}")

    page.get_by_role("button", name="LSG – möte 12 mars 2099").click()

    body = page.locator(".mailbody")
    expect(body).to_contain_text("Hej")
    assert body.locator("script, img, a, [onclick]").count() == 0


def test_the_clock_steps_an_hour_and_a_day(stage: Stage, screen: Open) -> None:
    stage.post("/sandbox/clock", {"to": "2027-03-27T22:30:00+01:00"})
    page = screen(f"#person={stage.anna['id']}")
    clock = page.get_by_role("group", name="Sandlådans klocka")
    expect(clock).to_contain_text("lördag 27 mars 2027 22:30", **SEEN)

    clock.get_by_role("button", name="+1 timme").click()
    expect(clock).to_contain_text("lördag 27 mars 2027 23:30", **SEEN)
    clock.get_by_role("button", name="+1 dygn").click()

    expect(clock).to_contain_text("måndag 29 mars 2027 00:30", **SEEN)


def test_the_clock_can_be_set_to_a_swedish_time(stage: Stage, screen: Open) -> None:
    page = screen(f"#person={stage.anna['id']}")

    page.get_by_role("button", name="Annan tid").click()
    form = page.get_by_role("dialog", name="Annan tid")
    form.get_by_role("textbox", name="Välj datum").fill("2031-07-01")
    form.get_by_role("textbox", name="Välj tid").fill("08:15")
    form.get_by_role("button", name="Ställ klockan").click()

    expect(page.get_by_role("group", name="Sandlådans klocka")).to_contain_text("tisdag 1 juli 2031 08:15", **SEEN)


def test_a_link_shows_the_right_person_and_a_click_changes_person(stage: Stage, screen: Open) -> None:
    page = screen(f"#person={stage.bo['email']}&channel=lsg-au")
    who = page.get_by_role("button", name="Person:")
    expect(who).to_have_accessible_name("Person: Bo Åkerblom Ek, Koordinator")

    who.click()
    page.get_by_role("combobox", name="Sök på namn eller titel").fill("ordf")
    page.keyboard.press("Enter")

    expect(who).to_have_accessible_name("Person: Anna Lind, Ordförande")
    expect(page.get_by_role("region", name="Outlook")).to_contain_text("anna@kommun.example")
    expect(page.get_by_text("Ny fråga:")).to_be_visible()
    page.go_back()
    expect(who).to_have_accessible_name("Person: Bo Åkerblom Ek, Koordinator")


def test_on_a_phone_the_panes_are_tabs_and_nothing_runs_out_of_the_side(stage: Stage, screen: Open) -> None:
    stage.meeting()
    page = screen(f"#person={stage.anna['id']}", PHONE)
    windows = page.get_by_role("navigation", name="Fönster")

    page.get_by_role("button", name="lsg-au").click()
    expect(page.get_by_role("button", name="Godkänn")).to_be_visible()
    page.get_by_role("button", name="Tillbaka till kanalerna").click()
    windows.get_by_role("button", name="Kalender").click()
    page.get_by_role("button", name="LSG – möte 12 mars 2099").click()

    expect(page.get_by_role("button", name="Preliminärt")).to_be_visible()
    expect(page.get_by_role("region", name="Slack")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
