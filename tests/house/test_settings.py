""".env.example names every setting the bot reads, and only those; it holds no value that is secret."""

import re
from pathlib import Path

import pytest
from pydantic import AliasChoices

from bot.settings import Settings, read
from tests.house.looking import text

EXAMPLE = dict(re.findall(r"^(?:# )?([A-Z_]+)=(.*)$", text(".env.example"), re.M))


def names() -> set[str]:
    """The environment's names for the settings."""
    found = set()
    for field in Settings.model_fields.values():
        alias = field.validation_alias
        found |= set(map(str, alias.choices)) if isinstance(alias, AliasChoices) else {str(alias)}
    return found


def test_the_example_names_every_setting() -> None:
    assert set(EXAMPLE) - {"NAME_FILE"} == names()


def test_the_example_holds_no_secret() -> None:
    filled = {name for name, value in EXAMPLE.items() if value and re.search("TOKEN|SECRET|CLIENT|TENANT", name)}

    assert filled == set()


def test_a_name_with_nothing_after_it_is_not_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when .env.example is copied and HTTP mode's SLACK_APP_TOKEN is left as it is: the bot must not take that for Socket Mode."""
    monkeypatch.chdir(tmp_path)
    for name in names():
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".env").write_text(text(".env.example").replace("SLACK_BOT_TOKEN=", "SLACK_BOT_TOKEN=xoxb-x"), "utf-8")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "")

    found = read()

    assert found.slack_bot_token is not None
    assert (found.slack_app_token, found.slack_signing_secret, found.azure_client_secret) == (None, None, None)
