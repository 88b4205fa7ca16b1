"""The Slack door of absences: the form, the substitutes' answers, and what coordinators decide."""

from __future__ import annotations

from datetime import datetime

from bot.reads import absence_forms as reads
from bot.usecases import absence_changes as changes
from bot.usecases import absence_seats as seats
from bot.usecases import absences as usecases
from handlers import ids
from handlers.doors import Doors, Visit, number
from handlers.views import absence_seats as seat_views
from handlers.views import absences as views
from handlers.views.blocks import View

doors = Doors()


async def _form(visit: Visit, meeting_id: int | None = None) -> View:
    return views.form(await visit.acting.read(reads.report, visit.acting.person_id, meeting_id))


@doors.action(ids.Absence.REPORT)
async def open_form(visit: Visit) -> None:
    """The button, in App Home or under a meeting: the form, with that meeting chosen."""
    await visit.open(await _form(visit, number(visit.value) if visit.value else None))
    await visit.ack()


@doors.shortcut(ids.Shortcut.REPORT_ABSENCE)
async def from_shortcut(visit: Visit) -> None:
    """The global shortcut."""
    await visit.open(await _form(visit))
    await visit.ack()


@doors.word("franvaro")
async def from_command(visit: Visit) -> None:
    """`/samverkan frånvaro`."""
    await visit.open(await _form(visit))
    await visit.ack()


@doors.action(ids.Absence.FORM_MEETING)
async def meeting_chosen(visit: Visit) -> None:
    """Another meeting is chosen: its time, and for a coordinator its people."""
    await _redraw(visit)


@doors.action(ids.Absence.FORM_EXTENT)
async def extent_chosen(visit: Visit) -> None:
    """The whole or a part: the clock fields come or go."""
    await _redraw(visit)


async def _redraw(visit: Visit) -> None:
    meeting_id = views.chosen_meeting(visit.state)
    shown = await visit.acting.read(
        reads.report,
        visit.acting.person_id,
        meeting_id,
        views.chosen_person(visit.state, meeting_id),
        part=views.wants_part(visit.state),
    )
    await visit.redraw(views.form(shown))
    await visit.ack()


@doors.submission(ids.Absence.FORM)
async def report(visit: Visit) -> None:
    """The form is sent in."""
    given = views.read(visit.state)
    part: dict[str, datetime] = {}
    if given.part is not None:
        day = await visit.acting.read(reads.day_of, given.meeting_id)
        clock = visit.acting.clock
        part = {"part_from": clock.moment(day, given.part[0]), "part_to": clock.moment(day, given.part[1])}
    await visit.acting.do(usecases.report, given.meeting_id, person_id=given.person_id, **part)
    await visit.ack()


@doors.action(ids.Absence.CONFIRM)
async def confirm(visit: Visit) -> None:
    """Yes to "do you want to report absence from …?": the whole meeting."""
    await visit.acting.do(usecases.report, visit.id)
    await visit.ack()


@doors.action(ids.Absence.COMING)
async def coming(visit: Visit) -> None:
    """I come after all: nothing is reported."""
    meeting_id, _, why = visit.value.partition("-")
    await visit.acting.do(changes.coming, number(meeting_id), why)
    await visit.ack()


@doors.action(ids.Absence.WITHDRAW)
async def withdraw(visit: Visit) -> None:
    """The absent person can come after all."""
    await visit.acting.do(usecases.withdraw, visit.id)
    await visit.ack()


@doors.action(ids.Absence.ACCEPT)
async def accept(visit: Visit) -> None:
    """A substitute takes the seat."""
    await visit.acting.do(usecases.accept_call, visit.id)
    await visit.ack()


@doors.action(ids.Absence.DECLINE)
async def decline(visit: Visit) -> None:
    """A substitute can not, or can not any more."""
    await visit.acting.do(usecases.decline_call, visit.id)
    await visit.ack()


@doors.action(ids.Absence.APPOINT)
async def open_appoint(visit: Visit) -> None:
    """A coordinator names somebody for the seat."""
    shown = await visit.acting.read(reads.appoint, visit.acting.person_id, visit.id)
    await visit.open(seat_views.appoint_form(shown))
    await visit.ack()


@doors.submission(ids.Absence.APPOINT_FORM)
async def appoint(visit: Visit) -> None:
    """The form to name somebody is sent in."""
    await visit.acting.do(seats.appoint, number(visit.metadata), seat_views.read_appointed(visit.state))
    await visit.ack()


@doors.action(ids.Absence.LEAVE_EMPTY)
async def leave_empty(visit: Visit) -> None:
    """A coordinator leaves the seat empty."""
    await visit.acting.do(seats.leave_empty, visit.id)
    await visit.ack()


@doors.action(ids.Absence.ORDINARY_RETURNS)
async def ordinary_returns(visit: Visit) -> None:
    """A coordinator lets the holder come."""
    await visit.acting.do(usecases.decide_return, visit.id, ordinary=True)
    await visit.ack()


@doors.action(ids.Absence.SUBSTITUTE_STAYS)
async def substitute_stays(visit: Visit) -> None:
    """A coordinator keeps the substitute."""
    await visit.acting.do(usecases.decide_return, visit.id, ordinary=False)
    await visit.ack()
