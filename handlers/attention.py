"""The door to how a person wants to be reached."""

from __future__ import annotations

from bot.reads import attention as reads
from bot.usecases import attention
from handlers import ids
from handlers.doors import Doors, Visit
from handlers.views import attention as views

doors = Doors()


@doors.action(ids.Attention.OPEN)
async def open_form(visit: Visit) -> None:
    """Show the window, filled in."""
    wishes = await visit.acting.read(reads.chosen, visit.acting.person_id)
    await visit.open(views.form(wishes))
    await visit.ack()


@doors.submission(ids.Attention.FORM)
async def choose(visit: Visit) -> None:
    """Note what was chosen."""
    await visit.acting.do(attention.choose, views.read(visit.state))
    await visit.ack()


@doors.action(ids.Attention.END_PAUSE)
async def end_pause(visit: Visit) -> None:
    """The person is back."""
    await visit.acting.do(attention.end_pause)
    await visit.ack()
