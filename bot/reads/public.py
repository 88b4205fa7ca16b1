"""What anybody at all may see: the structure, who leads each body, and its meetings. Of an agenda the titles, from the
notice on; of people none but chairs and vice chairs (practice: what is elected and appointed is public). No question's text."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.text.words import swedish_order
from models.rules.bodies import Body, PublicPage, Structure, Topic
from models.rules.meetings import MeetingKind, MeetingState
from models.rules.public import shows_agenda, shows_place
from models.rules.roster import OFFICES, Role
from models.store import agenda, meetings, people
from models.store import public as store
from models.store import structure as structures
from models.store.engine import Reading
from models.tables.meetings import Meeting
from models.values import dataclass

KEPT = timedelta(days=400)
"""How long a meeting that has been stays in a calendar file."""


@dataclass(frozen=True)
class Officer:
    """Who holds an office of a body today."""

    office: Role
    name: str
    principal: str


@dataclass(frozen=True)
class Seats:
    """A principal's seats in a body by the agreement: ordinary from and to, substitutes at most."""

    principal: str
    least: int
    most: int
    substitutes: int


@dataclass(frozen=True)
class Point:
    """A title on an agenda whose notice is out; `new` since then."""

    title: str
    new: bool


@dataclass(frozen=True)
class PublicMeeting:
    """A meeting as anybody may see it. Times are local, `changed_at` is a moment; `place` is None when only those who take
    part may know it."""

    id: int
    version: int
    name: str | None  # a seminar's; None for the body's own meeting
    days: tuple[tuple[datetime, datetime], ...]
    place: str | None
    cancelled: bool
    notice_sent_at: datetime | None
    points: tuple[Point, ...] | None  # None while the agenda is not public
    changed_at: datetime


@dataclass(frozen=True)
class PublicBody:
    """A body as anybody may see it. `topics` are sections of the agreement by what they are about."""

    key: str
    name: str
    short_name: str
    political: bool
    purpose: str
    topics: tuple[tuple[Topic, str], ...]
    prepares_for: str | None
    escalates_to: str | None
    chair_in_parent: tuple[str, str] | None  # (what, the parent's name)
    officers: tuple[Officer, ...]
    seats: tuple[Seats, ...]  # none: the membership is open
    meetings: tuple[PublicMeeting, ...]


@dataclass(frozen=True)
class Page:
    """Everything on the public page, as it was at `at` (local)."""

    key: str
    name: str
    agreement: str
    principals: tuple[str, ...]
    bodies: tuple[PublicBody, ...]
    owner: PublicPage
    at: datetime


@dataclass(frozen=True)
class Calendar:
    """A body's meetings for a calendar file, those of the last year among them."""

    structure: str
    name: str
    short_name: str
    zone: str
    meetings: tuple[PublicMeeting, ...]


def page(reading: Reading) -> Page:
    """The public page."""
    structure = structures.current(reading.session)
    coming = _meetings(reading, structure, store.meetings(reading.session, reading.now))
    return Page(
        key=structure.key,
        name=structure.name,
        agreement=structure.agreement,
        principals=tuple(sorted((one.name for one in structure.principals), key=swedish_order)),
        bodies=tuple(_body(reading, structure, one, coming.get(one.key, ())) for one in structure.bodies),
        owner=structure.public_page,
        at=reading.local(reading.now),
    )


def calendar(reading: Reading, key: str) -> Calendar | None:
    """A body's calendar; None when there is no such body."""
    structure = structures.current(reading.session)
    body = next((one for one in structure.bodies if one.key == key), None)
    if body is None:
        return None
    rows = store.meetings(reading.session, reading.now - KEPT, key)
    shown = _meetings(reading, structure, rows).get(key, ())
    return Calendar(structure.key, body.name, body.short_name, reading.zone.key, shown)


def _body(reading: Reading, structure: Structure, body: Body, coming: tuple[PublicMeeting, ...]) -> PublicBody:
    names = {one.key: one.name for one in structure.bodies}
    parent = (str(body.chair_in_parent), names[body.parent]) if body.chair_in_parent and body.parent else None
    return PublicBody(
        key=body.key,
        name=body.name,
        short_name=body.short_name,
        political=body.level == "political",
        purpose=body.purpose,
        topics=tuple((topic, body.sections[topic]) for topic in Topic if topic in body.sections),
        prepares_for=names.get(body.prepares_for or ""),
        escalates_to=body.escalates_to,
        chair_in_parent=parent,
        officers=_officers(reading, structure, body),
        seats=tuple(
            Seats(one.name, body.seats[one.key].min, body.seats[one.key].max, body.seats[one.key].substitutes)
            for one in sorted(structure.principals, key=lambda one: swedish_order(one.name))
            if one.key in body.seats
        ),
        meetings=coming,
    )


def _officers(reading: Reading, structure: Structure, body: Body) -> tuple[Officer, ...]:
    held = people.assignments(reading.session, reading.today, body=body.key, roles=OFFICES)
    known = people.many(reading.session, (one.person_id for one in held))
    names = {one.key: one.name for one in structure.principals}
    return tuple(
        Officer(office, known[one.person_id].name, names.get(one.principal or "", ""))
        for office in OFFICES
        for one in held
        if one.role == office.value
    )


def _meetings(reading: Reading, structure: Structure, rows: list[Meeting]) -> dict[str, tuple[PublicMeeting, ...]]:
    """By body, in order."""
    changed = store.changed_at(reading.session, (one.id or 0 for one in rows))
    found: dict[str, list[PublicMeeting]] = {}
    for row in rows:
        cancelled = row.state == MeetingState.CANCELLED
        sent = row.notice_sent_at
        shown = row.kind == MeetingKind.MEETING and shows_agenda(notice_sent=sent is not None, cancelled=cancelled)
        found.setdefault(row.body, []).append(
            PublicMeeting(
                id=row.id or 0,
                version=row.version,
                name=structure.seminar.name if row.kind == MeetingKind.SEMINAR and structure.seminar else None,
                days=tuple(
                    (reading.local(one.starts_at), reading.local(one.ends_at))
                    for one in meetings.days(reading.session, row.id or 0)
                ),
                place=row.place if shows_place(row.place) else None,
                cancelled=cancelled,
                notice_sent_at=reading.local(sent) if sent else None,
                points=_points(reading, row) if shown else None,
                changed_at=changed.get(row.id or 0, row.created_at),
            )
        )
    return {key: tuple(ones) for key, ones in found.items()}


def _points(reading: Reading, meeting: Meeting) -> tuple[Point, ...]:
    return tuple(Point(one.title, one.new_since_notice) for one in agenda.items(reading.session, meeting.id or 0))
