"""Photographs the demo's screen for the README, into docs/pictures: a real demo, a real browser, nobody real in it.

Not a test: it asserts nothing. Run it when the screen or the demo's furnishing has changed, and look at what came out.
"""

from __future__ import annotations

import csv
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tools.chromium import find
from tools.system import ROOT, problem, say

FOLDER = ROOT / "docs" / "pictures"
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+\S*")
ARGUMENTS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"]
DESKTOP: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True}
SETTLES_MS = 2_000  # the bot draws a Home when it is opened
PEOPLE = ROOT / "models" / "structures" / "exempelpersoner.csv"


@dataclass(frozen=True)
class Picture:
    """What is photographed: whose screen (an office in the furnished roster), which room of it, how large."""

    name: str
    body: str
    role: str
    room: str | None  # part of the name of a channel in the sidebar; None: App Home
    size: dict[str, Any] = field(default_factory=lambda: DESKTOP)


PICTURES = (
    Picture("arbetsutskottet", "Länssamverkansgruppen (LSG)", "ordförande", "-au"),
    Picture("hem", "Länssamverkansgruppen (LSG)", "ordinarie", None),
    Picture("hem-telefon", "Länssamverkansgruppen (LSG)", "ordinarie", None, PHONE),
)


def _who(picture: Picture) -> str:
    with PEOPLE.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            if (row["organ"], row["roll"]) == (picture.body, picture.role):
                return row["epost"]
    raise problem(f"nobody in the furnished roster is {picture.role} of {picture.body}")


@contextmanager
def demo() -> Iterator[str]:
    """A demo of our own, in a folder that is thrown away: its address."""
    program = Path(sys.executable).parent / "samverkan"
    with tempfile.TemporaryDirectory() as folder:
        command = [str(program), "demo", "--port", "0"]
        running = subprocess.Popen(command, cwd=folder, env=os.environ, stdout=subprocess.PIPE, text=True)
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
    """Take the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with demo() as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find(), args=ARGUMENTS)
        for picture in PICTURES:
            context = browser.new_context(locale="sv-SE", timezone_id="Europe/Stockholm", **picture.size)
            page = context.new_page()
            page.goto(f"{address.rstrip('/')}/#person={_who(picture)}&channel=home")
            page.wait_for_selector('body[data-ready="true"]')
            if picture.room is not None:
                page.get_by_role("button", name=picture.room).or_(
                    page.get_by_role("link", name=picture.room)
                ).first.click()
            page.wait_for_timeout(SETTLES_MS)
            page.screenshot(path=FOLDER / f"{picture.name}.png")
            say(f"docs/pictures/{picture.name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
