"""What happens to absences by themselves: a meeting is moved or cancelled, the roster changes, an answer is late,
somebody declines in Outlook."""

from __future__ import annotations

from bot.outbox.letters.absences import ComePrompt, Told, What
from bot.usecases import absence_calls as calls
from bot.usecases import absence_letters as letters
from bot.usecases.acting import Acting, Unit
from bot.usecases.one_by_one import each
from models.rules.absences import OPEN_SEAT, CallState, Place
from models.rules.refusals import Refusal, Refused
from models.rules.rights import Act
from models.rules.seating import AbsenceState, SeatAtMeeting
from models.store import absences, seating
from models.tables.absences import Absence
from models.tables.meetings import Meeting

MOVED, MOVED_COVER, DECLINED = "moved", "moved_cover", "declined"
COMING = "coming"


def meeting_moved(unit: Unit, meeting: Meeting) -> None:
    """The answers belonged to the old time: questions fall, absences end, and those who were away or had taken a seat
    are
    asked about the new time. Works inside the move's transaction, before the meeting's letters are posted."""
    number = meeting.id or 0
    absences.lock_meeting_row(unit.session, number)
    open_rows = absences.at_meeting(unit.session, number)
    for absence in open_rows:
        cover = absence.covered_by if absence.state == AbsenceState.COVERED else None
        unit.record("absence.time_changed", calls.subject(absence), body=meeting.body, cover=cover)
        calls.back(unit, meeting, absence, ended=MOVED)
        unit.post(ComePrompt(number, absence.person_id, meeting.moved, MOVED))
        if cover is not None:
            unit.post(ComePrompt(number, cover, meeting.moved, MOVED_COVER))
    for call in absences.calls_at(unit.session, number):  # a no to the old time is no answer to the new one
        call.state = CallState.STOOD_DOWN


def meeting_cancelled(unit: Unit, meeting: Meeting) -> None:
    """The questions fall. Who was away or had taken a seat stays noted, so that the same people learn of it."""
    absences.lock_meeting_row(unit.session, meeting.id or 0)
    for absence in absences.at_meeting(unit.session, meeting.id or 0):
        unit.record("absence.meeting_cancelled", calls.subject(absence), body=meeting.body)
        if absence.state in OPEN_SEAT:
            absence.state, absence.settled_at = AbsenceState.EMPTY, unit.now
        absence.wants_back = False
        calls.fallen(unit, absence)


def roster_changed(unit: Unit, meeting: Meeting) -> None:
    """The roster has changed since people reported and answered: who can not sit at the meeting any more is told so, and
    the question goes to whoever is next now (S-13, S-22). Works inside the import's transaction, the meeting locked."""
    at = calls.seats(unit, meeting)
    for absence in absences.at_meeting(unit.session, meeting.id or 0):
        if absence.state == AbsenceState.COVERED:
            _still_covers(unit, meeting, absence, at)
        elif absence.state in OPEN_SEAT and absence.place == Place.SEAT:
            _still_asked(unit, meeting, absence)
    calls.go_on(unit, meeting)


def _still_covers(unit: Unit, meeting: Meeting, absence: Absence, at: tuple[SeatAtMeeting, ...]) -> None:
    """The cover may take the seat as long as the absent person has it, the principal is the cover's, and the cover has no
    seat there of its own by now."""
    cover = absence.covered_by
    possible = seating.may_fill(
        unit.session, unit.structure, meeting, absence.person_id, unit.acting.clock.zone
    )  # nobody for a seat that the absent person has no more
    if cover is None or (cover in possible and all(seat.holder_id != cover for seat in at)):
        return
    found = absences.calls_of(unit.session, absence.id or 0)
    call = next(one for one in found if one.person_id == cover and one.state == CallState.ACCEPTED)
    unit.record(
        "substitute.seat_changed", calls.subject(absence), body=meeting.body, rule="S-13", person=cover, call=call.id
    )
    unit.post(Told(What.SEAT_CHANGED, absence.id or 0, cover, cover))
    if calls.has_seat(at, absence):
        calls.reopen(unit, meeting, absence, call, CallState.STOOD_DOWN)
    else:
        calls.over(unit, meeting, absence)


