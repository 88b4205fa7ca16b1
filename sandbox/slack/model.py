"""What a workspace holds: people, channels, messages, views, their ids and times. No rules of who may do what."""

import bisect
import itertools
import secrets
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.slack.config import AppConfig
from sandbox.slack.errors import SlackError
from sandbox.world import World

KEPT_NOTICES = 20


@dataclass
class User:
    """A member, guest, bot, deactivated account or somebody of another workspace seen through Slack Connect."""

    id: str
    name: str
    real_name: str
    team_id: str
    email: str | None = None
    tz: str = "Europe/Stockholm"
    locale: str = "sv-SE"
    title: str = ""
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    deleted: bool = False
    updated: int = 0


@dataclass
class Message:
    """One message; `ephemeral_for` names the only person who sees it."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    bot_id: str | None = None
    thread_ts: str | None = None
    subtype: str | None = None
    metadata: dict[str, Any] | None = None
    edited: str | None = None
    ephemeral_for: str | None = None
    username: str | None = None
    icons: dict[str, str] = field(default_factory=dict)
    broadcast: bool = False
    replies: list[str] = field(default_factory=list)

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread under another message."""
        return self.thread_ts is not None and self.thread_ts != self.ts


@dataclass
class Channel:
    """A channel, private channel, direct message (`im_with`) or group message."""

    id: str
    name: str
    creator: str
    created: int
    is_private: bool = False
    is_im: bool = False
    is_mpim: bool = False
    is_general: bool = False
    is_archived: bool = False
    is_ext_shared: bool = False
    is_org_shared: bool = False  # with another workspace of the same organisation
    is_pending_ext_shared: bool = False  # invited to, and not accepted yet
    topic: dict[str, Any] = field(default_factory=lambda: {"value": "", "creator": "", "last_set": 0})
    purpose: dict[str, Any] = field(default_factory=lambda: {"value": "", "creator": "", "last_set": 0})
    members: dict[str, None] = field(default_factory=dict)
    im_with: str | None = None
    messages: dict[str, Message] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    ephemerals: list[Message] = field(default_factory=list)
    last_read: dict[str, str] = field(default_factory=dict)

    def add(self, message: Message) -> None:
        """Keep a message, in its place in time and in its thread."""
        if message.ephemeral_for is not None:
            self.ephemerals.append(message)
            return
        self.messages[message.ts] = message
        bisect.insort(self.order, message.ts)
        if message.is_reply and message.thread_ts in self.messages:
            parent = self.messages[message.thread_ts]
            parent.thread_ts = parent.ts
            bisect.insort(parent.replies, message.ts)

    def remove(self, message: Message) -> None:
        """Take a message away; a parent with replies stays as a gravestone."""
        if message.ephemeral_for is not None:
            self.ephemerals.remove(message)
        elif message.replies:
            message.text, message.blocks, message.attachments = "This message was deleted.", [], []
            message.subtype, message.metadata, message.user, message.bot_id = "tombstone", None, "USLACKBOT", None
        else:
            del self.messages[message.ts]
            self.order.remove(message.ts)
            parent = self.messages.get(message.thread_ts or "")
            if parent is not None and message.is_reply:
                parent.replies.remove(message.ts)
                if not parent.replies:
                    parent.thread_ts = None

    @property
    def kind(self) -> str:
        """public_channel, private_channel, im or mpim: the words of the `types` argument."""
        if self.is_im:
            return "im"
        if self.is_mpim:
            return "mpim"
        return "private_channel" if self.is_private else "public_channel"


@dataclass
class View:
    """An open modal or a published home tab; `values` is what the person has filled in, by block_id and action_id."""

    id: str
    user: str
    source: dict[str, Any]
    hash: str
    root_id: str
    previous_id: str | None = None
    values: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """modal or home."""
        return str(self.source["type"])


