"""What one person sees in Slack right now, for the screen and for tests. Nothing changes here."""

import bisect
from typing import Any

from sandbox.slack.core import Slack
from sandbox.slack.model import Channel, Message, User
from sandbox.slack.shown import message_json, view_json

QUIET = ("channel_join", "channel_leave", "channel_topic", "channel_purpose")
MOST_UNREAD = 99


def state(slack: Slack, user: User, *, only: str | None, most: int, with_users: bool) -> dict[str, Any]:
    """What that person sees; at most so many messages of each channel, or of `only` that one (id, name, "dm")."""
    ws = slack.ws
    seen = [c for c in ws.channels.values() if user.id in c.members or not (c.is_private or _outsider(user))]
    modals = ws.modals.get(user.id, [])
    home = ws.homes.get(user.id)
    return {
        "me": person(user),
        "team": {"id": slack.config.team_id, "name": slack.config.team_name, "domain": slack.config.team_domain},
        "app": {"id": slack.config.app_id, "name": slack.config.bot_name, "user": slack.config.bot_user_id},
        "now": slack.world.now().isoformat(),
        "users": [person(one) for one in ws.users.values()] if with_users else [],
        "channels": [_channel(slack, one, user, _wanted(one, only), most) for one in seen],
        "home": view_json(ws, home) if home is not None else None,
        "modals": [{**view_json(ws, view), "errors": view.errors} for view in modals],
        "notices": list(ws.notices.get(user.id, [])),
        "commands": slack.config.commands,
        "shortcuts": [one for one in slack.config.shortcuts if one["type"] == "global"],
        "message_shortcuts": [one for one in slack.config.shortcuts if one["type"] == "message"],
    }


def person(user: User) -> dict[str, Any]:
    """Somebody, in short."""
    return {
        "id": user.id,
        "name": user.name,
        "real_name": user.real_name,
        "email": user.email,
        "title": user.title,
        "tz": user.tz,
        "team_id": user.team_id,
        "is_bot": user.is_bot,
        "is_restricted": user.is_restricted,
        "is_ultra_restricted": user.is_ultra_restricted,
        "is_stranger": user.is_stranger,
        "deleted": user.deleted,
    }


def _wanted(channel: Channel, only: str | None) -> bool:
    return only in (None, channel.id, channel.name or "dm")


def _outsider(user: User) -> bool:
    return user.is_restricted or user.is_ultra_restricted or user.is_stranger


def _channel(slack: Slack, channel: Channel, user: User, with_messages: bool, most: int) -> dict[str, Any]:
    member = user.id in channel.members
    with_messages = with_messages and member
    last = channel.order[-1] if channel.order else None
    return {
        "id": channel.id,
        "name": slack.config.bot_name if channel.is_im else channel.name,
        "user": slack.config.bot_user_id if channel.is_im else None,
        "is_private": channel.is_private,
        "is_im": channel.is_im,
        "is_mpim": channel.is_mpim,
        "is_archived": channel.is_archived,
        "is_member": member,
        "topic": channel.topic["value"],
        "purpose": channel.purpose["value"],
        "num_members": len(channel.members),
        "unread": _unread(channel, user) if member else 0,
        "latest": last,
        "messages": _messages(slack, channel, user, most) if with_messages else [],
    }


def _unread(channel: Channel, user: User) -> int:
    start = bisect.bisect_right(channel.order, channel.last_read.get(user.id, ""))
    newer = channel.order[max(start, len(channel.order) - MOST_UNREAD) :]
    found = [channel.messages[ts] for ts in newer]
    return sum(one.user != user.id and one.subtype not in QUIET for one in found)


def _messages(slack: Slack, channel: Channel, user: User, most: int) -> list[dict[str, Any]]:
    newest = [channel.messages[ts] for ts in channel.order[-most:]]
    oldest = newest[0].ts if len(channel.order) > most else ""
    mine = [one for one in channel.ephemerals if one.ephemeral_for == user.id and one.ts >= oldest]
    return [_message(slack, one) for one in sorted([*newest, *mine], key=lambda one: one.ts)]


def _message(slack: Slack, message: Message) -> dict[str, Any]:
    """A message with every key always there; its metadata stays hidden, as from people in the real one."""
    full = message_json(slack.ws, message)
    names = ("ts", "thread_ts", "user", "text", "subtype", "edited", "latest_reply", "username")
    return {
        **{name: full.get(name) for name in names},
        "channel": message.channel,
        "bot": message.bot_id is not None,
        "blocks": message.blocks,
        "attachments": message.attachments,
        "reply_count": len(message.replies),
        "ephemeral": message.ephemeral_for is not None,
        "broadcast": message.broadcast,
    }
