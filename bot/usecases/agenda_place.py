"""Which meeting an approved question lands on, and how it moves when meetings come, move or go. Inner functions of
the use cases: they take the open transaction, record what they do and post what follows."""

from __future__ import annotations

import json
from collections.abc import Collection

from bot.usecases import question_letters
from bot.usecases.acting import Unit
from bot.usecases.meeting_letters import agenda_changed
from models.rules import agenda as rules
from models.rules.agenda import ItemState
from models.rules.meetings import MeetingState
from models.rules.questions import Move, QuestionState, move
from models.rules.refusals import accept
from models.store import agenda, meetings
from models.tables.meetings import AgendaItem, Meeting
from models.tables.questions import Question


def place(unit: Unit, question: Question) -> Meeting | None:
    """Put an approved question on the agenda of the next meeting whose submission deadline it kept. Placed already:
    that meeting. None, and it stays approved, while there is no such meeting. The caller has locked the question."""
    state = QuestionState(question.state)
    if state is QuestionState.ON_AGENDA and question.meeting_id is not None:
        return meetings.get(unit.session, question.meeting_id)
    meeting = _next(unit, question)
    if meeting is None or state is not QuestionState.APPROVED:
        return None
    put(unit, question, meeting)
    return meeting


def unplace(unit: Unit, question: Question) -> None:
    """Take a question off the agenda it is on; it is approved, without a meeting. Nothing for one that is on none."""
    for item in agenda.of_question(unit.session, question.id or 0):
        meeting = meetings.locked(unit.session, item.meeting_id)
        leave(unit, item, ItemState.REMOVED)
        unit.record("agenda.left", f"meeting:{meeting.id}", body=meeting.body, question=question.number, item=item.id)
        agenda_changed(unit, meeting)
    if question.state == QuestionState.ON_AGENDA:
        question.state = accept(move(QuestionState.ON_AGENDA, Move.UNPLACE)).value
    question.meeting_id = None


def put(unit: Unit, question: Question, meeting: Meeting, *, carried_from: AgendaItem | None = None) -> AgendaItem:
    """Put a question last on a meeting's agenda. One that its preparing body has not prepared is marked so, and can
    only be information or dialogue (R-C07, S-07)."""
    number = meeting.id or 0
    meetings.locked(unit.session, number)
    preparers = [one.prepares_for or "" for one in unit.structure.bodies]
    unprepared = rules.needs_preparation(question.body, preparers, prepared=question.prepared)
    wanted = carried_from.kind if carried_from else str(_details(question).get("handling") or "")
    item = AgendaItem(
        meeting_id=number, position=agenda.next_position(unit.session, number),
        title=question.title[: rules.MOST_TITLE],
        kind=rules.first_kind(wanted, unprepared=unprepared).value, question_id=question.id, unprepared=unprepared,
        minutes=carried_from.minutes if carried_from else rules.DEFAULT_MINUTES,
        presenter_id=carried_from.presenter_id if carried_from else None,
        presenter=carried_from.presenter if carried_from else None,
        carried_from=carried_from.id if carried_from else None,
        added_at=unit.now, new_since_notice=meeting.notice_sent_at is not None,
    )  # fmt: skip
    unit.session.add(item)
    if question.state == QuestionState.APPROVED:
        question.state = accept(move(QuestionState.APPROVED, Move.PLACE)).value
    question.meeting_id = number
    unit.session.flush()
    unit.record(
        "agenda.carried" if carried_from else "agenda.placed", f"meeting:{number}", body=meeting.body,
        rule="S-07" if unprepared else None,
        question=question.number, item=item.id, kind=item.kind, unprepared=unprepared,
    )  # fmt: skip
    agenda_changed(unit, meeting)
    return item


def leave(unit: Unit, item: AgendaItem, state: ItemState) -> None:
    """Mark a point as off the agenda: removed, or tabled to another meeting."""
    item.state, item.left_at = state.value, unit.now


