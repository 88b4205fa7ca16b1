"""Every command, shortcut, action_id and callback_id. They stand nowhere else, so that each is routed once."""

from __future__ import annotations

from enum import StrEnum

COMMAND = "/samverkan"


class Shortcut(StrEnum):
    """Global and message shortcuts."""

    RAISE_QUESTION = "raise_question"
    REPORT_ABSENCE = "report_absence"
    MAKE_QUESTION = "make_question"


class Home(StrEnum):
    """Buttons of App Home that belong to no noun."""

    HELP = "home_help"
    RETRY_LETTER = "home_retry_letter"


class Bodies(StrEnum):
    """A body's channels."""

    OPEN = "bodies_open"
    CHOOSE = "bodies_choose"
    MAKE = "bodies_make"
