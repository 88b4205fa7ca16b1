"""Photographs the demo's screen for the README and the guides, into docs/pictures: a real demo, a real browser, nobody real in it.

Not a test: it asserts nothing. Run it when the screen, the words or the demo's furnishing have changed, and look at what came out.
"""

from __future__ import annotations

import csv
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tools.chromium import find
from tools.system import ROOT, problem, say

FOLDER = ROOT / "docs" / "pictures"
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+\S*")
ARGUMENTS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"]
DESKTOP: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 1.5, "has_touch": True}
SETTLES_MS = 1_500  # the bot draws a Home when it is opened
PEOPLE = ROOT / "models" / "structures" / "exempelpersoner.csv"

LSG, SAMRAD = "Länssamverkansgruppen (LSG)", "Samråd vård och omsorg"
Person = tuple[str, str, str]  # body, role, the beginning of the principal's name
CHAIR = (LSG, "ordförande", "")
COORDINATOR = ("", "koordinator", "")
NEXT_YEAR = datetime.now(UTC).year + 1
DATES = "\n".join(f"{NEXT_YEAR}-{day}" for day in ("01-06", "03-09", "05-25"))  # the first is a holiday


Step = Callable[[Page], None]


@dataclass(frozen=True)
class Picture:
    """What is photographed: whose screen, which room of it ("home", "app" for the bot's messages, or a channel), which steps
    are taken there, how large."""

    name: str
    person: Person
    room: str = "home"
    steps: tuple[Step, ...] = ()
    size: str = "desktop"
    more: str = ""  # of the address: the calendar's view, on a phone the pane
    beside: Person | None = None  # whose messages from the bot are shown to the right

    @property
    def place(self) -> str:
        """What stands after the demo's address."""
        other = f"&beside={_who(self.beside)}&besidechannel=app" if self.beside else ""
        return f"#person={_who(self.person)}&channel={self.room}&tour=off{self.more}{other}"


def press(name: str, at: int = 0) -> Step:
    """Click the first button whose name begins so, or another of them."""

    def step(page: Page) -> None:
        page.get_by_role("button", name=re.compile(f"^{re.escape(name)}")).nth(at).click()
        page.wait_for_timeout(SETTLES_MS)

    return step


def see(text: str) -> Step:
    """Scroll until a text is at the top."""

    def step(page: Page) -> None:
        page.get_by_text(text).first.evaluate("node => node.scrollIntoView({block: 'start'})")
        page.wait_for_timeout(200)

    return step


def write(label: str, text: str) -> Step:
    """Write in a field."""

    def step(page: Page) -> None:
        page.get_by_role("textbox", name=label).fill(text)

    return step


PICTURES: tuple[Picture, ...] = (
    # For the README
    Picture("au", CHAIR, "lsg-au"),
    Picture("call", (LSG, "ersättare", "Åsele"), "app"),
    Picture("home", COORDINATOR),
    # For those who take part
    Picture("deltagare-hem", (LSG, "ordinarie", "Vännäs"), size="phone"),
    Picture("deltagare-lyft", (LSG, "ordinarie", "Bjurholm"), steps=(press("Lyft en fråga"),)),
    Picture("deltagare-folj", (LSG, "ordinarie", "Vännäs"), "app"),
    Picture("deltagare-franvaro", (LSG, "ordinarie", "Malå"), steps=(press("Anmäl frånvaro"),), size="phone"),
    Picture("deltagare-ersattare", (LSG, "ersättare", "Åsele"), "app", size="phone"),
    Picture("deltagare-kalender", (LSG, "ordinarie", "Storuman"), "lsg", (see("LSG – möte"),)),
    # For chairs
    Picture("ordforande-telefon", CHAIR, "lsg-au", size="phone"),
    Picture("ordforande-dagordning", CHAIR, steps=(press("Dagordning: LSG"),)),
    # For coordinators
    Picture("koordinator-plats", COORDINATOR, size="phone"),
    Picture("koordinator-moten", COORDINATOR, steps=(
        press("Skapa möte"), write("Datum", DATES), write("Plats", "Skellefteå"), press("Kontrollera"),
    )),
    Picture("koordinator-seminarium", COORDINATOR, steps=(press("Öppna planeringen"),)),
    # Last, since the agenda is set by it, and a question approved
    Picture(
        "ordforande-kallelse", CHAIR,
        steps=(press("Dagordning: LSG"), press("Fastställ dagordningen"), press("Skicka kallelsen")),
    ),
    Picture(
        "demo", CHAIR, "lsg-au", more="&happened=1", beside=(LSG, "ordinarie", "Storuman"),
        steps=(press("Godkänn till dagordningen", -1),),
    ),
)  # fmt: skip


def _who(person: Person) -> str:
    body, role, principal = person
    with PEOPLE.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            if (row["organ"], row["roll"]) == (body, role) and row["huvudman"].startswith(principal):
                return row["epost"]
    raise problem(f"nobody in the furnished roster is {role} of {body} for {principal}")


@contextmanager
def demo() -> Iterator[str]:
    """A demo of our own, in a folder that is thrown away: its address."""
    program = Path(sys.executable).parent / "samverkan"
    with tempfile.TemporaryDirectory() as folder:
        command = [str(program), "demo", "--port", "0"]
        with subprocess.Popen(command, cwd=folder, env=os.environ, stdout=subprocess.PIPE, text=True) as running:
            try:
                yield _address(running)
            finally:
                running.send_signal(signal.SIGINT)
                running.wait(30)


def _address(running: subprocess.Popen[str]) -> str:
    if running.stdout is not None:
        for line in running.stdout:
            if found := ADDRESS.search(line):
                return found.group()
    raise problem("the demo ended without printing its address.")


def main() -> None:
    """Take the pictures; with names as arguments, those."""
    wanted = set(sys.argv[1:])
    FOLDER.mkdir(parents=True, exist_ok=True)
    sizes = {"desktop": DESKTOP, "phone": PHONE}
    with demo() as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find(), args=ARGUMENTS)
        for picture in (one for one in PICTURES if not wanted or one.name in wanted):
            context = browser.new_context(
                locale="sv-SE", timezone_id="Europe/Stockholm", color_scheme="light", **sizes[picture.size]
            )
            context.set_default_timeout(10_000)
            page = context.new_page()
            page.goto(f"{address.rstrip('/')}/{picture.place}")
            page.wait_for_selector('body[data-ready="true"]')
            page.wait_for_timeout(SETTLES_MS)
            for step in picture.steps:
                step(page)
            page.screenshot(path=FOLDER / f"{picture.name}.png")
            say(f"docs/pictures/{picture.name}.png")
            while page.get_by_role("dialog").count():  # a window stays open for its person, also in another browser
                page.keyboard.press("Escape")
                page.wait_for_timeout(SETTLES_MS)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
