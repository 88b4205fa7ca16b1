"""Two people at once: what one does is seen by the other beside, and each has a place, a focus and dialogs of their own."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import PHONE, Stage

Open = Callable[..., Page]


def beside(page: Page) -> FrameLocator:
    return page.frame_locator(".besideframe")


def test_one_sees_what_the_other_does(stage: Stage, screen: Open) -> None:
    page = screen(f"#person={stage.bo['id']}&channel=lsg-au")
    page.get_by_role("button", name="Visa två personer").click()
    page.get_by_role("combobox", name="Sök på namn eller titel").fill("Anna")
    page.keyboard.press("Enter")
    other = beside(page)
    expect(page.get_by_role("button", name="Person bredvid: Anna Lind, Ordförande")).to_be_visible()

    other.get_by_role("button", name="lsg-au").click()
    other.get_by_role("button", name="Godkänn").click()

    expect(page.get_by_role("region", name="Slack").get_by_text("Godkänd av @Anna Lind")).to_be_visible()
    expect(page.get_by_role("button", name="Person: Bo Åkerblom Ek")).to_be_visible()


def test_a_form_beside_leaves_the_other_window_free(stage: Stage, screen: Open) -> None:
    page = screen(f"#person={stage.bo['id']}&channel=lsg-au&beside={stage.anna['email']}&besidechannel=home")
    beside(page).get_by_role("button", name="Lyft en fråga").click()
    expect(beside(page).get_by_role("dialog", name="Lyft en fråga")).to_be_visible()

    page.get_by_role("region", name="Slack").get_by_role("textbox", name="Skriv till #lsg-au").fill("Hej")
    page.keyboard.press("Enter")

    expect(page.get_by_role("region", name="Slack").get_by_text("Hej", exact=True)).to_be_visible()
    expect(beside(page).get_by_role("dialog", name="Lyft en fråga")).to_be_visible()


def test_the_other_can_be_seen_in_outlook_and_be_sent_away(stage: Stage, screen: Open) -> None:
    stage.meeting()
    page = screen(f"#person={stage.bo['id']}&channel=lsg-au&beside={stage.anna['id']}")

    page.get_by_role("region", name="Bredvid").get_by_role("button", name="Kalender").click()
    expect(beside(page).get_by_text("anna@kommun.example")).to_be_visible()
    expect(beside(page).get_by_role("button", name="LSG – möte 12 mars 2099")).to_be_visible()
    page.get_by_role("button", name="Visa bara en person").click()

    expect(page.locator(".besideframe")).to_have_count(0)
    expect(page.get_by_role("region", name="Outlook")).to_contain_text("bo@kommun.example")


def test_walking_about_beside_leaves_no_steps_in_the_history(stage: Stage, screen: Open) -> None:
    page = screen(f"#person={stage.bo['id']}&channel=lsg-au&beside={stage.anna['id']}")
    length = page.evaluate("history.length")

    beside(page).get_by_role("button", name="lsg-au").click()
    expect(beside(page).get_by_role("button", name="Godkänn")).to_be_visible()

    assert page.evaluate("history.length") == length


def test_on_a_phone_the_other_is_a_tab(stage: Stage, screen: Open) -> None:
    page = screen(f"#person={stage.bo['id']}&beside={stage.anna['id']}", PHONE)
    expect(page.get_by_role("region", name="Bredvid")).to_be_hidden()

    page.get_by_role("navigation", name="Fönster").get_by_role("button", name="Anna Lind").click()

    expect(beside(page).get_by_role("button", name="lsg-au")).to_be_visible()
    expect(page.get_by_role("region", name="Slack")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_nobody_elses_page_may_frame_it(stage: Stage, screen: Open) -> None:
    page = screen(f"#person={stage.bo['id']}")

    policy = page.request.get(stage.box.url).headers["content-security-policy"]

    assert "frame-ancestors 'self'" in policy
    assert "frame-src 'self'" in policy
