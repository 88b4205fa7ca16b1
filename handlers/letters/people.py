"""Letters to one person: App Home, and the word to a coordinator about a letter that was given up."""

from __future__ import annotations

from bot.outbox.deliver import Dropped, Failed, Outcome, Sent
from bot.outbox.letters import people as letters
from bot.outbox.letters.base import Letter
from bot.reads import home, outbox
from handlers.letters.base import Begin, Performer, Renderer, Tools
from handlers.views import home as views
from handlers.views import outbox as outbox_views


async def publish_home(tools: Tools, letter: letters.Home, begin: Begin) -> Outcome:
    """Publish App Home. The same page twice is the same page."""
    page = await tools.acting.read(home.page, letter.person_id)
    if page is None or page.slack_id is None:
        return Dropped("no Slack account")
    if not await begin():
        return Failed("the lease was lost")
    await tools.client.views_publish(user_id=page.slack_id, view=views.page(page))
    return Sent()


TABLE: dict[type[Letter], Renderer | Performer] = {
    letters.Home: Performer(publish_home),
    letters.DeadLetter: Renderer(outbox.dead_letter, outbox_views.dead_letter),
}
