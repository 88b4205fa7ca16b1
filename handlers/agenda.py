"""The Slack door of the agenda: the window it is put in order in, the form about a point, setting it, the notice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bot.reads import agenda as reads
from bot.reads import notices, papers
from bot.usecases import agenda as usecases
from bot.usecases.acting import Acting
from handlers import ids
from handlers.doors import Doors, Visit, number
from handlers.views import agenda as views

doors = Doors()


def _up(acting: Acting, item_id: int) -> int:
    return usecases.shift(acting, item_id, -1)


def _down(acting: Acting, item_id: int) -> int:
    return usecases.shift(acting, item_id, 1)


VERBS: Mapping[str, Callable[[Acting, int], int]] = MappingProxyType(
    {"up": _up, "down": _down, "remove": usecases.remove, "carry": usecases.carry, "treated": usecases.treated}
)


@doors.action(ids.Agenda.OPEN)
async def opened(visit: Visit) -> None:
    """Open the agenda."""
    await visit.open(views.board(await visit.acting.read(reads.board, visit.id, visit.acting.person_id)))
    await visit.ack()


@doors.action(ids.Agenda.PAPERS)
async def read_papers(visit: Visit) -> None:
    """Show what was handed in about the matters."""
    await visit.open(views.papers(await visit.acting.read(papers.of, visit.id, visit.acting.person_id)))
    await visit.ack()


@doors.action(ids.Agenda.POINT)
async def point(visit: Visit) -> None:
    """What was chosen in a point's menu."""
    verb, _, item = visit.value.partition(":")
    act = VERBS.get(verb)
    if act is None:
        await visit.open(views.point(await visit.acting.read(reads.point, number(item))))
    else:
        await _draw(visit, await visit.acting.do(act, number(item)), visit.view.get("id"))
    await visit.ack()


@doors.action(ids.Agenda.ADD)
async def add(visit: Visit) -> None:
    """Open the form for a new point."""
    await visit.open(views.point(await visit.acting.read(reads.new_point, visit.id)))
    await visit.ack()


@doors.submission(ids.Agenda.ADD_FORM)
async def added(visit: Visit) -> None:
    """Add the point."""
    meeting_id = number(visit.metadata)
    await visit.acting.do(usecases.add, meeting_id, views.read_point(visit.state))
    await _draw(visit, meeting_id, visit.view.get("previous_view_id"))
    await visit.ack()


@doors.submission(ids.Agenda.EDIT_FORM)
async def edited(visit: Visit) -> None:
    """Change the point."""
    meeting_id = await visit.acting.do(usecases.edit, number(visit.metadata), views.read_point(visit.state))
    await _draw(visit, meeting_id, visit.view.get("previous_view_id"))
    await visit.ack()


@doors.action(ids.Agenda.FIX)
async def fixed(visit: Visit) -> None:
    """Set the agenda."""
    await visit.acting.do(usecases.fix, visit.id)
    await _draw(visit, visit.id, visit.view.get("id"))
    await visit.ack()


@doors.action(ids.Agenda.REOPEN)
async def reopened(visit: Visit) -> None:
    """Open the agenda again."""
    await visit.acting.do(usecases.reopen, visit.id)
    await _draw(visit, visit.id, visit.view.get("id"))
    await visit.ack()


@doors.action(ids.Agenda.NOTICE)
async def preview(visit: Visit) -> None:
    """Show exactly what would be sent, and to how many."""
    await visit.open(views.notice(await visit.acting.read(notices.preview, visit.id, visit.acting.person_id)))
    await visit.ack()


@doors.submission(ids.Agenda.NOTICE_FORM)
async def sent(visit: Visit) -> None:
    """Send the notice."""
    meeting_id = number(visit.metadata)
    await visit.acting.do(usecases.call, meeting_id)
    await _draw(visit, meeting_id, visit.view.get("previous_view_id"))
    await visit.ack()


async def _draw(visit: Visit, meeting_id: int, view_id: str | None) -> None:
    """Draw the agenda anew in its window."""
    if view_id:
        shown = await visit.acting.read(reads.board, meeting_id, visit.acting.person_id)
        await visit.show_done(views.board(shown), view_id)