def replace_all(unit: Unit, body: str) -> None:
    """A meeting has been planned or moved: questions without a meeting get one, and those for whom there now is an
    earlier meeting go there. None is put off by this, and an agenda that is set is left alone."""
    for number in agenda.approved(unit.session, body, unit.now):
        question = agenda.question_locked(unit.session, number)
        if question.state == QuestionState.APPROVED:
            moved = place(unit, question) is not None
        else:
            moved = question.state == QuestionState.ON_AGENDA and _to_earlier(unit, question)
        if moved:
            question_letters.changed(unit, question)


def empty_out(unit: Unit, meeting: Meeting) -> None:
    """A meeting is cancelled: its points go to the next meeting, and questions that there is none for wait for one. Who
    raised them is told by their own message."""
    for item in agenda.items(unit.session, meeting.id or 0, (ItemState.PLANNED.value,)):
        following = meetings.after(unit.session, meeting, unit.now)
        if item.question_id is not None:
            question = agenda.question_locked(unit.session, item.question_id)
            carry_question(unit, question, item, following)
            question_letters.changed(unit, question)
        elif following is not None:
            carry_free(unit, item, following)


def carry_question(unit: Unit, question: Question, item: AgendaItem, following: Meeting | None) -> None:
    """Table a question's point: it goes to the meeting that follows, or waits for one."""
    leave(unit, item, ItemState.CARRIED if following else ItemState.REMOVED)
    question.state, question.meeting_id = accept(move(QuestionState(question.state), Move.UNPLACE)).value, None
    if following is not None:
        put(unit, question, following, carried_from=item)


def carry_free(unit: Unit, item: AgendaItem, following: Meeting) -> None:
    """Table a point that is no question's: a copy of it goes last on the agenda of the meeting that follows."""
    number = following.id or 0
    meetings.locked(unit.session, number)
    leave(unit, item, ItemState.CARRIED)
    copy = AgendaItem(
        meeting_id=number, position=agenda.next_position(unit.session, number), title=item.title, kind=item.kind,
        minutes=item.minutes, presenter_id=item.presenter_id, presenter=item.presenter, carried_from=item.id,
        added_at=unit.now, new_since_notice=following.notice_sent_at is not None,
    )  # fmt: skip
    unit.session.add(copy)
    unit.session.flush()
    unit.record("agenda.carried", f"meeting:{number}", body=following.body, item=copy.id, carried_from=item.id)
    agenda_changed(unit, following)


def _next(unit: Unit, question: Question) -> Meeting | None:
    came = unit.local(question.submitted_at or unit.now).date()
    tabled_at = {one.meeting_id for one in _tabled(unit, question)}
    return _wanted(unit, question, tabled_at) or meetings.next_for(
        unit.session, question.body, came, unit.today, now=unit.now, but_not=tuple(tabled_at)
    )


def _wanted(unit: Unit, question: Question, tabled_at: Collection[int | None]) -> Meeting | None:
    """The meeting the raiser asked for, if it can still be that one."""
    wish = str(_details(question).get("meeting") or "")
    meeting = meetings.many(unit.session, [int(wish)]).get(int(wish)) if wish.isdecimal() else None
    came = unit.local(question.submitted_at or unit.now).date()
    if meeting is None or meeting.body != question.body or meeting.state != MeetingState.PLANNED:
        return None
    in_time = meeting.submission_deadline is not None and meeting.submission_deadline >= came
    return meeting if in_time and meeting.starts_at > unit.now and meeting.id not in tabled_at else None


def _tabled(unit: Unit, question: Question) -> list[AgendaItem]:
    return agenda.of_question(unit.session, question.id or 0, (ItemState.CARRIED.value,))


def _to_earlier(unit: Unit, question: Question) -> bool:
    item = next(iter(agenda.of_question(unit.session, question.id or 0)), None)
    if item is None or item.carried_from is not None:
        return False
    current = meetings.get(unit.session, item.meeting_id)
    found = _next(unit, question)
    fixed = current.agenda_set_at is not None or found is None or found.agenda_set_at is not None
    if fixed or found is None or not rules.better(current.starts_at, found.starts_at):
        return False
    unplace(unit, question)
    put(unit, question, found)
    return True


def _details(question: Question) -> dict[str, object]:
    found = json.loads(question.details or "{}")
    return found if isinstance(found, dict) else {}
