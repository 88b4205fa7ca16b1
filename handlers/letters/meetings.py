"""Letters about meetings: which read and which drawing each kind has."""

from __future__ import annotations

from bot.outbox.letters import meetings as letters
from bot.outbox.letters.base import Letter
from bot.reads import notices
from handlers.letters.base import Performer, Renderer
from handlers.views import meetings as views

TABLE: dict[type[Letter], Renderer | Performer] = {
    letters.MeetingCard: Renderer(notices.card, views.card),
    letters.MeetingMoved: Renderer(notices.moved, views.moved),
    letters.MeetingCancelled: Renderer(notices.cancelled, views.cancelled),
    letters.AgendaNews: Renderer(notices.news, views.news),
    letters.Notice: Renderer(notices.notice, views.notice),
    letters.AgendaReminder: Renderer(notices.agenda_reminder, views.agenda_reminder),
    letters.NoticeReminder: Renderer(notices.notice_reminder, views.notice_reminder),
    letters.SeatSummary: Renderer(notices.seat_summary, views.seat_summary),
}
