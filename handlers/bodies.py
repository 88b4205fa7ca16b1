"""The door to a body's channels, for coordinators."""

from __future__ import annotations

from slack_sdk.errors import SlackApiError

from bot.reads import bodies as reads
from bot.usecases import bodies
from handlers import ids
from handlers.doors import Doors, Visit
from handlers.errors import said
from handlers.letters.shared import is_shared
from handlers.views import bodies as views
from models.rules.channels import AU, OPEN
from models.rules.refusals import Refusal, Refused

doors = Doors()


@doors.action(ids.Bodies.OPEN)
async def open_form(visit: Visit) -> None:
    """Show the window where channels are chosen."""
    found = await visit.acting.read(reads.form, visit.acting.person_id, visit.value)
    await visit.open(views.form(found))
    await visit.ack()


@doors.submission(ids.Bodies.CHOOSE)
async def choose(visit: Visit) -> None:
    """Bind the channels; ones shared with others, or that the bot is not in, are refused at their field."""
    channel, au_channel = views.read(visit.state)
    for field, chosen in ((OPEN, channel), (AU, au_channel)):
        if chosen:
            await _usable(visit, chosen, field)
    await visit.acting.do(bodies.choose, visit.metadata, channel, au_channel)
    await visit.ack()


async def _usable(visit: Visit, channel: str, field: str) -> None:
    """Slack's own facts about a channel: not the domain's."""
    try:
        found = (await visit.client.conversations_info(channel=channel))["channel"]
        if is_shared(found):
            raise Refused(Refusal.SHARED_CHANNEL, field=field)
        if not found.get("is_member"):
            await visit.client.conversations_join(channel=channel)
    except SlackApiError as fault:
        lacking = (
            said(fault) == "missing_scope" and fault.response.get("needed") == "channels:join"
        )  # optional in the manifest
        if lacking or said(fault) in ("channel_not_found", "method_not_supported_for_channel_type", "is_archived"):
            raise Refused(Refusal.BOT_NOT_IN_CHANNEL, field=field) from fault
        raise


@doors.action(ids.Bodies.MAKE)
async def make(visit: Visit) -> None:
    """Let the bot make them."""
    await visit.acting.do(bodies.let_make, visit.value)
    await visit.ack()
