"""What the acts about absences share: the question goes to the next substitute, a seat is covered, questions fall. No
act of its
own: each function works inside somebody's transaction, with the meeting locked."""

from __future__ import annotations

from collections.abc import Iterable

from bot.holidays import around
from bot.outbox.letters.absences import (
    SeatCard,
    Told,
    What,
)
from bot.usecases import absence_letters as letters
from bot.usecases import absence_offices, meeting_letters
from bot.usecases.acting import Unit
from models.rules import absences as rules
from models.rules import seating as seating_rules
from models.rules.absences import OPEN_SEAT, Called, CallState, Place
from models.rules.refusals import Refusal, Refused
from models.rules.roster import Role
from models.rules.seating import AbsenceState, SeatAtMeeting
from models.store import absences, people, seating
from models.tables.absences import Absence, SubstituteCall
from models.tables.meetings import Meeting
from models.values import dataclass


def locked(unit: Unit, absence_id: int) -> tuple[Meeting, Absence]:
    """An absence and its meeting, locked. Raises Refused(NOT_FOUND)."""
    found = absences.lock(unit.session, absence_id)
    if found is None:
        raise Refused(Refusal.NOT_FOUND)
    return found


def locked_call(unit: Unit, call_id: int) -> tuple[Meeting, Absence, SubstituteCall]:
    """A call, its absence and meeting, locked. Raises Refused(NOT_FOUND)."""
    call = absences.call_of(unit.session, call_id)
    if call is None:
        raise Refused(Refusal.NOT_FOUND)
    meeting, absence = locked(unit, call.absence_id)
    unit.session.refresh(call)
    return meeting, absence, call


def stop(refusal: Refusal | None, *, field: str | None = None, **facts: object) -> None:
    """Raise Refused when a rule said no."""
    if refusal is not None:
        raise Refused(refusal, field=field, **facts)


def still_on(unit: Unit, meeting: Meeting) -> None:
    """Raise Refused for a meeting that is cancelled or over."""
    stop(rules.may_report(meeting.state, meeting.ends_at, unit.now))


def seats(unit: Unit, meeting: Meeting) -> tuple[SeatAtMeeting, ...]:
    """Who sits where at the meeting."""
    unit.session.flush()
    return seating.seating(unit.session, unit.structure, meeting, unit.acting.clock.zone)


def serving(unit: Unit, meeting: Meeting) -> frozenset[int]:
    """Everybody who serves at the meeting."""
    return seating_rules.serving(seats(unit, meeting))


def has_seat(at: tuple[SeatAtMeeting, ...], absence: Absence) -> bool:
    """Whether the absent person still has the seat: the roster may have changed since."""
    return any(seat.holder_id == absence.person_id for seat in at)


def subject(absence: Absence) -> str:
    """An absence, as the journal names it."""
    return f"absence:{absence.id}"


def is_called_to(absence: Absence) -> bool:
    """Whether substitutes are called to the absent person's place, or a coordinator fills it."""
    return absence.place in (Place.SEAT, Place.CHAIR_SEAT)


@dataclass(frozen=True)
class _Table:
    """What stays the same while the questions at one meeting go on."""

    placed: list[seating_rules.Placed]
    rows: list[Absence]
    calls: list[SubstituteCall]
    at: list[tuple[SeatAtMeeting, ...]]  # who sits where, until an absence is over


def go_on(unit: Unit, meeting: Meeting) -> bool:
    """Ask whoever is next for every seat at the meeting that nobody covers (S-13), or tell that nobody is left
    (S-15).
    True when something was done."""
    unit.session.flush()
    number = meeting.id or 0
    table = _Table(
        seating.placed(unit.session, seating.day_of(meeting, unit.acting.clock.zone)),
        absences.at_meeting(unit.session, number),
        absences.calls_at(unit.session, number),
        [],
    )
    wanted = [one for one in table.rows if one.state in OPEN_SEAT and is_called_to(one)]
    done = [_next(unit, meeting, absence, table) for absence in wanted]
    return any(done)


