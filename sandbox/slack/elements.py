"""The shapes of Block Kit's composition objects and elements. Not the blocks that hold them."""

import re
from datetime import date
from typing import Any

from sandbox.slack import limits
from sandbox.slack.shape import (
    Check,
    Problems,
    array,
    boolean,
    fields,
    matching,
    number,
    one_of,
    say,
    text,
    typed,
)

KIND: Check = text()
ACTION_ID = text(limits.IDENTITY, 1)
WEB = re.compile(r"(?:https?|mailto|slack|tel):\S+")
CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")


def plain(most: int = limits.TEXT) -> Check:
    """A plain_text object with at most so many characters."""
    return typed({"plain_text": fields({"type": KIND, "text": text(most, 1)}, {"emoji": boolean})})


def mrkdwn(most: int = limits.TEXT) -> Check:
    """A mrkdwn object."""
    return typed({"mrkdwn": fields({"type": KIND, "text": text(most, 1)}, {"verbatim": boolean})})


def either(most: int = limits.TEXT) -> Check:
    """A text object of either kind."""
    return typed(
        {
            "plain_text": fields({"type": KIND, "text": text(most, 1)}, {"emoji": boolean}),
            "mrkdwn": fields({"type": KIND, "text": text(most, 1)}, {"verbatim": boolean}),
        }
    )


def url(most: int) -> Check:
    """A link of at most so many characters."""
    length = text(most, 1)

    def check(value: Any, where: str, problems: Problems) -> None:
        before = len(problems)
        length(value, where, problems)
        if len(problems) == before and not WEB.fullmatch(value):
            say(problems, "must be a valid URL", where)

    return check


def _is_date(value: str) -> bool:
    try:
        return len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False


