"""The door of the menu to be reminded later."""

from __future__ import annotations

from bot.text import reminders as words
from bot.usecases import reminders
from handlers import ids
from handlers.doors import Doors, Visit, number
from handlers.views import later as views
from handlers.views import notice
from models.rules.refusals import Refusal, Refused

doors = Doors()


@doors.action(ids.Reminder.LATER)
async def later(visit: Visit) -> None:
    """Note when, and say so in a window."""
    chosen = views.read(visit.value)
    if chosen is None:
        raise Refused(Refusal.NOT_FOUND)
    choice, what, about = chosen
    when = await visit.acting.do(reminders.remind_me, what, number(about), choice)
    await visit.open(notice.window(words.noted(when), title=words.TITLE))
    await visit.ack()
