"""What people do about absences: report one, take the seat or not, come after all. What coordinators do:
absence_seats.py."""

from __future__ import annotations

from datetime import datetime

from bot.outbox.letters.absences import AbsentCard, Told, What
from bot.usecases import absence_calls as calls
from bot.usecases import absence_letters as letters
from bot.usecases import absence_offices as offices
from bot.usecases import homes, meeting_letters
from bot.usecases.acting import Acting, Unit
from models.rules import absences as rules
from models.rules.absences import CallState, Nothing, Place, Return
from models.rules.refusals import Refusal, Refused, accept
from models.rules.rights import About, Act
from models.rules.seating import AbsenceState
from models.store import absences, seating
from models.tables.absences import Absence, SubstituteCall
from models.tables.meetings import Meeting


def report(
    acting: Acting,
    meeting_id: int,
    *,
    person_id: int | None = None,
    part_from: datetime | None = None,
    part_to: datetime | None = None,
) -> None:
    """Report that somebody is not coming, to the whole meeting or a part of it; the substitute is asked at once.

    A coordinator may do it for another (`person_id`). A substitute who has said yes gives the seat up by this. No
    reason
    is asked for, so there is nowhere to put one. Raises Refused; a second report changes nothing.
    """
    with acting.transaction() as unit:
        absent = person_id if person_id is not None else acting.person_id
        own = absent == acting.person_id
        unit.allow(Act.REPORT_ABSENCE if own else Act.REPORT_FOR_ANOTHER, About(person_id=absent))
        meeting = absences.lock_meeting(unit.session, meeting_id)
        calls.still_on(unit, meeting)
        if absences.open_of(unit.session, meeting_id, absent) is not None:
            raise Refused(Refusal.ALREADY_REPORTED, field="meeting")
        place, principal = _place(unit, meeting, absent)
        if place is Place.COVER:
            _give_up(unit, meeting, absent)
            return
        part = _part(unit, meeting, part_from, part_to)
        absence = Absence(
            meeting_id=meeting_id, person_id=absent, principal=principal, place=place, reported_by=acting.person_id,
            reported_at=unit.now, state=AbsenceState.CALLING, part_from=part and part[0], part_to=part and part[1],
        )  # fmt: skip
        unit.session.add(absence)
        unit.session.flush()
        unit.record(
            "absence.reported", calls.subject(absence), body=meeting.body, rule="R-C12",
            meeting=meeting_id, person=absent, part=None if part is None else [one.isoformat() for one in part],
        )  # fmt: skip
        if place in (Place.PRESENTER, Place.GUEST):
            absence.state, absence.settled_at = AbsenceState.EMPTY, unit.now
        unit.post(AbsentCard(absence.id or 0))
        homes.redraw(unit, [absent])
        letters.prompts_again(unit, meeting, absent)
        offices.away(unit, meeting, absence)
        calls.go_on(unit, meeting)
        meeting_letters.changed(unit, meeting)


def _place(unit: Unit, meeting: Meeting, person_id: int) -> tuple[Place, str | None]:
    """What the person can be absent from. Raises Refused for somebody who is not called to the meeting."""
    zone = unit.acting.clock.zone
    found = seating.invited(unit.session, unit.structure, meeting, zone)
    own = next((one for one in found if one.person_id == person_id), None)
    if meeting.kind == "seminar":
        place = Place.GUEST if own else None
        principal = own.principal if own else None
    else:
        at = calls.seats(unit, meeting)
        presents = own is not None and own.why is seating.Why.PRESENTER
        place = rules.place_at(at, person_id, presents, own is not None)
        seat = next((one for one in at if one.holder_id == person_id), None)
        principal = seat.principal if seat else (own.principal if own else None)
    if place is None:
        mine = person_id == unit.acting.person_id
        raise Refused(
            Refusal.NOT_ORDINARY if mine else Refusal.NOT_INVITED, field="meeting" if mine else f"person-{meeting.id}"
        )
    return place, principal


def _part(
    unit: Unit, meeting: Meeting, part_from: datetime | None, part_to: datetime | None
) -> tuple[datetime, datetime] | None:
    span = f"{unit.local(meeting.starts_at):%H.%M}–{unit.local(meeting.ends_at):%H.%M}"
    found = rules.part(meeting.starts_at, meeting.ends_at, part_from, part_to)
    return accept(found, field="to" if found is Refusal.PART_BACKWARDS else "from", span=span)


