"""The shape of what Slack sends: what of it we and Bolt read must be of the kinds that Slack documents. Pure; knows no act of ours.

Slack's signature says who sent it, not that it is whole; Bolt itself stumbles over the wrong kind (reliability T12)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any, Final

Check = Callable[[Any], bool]
_NEVER: Final = re.compile("[\0\ud800-\udfff]")
"""Signs that no text from Slack has, and no database takes."""
_ID: Final = re.compile(r"[!-~]{1,255}")


def _text(value: Any) -> bool:
    return isinstance(value, str) and not _NEVER.search(value)


def _id(value: Any) -> bool:
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def _day(value: Any) -> bool:
    return _reads(date.fromisoformat, value)


def _clock(value: Any) -> bool:
    return _reads(time.fromisoformat, value)


def _reads(how: Callable[[str], object], value: Any) -> bool:
    try:
        how(value)
    except (ValueError, TypeError):
        return False
    return True


def _flag(value: Any) -> bool:
    return isinstance(value, bool | str)


def _maybe(check: Check) -> Check:
    return lambda value: value is None or check(value)


def _either(*checks: Check) -> Check:
    return lambda value: any(check(value) for check in checks)


def _each(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(check(one) for one in value)


def _by_name(check: Check) -> Check:
    return lambda value: isinstance(value, dict) and all(_text(name) and check(one) for name, one in value.items())


def _record(must: Mapping[str, Check], may: Mapping[str, Check] | None = None) -> Check:
    """An object with these fields; those that it may have can also be null."""
    maybe = tuple((may or {}).items())
    needed = tuple(must.items())

    def fits(value: Any) -> bool:
        if not isinstance(value, dict):
            return False
        for name, check in needed:
            if name not in value or not check(value[name]):
                return False
        for name, check in maybe:
            given = value.get(name)
            if given is not None and not check(given):
                return False
        return True

    return fits


_OPTION = _record({"value": _text})
_NAMED = {
    "selected_option": _OPTION,
    "selected_options": _each(_OPTION),
    "selected_conversation": _id,
    "selected_user": _id,
}
_ANSWER = _record({}, {"value": _text, "selected_date": _day, "selected_time": _clock, **_NAMED})
_STATE = _record({}, {"values": _by_name(_by_name(_ANSWER))})
_TEAM = _record({"id": _id})
_PERSON = _record({"id": _id}, {"team_id": _id, "name": _text, "username": _text})
_PLACE = _record({"id": _id})
_MESSAGE = _record({"ts": _id}, {"thread_ts": _id, "text": _text, "user": _id, "username": _text, "bot_id": _id})
_BLOCK = _record({"type": _id}, {"block_id": _text})
_VIEW = _record(
    {"id": _id, "type": _id},
    {"callback_id": _text, "private_metadata": _text, "hash": _id, "state": _STATE, "blocks": _each(_BLOCK)},
)
_CONTAINER = _record({}, {"type": _id, "message_ts": _id, "view_id": _id, "channel_id": _id, "thread_ts": _id})
_ACTION = _record(
    {"type": _id, "action_id": _text, "block_id": _text},
    {"action_ts": _id, "value": _text, "selected_date": _day, "selected_time": _clock, **_NAMED},
)
_COMMON = {"team": _TEAM, "enterprise": _record({"id": _id}), "is_enterprise_install": _flag, "api_app_id": _id, "token": _text,
           "trigger_id": _id, "channel": _PLACE, "response_url": _text}  # fmt: skip
_ASKED = {"user": _PERSON}


def _actions(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(_ACTION(one) for one in value)


_EVENT = _record(
    {"type": _id},
    {"user": _either(_id, _record({"id": _id}, {"profile": _record({}, {"email": _text}), "team_id": _id})), "channel": _either(_id, _PLACE),
     "text": _text, "team": _id, "user_team": _id, "source_team": _id, "bot_id": _id, "app_id": _id, "subtype": _id, "channel_type": _id, "tab": _id,
     "ts": _id, "thread_ts": _id, "event_ts": _id, "callback_id": _text, "bot_profile": _record({}), "view": _VIEW,
     **dict.fromkeys(("message", "previous_message", "item", "assistant_thread"), _record({}))},
)  # fmt: skip
_AUTHORIZATION = _record(
    {}, {"enterprise_id": _id, "team_id": _id, "user_id": _id, "is_bot": _flag, "is_enterprise_install": _flag}
)

KINDS: Final[Mapping[str, Check]] = {
    "block_actions": _record(
        {**_ASKED, "actions": _actions},
        {**_COMMON, "container": _CONTAINER, "message": _MESSAGE, "view": _VIEW, "state": _STATE},
    ),
    "view_submission": _record({**_ASKED, "view": _VIEW}, _COMMON),
    "view_closed": _record({**_ASKED, "view": _VIEW}, _COMMON),
    "shortcut": _record({**_ASKED, "callback_id": _text}, _COMMON),
    "message_action": _record({**_ASKED, "callback_id": _text}, {**_COMMON, "message": _MESSAGE}),
    "event_callback": _record(
        {"event": _EVENT, "event_id": _id},
        {"team_id": _id, "enterprise_id": _id, "api_app_id": _id, "token": _text, "is_enterprise_install": _flag,
         "context_team_id": _id, "context_enterprise_id": _id, "authorizations": _each(_AUTHORIZATION), "authed_users": _each(_id),
         "is_ext_shared_channel": _flag},
    ),
    "url_verification": _record({"challenge": _text}),
}  # fmt: skip


def known(kind: str) -> bool:
    """Whether it is a kind that the bot listens to at all; what else Slack may send is answered and left alone."""
    return kind in KINDS


def fits(payload: Mapping[str, Any]) -> bool:
    """Whether a payload of a known kind is as Slack documents it. No form of ours asks for response URLs, and Bolt (1.30)
    falls over one: it logs before it has a logger."""
    return KINDS[payload["type"]](payload) and payload.get("response_urls", []) == []


def form_fits(fields: Mapping[str, list[str]]) -> bool:
    """Whether a slash command's form is: each name once, ids where ids belong, and no sign that no text has."""
    if "ssl_check" in fields and "command" not in fields:
        return True
    once = all(len(values) == 1 and _text(values[0]) for values in fields.values())
    ids = ("user_id", "team_id", "channel_id", "trigger_id")
    return once and _id(fields["command"][0]) and all(_id(fields[name][0]) for name in ids if fields.get(name, [""])[0])
