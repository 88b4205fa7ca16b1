"""Whose turn the chair is: a coordinator enters the first year's side when a body is set up (S-05), and records what the group has
decided about longer terms (R-C16, R-D18). Who holds the office comes with the roster, and is not changed here."""

from __future__ import annotations

from bot.outbox.letters.people import Home
from bot.usecases.acting import Acting, Unit
from bot.usecases.meeting_acts import text
from models.rules import rotation as rules
from models.rules.bodies import Body, Extension, Topic
from models.rules.meetings import MeetingKind, MeetingState
from models.rules.refusals import Refusal, Refused, accept
from models.rules.rights import About, Act
from models.rules.rotation import First
from models.store import bodies, meetings, people
from models.store import rotation as store
from models.tables.bodies import BodySettings, ChairExtension

SIDE, YEAR, MEETING, UNANIMOUS, REASON = "side", "year", "meeting", "unanimous", "reason"
"""The forms' fields, at which a refusal is told."""


def enter(acting: Acting, body: str, year: int, side: str) -> None:
    """Enter which side has the chair in a body's first year (S-05); the years after follow from it (R-C15, R-D17). Twice is once.

    Raises Refused: NOT_FOUND; at the fields CHAIR_YEAR, and CHAIR_SIDE_SETTLED once the year is over or an extension rests on it.
    """
    with acting.transaction() as unit:
        unit.allow(Act.ENTER_CHAIR_SIDE, About(body))
        known, row, extended = _at_hand(unit, body)
        sides = rules.sides_of(unit.structure, known)
        now = rules.in_force(sides, store.first_of(row))
        if now == First(year, side):
            return
        accepted = accept(
            rules.may_enter(sides, now, First(year, side), extended, unit.today),
            field=YEAR, year=now.year if now else year, reference=unit.reference(Topic.EXTENSION, body),
        )  # fmt: skip
        row.chair_year, row.chair_side = accepted.year, accepted.side
        unit.record(
            "chair.side_entered", f"body:{body}", body=body, rule="S-05", year=year, side=side,
            was=[now.year, now.side] if now else None,
        )  # fmt: skip
        _redraw(unit)


def extend(acting: Acting, body: str, year: int, meeting_id: int, *, unanimous: bool, reason: str) -> None:
    """Record that chair and vice chair stay through a year: the meeting that decided it, whether it was of one mind where that is
    asked for (R-C16; not R-D18), and the reason (S-08: to the year's end).

    Raises Refused at the fields: CHAIR_YEAR, ALREADY_EXTENDED, NOT_UNANIMOUS, MEETING_NOT_BEGUN, and EMPTY, TOO_LONG or
    PERSONAL_NUMBER for the reason; NO_EXTENSION where terms are never longer, CHAIR_SIDE_MISSING before the first side is entered.
    """
    with acting.transaction() as unit:
        unit.allow(Act.EXTEND_TERMS, About(body))
        known, row, extended = _at_hand(unit, body)
        meeting = meetings.get(unit.session, meeting_id)
        if (meeting.body, meeting.kind, meeting.state) != (body, MeetingKind.MEETING, MeetingState.PLANNED):
            raise Refused(Refusal.NOT_FOUND, field=MEETING)
        first = rules.in_force(rules.sides_of(unit.structure, known), store.first_of(row))
        met = meeting.starts_at <= unit.now
        told = rules.may_extend(known.extension, first, extended, year, unit.today, met=met, unanimous=unanimous)
        if isinstance(told, Refusal):
            raise Refused(told, field=_FIELDS.get(told), year=year, reference=unit.reference(Topic.EXTENSION, body))
        said = text(unit, REASON, reason, rules.MOST_REASON, required=True)
        of_one_mind = unanimous if known.extension is Extension.UNANIMOUS else None
        unit.session.add(
            ChairExtension(
                body=body, year=told, meeting_id=meeting_id, unanimous=of_one_mind, reason=said,
                recorded_by=acting.actor.person_id, recorded_at=unit.now,
            )
        )  # fmt: skip
        unit.record(
            "chair.terms_extended", f"body:{body}", body=body,
            rule="R-C16" if known.extension is Extension.UNANIMOUS else "R-D18", year=year, meeting=meeting_id,
            unanimous=of_one_mind,
        )  # fmt: skip
        _redraw(unit)


def take_back(acting: Acting, body: str, year: int) -> None:
    """Take back an extension that was recorded by mistake, until its year is over. Raises Refused: NOT_FOUND, EXTENSION_OVER."""
    with acting.transaction() as unit:
        unit.allow(Act.EXTEND_TERMS, About(body))
        _at_hand(unit, body)
        stands = next((one for one in store.extensions(unit.session, body) if one.year == year), None)
        if stands is None:
            raise Refused(Refusal.NOT_FOUND)
        accept(rules.may_take_back(year, unit.today))
        stands.withdrawn_at = unit.now
        unit.record("chair.extension_taken_back", f"body:{body}", body=body, year=year)
        _redraw(unit)


_FIELDS = {
    Refusal.CHAIR_YEAR: YEAR,
    Refusal.ALREADY_EXTENDED: YEAR,
    Refusal.MEETING_NOT_BEGUN: MEETING,
    Refusal.NOT_UNANIMOUS: UNANIMOUS,
}


def _at_hand(unit: Unit, body: str) -> tuple[Body, BodySettings, frozenset[int]]:
    """The body, its settings (nobody else's until this commits), and the years that extensions speak of. Raises Refused(NOT_FOUND)."""
    known = next((one for one in unit.structure.bodies if one.key == body), None)
    if known is None:
        raise Refused(Refusal.NOT_FOUND)
    row = bodies.settings(unit.session, body)
    return known, row, frozenset(one.year for one in store.extensions(unit.session, body))


def _redraw(unit: Unit) -> None:
    for one in people.coordinators(unit.session, unit.today):
        unit.post(Home(one.id))
