"""Channels and settings, drawn; the form reads itself back."""

from __future__ import annotations

from bot.reads.bodies import BodyChannels, HomePart, SharedChannel
from bot.text import bodies as words
from bot.text import words as general
from bot.text.markup import join
from handlers import ids
from handlers.views import fields, rotation
from handlers.views.blocks import Block, Message, View, actions, button, confirm, modal, section, sections
from models.rules.channels import AU, OPEN


def home(part: HomePart) -> list[Block]:
    """The part of a coordinator's App Home."""
    drawn: list[Block] = []
    for one in part.bodies:
        said: list[str] = [words.line(one.name, one.channel, one.au_channel)]
        if one.rotation:
            said.append(rotation.line(one.rotation))
        drawn.append(section(join("\n", said)))
        if one.rotation:
            drawn += rotation.notice(one.rotation)
        acts = [button(words.CHOOSE, ids.Bodies.OPEN, one.key, says=f"{words.CHOOSE}: {one.name}")]
        if one.can_make:
            sure = confirm(
                words.MAKE_TITLE, words.make_confirm(one.proposed, one.au_proposed), words.MAKE_YES, words.MAKE_NO
            )
            acts.append(button(words.MAKE, ids.Bodies.MAKE, one.key, confirm=sure, says=f"{words.MAKE}: {one.name}"))
        if one.rotation:
            acts.append(rotation.open_button(one.key, one.name, one.rotation))
        drawn.append(actions(*acts, block_id=f"body-{one.key}"))
    if part.without_slack:
        drawn += sections(words.without_slack(part.without_slack))
    return drawn


def form(one: BodyChannels) -> View:
    """The window where a body's channels are chosen."""
    return modal(
        ids.Bodies.CHOOSE,
        words.TITLE,
        [
            section(one.name),
            fields.conversation(OPEN, words.CHANNEL, value=one.channel, private=False, hint=words.HINT, optional=True),
            fields.conversation(
                AU, words.AU_CHANNEL, value=one.au_channel, private=True, hint=words.AU_HINT, optional=True
            ),
        ],
        submit=general.SAVE,
        close=general.CANCEL,
        metadata=one.key,
    )


def read(state: fields.State) -> tuple[str | None, str | None]:
    """(channel, au_channel) that were chosen."""
    return fields.read_conversation(state, OPEN), fields.read_conversation(state, AU)


def shared(news: SharedChannel) -> Message:
    """That a channel has come to be shared with others."""
    return Message(words.SHARED, [section(words.shared(news.channel, news.bodies))])
