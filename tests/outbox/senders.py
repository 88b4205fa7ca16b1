"""A sender that does what a test tells it to, for the delivery's own tests: nothing of Slack's or Outlook's is in it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic

from bot.outbox.letters.base import Letter
from bot.outbox.outcomes import Begin, Envelope, Failed, Outcome, Sent


class Obedient:
    """Notes what it is given, and when. `hangs`: the letters that never get an answer; `raises`: those that it stumbles over."""

    def __init__(
        self,
        hangs: Callable[[Letter], bool] = lambda _: False,
        raises: Callable[[Letter], bool] = lambda _: False,
    ) -> None:
        self.hangs, self.raises = hangs, raises
        self.tried: list[Letter] = []
        self.sent: dict[Letter, float] = {}
        self.at_once = 0
        self.most_at_once = 0

    async def send(self, envelope: Envelope, begin: Begin) -> Outcome:
        """See bot.outbox.outcomes.Sender."""
        letter = envelope.letter
        self.tried.append(letter)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            if not await begin("C1"):
                return Failed("the lease was lost", certain=True)
            if self.hangs(letter):
                await asyncio.get_running_loop().create_future()
            if self.raises(letter):
                raise LookupError("poison")
            self.sent[letter] = monotonic()
            return Sent("C1", f"{len(self.sent)}.0")
        finally:
            self.at_once -= 1

    async def aclose(self) -> None:
        """Nothing to let go of."""
