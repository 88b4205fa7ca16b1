"""What coordinators do about a seat that nobody covers: name somebody, or leave it empty (S-15)."""

from __future__ import annotations

from bot.usecases import absence_calls as calls
from bot.usecases import absence_letters as letters
from bot.usecases import meeting_letters
from bot.usecases.acting import Acting
from models.rules import absences as rules
from models.rules.absences import CallState
from models.rules.refusals import Refusal, Refused
from models.rules.rights import Act
from models.rules.seating import AbsenceState
from models.store import absences, seating
from models.tables.absences import SubstituteCall

PERSON = "person"
"""The form's field for the one who is named."""


def appoint(acting: Acting, absence_id: int, person_id: int | None) -> None:
    """Name somebody of the principal for the seat; the person is told and gets the papers. Of two coordinators at the
    same
    time one counts. Raises Refused for somebody who serves there already, is away, or belongs elsewhere."""
    with acting.transaction() as unit:
        unit.allow(Act.FILL_SEAT)
        meeting, absence = calls.locked(unit, absence_id)
        calls.still_on(unit, meeting)
        if person_id is None:
            raise Refused(Refusal.NOBODY_CHOSEN, field=PERSON)
        away = absences.open_of(unit.session, meeting.id or 0, person_id) is not None
        busy = person_id in calls.serving(unit, meeting)
        calls.stop(rules.fill_by_hand(AbsenceState(absence.state), busy=busy), field=PERSON)
        if away:
            raise Refused(Refusal.IS_AWAY, field=PERSON)
        possible = seating.may_fill(unit.session, unit.structure, meeting, absence.person_id, acting.clock.zone)
        if person_id not in possible:
            raise Refused(Refusal.NOT_OF_PRINCIPAL, field=PERSON)
        call = SubstituteCall(
            absence_id=absence_id, person_id=person_id, place=0, state=CallState.ASKED, asked_at=unit.now, answer_by=unit.now,
            named_by=acting.person_id,
        )  # fmt: skip
        unit.session.add(call)
        unit.session.flush()
        unit.record(
            "absence.covered_by_hand", calls.subject(absence), body=meeting.body, rule="S-15", person=person_id, call=call.id
        )  # fmt: skip
        calls.cover(unit, meeting, absence, call)
        letters.seat_cards(unit, absence)


def leave_empty(acting: Acting, absence_id: int) -> None:
    """Leave the seat empty: the meeting is held all the same (S-15), and no substitute is asked any more. Raises
    Refused when
    the seat is settled."""
    with acting.transaction() as unit:
        unit.allow(Act.FILL_SEAT)
        meeting, absence = calls.locked(unit, absence_id)
        calls.still_on(unit, meeting)
        calls.stop(rules.fill_by_hand(AbsenceState(absence.state), busy=False))
        absence.state, absence.settled_at = AbsenceState.EMPTY, unit.now
        unit.record("absence.left_empty", calls.subject(absence), body=meeting.body, rule="S-15")
        calls.stand_down(unit, absence)
        letters.absent_card(unit, absence)
        letters.seat_cards(unit, absence)
        meeting_letters.changed(unit, meeting)
