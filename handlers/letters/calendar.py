"""The coordinators' questions about events that somebody changed or removed in Outlook, one or all."""

from __future__ import annotations

from bot.outbox.letters import calendar as letters
from bot.outbox.letters.base import Letter
from bot.reads import calendar as reads
from handlers.letters.base import Performer, Renderer
from handlers.views import calendar as views

TABLE: dict[type[Letter], Renderer | Performer] = {
    letters.OutlookEdited: Renderer(reads.edited, views.edited),
    letters.OutlookEmptied: Renderer(reads.emptied, views.emptied),
    letters.OutlookGone: Renderer(reads.gone, views.gone),
}
