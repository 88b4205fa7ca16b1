"""Meetings as people see them: when and where, who sits where, one's own place. The agenda is in agenda.py, forms in
planning.py, letters in notices.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from bot.text.words import swedish_order
from models.rules.agenda import may_lead
from models.rules.meetings import MeetingKind, MeetingState
from models.rules.roster import Role
from models.rules.seating import AbsenceState, Away, SeatAtMeeting, SeatKind
from models.rules.standing import Standing
from models.rules.structure import Structure
from models.store import agenda, meetings, people, seating
from models.store import structure as structures
from models.store.engine import Reading
from models.tables.meetings import Meeting, MeetingDay
from models.values import dataclass

ON_HOME = 6
IN_LIST = 12


@dataclass(frozen=True)
class MeetingHead:
    """What, when, where and how far it has come. All times are local."""

    id: int
    body: str
    body_name: str
    short_name: str
    kind: MeetingKind
    title: str | None
    days: tuple[tuple[datetime, datetime], ...]
    place: str
    version: int
    cancelled: str | None  # the reason; None while it is planned
    set_at: datetime | None
    sent_at: datetime | None
    over: bool
    begun: bool

    @property
    def starts(self) -> datetime:
        """When it begins."""
        return self.days[0][0]

    @property
    def ends(self) -> datetime:
        """When the last day ends."""
        return self.days[-1][1]

    @property
    def ahead(self) -> bool:
        """It is to be, and has not begun."""
        return self.cancelled is None and not self.begun


class SeatNow(StrEnum):
    """How a seat stands when its holder is away."""

    COVERED = "covered"
    SOUGHT = "sought"
    EMPTY = "empty"


@dataclass(frozen=True)
class SeatLine:
    """A seat whose holder is away, for the whole meeting or a part of it."""

    holder: str
    principal: str
    now: SeatNow
    cover: str | None = None
    part: tuple[datetime, datetime] | None = None


@dataclass(frozen=True)
class Seats:
    """How many seats are held, how many have somebody in them, and those whose holders are away."""

    held: int
    taken: int
    away: tuple[SeatLine, ...]


class Own(StrEnum):
    """What a person is at a meeting."""

    SITS = "sits"
    ABSENT = "absent"
    SERVES = "serves"
    SUBSTITUTE = "substitute"
    PRESENTS = "presents"
    COORDINATOR = "coordinator"
    CALLED = "called"
    NONE = "none"


@dataclass(frozen=True)
class OwnPlace:
    """What a person is at a meeting; `other` is who covers, or who is covered."""

    what: Own
    other: str | None = None
    calling: bool = False


@dataclass(frozen=True)
class MeetingLine:
    """A meeting as one person sees it in a list, with what the person may do."""

    head: MeetingHead
    points: int
    own: OwnPlace
    leads: bool
    plans: bool

    @property
    def may_report(self) -> bool:
        """Whether the person can report absence."""
        return self.head.ahead and self.own.what is Own.SITS


@dataclass(frozen=True)
class HomePart:
    """The person's coming meetings; `more` when not all are shown."""

    lines: tuple[MeetingLine, ...] = ()
    more: bool = False
    plans: bool = False


def head(reading: Reading, meeting: Meeting) -> MeetingHead:
    """The head of a meeting."""
    return _head(reading, meeting, meetings.days(reading.session, meeting.id or 0))


def _head(reading: Reading, meeting: Meeting, days: Sequence[MeetingDay]) -> MeetingHead:
    body = structures.current(reading.session).body(meeting.body)
    return MeetingHead(
        id=meeting.id or 0,
        body=body.key,
        body_name=body.name,
        short_name=body.short_name,
        kind=MeetingKind(meeting.kind),
        title=meeting.title,
        days=tuple((reading.local(one.starts_at), reading.local(one.ends_at)) for one in days),
        place=meeting.place,
        version=meeting.version,
        cancelled=(meeting.cancel_reason or "") if meeting.state == MeetingState.CANCELLED else None,
        set_at=reading.local(meeting.agenda_set_at) if meeting.agenda_set_at else None,
        sent_at=reading.local(meeting.notice_sent_at) if meeting.notice_sent_at else None,
        over=meeting.ends_at <= reading.now,
        begun=meeting.starts_at <= reading.now,
    )


def by_id(reading: Reading, meeting_id: int) -> MeetingHead:
    """The head of a meeting. Raises Refused(NOT_FOUND)."""
    return head(reading, meetings.get(reading.session, meeting_id))


def seats(reading: Reading, meeting: Meeting) -> Seats:
    """Who sits for whom, and which seats are empty."""
    structure = structures.current(reading.session)
    there = seating.seating(reading.session, structure, meeting, reading.zone)
    gone = [one for one in there if one.away is not None]
    known = _names(reading, [one.holder_id for one in gone] + [one.cover_id or 0 for one in gone])
    lines = tuple(_seat_line(reading, structure, one, one.away, known) for one in gone if one.away is not None)
    in_order = tuple(sorted(lines, key=lambda one: (swedish_order(one.principal), swedish_order(one.holder))))
    return Seats(len(there), sum(bool(one.serving_ids) for one in there), in_order)


