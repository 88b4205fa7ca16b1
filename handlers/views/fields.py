"""Each kind of input in a form: how it is drawn, and how its answer is read. The block_id is the field's name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from handlers.views.blocks import PLACEHOLDER, Block, cut, option, select, text

VALUE = "value"  # the action_id of every input; it need only be unique in its block
LAST = 2**31 - 1  # the last id that PostgreSQL has room for
State = dict[str, dict[str, dict[str, Any]]]


def _input(name: str, label: str, element: Block, *, hint: str | None, optional: bool, reacts: bool = False) -> Block:
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": text(cut(label, 2000)),
        "element": element,
        "optional": optional,
    }
    if hint:
        block["hint"] = text(cut(hint, 2000))
    return block | ({"dispatch_action": True} if reacts else {})


def text_input(
    name: str,
    label: str,
    *,
    value: str = "",
    most: int = 3000,
    lines: bool = False,
    hint: str | None = None,
    optional: bool = False,
    placeholder: str | None = None,
) -> Block:
    """A line of text, or several (`lines`); at most `most` characters."""
    element: Block = {"type": "plain_text_input", "action_id": VALUE, "multiline": lines, "max_length": most}
    if value:
        element["initial_value"] = value[:most]
    if placeholder:
        element["placeholder"] = text(cut(placeholder, PLACEHOLDER))
    return _input(name, label, element, hint=hint, optional=optional)


def choice(
    name: str, label: str, options: Sequence[tuple[str, str]], *, value: str | None = None, hint: str | None = None, optional: bool = False,
    reacts: bool = False, action_id: str = VALUE, placeholder: str | None = None,
) -> Block:  # fmt: skip
    """One of a list of (value, words). `reacts`: the form is told at once, under `action_id`."""
    element = select(action_id, [option(words, key) for key, words in options], initial=value, placeholder=placeholder)
    return _input(name, label, element, hint=hint, optional=optional, reacts=reacts)


def radio(
    name: str, label: str, options: Sequence[tuple[str, str]], *, value: str | None = None, hint: str | None = None, optional: bool = False,
    reacts: bool = False, action_id: str = VALUE,
) -> Block:  # fmt: skip
    """One of at most ten, all in sight."""
    choices = [option(words, key) for key, words in options][:10]
    element: Block = {"type": "radio_buttons", "action_id": action_id, "options": choices}
    chosen = next((one for one in choices if one["value"] == value), None)
    return _input(
        name,
        label,
        element | ({"initial_option": chosen} if chosen else {}),
        hint=hint,
        optional=optional,
        reacts=reacts,
    )


def day(name: str, label: str, *, value: date | None = None, hint: str | None = None, optional: bool = False) -> Block:
    """A date."""
    element: Block = {"type": "datepicker", "action_id": VALUE} | ({"initial_date": value.isoformat()} if value else {})
    return _input(name, label, element, hint=hint, optional=optional)


def clock(name: str, label: str, *, value: str | None = None, hint: str | None = None, optional: bool = False) -> Block:
    """A time of day, HH:MM."""
    element: Block = {"type": "timepicker", "action_id": VALUE} | ({"initial_time": value} if value else {})
    return _input(name, label, element, hint=hint, optional=optional)


def conversation(
    name: str, label: str, *, value: str | None = None, private: bool, hint: str | None = None, optional: bool = False
) -> Block:
    """A channel: the private ones, or the public ones; never one shared with another workspace."""
    kinds = ["private"] if private else ["public", "private"]
    element: Block = {
        "type": "conversations_select",
        "action_id": VALUE,
        "filter": {"include": kinds, "exclude_external_shared_channels": True, "exclude_bot_users": True},
    }
    return _input(
        name, label, element | ({"initial_conversation": value} if value else {}), hint=hint, optional=optional
    )


def _answer(state: State, name: str) -> dict[str, Any]:
    return next(iter((state.get(name) or {}).values()), {})


def read_text(state: State, name: str) -> str:
    """What was written, without surrounding space; empty when nothing was."""
    return str(_answer(state, name).get("value") or "").strip()


def read_choice(state: State, name: str) -> str | None:
    """The value that was chosen."""
    chosen = _answer(state, name).get("selected_option")
    return str(chosen["value"]) if chosen else None


def read_day(state: State, name: str) -> date | None:
    """The date that was chosen."""
    given = _answer(state, name).get("selected_date")
    return date.fromisoformat(given) if given else None


def read_clock(state: State, name: str) -> str | None:
    """The time that was chosen, HH:MM."""
    return _answer(state, name).get("selected_time")


def read_conversation(state: State, name: str) -> str | None:
    """The channel that was chosen."""
    return _answer(state, name).get("selected_conversation")


def read_named(metadata: str) -> dict[str, Any]:
    """What a form's private_metadata names; nothing when it is none that we wrote. It names rows, and is never believed."""
    try:
        found = json.loads(metadata or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def read_row(named: dict[str, Any], name: str) -> int:
    """A row's id or version; 0, which no row has, when there is none."""
    given = named.get(name)
    return given if type(given) is int and 0 < given <= LAST else 0


def row_of(text: str) -> int | None:
    """A row's id in a text from outside; None when it is none that a database has."""
    fits = text.isascii() and text.isdecimal() and len(text) <= len(str(LAST)) and int(text) <= LAST
    return int(text) if fits else None
