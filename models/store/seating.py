"""The one answer to who sits in which seat at a meeting, and who is invited. The rules: models/rules/seating.py."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import Table, bindparam, literal_column, select
from sqlmodel import Session

from models.rules import seating as rules
from models.rules.bodies import Structure
from models.rules.roster import Role
from models.rules.seating import AbsenceState, Away, Placed, SeatAtMeeting, Why
from models.store import people
from models.store.known import roster
from models.store.prepared import Prepared
from models.tables.absences import Absence
from models.tables.meetings import Guest, Meeting
from models.values import dataclass

__all__ = [
    "Invited", "SeatAtMeeting", "Why", "away", "day_of", "invited", "may_fill", "placed", "seating", "serving", "substitutes",
]  # fmt: skip

_ABSENCE: Table = Absence.__table__  # type: ignore[attr-defined]
_GUEST: Table = Guest.__table__  # type: ignore[attr-defined]
_meeting_id = bindparam("meeting_id", type_=_ABSENCE.c.meeting_id.type)
_AWAY = Prepared(
    lambda kind: (
        select(*(_ABSENCE.c[name] for name in ("id", "person_id", "state", "covered_by", "part_from", "part_to")))
        .where(_ABSENCE.c.meeting_id == _meeting_id, _ABSENCE.c.state != literal_column("'withdrawn'"))
        .order_by(_ABSENCE.c.id)
    )
)
_GUESTS = Prepared(lambda kind: select(*_GUEST.c).where(_GUEST.c.meeting_id == _meeting_id).order_by(_GUEST.c.id))
ZONE = ZoneInfo("Europe/Stockholm")
"""Where a meeting's day is counted unless the caller says otherwise."""


@dataclass(frozen=True)
class Invited:
    """Somebody in the Outlook event, who also gets the notice. `person_id` is None for a guest outside the roster."""

    person_id: int | None
    name: str
    email: str
    principal: str | None
    why: Why


def day_of(meeting: Meeting, zone: ZoneInfo = ZONE) -> date:
    """The meeting's (first) local day: appointments are asked for that day, not for today."""
    return meeting.starts_at.astimezone(zone).date()


def placed(session: Session, on: date) -> list[Placed]:
    """All appointments in force that day, as the rules take them."""
    return list(roster(session).on(on).placed)


def away(session: Session, meeting_id: int) -> list[Away]:
    """The absences in force at a meeting, oldest first."""
    return [
        Away(one.id, one.person_id, AbsenceState(one.state), one.covered_by, one.part_from, one.part_to)
        for one in _AWAY.all(session, meeting_id=meeting_id)
    ]


def seating(
    session: Session, structure: Structure, meeting: Meeting, zone: ZoneInfo = ZONE
) -> tuple[SeatAtMeeting, ...]:
    """Who sits in each seat: appointments on the meeting's own day, chairs' seats (R-D22), absences and who covers
    them, one person in one place (S-22). Notices, rights, invitations and lists all ask here."""
    there = placed(session, day_of(meeting, zone))
    return rules.seats(structure, meeting.body, there, away(session, meeting.id or 0))


def serving(session: Session, structure: Structure, meeting: Meeting, person_id: int, zone: ZoneInfo = ZONE) -> bool:
    """Whether the person serves in a seat at the meeting, as its holder or as a substitute who has said yes
    (S-36)."""
    return person_id in rules.serving(seating(session, structure, meeting, zone))


def substitutes(session: Session, meeting: Meeting, principal: str | None, zone: ZoneInfo = ZONE) -> tuple[int, ...]:
    """The principal's substitutes in the meeting's body, in the order they are called (S-13)."""
    return rules.substitutes(meeting.body, principal, placed(session, day_of(meeting, zone)))


def may_fill(
    session: Session, structure: Structure, meeting: Meeting, holder_id: int, zone: ZoneInfo = ZONE
) -> tuple[int, ...]:
    """Whom a coordinator may name for a seat that nobody covers (S-15): everybody of its principal, substitutes
    first;
    for a committee's chair also the committee's vice chair (S-23). Never another principal's (S-13)."""
    there = placed(session, day_of(meeting, zone))
    seat = next((one for one in seating(session, structure, meeting, zone) if one.holder_id == holder_id), None)
    if seat is None:
        return ()
    first = rules.substitutes(meeting.body, seat.principal, there)
    own = [one.person_id for one in there if one.principal == seat.principal is not None]
    vice = [one.person_id for one in there if one.role is Role.VICE_CHAIR and one.body == seat.source is not None]
    return tuple(one for one in dict.fromkeys((*first, *vice, *own)) if one != holder_id)


def invited(session: Session, structure: Structure, meeting: Meeting, zone: ZoneInfo = ZONE) -> tuple[Invited, ...]:
    """Everybody to be in the Outlook event and to get the notice: who sits, who presents (R-C08, S-11), the co-opted,
    the coordinators, then guests; for a seminar those of S-33. Nobody twice: an address, in any case, counts once."""
    there, gone = placed(session, day_of(meeting, zone)), away(session, meeting.id or 0)
    seminar = meeting.kind == "seminar"
    wanted = (
        rules.bidden_to_seminar(structure, there, gone)
        if seminar
        else rules.bidden(structure, meeting.body, there, gone)
    )
    known = people.many(session, (one.person_id for one in wanted))
    found: dict[str, Invited] = {}
    for one in wanted:
        person = known[one.person_id]
        address = person.email.strip().lower()
        found.setdefault(address, Invited(one.person_id, person.name, address, one.principal, one.why))
    absent = {
        person.email.lower() for person in people.many(session, (one.person_id for one in gone if one.whole)).values()
    }
    for guest in _GUESTS.all(session, meeting_id=meeting.id):
        address = guest.email.strip().lower()
        if address not in absent:
            own = people.by_email(session, address)
            found.setdefault(address, Invited(own.id if own else None, guest.name, address, guest.principal, Why.GUEST))
    return tuple(found.values())