def _seat_line(
    reading: Reading, structure: Structure, seat: SeatAtMeeting, away: Away, known: Mapping[int, str]
) -> SeatLine:
    part = None
    if away.part_from is not None and away.part_to is not None:
        part = (reading.local(away.part_from), reading.local(away.part_to))
    now = SeatNow.SOUGHT if away.state is AbsenceState.CALLING else SeatNow.EMPTY
    cover = known.get(seat.cover_id or 0)
    return SeatLine(
        holder=known[seat.holder_id],
        principal=_seat_name(structure, seat),
        now=SeatNow.COVERED if cover else now,
        cover=cover,
        part=part,
    )


def _seat_name(structure: Structure, seat: SeatAtMeeting) -> str:
    if seat.kind is SeatKind.CHAIR_SEAT and seat.source is not None:
        return structure.body(seat.source).name
    return structure.principal(seat.principal).name if seat.principal else ""


def _names(reading: Reading, ids: list[int]) -> dict[int, str]:
    return {number: one.name for number, one in people.many(reading.session, ids).items()}


def own_place(reading: Reading, meeting: Meeting, person_id: int) -> OwnPlace:
    """What a person is at a meeting."""
    structure = structures.current(reading.session)
    held = meeting.kind == MeetingKind.MEETING  # a seminar has guests, no seats
    for seat in seating.seating(reading.session, structure, meeting, reading.zone) if held else ():
        if seat.holder_id == person_id:
            if seat.away is None:
                return OwnPlace(Own.SITS)
            cover = _names(reading, [seat.cover_id or 0]).get(seat.cover_id or 0)
            return OwnPlace(Own.ABSENT, cover, seat.away.state is AbsenceState.CALLING)
        if seat.cover_id == person_id:
            return OwnPlace(Own.SERVES, _names(reading, [seat.holder_id])[seat.holder_id])
    why = {
        one.person_id: one.why.value for one in seating.invited(reading.session, structure, meeting, reading.zone)
    }.get(person_id)
    known = {"presenter": Own.PRESENTS, "coordinator": Own.COORDINATOR}
    if why is not None:
        return OwnPlace(known.get(why, Own.CALLED))
    standing = people.standing(reading.session, person_id, reading.local(meeting.starts_at).date())
    return OwnPlace(Own.SUBSTITUTE if held and standing.substitute(meeting.body) else Own.NONE)


def leads(reading: Reading, standing: Standing, meeting: Meeting) -> bool:
    """Whether the person may put the agenda in order now; asked again when it is done."""
    chair = people.office_holder(reading.session, meeting.body, Role.CHAIR, reading.today)
    gone = {one.person_id for one in seating.away(reading.session, meeting.id or 0) if one.whole}
    return may_lead(standing, meeting.body, chair_away=chair is None or chair.id in gone)


def bodies_of(structure: Structure, standing: Standing) -> frozenset[str]:
    """The bodies whose meetings concern the person: by a place there, by an office that presents there (R-C08), or as a
    coordinator all (R-J01)."""
    if standing.is_coordinator:
        return frozenset(one.key for one in structure.bodies)
    own = standing.bodies(Role.ORDINARY, Role.SUBSTITUTE, Role.CHAIR, Role.VICE_CHAIR, Role.CO_OPTED)
    presenting = {
        one.chair_presents_in for one in structure.bodies if one.chair_presents_in and standing.office(one.key)
    }
    return own | presenting


def lines(reading: Reading, standing: Standing, most: int) -> tuple[tuple[MeetingLine, ...], bool]:
    """The person's next meetings, at most so many, and whether there are more."""
    structure = structures.current(reading.session)
    mine = bodies_of(structure, standing)
    every = meetings.planned(reading.session, after=reading.now, kind=None)
    coming = [one for one in every if _concerns(reading, structure, one, mine, standing.person_id)]
    ids = [one.id or 0 for one in coming[:most]]
    days, points = meetings.days_of(reading.session, ids), agenda.counts(reading.session, ids)
    shown = tuple(
        MeetingLine(
            head=_head(reading, one, days[one.id or 0]),
            points=points.get(one.id or 0, 0),
            own=own_place(reading, one, standing.person_id or 0),
            leads=one.kind == MeetingKind.MEETING and leads(reading, standing, one),
            plans=standing.is_coordinator and one.kind == MeetingKind.MEETING,
        )
        for one in coming[:most]
    )
    return shown, len(coming) > most


def _concerns(
    reading: Reading, structure: Structure, meeting: Meeting, mine: frozenset[str], person_id: int | None
) -> bool:
    """A body's meeting concerns the body; a seminar those who are invited to it (S-33)."""
    if meeting.kind == MeetingKind.MEETING:
        return meeting.body in mine
    there = seating.invited(reading.session, structure, meeting, reading.zone)
    return any(one.person_id == person_id for one in there)


def overview(reading: Reading, person_id: int) -> HomePart:
    """The person's next meetings, for `/samverkan möten`."""
    standing = people.standing(reading.session, person_id, reading.today)
    shown, more = lines(reading, standing, IN_LIST)
    return HomePart(shown, more, standing.is_coordinator)


def home(reading: Reading, standing: Standing) -> HomePart:
    """The part of App Home."""
    shown, more = lines(reading, standing, ON_HOME)
    return HomePart(shown, more, standing.is_coordinator)
