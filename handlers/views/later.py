"""The menu to be reminded later, beside the buttons of what waits; it reads its own choice back."""

from __future__ import annotations

from bot.text import reminders as words
from handlers import ids
from handlers.views.blocks import Block, option, overflow, select
from models.rules.reminders import Awaited, Later


def in_sight(what: Awaited, about_id: int) -> Block:
    """The same choices as a list with a name, where there are dots already."""
    return select(ids.Reminder.LATER, _choices(what, about_id), placeholder=words.LATER)


def _choices(what: Awaited, about_id: int) -> list[Block]:
    return [option(said, f"{choice.value}:{what.value}:{about_id}") for choice, said in words.CHOICES.items()]


def later(what: Awaited, about_id: int) -> Block:
    """The menu behind three dots."""
    return overflow(ids.Reminder.LATER, _choices(what, about_id))


def read(value: str) -> tuple[Later, Awaited, str] | None:
    """What was chosen: when, what, and which (to be read as a row's id); None when it is no choice of ours."""
    parts = value.split(":")
    if len(parts) != 3 or parts[0] not in set(Later) or parts[1] not in set(Awaited):
        return None
    return Later(parts[0]), Awaited(parts[1]), parts[2]
