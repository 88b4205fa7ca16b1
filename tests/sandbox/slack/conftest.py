"""A sandbox, an app on its other end, and people, for each test of the sandbox's Slack."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.client import Hands, Person
from sandbox.server import AppConfig, SandboxThread
from tests.sandbox.slack.fake_app import FakeApp


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Where the requests are written."""
    return tmp_path / "requests.jsonl"


@pytest.fixture
def box(log: Path) -> Iterator[SandboxThread]:
    """A running sandbox whose app has a command and two shortcuts."""
    shortcuts = [
        {"type": "global", "callback_id": "everywhere", "name": "Everywhere"},
        {"type": "message", "callback_id": "about_this", "name": "About this"},
    ]
    config = AppConfig(commands=[{"command": "/try"}], shortcuts=shortcuts)
    with SandboxThread(config, log_path=log) as running:
        yield running


@pytest.fixture
def app(box: SandboxThread) -> Iterator[FakeApp]:
    """An app that listens at its events URL."""
    fake = FakeApp().start()
    Hands(box.url).app(events_url=fake.url)
    yield fake
    fake.stop()


@pytest.fixture
def hands(box: SandboxThread) -> Hands:
    """The levers."""
    return Hands(box.url)


@pytest.fixture
def anna(hands: Hands) -> Person:
    """A member."""
    return hands.new_person("anna", "Anna Granrot", "anna@kommun.example", quiet=True)


@pytest.fixture
def bo(hands: Hands) -> Person:
    """Another member."""
    return hands.new_person("bo", "Bo Lingonkvist", "bo@kommun.example", quiet=True)


@pytest.fixture
def slack(box: SandboxThread) -> AsyncWebClient:
    """The real client with the bot's token."""
    return AsyncWebClient(token=box.sandbox.config.bot_token, base_url=box.slack_api_url, retry_handlers=[])
