"""Letters about the leadership seminar."""

from __future__ import annotations

from bot.outbox.letters import seminar as letters
from bot.outbox.letters.base import Letter
from bot.reads import seminar as reads
from handlers.letters.base import Performer, Renderer
from handlers.views import seminar as views

TABLE: dict[type[Letter], Renderer | Performer] = {
    letters.SeminarCard: Renderer(reads.card, views.card),
    letters.ProgrammeProposed: Renderer(reads.asked, views.asked),
}
