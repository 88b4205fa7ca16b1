"""The agenda is put in order, set and sent by those who lead the body: chair, vice chair while the chair is away,
and the coordinators. How a question gets there by itself is in agenda_place.py."""

from __future__ import annotations

from bot.outbox.letters.meetings import Notice
from bot.usecases import agenda_place, question_letters
from bot.usecases.acting import Acting, Unit
from bot.usecases.meeting_acts import text
from bot.usecases.meeting_letters import agenda_changed, agenda_edited, called, changed
from models.rules import agenda as rules
from models.rules.agenda import ItemState, Point
from models.rules.bodies import Topic
from models.rules.meetings import MeetingKind, MeetingState
from models.rules.questions import Move, QuestionState
from models.rules.questions import move as step
from models.rules.refusals import Refusal, Refused, accept
from models.rules.rights import About, Act
from models.rules.roster import Role
from models.store import agenda, meetings, people, seating
from models.tables.meetings import AgendaItem, Meeting
from models.tables.questions import Question


def chair_away(unit: Unit, meeting: Meeting) -> bool:
    """Whether the vice chair leads now: nobody holds the chair today, or the chair is away from this meeting (S-12)."""
    chair = people.office_holder(unit.session, meeting.body, Role.CHAIR, unit.today)
    gone = {one.person_id for one in seating.away(unit.session, meeting.id or 0) if one.whole}
    return chair is None or chair.id in gone


def add(acting: Acting, meeting_id: int, point: Point) -> int:
    """Add a point that is no question's, last; returns its id. Raises Refused at the fields of the form."""
    with acting.transaction() as unit:
        meeting = _led(unit, meeting_id)
        _open(unit, meeting)
        row = AgendaItem(
            meeting_id=meeting_id, position=agenda.next_position(unit.session, meeting_id), kind="", title="",
            added_at=unit.now, new_since_notice=meeting.notice_sent_at is not None,
        )  # fmt: skip
        _write(unit, meeting.body, row, point)
        unit.session.add(row)
        unit.session.flush()
        _record(unit, "agenda.added", meeting, row)
        agenda_changed(unit, meeting)
        return row.id or 0


def edit(acting: Acting, item_id: int, point: Point) -> int:
    """Change a point; returns its meeting's id. An unprepared matter stays information or dialogue (S-07). The same
    again changes nothing."""
    with acting.transaction() as unit:
        row, meeting, _ = _point(unit, item_id)
        before = (row.title, row.kind, row.minutes, row.presenter_id, row.presenter)
        _write(unit, meeting.body, row, point)
        if before != (row.title, row.kind, row.minutes, row.presenter_id, row.presenter):
            _record(unit, "agenda.edited", meeting, row, kind=row.kind, minutes=row.minutes)
            agenda_edited(unit, meeting)
        return row.meeting_id


def shift(acting: Acting, item_id: int, places: int) -> int:
    """Move a point up (−1) or down (+1); returns its meeting's id."""
    with acting.transaction() as unit:
        row, meeting, _ = _point(unit, item_id)
        rows = {one.id or 0: one for one in agenda.items(unit.session, row.meeting_id)}
        order = rules.stepped(tuple(rows), item_id, places)
        if order != tuple(rows):
            for place, number in enumerate(order, start=1):
                rows[number].position = place
            _record(unit, "agenda.ordered", meeting, row, place=order.index(item_id) + 1)
            agenda_edited(unit, meeting)
        return row.meeting_id


def remove(acting: Acting, item_id: int) -> int:
    """Take off a point that is no question's; returns its meeting's id. A question leaves by being tabled or taken
    back."""
    with acting.transaction() as unit:
        row, meeting, question = _point(unit, item_id)
        if question is not None:
            raise Refused(Refusal.NOT_FOUND)
        agenda_place.leave(unit, row, ItemState.REMOVED)
        _record(unit, "agenda.removed", meeting, row)
        agenda_changed(unit, meeting)
        return row.meeting_id


def carry(acting: Acting, item_id: int) -> int:
    """Table a point to the body's next meeting; returns the id of the meeting it left. Raises Refused when there is
    none."""
    with acting.transaction() as unit:
        row, meeting, question = _point(unit, item_id, after_it=True)
        following = meetings.after(unit.session, meeting, unit.now)
        if following is None:
            raise Refused(Refusal.NO_NEXT_MEETING)
        _record(unit, "agenda.tabled", meeting, row, to=following.id)
        if question is not None:
            agenda_place.carry_question(unit, question, row, following)
            question_letters.changed(unit, question)
        else:
            agenda_place.carry_free(unit, row, following)
        agenda_changed(unit, meeting)
        return row.meeting_id


def treated(acting: Acting, item_id: int) -> int:
    """Mark a point as treated, once the meeting has begun; returns its meeting's id."""
    with acting.transaction() as unit:
        row, meeting, question = _point(unit, item_id, after_it=True)
        refusal = rules.settle(MeetingState(meeting.state), meeting.starts_at, unit.now, ItemState(row.state))
        if refusal is not None:
            raise Refused(refusal)
        row.state = ItemState.TREATED.value
        _record(unit, "agenda.treated", meeting, row)
        if question is not None:
            question.state = accept(step(QuestionState(question.state), Move.TREAT)).value
            question_letters.changed(unit, question)
        changed(unit, meeting)
        return row.meeting_id


