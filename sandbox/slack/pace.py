"""How fast calls may come: about one message per second and channel, with short bursts; and, where the app asks for it, so many
calls per method and minute, and so many messages to the whole workspace. Measured in real time."""

import math

from sandbox.slack import limits
from sandbox.slack.errors import SlackError
from sandbox.world import World

# docs.slack.dev, rate limits: tier 1 to 4 are 1+, 20+, 50+ and 100+ a minute, per method and workspace, with room for bursts.
TIERS = {
    **dict.fromkeys(("conversations.create", "conversations.list"), 20),
    **dict.fromkeys(
        (
            "chat.update", "chat.delete", "conversations.history", "conversations.info", "conversations.invite",
            "conversations.kick", "conversations.open", "conversations.replies", "users.conversations", "users.lookupByEmail",
        ),
        50,
    ),
    **dict.fromkeys(
        ("chat.postEphemeral", "conversations.members", "users.info", "views.open", "views.publish", "views.push", "views.update"), 100
    ),
    "chat.postMessage": limits.MESSAGES_A_MINUTE,
}  # fmt: skip


class Pace:
    """Buckets: of a channel for ten messages, that fills by one a second; of a method for what its tier allows in a minute."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._buckets: dict[str, tuple[float, float]] = {}

    def spend(self, channel: str) -> None:
        """Take one message's worth; 429 with Retry-After when the channel's bucket is empty."""
        self._take(channel, limits.BURST, limits.PER_SECOND)

    def call(self, method: str) -> None:
        """Take one call's worth; 429 with Retry-After when the method's bucket is empty."""
        if method in TIERS:
            self._take(method, TIERS[method], TIERS[method] / 60)

    def _take(self, name: str, most: float, per_second: float) -> None:
        now = self.world.clock.seconds()
        left, since = self._buckets.get(name, (float(most), now))
        left = min(most, left + (now - since) * per_second)
        if left < 1:
            wait = math.ceil((1 - left) / per_second)
            raise SlackError("ratelimited", status=429, headers={"Retry-After": str(max(1, wait))})
        self._buckets[name] = (left - 1, now)
