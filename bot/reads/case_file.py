"""The case file of a question, for the registry: every field, AU's answers with those taken back, the linked questions, the
meetings and points, and all that was done, in order. Times are local. How it is written to files is in handlers/web."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from bot.reads.case_shapes import (
    Answer,
    CaseFile,
    Coded,
    Completion,
    Field,
    IndexLine,
    Item,
    JournalEntry,
    Link,
    MeetingPart,
    Year,
)
from bot.text import case_file as words
from bot.text import question_form as form_words
from bot.text import questions as question_words
from models.rules import questions as rules
from models.rules.agenda import ItemState
from models.rules.bodies import Structure
from models.rules.questions import Escalated
from models.rules.questions_au import Answer as AuReply
from models.store import case_file as store
from models.store import meetings, people
from models.store import questions as questions_store
from models.store import structure as structures
from models.store.engine import Reading
from models.tables.journal import JournalLine
from models.tables.meetings import AgendaItem, Meeting
from models.tables.questions import Question

FIRST: Final = ("issue", "background", "benefit", "concerned", "why_not_local")
AROUND: Final = frozenset({"agenda.set", "agenda.reopened", "notice.sent", "meeting.moved", "meeting.cancelled"})
"""What happens to a whole agenda is about the question too, while it stands there."""
_NUMBER: Final = re.compile(r"\s*([^\W\d_]{1,6})[\s-]*(\d{4})-(\d{1,5})\s*")


@dataclass
class _Desk:
    """What is at hand while a file is put together."""

    reading: Reading
    structure: Structure
    names: dict[int, str]

    def local(self, moment: datetime | None) -> datetime | None:
        """A moment as the clocks on the wall show it."""
        return self.reading.local(moment) if moment else None

    def name(self, person_id: int | None) -> str:
        """A person's name; asked once."""
        if person_id is None:
            return ""
        if person_id not in self.names:
            self.names |= {one: row.name for one, row in people.many(self.reading.session, [person_id]).items()}
        return self.names.get(person_id, str(person_id))

    @property
    def bodies(self) -> dict[str, str]:
        """Names of bodies by key."""
        return {one.key: one.name for one in self.structure.bodies}

    def principal(self, key: str) -> str:
        """A principal's name."""
        return next((one.name for one in self.structure.principals if one.key == key), key)


def normal(number: str) -> str:
    """A number as it is stored, from any way of writing it: "svo-2026-14" is SVO 2026-014."""
    found = _NUMBER.fullmatch(number)
    return f"{found[1].upper()} {found[2]}-{int(found[3]):03d}" if found else number


def folder(number: str) -> str:
    """The folder's name: SVO-2026-014."""
    return number.replace(" ", "-")


def of(reading: Reading, number: str) -> CaseFile | None:
    """The case file of a number, however it is written; None when there is none. A draft that was never handed in has no
    number, and no file."""
    question = store.by_number(reading.session, normal(number))
    if question is None:
        return None
    return _file(_Desk(reading, structures.current(reading.session), {}), question)


