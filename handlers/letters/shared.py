"""Channels that others than our own workspace see: nothing is sent there (platform/slack.md: shared channels)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from bot.outbox.outcomes import Failed
from bot.reads import bodies as reads
from bot.usecases import bodies as usecases
from bot.usecases.outbox import SHARED_CHANNEL
from handlers.letters.base import Tools

FLAGS: Final = (
    "is_ext_shared",
    "is_pending_ext_shared",
    "is_shared",
)  # with another organisation, or soon; or another workspace


def is_shared(channel: dict[str, Any]) -> bool:
    """What Slack says of a channel."""
    return any(channel.get(flag) for flag in FLAGS)


async def look(tools: Tools, channel: str) -> bool:
    """Ask Slack whether a channel is shared. What has changed is noted, and told. Raises what the Web API raises."""
    shared = is_shared((await tools.client.conversations_info(channel=channel))["channel"])
    if shared != await tools.acting.read(reads.is_shared, channel):
        await tools.acting.do(usecases.looked_at, channel, shared=shared)
    return shared


class Looked:
    """Which channels have been looked at lately and were our own. One that was shared is looked at before each letter."""

    FRESH: Final = timedelta(minutes=10)

    def __init__(self, tools: Tools) -> None:
        self.tools = tools
        self._own: dict[str, datetime] = {}

    async def refusal(self, channel: str, *, was_shared: bool) -> Failed | None:
        """Why nothing may be sent there; None when it is our own. Raises what the Web API raises."""
        now = self.tools.acting.clock.now()
        at = self._own.get(channel)
        if was_shared or at is None or now - at >= self.FRESH:
            self._own.pop(channel, None)
            if await look(self.tools, channel):
                return Failed(SHARED_CHANNEL, certain=True, final=True)
            self._own[channel] = now
        return None
