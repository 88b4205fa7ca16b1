"""What each letter about a question shows, read afresh when it is sent: to whom, and whether it is still wanted."""

from __future__ import annotations

import json
from datetime import date

from bot.outbox.letters import questions as letters
from bot.reads.question_cards import QuestionCard, card
from bot.reads.shapes import Gathered, Picture, ToChannel, ToPerson, Unreachable, Unwanted
from bot.text import questions as words
from bot.text.question_notes import Note
from bot.text.words import swedish_order
from models.rules.bodies import AuPolicy
from models.rules.questions import Escalated, QuestionState
from models.rules.questions_au import Answer, Outcome
from models.rules.roster import OFFICES, Role
from models.store import bodies, outbox, people
from models.store import questions as store
from models.store import structure as structures
from models.store.engine import Reading
from models.store.known import PersonRow
from models.tables.journal import JournalLine
from models.tables.questions import AuAnswer, Question
from models.values import dataclass


@dataclass(frozen=True)
class NoteShape:
    """A line in a thread; `to_raiser` when the raiser is told."""

    note: Note
    to_raiser: bool


@dataclass(frozen=True)
class RaiserShape:
    """The raiser's message; `cosigners` are those whose signature is waited for."""

    card: QuestionCard
    cosigners: tuple[str, ...]


@dataclass(frozen=True)
class SupplementShape:
    """AU's request of one round; `open` until it is answered."""

    card: QuestionCard
    asked: str
    round: int
    open: bool


@dataclass(frozen=True)
class CosignShape:
    """A representative's message; `declined` when that person has said not now."""

    card: QuestionCard
    open: bool
    declined: bool


@dataclass(frozen=True)
class EscalationShape:
    """A coordinator's message; `open` while it still is so."""

    card: QuestionCard
    why: Escalated
    round: int
    open: bool


@dataclass(frozen=True)
class UnsignedShape:
    """A coordinator's message: who was asked to sign and has not answered, who has said not now, since when; `open` while nobody has
    signed."""

    card: QuestionCard
    silent: tuple[str, ...]
    declined: tuple[str, ...]
    since: date
    open: bool


def au_card(reading: Reading, letter: letters.AuCard) -> Gathered:
    """The card in the AU channel. Unreachable while no channel is chosen."""
    question = store.get(reading.session, letter.question_id)
    if question is None:
        return Unwanted("no such question")
    channel = _au_channel(reading, question)
    return Picture(ToChannel(channel), card(reading, question)) if channel else Unreachable("no channel")


def _au_channel(reading: Reading, question: Question) -> str | None:
    chosen = bodies.channels(reading.session, question.body)
    return chosen.au_channel if chosen else None


def au_note(reading: Reading, letter: letters.AuNote) -> Gathered:
    """A line in the thread of AU's card; not wanted where there is no card to hang it on."""
    question, line = store.get(reading.session, letter.question_id), store.line(reading.session, letter.line_id)
    if question is None or line is None:
        return Unwanted("no such question")
    name = letters.au_card(letter.question_id)
    place = outbox.card(reading.session, name)
    if place is None:
        return Unwanted("no card")
    return Picture(ToChannel(place[0], name), NoteShape(note(reading, question, line), to_raiser=False))


def raiser_card(reading: Reading, letter: letters.RaiserCard) -> Gathered:
    """The raiser's message. A draft that was never handed in is on App Home only."""
    question = store.get(reading.session, letter.question_id)
    if question is None or question.number.startswith("draft:"):
        return Unwanted("a draft")
    person = people.get(reading.session, question.raised_by)
    if person.slack_id is None:
        return Unreachable("no Slack account")
    waited = question.state == QuestionState.AWAITING_COSIGNATURE
    return Picture(
        ToPerson(person.slack_id),
        RaiserShape(card(reading, question), representatives(reading, question) if waited else ()),
    )


def representatives(reading: Reading, question: Question) -> tuple[str, ...]:
    """The names of those who may sign (S-36)."""
    return tuple(one.name for one in _representatives(reading, question))


