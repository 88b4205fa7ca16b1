"""What the app is sent for each thing a person does, in the form Slack documents. Nothing is sent from here."""

from typing import Any

from sandbox.slack.handles import Trigger
from sandbox.slack.model import Channel, Message, User, View, Workspace
from sandbox.slack.shown import message_json, view_json
from sandbox.slack.values import KEYS


def user_of(user: User) -> dict[str, Any]:
    """The acting person as interactions name them."""
    return {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team_id}


def channel_of(channel: Channel) -> dict[str, Any]:
    """The place as interactions and commands name it."""
    name = "directmessage" if channel.is_im else "privategroup" if channel.is_private else channel.name
    return {"id": channel.id, "name": name}


def _base(ws: Workspace, kind: str, user: User) -> dict[str, Any]:
    return {
        "type": kind,
        "team": {"id": ws.config.team_id, "domain": ws.config.team_domain},
        "user": user_of(user),
        "api_app_id": ws.config.app_id,
        "token": ws.config.verification_token,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def command(
    ws: Workspace, user: User, channel: Channel, name: str, text: str, trigger: Trigger, url: str
) -> dict[str, Any]:
    """A slash command's form."""
    place = channel_of(channel)
    return {
        "token": ws.config.verification_token,
        "team_id": ws.config.team_id,
        "team_domain": ws.config.team_domain,
        "channel_id": place["id"],
        "channel_name": place["name"],
        "user_id": user.id,
        "user_name": user.name,
        "command": name,
        "text": text,
        "api_app_id": ws.config.app_id,
        "is_enterprise_install": "false",
        "response_url": url,
        "trigger_id": trigger.id,
    }


def shortcut(ws: Workspace, user: User, callback_id: str, trigger: Trigger) -> dict[str, Any]:
    """A global shortcut."""
    more = {"callback_id": callback_id, "trigger_id": trigger.id, "action_ts": ws.ts()}
    return _base(ws, "shortcut", user) | more


def message_action(
    ws: Workspace, user: User, channel: Channel, message: Message, callback_id: str, trigger: Trigger, url: str
) -> dict[str, Any]:
    """A message shortcut."""
    return _base(ws, "message_action", user) | {
        "callback_id": callback_id,
        "trigger_id": trigger.id,
        "action_ts": ws.ts(),
        "message_ts": message.ts,
        "channel": channel_of(channel),
        "response_url": url,
        "message": message_json(ws, message),
    }


def action_of(block: dict[str, Any], element: dict[str, Any], entry: dict[str, Any], action_ts: str) -> dict[str, Any]:
    """The entry of `actions` for a used element; `entry` is its state, or the chosen option of an overflow menu."""
    action: dict[str, Any] = {"type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"]}
    for name in ("text", "value", "style", "url") if element["type"] in ("button", "icon_button") else ("placeholder",):
        if name in element:
            action[name] = element[name]
    if "confirm" in element:
        action["confirm"] = element["confirm"]
    if element["type"] in KEYS or element["type"] in ("overflow", "feedback_buttons"):
        action |= {name: value for name, value in entry.items() if name != "type"}
    return action | {"action_ts": action_ts}


def block_actions(
    ws: Workspace,
    user: User,
    actions: list[dict[str, Any]],
    trigger: Trigger,
    *,
    view: View | None = None,
    place: tuple[Channel, Message] | None = None,
    state: dict[str, Any] | None = None,
    url: str | None = None,
) -> dict[str, Any]:
    """Somebody used an element in a view, or in a message (then with channel, message and response_url)."""
    payload = _base(ws, "block_actions", user) | {"trigger_id": trigger.id, "actions": actions}
    if view is not None:
        shown = view_json(ws, view)
        return payload | {"container": {"type": "view", "view_id": view.id}, "view": shown}
    assert place is not None
    channel, message = place
    container: dict[str, Any] = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.ephemeral_for is not None,
    }
    if message.is_reply:
        container["thread_ts"] = message.thread_ts
    more: dict[str, Any] = {"container": container, "channel": channel_of(channel), "response_url": url}
    more["state"] = {"values": state or {}}
    if message.ephemeral_for is None:
        more["message"] = message_json(ws, message)
    return payload | more


def view_submission(
    ws: Workspace, user: User, view: View, trigger: Trigger, urls: list[dict[str, Any]]
) -> dict[str, Any]:
    """Somebody pressed a modal's submit button."""
    more = {"trigger_id": trigger.id, "view": view_json(ws, view), "response_urls": urls}
    return _base(ws, "view_submission", user) | more


def view_closed(ws: Workspace, user: User, view: View, cleared: bool) -> dict[str, Any]:
    """Somebody closed a modal that asked to be told."""
    return _base(ws, "view_closed", user) | {"view": view_json(ws, view), "is_cleared": cleared}


def event(ws: Workspace, inner: dict[str, Any]) -> dict[str, Any]:
    """An event in its envelope."""
    authorization = {
        "enterprise_id": None,
        "team_id": ws.config.team_id,
        "user_id": ws.config.bot_user_id,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": ws.config.verification_token,
        "team_id": ws.config.team_id,
        "context_team_id": ws.config.team_id,
        "context_enterprise_id": None,
        "api_app_id": ws.config.app_id,
        "event": inner,
        "type": "event_callback",
        "event_id": ws.new_id("Ev"),
        "event_time": ws.epoch(),
        "authorizations": [authorization],
        "is_ext_shared_channel": False,
        "event_context": f"4-{ws.new_id('E')}",
    }
