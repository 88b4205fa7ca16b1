"""Help for the one who asks, and the first words to somebody new, with one to three things to do."""

from __future__ import annotations

from bot.reads.help import Helped, Welcomed
from bot.text import absences as absence_words
from bot.text import attention as attention_words
from bot.text import help as words
from bot.text import meetings as meeting_words
from bot.text.markup import Md, join
from handlers import ids
from handlers.views.blocks import Message, View, actions, button, context, section
from handlers.views.notice import window
from handlers.views.questions import raise_button


def text(can: Helped) -> Md:
    """The lines."""
    return words.for_one(**vars(can))


def page(can: Helped) -> View:
    """The lines in a window."""
    return window(text(can), title=words.TITLE)


def welcome(shown: Welcomed) -> Message:
    """The first words."""
    said = words.welcome(shown.name, shown.bodies, coordinates=shown.can.coordinates)
    first = [button(meeting_words.CREATE, ids.Meeting.CREATE)] if shown.can.coordinates else []
    first += [raise_button()] if shown.can.raises else []
    first += (
        [button(absence_words.REPORT, ids.Absence.REPORT)] if shown.can.reports and not shown.can.coordinates else []
    )
    peace = button(attention_words.HEADING, ids.Attention.OPEN, says=attention_words.CHANGE_SAYS)
    drawn = [section(said), actions(*first[:2], peace), section(words.WELCOME_PEACE), context(words.WELCOME_MORE)]
    return Message(join("\n", [said, words.WELCOME_PEACE, words.WELCOME_MORE]), drawn)