def _next(unit: Unit, meeting: Meeting, absence: Absence, table: _Table) -> bool:
    if not table.at:
        table.at.append(seats(unit, meeting))
    at = table.at[0]
    if meeting.ends_at <= unit.now or not has_seat(at, absence):
        table.at.clear()
        return over(unit, meeting, absence)
    order: tuple[int, ...] = ()
    if absence.place == Place.SEAT:
        order = seating_rules.substitutes(meeting.body, absence.principal, table.placed)
    known = people.many(unit.session, order)
    step = rules.next_step(
        order,
        [Called(one.person_id, CallState(one.state), one.absence_id == absence.id) for one in table.calls],
        busy=seating_rules.serving(at) | {one.person_id for one in table.rows},
        without_slack={number for number, one in known.items() if one.slack_id is None},
        now=unit.now,
        start=meeting.starts_at,
    )
    if isinstance(step, rules.Ask):
        _skip(unit, absence, table, step.skipped)
        for person_id in step.person_ids:
            _ask(unit, meeting, absence, table, person_id)
        absence.state = AbsenceState.CALLING
        letters.absent_card(unit, absence)
        letters.seat_cards_again(unit, absence)
        return True
    if isinstance(step, rules.NobodyLeft) and absence.state == AbsenceState.CALLING:
        _skip(unit, absence, table, step.skipped)
        _nobody_left(unit, meeting, absence)
        return True
    return False


def _ask(unit: Unit, meeting: Meeting, absence: Absence, table: _Table, person_id: int) -> None:
    now, start = unit.local(unit.now), unit.local(meeting.starts_at)
    until = rules.answer_by(now, start, around([now.date(), start.date()]))
    call = _new_call(unit, absence, table, person_id, CallState.ASKED)
    call.answer_by = until
    unit.session.flush()
    unit.record(
        "substitute.asked",
        subject(absence),
        body=meeting.body,
        rule="S-13",
        person=person_id,
        call=call.id,
        until=until,
    )
    letters.answered(unit, call)


def _skip(unit: Unit, absence: Absence, table: _Table, skipped: Iterable[int]) -> None:
    """Note, once, who was passed over for want of a Slack account."""
    noted = {
        one.person_id for one in table.calls if one.absence_id == absence.id and one.state == CallState.UNREACHABLE
    }
    for person_id in skipped:
        if person_id not in noted:
            _new_call(unit, absence, table, person_id, CallState.UNREACHABLE)
            unit.record("substitute.unreachable", subject(absence), person=person_id)


def _new_call(unit: Unit, absence: Absence, table: _Table, person_id: int, state: CallState) -> SubstituteCall:
    place = next((one.place for one in table.placed if one.person_id == person_id and one.role is Role.SUBSTITUTE), 0)
    call = SubstituteCall(
        absence_id=absence.id or 0,
        person_id=person_id,
        place=place or 0,
        state=state,
        asked_at=unit.now,
        answer_by=unit.now,
    )
    unit.session.add(call)
    table.calls.append(call)
    return call


def over(unit: Unit, meeting: Meeting, absence: Absence) -> bool:
    """The meeting is over, or the seat is somebody else's by now: the questions fall, nobody is called to it."""
    absence.state, absence.settled_at = AbsenceState.EMPTY, unit.now
    absence.covered_by, absence.wants_back = None, False
    unit.record("absence.over", subject(absence), body=meeting.body)
    stand_down(unit, absence)
    letters.absent_card(unit, absence)
    letters.seat_cards_again(unit, absence)
    letters.au_line_again(unit, absence)
    return True


def _nobody_left(unit: Unit, meeting: Meeting, absence: Absence) -> None:
    """Nobody is left to ask: the coordinators, AU and the principal's contact are told at once (S-15)."""
    absence.state = AbsenceState.UNFILLED
    rule = "S-15" if absence.place == Place.SEAT else "S-23"
    unit.record("absence.unfilled", subject(absence), body=meeting.body, rule=rule, principal=absence.principal)
    number = absence.id or 0
    for one in people.coordinators(unit.session, unit.today):
        unit.post(SeatCard(number, one.id or 0))
    letters.au_told(unit, meeting, absence)
    contacts = people.assignments(unit.session, unit.today, roles=[Role.RESPONDENT], principal=absence.principal)
    for contact in contacts if absence.principal else []:
        unit.post(Told(What.CONTACT, number, contact.person_id))
    letters.absent_card(unit, absence)
    meeting_letters.changed(unit, meeting)


