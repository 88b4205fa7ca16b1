"""Planning, moving and cancelling a meeting, whatever its kind and however many days it has. Inner functions: they take
the open transaction, record what they do and post what follows. Who may, and the forms, are in the use cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time

from bot import holidays
from bot.outbox.letters.meetings import MeetingCancelled, MeetingMoved
from bot.text import dates as words
from bot.usecases import absence_changes, agenda_place
from bot.usecases.acting import Unit
from bot.usecases.meeting_letters import changed
from models.rules import meetings as rules
from models.rules.meetings import MeetingKind, MeetingState, Span
from models.rules.personal_numbers import holds_one
from models.rules.refusals import Refusal, Refused, accept
from models.store import meetings
from models.tables.meetings import Meeting, MeetingDay


def span(unit: Unit, day: date, begins: time, ends: time) -> Span:
    """One local day as moments, right on both sides of a clock change. Raises Refused at the field `end`, or at the
    field `dates` for a day that has been."""
    clock = unit.acting.clock
    outcome = rules.span(clock.moment(day, begins), clock.moment(day, ends), unit.now)
    field = "end" if outcome is Refusal.END_BEFORE_START else "dates"
    return accept(outcome, field=field, day=words.day(day))


def text(unit: Unit, name: str, given: str, most: int, *, required: bool = False) -> str:
    """What was written in a field. Raises Refused at it: empty, too long, or with a personal identity number in it, for
    what stands in a calendar and a channel can be asked for by anybody."""
    said = given.strip()
    if required and not said:
        raise Refused(Refusal.EMPTY, field=name)
    if len(said) > most:
        raise Refused(Refusal.TOO_LONG, field=name, most=most)
    if holds_one(said, unit.today):
        raise Refused(Refusal.PERSONAL_NUMBER, field=name)
    return said


def create(
    unit: Unit,
    body: str,
    spans: Sequence[Span],
    place: str,
    *,
    kind: MeetingKind = MeetingKind.MEETING,
    title: str | None = None,
) -> Meeting:
    """Plan a meeting on one day or several. Raises Refused for one that begins exactly when another of the body does.

    The caller holds `meetings.lock_planning`.
    """
    _alone(unit, body, spans[0])
    meeting = Meeting(
        body=body, kind=kind.value, title=title, starts_at=spans[0].starts, ends_at=spans[-1].ends, place=place,
        submission_deadline=_submission(unit, body, spans[0], kind), created_at=unit.now,
    )  # fmt: skip
    unit.session.add(meeting)
    unit.session.flush()
    _days(unit, meeting, spans)
    unit.record("meeting.planned", _subject(meeting), body=body, kind=kind.value, days=_when(spans), place=place)
    changed(unit, meeting)
    return meeting


def move(unit: Unit, meeting: Meeting, spans: Sequence[Span], place: str) -> rules.Moved:
    """Give a meeting new days or a new place. Raises Refused: it is cancelled, has begun, or nothing would change.

    Who is invited is told by Outlook and in the card's thread; what was answered for the old time falls. The caller
    holds `meetings.lock_planning` and the meeting.
    """
    _ahead(unit, meeting)
    was = [Span(one.starts_at, one.ends_at) for one in meetings.days(unit.session, meeting.id or 0)]
    what = accept(rules.move(was, spans, meeting.place, place))
    if what.time:
        _alone(unit, meeting.body, spans[0], but=meeting)
    told = MeetingMoved(
        meeting.id or 0, meeting.version, was[0].starts.isoformat(), was[-1].ends.isoformat(), meeting.place
    )
    kind = MeetingKind(meeting.kind)
    meeting.starts_at, meeting.ends_at, meeting.place = spans[0].starts, spans[-1].ends, place
    meeting.submission_deadline = _submission(unit, meeting.body, spans[0], kind)
    meeting.moved += 1 if what.time else 0
    meeting.version += 1
    _days(unit, meeting, spans)
    unit.record("meeting.moved", _subject(meeting), body=meeting.body, days=_when(spans), place=place, was=_when(was))
    if what.time:
        absence_changes.meeting_moved(unit, meeting)
    changed(unit, meeting)
    unit.post(told)
    if what.time and kind is MeetingKind.MEETING:
        agenda_place.replace_all(unit, meeting.body)
    return what


def cancel(unit: Unit, meeting: Meeting, reason: str) -> None:
    """Cancel a meeting; its points go to the next one. Raises Refused: it is cancelled already, or has begun. The
    caller holds the meeting."""
    _ahead(unit, meeting)
    meeting.state, meeting.cancel_reason = MeetingState.CANCELLED.value, reason
    meeting.version += 1
    unit.record("meeting.cancelled", _subject(meeting), body=meeting.body)
    absence_changes.meeting_cancelled(unit, meeting)
    changed(unit, meeting)
    unit.post(MeetingCancelled(meeting.id or 0))
    if meeting.kind == MeetingKind.MEETING:
        agenda_place.empty_out(unit, meeting)


def _ahead(unit: Unit, meeting: Meeting) -> None:
    refusal = rules.still_ahead(MeetingState(meeting.state), meeting.starts_at, unit.now)
    if refusal is not None:
        raise Refused(refusal)


def _alone(unit: Unit, body: str, first: Span, but: Meeting | None = None) -> None:
    """The same meeting is not planned twice: asked twice it is done once."""
    if meetings.at_same_time(unit.session, body, first.starts, but.id if but else None) is not None:
        raise Refused(Refusal.MEETING_EXISTS, field="dates", day=words.day(unit.local(first.starts).date()))


def _submission(unit: Unit, body: str, first: Span, kind: MeetingKind) -> date | None:
    if kind is MeetingKind.SEMINAR:
        return None
    day = unit.local(first.starts).date()
    return rules.deadlines(day, unit.structure.body(body).lead_times, holidays.around([day])).submission


def _days(unit: Unit, meeting: Meeting, spans: Sequence[Span]) -> None:
    """Write the days; one that is kept keeps its row, and so its event in Outlook."""
    known = {one.number: one for one in meetings.days(unit.session, meeting.id or 0)}
    for number, one in enumerate(spans, start=1):
        row = known.pop(number, None) or MeetingDay(
            meeting_id=meeting.id or 0, number=number, starts_at=one.starts, ends_at=one.ends
        )
        row.starts_at, row.ends_at = one.starts, one.ends
        unit.session.add(row)
    for surplus in known.values():
        unit.session.delete(surplus)
    unit.session.flush()


def _when(spans: Iterable[Span]) -> list[str]:
    return [f"{one.starts.isoformat()}/{one.ends.isoformat()}" for one in spans]


def _subject(meeting: Meeting) -> str:
    return f"meeting:{meeting.id}"
