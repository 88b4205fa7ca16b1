"""What people fill in: from plain values to `state.values`, and what the client refuses. Not what the app does."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from sandbox.slack.blocks import flat, interactive
from sandbox.slack.elements import CLOCK

Values = dict[str, dict[str, dict[str, Any]]]
KEYS = {
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "rich_text_input": "rich_text_value",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "file_input": "files",
}
INITIAL = {
    "value": "initial_value",
    "rich_text_value": "initial_value",
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "selected_user": "initial_user",
    "selected_users": "initial_users",
    "selected_conversation": "initial_conversation",
    "selected_conversations": "initial_conversations",
    "selected_channel": "initial_channel",
    "selected_channels": "initial_channels",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
    "selected_date_time": "initial_date_time",
}
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
REQUIRED = "Please complete this required field."


class BadValue(ValueError):
    """Something that nobody could have filled in: an option that is not offered, a date that is none."""


def inputs(blocks: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each (block, element) whose value is part of the state."""
    for block in flat(blocks):
        if block["type"] not in ("container", "carousel", "rich_text"):
            for element in interactive(block):
                if element["type"] in KEYS:
                    yield block, element


def state_values(blocks: list[dict[str, Any]], filled: Values) -> Values:
    """`state.values` of those blocks: what was filled in, else what the app put there."""
    state: Values = {}
    for block, element in inputs(blocks):
        mine = filled.get(block["block_id"], {}).get(element["action_id"])
        if mine is None or mine.get("type") != element["type"]:
            mine = initial(element)
        state.setdefault(block["block_id"], {})[element["action_id"]] = mine
    return state


def initial(element: dict[str, Any]) -> dict[str, Any]:
    """The entry of an element that nobody has touched."""
    key = KEYS[element["type"]]
    value = element.get(INITIAL.get(key, ""))
    if value is None and key in ("selected_options", "selected_users", "selected_conversations", "selected_channels"):
        value = []
    return {"type": element["type"], key: [] if key == "files" and value is None else value}


def filled_in(element: dict[str, Any], value: Any) -> dict[str, Any]:
    """The entry of an element into which somebody put `value`.

    Options are named by value or by label; a value that already has the shape of an entry is taken as it is.
    """
    kind, key = element["type"], KEYS[element["type"]]
    if isinstance(value, dict) and key in value:
        value = value[key]
    if key == "selected_option":
        chosen: Any = None if value in (None, "") else option_of(element, value)
    elif key == "selected_options":
        chosen = [option_of(element, one) for one in (value if isinstance(value, list) else [value])]
    elif key.startswith("selected_") and key.endswith("s"):
        chosen = list(value) if isinstance(value, list) else [value]
    elif key == "selected_date":
        chosen = _a_date(value)
    elif key == "selected_time":
        chosen = value or None
        if chosen is not None and not CLOCK.fullmatch(str(chosen)):
            raise BadValue(f"{value!r} is no time")
    elif key == "selected_date_time":
        chosen = None if value in (None, "") else int(value)
    elif key == "value":
        chosen = None if value in (None, "") else str(value)
    else:
        chosen = value
    return {"type": kind, key: chosen}


def option_of(element: dict[str, Any], wanted: Any) -> dict[str, Any]:
    """The option with that value or that label; BadValue when it is not offered."""
    groups = [element, *element.get("option_groups", ())]
    options = [option for group in groups for option in group.get("options", ())]
    name = wanted.get("value") if isinstance(wanted, dict) else wanted
    for option in options:
        if option.get("value") == name:
            return dict(option)
    for option in options:
        if option["text"]["text"] == name:
            return dict(option)
    raise BadValue(f"{name!r} is not among {[option.get('value') for option in options]}")


def client_errors(blocks: list[dict[str, Any]], state: Values) -> dict[str, str]:
    """What Slack's client says at the fields before it sends a submission, by block_id."""
    errors = {}
    for block, element in inputs(blocks):
        entry = state[block["block_id"]][element["action_id"]]
        value = entry.get(KEYS[element["type"]])
        if block["type"] != "input":
            continue
        if value in (None, "", []):
            if not block.get("optional"):
                errors[block["block_id"]] = REQUIRED
        elif (wrong := _wrong(element, value)) is not None:
            errors[block["block_id"]] = wrong
    return errors


def _wrong(element: dict[str, Any], value: Any) -> str | None:
    kind = element["type"]
    if kind == "email_text_input" and not EMAIL.fullmatch(value):
        return "Please enter a valid email address."
    if kind == "url_text_input" and not re.fullmatch(r"https?://\S+", value):
        return "Please enter a valid URL."
    if kind == "number_input":
        return _wrong_number(element, value)
    if kind == "plain_text_input":
        if len(value) > element.get("max_length", 3000):
            return f"Must be {element.get('max_length', 3000)} characters or fewer."
        if len(value) < element.get("min_length", 0):
            return f"Must be at least {element['min_length']} characters."
    if isinstance(value, list) and len(value) > element.get("max_selected_items", len(value)):
        return f"Select at most {element['max_selected_items']}."
    return None


def _wrong_number(element: dict[str, Any], value: str) -> str | None:
    try:
        number = float(value)
    except ValueError:
        return "Please enter a number."
    if not element["is_decimal_allowed"] and number != int(number):
        return "Please enter a whole number."
    if number < float(element.get("min_value") or number) or number > float(element.get("max_value") or number):
        return "Please enter a number within the limits."
    return None


def _a_date(value: Any) -> str | None:
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise BadValue(f"{value!r} is no date") from None
