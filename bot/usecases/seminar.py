"""The year's leadership seminar: LSG plans, moves and cancels it and proposes a programme, Samråd sets it, guests are added
by address. Time, days and place are a meeting's: bot/usecases/meeting_acts.py."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.outbox.letters.seminar import ProgrammeProposed, programme_card
from bot.usecases import homes, meeting_acts
from bot.usecases.acting import Acting, Unit
from bot.usecases.meeting_letters import changed
from bot.usecases.meetings import dates, fresh
from models.rules import meetings as meeting_rules
from models.rules import seminar as rules
from models.rules.bodies import SeminarRule, Topic
from models.rules.meetings import MeetingKind, MeetingState, Span
from models.rules.refusals import Refusal, Refused, accept
from models.rules.rights import About, Act
from models.rules.roster import OFFICES
from models.rules.seminar import NoAddress
from models.store import meetings, outbox, people, seating
from models.store import seminar as store
from models.tables.meetings import Guest, Meeting


def plan(acting: Acting, theme: str, days: str, begins: str | None, ends: str | None, place: str) -> int:
    """Hold the time for a seminar, on one day or several with the same hours; its id. One a year (R-H01, R-H06).

    Raises Refused at the fields `theme`, `dates`, `start`, `end` and `place`. The guests (S-33) get a hold in Outlook;
    the invitation comes with the programme.
    """
    with acting.transaction() as unit:
        rule = _planner(unit)
        said = meeting_acts.text(unit, "theme", theme, rules.MOST_THEME)
        where = meeting_acts.text(unit, "place", place, meeting_rules.MOST_PLACE)
        meetings.lock_planning(unit.session)
        spans = _spans(unit, rule, days, begins, ends)
        meeting = meeting_acts.create(
            unit, rule.planned_by, spans, where, kind=MeetingKind.SEMINAR,
            title=f"{rule.name}: {said}" if said else rule.name,
        )  # fmt: skip
        return meeting.id or 0


def move(
    acting: Acting, meeting_id: int, version: int, days: str, begins: str | None, ends: str | None, place: str
) -> None:
    """Give the seminar other days, hours or another place. Raises Refused as `plan`; STALE when it has changed since the
    form was drawn (`version`)."""
    with acting.transaction() as unit:
        rule = _planner(unit)
        meetings.lock_planning(unit.session)
        meeting = _seminar(unit, meeting_id)
        fresh(meeting, version)
        where = meeting_acts.text(unit, "place", place, meeting_rules.MOST_PLACE)
        meeting_acts.move(unit, meeting, _spans(unit, rule, days, begins, ends, but=meeting_id), where)


def cancel(acting: Acting, meeting_id: int, version: int, reason: str) -> None:
    """Cancel the seminar, with a reason for those invited. Raises Refused at the field `reason`, and as `move`."""
    with acting.transaction() as unit:
        _planner(unit)
        meetings.lock_planning(unit.session)
        meeting = _seminar(unit, meeting_id)
        fresh(meeting, version)
        said = meeting_acts.text(unit, "reason", reason, meeting_rules.MOST_REASON, required=True)
        meeting_acts.cancel(unit, meeting, said)
        _redraw_asked(unit, meeting)


def propose(acting: Acting, meeting_id: int, programme: str) -> None:
    """Put forward a programme (R-H08): those who set it are asked. Nobody is invited by this. Raises Refused at the field
    `programme`."""
    with acting.transaction() as unit:
        rule = _planner(unit)
        meeting = _open(unit, meeting_id)
        said = meeting_acts.text(unit, "programme", programme, rules.MOST_PROGRAMME)
        refusal = rules.propose(said, is_set=meeting.programme_set_at is not None)
        if refusal is not None:
            raise Refused(refusal, field="programme")
        if meeting.programme == said:
            return
        meeting.programme = said
        unit.record("seminar.proposed", _subject(meeting), body=meeting.body, rule="R-H08", length=len(said))
        changed(unit, meeting)
        for person_id in _setters(unit, rule):
            unit.post(ProgrammeProposed(meeting_id, person_id))


def set_programme(acting: Acting, meeting_id: int, programme: str, decided_on: date | None) -> None:
    """Set the programme, as the body that sets it decided that day (R-H07, R-C22): now the guests are invited. Done once
    more with another text, they get an update. Raises Refused at the fields `programme` and `decided_on`."""
    with acting.transaction() as unit:
        rule = _rule(unit)
        unit.allow(
            Act.SET_PROGRAMME, About(rule.programme_set_by),
            words=lambda: {
                "body": unit.structure.body(rule.programme_set_by).name, "reference": unit.reference(Topic.PROGRAMME)
            },
        )  # fmt: skip
        meeting = _open(unit, meeting_id)
        said = meeting_acts.text(unit, "programme", programme, rules.MOST_PROGRAMME)
        refusal = rules.fix(said, decided_on, unit.today)
        if refusal is not None:
            raise Refused(refusal, field="programme" if refusal is Refusal.EMPTY else "decided_on")
        if meeting.programme_set_at is not None and (said, decided_on) == (
            meeting.programme, meeting.programme_decided_on,
        ):  # fmt: skip
            return
        meeting.programme, meeting.programme_decided_on = said, decided_on
        meeting.programme_set_at, meeting.programme_set_by = unit.now, acting.person_id
        unit.record(
            "seminar.programme_set", _subject(meeting), body=rule.programme_set_by, rule="R-H07",
            decided_on=decided_on.isoformat() if decided_on else None, length=len(said),
        )  # fmt: skip
        changed(unit, meeting)
        _redraw_asked(unit, meeting)


def invite(acting: Acting, meeting_id: int, addresses: str) -> int:
    """Add guests by address to those of S-33; how many were new. Raises Refused at the field `addresses`."""
    with acting.transaction() as unit:
        _planner(unit)
        meeting = _open(unit, meeting_id)
        found = rules.guests(meeting_acts.text(unit, "addresses", addresses, rules.MOST_PROGRAMME))
        if isinstance(found, NoAddress):
            raise Refused(Refusal.NO_ADDRESS, field="addresses", text=found.text)
        wanted = accept(found, field="addresses", most=rules.MOST_GUESTS)
        there = seating.invited(unit.session, unit.structure, meeting, acting.clock.zone)
        fresh_ones = accept(rules.add(wanted, [one.email for one in there]), field="addresses", most=rules.MOST_GUESTS)
        added = {one.email for one in store.guests(unit.session, meeting_id)}
        for one in fresh_ones:
            if one.email not in added:
                unit.session.add(
                    Guest(meeting_id=meeting_id, email=one.email, name=one.name, added_by=acting.person_id)
                )
        unit.session.flush()
        unit.record("seminar.guests_added", _subject(meeting), body=meeting.body, rule="S-33", count=len(fresh_ones))
        changed(unit, meeting)
        return len(fresh_ones)


def remove_guest(acting: Acting, guest_id: int) -> int:
    """Take back an added guest's invitation; the seminar's id. Raises Refused: there is no such guest any more."""
    with acting.transaction() as unit:
        _planner(unit)
        meeting = _open(unit, store.guest(unit.session, guest_id).meeting_id)
        guest = store.guest(unit.session, guest_id)
        unit.session.delete(guest)
        unit.session.flush()
        unit.record("seminar.guest_removed", _subject(meeting), body=meeting.body, rule="S-33", guest=guest_id)
        changed(unit, meeting)
        return meeting.id or 0


def _rule(unit: Unit) -> SeminarRule:
    rule = unit.structure.seminar
    if rule is None:
        raise Refused(Refusal.NO_SEMINAR)
    return rule


def _planner(unit: Unit) -> SeminarRule:
    rule = _rule(unit)
    unit.allow(
        Act.PLAN_SEMINAR, About(rule.planned_by),
        words=lambda: {
            "body": unit.structure.body(rule.planned_by).short_name, "reference": unit.reference(Topic.SEMINAR)
        },
    )  # fmt: skip
    return rule


def _seminar(unit: Unit, meeting_id: int) -> Meeting:
    """The seminar, locked. Raises Refused(NOT_FOUND) for another kind of meeting."""
    meeting = meetings.locked(unit.session, meeting_id)
    if meeting.kind != MeetingKind.SEMINAR:
        raise Refused(Refusal.NOT_FOUND)
    return meeting


def _open(unit: Unit, meeting_id: int) -> Meeting:
    """The seminar, locked, while it is still to be. Raises Refused."""
    meeting = _seminar(unit, meeting_id)
    refusal = meeting_rules.still_ahead(MeetingState(meeting.state), meeting.starts_at, unit.now)
    if refusal is not None:
        raise Refused(refusal)
    return meeting


def _spans(
    unit: Unit, rule: SeminarRule, text: str, begins: str | None, ends: str | None, but: int | None = None
) -> list[Span]:
    wanted: Sequence[date] = dates(text)
    start, end = accept(meeting_rules.clock(begins), field="start"), accept(meeting_rules.clock(ends), field="end")
    taken = [unit.local(one.starts_at).year for one in store.planned(unit.session, but)]
    refusal = rules.days(wanted, taken)
    if refusal is not None:
        reference = unit.reference(Topic.SEMINAR)
        raise Refused(refusal, field="dates", most=rules.MOST_DAYS, year=wanted[0].year, reference=reference)
    return [meeting_acts.span(unit, day, start, end) for day in wanted]


def _setters(unit: Unit, rule: SeminarRule) -> list[int]:
    """Chair and vice chair of the body that sets the programme, and the coordinators."""
    offices = people.assignments(unit.session, unit.today, body=rule.programme_set_by, roles=OFFICES)
    found = [one.person_id for one in offices] + [one.id or 0 for one in people.coordinators(unit.session, unit.today)]
    return list(dict.fromkeys(found))


def _redraw_asked(unit: Unit, meeting: Meeting) -> None:
    """The messages about a proposed programme, drawn anew, and the App Homes of those who got them."""
    number = meeting.id or 0
    asked = [int(name.rsplit(":", 1)[1]) for name in outbox.cards(unit.session, programme_card(number))]
    for person_id in asked:
        unit.post(ProgrammeProposed(number, person_id))
    homes.redraw(unit, asked)


def _subject(meeting: Meeting) -> str:
    return f"meeting:{meeting.id}"
