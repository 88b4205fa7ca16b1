"""The Slack door of meetings: planning, moving, cancelling, the list. The agenda's door is agenda.py."""

from __future__ import annotations

from bot.reads import meetings as reads
from bot.reads import planning
from bot.text import meetings as words
from bot.usecases import meetings as usecases
from handlers import ids
from handlers.doors import Doors, Visit
from handlers.views import meetings as views
from handlers.views import notice
from handlers.views import planning as forms

doors = Doors()


@doors.word("moten", "mote")
async def listed(visit: Visit) -> None:
    """The person's next meetings."""
    part = await visit.acting.read(reads.overview, visit.acting.person_id)
    await visit.ack(response_type="ephemeral", **views.overview(part).arguments())


@doors.action(ids.Meeting.CREATE)
async def create(visit: Visit) -> None:
    """Open the form for planning."""
    await visit.open(forms.create(await visit.acting.read(planning.create_form, visit.acting.person_id)))
    await visit.ack()


@doors.submission(ids.Meeting.CREATE_FORM)
async def check_create(visit: Visit) -> None:
    """Show what planning would lead to."""
    said = forms.read_create(visit.state)
    plan = await visit.acting.read(
        planning.plan, visit.acting.person_id, said.body, said.dates, said.start, said.end, said.place
    )
    await visit.ack(response_action="update", view=forms.check_create(plan))


@doors.submission(ids.Meeting.CREATE_CONFIRM)
async def confirm_create(visit: Visit) -> None:
    """Plan the meetings."""
    said = forms.read_confirm(visit.metadata)
    made = await visit.acting.do(usecases.create, said.body, said.dates, said.start, said.end, said.place)
    await visit.ack(response_action="update", view=notice.window(words.created(len(made)), title=words.CREATE))


@doors.action(ids.Meeting.MOVE)
async def move(visit: Visit) -> None:
    """Open the form for another time or place."""
    await visit.open(forms.move(await visit.acting.read(planning.move_form, visit.acting.person_id, visit.id)))
    await visit.ack()


@doors.submission(ids.Meeting.MOVE_FORM)
async def check_move(visit: Visit) -> None:
    """Show what moving would lead to."""
    said = forms.read_move(visit.state, visit.metadata)
    plan = await visit.acting.read(
        planning.move_plan, visit.acting.person_id, said.meeting_id, said.version,
        said.dates, said.start, said.end, said.place,
    )  # fmt: skip
    await visit.ack(response_action="update", view=forms.check_move(plan))


@doors.submission(ids.Meeting.MOVE_CONFIRM)
async def confirm_move(visit: Visit) -> None:
    """Move the meeting."""
    said = forms.read_confirm(visit.metadata)
    await visit.acting.do(usecases.move, said.meeting_id, said.version, said.dates, said.start, said.end, said.place)
    await visit.ack(response_action="update", view=notice.window(words.MOVE_DONE, title=words.MOVE))


@doors.action(ids.Meeting.CANCEL)
async def cancel(visit: Visit) -> None:
    """Ask whether the meeting is to be cancelled, and why."""
    await visit.open(forms.cancel(await visit.acting.read(planning.cancel_form, visit.acting.person_id, visit.id)))
    await visit.ack()


@doors.submission(ids.Meeting.CANCEL_FORM)
async def confirm_cancel(visit: Visit) -> None:
    """Cancel the meeting."""
    await visit.acting.do(usecases.cancel, *forms.read_cancel(visit.state, visit.metadata))
    await visit.ack()