def cover(unit: Unit, meeting: Meeting, absence: Absence, call: SubstituteCall) -> None:
    """The seat is covered by the one who was called: the others are thanked, the substitute gets the papers, the
    absent
    person is told. To be called after `unit.record`."""
    call.state, call.answered_at = CallState.ACCEPTED, unit.now
    absence.state, absence.covered_by, absence.settled_at = AbsenceState.COVERED, call.person_id, unit.now
    absence.wants_back = False
    absence.version += 1
    unit.session.flush()
    letters.answered(unit, call)
    stand_down(unit, absence, keep_cover=True)
    letters.papers(unit, meeting, call.person_id)
    unit.post(Told(What.COVERED, absence.id or 0, absence.person_id, call.person_id))
    _shown(unit, meeting, absence)


def stand_down(unit: Unit, absence: Absence, *, keep_cover: bool = False, ended: str = "") -> None:
    """The questions that are open, or that somebody may still say yes to, fall; each one's message says so."""
    for call in absences.calls_of(unit.session, absence.id or 0):
        falls = call.state in (CallState.ASKED, CallState.SILENT)
        if falls or (call.state == CallState.ACCEPTED and not keep_cover):
            call.state = CallState.STOOD_DOWN
            letters.answered(unit, call, ended)


def fallen(unit: Unit, absence: Absence) -> None:
    """The meeting is cancelled: every message about the seat says so."""
    stand_down(unit, absence, keep_cover=True)
    for call in absences.calls_of(unit.session, absence.id or 0):
        if call.state == CallState.ACCEPTED:
            letters.answered(unit, call)
    letters.absent_card(unit, absence)
    letters.seat_cards_again(unit, absence)
    letters.au_line_again(unit, absence)


def reopen(
    unit: Unit,
    meeting: Meeting,
    absence: Absence,
    call: SubstituteCall,
    because: CallState = CallState.DECLINED,
) -> None:
    """Who had said yes can not come after all: the holder comes if that was wanted, else the question goes on. To be
    called after `unit.record`."""
    call.state, call.answered_at = because, unit.now
    absence.covered_by, absence.settled_at = None, None
    absence.version += 1
    letters.answered(unit, call)
    if absence.wants_back:
        back(unit, meeting, absence)
        unit.post(Told(What.BACK, absence.id or 0, absence.person_id))
        letters.back_cards(unit, absence, "ordinary")
        return
    absence.state = AbsenceState.CALLING
    unit.post(Told(What.COVER_LOST, absence.id or 0, absence.person_id, call.person_id))
    _shown(unit, meeting, absence)


def back(unit: Unit, meeting: Meeting, absence: Absence, *, ended: str = "") -> None:
    """The absence is over: the person comes, or must be asked anew (`ended`). To be called after `unit.record`."""
    absence.state, absence.wants_back, absence.settled_at = AbsenceState.WITHDRAWN, False, unit.now
    absence.version += 1
    unit.session.flush()
    stand_down(unit, absence, ended=ended)
    letters.absent_card(unit, absence, ended=ended)
    letters.seat_cards_again(unit, absence)
    letters.au_line_again(unit, absence)
    absence_offices.back(unit, meeting, absence)
    if meeting.notice_sent_at is not None:  # it may have gone out while they were away
        letters.papers(unit, meeting, absence.person_id)
    if not ended:
        meeting_letters.changed(unit, meeting)
        letters.prompts_again(unit, meeting, absence.person_id)
        go_on(unit, meeting)


def _shown(unit: Unit, meeting: Meeting, absence: Absence) -> None:
    letters.absent_card(unit, absence)
    letters.seat_cards_again(unit, absence)
    letters.au_line_again(unit, absence)
    meeting_letters.changed(unit, meeting)
    go_on(unit, meeting)
