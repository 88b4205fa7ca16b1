"""The agenda as paper and pen: which kinds of point there are, what an unprepared one may be, the order, the
minutes, who may set it, and which meeting a question belongs to. Not where it is kept, nor how it looks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final

from models.rules.meetings import MeetingState
from models.rules.refusals import Refusal
from models.rules.rights import About, Act, may
from models.rules.standing import Standing
from models.values import dataclass

DEFAULT_MINUTES: Final = 15
MOST_MINUTES: Final = 480
MOST_TITLE: Final = 150


class ItemKind(StrEnum):
    """What the body is to do with a point."""

    INFORMATION = "information"
    DIALOGUE = "dialogue"
    POSITION = "position"
    RECOMMENDATION = "recommendation"


class ItemState(StrEnum):
    """`planned` stands on the agenda; `carried` was tabled to another meeting; `treated` is done; `removed` never
    was taken up."""

    PLANNED = "planned"
    TREATED = "treated"
    CARRIED = "carried"
    REMOVED = "removed"


@dataclass(frozen=True)
class Point:
    """What a form says of a point. Without presenter_id (0) and presenter it is the body's usual one (R-C08, S-11)."""

    title: str
    kind: str
    minutes: str
    presenter_id: int = 0
    presenter: str = ""


UNPREPARED_KINDS: Final = (ItemKind.INFORMATION, ItemKind.DIALOGUE)
"""What a matter may be that LSG has not prepared (S-07)."""


def kinds(*, unprepared: bool) -> tuple[ItemKind, ...]:
    """The kinds a point may have: an unprepared one only information or dialogue (S-07)."""
    return UNPREPARED_KINDS if unprepared else tuple(ItemKind)


def kind(wanted: str, *, unprepared: bool) -> ItemKind | Refusal:
    """The kind that was chosen in a form, or why it can not be that (S-07)."""
    if wanted not in tuple(ItemKind):
        return Refusal.NOT_FOUND
    chosen = ItemKind(wanted)
    return chosen if chosen in kinds(unprepared=unprepared) else Refusal.NOT_PREPARED


def first_kind(wanted: str | None, *, unprepared: bool) -> ItemKind:
    """The kind a question's point begins with: what the raiser proposed where it may be that, else dialogue (S-07)."""
    proposed = ItemKind(wanted) if wanted in tuple(ItemKind) else ItemKind.DIALOGUE
    return proposed if proposed in kinds(unprepared=unprepared) else ItemKind.DIALOGUE


def needs_preparation(body: str, preparers: Iterable[str], *, prepared: bool) -> bool:
    """Whether a question must be marked unprepared: some body prepares for this one, and has not done so (R-C07,
    S-07)."""
    return body in set(preparers) and not prepared


def stepped(order: Sequence[int], item: int, step: int) -> tuple[int, ...]:
    """The order with one point moved `step` places (−1 up, +1 down); at the end of the list it stays."""
    if item not in order:
        return tuple(order)
    rest = [one for one in order if one != item]
    place = min(max(list(order).index(item) + step, 0), len(rest))
    return (*rest[:place], item, *rest[place:])


@dataclass(frozen=True)
class Room:
    """The points' minutes against the meeting's length."""

    used: int
    length: int

    @property
    def left(self) -> int:
        """Minutes left; negative when there is too much."""
        return self.length - self.used

    @property
    def over(self) -> bool:
        """More minutes than the meeting has."""
        return self.left < 0


def room(minutes: Iterable[int], starts: datetime, ends: datetime) -> Room:
    """The sum against the time that really passes, also over a clock change."""
    return Room(sum(minutes), int((ends - starts).total_seconds()) // 60)


def minutes(text: str) -> int | Refusal:
    """How many minutes were written: 1 to 480."""
    digits = text.strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 3 and 1 <= int(digits) <= MOST_MINUTES):
        return Refusal.MINUTES_WRONG
    return int(digits)


def may_lead(standing: Standing, body: str, *, chair_away: bool) -> bool:
    """Who sets the agenda and sends the notice: a coordinator, the chair, and the vice chair while the chair is away
    (S-12)."""
    return may(Act.LEAD_AGENDA, standing, About(body, chair_away=chair_away))


def open_for_changes(state: MeetingState, ends: datetime, now: datetime) -> Refusal | None:
    """Whether points may still be put in order: until the meeting is over."""
    if state is MeetingState.CANCELLED:
        return Refusal.MEETING_CANCELLED
    return Refusal.MEETING_PAST if ends <= now else None


def settle(state: MeetingState, starts: datetime, now: datetime, item: ItemState) -> Refusal | None:
    """Whether a point can be marked as treated: not before the meeting has begun, and once."""
    if state is MeetingState.CANCELLED:
        return Refusal.MEETING_CANCELLED
    if starts > now:
        return Refusal.MEETING_NOT_BEGUN
    return None if item is ItemState.PLANNED else Refusal.ITEM_SETTLED


def fix(points: int, *, is_set: bool) -> Refusal | None:
    """Whether the agenda can be set: it has something on it, and is not set already."""
    if is_set:
        return Refusal.AGENDA_ALREADY_SET
    return None if points else Refusal.AGENDA_EMPTY


def reopen(*, is_set: bool, notice_sent: bool) -> Refusal | None:
    """Whether a set agenda can be opened again: until the notice has gone out."""
    if notice_sent:
        return Refusal.NOTICE_ALREADY_SENT
    return None if is_set else Refusal.AGENDA_NOT_SET


def call(*, is_set: bool, notice_sent: bool) -> Refusal | None:
    """Whether the notice can go out: once, and only with an agenda that is set."""
    if notice_sent:
        return Refusal.NOTICE_ALREADY_SENT
    return None if is_set else Refusal.AGENDA_NOT_SET


def better(current: datetime | None, candidate: datetime | None) -> bool:
    """Whether a question leaves its meeting for another: only for an earlier one, so that no move of a meeting
    delays it."""
    if candidate is None:
        return False
    return current is None or candidate < current
