"""`samverkan demo` as somebody who has never seen it meets it: the tour of the three flows done from end to end on the real bot, and
the clock stepped to what happens next."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import DESKTOP
from tools.pictures import demo

FLOWS = {
    "fraga": ("Svarade för AU", "Regel S-09 Både ordföranden och vice"),
    "franvaro": ("Tackade ja till att ersätta", "Regel R-C12 Ersättaren deltar"),
    "mote": ("Skickade kallelsen", "ms tillsammans"),
}
"""Each flow, and what the column beside it tells: an act, and the rule it followed or what its requests cost."""
IN_ITS_TIME = 60_000  # ms: the hands go at a pace that the eye can follow, and the machine may be busy


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """One demo for a newcomer who takes the flows one after another."""
    with demo() as found:
        yield found.rstrip("/")


@pytest.fixture
def untouched() -> Iterator[str]:
    """A demo in which nobody has done anything yet."""
    with demo() as found:
        yield found.rstrip("/")


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A newcomer's browser; no script may fail in it."""
    faults: list[str] = []
    context = chromium.new_context(viewport=DESKTOP, locale="sv-SE")  # type: ignore[arg-type]
    context.set_default_timeout(IN_ITS_TIME)
    opened = context.new_page()
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    yield opened
    context.close()
    assert not faults


def strip(page: Page) -> Locator:
    return page.get_by_role("region", name="Rundtur")


def test_it_opens_on_a_chair_in_the_middle_of_the_year_and_offers_the_tour(address: str, page: Page) -> None:
    page.goto(address)

    expect(page.get_by_role("button", name="Person:")).to_contain_text("ordförande LSG")
    expect(strip(page)).to_contain_text("Ingen här finns på riktigt")
    expect(page.get_by_role("region", name="Slack")).to_contain_text("Väntar på dig")
    expect(page.get_by_role("region", name="Outlook")).to_contain_text("LSG – möte")


@pytest.mark.timeout(300)
@pytest.mark.parametrize("flow", FLOWS)
def test_each_step_of_the_tour_is_done_on_the_real_bot(address: str, page: Page, flow: str) -> None:
    page.goto(f"{address}/#tour={flow}.1&happened=1")
    said = strip(page).locator(".tourplace")
    expect(said).to_contain_text("steg 1 av")
    steps = int(said.inner_text().split()[-1])

    for at in range(1, steps + 1):
        expect(said).to_contain_text(f"steg {at} av {steps}")
        button = strip(page).get_by_role("button", name="Gör det åt mig")
        if button.count():
            button.click()
            expect(strip(page).get_by_role("status")).to_have_text("Klart. Gå vidare när du vill.", timeout=IN_ITS_TIME)
            expect(button).to_be_enabled(timeout=IN_ITS_TIME)
        strip(page).get_by_role("button", name="Nästa").click()

    expect(strip(page)).to_contain_text("Rundturen är slut")
    act, more = FLOWS[flow]
    told = page.get_by_role("complementary", name="Vad hände just nu").get_by_role("listitem")
    expect(told.filter(has_text=act).first).to_contain_text(more)


def test_each_step_to_what_happens_next_makes_it_happen(untouched: str, page: Page) -> None:
    """In the furnished county a substitute has been asked, answers are due and meetings come: six steps, and after each something
    has been done by the clock. Only that a meeting begins is nothing that anybody does."""
    page.goto(f"{untouched}/#happened=1&tour=off&channel=home")
    button = page.get_by_role("button", name="Till nästa som händer")
    column = page.get_by_role("complementary", name="Vad hände just nu")
    by_the_clock = column.locator(".note").filter(has_text="tidsstyrt")
    expect(column).to_contain_text("Länet är på plats")
    expect(button).not_to_have_attribute("aria-label", re.compile("som har väntat"))  # at whatever hour it is opened

    waited = []
    for _ in range(6):
        waits, before = button.get_attribute("aria-label") or "", by_the_clock.count()
        button.click()
        expect(button).not_to_have_attribute("aria-label", waits)
        if "börjar" not in waits:
            expect(by_the_clock.nth(before)).to_be_attached(timeout=IN_ITS_TIME)
        waited.append(waits)

    assert any("ska ha svarat" in one for one in waited)
    expect(by_the_clock.filter(has_text="svarade inte i tid").first).to_contain_text("Regel S-13")
    expect(by_the_clock.filter(has_text="Ingen ersättare kan komma").first).to_contain_text("Regel S-15")
