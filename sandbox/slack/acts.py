"""What a person does by hand in Slack: writing, commands, shortcuts, clicking. Modals are in modals.py."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.slack import payloads
from sandbox.slack.api_chat import content, ephemeral
from sandbox.slack.blocks import flat, interactive
from sandbox.slack.core import Slack
from sandbox.slack.delivery import Delivery
from sandbox.slack.errors import SlackError
from sandbox.slack.model import Channel, Message, User, View
from sandbox.slack.shown import view_json
from sandbox.slack.values import KEYS, BadValue, Values, filled_in, option_of, state_values

Order = dict[str, Any]
Outcome = dict[str, Any]
TOKEN = re.compile(r"<(?:@[UW][A-Z0-9]+|#[CG][A-Z0-9]+|https?://[^<>]+|mailto:[^<>]+)(?:\|[^<>]*)?>")


class CannotDo(ValueError):
    """The person cannot do that: it is not on their screen."""


def outcome(delivery: Delivery | None, **more: Any) -> Outcome:
    """What the control API answers for an act that led to that delivery (None: it led to none)."""
    if delivery is None:
        return {"ok": True, "status": None, "body": None, "ack_ms": None, "delivery": None, **more}
    told = {name: getattr(delivery, name) for name in ("ok", "status", "body", "ack_ms")}
    if delivery.error or delivery.problem:
        told["error"] = delivery.problem or delivery.error
        told["ok"] = False
    return {**told, "delivery": delivery.id, **more}


def escaped(text: str) -> str:
    """Text as Slack passes it on: & < > as entities, mentions and links left as they are."""
    parts, last = [], 0
    for token in TOKEN.finditer(text):
        parts += [_entities(text[last : token.start()]), token[0]]
        last = token.end()
    return "".join([*parts, _entities(text[last:])])


def _entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def channel_of(slack: Slack, user: User, name: Any) -> Channel:
    """A channel that the person is in; "dm" or None is their direct message with the app."""
    if name in (None, "dm"):
        return slack.ws.im(user.id)
    channel = slack.ws.channels.get(str(name))
    if channel is None:
        channel = next((c for c in slack.ws.channels.values() if c.name == str(name).removeprefix("#")), None)
    if channel is None or user.id not in channel.members:
        raise CannotDo(f"{user.name} is in no channel {name!r}")
    return channel


def message_of(channel: Channel, user: User, ts: Any) -> Message:
    """A message that the person sees there."""
    mine = [m for m in channel.ephemerals if m.ts == ts and m.ephemeral_for == user.id]
    message = channel.messages.get(str(ts)) or (mine[0] if mine else None)
    if message is None:
        raise CannotDo(f"{user.name} sees no message {ts!r} in {channel.name or channel.id}")
    return message


def failed(slack: Slack, user: User, delivery: Delivery) -> None:
    """Show the person that the app did not take it."""
    if not delivery.ok or delivery.problem:
        why = delivery.problem or delivery.error
        slack.ws.notice(user.id, "app_did_not_respond", "The app did not respond.", why=why, label=delivery.label)


async def open_home(slack: Slack, user: User, order: Order) -> Outcome:
    """Open the app's Home (or, with tab "messages", its Messages)."""
    home, tab = slack.ws.homes.get(user.id), order.get("tab", "home")
    inner: dict[str, Any] = {"type": "app_home_opened", "user": user.id, "channel": slack.ws.im(user.id).id, "tab": tab}
    if home is not None and tab == "home":
        inner["view"] = view_json(slack.ws, home)
    inner["event_ts"] = slack.ws.ts()
    return outcome(await slack.event("app_home_opened", inner, "", user.id))


async def message(slack: Slack, user: User, order: Order) -> Outcome:
    """Write a message, in a thread with thread_ts."""
    channel = channel_of(slack, user, order.get("channel"))
    if channel.is_archived:
        raise CannotDo("the channel is archived")
    thread_ts = order.get("thread_ts")
    if thread_ts is not None:
        parent = message_of(channel, user, thread_ts)
        thread_ts = parent.thread_ts or parent.ts
    said = slack.post(Message(slack.ws.ts(), channel.id, user.id, escaped(order["text"]), thread_ts=thread_ts))
    if slack.config.bot_user_id not in channel.members:
        return outcome(None, ts=said.ts, channel=channel.id)
    return outcome(await slack.event(*slack.message_event(said), user.id), ts=said.ts, channel=channel.id)


