"""Letters about meetings: the card in the body's channel and what is said in its thread, the notice, and the
reminders."""

from __future__ import annotations

from bot.outbox.letters.base import Letter, letter
from models.values import dataclass


def card_of(meeting_id: int) -> str:
    """The name of a meeting's message in its body's channel; what is told about the meeting goes in its thread."""
    return f"meeting:{meeting_id}"


@letter
@dataclass(frozen=True)
class MeetingCard(Letter):
    """The meeting in the body's channel: posted once, then updated in place."""

    meeting_id: int

    def matter(self) -> str:
        return f"meeting:{self.meeting_id}"

    def card(self) -> str:
        return card_of(self.meeting_id)


@letter
@dataclass(frozen=True)
class MeetingMoved(Letter):
    """A line in the card's thread: what the time and place were (ISO, UTC); what they are now is read when it is
    sent."""

    meeting_id: int
    moved: int
    was_start: str
    was_end: str
    was_place: str

    def matter(self) -> str:
        return f"meeting:{self.meeting_id}"


@letter
@dataclass(frozen=True)
class MeetingCancelled(Letter):
    """A line in the card's thread: the meeting is cancelled, and why."""

    meeting_id: int

    def matter(self) -> str:
        return f"meeting:{self.meeting_id}"


@letter
@dataclass(frozen=True)
class AgendaNews(Letter):
    """What has come to the agenda, or left it, since the notice: told once, for all changes from `since` until
    `until` (ISO, UTC)."""

    meeting_id: int
    since: str
    until: str

    def matter(self) -> str:
        return f"agenda-news:{self.meeting_id}"


@letter
@dataclass(frozen=True)
class Notice(Letter):
    """The notice to one person: what, when, where, the agenda, and the way to report absence. Follows the meeting's
    changes."""

    meeting_id: int
    person_id: int

    def matter(self) -> str:
        return f"notice:{self.meeting_id}:{self.person_id}"

    def card(self) -> str:
        return f"notice:{self.meeting_id}:{self.person_id}"


@letter
@dataclass(frozen=True)
class AgendaReminder(Letter):
    """To the chair and the coordinators: the agenda is not set, though it is time."""

    meeting_id: int
    person_id: int
    moved: int = 0

    def matter(self) -> str:
        return f"agenda-due:{self.meeting_id}:{self.person_id}"

    def card(self) -> str:
        return f"agenda-due:{self.meeting_id}:{self.moved}:{self.person_id}"


@letter
@dataclass(frozen=True)
class NoticeReminder(Letter):
    """To the chair and the coordinators: the notice is not sent, though it is time."""

    meeting_id: int
    person_id: int
    moved: int = 0

    def matter(self) -> str:
        return f"notice-due:{self.meeting_id}:{self.person_id}"

    def card(self) -> str:
        return f"notice-due:{self.meeting_id}:{self.moved}:{self.person_id}"


@letter
@dataclass(frozen=True)
class SeatSummary(Letter):
    """To a coordinator, the day before: how the seats are taken."""

    meeting_id: int
    person_id: int

    def matter(self) -> str:
        return f"seats:{self.meeting_id}:{self.person_id}"
