"""Letters to one person: App Home, and what a coordinator is told of letters that were given up."""

from __future__ import annotations

from slack_sdk.errors import SlackApiError

from bot.outbox.letters import people as letters
from bot.outbox.letters.base import Letter
from bot.outbox.outcomes import Dropped, Failed, Outcome, Sent
from bot.reads import attention, bodies, home, outbox, reminders
from bot.reads import help as help_reads
from bot.usecases import people as usecases
from handlers.errors import said
from handlers.guard import NO_MEMBER
from handlers.letters.base import Begin, Performer, Renderer, Tools
from handlers.views import attention as attention_views
from handlers.views import help as help_views
from handlers.views import home as views
from handlers.views import outbox as outbox_views
from handlers.views import reminders as reminder_views


async def publish_home(tools: Tools, letter: letters.Home, begin: Begin) -> Outcome:
    """Publish App Home. The same page twice is the same page."""
    page = await tools.acting.read(home.page, letter.person_id)
    if page is None or page.slack_id is None:
        return Dropped("no Slack account")
    if not await begin():
        return Failed("the lease was lost")
    await tools.client.views_publish(user_id=page.slack_id, view=views.page(page))
    return Sent()


async def match_account(tools: Tools, letter: letters.MatchAccount, begin: Begin) -> Outcome:
    """Look for a person's account. Guests and deactivated accounts are not matched."""
    address = await tools.acting.read(bodies.address_of, letter.person_id)
    if address is None:
        return Dropped("found already")
    if not await begin():
        return Failed("the lease was lost", certain=True)
    try:
        answer = await tools.client.users_lookupByEmail(email=address)
        account = answer.get("user") or {}
    except SlackApiError as fault:
        if said(fault) != "users_not_found":
            raise
        account = {}
    if account and not any(account.get(flag) for flag in NO_MEMBER):
        await tools.acting.do(usecases.matched, address, str(account["id"]))
    else:
        await tools.acting.do(usecases.unmatched, letter.person_id)
    return Sent()


TABLE: dict[type[Letter], Renderer | Performer] = {
    letters.Home: Performer(publish_home),
    letters.MatchAccount: Performer(match_account),
    letters.Welcome: Renderer(help_reads.welcome, help_views.welcome),
    letters.Reminded: Renderer(reminders.reminded, reminder_views.reminded),
    letters.Digest: Renderer(attention.digest, attention_views.digest),
    letters.Stuck: Renderer(outbox.stuck, outbox_views.stuck_message),
    letters.RouteAway: Renderer(outbox.route_away, outbox_views.route_message),
    letters.RouteBack: Renderer(outbox.route_back, outbox_views.route_message),
}
