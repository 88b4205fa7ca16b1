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


class Meeting(StrEnum):
    """Planning, moving and cancelling meetings."""

    CREATE = "meeting_create"
    CREATE_FORM = "meeting_create_form"
    CREATE_CONFIRM = "meeting_create_confirm"
    MOVE = "meeting_move"
    MOVE_FORM = "meeting_move_form"
    MOVE_CONFIRM = "meeting_move_confirm"
    CANCEL = "meeting_cancel"
    CANCEL_FORM = "meeting_cancel_form"


class Agenda(StrEnum):
    """A meeting's agenda."""

    OPEN = "agenda_open"
    BOARD = "agenda_board"
    POINT = "agenda_point"
    ADD = "agenda_add"
    ADD_FORM = "agenda_add_form"
    EDIT_FORM = "agenda_edit_form"
    FIX = "agenda_fix"
    REOPEN = "agenda_reopen"
    NOTICE = "agenda_notice"
    NOTICE_FORM = "agenda_notice_form"