def accept_call(acting: Acting, call_id: int) -> None:
    """A substitute says yes: the first yes covers the seat. Raises Refused for a seat that is taken or a question
    that has
    fallen; a second yes from the same person changes nothing."""
    with acting.transaction() as unit:
        meeting, absence, call = _mine(unit, call_id)
        calls.still_on(unit, meeting)
        if not calls.has_seat(calls.seats(unit, meeting), absence):
            raise Refused(Refusal.CALL_OVER)
        order = seating.substitutes(unit.session, meeting, absence.principal, acting.clock.zone)
        outcome = accept(
            rules.accept_call(
                CallState(call.state),
                AbsenceState(absence.state),
                still_substitute=call.person_id in order,
                covers=_covers(absence, call),
                busy=call.person_id in calls.serving(unit, meeting)
                or absences.open_of(unit.session, meeting.id or 0, call.person_id) is not None,
            )
        )
        if isinstance(outcome, Nothing):
            return
        unit.record(
            "absence.covered",
            calls.subject(absence),
            body=meeting.body,
            rule="R-C12",
            person=call.person_id,
            call=call_id,
        )
        calls.cover(unit, meeting, absence, call)


def decline_call(acting: Acting, call_id: int) -> None:
    """A substitute says no, or can not any more after having said yes: the question goes on to the next (S-13)."""
    with acting.transaction() as unit:
        meeting, absence, call = _mine(unit, call_id)
        calls.still_on(unit, meeting)
        covers = _covers(absence, call)
        outcome = accept(rules.decline_call(CallState(call.state), AbsenceState(absence.state), covers=covers))
        if isinstance(outcome, Nothing):
            return
        _decline(unit, meeting, absence, call, covers=covers)


def _decline(unit: Unit, meeting: Meeting, absence: Absence, call: SubstituteCall, *, covers: bool) -> None:
    act = "substitute.gave_up" if covers else "substitute.declined"
    unit.record(act, calls.subject(absence), body=meeting.body, rule="S-13", person=call.person_id, call=call.id)
    if covers:
        calls.reopen(unit, meeting, absence, call)
        return
    call.state, call.answered_at = CallState.DECLINED, unit.now
    letters.answered(unit, call)
    calls.go_on(unit, meeting)


def _mine(unit: Unit, call_id: int) -> tuple[Meeting, Absence, SubstituteCall]:
    """The call, for the one it was put to. Raises Refused for anybody else."""
    found = calls.locked_call(unit, call_id)
    unit.allow(Act.ANSWER_CALL, About(found[0].body, person_id=found[2].person_id))
    return found


def _covers(absence: Absence, call: SubstituteCall) -> bool:
    return absence.state == AbsenceState.COVERED and call.state == CallState.ACCEPTED


def _give_up(unit: Unit, meeting: Meeting, person_id: int) -> None:
    """A substitute who has said yes reports absence: the seat goes on to the next."""
    for absence in absences.at_meeting(unit.session, meeting.id or 0):
        if absence.covered_by == person_id and absence.state == AbsenceState.COVERED:
            for call in absences.calls_of(unit.session, absence.id or 0):
                if call.person_id == person_id and call.state == CallState.ACCEPTED:
                    _decline(unit, meeting, absence, call, covers=True)


def withdraw(acting: Acting, absence_id: int) -> None:
    """The absent person can come after all: at once until the seat is covered, then the coordinator decides.

    A coordinator may do it for another. Raises Refused for anybody else; a second time changes nothing.
    """
    with acting.transaction() as unit:
        meeting, absence = calls.locked(unit, absence_id)
        unit.allow(Act.COME_AFTER_ALL, About(meeting.body, person_id=absence.person_id))
        calls.still_on(unit, meeting)
        way = rules.come_back(
            AbsenceState(absence.state), wants_back=absence.wants_back, called=calls.is_called_to(absence)
        )
        if way is Return.NOTHING:
            return
        if way is Return.ASK_COORDINATOR:
            absence.wants_back = True
            unit.record("absence.wants_back", calls.subject(absence), body=meeting.body)
            letters.absent_card(unit, absence)
            letters.back_cards(unit, absence)
            meeting_letters.changed(unit, meeting)
            return
        unit.record("absence.withdrawn", calls.subject(absence), body=meeting.body)
        calls.back(unit, meeting, absence)
        homes.redraw(unit, [absence.person_id])


def decide_return(acting: Acting, absence_id: int, *, ordinary: bool) -> None:
    """A coordinator decides who takes a covered seat whose holder can come after all. Raises Refused when it is
    decided."""
    with acting.transaction() as unit:
        unit.allow(Act.FILL_SEAT)
        meeting, absence = calls.locked(unit, absence_id)
        calls.still_on(unit, meeting)
        calls.stop(rules.decide_return(AbsenceState(absence.state), absence.wants_back))
        substitute = absence.covered_by or 0
        who = "ordinary" if ordinary else "substitute"
        unit.record("absence.return_decided", calls.subject(absence), body=meeting.body, attends=who)
        letters.back_cards(unit, absence, who)
        if ordinary:
            unit.post(Told(What.RELEASED, absence_id, substitute, substitute))
            unit.post(Told(What.BACK, absence_id, absence.person_id, substitute))
            calls.back(unit, meeting, absence)
            return
        absence.wants_back = False
        unit.post(Told(What.BACK_REFUSED, absence_id, absence.person_id, substitute))
        letters.absent_card(unit, absence)
        meeting_letters.changed(unit, meeting)