CONFIRM = fields(
    {"text": either(limits.CONFIRM_TEXT)},
    {
        "title": plain(limits.CONFIRM_TITLE),
        "confirm": plain(limits.CONFIRM_BUTTON),
        "deny": plain(limits.CONFIRM_BUTTON),
        "style": one_of("primary", "danger"),
    },
)
DISPATCH = fields({}, {"trigger_actions_on": array(one_of("on_enter_pressed", "on_character_entered"), 1, 2)})
FILTER = fields(
    {},
    {
        "include": array(one_of("im", "mpim", "private", "public"), 1),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)
_OPTION_VALUE = text(limits.OPTION_VALUE, 1)
OPTION = fields(
    {"text": plain(limits.OPTION_TEXT), "value": _OPTION_VALUE}, {"description": plain(limits.OPTION_DESCRIPTION)}
)
BOX_OPTION = fields(
    {"text": either(limits.OPTION_TEXT), "value": _OPTION_VALUE}, {"description": either(limits.OPTION_DESCRIPTION)}
)
OVERFLOW_OPTION = fields(
    {"text": plain(limits.OPTION_TEXT), "value": _OPTION_VALUE},
    {"description": plain(limits.OPTION_DESCRIPTION), "url": url(limits.BUTTON_URL)},
)
OPTION_GROUP = fields(
    {"label": plain(limits.OPTION_GROUP_LABEL), "options": array(OPTION, 1, limits.SELECT_OPTIONS)},
)
SLACK_FILE = fields({}, {"url": text(least=1), "id": text(least=1)})
IMAGE = fields(
    {"type": KIND, "alt_text": text(limits.IMAGE_ALT, 1)},
    {"image_url": url(limits.IMAGE_URL), "slack_file": SLACK_FILE},
)

_PLACEHOLDER = {"placeholder": plain(limits.PLACEHOLDER)}
_FOCUS = {"focus_on_load": boolean}
_COMMON: dict[str, Check] = {"action_id": ACTION_ID, "confirm": CONFIRM}
_CHOICES: dict[str, Check] = {
    "options": array(OPTION, 1, limits.SELECT_OPTIONS),
    "option_groups": array(OPTION_GROUP, 1, limits.OPTION_GROUPS),
}
_SELECT: dict[str, Check] = {**_COMMON, **_PLACEHOLDER, **_FOCUS}
_MULTI: dict[str, Check] = {**_SELECT, "max_selected_items": number(1)}
_TYPED_IN: dict[str, Check] = {
    "action_id": ACTION_ID,
    **_PLACEHOLDER,
    **_FOCUS,
    "dispatch_action_config": DISPATCH,
    "initial_value": text(limits.INPUT_LENGTH),
}
_IDS = array(text(least=1))


def _element(required: dict[str, Check], optional: dict[str, Check]) -> Check:
    return fields({"type": KIND, **required}, optional)


BUTTON = _element(
    {"text": plain(limits.BUTTON_TEXT)},
    {
        **_COMMON,
        "value": text(limits.BUTTON_VALUE),
        "url": url(limits.BUTTON_URL),
        "style": one_of("primary", "danger"),
        "accessibility_label": text(limits.ACCESSIBILITY_LABEL, 1),
        "agent_prompt": text(limits.AGENT_PROMPT),
        "agent_prompt_display": text(),
        "visible_to_user_ids": _IDS,
    },
)
SELECTS: dict[str, Check] = {
    "static_select": _element({}, {**_SELECT, **_CHOICES, "initial_option": OPTION}),
    "external_select": _element({}, {**_SELECT, "initial_option": OPTION, "min_query_length": number(0)}),
    "users_select": _element({}, {**_SELECT, "initial_user": text(least=1)}),
    "conversations_select": _element(
        {},
        {
            **_SELECT,
            "initial_conversation": text(least=1),
            "default_to_current_conversation": boolean,
            "filter": FILTER,
            "response_url_enabled": boolean,
        },
    ),
    "channels_select": _element({}, {**_SELECT, "initial_channel": text(least=1), "response_url_enabled": boolean}),
    "multi_static_select": _element({}, {**_MULTI, **_CHOICES, "initial_options": array(OPTION, 1)}),
    "multi_external_select": _element(
        {}, {**_MULTI, "initial_options": array(OPTION, 1), "min_query_length": number(0)}
    ),
    "multi_users_select": _element({}, {**_MULTI, "initial_users": _IDS}),
    "multi_conversations_select": _element(
        {},
        {**_MULTI, "initial_conversations": _IDS, "default_to_current_conversation": boolean, "filter": FILTER},
    ),
    "multi_channels_select": _element({}, {**_MULTI, "initial_channels": _IDS}),
}
CHOOSERS: dict[str, Check] = {
    **SELECTS,
    "checkboxes": _element(
        {"options": array(BOX_OPTION, 1, limits.BOX_OPTIONS)},
        {**_COMMON, **_FOCUS, "initial_options": array(BOX_OPTION, 1)},
    ),
    "radio_buttons": _element(
        {"options": array(BOX_OPTION, 1, limits.BOX_OPTIONS)}, {**_COMMON, **_FOCUS, "initial_option": BOX_OPTION}
    ),
    "datepicker": _element(
        {}, {**_SELECT, "initial_date": matching(_is_date, "must be a date of the form YYYY-MM-DD")}
    ),
    "timepicker": _element(
        {},
        {
            **_SELECT,
            "initial_time": matching(lambda t: bool(CLOCK.fullmatch(t)), "must be a time of the form HH:mm"),
            "timezone": text(least=1),
        },
    ),
    "datetimepicker": _element({}, {**_COMMON, **_FOCUS, "initial_date_time": number(1_000_000_000, 9_999_999_999)}),
}
OVERFLOW = _element({"options": array(OVERFLOW_OPTION, 1, limits.OVERFLOW_OPTIONS)}, _COMMON)
WORKFLOW_BUTTON = _element(
    {"text": plain(limits.BUTTON_TEXT), "workflow": fields({"trigger": fields({"url": url(3000)}, {})})},
    {**_COMMON, "style": one_of("primary", "danger"), "accessibility_label": text(limits.ACCESSIBILITY_LABEL, 1)},
)
FEEDBACK = fields(
    {"text": plain(limits.BUTTON_TEXT), "value": text(limits.BUTTON_VALUE)},
    {"accessibility_label": text(limits.ACCESSIBILITY_LABEL, 1)},
)
CONTEXT_ACTIONS: dict[str, Check] = {
    "feedback_buttons": _element({"positive_button": FEEDBACK, "negative_button": FEEDBACK}, {"action_id": ACTION_ID}),
    "icon_button": _element(
        {"icon": text(least=1), "text": plain(limits.BUTTON_TEXT)},
        {
            **_COMMON,
            "accessibility_label": text(limits.ACCESSIBILITY_LABEL, 1),
            "value": text(limits.BUTTON_VALUE),
            "visible_to_user_ids": array(text(least=1), most=10),
        },
    ),
}
TYPED_IN: dict[str, Check] = {
    "plain_text_input": _element(
        {},
        {
            **_TYPED_IN,
            "multiline": boolean,
            "min_length": number(0, limits.INPUT_LENGTH),
            "max_length": number(1, limits.INPUT_LENGTH),
        },
    ),
    "email_text_input": _element({}, _TYPED_IN),
    "url_text_input": _element({}, _TYPED_IN),
    "number_input": _element({"is_decimal_allowed": boolean}, {**_TYPED_IN, "min_value": text(), "max_value": text()}),
}
FILE_INPUT = _element({}, {"action_id": ACTION_ID, "filetypes": _IDS, "max_files": number(1, limits.FILES)})
