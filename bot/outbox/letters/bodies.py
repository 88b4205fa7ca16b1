"""Letters about a body's Slack channels: making them, and keeping their members as the roster and the offices say."""

from __future__ import annotations

from bot.outbox.letters.base import Letter, letter
from models.values import dataclass


@letter
@dataclass(frozen=True)
class MakeChannel(Letter):
    """Create a body's channel (`which` = channel) or the private one of its AU (`which` = au_channel)."""

    body: str
    which: str

    def matter(self) -> str:
        return f"channel:{self.body}:{self.which}"


@letter
@dataclass(frozen=True)
class ChannelMembers(Letter):
    """Bring a channel's members in line with the roster and the offices."""

    body: str
    which: str

    def matter(self) -> str:
        return f"channel:{self.body}:{self.which}"

    def card(self) -> str:
        return f"members:{self.body}:{self.which}"


@letter
@dataclass(frozen=True)
class ChannelShared(Letter):
    """Tells a coordinator, once, that a body's channel has come to be shared with another organisation: nothing is sent there."""

    person_id: int
    channel: str

    def matter(self) -> str:
        return f"shared:{self.channel}:{self.person_id}"
