"""App Home and the general ways in: the tab that is opened, help, the slash command without a known word, free text in a DM,
a given-up letter that a coordinator tries again."""

from __future__ import annotations

from bot.reads import help as reads
from bot.text.markup import esc
from bot.usecases import outbox, people
from handlers import ids
from handlers.doors import Doors, Visit
from handlers.views import help as views

doors = Doors()


@doors.event("app_home_opened")
async def opened(visit: Visit) -> None:
    """The home tab is opened: it is drawn now, and after each change from now on."""
    if visit.event.get("tab") == "home" and visit.acting.actor.person_id is not None:
        await visit.acting.do(people.home_opened)
    await visit.ack()


@doors.action(ids.Home.RETRY_LETTER)
async def retry(visit: Visit) -> None:
    """Try a given-up letter again."""
    await visit.acting.do(outbox.retry, visit.id)
    await visit.ack()


@doors.action(ids.Home.RETRY_ALL)
async def retry_all(visit: Visit) -> None:
    """Try them all again."""
    await visit.acting.do(outbox.retry)
    await visit.ack()


@doors.action(ids.Home.HELP)
async def show_help(visit: Visit) -> None:
    """Help, from the button."""
    await visit.open(views.page(await visit.acting.read(reads.for_one, visit.acting.actor.person_id)))
    await visit.ack()


@doors.shortcut(ids.Shortcut.HELP)
async def help_from_shortcut(visit: Visit) -> None:
    """Help, from the shortcut menu."""
    await show_help(visit)


@doors.word("hjalp", "help", "")
async def command_help(visit: Visit) -> None:
    """Help, from the command."""
    can = await visit.acting.read(reads.for_one, visit.acting.actor.person_id)
    await visit.ack(text=esc(views.text(can)), response_type="ephemeral")
