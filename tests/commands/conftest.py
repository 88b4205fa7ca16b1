"""What a command is tried in: an empty folder, a furnished database, a Slack and a Graph where all is well."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.text.manifest import SCOPES
from models.store.structure import FOLDER
from sandbox.graph_client import Outlook
from sandbox.server import AppConfig, SandboxThread
from tests.commands.examining import ORGANISER, World, command


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder, and an environment that says nothing."""
    monkeypatch.chdir(tmp_path)
    for name in [*os.environ]:
        if name.startswith(("SLACK_", "AZURE_", "GRAPH_", "SAMVERKAN_")):
            monkeypatch.delenv(name)


@pytest.fixture
def furnished(folder: None) -> None:
    """A database with a county in it."""
    assert command("init").exit_code == 0
    assert command("roster", "import", str(FOLDER / "exempelpersoner.csv")).exit_code == 0


@pytest.fixture
def config() -> AppConfig:
    return AppConfig(scopes=set(SCOPES))


@pytest.fixture
def world(config: AppConfig, furnished: None) -> Iterator[World]:
    """A Slack and a Graph where all is well, and the settings for them."""
    with SandboxThread(config) as sandbox:
        Outlook(sandbox.url).add_mailbox(ORGANISER, organiser=True)
        yield sandbox, {
            "SLACK_BOT_TOKEN": config.bot_token, "SLACK_APP_TOKEN": config.app_token, "SLACK_API_URL": sandbox.slack_api_url,
            "GRAPH_ORGANISER": ORGANISER, "GRAPH_ACCESS_TOKEN": "sandbox-graph-token", "GRAPH_BASE_URL": sandbox.graph_base_url,
        }  # fmt: skip
