"""A question as one picture, for AU's card, the raiser's and the lists; every letter's read and App Home draw from
it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from bot.text import question_form as form_words
from bot.text import questions as words
from models.rules import questions as rules
from models.rules import questions_au as au
from models.rules.bodies import AuPolicy, Structure, Topic
from models.rules.questions import QuestionState
from models.rules.questions_au import Answer
from models.rules.refusals import Refusal
from models.rules.roster import OFFICES, Role
from models.store import meetings, people
from models.store import questions as store
from models.store import structure as structures
from models.store.engine import Reading
from models.store.known import PersonRow
from models.tables.meetings import Meeting
from models.tables.questions import AuAnswer, Question
from models.values import dataclass

FIRST = ("issue", "background", "benefit", "concerned", "why_not_local")
FURTHER = (
    "handling", "meeting", "level", "endorser", "endorser_function", "endorsed_on", "informed", "experts", "association",
    "initiative", "priority", "links",
)  # fmt: skip


@dataclass(frozen=True)
class GivenCard:
    """An answer that stands: who, in which office, what, when (local)."""

    office: Role
    name: str
    answer: Answer
    text: str
    target: str
    at: datetime
    own_principal: bool  # S-10: allowed, and shown


@dataclass(frozen=True)
class LinkCard:
    """A question that this one came from, or that came from it."""

    number: str
    body: str  # its short name
    body_name: str
    state: QuestionState


@dataclass(frozen=True)
class CompletionCard:
    """What AU asked in a round and what the raiser answered; `at` is local."""

    asked: str
    text: str
    at: datetime


@dataclass(frozen=True)
class QuestionCard:
    """Everything there is to see of a question. Days and times are local; names and labels are ready to show."""

    id: int
    number: str  # empty for a draft that was never handed in
    title: str
    body: str
    body_short: str
    principal: str
    raiser: str
    cosigner: str | None
    state: QuestionState
    round: int
    texts: tuple[tuple[str, str], ...]
    further: tuple[tuple[str, str], ...]
    maybe: bool
    source: str | None
    source_author: str | None
    answer_by: date | None
    complete_by: date | None
    meeting: date | None
    missed: date | None  # the meeting whose deadline had passed when it came in
    target: date | None  # the meeting it is meant for
    preparer: str  # short name of the body that prepares for this one; empty when none does
    prepared: bool
    offices: tuple[tuple[Role, str], ...]  # who holds AU's offices today
    both: bool  # both must answer (S-09)
    given: tuple[GivenCard, ...]
    reason: str
    referred_to: str
    origin: LinkCard | None
    children: tuple[LinkCard, ...]
    completions: tuple[CompletionCard, ...]
    disagreement: bool
    may_withdraw: bool
    may_send_back: bool
    preparation_reference: str = ""  # where the agreement says that matters are prepared

    @property
    def unprepared(self) -> bool:
        """Whether it has not been prepared by the body that prepares for this one (S-07)."""
        return bool(self.preparer) and not self.prepared

    @property
    def at_au(self) -> bool:
        """Whether AU can answer now."""
        return self.state is QuestionState.AT_AU and not self.disagreement

    @property
    def child(self) -> LinkCard | None:
        """The newest question that came from this one."""
        return self.children[-1] if self.children else None

    @property
    def referred_number(self) -> str | None:
        """The number it has where it was referred; None when that is outside the structure."""
        return self.child.number if self.child and self.child.body_name == self.referred_to else None

    @property
    def label(self) -> str:
        """The status in words."""
        preparer = self.child.body if self.child and self.state is QuestionState.IN_PREPARATION else self.preparer
        return words.label(self.state, meeting=self.meeting, preparer=preparer)


def card(reading: Reading, question: Question) -> QuestionCard:
    """The picture of a question, from fresh reads."""
    return cards(reading, [question])[0]


def cards(reading: Reading, questions: Collection[Question]) -> tuple[QuestionCard, ...]:
    """The pictures of questions, in their order, from fresh reads: as many statements for a list as for one."""
    if not questions:
        return ()
    known = _known(reading, questions)
    return tuple(_card(reading, one, known) for one in questions)


@dataclass(frozen=True)
class _Known:
    """What pictures are drawn from, asked for once for all of them."""

    answers: dict[int, list[AuAnswer]]
    origins: dict[int, Question]
    children: dict[int, list[Question]]
    meetings: dict[int, Meeting]
    ahead: list[Meeting]  # planned meetings of their bodies that are not over, the next first
    people: Mapping[int, PersonRow]


def _known(reading: Reading, questions: Collection[Question]) -> _Known:
    session = reading.session
    ids = [one.id or 0 for one in questions]
    bodies = {one.body for one in questions}
    wishes = {wish for one in questions if (wish := _wish(one)) is not None}
    return _Known(
        answers=store.answers_of(session, ids),
        origins=store.many(session, {one.origin_id for one in questions if one.origin_id is not None}),
        children=store.children_of(session, ids),
        meetings=meetings.many(session, wishes | {one.meeting_id for one in questions if one.meeting_id is not None}),
        ahead=meetings.planned(session, bodies.pop() if len(bodies) == 1 else None, after=reading.now),
        people=people.by_id(session),
    )


def _wish(question: Question) -> int | None:
    """The meeting that the raiser would like it to be taken up at."""
    wish = store.details(question).get("meeting", "")
    return int(wish) if wish.isdecimal() else None


def _card(reading: Reading, question: Question, read: _Known) -> QuestionCard:
    session, structure = reading.session, structures.current(reading.session)
    body = structure.body(question.body)
    state = QuestionState(question.state)
    rows = read.answers.get(question.id or 0, [])
    offices = people.assignments(session, reading.today, body=body.key, roles=OFFICES)
    known = read.people
    meeting = read.meetings[question.meeting_id] if question.meeting_id is not None else None
    came = reading.local(question.submitted_at or reading.now).date()
    target, missed = _around(reading, read.ahead, body.key, came)
    origin = read.origins[question.origin_id] if question.origin_id is not None else None
    preparer = rules.preparer(structure, body.key)
    now = [one for one in rows if one.round == question.round]
    names = {one.key: one.name for one in structure.bodies}
    withdrawable = rules.may_withdraw(
        state,
        own=True,
        linked=origin is not None,
        notice_sent=meeting is not None and meeting.notice_sent_at is not None,
    )
    back = au.may_send_back(state, QuestionState(origin.state) if origin else None, au_or_coordinator=True)
    return QuestionCard(
        id=question.id or 0,
        number="" if question.number.startswith("draft:") else question.number,
        title=question.title,
        body=body.name,
        body_short=body.short_name,
        principal=principal(structure, question.principal),
        raiser=known[question.raised_by].name,
        cosigner=known[question.cosigned_by].name if question.cosigned_by else None,
        state=state,
        round=question.round,
        texts=tuple((name, getattr(question, name)) for name in FIRST if getattr(question, name)),
        further=_further(reading, question, read.meetings),
        maybe=question.reach == rules.Reach.MAYBE,
        source=question.source,
        source_author=question.source_author,
        answer_by=reading.local(question.answer_by).date() if question.answer_by else None,
        complete_by=question.complete_by,
        meeting=reading.local(meeting.starts_at).date() if meeting else None,
        missed=missed,
        target=target,
        preparer=structure.body(preparer).short_name if preparer else "",
        prepared=question.prepared,
        offices=tuple((Role(one.role), known[one.person_id].name) for one in offices),
        both=body.au_policy is AuPolicy.BOTH,
        given=_given(reading, question, now, known, names),
        reason=question.reason or "",
        referred_to=words.target(question.referred_to, names) if question.referred_to else "",
        origin=_link(structure, origin) if origin else None,
        children=tuple(_link(structure, one) for one in read.children.get(question.id or 0, [])),
        completions=_completions(reading, question),
        disagreement=state is QuestionState.AT_AU and question.escalated_why == rules.Escalated.DISAGREEMENT,
        may_withdraw=not isinstance(withdrawable, Refusal),
        may_send_back=not isinstance(back, Refusal),
        preparation_reference=structure.reference(Topic.PREPARATION, body.key),
    )


def principal(structure: Structure, key: str) -> str:
    """A principal's name; empty for an appointment without one."""
    return next((one.name for one in structure.principals if one.key == key), "")


