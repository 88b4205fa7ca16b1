"""The Slack app's manifest, made from the ids and rights that the code uses; app-manifest.yaml is its printout."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from bot.text import manifest as words
from handlers import ids

EVENTS = ("app_home_opened", "message.im")
REQUEST_URL = "https://samverkan.example/slack/events"  # replaced by your own in HTTP mode; Socket Mode needs none


def build(*, socket_mode: bool = True) -> dict[str, Any]:
    """The manifest as Slack reads it. In HTTP mode every address is the same."""
    address = {} if socket_mode else {"request_url": REQUEST_URL}
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": words.NAME, "description": words.DESCRIPTION, "long_description": words.LONG, "background_color": "#1f3d5c",
        },
        "features": {
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False},
            "bot_user": {"display_name": words.NAME, "always_online": True},
            "shortcuts": [
                _shortcut("global", ids.Shortcut.RAISE_QUESTION, words.RAISE_QUESTION, words.RAISE_QUESTION_SAYS),
                _shortcut("global", ids.Shortcut.REPORT_ABSENCE, words.REPORT_ABSENCE, words.REPORT_ABSENCE_SAYS),
                _shortcut("global", ids.Shortcut.HELP, words.HELP, words.HELP_SAYS),
                _shortcut("message", ids.Shortcut.MAKE_QUESTION, words.MAKE_QUESTION, words.MAKE_QUESTION_SAYS),
            ],
            "slash_commands": [
                {"command": ids.COMMAND, "description": words.COMMAND, "usage_hint": words.COMMAND_HINT, "should_escape": False}
                | ({"url": REQUEST_URL} if not socket_mode else {})
            ],
        },
        "oauth_config": {"scopes": {"bot": list(words.SCOPES), "bot_optional": list(words.OPTIONAL)}},
        "settings": {
            "event_subscriptions": {**address, "bot_events": sorted(EVENTS)},
            "interactivity": {"is_enabled": True, **address},
            "org_deploy_enabled": False,
            "socket_mode_enabled": socket_mode,
            "token_rotation_enabled": False,
        },
    }  # fmt: skip


def _shortcut(kind: str, callback: str, name: str, says: str) -> dict[str, str]:
    return {"name": name, "type": kind, "callback_id": str(callback), "description": says}


def printed(*, socket_mode: bool = True) -> str:
    """The manifest as YAML, with a sentence why for each right, and for each optional one what people do without it."""
    text = yaml.safe_dump(build(socket_mode=socket_mode), allow_unicode=True, sort_keys=False, width=120)
    asked, optional, rest = text.partition("    bot_optional:\n")
    for heading, group in words.GROUPS.items():
        first = f"    - {next(iter(group))}\n"
        asked = _explained(asked.replace(first, f"    # {heading}\n{first}"), group)
    return asked + optional + f"    # {words.OPTIONAL_HEADING}\n" + _explained(rest, words.OPTIONAL)


def _explained(text: str, group: Mapping[str, str]) -> str:
    for scope, why in group.items():
        text = text.replace(f"    - {scope}\n", f"    - {scope}  # {why}\n")
    return text
