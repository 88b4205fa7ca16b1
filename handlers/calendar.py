"""The doors of the coordinators' answers about events that somebody changed or removed in Outlook."""

from __future__ import annotations

from bot.usecases import calendar_changes
from handlers import ids
from handlers.doors import Doors, Visit

doors = Doors()


@doors.action(ids.Calendar.KEEP)
async def keep(visit: Visit) -> None:
    """Outlook's time and place hold."""
    await visit.acting.do(calendar_changes.keep_outlooks, visit.id)
    await visit.ack()


@doors.action(ids.Calendar.RESTORE)
async def restore(visit: Visit) -> None:
    """Ours hold: Outlook gets them again."""
    await visit.acting.do(calendar_changes.restore, visit.id)
    await visit.ack()


@doors.action(ids.Calendar.ANEW)
async def anew(visit: Visit) -> None:
    """Make the event once more."""
    await visit.acting.do(calendar_changes.create_anew, visit.id)
    await visit.ack()
