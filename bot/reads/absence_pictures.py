"""The shapes of the letters about absences, as the views draw them. Times are local; nothing is read here."""

from __future__ import annotations

from datetime import datetime

from bot.outbox.letters.absences import What as What
from bot.reads.absences import Occasion
from models.rules.absences import CallState, Place
from models.rules.seating import AbsenceState
from models.values import dataclass

Span = tuple[datetime, datetime] | None


@dataclass(frozen=True)
class CallPicture:
    """The question to a substitute. `named_by`: the coordinator who named this person without asking."""

    call_id: int
    occasion: Occasion
    absent: str
    part: Span
    agenda: tuple[str, ...]
    until: datetime
    state: CallState
    seat: AbsenceState
    named_by: str = ""
    ended: str = ""
    reference: str = ""  # where the agreement says that a substitute steps in


@dataclass(frozen=True)
class AbsentPicture:
    """The absent person's own message. `asked` are the names of those who are asked now."""

    absence_id: int
    occasion: Occasion
    part: Span
    state: AbsenceState
    place: Place
    principal: str
    asked: tuple[str, ...]
    cover: str
    wants_back: bool
    reported_by: str = ""
    had_calls: bool = False
    ended: str = ""


@dataclass(frozen=True)
class SeatPicture:
    """A seat that nobody covers, for a coordinator; or how it was settled, by whom and when."""

    absence_id: int
    occasion: Occasion
    absent: str
    principal: str
    source: str
    part: Span
    state: AbsenceState
    asked: tuple[tuple[str, CallState], ...]
    cover: str
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class BackPicture:
    """A covered seat whose holder can come after all, for a coordinator."""

    absence_id: int
    occasion: Occasion
    absent: str
    cover: str
    open: bool
    decided: str = ""
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class LinePicture:
    """The line to AU."""

    occasion: Occasion
    absent: str
    principal: str
    source: str
    state: AbsenceState
    cover: str


@dataclass(frozen=True)
class ComePicture:
    """Can you come? `state`: asked, coming or away; `why` as in the letter."""

    occasion: Occasion
    why: str
    state: str


@dataclass(frozen=True)
class PapersPicture:
    """The agenda so far."""

    occasion: Occasion
    agenda: tuple[str, ...]


@dataclass(frozen=True)
class ToldPicture:
    """One thing that happened. `body`: the body that presents."""

    what: What
    occasion: Occasion
    part: Span
    absent: str
    cover: str
    principal: str
    body: str = ""
