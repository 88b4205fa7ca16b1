"""The door to whose turn the chair is, for coordinators."""

from __future__ import annotations

from bot.reads import rotation as reads
from bot.usecases import rotation
from handlers import ids
from handlers.doors import Doors, Visit
from handlers.views import rotation as views

doors = Doors()


@doors.action(ids.Rotation.OPEN)
async def open_form(visit: Visit) -> None:
    """Show the window."""
    await visit.open(views.form(await visit.acting.read(reads.form, visit.acting.person_id, visit.value)))
    await visit.ack()


@doors.submission(ids.Rotation.FORM)
async def enter(visit: Visit) -> None:
    """Enter the first year's side."""
    year, side = views.read_form(visit.state)
    await visit.acting.do(rotation.enter, visit.metadata, year, side)
    await visit.ack()


@doors.action(ids.Rotation.EXTEND)
async def open_extend(visit: Visit) -> None:
    """Show the form for an extension, on top of the window."""
    await visit.open(views.extend(await visit.acting.read(reads.extend_form, visit.acting.person_id, visit.value)))
    await visit.ack()


@doors.submission(ids.Rotation.EXTEND_FORM)
async def extend(visit: Visit) -> None:
    """Record the extension."""
    year, meeting, unanimous, reason = views.read_extend(visit.state)
    await visit.acting.do(rotation.extend, visit.metadata, year, meeting, unanimous=unanimous, reason=reason)
    await _draw(visit, visit.metadata, visit.view.get("previous_view_id"))
    await visit.ack()


@doors.action(ids.Rotation.TAKE_BACK)
async def take_back(visit: Visit) -> None:
    """Take an extension back."""
    body, year = views.read_extension(visit.value)
    await visit.acting.do(rotation.take_back, body, year)
    await _draw(visit, body, visit.view.get("id"))
    await visit.ack()


async def _draw(visit: Visit, body: str, view_id: str | None) -> None:
    """Draw the window anew."""
    if view_id:
        shown = await visit.acting.read(reads.form, visit.acting.person_id, body)
        await visit.show_done(views.form(shown), view_id)