def next_meetings(reading: Reading, body: str, came: date) -> tuple[date | None, date | None]:
    """The next meeting in time for what comes in that day, and the nearer one whose deadline has passed (local
    days)."""
    return _around(reading, meetings.planned(reading.session, body, after=reading.now), body, came)


def _around(reading: Reading, ahead: Iterable[Meeting], body: str, came: date) -> tuple[date | None, date | None]:
    """The same, of meetings that have been read, the next first."""
    dated = [
        (one, one.submission_deadline) for one in ahead if one.body == body and one.submission_deadline is not None
    ]
    in_time = (one for one, deadline in dated if deadline >= came and one.starts_at > reading.now)
    following = next(in_time, None)
    before = (one for one, deadline in dated if deadline < came)
    missed = next((one for one in before if following is None or one.starts_at < following.starts_at), None)
    return (
        reading.local(following.starts_at).date() if following else None,
        reading.local(missed.starts_at).date() if missed else None,
    )


def _further(reading: Reading, question: Question, rows: dict[int, Meeting]) -> tuple[tuple[str, str], ...]:
    found, wish = store.details(question), _wish(question)
    days = {str(wish): form_words.next_day(reading.local(rows[wish].starts_at).date())} if wish in rows else {}
    return tuple((name, form_words.detail(name, found[name], days)) for name in FURTHER if found.get(name))


def _given(
    reading: Reading, question: Question, rows: list[AuAnswer], known: Mapping[int, PersonRow], names: dict[str, str]
) -> tuple[GivenCard, ...]:
    return tuple(
        GivenCard(
            office=Role(one.office),
            name=known[one.person_id].name,
            answer=Answer(one.answer),
            text=one.text or "",
            target=words.target(one.target, names) if one.target else "",
            at=reading.local(one.at),
            own_principal=own_principal(reading, question, one.person_id),
        )
        for one in rows
    )


def own_principal(reading: Reading, question: Question, person_id: int) -> bool:
    """Whether that person sits for the question's own principal (S-10)."""
    posts = people.assignments(reading.session, reading.today, body=question.body, person_id=person_id)
    return any(one.principal == question.principal for one in posts)


def _link(structure: Structure, question: Question) -> LinkCard:
    body = structure.body(question.body)
    return LinkCard(question.number, body.short_name, body.name, QuestionState(question.state))


def _completions(reading: Reading, question: Question) -> tuple[CompletionCard, ...]:
    return tuple(
        CompletionCard(
            asked=str(one["asked"]),
            text=str(one["text"]),
            at=reading.local(datetime.fromisoformat(str(one["at"]))),
        )
        for one in store.completions(question)
    )