def _still_asked(unit: Unit, meeting: Meeting, absence: Absence) -> None:
    """The questions to those who are no longer the principal's substitutes fall."""
    order = seating.substitutes(unit.session, meeting, absence.principal, unit.acting.clock.zone)
    for call in absences.calls_of(unit.session, absence.id or 0):
        if call.state in (CallState.ASKED, CallState.SILENT) and call.person_id not in order:
            call.state = CallState.STOOD_DOWN
            unit.record(
                "substitute.replaced", calls.subject(absence), body=meeting.body, rule="S-13", person=call.person_id,
                call=call.id,
            )  # fmt: skip
            letters.answered(unit, call)


def declined_in_calendar(acting: Acting, meeting_id: int, person_id: int) -> None:
    """Somebody declined in Outlook: the person is asked, once per meeting time, whether to report absence. A decline
    alone
    reports nothing."""
    with acting.transaction() as unit:
        meeting = absences.lock_meeting(unit.session, meeting_id)
        if meeting.state != "planned" or meeting.ends_at <= unit.now:
            return
        if not _invited(unit, meeting, person_id):
            return
        if absences.open_of(unit.session, meeting_id, person_id) is not None:
            return
        key = f"declined:{meeting_id}:{person_id}:{meeting.moved}"
        unit.post(ComePrompt(meeting_id, person_id, meeting.moved, DECLINED), once=key)


def _invited(unit: Unit, meeting: Meeting, person_id: int) -> bool:
    there = seating.invited(unit.session, unit.structure, meeting, unit.acting.clock.zone)
    return person_id in {one.person_id for one in there}


def coming(acting: Acting, meeting_id: int, why: str) -> None:
    """Somebody who was asked says yes, I come. Nothing changes but the message that asked. Raises Refused for somebody who
    has left since: nobody is welcomed to a meeting without a place at it."""
    with acting.transaction() as unit:
        unit.allow(Act.CONFIRM)
        if why not in (MOVED, DECLINED):
            raise Refused(Refusal.NOT_FOUND)
        meeting = absences.lock_meeting(unit.session, meeting_id)
        calls.still_on(unit, meeting)
        person_id = acting.person_id
        if absences.open_of(unit.session, meeting_id, person_id) is not None:
            raise Refused(Refusal.ALREADY_REPORTED)
        if not _invited(unit, meeting, person_id):
            raise Refused(Refusal.NOT_CALLED)
        unit.record("attendance.confirmed", f"meeting:{meeting_id}", body=meeting.body, person=person_id)
        unit.post(ComePrompt(meeting_id, person_id, meeting.moved, why, COMING))


def answers_due(acting: Acting) -> int:
    """Let late answers count as silence and ask the next; in a meeting's last two hours, ask everybody who remains.
    Returns at
    how many meetings something happened. Two replicas do it once: the meeting is locked and looked at again."""
    with acting.database.read() as session:
        waiting = absences.due_meetings(session, acting.clock.now())
    return each(acting, _due_at, waiting)


def _due_at(acting: Acting, meeting_id: int) -> bool:
    with acting.transaction() as unit:
        meeting = absences.lock_meeting(unit.session, meeting_id)
        if meeting.state != "planned":
            return False
        late = _silent(unit, meeting)
        return calls.go_on(unit, meeting) or late


def _silent(unit: Unit, meeting: Meeting) -> bool:
    rows = {one.id: one for one in absences.at_meeting(unit.session, meeting.id or 0)}
    found = False
    for call in absences.calls_at(unit.session, meeting.id or 0):
        absence = rows.get(call.absence_id)
        if absence is None or call.state != CallState.ASKED or call.answer_by > unit.now:
            continue
        call.state, found = CallState.SILENT, True
        unit.record(
            "substitute.silent", calls.subject(absence), body=meeting.body, rule="S-13", person=call.person_id, call=call.id
        )  # fmt: skip
        letters.answered(unit, call)
    return found
