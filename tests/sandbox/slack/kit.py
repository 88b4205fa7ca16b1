"""Small Block Kit pieces, and the error of a refused call, for tests of the sandbox's Slack."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

Dict = dict[str, Any]


def plain(text: str) -> Dict:
    """A plain_text object."""
    return {"type": "plain_text", "text": text}


def section(text: str = "text", **more: Any) -> Dict:
    """A section."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(label: str = "Go", action_id: str = "go", **more: Any) -> Dict:
    """A button."""
    return {"type": "button", "text": plain(label), "action_id": action_id, **more}


def actions(*elements: Dict, **more: Any) -> Dict:
    """An actions block."""
    return {"type": "actions", "elements": list(elements), **more}


def option(value: str, label: str | None = None) -> Dict:
    """An option."""
    return {"text": plain(label or value), "value": value}


def select(*options: Dict, action_id: str = "pick", **more: Any) -> Dict:
    """A static select."""
    return {"type": "static_select", "action_id": action_id, "options": list(options), **more}


def field(element: Dict, label: str = "Label", **more: Any) -> Dict:
    """An input block."""
    return {"type": "input", "label": plain(label), "element": element, **more}


def line(action_id: str = "text", **more: Any) -> Dict:
    """A plain text input."""
    return {"type": "plain_text_input", "action_id": action_id, **more}


def modal(*blocks: Dict, **more: Any) -> Dict:
    """A modal with a submit button."""
    return {"type": "modal", "title": plain("Title"), "submit": plain("Send"), "blocks": list(blocks), **more}


def home(*blocks: Dict) -> Dict:
    """A home tab."""
    return {"type": "home", "blocks": list(blocks)}


async def refusal(call: Awaitable[Any]) -> Dict:
    """The body of a call that Slack refuses; fails when it is taken."""
    with pytest.raises(SlackApiError) as refused:
        await call
    body = refused.value.response.data
    assert isinstance(body, dict)
    return body


async def error(call: Awaitable[Any]) -> str:
    """The error of a call that Slack refuses."""
    return str((await refusal(call))["error"])
