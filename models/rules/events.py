"""What an event in Outlook is to be, against what was sent last and what stands there: which changes, in which order. Not
how an event is written for Graph, nor what its text says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from enum import StrEnum

from models.values import dataclass


class EventState(StrEnum):
    """`wanted`: to be made, or made without our having heard; `known`: it stands in Outlook; `cancelled`: by us, and never
    made again while this stands; `gone`: somebody took it away in Outlook, and the coordinators are asked."""

    WANTED = "wanted"
    KNOWN = "known"
    CANCELLED = "cancelled"
    GONE = "gone"


class ShowAs(StrEnum):
    """How the time looks in the attendees' calendars: a hold is tentative."""

    BUSY = "busy"
    TENTATIVE = "tentative"


class Task(StrEnum):
    """What is to be done about one event."""

    NOTHING = "nothing"
    PREPARE = "prepare"  # a new event: note who it is and what it says, then create it
    CREATE = "create"  # noted before: look for it, and create it only if it is not there
    UPDATE = "update"
    CANCEL = "cancel"
    WITHDRAW = "withdraw"  # noted, not heard of, and not wanted any more: cancel it if it is there
    CLOSE = "close"  # gone in Outlook, and by now not wanted either: the question about it falls


def task(state: EventState | None, *, wanted: bool) -> Task:
    """What is to be done about an event in that state (None: there never was one), when it is wanted or not."""
    if state is None or state is EventState.CANCELLED:
        return Task.PREPARE if wanted else Task.NOTHING
    if state is EventState.GONE:
        return Task.NOTHING if wanted else Task.CLOSE
    if state is EventState.WANTED:
        return Task.CREATE if wanted else Task.WITHDRAW
    return Task.UPDATE if wanted else Task.CANCEL


@dataclass(frozen=True)
class Invitee:
    """Somebody to be an attendee. The address, in lower case, is what tells people apart."""

    address: str
    name: str


@dataclass(frozen=True)
class When:
    """Time and place: what people change by hand in Outlook."""

    starts: datetime
    ends: datetime
    place: str

    def same(self, other: When) -> bool:
        """Whether it is the same time and place; spaces in the place do not count."""
        return (self.starts, self.ends, self.place.split()) == (other.starts, other.ends, other.place.split())

    def as_text(self) -> str:
        """As JSON, for the row."""
        return json.dumps(
            {"starts": self.starts.isoformat(), "ends": self.ends.isoformat(), "place": self.place}, ensure_ascii=False
        )

    @staticmethod
    def read(text: str) -> When:
        """From the row's JSON."""
        said = json.loads(text)
        return When(datetime.fromisoformat(said["starts"]), datetime.fromisoformat(said["ends"]), said["place"])


@dataclass(frozen=True)
class Picture:
    """An event as far as it is ours: nothing else in it is ever changed. `part` is our part of its text."""

    subject: str
    when: When
    show_as: str
    part: str
    attendees: tuple[Invitee, ...]

    def as_text(self) -> str:
        """As JSON, for the row."""
        return json.dumps({**asdict(self), "when": self.when.as_text()}, ensure_ascii=False, sort_keys=True)

    @staticmethod
    def read(text: str) -> Picture:
        """From the row's JSON."""
        said = json.loads(text)
        people = tuple(Invitee(**one) for one in said.pop("attendees"))
        return Picture(**{**said, "when": When.read(said["when"])}, attendees=people)


@dataclass(frozen=True)
class There:
    """An event as it stands in Outlook. `says_part`: our part of its text says what it is to say."""

    subject: str
    when: When
    show_as: str
    addresses: tuple[str, ...]
    says_part: bool


@dataclass(frozen=True)
class Step:
    """One change to send. What is None or empty is left alone. `sent` is the picture once it has arrived."""

    sent: Picture
    leave: frozenset[str] = frozenset()
    come: tuple[Invitee, ...] = ()
    subject: str | None = None
    time: tuple[datetime, datetime] | None = None
    place: str | None = None
    show_as: str | None = None
    part: str | None = None

    @property
    def moves(self) -> bool:
        """Whether it changes what people also change by hand."""
        return self.time is not None or self.place is not None

    @property
    def anything(self) -> bool:
        """Whether there is anything to send."""
        return bool(self.leave or self.come or self.fields)

    @property
    def fields(self) -> tuple[str, ...]:
        """What it changes besides the attendees."""
        names = ("subject", "time", "place", "show_as", "part")
        return tuple(name for name in names if getattr(self, name) is not None)


def edited_by_hand(there: When, wanted: When, ours: Iterable[When | None]) -> bool:
    """Whether somebody gave the event another time or place in Outlook: it is neither what we want nor anything that we
    sent or were sending."""
    return not any(there.same(one) for one in (wanted, *ours) if one is not None)


def steps(wanted: Picture, sent: Picture, there: There, *, hold: bool = False) -> tuple[Step, ...]:
    """What to send so that the event becomes what is wanted, in the order that mails each person at most once: who leaves
    first, then what all who stay are to know, then who comes (and gets an invitation that is right from the start).

    What did not change since it was sent last is not sent, nor what stands there already. People whom somebody else
    added in Outlook stay, and those somebody took away there are not brought back. `hold`: time and place wait for an
    answer about a change by hand.
    """
    target = replace(wanted, when=sent.when) if hold else wanted
    leave, come = _guests(target.attendees, sent.attendees, there.addresses)
    staying = tuple(one for one in sent.attendees if one.address not in leave)
    change = Step(
        replace(target, attendees=staying),
        subject=_changed(target.subject, sent.subject, there.subject),
        time=_time(target.when, sent.when, there.when),
        place=_place(target.when, sent.when, there.when),
        show_as=_changed(target.show_as, sent.show_as, there.show_as),
        part=target.part if target.part != sent.part and not there.says_part else None,
    )
    if not change.fields:
        return tuple(one for one in (Step(target, leave=leave, come=come),) if one.anything)
    parted = (Step(replace(sent, attendees=staying), leave=leave), change, Step(target, come=come))
    return tuple(one for one in parted if one.anything)


def settled(wanted: Picture, sent: Picture, *, hold: bool) -> Picture:
    """What counts as sent once the steps have arrived."""
    return replace(wanted, when=sent.when) if hold else wanted


def newly_declined(before: dict[str, str], now: dict[str, str]) -> tuple[str, ...]:
    """The addresses of those who have declined since last time."""
    return tuple(one for one, answer in now.items() if answer == DECLINED and before.get(one) != DECLINED)


DECLINED = "declined"


def all_gone(found: Sequence[bool]) -> bool:
    """Whether so many events are gone at once that it is the mailbox that is wrong and not the events: all of them, and
    more than two."""
    return len(found) > 2 and not any(found)


def _guests(
    wanted: Sequence[Invitee], sent: Sequence[Invitee], there: Sequence[str]
) -> tuple[frozenset[str], tuple[Invitee, ...]]:
    before, after = {one.address for one in sent}, {one.address for one in wanted}
    leave = frozenset((before - after) & set(there))
    come = tuple(one for one in wanted if one.address not in before and one.address not in there)
    return leave, come


def _changed(wanted: str, sent: str, there: str) -> str | None:
    return wanted if wanted not in (sent, there) else None


def _time(wanted: When, sent: When, there: When) -> tuple[datetime, datetime] | None:
    time = (wanted.starts, wanted.ends)
    return time if time not in ((sent.starts, sent.ends), (there.starts, there.ends)) else None


def _place(wanted: When, sent: When, there: When) -> str | None:
    return wanted.place if wanted.place.split() not in (sent.place.split(), there.place.split()) else None
