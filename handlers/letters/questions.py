"""Letters about questions: which read and which drawing each kind has."""

from __future__ import annotations

from bot.outbox.letters import questions as letters
from bot.outbox.letters.base import Letter
from bot.reads import question_letters as reads
from handlers.letters.base import Performer, Renderer
from handlers.views import question_messages, questions_au

TABLE: dict[type[Letter], Renderer | Performer] = {
    letters.AuCard: Renderer(reads.au_card, questions_au.card),
    letters.AuNote: Renderer(reads.au_note, questions_au.note),
    letters.RaiserCard: Renderer(reads.raiser_card, question_messages.raiser),
    letters.RaiserNote: Renderer(reads.raiser_note, questions_au.note),
    letters.SupplementAsked: Renderer(reads.supplement, question_messages.supplement),
    letters.CosignCard: Renderer(reads.cosign, question_messages.cosign),
    letters.Unsigned: Renderer(reads.unsigned, question_messages.unsigned),
    letters.ReachNote: Renderer(reads.reach, questions_au.reach),
    letters.Escalation: Renderer(reads.escalation, questions_au.escalation),
}
