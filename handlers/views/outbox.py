"""Letters that were given up, as a coordinator sees them."""

from __future__ import annotations

from bot.reads.outbox import DeadCard
from bot.text import outbox as words
from handlers import ids
from handlers.views.blocks import Block, Message, actions, button, context, section


def dead_letter(card: DeadCard) -> Message:
    """The word to a coordinator; without its button while the letter is tried again."""
    said = words.given_up(card.kind, card.matter) if card.reason else words.trying_again(card.kind, card.matter)
    drawn: list[Block] = [section(said)]
    if card.reason:
        drawn += [context(words.why(card.reason)), actions(button(words.RETRY, ids.Home.RETRY_LETTER, card.id))]
    return Message(said, drawn)


def stuck(cards: tuple[DeadCard, ...]) -> list[Block]:
    """The part of a coordinator's App Home."""
    drawn: list[Block] = []
    for card in cards[:10]:
        drawn.append(
            section(
                words.given_up(card.kind, card.matter),
                accessory=button(words.RETRY, ids.Home.RETRY_LETTER, card.id),
                block_id=f"dead-{card.id}",
            )
        )
        drawn.append(context(words.why(card.reason)))
    return drawn
