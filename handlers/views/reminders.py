"""A reminder that somebody has asked for."""

from __future__ import annotations

from bot.reads.reminders import ReminderPicture
from bot.text import reminders as words
from bot.text.markup import join
from handlers.views.absences import what
from handlers.views.blocks import Message, context, section


def reminded(shown: ReminderPicture) -> Message:
    """The reminder: what still waits, and where it is done. No buttons: they would stand here when it is done."""
    meeting = what(shown.occasion) if shown.occasion is not None else ""
    said = words.call_waits(shown.absent, meeting, shown.until) if meeting else words.waits(shown.what, shown.title)
    return Message(join("\n", [said, words.WHERE]), [section(said), context(words.WHERE)])
