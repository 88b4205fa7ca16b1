"""Letters about absences: which read and which drawing each kind has."""

from __future__ import annotations

from bot.outbox.letters import absences as letters
from bot.outbox.letters.base import Letter
from bot.reads import absence_letters as reads
from bot.reads import messages as message_reads
from handlers.letters.base import Performer, Renderer
from handlers.views import absence_cards as cards
from handlers.views import absence_seats as seats
from handlers.views import messages as message_views

TABLE: dict[type[Letter], Renderer | Performer] = {
    letters.Call: Renderer(reads.call, cards.call),
    letters.AbsentCard: Renderer(reads.absent, cards.absent),
    letters.SeatCard: Renderer(reads.seat, seats.seat),
    letters.BackCard: Renderer(reads.back, seats.back),
    letters.AuLine: Renderer(reads.au_line, seats.au_line),
    letters.ComePrompt: Renderer(reads.come, cards.come),
    letters.Papers: Renderer(reads.papers, cards.papers),
    letters.Told: Renderer(reads.told, seats.told),
    letters.TextAnswer: Renderer(message_reads.answer, message_views.answer),
}