async def command(slack: Slack, user: User, order: Order) -> Outcome:
    """Use a slash command; what the app answers is shown to this person, or in the channel if it says so."""
    name, channel = order["command"], channel_of(slack, user, order.get("channel"))
    known = [one["command"] for one in slack.config.commands]
    if name not in known or order.get("thread_ts"):
        code = "command_in_thread" if name in known else "unknown_command"
        text = f"{name} cannot be used in a thread." if name in known else f"{name} is not a valid command."
        slack.ws.notice(user.id, code, text)
        return {"ok": False, "status": None, "body": None, "ack_ms": None, "error": code, "delivery": None}
    trigger = slack.handles.new_trigger(user.id, channel.id)
    url = slack.handles.new_url(user.id, channel.id)
    form = payloads.command(slack.ws, user, channel, name, escaped(order.get("text", "")), trigger, url)
    sent = slack.postman.new("command", name, form, user=user.id, trigger=trigger, takes_answer=True)
    done = await slack.postman.deliver(sent)
    if done.ok and done.body:
        answered(slack, user, channel, done)
    failed(slack, user, done)
    return outcome(done)


def answered(slack: Slack, user: User, channel: Channel, done: Delivery) -> None:
    """Show what the app answered to a command in its acknowledgement."""
    body = done.body if isinstance(done.body, dict) else {"text": str(done.body)}
    if not {"text", "blocks", "attachments"} & body.keys():
        return
    try:
        said = ephemeral(slack.ws, channel, user.id, content(body))
    except SlackError as no:
        done.problem = f"{no.code}: {'; '.join(no.messages)}"
        return
    if body.get("response_type") == "in_channel":
        said.ephemeral_for = None
    slack.post(said)


async def global_shortcut(slack: Slack, user: User, order: Order) -> Outcome:
    """Choose one of the app's global shortcuts."""
    _known_shortcut(slack, "global", order["callback_id"])
    trigger = slack.handles.new_trigger(user.id)
    payload = payloads.shortcut(slack.ws, user, order["callback_id"], trigger)
    return await interact(slack, user, payload, trigger)


async def message_shortcut(slack: Slack, user: User, order: Order) -> Outcome:
    """Choose one of the app's shortcuts in a message's menu."""
    _known_shortcut(slack, "message", order["callback_id"])
    channel = channel_of(slack, user, order["channel"])
    about = message_of(channel, user, order["ts"])
    trigger = slack.handles.new_trigger(user.id, channel.id)
    url = slack.handles.new_url(user.id, channel.id)
    payload = payloads.message_action(slack.ws, user, channel, about, order["callback_id"], trigger, url)
    return await interact(slack, user, payload, trigger)


def _known_shortcut(slack: Slack, kind: str, callback_id: str) -> None:
    known = [one["callback_id"] for one in slack.config.shortcuts if one["type"] == kind]
    if callback_id not in known:
        raise CannotDo(f"the app has no {kind} shortcut {callback_id!r}, only {known}")


async def interact(slack: Slack, user: User, payload: dict[str, Any], trigger: Any) -> Outcome:
    """Deliver an interaction; it is never sent again."""
    sent = slack.postman.new("interactive", payload["type"], payload, user=user.id, trigger=trigger)
    done = await slack.postman.deliver(sent)
    failed(slack, user, done)
    return outcome(done)


async def block_action(slack: Slack, user: User, order: Order) -> Outcome:
    """Use an element in a view or a message, once or several times, one after another or all at once."""
    times = int(order.get("times", 1))
    if order.get("concurrent"):
        results = await asyncio.gather(*(_one_action(slack, user, order) for _ in range(times)))
    else:
        results = [await _one_action(slack, user, order) for _ in range(times)]
    return {**results[0], "ok": all(one["ok"] for one in results), "results": results}


