"""A coordinator plans a body's meetings, moves one, cancels one; and what the clock reminds of. The agenda is in
agenda.py."""

from __future__ import annotations

from datetime import date

from bot.usecases import agenda_place, meeting_acts
from bot.usecases.acting import Acting, Unit
from models.rules import meetings as rules
from models.rules.meetings import MeetingKind, UnreadableDate
from models.rules.refusals import Refusal, Refused, accept
from models.rules.rights import Act
from models.store import agenda, meetings
from models.tables.meetings import Meeting


def create(acting: Acting, body: str, days: str, begins: str | None, ends: str | None, place: str) -> tuple[int, ...]:
    """Plan a body's meetings: one, or one on each date of a list, all at the same local time; returns their ids.

    All or none. Raises Refused at the fields `body`, `dates`, `start`, `end` and `place`. Approved questions that
    wait for a meeting get one.
    """
    with acting.transaction() as unit:
        unit.allow(Act.PLAN_MEETINGS)
        known_body(unit, body)
        wanted = dates(days)
        start, end = accept(rules.clock(begins), field="start"), accept(rules.clock(ends), field="end")
        where = meeting_acts.text(unit, "place", place, rules.MOST_PLACE)
        meetings.lock_planning(unit.session)
        agenda.lock_questions(unit.session, body, unit.now)
        made = [
            meeting_acts.create(unit, body, [meeting_acts.span(unit, day, start, end)], where).id or 0 for day in wanted
        ]
        agenda_place.replace_all(unit, body)
        return tuple(made)


def move(
    acting: Acting, meeting_id: int, version: int, day: str, begins: str | None, ends: str | None, place: str
) -> None:
    """Move a one-day meeting to another local time or place. Raises Refused at the fields `dates`, `start`, `end` and
    `place`; STALE when somebody has moved it since the form was drawn (`version`)."""
    with acting.transaction() as unit:
        unit.allow(Act.PLAN_MEETINGS)
        meeting = held(unit, meeting_id)
        fresh(meeting, version)
        when = dates(day)
        if len(when) > 1:
            raise Refused(Refusal.TOO_MANY_DATES, field="dates", most=1)
        start, end = accept(rules.clock(begins), field="start"), accept(rules.clock(ends), field="end")
        where = meeting_acts.text(unit, "place", place, rules.MOST_PLACE)
        meeting_acts.move(unit, meeting, [meeting_acts.span(unit, when[0], start, end)], where)


def cancel(acting: Acting, meeting_id: int, version: int, reason: str) -> None:
    """Cancel a meeting, with a reason for those invited. Raises Refused at the field `reason`, and as `move`."""
    with acting.transaction() as unit:
        unit.allow(Act.PLAN_MEETINGS)
        meeting = held(unit, meeting_id)
        fresh(meeting, version)
        meeting_acts.cancel(unit, meeting, meeting_acts.text(unit, "reason", reason, rules.MOST_REASON, required=True))


def held(unit: Unit, meeting_id: int) -> Meeting:
    """The meeting, with what must not change meanwhile: other plans, and the questions that may move with it. Raises
    Refused for a seminar, which has forms of its own."""
    meetings.lock_planning(unit.session)
    agenda.lock_questions(unit.session, meetings.get(unit.session, meeting_id).body, unit.now)
    meeting = meetings.locked(unit.session, meeting_id)
    if meeting.kind != MeetingKind.MEETING:
        raise Refused(Refusal.NOT_FOUND)
    return meeting


def dates(text: str) -> tuple[date, ...]:
    """The dates of a form. Raises Refused at the field `dates`, naming the word that is none."""
    found = rules.dates(text)
    if isinstance(found, UnreadableDate):
        raise Refused(Refusal.UNREADABLE_DATE, field="dates", text=found.text)
    return accept(found, field="dates", most=rules.MOST_DATES)


def known_body(unit: Unit, body: str) -> None:
    """Raise Refused at the field `body` for one that is not in the structure."""
    if all(one.key != body for one in unit.structure.bodies):
        raise Refused(Refusal.NOT_FOUND, field="body")


def fresh(meeting: Meeting, version: int) -> None:
    """Raise Refused when the meeting has been moved or cancelled since a form about it was drawn. One that is
    cancelled is told to be so by the rule."""
    if meeting.version != version and meeting.state == rules.MeetingState.PLANNED:
        raise Refused(Refusal.STALE)
