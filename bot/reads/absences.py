"""Absences and calls as people see them in App Home, and the small shapes that the letters' pictures are made of."""

from __future__ import annotations

from datetime import datetime

from models.rules.absences import Place
from models.rules.seating import AbsenceState
from models.rules.standing import Standing
from models.store import absences, agenda, people
from models.store import structure as structures
from models.store.engine import Reading
from models.tables.absences import Absence, SubstituteCall
from models.tables.meetings import Meeting
from models.values import dataclass


@dataclass(frozen=True)
class Occasion:
    """A meeting, as an absence speaks of it; times are local."""

    id: int
    body: str
    short: str
    start: datetime
    end: datetime
    place: str
    cancelled: bool = False
    past: bool = False

    @property
    def live(self) -> bool:
        """Whether anything can still be done about it."""
        return not (self.cancelled or self.past)


@dataclass(frozen=True)
class HomePart:
    """Whether the person has anything to be absent from, or may report for others."""

    can_report: bool = False


@dataclass(frozen=True)
class CallCard:
    """A call that waits for the person's answer."""

    call_id: int
    occasion: Occasion
    absent: str
    part: tuple[datetime, datetime] | None
    until: datetime
    silent: bool


@dataclass(frozen=True)
class OpenSeat:
    """A seat that nobody covers; or, with `cover`, one whose holder can come after all."""

    absence_id: int
    occasion: Occasion
    absent: str
    principal: str
    part: tuple[datetime, datetime] | None
    cover: str = ""
    source: str = ""  # the committee, for its chair's seat


def occasion(reading: Reading, meeting: Meeting) -> Occasion:
    """The shape of a meeting."""
    structure = structures.current(reading.session)
    body = structure.body(meeting.body)
    name, short = body.name, body.short_name
    if meeting.kind == "seminar" and structure.seminar is not None:
        name = short = structure.seminar.name
    return Occasion(
        meeting.id or 0, name, short, reading.local(meeting.starts_at), reading.local(meeting.ends_at), meeting.place,
        meeting.state != "planned", meeting.ends_at <= reading.now,
    )  # fmt: skip


@dataclass(frozen=True)
class Calls:
    """The questions to substitutes that have no answer yet: how many, and for how long (seconds) the oldest has waited; and the seats
    that nobody covers, at meetings to come."""

    unanswered: int
    oldest: float
    unfilled: int


def calls(reading: Reading) -> Calls:
    """How it stands with the calls, in figures."""
    number, asked_at = absences.unanswered(reading.session, reading.now)
    oldest = (reading.now - asked_at).total_seconds() if asked_at is not None else 0.0
    return Calls(number, oldest, len(absences.unfilled(reading.session, reading.now)))


def part_of(reading: Reading, absence: Absence) -> tuple[datetime, datetime] | None:
    """The part of the meeting, local; None for the whole."""
    if absence.part_from is None or absence.part_to is None:
        return None
    return reading.local(absence.part_from), reading.local(absence.part_to)


def principal_name(reading: Reading, key: str | None) -> str:
    """A principal's name; empty for none."""
    return structures.current(reading.session).principal(key).name if key else ""


def source_name(reading: Reading, absence: Absence) -> str:
    """The committee whose chair is absent from a chair's seat (R-D22); empty for other seats."""
    if absence.place != Place.CHAIR_SEAT:
        return ""
    meeting = reading.session.get_one(Meeting, absence.meeting_id)
    structure = structures.current(reading.session)
    standing = people.standing(reading.session, absence.person_id, reading.local(meeting.starts_at).date())
    return next((one.name for one in structure.bodies if one.parent == meeting.body and standing.office(one.key)), "")


def titles(reading: Reading, meeting_id: int) -> tuple[str, ...]:
    """The agenda's points so far."""
    return tuple(one.title for one in agenda.items(reading.session, meeting_id))


def call_card(reading: Reading, call: SubstituteCall) -> CallCard:
    """The card of a call."""
    absence = reading.session.get_one(Absence, call.absence_id)
    meeting = reading.session.get_one(Meeting, absence.meeting_id)
    return CallCard(
        call_id=call.id or 0,
        occasion=occasion(reading, meeting),
        absent=people.get(reading.session, absence.person_id).name,
        part=part_of(reading, absence),
        until=reading.local(call.answer_by),
        silent=call.state == "silent",
    )


def open_seat(reading: Reading, absence: Absence) -> OpenSeat:
    """The card of a seat that waits for a coordinator."""
    meeting = reading.session.get_one(Meeting, absence.meeting_id)
    covered = absence.state == AbsenceState.COVERED and absence.covered_by is not None
    return OpenSeat(
        absence_id=absence.id or 0,
        occasion=occasion(reading, meeting),
        absent=people.get(reading.session, absence.person_id).name,
        principal=principal_name(reading, absence.principal),
        part=part_of(reading, absence),
        cover=people.get(reading.session, absence.covered_by or 0).name if covered else "",
        source=source_name(reading, absence),
    )


def calls_for(reading: Reading, person_id: int) -> tuple[CallCard, ...]:
    """Calls that wait for the person, the nearest meeting first; the seats are still open."""
    found = absences.waiting_for(reading.session, person_id, reading.now)
    return tuple(call_card(reading, one) for one in found)


def open_seats(reading: Reading) -> tuple[OpenSeat, ...]:
    """For the coordinators: seats that nobody covers, and covered ones whose holders can come after all."""
    unfilled = absences.unfilled(reading.session, reading.now)
    back = absences.wanting_back(reading.session, reading.now)
    return tuple(open_seat(reading, one) for one in (*unfilled, *back))


def home(reading: Reading, standing: Standing) -> HomePart:
    """The part of App Home."""
    return HomePart(can_report=bool(standing.posts))
