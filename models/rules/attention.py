"""When a letter to a person may leave: what never waits, what waits for quiet time or a pause to end, and what is gathered once a day.
Local times without a zone; which days are red comes in as data. Not which letters there are to send, nor to whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from models.rules.refusals import Refusal
from models.rules.workdays import RedDays, is_workday
from models.values import dataclass

MORNING: Final = time(7)
"""When a day begins that comes after one on which nothing was sent."""
LONGEST_PAUSE: Final = timedelta(days=366)
DIGEST_HOURS: Final = tuple(range(6, 20))
"""The hours that the day's digest can be asked for."""
_DAY: Final = timedelta(days=1)


class Weight(StrEnum):
    """How a letter is to be treated."""

    AT_ONCE = "at_once"  # urgent, an alert, or the answer to what the person has just done: never held
    ASKS = "asks"  # something for the person to do or to know of a meeting: waits for quiet time and pauses only
    NEWS = "news"  # nothing is asked of the person: may also be gathered


# Every kind of letter stands here, so that a new one says what it is. What goes to a channel is nobody's own quiet.
WEIGHTS: Final[Mapping[str, Weight]] = MappingProxyType(
    dict.fromkeys(
        (
            "Call", "AbsentCard", "SeatCard", "BackCard", "AuLine", "ComePrompt", "Told", "TextAnswer",  # somebody's seat, or an answer
            "AuCard", "AuNote", "MeetingCard", "MeetingMoved", "MeetingCancelled", "AgendaNews", "SeminarCard",  # to channels
            "Escalation", "Unsigned", "OutlookEdited", "OutlookGone", "OutlookEmptied", "ChannelShared", "Stuck",  # alerts
            "RouteAway", "RouteBack",
            "RaiserCard", "Home", "MatchAccount", "MakeChannel", "ChannelMembers", "Event", "Digest", "Reminded",
        ),
        Weight.AT_ONCE,
    )
    | dict.fromkeys(
        ("Notice", "AgendaReminder", "NoticeReminder", "SupplementAsked", "CosignCard", "ReachNote", "ProgrammeProposed", "Welcome"), Weight.ASKS
    )
    | dict.fromkeys(("RaiserNote", "Told:covered", "Papers", "SeatSummary"), Weight.NEWS)
)  # fmt: skip


@dataclass(frozen=True)
class Attention:
    """What a person has asked for; as it is here, everything comes at once. `paused_until` is the day it begins again by itself; quiet time
    may go over midnight; `digest_hour`: news is gathered and comes once a day, then."""

    paused_until: date | None = None
    quiet_from: time | None = None
    quiet_to: time | None = None
    workdays_only: bool = False
    digest_hour: int | None = None

    def in_force(self, today: date) -> Attention:
        """The same without a pause that is over."""
        over = self.paused_until is not None and self.paused_until <= today
        return Attention(None, self.quiet_from, self.quiet_to, self.workdays_only, self.digest_hour) if over else self


EVERYTHING: Final = Attention()
"""Asked for nothing: everything comes at once."""


def weigh(kind: str, what: str = "") -> Weight:
    """A letter's weight, by its kind and, where that says more, by what it tells."""
    return WEIGHTS.get(f"{kind}:{what}") or WEIGHTS.get(kind, Weight.AT_ONCE)


def leaves(
    wishes: Attention, weight: Weight, now: datetime, red: RedDays, *, latest: datetime | None = None
) -> datetime | None:
    """The moment that a letter is held until; None when it leaves now. Nothing is held until `latest` or beyond, when what it is about
    begins or is due."""
    if weight is Weight.AT_ONCE:
        return None
    gathered = weight is Weight.NEWS and wishes.digest_hour is not None
    until = next_digest(wishes, now, red) if gathered else open_from(wishes, now, red)
    if until is None or until <= now or (latest is not None and until >= latest):
        return None
    return until


def open_from(wishes: Attention, moment: datetime, red: RedDays) -> datetime:
    """The moment itself, or the first after it that is neither in a pause, nor on a free day, nor in quiet time."""
    at = moment
    while True:
        if _free(wishes, at.date(), red):
            at = datetime.combine(at.date() + _DAY, MORNING)
        elif (end := _quiet_ends(wishes, at)) is not None:
            at = end
        else:
            return at


def _free(wishes: Attention, day: date, red: RedDays) -> bool:
    paused = wishes.paused_until is not None and day < wishes.paused_until
    return paused or (wishes.workdays_only and not is_workday(day, red))


def _quiet_ends(wishes: Attention, at: datetime) -> datetime | None:
    """When the quiet time that a moment lies in is over; None outside of it."""
    begins, ends = wishes.quiet_from, wishes.quiet_to
    if begins is None or ends is None:
        return None
    clock, over_midnight = at.time(), begins > ends
    if clock >= begins and (over_midnight or clock < ends):
        return datetime.combine(at.date() + (_DAY if over_midnight else timedelta()), ends)
    return datetime.combine(at.date(), ends) if over_midnight and clock < ends else None


def next_digest(wishes: Attention, now: datetime, red: RedDays) -> datetime | None:
    """When the next digest is made; None for somebody who wants everything at once. The hour was chosen, so quiet time does not move it."""
    if wishes.digest_hour is None:
        return None
    day = now.date()
    while _free(wishes, day, red) or _digest_on(wishes.digest_hour, day) <= now:
        day += _DAY
    return _digest_on(wishes.digest_hour, day)


def digest_due(wishes: Attention, done_on: date | None, now: datetime, red: RedDays) -> datetime | None:
    """The moment of today's digest when it has come and none was made today: what came before it is gathered. Else None."""
    if wishes.digest_hour is None or done_on == now.date() or _free(wishes, now.date(), red):
        return None
    due = _digest_on(wishes.digest_hour, now.date())
    return due if due <= now else None


def _digest_on(hour: int, day: date) -> datetime:
    return datetime.combine(day, time(hour))


def wrong(wishes: Attention, today: date) -> tuple[str, Refusal] | None:
    """The first field that can not stand, and why; None when all can."""
    pause, begins, ends = wishes.paused_until, wishes.quiet_from, wishes.quiet_to
    if pause is not None and pause <= today:
        return "paused_until", Refusal.PAUSE_PAST
    if pause is not None and pause > today + LONGEST_PAUSE:
        return "paused_until", Refusal.PAUSE_FAR
    if (begins is None) != (ends is None):
        return ("quiet_from" if begins is None else "quiet_to"), Refusal.QUIET_HALF
    if begins is not None and begins == ends:
        return "quiet_to", Refusal.QUIET_NOTHING
    if wishes.digest_hour is not None and wishes.digest_hour not in DIGEST_HOURS:
        return "digest_hour", Refusal.NOT_FOUND
    return None
