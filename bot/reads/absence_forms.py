"""What the two forms about absences offer: which meetings and people, and whom a coordinator may name for a seat."""

from __future__ import annotations

from datetime import date

from bot.reads.absences import Occasion, OpenSeat, occasion, open_seat
from bot.reads.rights import require
from bot.text.words import swedish_order
from models.rules.absences import OPEN_SEAT
from models.rules.refusals import Refusal, Refused
from models.rules.rights import Act
from models.rules.roster import Role
from models.rules.seating import AbsenceState, serving
from models.store import absences, meetings, people, seating
from models.store import structure as structures
from models.store.engine import Reading
from models.tables.absences import Absence
from models.tables.meetings import Meeting
from models.values import dataclass

MOST = 60
"""So many coming meetings are looked at."""


@dataclass(frozen=True)
class ReportForm:
    """The form to report absence. `people` is given to coordinators alone, who report for others."""

    meetings: tuple[Occasion, ...]
    chosen: Occasion | None
    people: tuple[tuple[int, str], ...] | None = None
    person_id: int | None = None
    part: bool = False

    @property
    def may_be_part(self) -> bool:
        """A part is asked for by the clock, so only of a meeting within one day."""
        return self.chosen is not None and self.chosen.start.date() == self.chosen.end.date()


@dataclass(frozen=True)
class AppointForm:
    """The form to name somebody for a seat: (id, name, substitute in the body, in Slack)."""

    seat: OpenSeat
    people: tuple[tuple[int, str, bool, bool], ...]


def all_meetings(reading: Reading) -> list[Meeting]:
    """The coming meetings, the nearest first."""
    return meetings.planned(reading.session, after=reading.now, kind=None)[:MOST]


def own_meetings(reading: Reading, person_id: int) -> list[Meeting]:
    """The coming meetings that the person is called to and has not reported absence from, the nearest first."""
    structure = structures.current(reading.session)
    found = []
    for meeting in all_meetings(reading):
        there = seating.invited(reading.session, structure, meeting, reading.zone)
        if any(one.person_id == person_id for one in there):
            found.append(meeting)
    return found


def report(
    reading: Reading, person_id: int, meeting_id: int | None = None, other_id: int | None = None, *, part: bool = False
) -> ReportForm:
    """The form: own meetings with the next, or the one named, chosen; for a coordinator all meetings and who is
    called there."""
    coordinator = people.standing(reading.session, person_id, reading.today).is_coordinator
    rows = all_meetings(reading) if coordinator else own_meetings(reading, person_id)
    shown = tuple(occasion(reading, one) for one in rows)
    chosen = next((one for one in shown if one.id == meeting_id), shown[0] if shown else None)
    if not coordinator or chosen is None:
        return ReportForm(shown, chosen, part=part)
    row = next(one for one in rows if one.id == chosen.id)
    there = seating.invited(reading.session, structures.current(reading.session), row, reading.zone)
    listed = tuple((one.person_id, one.name) for one in there if one.person_id is not None)
    named = tuple(sorted(listed, key=lambda one: swedish_order(one[1])))
    return ReportForm(shown, chosen, named, other_id, part=part)


def appoint(reading: Reading, person_id: int, absence_id: int) -> AppointForm:
    """Whom a coordinator may name for the seat (S-15). Raises Refused for others, and for a seat that is settled."""
    require(reading, Act.FILL_SEAT, person_id)
    absence = reading.session.get(Absence, absence_id)
    if absence is None:
        raise Refused(Refusal.NOT_FOUND)
    if AbsenceState(absence.state) not in OPEN_SEAT:
        raise Refused(Refusal.SEAT_SETTLED)
    meeting = reading.session.get_one(Meeting, absence.meeting_id)
    structure = structures.current(reading.session)
    busy = set(serving(seating.seating(reading.session, structure, meeting, reading.zone)))
    busy |= {one.person_id for one in absences.at_meeting(reading.session, meeting.id or 0)}
    there = seating.placed(reading.session, seating.day_of(meeting, reading.zone))
    possible = seating.may_fill(reading.session, structure, meeting, absence.person_id, reading.zone)
    substitutes = {one.person_id for one in there if one.role is Role.SUBSTITUTE and one.body == meeting.body}
    known = people.many(reading.session, possible)
    free = [one for one in possible if one not in busy]
    first = [one for one in free if one in substitutes]  # as they are asked (S-13)
    others = sorted(set(free) - set(first), key=lambda one: swedish_order(known[one].name))
    return AppointForm(
        open_seat(reading, absence),
        tuple((one, known[one].name, one in substitutes, known[one].slack_id is not None) for one in (*first, *others)),
    )


def day_of(reading: Reading, meeting_id: int) -> date:
    """A meeting's local day. Raises Refused for a meeting that does not exist."""
    meeting = reading.session.get(Meeting, meeting_id)
    if meeting is None:
        raise Refused(Refusal.NOT_FOUND)
    return seating.day_of(meeting, reading.zone)