class Workspace:
    """The whole state of the sandbox's Slack."""

    def __init__(self, world: World, config: AppConfig) -> None:
        self.world = world
        self.config = config
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.ims: dict[str, str] = {}
        self.homes: dict[str, View] = {}
        self.modals: dict[str, list[View]] = {}
        self.typed: dict[tuple[str, str, str], dict[str, dict[str, dict[str, Any]]]] = {}
        self.notices: dict[str, deque[dict[str, Any]]] = {}
        self._numbers = itertools.count(1)
        self._given: set[int] = set()
        self.general = self.add_channel("general", creator="USLACKBOT", is_general=True)
        self.add_user(User("USLACKBOT", "slackbot", "Slackbot", config.team_id))
        self.add_user(User(config.bot_user_id, config.bot_name, config.bot_name, config.team_id, is_bot=True))

    def new_id(self, letter: str) -> str:
        """An id of the kind that the letter names, never given before."""
        return f"{letter}0{next(self._numbers):09d}"

    def ts(self) -> str:
        """A timestamp id of this moment of the world, never given before."""
        micro = int(self.world.now().timestamp() * 1_000_000)
        while micro in self._given:
            micro += 1
        self._given.add(micro)
        return f"{micro // 1_000_000}.{micro % 1_000_000:06d}"

    def epoch(self) -> int:
        """The world's time in whole Unix seconds."""
        return int(self.world.now().timestamp())

    def add_user(self, user: User) -> User:
        """Take somebody in; full members are put in #general as in the real one."""
        user.updated = self.epoch()
        self.users[user.id] = user
        outsider = user.is_bot or user.is_stranger or user.is_restricted or user.is_ultra_restricted
        if not (outsider or user.deleted or user.id == "USLACKBOT"):
            self.general.members[user.id] = None
        return user

    def add_channel(self, name: str, *, creator: str, **traits: Any) -> Channel:
        """Make a channel; who is in it is up to the caller."""
        channel = Channel(self.new_id("C"), name, creator, self.epoch(), **traits)
        self.channels[channel.id] = channel
        return channel

    def im(self, user_id: str) -> Channel:
        """The direct message channel between the bot and that person, made when it is missing."""
        if user_id not in self.ims:
            channel = Channel(self.new_id("D"), "", user_id, self.epoch(), is_im=True, is_private=True, im_with=user_id)
            channel.members = {self.config.bot_user_id: None, user_id: None}
            self.channels[channel.id] = channel
            self.ims[user_id] = channel.id
        return self.channels[self.ims[user_id]]

    def user(self, user_id: Any) -> User:
        """That person, or user_not_found."""
        if not isinstance(user_id, str) or user_id not in self.users:
            raise SlackError("user_not_found")
        return self.users[user_id]

    def view(self, view_id: str) -> View | None:
        """An open modal or a home tab by its id."""
        every = itertools.chain(self.homes.values(), *self.modals.values())
        return next((view for view in every if view.id == view_id), None)

    def new_view(self, user: str, source: dict[str, Any], previous: View | None = None) -> View:
        """A view made of what the app sent, with ids where it gave none."""
        view_id = self.new_id("V")
        view = View(view_id, user, {}, "", previous.root_id if previous else view_id, previous.id if previous else None)
        self.fill_view(view, source)
        return view

    def fill_view(self, view: View, source: dict[str, Any]) -> None:
        """Give a view new content and a new hash."""
        view.source = {**source, "blocks": with_ids(source.get("blocks", []))}
        view.hash = f"{self.epoch()}.{secrets.token_hex(4)}"
        view.errors = {}

    def notice(self, user: str, code: str, text: str, **more: Any) -> None:
        """Show somebody a passing notice, as Slack's client does."""
        kept = self.notices.setdefault(user, deque(maxlen=KEPT_NOTICES))
        kept.append({"id": next(self._numbers), "code": code, "text": text, "at": self.world.now().isoformat(), **more})
        self.world.changed("slack")


def with_ids(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks with a block_id and action_ids everywhere, as Slack gives them."""
    done = []
    for block in blocks:
        named = {**block, "block_id": block.get("block_id") or secrets.token_hex(3)}
        for place in ("elements", "actions", "child_blocks"):
            if isinstance(named.get(place), list) and named["type"] in ("actions", "context_actions", "card"):
                named[place] = [_with_action_id(element) for element in named[place]]
        if named["type"] == "container":
            named["child_blocks"] = with_ids(named["child_blocks"])
        if named["type"] == "carousel":
            named["elements"] = with_ids(named["elements"])
        for place in ("accessory", "element"):
            if isinstance(named.get(place), dict):
                named[place] = _with_action_id(named[place])
        done.append(named)
    return done


def _with_action_id(element: dict[str, Any]) -> dict[str, Any]:
    if element.get("type") == "image" or element.get("action_id"):
        return element
    return {**element, "action_id": secrets.token_hex(3)}


def tz_offset(zone: str, moment: datetime) -> int:
    """Seconds east of UTC at that moment."""
    offset = moment.astimezone(UTC).astimezone(ZoneInfo(zone)).utcoffset()
    return int(offset.total_seconds()) if offset is not None else 0
