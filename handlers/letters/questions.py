"""Letters about questions: which read and which drawing each kind has."""

from __future__ import annotations

from bot.outbox.letters.base import Letter
from handlers.letters.base import Performer, Renderer

TABLE: dict[type[Letter], Renderer | Performer] = {}
