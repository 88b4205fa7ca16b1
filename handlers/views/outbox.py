"""Letters that were given up, as a coordinator sees them."""

from __future__ import annotations

from bot.reads.outbox import DeadCard, DeadList, RouteNews
from bot.text import outbox as words
from handlers import ids
from handlers.views.blocks import Block, Message, actions, button, context, section

SHOWN = 10


def stuck_message(listed: DeadList) -> Message:
    """The one message about all of them; without buttons once everything has left."""
    if not listed.cards:
        return Message(words.ALL_LEFT, [section(words.ALL_LEFT)])
    said = words.how_many(listed.number)
    return Message(said, [section(said), *stuck(listed.cards)])


def route_message(news: RouteNews) -> Message:
    """A route that is not taken, or is again."""
    said = words.away(news.route, news.number, news.since) if news.number else words.back(news.route, news.since)
    return Message(said, [section(said)])


def stuck(cards: tuple[DeadCard, ...]) -> list[Block]:
    """The rows, each with its reason and a button; also a part of a coordinator's App Home."""
    drawn: list[Block] = []
    for card in cards[:SHOWN]:
        said = words.given_up(card.kind, card.about)
        again = button(words.RETRY, ids.Home.RETRY_LETTER, card.id, says=f"{words.RETRY}: {said}")
        drawn.append(section(said, accessory=again, block_id=f"dead-{card.id}"))
        drawn.append(context(words.why(card.reason)))
    if len(cards) > 1:
        drawn.append(actions(button(words.RETRY_ALL, ids.Home.RETRY_ALL), block_id="dead-all"))
    return drawn
