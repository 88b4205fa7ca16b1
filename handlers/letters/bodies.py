"""Letters about channels."""

from __future__ import annotations

from bot.outbox.letters.base import Letter
from handlers.letters.base import Performer, Renderer

TABLE: dict[type[Letter], Renderer | Performer] = {}
