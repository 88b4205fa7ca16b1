"""Whether a view is one that Slack would take as a modal or a home tab. Not where it is shown."""

import json
from typing import Any

from sandbox.slack import limits
from sandbox.slack.blocks import check_blocks
from sandbox.slack.elements import plain
from sandbox.slack.shape import Check, Problems, anything, boolean, fields, say, text

_FRAME: dict[str, Check] = {
    "private_metadata": text(limits.PRIVATE_METADATA),
    "callback_id": text(limits.IDENTITY),
    "external_id": text(limits.IDENTITY),
}
_VIEWS = {
    "modal": fields(
        {"type": text(), "title": plain(limits.VIEW_TITLE), "blocks": anything},
        {
            **_FRAME,
            "submit": plain(limits.VIEW_TITLE),
            "close": plain(limits.VIEW_TITLE),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
            "submit_disabled": boolean,
        },
    ),
    "home": fields({"type": text(), "blocks": anything}, _FRAME),
}


def check_view(view: Any, expected: tuple[str, ...] = ("modal", "home")) -> Problems:
    """Every fault of a view that should be of one of the expected types; an empty list when there is none."""
    problems: Problems = []
    kind = view.get("type") if isinstance(view, dict) else None
    if kind not in expected:
        say(problems, f"must be one of: {', '.join(expected)}", "/view/type")
        return problems
    _VIEWS[kind](view, "/view", problems)
    blocks = view.get("blocks", [])
    problems += check_blocks(blocks, kind, "/view/blocks")
    if not blocks and not problems:
        say(problems, "no fewer than 1 items allowed", "/view/blocks")
    if kind == "modal" and isinstance(blocks, list) and "submit" not in view:
        for place, block in enumerate(blocks):
            if isinstance(block, dict) and block.get("type") == "input":
                say(problems, "must define `submit` to use an `input` block in modals", f"/view/blocks/{place}/input")
    return problems


def too_large(view: dict[str, Any]) -> bool:
    """More bytes than a view may have."""
    return len(json.dumps(view, ensure_ascii=False).encode()) > limits.VIEW_BYTES
