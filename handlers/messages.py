"""What people write to the bot in a direct message: it is read, and answered with a question
(bot/usecases/messages.py)."""

from __future__ import annotations

from bot.usecases import messages
from handlers.doors import Doors, Visit

doors = Doors()
LONGEST = 3000


@doors.event("message")
async def written(visit: Visit) -> None:
    """A person's own message to the bot. What the bot wrote itself, edits, deletions and other channels are passed
    by."""
    event = visit.event
    own = event.get("bot_id") or event.get("subtype") or event.get("bot_profile")
    if event.get("channel_type") == "im" and not own and event.get("text"):
        await visit.acting.do(messages.heard, str(event["text"])[:LONGEST])
    await visit.ack()
