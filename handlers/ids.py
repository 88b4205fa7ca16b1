"""Every command, shortcut, action_id and callback_id. They stand nowhere else, so that each is routed once."""

from __future__ import annotations

from enum import StrEnum

COMMAND = "/samverkan"


class Shortcut(StrEnum):
    """Global and message shortcuts."""

    RAISE_QUESTION = "raise_question"
    REPORT_ABSENCE = "report_absence"
    MAKE_QUESTION = "make_question"
    HELP = "help"


class Home(StrEnum):
    """Buttons of App Home that belong to no noun."""

    HELP = "home_help"
    RETRY_LETTER = "home_retry_letter"
    RETRY_ALL = "home_retry_all"


class Attention(StrEnum):
    """How a person wants to be reached."""

    OPEN = "attention_open"
    FORM = "attention_form"
    END_PAUSE = "attention_end_pause"


class Reminder(StrEnum):
    """To be reminded later."""

    LATER = "reminder_later"


class Bodies(StrEnum):
    """A body's channels."""

    OPEN = "bodies_open"
    CHOOSE = "bodies_choose"
    MAKE = "bodies_make"


class Rotation(StrEnum):
    """Whose turn a body's chair is."""

    OPEN = "rotation_open"
    FORM = "rotation_form"
    EXTEND = "rotation_extend"
    EXTEND_FORM = "rotation_extend_form"
    TAKE_BACK = "rotation_take_back"


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


class Calendar(StrEnum):
    """What the coordinators answer about events that somebody changed or removed in Outlook."""

    KEEP = "calendar_keep"
    RESTORE = "calendar_restore"
    ANEW = "calendar_anew"


class Seminar(StrEnum):
    """The year's leadership seminar."""

    PLAN = "seminar_plan"
    PLAN_FORM = "seminar_plan_form"
    OPEN = "seminar_open"
    MOVE = "seminar_move"
    MOVE_FORM = "seminar_move_form"
    CANCEL = "seminar_cancel"
    CANCEL_FORM = "seminar_cancel_form"
    PROPOSE = "seminar_propose"
    PROPOSE_FORM = "seminar_propose_form"
    SET = "seminar_set"
    SET_FORM = "seminar_set_form"
    INVITE = "seminar_invite"
    INVITE_FORM = "seminar_invite_form"
    REMOVE_GUEST = "seminar_remove_guest"


class Agenda(StrEnum):
    """A meeting's agenda."""

    OPEN = "agenda_open"
    PAPERS = "agenda_papers"
    POINT = "agenda_point"
    ADD = "agenda_add"
    ADD_FORM = "agenda_add_form"
    EDIT_FORM = "agenda_edit_form"
    FIX = "agenda_fix"
    REOPEN = "agenda_reopen"
    NOTICE = "agenda_notice"
    NOTICE_FORM = "agenda_notice_form"


class Question(StrEnum):
    """A question: the form, AU's answers, the raiser's and the representative's buttons."""

    RAISE = "question_raise"  # its value may carry a text to begin with
    FORM = "question_form"
    FORM_BODY = "question_form_body"
    FORM_REACH = "question_form_reach"
    FORM_LEVEL = "question_form_level"
    FORM_MORE = "question_form_more"
    SAVE_DRAFT = "question_save_draft"
    CONTINUE_DRAFT = "question_continue_draft"
    APPROVE = "question_approve"
    PREPARE = "question_prepare"
    ASK_SUPPLEMENT = "question_ask_supplement"
    REFER = "question_refer"
    AU_MORE = "question_au_more"
    ANSWER_FORM = "question_answer_form"
    TAKE_BACK = "question_take_back"
    SEND_BACK = "question_send_back"
    REOPEN = "question_reopen"
    COMPLETE = "question_complete"
    COMPLETION_FORM = "question_completion_form"
    WITHDRAW = "question_withdraw"
    COSIGN = "question_cosign"
    NOT_NOW = "question_not_now"
    NOT_NOW_FORM = "question_not_now_form"


class Absence(StrEnum):
    """Absences, the substitutes' answers, and what coordinators decide."""

    REPORT = "absence_report"
    FORM = "absence_form"
    FORM_MEETING = "absence_form_meeting"
    FORM_EXTENT = "absence_form_extent"
    CONFIRM = "absence_confirm"
    COMING = "absence_coming"
    WITHDRAW = "absence_withdraw"
    ACCEPT = "absence_accept"
    DECLINE = "absence_decline"
    APPOINT = "absence_appoint"
    APPOINT_FORM = "absence_appoint_form"
    LEAVE_EMPTY = "absence_leave_empty"
    SUBSTITUTE_STAYS = "absence_substitute_stays"
    ORDINARY_RETURNS = "absence_ordinary_returns"
