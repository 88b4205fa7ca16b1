"""The two ways to deliver a letter to Slack. No kind of letter is in here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.outbox.outcomes import Outcome
from bot.reads.shapes import Gathered
from bot.usecases.acting import Acting
from handlers.views.blocks import Message
from models.values import dataclass

Begin = Callable[[], Awaitable[bool]]


@dataclass(frozen=True)
class Renderer:
    """A message: `gather` reads afresh whether it is wanted, by whom, and what it shows (bot.reads); `draw` draws the shape."""

    gather: Callable[..., Gathered]  # (Reading, letter)
    draw: Callable[[Any], Message]


@dataclass(frozen=True)
class Tools:
    """What a performer works with. `acting` is the system's own; `bot_user` the bot's Slack user."""

    client: AsyncWebClient
    acting: Acting
    bot_user: str


@dataclass(frozen=True)
class Performer:
    """Something else than a message; `perform` must be safe to do twice. It awaits `begin()` before its first call with an effect."""

    perform: Callable[[Tools, Any, Begin], Awaitable[Outcome]]
