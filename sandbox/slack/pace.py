"""How fast messages may come: about one per second and channel, with short bursts. Measured in real time."""

import math

from sandbox.slack import limits
from sandbox.slack.errors import SlackError
from sandbox.world import World


class Pace:
    """A bucket per channel that holds ten messages and fills by one a second."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._buckets: dict[str, tuple[float, float]] = {}

    def spend(self, channel: str) -> None:
        """Take one message's worth; 429 with Retry-After when the bucket is empty."""
        now = self.world.clock.seconds()
        left, since = self._buckets.get(channel, (float(limits.BURST), now))
        left = min(limits.BURST, left + (now - since) * limits.PER_SECOND)
        if left < 1:
            wait = math.ceil((1 - left) / limits.PER_SECOND)
            raise SlackError("ratelimited", status=429, headers={"Retry-After": str(max(1, wait))})
        self._buckets[channel] = (left - 1, now)