async def _one_action(slack: Slack, user: User, order: Order) -> Outcome:
    container = order["container"]
    view: View | None = None
    place: tuple[Channel, Message] | None = None
    if container["type"] == "view":
        view = slack.ws.view(container["view_id"])
        if view is None or view.user != user.id:
            raise CannotDo(f"{user.name} has no view {container['view_id']!r}")
        blocks, typed = view.source["blocks"], view.values
        fill(blocks, typed, order.get("values", {}))
    else:
        channel = channel_of(slack, user, container["channel"])
        place = channel, message_of(channel, user, container["ts"])
        blocks = place[1].blocks
        typed = slack.ws.typed.setdefault((user.id, channel.id, place[1].ts), {})
    block, element = found(blocks, order)
    entry = entry_of(element, order)
    if element["type"] in KEYS:
        typed.setdefault(block["block_id"], {})[element["action_id"]] = entry
    trigger = slack.handles.new_trigger(user.id, place[0].id if place else None)
    action = payloads.action_of(block, element, entry, order.get("action_ts") or slack.ws.ts())
    url = slack.handles.new_url(user.id, place[0].id, place[1].ts) if place else None
    state = state_values(blocks, typed)
    payload = payloads.block_actions(slack.ws, user, [action], trigger, view=view, place=place, state=state, url=url)
    return await interact(slack, user, payload, trigger)


def found(blocks: list[dict[str, Any]], order: Order) -> tuple[dict[str, Any], dict[str, Any]]:
    """The block and element with that action_id; `seen` in the order is what a stale screen still shows."""
    action_id, block_id, offered = order["action_id"], order.get("block_id"), []
    for block in flat(blocks):
        if block["type"] in ("container", "carousel"):
            continue
        for element in interactive(block):
            offered.append(element.get("action_id"))
            if element.get("action_id") == action_id and block_id in (None, block["block_id"]):
                return block, element
    seen = order.get("seen")
    if seen:
        return seen["block"], seen["element"]
    raise CannotDo(f"there is nothing with action_id {action_id!r}, only {offered}")


def entry_of(element: dict[str, Any], order: Order) -> dict[str, Any]:
    """The state entry that using the element leads to."""
    kind = element["type"]
    given = next((order[name] for name in (KEYS.get(kind, ""), "selected_option", "value") if name in order), None)
    try:
        if kind == "overflow":
            return {"type": kind, "selected_option": option_of(element, given)}
        if kind == "feedback_buttons":
            return {"type": kind, "value": given}
        return filled_in(element, given) if kind in KEYS else {"type": kind}
    except BadValue as wrong:
        raise CannotDo(str(wrong)) from None


def fill(blocks: list[dict[str, Any]], typed: Values, values: dict[str, dict[str, Any]]) -> None:
    """Put plain values, by block_id and action_id, into the fields of a view."""
    for block_id, inner in values.items():
        for action_id, value in inner.items():
            block, element = found(blocks, {"action_id": action_id, "block_id": block_id})
            try:
                typed.setdefault(block["block_id"], {})[action_id] = filled_in(element, value)
            except BadValue as wrong:
                raise CannotDo(f"{block_id}/{action_id}: {wrong}") from None


async def read(slack: Slack, user: User, order: Order) -> Outcome:
    """Look at a channel: nothing in it is unread any more."""
    channel = channel_of(slack, user, order.get("channel"))
    if channel.order:
        channel.last_read[user.id] = channel.order[-1]
    slack.world.changed("slack")
    return outcome(None)


async def join(slack: Slack, user: User, order: Order) -> Outcome:
    """Go into a public channel."""
    channel = slack.ws.channels.get(order["channel"])
    if channel is None or channel.is_private:
        raise CannotDo(f"there is no public channel {order['channel']!r}")
    if user.id not in channel.members:
        slack.join(channel, user)
    return outcome(None)


async def leave(slack: Slack, user: User, order: Order) -> Outcome:
    """Go out of a channel."""
    slack.leave(channel_of(slack, user, order["channel"]), user)
    return outcome(None)


ACTS: dict[str, Callable[[Slack, User, Order], Awaitable[Outcome]]] = {
    "open_home": open_home,
    "message": message,
    "command": command,
    "global_shortcut": global_shortcut,
    "message_shortcut": message_shortcut,
    "block_action": block_action,
    "read": read,
    "join": join,
    "leave": leave,
}
