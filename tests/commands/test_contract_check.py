"""The check of Slack's own promises runs: against the sandbox, which keeps them, and against one that does not (T21)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.text.manifest import SCOPES
from sandbox.client import Hands
from sandbox.server import AppConfig, SandboxThread
from tools import contract_check


@pytest.fixture
def slack(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hands]:
    """A workspace with two channels, one of them shared."""
    config = AppConfig(scopes=set(SCOPES))
    with SandboxThread(config) as sandbox:
        hands = Hands(sandbox.url)
        hands.new_person("anna", "Anna Ek", "anna.ek@kommunen.example", id="U0ANNA")
        hands.new_channel("check", ["bot", "U0ANNA"])
        hands.new_channel("shared", ["bot"], is_private=False)
        hands.control.post("/sandbox/slack/channels", id=hands.channel("shared")["id"], is_ext_shared=True)
        monkeypatch.setenv("SLACK_BOT_TOKEN", config.bot_token)
        monkeypatch.setenv("SLACK_API_URL", sandbox.slack_api_url)
        yield hands


def test_it_is_green_where_slack_does_as_we_take_it(slack: Hands, capsys: pytest.CaptureFixture[str]) -> None:
    channel, shared = slack.channel("check")["id"], slack.channel("shared")["id"]

    code = contract_check.main([channel, "--shared", shared])

    said = capsys.readouterr().out
    assert "NO " not in said
    assert code == 0
    assert "1 removed, 1 left" in said
    assert "it is refused" in said
    assert "Retry-After" in said
    assert not [one for one in slack.person("U0ANNA").messages("check") if "contract check" in one["text"]]


def test_it_is_red_where_a_channel_with_strangers_looks_like_any_other(
    slack: Hands, capsys: pytest.CaptureFixture[str]
) -> None:
    channel = slack.channel("check")["id"]

    assert contract_check.main([channel, "--shared", channel]) == 1
    assert "it looks like any other" in capsys.readouterr().out
