"""When somebody with an office is away: the vice chair leads (S-12), or presents (S-11). A substitute takes the seat,
never the
office. No act of its own: works inside the transaction of an absence."""

from __future__ import annotations

from bot.outbox.letters.absences import Told, What
from bot.usecases.acting import Unit
from models.rules.roster import Role
from models.rules.seating import Placed
from models.store import people, seating
from models.tables.absences import Absence
from models.tables.meetings import Meeting
from models.values import dataclass


@dataclass(frozen=True)
class Duty:
    """What an office does at a meeting: chair and vice chair of `body` lead it, or present at it."""

    body: str
    told: What
    off: What
    nobody: What


def _duties(unit: Unit, meeting: Meeting) -> list[Duty]:
    if meeting.kind != "meeting":
        return []
    leads = Duty(meeting.body, What.LEAD, What.LEAD_OFF, What.NOBODY_LEADS)
    presenting = [body.key for body in unit.structure.bodies if body.chair_presents_in == meeting.body]
    return [leads, *(Duty(key, What.PRESENT, What.PRESENT_OFF, What.NOBODY_PRESENTS) for key in presenting)]


def away(unit: Unit, meeting: Meeting, absence: Absence) -> None:
    """The absent person had a duty by office: the other of the two is told to take it, or when that one is away too,
    the
    coordinators are told that nobody does."""
    for duty, role, other in _offices(unit, meeting, absence.person_id):
        if other is None or other in _gone(unit, meeting):
            for one in people.coordinators(unit.session, unit.today):
                unit.post(Told(duty.nobody, absence.id or 0, one.id or 0))
        elif role is Role.CHAIR:
            unit.post(Told(duty.told, absence.id or 0, other))


def back(unit: Unit, meeting: Meeting, absence: Absence) -> None:
    """The chair comes after all, or must be asked anew: the vice chair need not count on it any more."""
    for duty, role, other in _offices(unit, meeting, absence.person_id):
        if role is Role.CHAIR and other is not None and other not in _gone(unit, meeting):
            unit.post(Told(duty.off, absence.id or 0, other))


def _offices(unit: Unit, meeting: Meeting, person_id: int) -> list[tuple[Duty, Role, int | None]]:
    """The person's offices that have a duty at the meeting, each with the holder of the other office of the two."""
    placed = seating.placed(unit.session, seating.day_of(meeting, unit.acting.clock.zone))
    found = []
    for duty in _duties(unit, meeting):
        for role, counterpart in ((Role.CHAIR, Role.VICE_CHAIR), (Role.VICE_CHAIR, Role.CHAIR)):
            if _holder(placed, duty.body, role) == person_id:
                found.append((duty, role, _holder(placed, duty.body, counterpart)))
    return found


def _holder(placed: list[Placed], body: str, role: Role) -> int | None:
    return next((one.person_id for one in placed if one.role is role and one.body == body), None)


def _gone(unit: Unit, meeting: Meeting) -> frozenset[int]:
    return frozenset(one.person_id for one in seating.away(unit.session, meeting.id or 0) if one.whole)