def _representatives(reading: Reading, question: Question) -> list[PersonRow]:
    seats = people.assignments(
        reading.session, reading.today, body=question.body, principal=question.principal, roles=[Role.ORDINARY]
    )
    known = people.many(reading.session, (one.person_id for one in seats))
    return sorted((known[one.person_id] for one in seats), key=lambda one: swedish_order(one.name))


def raiser_note(reading: Reading, letter: letters.RaiserNote) -> Gathered:
    """A line to the raiser, in the thread of the raiser's card, or by itself while there is none."""
    question, line = store.get(reading.session, letter.question_id), store.line(reading.session, letter.line_id)
    if question is None or line is None:
        return Unwanted("no such question")
    shown = note(reading, question, line)
    if shown.answer is Answer.ASK_SUPPLEMENT:
        return Unwanted("the request itself says it")
    name = letters.raiser_card(letter.question_id)
    place = outbox.card(reading.session, name)
    if place is not None:
        return Picture(ToChannel(place[0], name), NoteShape(shown, to_raiser=True))
    person = people.get(reading.session, question.raised_by)
    if person.slack_id is None:
        return Unreachable("no Slack account")
    return Picture(ToPerson(person.slack_id), NoteShape(shown, to_raiser=True))


def supplement(reading: Reading, letter: letters.SupplementAsked) -> Gathered:
    """AU's request to the raiser; once answered it is only drawn anew, never posted."""
    question = store.get(reading.session, letter.question_id)
    if question is None:
        return Unwanted("no such question")
    is_open = question.state == QuestionState.SUPPLEMENT_REQUESTED and question.round == letter.round
    if not is_open and outbox.card(reading.session, letter.card()) is None:
        return Unwanted("answered before it was sent")
    person = people.get(reading.session, question.raised_by)
    if person.slack_id is None:
        return Unreachable("no Slack account")
    rows = store.answers(reading.session, letter.question_id, letter.round)
    asked = next((one.text or "" for one in rows if one.answer == Answer.ASK_SUPPLEMENT), "")
    return Picture(ToPerson(person.slack_id), SupplementShape(card(reading, question), asked, letter.round, is_open))


def cosign(reading: Reading, letter: letters.CosignCard) -> Gathered:
    """The question of a signature; once it is not waited for, it is only drawn anew."""
    question = store.get(reading.session, letter.question_id)
    if question is None:
        return Unwanted("no such question")
    is_open = question.state == QuestionState.AWAITING_COSIGNATURE
    if not is_open and outbox.card(reading.session, letter.card()) is None:
        return Unwanted("no signature is waited for")
    person = people.get(reading.session, letter.person_id)
    if person.slack_id is None:
        return Unreachable("no Slack account")
    declined = letter.person_id in store.not_now(reading.session, letter.question_id)
    return Picture(ToPerson(person.slack_id), CosignShape(card(reading, question), is_open, declined))


def reach(reading: Reading, letter: letters.ReachNote) -> Gathered:
    """The line to a coordinator about a question that may concern several (R-G02)."""
    question = store.get(reading.session, letter.question_id)
    if question is None or question.state == QuestionState.WITHDRAWN:
        return Unwanted("taken back")
    person = people.get(reading.session, letter.person_id)
    if person.slack_id is None:
        return Unreachable("no Slack account")
    return Picture(ToPerson(person.slack_id), card(reading, question))


def escalation(reading: Reading, letter: letters.Escalation) -> Gathered:
    """The word to a coordinator; once AU has gone on, it is only drawn anew."""
    question = store.get(reading.session, letter.question_id)
    if question is None:
        return Unwanted("no such question")
    waiting = QuestionState.SUPPLEMENT_REQUESTED if letter.why == Escalated.SUPPLEMENT_LATE else QuestionState.AT_AU
    same = question.round == letter.round and question.escalated_why == letter.why
    is_open = same and question.state == waiting
    if not is_open and outbox.card(reading.session, letter.card()) is None:
        return Unwanted("AU has gone on")
    person = people.get(reading.session, letter.person_id)
    if person.slack_id is None:
        return Unreachable("no Slack account")
    return Picture(
        ToPerson(person.slack_id),
        EscalationShape(card(reading, question), Escalated(letter.why), letter.round, is_open),
    )


