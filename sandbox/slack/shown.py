"""The JSON in which Slack shows users, channels, messages and views. It decides nothing."""

from typing import Any

from sandbox.slack.model import Channel, Message, User, View, Workspace, tz_offset
from sandbox.slack.values import state_values


def user_json(ws: Workspace, user: User, *, email: bool = True, locale: bool = False) -> dict[str, Any]:
    """A user object; the address only for those who may see it."""
    profile: dict[str, Any] = {
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": user.real_name,
        "display_name_normalized": user.real_name,
        "title": user.title,
        "status_text": "",
        "status_emoji": "",
        "team": user.team_id,
    }
    if email and user.email and not user.is_bot:
        profile["email"] = user.email
    shown: dict[str, Any] = {
        "id": user.id,
        "team_id": user.team_id,
        "name": user.name,
        "deleted": user.deleted,
        "profile": profile,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": user.updated,
    }
    if not user.deleted:
        shown |= {
            "color": "4bbe2e",
            "real_name": user.real_name,
            "tz": user.tz,
            "tz_label": user.tz,
            "tz_offset": tz_offset(user.tz, ws.world.now()),
            "is_admin": False,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": user.is_restricted or user.is_ultra_restricted,
            "is_ultra_restricted": user.is_ultra_restricted,
            "is_email_confirmed": True,
            "who_can_share_contact_card": "EVERYONE",
        }
    if user.is_stranger:
        shown["is_stranger"] = True
    if locale:
        shown["locale"] = user.locale
    return shown


def channel_json(ws: Workspace, channel: Channel, *, members: bool = False) -> dict[str, Any]:
    """A conversation object as the bot gets it."""
    shown: dict[str, Any] = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.is_archived,
        "is_im": channel.is_im,
        "is_org_shared": channel.is_org_shared,
        "updated": channel.created * 1000,
        "context_team_id": ws.config.team_id,
    }
    if channel.is_im:
        return {**shown, "user": channel.im_with, "is_user_deleted": ws.users[str(channel.im_with)].deleted}
    shown |= {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.is_private,
        "is_group": channel.is_private,
        "is_mpim": channel.is_mpim,
        "is_private": channel.is_private,
        "is_general": channel.is_general,
        "is_shared": channel.is_ext_shared or channel.is_org_shared,
        "is_ext_shared": channel.is_ext_shared,
        "is_pending_ext_shared": channel.is_pending_ext_shared,
        "pending_shared": [],
        "unlinked": 0,
        "creator": channel.creator,
        "is_member": ws.config.bot_user_id in channel.members,
        "topic": channel.topic,
        "purpose": channel.purpose,
        "previous_names": [],
        "shared_team_ids": [ws.config.team_id],
    }
    if members:
        shown["num_members"] = len(channel.members)
    return shown


def message_json(ws: Workspace, message: Message, *, metadata: bool = False) -> dict[str, Any]:
    """A message as history and payloads carry it; metadata only when asked for."""
    shown: dict[str, Any] = {"type": "message", "user": message.user, "text": message.text, "ts": message.ts}
    if message.ephemeral_for is not None:
        shown["is_ephemeral"] = True
    if message.subtype:
        shown["subtype"] = message.subtype
    if message.bot_id:
        shown |= {"bot_id": message.bot_id, "app_id": ws.config.app_id, "bot_profile": bot_json(ws)}
    if message.username:
        shown |= {"username": message.username, "icons": message.icons}
    shown["team"] = ws.users[message.user].team_id if message.user in ws.users else ws.config.team_id
    if message.blocks:
        shown["blocks"] = message.blocks
    if message.attachments:
        shown["attachments"] = message.attachments
    if message.edited:
        shown["edited"] = {"user": message.user, "ts": message.edited}
    if message.thread_ts:
        shown["thread_ts"] = message.thread_ts
    if message.is_reply:
        parent = ws.channels[message.channel].messages.get(str(message.thread_ts))
        if parent is not None:
            shown["parent_user_id"] = parent.user
    elif message.replies:
        channel = ws.channels[message.channel]
        people = list(dict.fromkeys(channel.messages[ts].user for ts in message.replies))
        shown |= {
            "reply_count": len(message.replies),
            "reply_users_count": len(people),
            "latest_reply": message.replies[-1],
            "reply_users": people[:5],
            "is_locked": False,
            "subscribed": ws.config.bot_user_id in (message.user, *people),
        }
    if metadata and message.metadata:
        shown["metadata"] = message.metadata
    return shown


def bot_json(ws: Workspace) -> dict[str, Any]:
    """The bot as bots.info and bot_profile show it."""
    return {
        "id": ws.config.bot_id,
        "deleted": False,
        "name": ws.config.bot_name,
        "updated": ws.users[ws.config.bot_user_id].updated,
        "app_id": ws.config.app_id,
        "user_id": ws.config.bot_user_id,
        "icons": {},
        "team_id": ws.config.team_id,
    }


def view_json(ws: Workspace, view: View) -> dict[str, Any]:
    """A view as Slack hands it out, with the state of its inputs."""
    source = view.source
    shown: dict[str, Any] = {
        "id": view.id,
        "team_id": ws.config.team_id,
        "type": view.kind,
        "blocks": source["blocks"],
        "private_metadata": source.get("private_metadata", ""),
        "callback_id": source.get("callback_id", ""),
        "state": {"values": state_values(source["blocks"], view.values)},
        "hash": view.hash,
        "title": source.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
        "clear_on_close": source.get("clear_on_close", False),
        "notify_on_close": source.get("notify_on_close", False),
        "close": source.get("close"),
        "submit": source.get("submit"),
        "previous_view_id": view.previous_id,
        "root_view_id": view.root_id,
        "app_id": ws.config.app_id,
        "external_id": source.get("external_id", ""),
        "app_installed_team_id": ws.config.team_id,
        "bot_id": ws.config.bot_id,
    }
    return shown