def year(reading: Reading, number: int) -> Year:
    """Every case file of a year, with the list of them."""
    structure = structures.current(reading.session)
    desk = _Desk(reading, structure, {})
    files = tuple(_file(desk, one) for one in store.of_year(reading.session, number))
    lines = tuple(
        IndexLine(
            number=one.number,
            body=one.body.words,
            title=one.title,
            principal=one.principal.words,
            raiser=one.raised_by,
            state=one.state.words,
            submitted=_day(one.submitted_at),
            settled=_day(one.settled_at),
            meeting=_day(one.meetings[-1].days[0][0] if one.meetings else None),
            folder=one.folder,
        )
        for one in files
    )
    return Year(number, structure.name, lines, files)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _file(desk: _Desk, question: Question) -> CaseFile:
    session, number = desk.reading.session, question.id or 0
    items = store.items(session, number)
    ids = dict.fromkeys(one.meeting_id for one in items)
    ids |= dict.fromkeys([question.meeting_id] if question.meeting_id else [])
    rows = meetings.many(session, ids)
    here = rows.get(question.meeting_id or 0)
    preparer = rules.preparer(desk.structure, question.body)
    state = words.state(
        question.state,
        meeting=desk.reading.local(here.starts_at).date() if here else None,
        preparer=desk.structure.body(preparer).short_name if preparer else "",
    )
    names = {one.key: one.name for one in desk.structure.bodies}
    return CaseFile(
        number=question.number,
        folder=folder(question.number),
        structure=desk.structure.name,
        title=question.title,
        body=Coded(question.body, names.get(question.body, question.body)),
        principal=Coded(question.principal, desk.principal(question.principal)),
        raised_by=desk.name(question.raised_by),
        cosigned_by=desk.name(question.cosigned_by),
        state=Coded(question.state, state),
        reach=Coded(question.reach, words.reach(question.reach)),
        texts=tuple(Field(name, words.field(name), getattr(question, name)) for name in FIRST),
        further=_further(desk, question),
        source=question.source or "",
        source_author=question.source_author or "",
        prepared=question.prepared,
        round=question.round,
        created_at=desk.reading.local(question.created_at),
        submitted_at=desk.local(question.submitted_at),
        answer_by=desk.local(question.answer_by),
        complete_by=question.complete_by,
        escalated_at=desk.local(question.escalated_at),
        escalated_why=_escalated(question),
        settled_at=desk.local(question.settled_at),
        reason=question.reason or "",
        referred_to=question_words.target(question.referred_to, names) if question.referred_to else "",
        answers=_answers(desk, question, names),
        completions=_completions(desk, question, names),
        links=_links(desk, question, names),
        meetings=tuple(_meeting(desk, rows[one], items, names) for one in ids if one in rows),
        journal=_journal(desk, question, items, names),
    )


def _escalated(question: Question) -> Coded | None:
    why = question.escalated_why
    return Coded(why, words.ESCALATED[Escalated(why)]) if why else None


def _further(desk: _Desk, question: Question) -> tuple[Field, ...]:
    found = questions_store.details(question)
    wish = str(found.get("meeting", ""))
    rows = meetings.many(desk.reading.session, [int(wish)] if wish.isdecimal() else [])
    days = {str(number): form_words.next_day(desk.reading.local(one.starts_at).date()) for number, one in rows.items()}
    return tuple(
        Field(name, words.field(name), form_words.detail(name, text, days)) for name, text in found.items() if text
    )


def _answers(desk: _Desk, question: Question, names: Mapping[str, str]) -> tuple[Answer, ...]:
    return tuple(
        Answer(
            round=one.round,
            office=Coded(one.office, words.office(one.office)),
            person=desk.name(one.person_id),
            answer=Coded(one.answer, words.ANSWERS_GIVEN[AuReply(one.answer)]),
            text=one.text or "",
            target=question_words.target(one.target, names) if one.target else "",
            at=desk.reading.local(one.at),
            withdrawn_at=desk.local(one.withdrawn_at),
        )
        for one in store.answers(desk.reading.session, question.id or 0)
    )


def _completions(desk: _Desk, question: Question, names: Mapping[str, str]) -> tuple[Completion, ...]:
    found: list[dict[str, Any]] = json.loads(question.completions)
    return tuple(
        Completion(
            body=names.get(one["body"], one["body"]),
            round=one["round"],
            at=desk.reading.local(datetime.fromisoformat(one["at"])),
            asked=one["asked"],
            text=one["text"],
            before=tuple(Field(name, words.field(name), text) for name, text in one["before"].items()),
        )
        for one in found
    )


def _links(desk: _Desk, question: Question, names: Mapping[str, str]) -> tuple[Link, ...]:
    session = desk.reading.session
    origin = questions_store.get(session, question.origin_id) if question.origin_id else None
    family = [(Coded("origin", words.ORIGIN), one) for one in [origin] if one is not None]
    family += [(Coded("made", words.MADE), one) for one in questions_store.children(session, question.id or 0)]
    return tuple(
        Link(how, one.number, names.get(one.body, one.body), one.title, Coded(one.state, words.state(one.state)))
        for how, one in family
    )