def fix(acting: Acting, meeting_id: int) -> None:
    """Set the agenda. Raises Refused when it is empty, or set already."""
    with acting.transaction() as unit:
        meeting = _led(unit, meeting_id)
        _open(unit, meeting)
        points = len(agenda.items(unit.session, meeting_id))
        refusal = rules.fix(points, is_set=meeting.agenda_set_at is not None)
        if refusal is not None:
            raise Refused(refusal)
        meeting.agenda_set_at, meeting.agenda_set_by = unit.now, unit.acting.actor.person_id
        unit.record("agenda.set", f"meeting:{meeting_id}", body=meeting.body, points=points)
        changed(unit, meeting)


def reopen(acting: Acting, meeting_id: int) -> None:
    """Open a set agenda again, until the notice has gone out."""
    with acting.transaction() as unit:
        meeting = _led(unit, meeting_id)
        _open(unit, meeting)
        refusal = rules.reopen(is_set=meeting.agenda_set_at is not None, notice_sent=meeting.notice_sent_at is not None)
        if refusal is not None:
            raise Refused(refusal)
        meeting.agenda_set_at = meeting.agenda_set_by = None
        unit.record("agenda.reopened", f"meeting:{meeting_id}", body=meeting.body)
        changed(unit, meeting)


def call(acting: Acting, meeting_id: int) -> int:
    """Send the notice to everybody who is called and has a Slack account; returns how many that is. Once."""
    with acting.transaction() as unit:
        meeting = _led(unit, meeting_id)
        _open(unit, meeting)
        refusal = rules.call(is_set=meeting.agenda_set_at is not None, notice_sent=meeting.notice_sent_at is not None)
        if refusal is not None:
            raise Refused(refusal)
        meeting.notice_sent_at, meeting.notice_sent_by = unit.now, unit.acting.actor.person_id
        known = people.many(unit.session, called(unit, meeting))
        reached = sorted(number for number, one in known.items() if one.slack_id is not None)
        unit.record("notice.sent", f"meeting:{meeting_id}", body=meeting.body, to=reached)
        changed(unit, meeting)
        for person_id in reached:
            unit.post(Notice(meeting_id, person_id))
        return len(reached)


def _led(unit: Unit, meeting_id: int) -> Meeting:
    """The meeting, locked. Raises Refused for a seminar, and for others than those who lead the body."""
    meeting = meetings.locked(unit.session, meeting_id)
    if meeting.kind != MeetingKind.MEETING:
        raise Refused(Refusal.NOT_FOUND)
    person = unit.acting.actor.person_id is not None
    second = person and unit.standing().office(meeting.body) is Role.VICE_CHAIR
    unit.allow(Act.LEAD_AGENDA, About(meeting.body, chair_away=second and chair_away(unit, meeting)))
    return meeting


def _open(unit: Unit, meeting: Meeting) -> None:
    refusal = rules.open_for_changes(MeetingState(meeting.state), meeting.ends_at, unit.now)
    if refusal is not None:
        raise Refused(refusal)


def _point(unit: Unit, item_id: int, *, after_it: bool = False) -> tuple[AgendaItem, Meeting, Question | None]:
    """A point that stands on an agenda, with its meeting and question, all locked: the question first, as AU does."""
    question_id = agenda.item(unit.session, item_id).question_id
    question = agenda.question_locked(unit.session, question_id) if question_id is not None else None
    meeting = _led(unit, agenda.item(unit.session, item_id).meeting_id)
    row = agenda.item(unit.session, item_id)
    if meeting.state == MeetingState.CANCELLED or not after_it:
        _open(unit, meeting)
    if row.state != ItemState.PLANNED:
        raise Refused(Refusal.ITEM_SETTLED)
    return row, meeting, question


def _write(unit: Unit, body: str, row: AgendaItem, point: Point) -> None:
    title = text(unit, "title", point.title, rules.MOST_TITLE, required=True)
    named = next((one.short_name for one in unit.structure.bodies if one.prepares_for == body), "")
    kind = accept(
        rules.kind(point.kind, unprepared=row.unprepared), field="kind", preparer=named,
        reference=unit.reference(Topic.PREPARATION, body),
    )  # fmt: skip
    minutes = accept(rules.minutes(point.minutes), field="minutes")
    presenter = text(unit, "presenter", point.presenter, rules.MOST_TITLE)
    if point.presenter_id and point.presenter_id not in people.many(unit.session, [point.presenter_id]):
        raise Refused(Refusal.NOT_FOUND, field="presenter_id")
    row.title, row.kind, row.minutes = title, kind.value, minutes
    row.presenter_id, row.presenter = (None if presenter else point.presenter_id or None), presenter or None


def _record(unit: Unit, act: str, meeting: Meeting, row: AgendaItem, **details: object) -> None:
    rule = "S-07" if row.unprepared else None
    unit.record(act, f"meeting:{meeting.id}", body=meeting.body, rule=rule, item=row.id, **details)
