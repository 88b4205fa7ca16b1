"""Why not: every reason for which a rule can say no, and the exception with which a use case says it. Not the words: those are in bot/text/refusals.py."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar


class Refusal(StrEnum):
    """One member per reason; its words stand in bot/text/refusals.py."""

    # Anybody, anywhere
    UNKNOWN_PERSON = "unknown_person"
    GUEST_ACCOUNT = "guest_account"
    ACCOUNT_UNCHECKED = "account_unchecked"
    NOT_COORDINATOR = "not_coordinator"
    NOT_ALLOWED = "not_allowed"
    NOT_FOUND = "not_found"
    STALE = "stale"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    PERSONAL_NUMBER = "personal_number"
    WINDOW_LATE = "window_late"

    # How somebody wants to be reached
    PAUSE_PAST = "pause_past"
    PAUSE_FAR = "pause_far"
    QUIET_HALF = "quiet_half"
    QUIET_NOTHING = "quiet_nothing"

    # Reminders
    NOT_WAITING = "not_waiting"
    REMINDER_LATE = "reminder_late"

    # Channels
    SAME_CHANNEL = "same_channel"
    SHARED_CHANNEL = "shared_channel"
    BOT_NOT_IN_CHANNEL = "bot_not_in_channel"

    # Whose turn the chair is
    CHAIR_YEAR = "chair_year"
    CHAIR_SIDE_MISSING = "chair_side_missing"
    CHAIR_SIDE_SETTLED = "chair_side_settled"
    NO_EXTENSION = "no_extension"
    ALREADY_EXTENDED = "already_extended"
    NOT_UNANIMOUS = "not_unanimous"
    EXTENSION_OVER = "extension_over"

    # Questions
    NO_SEAT = "no_seat"
    NOT_AWAITING_AU = "not_awaiting_au"
    NOT_IN_AU = "not_in_au"
    ALREADY_ANSWERED = "already_answered"
    NOT_YOURS = "not_yours"
    BILATERAL = "bilateral"
    NOT_COSIGNER = "not_cosigner"
    NO_COSIGNER = "no_cosigner"
    TAKE_BACK_THE_FIRST = "take_back_the_first"
    IN_NOTICE = "in_notice"
    ALREADY_SETTLED = "already_settled"
    OTHER_HAS_ANSWERED = "other_has_answered"
    NOTHING_TO_TAKE_BACK = "nothing_to_take_back"
    NO_DISAGREEMENT = "no_disagreement"
    NOT_A_TARGET = "not_a_target"

    # Meetings
    MEETING_CANCELLED = "meeting_cancelled"
    MEETING_PAST = "meeting_past"
    MEETING_EXISTS = "meeting_exists"
    MEETING_NOT_BEGUN = "meeting_not_begun"
    UNREADABLE_DATE = "unreadable_date"
    DATE_PAST = "date_past"
    END_BEFORE_START = "end_before_start"
    TOO_MANY_DATES = "too_many_dates"
    NOTHING_CHANGED = "nothing_changed"

    # Agenda
    NOT_AGENDA_LEADER = "not_agenda_leader"
    AGENDA_EMPTY = "agenda_empty"
    AGENDA_ALREADY_SET = "agenda_already_set"
    AGENDA_NOT_SET = "agenda_not_set"
    NOTICE_ALREADY_SENT = "notice_already_sent"
    NOT_PREPARED = "not_prepared"
    MINUTES_WRONG = "minutes_wrong"
    ITEM_SETTLED = "item_settled"
    NO_NEXT_MEETING = "no_next_meeting"

    # Absences
    NOT_ORDINARY = "not_ordinary"
    ALREADY_COVERED = "already_covered"
    ALREADY_REPORTED = "already_reported"
    PART_BACKWARDS = "part_backwards"
    PART_OUTSIDE = "part_outside"
    NOT_YOUR_CALL = "not_your_call"
    NOT_YOUR_ABSENCE = "not_your_absence"
    CALL_OVER = "call_over"
    NOT_SUBSTITUTE = "not_substitute"
    ALREADY_SERVING = "already_serving"
    SERVES_ALREADY = "serves_already"
    SEAT_SETTLED = "seat_settled"
    NOBODY_CHOSEN = "nobody_chosen"
    NOT_OF_PRINCIPAL = "not_of_principal"
    NOT_INVITED = "not_invited"
    NOT_CALLED = "not_called"
    IS_AWAY = "is_away"

    # The seminar
    NO_SEMINAR = "no_seminar"
    NOT_SEMINAR_PLANNER = "not_seminar_planner"
    NOT_PROGRAMME_SETTER = "not_programme_setter"
    SEMINAR_THIS_YEAR = "seminar_this_year"
    TOO_MANY_DAYS = "too_many_days"
    DAYS_IN_TWO_YEARS = "days_in_two_years"
    DAYS_OUT_OF_ORDER = "days_out_of_order"
    PROGRAMME_SET = "programme_set"
    DECISION_DAY = "decision_day"
    DECISION_AHEAD = "decision_ahead"
    NO_ADDRESS = "no_address"
    TOO_MANY_GUESTS = "too_many_guests"
    ALREADY_INVITED = "already_invited"


class Refused(Exception):
    """A use case that says no: the transaction is rolled back and the door tells why where the person is looking.

    `field` names the form field that the reason belongs to; `facts` fill the sentence.
    """

    def __init__(self, refusal: Refusal, *, field: str | None = None, **facts: object) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
        self.field = field
        self.facts = facts


T = TypeVar("T")


def accept(outcome: T | Refusal, *, field: str | None = None, **facts: object) -> T:
    """The outcome of a rule, or Refused when the rule said no."""
    if isinstance(outcome, Refusal):
        raise Refused(outcome, field=field, **facts)
    return outcome
