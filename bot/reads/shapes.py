"""What a letter's read answers: where it goes and what it shows, or why not. The pictures of each noun stand in its own file."""

from __future__ import annotations

from models.values import dataclass


@dataclass(frozen=True)
class ToPerson:
    """A direct message."""

    slack_id: str


@dataclass(frozen=True)
class ToChannel:
    """A channel; in the thread of a card, when one is named; `broadcast` also shows it in the channel."""

    channel: str
    thread: str | None = None
    broadcast: bool = False


@dataclass(frozen=True)
class Picture:
    """A letter that is wanted: to whom, and the shape to draw."""

    to: ToPerson | ToChannel
    shape: object


@dataclass(frozen=True)
class Unwanted:
    """A letter that is not wanted any more; the reason is kept."""

    reason: str


@dataclass(frozen=True)
class Unreachable:
    """A letter that nobody can get: no channel is chosen, no Slack account found. It is given up and shown to the coordinators."""

    reason: str


Gathered = Picture | Unwanted | Unreachable
