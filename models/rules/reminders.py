"""When somebody who will not answer now is reminded: in an hour, tomorrow, on Monday; never after the answer is due. Local times without a
zone; which days are red comes in as data. Not what is waited for."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from models.rules.refusals import Refusal
from models.rules.workdays import RedDays, is_workday

MORNING: Final = time(8)
_DAY: Final = timedelta(days=1)


class Later(StrEnum):
    """When, as the person chooses it."""

    HOUR = "hour"
    TOMORROW = "tomorrow"
    MONDAY = "monday"


class Awaited(StrEnum):
    """What waits for a person."""

    CALL = "call"  # a substitute's answer
    ANSWER = "answer"  # AU's
    COSIGNATURE = "cosignature"
    COMPLETION = "completion"


def remind_at(choice: Later, now: datetime, red: RedDays, latest: datetime | None = None) -> datetime | Refusal:
    """The moment of the reminder: an hour from now, or in the morning of the next working day or of Monday, or of the first working day
    after it. REMINDER_LATE when the answer is due by then."""
    if choice is Later.HOUR:
        at = now + timedelta(hours=1)
    else:
        ahead = 7 - now.weekday() if choice is Later.MONDAY else 1
        day = now.date() + ahead * _DAY
        while not is_workday(day, red):
            day += _DAY
        at = datetime.combine(day, MORNING)
    return Refusal.REMINDER_LATE if latest is not None and at >= latest else at
