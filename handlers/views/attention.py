"""How a person wants to be reached, on App Home and as a form that reads itself back; and the day's digest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Any, Final

from bot.reads.attention import DigestPicture
from bot.text import attention as words
from bot.text import words as general
from bot.text.markup import Md, join
from handlers import ids
from handlers.views import absence_cards, absence_seats, fields, meetings, questions_au
from handlers.views.blocks import Block, Message, View, actions, button, context, divider, modal, section
from models.rules.attention import DIGEST_HOURS, Attention

_AT_ONCE: Final = "at_once"
_EVERY, _WORK = "every", "work"
_DRAW: Final[dict[str, Callable[[Any], Message]]] = {
    "RaiserNote": questions_au.note,
    "Told": absence_seats.told,
    "Papers": absence_cards.papers,
    "SeatSummary": meetings.seat_summary,
}


def home(wishes: Attention) -> list[Block]:
    """The part of App Home: what is in force, and the way to change it."""
    quiet = (
        (wishes.quiet_from, wishes.quiet_to) if wishes.quiet_from is not None and wishes.quiet_to is not None else None
    )
    said = words.in_force(
        wishes.paused_until, quiet, workdays_only=wishes.workdays_only, digest_hour=wishes.digest_hour
    )
    acts = [button(words.CHANGE, ids.Attention.OPEN, says=words.CHANGE_SAYS)]
    if wishes.paused_until is not None:
        acts.insert(0, button(words.END_PAUSE, ids.Attention.END_PAUSE))
    return [section(said), actions(*acts, block_id="attention")]


def form(wishes: Attention) -> View:
    """The window where it is chosen, filled in with what is in force."""
    hours = [(str(hour), words.gathered_at(hour)) for hour in DIGEST_HOURS]
    chosen = str(wishes.digest_hour) if wishes.digest_hour is not None else _AT_ONCE
    return modal(
        ids.Attention.FORM,
        words.TITLE,
        [
            fields.day("paused_until", words.PAUSE, value=wishes.paused_until, hint=words.PAUSE_HINT, optional=True),
            fields.clock("quiet_from", words.QUIET_FROM, value=_shown(wishes.quiet_from), hint=words.QUIET_HINT, optional=True),
            fields.clock("quiet_to", words.QUIET_TO, value=_shown(wishes.quiet_to), optional=True),
            fields.radio(
                "days", words.DAYS, [(_EVERY, words.EVERY_DAY), (_WORK, words.WORKDAYS)], value=_WORK if wishes.workdays_only else _EVERY
            ),
            fields.choice("digest_hour", words.HOW, [(_AT_ONCE, words.AT_ONCE), *hours], value=chosen, hint=words.HOW_HINT),
            context(words.ALWAYS),
        ],
        submit=general.SAVE,
        close=general.CANCEL,
    )  # fmt: skip


def read(state: fields.State) -> Attention:
    """What was chosen in the form."""
    hour = fields.row_of(fields.read_choice(state, "digest_hour") or "")
    return Attention(
        paused_until=fields.read_day(state, "paused_until"),
        quiet_from=_clock(fields.read_clock(state, "quiet_from")),
        quiet_to=_clock(fields.read_clock(state, "quiet_to")),
        workdays_only=fields.read_choice(state, "days") == _WORK,
        digest_hour=hour,
    )


def _clock(given: str | None) -> time | None:
    return time.fromisoformat(given) if given else None


def _shown(when: time | None) -> str | None:
    return when.isoformat("minutes") if when is not None else None


def digest(shown: DigestPicture) -> Message:
    """The day's news in one message: each piece as it would have come by itself."""
    drawn: list[Block] = [section(Md(f"*{words.DIGEST}*"))]
    told: list[str] = [words.DIGEST]
    for one in shown.lines:
        message = _DRAW[one.kind](one.shape)
        heading = [words.about(*one.about)] if one.about is not None else []
        said = join("\n", [*heading, message.text])
        drawn += [divider(), section(said)]
        told.append(said)
    return Message(join("\n", told), drawn)
