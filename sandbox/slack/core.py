"""The sandbox's Slack as a whole: the workspace, its deliveries, and what a change sets off. No route and no rule."""

from typing import Any

from sandbox.slack import payloads
from sandbox.slack.config import AppConfig
from sandbox.slack.deliveries import Postman
from sandbox.slack.delivery import Delivery
from sandbox.slack.handles import Handles
from sandbox.slack.model import Channel, Message, User, Workspace
from sandbox.slack.pace import Pace
from sandbox.slack.shown import message_json, user_json
from sandbox.slack.sockets import Sockets
from sandbox.world import World

MESSAGE_EVENTS = {
    "im": ("message.im", "im:history", "im"),
    "mpim": ("message.mpim", "mpim:history", "mpim"),
    "private_channel": ("message.groups", "groups:history", "group"),
    "public_channel": ("message.channels", "channels:history", "channel"),
}


class Slack:
    """Everything the routes need, in one place."""

    def __init__(self, world: World, config: AppConfig) -> None:
        self.world = world
        self.config = config
        self.ws = Workspace(world, config)
        self.handles = Handles(world)
        self.sockets = Sockets(world, config)
        self.postman = Postman(world, config, self.sockets)
        self.pace = Pace(world)

    async def event(self, name: str, inner: dict[str, Any], scope: str, user: str | None = None) -> Delivery | None:
        """Deliver an event that the app subscribes to and may see; None when it does not or may not."""
        wanted = name in self.config.events and scope in ({""} | self.config.scopes)
        if not wanted or not self.postman.reachable:
            return None
        return await self.postman.event(payloads.event(self.ws, inner), user=user)

    def fire(self, name: str, inner: dict[str, Any], scope: str) -> None:
        """The same, without waiting."""
        self.world.spawn(self.event(name, inner, scope))

    def post(self, message: Message) -> Message:
        """Put a message where it belongs and tell the live feed."""
        channel = self.ws.channels[message.channel]
        channel.add(message)
        channel.last_read[message.user] = max(message.ts, channel.last_read.get(message.user, ""))
        self.world.changed("slack")
        return message

    def message_event(self, message: Message, inner: dict[str, Any] | None = None) -> tuple[str, dict[str, Any], str]:
        """(event name, event, scope) of a message; `inner` replaces the event for a change or deletion."""
        channel = self.ws.channels[message.channel]
        name, scope, channel_type = MESSAGE_EVENTS[channel.kind]
        told = inner if inner is not None else message_json(self.ws, message, metadata=True)
        told = told | {"channel": channel.id, "channel_type": channel_type, "event_ts": told["ts"]}
        if not message.bot_id and inner is None:
            told["client_msg_id"] = f"{self.ws.new_id('M')}-0000-4000-8000-000000000000"
        return name, told, scope

    def tell_message(self, message: Message, inner: dict[str, Any] | None = None) -> None:
        """Fire the event of a message that the app itself or somebody else wrote, where the app is a member."""
        if self.config.bot_user_id in self.ws.channels[message.channel].members:
            self.fire(*self.message_event(message, inner))

    def join(self, channel: Channel, user: User, inviter: str | None = None, *, quiet: bool = False) -> None:
        """Take somebody into a channel; the channel says so, and the app is told."""
        channel.members[user.id] = None
        if quiet:
            return
        text = f"<@{user.id}> has joined the channel"
        self.post(Message(self.ws.ts(), channel.id, user.id, text, subtype="channel_join"))
        self._membership("member_joined_channel", channel, user, {"inviter": inviter} if inviter else {})

    def leave(self, channel: Channel, user: User) -> None:
        """Let somebody out of a channel; the app is told."""
        del channel.members[user.id]
        self.world.changed("slack")
        self._membership("member_left_channel", channel, user, {})

    def user_changed(self, user: User, name: str) -> None:
        """Tell the app about a new ("team_join") or changed ("user_change") person."""
        user.updated = self.ws.epoch()
        self.world.changed("slack")
        email = "users:read.email" in self.config.scopes
        inner = {"type": name, "user": user_json(self.ws, user, email=email), "event_ts": self.ws.ts()}
        self.fire(name, inner, "users:read")

    def _membership(self, name: str, channel: Channel, user: User, more: dict[str, Any]) -> None:
        bot = self.config.bot_user_id
        if bot not in channel.members and user.id != bot:
            return
        inner = {
            "type": name,
            "user": user.id,
            "channel": channel.id,
            "channel_type": "G" if channel.is_private else "C",
            "team": user.team_id,
            "event_ts": self.ws.ts(),
            **more,
        }
        self.fire(name, inner, "groups:read" if channel.is_private else "channels:read")
