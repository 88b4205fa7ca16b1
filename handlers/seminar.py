"""The Slack door of the leadership seminar."""

from __future__ import annotations

from bot.reads import seminar as reads
from bot.text import seminar as words
from bot.usecases import seminar as usecases
from handlers import ids
from handlers.doors import Doors, Visit
from handlers.views import notice
from handlers.views import seminar as views

doors = Doors()


async def _board(visit: Visit) -> reads.Board:
    return await visit.acting.read(reads.board, visit.id, visit.acting.person_id)


@doors.action(ids.Seminar.PLAN)
async def plan(visit: Visit) -> None:
    """Open the form for planning."""
    await visit.open(views.plan(await visit.acting.read(reads.plan_form, visit.acting.person_id)))
    await visit.ack()


@doors.submission(ids.Seminar.PLAN_FORM)
async def planned(visit: Visit) -> None:
    """Hold the time."""
    said = views.read_plan(visit.state)
    await visit.acting.do(usecases.plan, said.theme, said.dates, said.start, said.end, said.place)
    await visit.ack(response_action="update", view=notice.window(words.PLANNED, title=words.TITLE))


@doors.action(ids.Seminar.OPEN)
async def opened(visit: Visit) -> None:
    """Open the window of one seminar."""
    await visit.open(views.board(await _board(visit)))
    await visit.ack()


@doors.action(ids.Seminar.MOVE)
async def move(visit: Visit) -> None:
    """Open the form for other days or another place."""
    shape = await _board(visit)
    await visit.open(views.plan(reads.PlanForm(words.TITLE, head=shape.line.head)))
    await visit.ack()


@doors.submission(ids.Seminar.MOVE_FORM)
async def moved(visit: Visit) -> None:
    """Move it."""
    said = views.read_plan(visit.state, visit.metadata)
    await visit.acting.do(usecases.move, said.meeting_id, said.version, said.dates, said.start, said.end, said.place)
    await visit.ack(response_action="clear")


@doors.action(ids.Seminar.CANCEL)
async def cancel(visit: Visit) -> None:
    """Ask whether it is to be cancelled, and why."""
    await visit.open(views.cancel(await _board(visit)))
    await visit.ack()


@doors.submission(ids.Seminar.CANCEL_FORM)
async def cancelled(visit: Visit) -> None:
    """Cancel it."""
    await visit.acting.do(usecases.cancel, *views.read_cancel(visit.state, visit.metadata))
    await visit.ack(response_action="clear")


@doors.action(ids.Seminar.PROPOSE)
async def propose(visit: Visit) -> None:
    """Open the form for a proposed programme."""
    await visit.open(views.propose(await _board(visit)))
    await visit.ack()


@doors.submission(ids.Seminar.PROPOSE_FORM)
async def proposed(visit: Visit) -> None:
    """Put the programme forward."""
    await visit.acting.do(usecases.propose, *views.read_propose(visit.state, visit.metadata))
    await visit.ack(response_action="clear")


@doors.action(ids.Seminar.SET)
async def fix(visit: Visit) -> None:
    """Open the form for setting the programme."""
    await visit.open(views.fix(await _board(visit)))
    await visit.ack()


@doors.submission(ids.Seminar.SET_FORM)
async def fixed(visit: Visit) -> None:
    """Set the programme: the guests are invited."""
    await visit.acting.do(usecases.set_programme, *views.read_fix(visit.state, visit.metadata))
    await visit.ack(response_action="clear")


@doors.action(ids.Seminar.INVITE)
async def invite(visit: Visit) -> None:
    """Open the form for guests."""
    await visit.open(views.invite(await _board(visit)))
    await visit.ack()


@doors.submission(ids.Seminar.INVITE_FORM)
async def invited(visit: Visit) -> None:
    """Add guests."""
    await visit.acting.do(usecases.invite, *views.read_invite(visit.state, visit.metadata))
    await visit.ack(response_action="clear")


@doors.action(ids.Seminar.REMOVE_GUEST)
async def remove_guest(visit: Visit) -> None:
    """Take an added guest away, and draw the window anew."""
    meeting = await visit.acting.do(usecases.remove_guest, visit.id)
    await visit.show_done(views.board(await visit.acting.read(reads.board, meeting, visit.acting.person_id)))
    await visit.ack()
