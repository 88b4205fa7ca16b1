"""The stage of the screen's tests: a sandbox, the tiny app and a headless Chromium, to be used by hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from sandbox.server import AppConfig, SandboxThread
from tests.browser.fake_bot import FakeBot, question
from tools.chromium import find

ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
ORGANISER = "samverkan@region.example"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for a file of tests; each gets a context of its own.

    No longer than the file: while it lives, its driver's event loop runs in this thread, and no asynchronous test could.
    """
    path = find()
    assert path is not None, "no Chromium on this machine: `make test` installs it, or set CHROMIUM"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Stage:
    """A workspace of two people, a channel of theirs with a question in it, and a calendar."""

    box: SandboxThread
    bot: FakeBot
    anna: dict[str, Any] = field(default_factory=dict)
    bo: dict[str, Any] = field(default_factory=dict)
    channel: str = ""
    question: str = ""

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """The control API."""
        request = Request(self.box.url + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
        try:
            with urlopen(request, timeout=20) as response:
                answer: dict[str, Any] = json.load(response)
        except HTTPError as refusal:
            raise AssertionError(f"{path}: {refusal.status} {refusal.read().decode()}") from None
        return answer

    def furnish(self) -> None:
        """People, channel, question, mailboxes and one meeting."""
        people: dict[str, tuple[str, str]] = {
            "anna": ("Anna Lind", "Ordförande"),
            "bo": ("Bo Åkerblom Ek", "Koordinator"),
        }
        for name, (real, title) in people.items():
            email = f"{name}@kommun.example"
            user = {"name": name, "real_name": real, "title": title, "email": email, "quiet": True}
            setattr(self, name, self.post("/sandbox/slack/users", user))
        members = ["bot", self.anna["id"], self.bo["id"]]
        made = self.post("/sandbox/slack/channels", {"name": "lsg-au", "is_private": True, "members": members})
        self.channel = self.bot.channel = made["id"]
        blocks = question(True, "0 av 2 har godkänt")
        self.question = self.bot.call("chat.postMessage", channel=self.channel, text="Ny fråga", blocks=blocks)["ts"]
        self.post("/sandbox/graph/mailboxes", {"upn": ORGANISER, "name": "Samverkan", "organiser": True})
        for person in (self.anna, self.bo):
            self.post("/sandbox/graph/mailboxes", {"upn": person["email"], "name": person["real_name"]})

    def meeting(self, body: str = "<p>Du kallas till <b>LSG</b>.</p>") -> dict[str, Any]:
        """A meeting to which both are invited, made by hand in the organiser's Outlook."""
        event = {
            "subject": "LSG – möte 12 mars 2099",
            "start": {"dateTime": "2099-03-12T09:00:00", "timeZone": "W. Europe Standard Time"},
            "end": {"dateTime": "2099-03-12T12:00:00", "timeZone": "W. Europe Standard Time"},
            "location": {"displayName": "Regionens hus"},
            "body": {"contentType": "html", "content": body},
            "attendees": [
                {"emailAddress": {"address": one["email"], "name": one["real_name"]}, "type": "required"}
                for one in (self.anna, self.bo)
            ],
        }
        return self.post("/sandbox/graph/events", {"mailbox": ORGANISER, "event": event})


@pytest.fixture
def stage() -> Iterator[Stage]:
    """A fresh sandbox with the tiny app connected over HTTP."""
    config = AppConfig(team_name="Samverkan Norr", bot_name="Samverkan")
    config.commands = [{"command": "/samverkan", "description": "Frågor och möten", "usage_hint": "fråga | möten"}]
    config.shortcuts = [
        {"type": "global", "callback_id": "ask", "name": "Lyft en fråga"},
        {"type": "message", "callback_id": "take", "name": "Gör till fråga"},
    ]
    box = SandboxThread(config).start()
    bot = FakeBot(box.slack_api_url, config.bot_token).start()
    config.events_url = bot.url
    try:
        made = Stage(box, bot)
        made.furnish()
        yield made
    finally:
        bot.stop()
        box.stop()


@pytest.fixture
def screen(stage: Stage, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens the screen at a hash, on a desktop or a phone; no script may fail in it."""
    faults: list[str] = []
    contexts = []

    def open_at(hash_: str = "", size: dict[str, int] | None = None) -> Page:
        context = chromium.new_context(viewport=size or DESKTOP)  # type: ignore[arg-type]
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("request", lambda request: _only_here(request.url, stage.box.url, faults))
        page.goto(f"{stage.box.url}/{hash_}")
        page.wait_for_selector('body[data-ready="true"]')
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert not faults


def _only_here(url: str, base: str, faults: list[str]) -> None:
    if not url.startswith((base, "data:")):
        faults.append(f"fetched {url}")
