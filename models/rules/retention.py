"""How long what kind of records is kept. Nothing is taken away without a decision's number (Archives Act: gallringsbeslut)."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from models.values import dataclass


class Kind(StrEnum):
    """What may be taken away. The journal and the questions are not among them: they are kept, or handed to the archive."""

    INBOX = "inbox"
    LETTERS = "letters"
    ABSENCES = "absences"
    GUESTS = "guests"


# Shorter than this the bot would forget what it still needs: Slack may bring the same once more, a reminder is known by its letter.
LEAST: Final = MappingProxyType({Kind.INBOX: 7, Kind.LETTERS: 400, Kind.ABSENCES: 30, Kind.GUESTS: 30})


class NotKept(Exception):
    """A rule that can not be: an unknown `kind`, too few `days`, or no `decision`."""

    def __init__(self, what: str, least: int = 0) -> None:
        super().__init__(what)
        self.what = what
        self.least = least


@dataclass(frozen=True)
class Keeping:
    """A kind of records is taken away after so many days, by a decision."""

    kind: Kind
    days: int
    decision: str

    def before(self, now: datetime) -> datetime:
        """What is older than this is taken away."""
        return now - timedelta(days=self.days)


def kind(name: str) -> Kind:
    """The kind of that name. Raises NotKept."""
    if name not in set(Kind):
        raise NotKept("kind")
    return Kind(name)


def keeping(name: str, days: int, decision: str) -> Keeping:
    """The rule, if it can be. Raises NotKept."""
    which = kind(name)
    if days < LEAST[which]:
        raise NotKept("days", LEAST[which])
    if not decision.strip():
        raise NotKept("decision")
    return Keeping(which, days, decision.strip()[:100])