def _meeting(desk: _Desk, row: Meeting, items: Iterable[AgendaItem], names: Mapping[str, str]) -> MeetingPart:
    local = desk.reading.local
    return MeetingPart(
        body=names.get(row.body, row.body),
        days=tuple(
            (local(one.starts_at), local(one.ends_at)) for one in meetings.days(desk.reading.session, row.id or 0)
        ),
        place=row.place,
        state=Coded(row.state, words.CANCELLED if row.state == "cancelled" else words.PLANNED),
        cancel_reason=row.cancel_reason or "",
        agenda_set_at=desk.local(row.agenda_set_at),
        agenda_set_by=desk.name(row.agenda_set_by),
        notice_sent_at=desk.local(row.notice_sent_at),
        notice_sent_by=desk.name(row.notice_sent_by),
        items=tuple(_item(desk, one) for one in items if one.meeting_id == row.id),
    )


def _item(desk: _Desk, one: AgendaItem) -> Item:
    return Item(
        position=one.position,
        title=one.title,
        kind=Coded(one.kind, words.kind(one.kind)),
        minutes=one.minutes,
        presenter=one.presenter or desk.name(one.presenter_id),
        state=Coded(one.state, words.ITEM_STATES[ItemState(one.state)]),
        unprepared=one.unprepared,
        new_since_notice=one.new_since_notice,
        carried=one.carried_from is not None,
        added_at=desk.reading.local(one.added_at),
        left_at=desk.local(one.left_at),
    )


def _journal(
    desk: _Desk, question: Question, items: list[AgendaItem], names: Mapping[str, str]
) -> tuple[JournalEntry, ...]:
    own = f"question:{question.id}"
    by_meeting: dict[str, list[AgendaItem]] = {}
    for one in items:
        by_meeting.setdefault(f"meeting:{one.meeting_id}", []).append(one)
    lines = store.journal(desk.reading.session, [own, *by_meeting])
    why = questions_store.put_off(question)
    read = [(one, json.loads(one.details) | _why(why.get(str(one.id)))) for one in lines]
    return tuple(
        _entry(desk, one, details, names)
        for one, details in read
        if one.subject == own or _is_about(question, by_meeting.get(one.subject, []), one, details)
    )


def _why(reason: str | None) -> dict[str, str]:
    return {"reason": reason} if reason else {}


def _is_about(question: Question, items: list[AgendaItem], line: JournalLine, details: Mapping[str, Any]) -> bool:
    """Whether a line of a meeting is about the question: it names it or its point, or the point stood there then."""
    if details.get("question") == question.number:
        return True
    points = {one.id for one in items}
    if details.get("item") in points or details.get("carried_from") in points:
        return True
    there = any(one.added_at <= line.at and (one.left_at is None or line.at <= one.left_at) for one in items)
    return line.act in AROUND and there


def _entry(desk: _Desk, line: JournalLine, details: dict[str, Any], names: Mapping[str, str]) -> JournalEntry:
    days: dict[str, Any] = {name: _spans(desk, details[name]) for name in ("days", "was") if name in details}
    reached = details.get("to") if line.act == "notice.sent" else None
    known = {one: desk.name(one) for one in reached or []}
    return JournalEntry(
        at=desk.reading.local(line.at),
        actor=Coded(line.actor, words.ACTORS.get(line.actor, line.actor)),
        person=desk.name(line.actor_id),
        act=Coded(line.act, words.act(line.act)),
        about=line.subject.partition(":")[0],
        rule=line.rule or "",
        details=details,
        told=words.told(line.act, details | days, known, names),
        people=tuple(known.values()),
    )


def _spans(desk: _Desk, stored: list[str]) -> str:
    days = [tuple(desk.reading.local(datetime.fromisoformat(edge)) for edge in one.split("/")) for one in stored]
    return words.spans((one[0], one[1]) for one in days)
