"""Letters about channels: making one, and keeping its members. Both can be done twice without harm."""

from __future__ import annotations

from slack_sdk.errors import SlackApiError

from bot.outbox.letters import bodies as letters
from bot.outbox.letters.base import Letter
from bot.outbox.outcomes import Dropped, Failed, Outcome, Sent
from bot.reads import bodies as reads
from bot.usecases import bodies as usecases
from handlers.errors import said
from handlers.letters.base import Begin, Performer, Renderer, Tools
from handlers.letters.shared import look
from handlers.views import bodies as views

LOST = Failed("the lease was lost", certain=True)
BY_HAND = Dropped(
    "the right to it was not given: people keep the channel's members"
)  # optional in the manifest; `doctor` tells


async def make(tools: Tools, letter: letters.MakeChannel, begin: Begin) -> Outcome:
    """Create the channel. After a lost reply the name is taken by our own channel: it is found again by its name and maker."""
    wanted = await tools.acting.read(reads.to_make, letter)
    if wanted is None:
        return Dropped("the channel is there")
    name, private = wanted
    if not await begin():
        return LOST
    try:
        answer = await tools.client.conversations_create(name=name, is_private=private)
        channel = str(answer["channel"]["id"])
    except SlackApiError as fault:
        found = await _ours(tools, name) if said(fault) == "name_taken" else None
        if found is None:
            raise
        channel = found
    await tools.acting.do(usecases.made, letter.body, letter.which, channel)
    return Sent()


async def _ours(tools: Tools, name: str) -> str | None:
    cursor: str | None = None
    while True:
        page = await tools.client.users_conversations(
            types="public_channel,private_channel", limit=200, cursor=cursor, exclude_archived=True
        )
        for one in page.get("channels") or []:
            if one.get("name") == name and one.get("creator") in (None, tools.bot_user):
                return str(one["id"])
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
        if cursor is None:
            return None


async def members(tools: Tools, letter: letters.ChannelMembers, begin: Begin) -> Outcome:
    """Invite who belongs and is missing, take out who is known to us and does not belong. Others are left alone."""
    wanted = await tools.acting.read(reads.membership, letter)
    if wanted is None:
        return Dropped("no channel")
    await look(tools, wanted.channel)  # once a day, also when there is nothing to say; its members follow all the same
    there: set[str] = set()
    cursor: str | None = None
    while True:
        page = await tools.client.conversations_members(channel=wanted.channel, limit=200, cursor=cursor)
        there.update(page.get("members") or [])
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
        if cursor is None:
            break
    if not await begin():
        return LOST
    try:
        shut_out = await _follow(tools, wanted, there)
    except SlackApiError as fault:
        if said(fault) != "missing_scope":
            raise
        return BY_HAND
    if shut_out:  # the others are in; the coordinators see whom Slack does not take
        return Failed(", ".join(shut_out), certain=True, final=True)
    return Sent()


async def _follow(tools: Tools, wanted: reads.Membership, there: set[str]) -> list[str]:
    """Make it so; returns whom Slack does not take, and why."""
    missing = sorted(wanted.wanted - there)
    shut_out: list[str] = []
    for i in range(0, len(missing), 100):
        shut_out += await _invite(tools, wanted.channel, missing[i : i + 100])
    for extra in sorted((there & wanted.known) - wanted.wanted - {tools.bot_user}):
        try:
            await tools.client.conversations_kick(channel=wanted.channel, user=extra)
        except SlackApiError as fault:
            if said(fault) not in ("not_in_channel", "cant_kick_self"):
                raise
    return shut_out


async def _invite(tools: Tools, channel: str, users: list[str]) -> list[str]:
    """Invite everybody whom Slack takes, whatever it says of one of them; returns whom it does not take, and why."""
    try:
        answer = await tools.client.conversations_invite(channel=channel, users=users, force=True)
    except SlackApiError as fault:
        if said(fault) == "" or not fault.response.get("errors"):
            raise
        answer = fault.response  # none of them
    refused = [one for one in answer.get("errors") or [] if one.get("error") != "already_in_channel"]
    return [f"{one.get('error')} {one.get('user')}" for one in refused]


TABLE: dict[type[Letter], Renderer | Performer] = {
    letters.MakeChannel: Performer(make),
    letters.ChannelMembers: Performer(members),
    letters.ChannelShared: Renderer(reads.shared, views.shared),
}