def unsigned(reading: Reading, letter: letters.Unsigned) -> Gathered:
    """The word to a coordinator that nobody signs (S-36); once the question has gone on, it is only drawn anew."""
    question = store.get(reading.session, letter.question_id)
    asked = store.asked_to_sign(reading.session, letter.question_id)
    if question is None or asked is None:
        return Unwanted("no such question")
    is_open = question.state == QuestionState.AWAITING_COSIGNATURE and asked.id == letter.asked
    if not is_open and outbox.card(reading.session, letter.card()) is None:
        return Unwanted("no signature is waited for")
    person = people.get(reading.session, letter.person_id)
    if person.slack_id is None:
        return Unreachable("no Slack account")
    put_off = store.not_now(reading.session, letter.question_id)
    who = _representatives(reading, question)
    return Picture(
        ToPerson(person.slack_id),
        UnsignedShape(
            card(reading, question),
            silent=tuple(one.name for one in who if one.id not in put_off),
            declined=tuple(one.name for one in who if one.id in put_off),
            since=reading.local(asked.at).date(),
            open=is_open,
        ),
    )


def note(reading: Reading, question: Question, line: JournalLine) -> Note:
    """What a journal line says, with names instead of ids. What somebody answered never changes; names are of today."""
    session = reading.session
    structure = structures.current(session)
    shorts = {one.key: one.short_name for one in structure.bodies}
    facts = json.loads(line.details)
    name = people.get(session, line.actor_id).name if line.actor_id is not None else ""
    if line.act == "question.answered":
        return _answered(reading, question, facts, name)
    if line.act == "question.completed":
        own = (one for one in store.completions(question) if one["body"] == question.body)
        text = next((str(one["text"]) for one in own if one["round"] == facts["round"]), "")
        return Note(line.act, name=name, text=text, changed=tuple(facts["changed"]))
    if line.act == "question.not_now":
        why = store.put_off(question).get(str(line.id)) or facts.get("reason", "")  # before 0008 it stood in the line
        return Note(line.act, name=name, text=str(why), everybody=bool(facts["everybody"]))
    if line.act in ("question.linked", "question.sent_back") and question.origin_id is not None:
        origin = store.get(session, question.origin_id)
        return Note(
            line.act, name=name, linked_number=str(facts["origin"]), linked_body=shorts[origin.body] if origin else ""
        )
    if line.act == "question.linked_moved":
        return Note(
            line.act, linked_number=str(facts["number"]), linked_body=shorts[facts["linked_body"]],
            linked_state=QuestionState(facts["state"]), back=bool(facts["back"]),
        )  # fmt: skip
    if line.act == "question.prepared":
        return Note(line.act, linked_number=str(facts["number"]), linked_body=shorts[facts["linked_body"]])
    return Note(line.act, name=name)


def _answered(reading: Reading, question: Question, facts: dict[str, object], name: str) -> Note:
    session = reading.session
    structure = structures.current(session)
    body = structure.body(question.body)
    row = session.get_one(AuAnswer, int(str(facts["answer_id"])))
    office = Role(row.office)
    other = next(role for role in OFFICES if role is not office)
    holder = people.office_holder(session, body.key, other, reading.today)
    shown = card(reading, question)
    child = next(iter(reversed(store.children(session, question.id or 0))), None)
    return Note(
        act="question.answered",
        name=name,
        office=office,
        answer=Answer(row.answer),
        outcome=Outcome(str(facts["outcome"])),
        text=(question.reason or row.text or "") if row.answer == Answer.DECLINE else (row.text or ""),
        target=words.target(row.target, {one.key: one.name for one in structure.bodies}) if row.target else "",
        own_principal=bool(facts["own_principal"]),
        unprepared=bool(facts["unprepared"]),
        other=holder.name if holder else None,
        other_office=other,
        by_chair=body.au_policy is AuPolicy.CHAIR_AFTER_CONSULTATION,
        meeting=shown.meeting,
        complete_by=question.complete_by,
        linked_number=child.number if child else None,
        linked_body=structure.body(child.body).short_name if child else "",
        preparer=shown.preparer,
    )
