"""A question's states, its legal moves, and who may make them: raising, co-signing, AU's two answers, completion,
taking back. Where AU's answers lead is in models/rules/questions_au.py; which meeting takes the question, in
models/rules/agenda.py."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from models.rules.bodies import LeadTimes, Structure
from models.rules.personal_numbers import holds_one
from models.rules.refusals import Refusal
from models.rules.standing import Post
from models.values import dataclass


class QuestionState(StrEnum):
    """Where a question is. The Swedish labels are in bot/text/questions.py."""

    DRAFT = "draft"
    AWAITING_COSIGNATURE = "awaiting_cosignature"
    AT_AU = "at_au"
    SUPPLEMENT_REQUESTED = "supplement_requested"
    IN_PREPARATION = "in_preparation"
    APPROVED = "approved"
    ON_AGENDA = "on_agenda"
    REFERRED = "referred"
    NOT_TAKEN_UP = "not_taken_up"
    WITHDRAWN = "withdrawn"
    TREATED = "treated"


class Move(StrEnum):
    """What can happen to a question."""

    SUBMIT = "submit"
    ASK_COSIGNATURE = "ask_cosignature"
    COSIGN = "cosign"
    NOT_NOW = "not_now"
    APPROVE = "approve"
    ASK_SUPPLEMENT = "ask_supplement"
    COMPLETE = "complete"
    PREPARE = "prepare"
    COME_BACK = "come_back"
    REFER = "refer"
    DECLINE = "decline"
    REOPEN = "reopen"
    PLACE = "place"
    UNPLACE = "unplace"
    TREAT = "treat"
    WITHDRAW = "withdraw"


class Reach(StrEnum):
    """The answer to "does it concern more than one municipality?" (S-29)."""

    SEVERAL = "several"
    MAYBE = "maybe"
    ONE = "one"


class LevelChange(StrEnum):
    """Whether a question is lifted from another level of responsibility (R-F02, S-06)."""

    NONE = "none"
    LOCAL = "local"
    OFFICIAL = "official"


class Escalated(StrEnum):
    """Why the coordinators were told (S-09)."""

    DISAGREEMENT = "disagreement"
    LATE = "late"
    VACANT = "vacant"
    SUPPLEMENT_LATE = "supplement_late"
    UNSIGNED = "unsigned"  # S-36


S, M = QuestionState, Move
MOVES: Final[Mapping[tuple[QuestionState, Move], QuestionState]] = MappingProxyType(
    {
        (S.DRAFT, M.SUBMIT): S.AT_AU,
        (S.DRAFT, M.ASK_COSIGNATURE): S.AWAITING_COSIGNATURE,
        (S.AWAITING_COSIGNATURE, M.COSIGN): S.AT_AU,
        (S.AWAITING_COSIGNATURE, M.NOT_NOW): S.DRAFT,
        (S.AT_AU, M.APPROVE): S.APPROVED,
        (S.AT_AU, M.ASK_SUPPLEMENT): S.SUPPLEMENT_REQUESTED,
        (S.SUPPLEMENT_REQUESTED, M.COMPLETE): S.AT_AU,
        (S.AT_AU, M.PREPARE): S.IN_PREPARATION,
        (S.IN_PREPARATION, M.COME_BACK): S.AT_AU,
        (S.AT_AU, M.REFER): S.REFERRED,
        (S.AT_AU, M.DECLINE): S.NOT_TAKEN_UP,
        (S.AT_AU, M.REOPEN): S.AT_AU,
        (S.APPROVED, M.PLACE): S.ON_AGENDA,
        (S.ON_AGENDA, M.UNPLACE): S.APPROVED,
        (S.ON_AGENDA, M.TREAT): S.TREATED,
        (S.DRAFT, M.WITHDRAW): S.WITHDRAWN,
        (S.AWAITING_COSIGNATURE, M.WITHDRAW): S.WITHDRAWN,
        (S.AT_AU, M.WITHDRAW): S.WITHDRAWN,
        (S.SUPPLEMENT_REQUESTED, M.WITHDRAW): S.WITHDRAWN,
        (S.IN_PREPARATION, M.WITHDRAW): S.WITHDRAWN,
        (S.APPROVED, M.WITHDRAW): S.WITHDRAWN,
        (S.ON_AGENDA, M.WITHDRAW): S.WITHDRAWN,
    }
)
"""The one table of transitions: what is not here does not happen."""

SETTLED: Final = frozenset({S.REFERRED, S.NOT_TAKEN_UP, S.WITHDRAWN, S.TREATED})
"""Nothing more happens to a question in these states."""

MOST: Final = MappingProxyType(
    {
        "title": 150, "benefit": 1000, "concerned": 1000, "why_not_local": 1000, "endorser": 150, "endorser_function": 150,
        "informed": 300, "experts": 300, "priority": 300, "links": 1000,
    }
)  # fmt: skip
MOST_OTHERWISE: Final = 2000
"""Characters in a field; together they must fit in one message to AU."""

REQUIRED: Final = ("title", "issue", "benefit", "concerned", "why_not_local")
ENDORSEMENT: Final = ("endorser", "endorser_function", "endorsed_on")
LINE: Final = "line"
ARENA: Final = "arena:"
"""Where a question may be referred besides other bodies: the principal's own line, an arena outside the structure."""
LEAST_DAYS: Final = 3
"""However near the meeting is, nobody is given less time than this to answer."""
SIGN_DAYS: Final = 7
"""A week to sign a substitute's question: so long is a notice out before its meeting too."""


@dataclass(frozen=True)
class Draft:
    """What somebody has written in the form. `details` has the further fields by their code names."""

    body: str = ""
    title: str = ""
    issue: str = ""
    background: str = ""
    benefit: str = ""
    concerned: str = ""
    why_not_local: str = ""
    reach: Reach | None = None
    details: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    source: str | None = None
    source_author: str | None = None

    def texts(self) -> dict[str, str]:
        """Every field that holds words, by its name, in the form's order."""
        first = {name: getattr(self, name) for name in ("title", "issue", "background", "benefit", "concerned")}
        return {**first, "why_not_local": self.why_not_local, **self.details}


def move(state: QuestionState, step: Move) -> QuestionState | Refusal:
    """The state after a step, or that it can not be taken from here."""
    return MOVES.get((state, step), Refusal.NOT_AWAITING_AU)


def may_raise(seat: Post | None, substitute: Post | None, *, serving: bool) -> Move | Refusal:
    """Whether somebody may raise a question in a body, and whether it goes to AU at once.

    A seat in that body is needed (R-D04, S-06); a substitute's question waits for the ordinary representative's
    signature unless the substitute serves at the next meeting (S-36).
    """
    if seat is not None or (substitute is not None and serving):
        return Move.SUBMIT
    return Refusal.NO_SEAT if substitute is None else Move.ASK_COSIGNATURE


def may_cosign(seat: Post | None, principal: str) -> Post | Refusal:
    """An ordinary representative of the same principal in that body signs a substitute's question (S-36)."""
    return seat if seat is not None and seat.principal == principal else Refusal.NOT_COSIGNER


def checked(texts: Mapping[str, str], today: date, *, required: Iterable[str] = ()) -> tuple[str, Refusal] | None:
    """The first field that can not stand and why, or None: empty, too long, or with a personal identity number in
    it."""
    wanted = frozenset(required)
    for name, text in texts.items():
        if name in wanted and not text.strip():
            return name, Refusal.EMPTY
        if len(text) > most(name):
            return name, Refusal.TOO_LONG
        if holds_one(text, today):
            return name, Refusal.PERSONAL_NUMBER
    return None


def most(name: str) -> int:
    """How many characters a field may have."""
    return MOST.get(name, MOST_OTHERWISE)


def required(draft: Draft) -> tuple[str, ...]:
    """The fields that must be filled: with a change of level also who in the line stands behind the question
    (R-F02)."""
    lifted = draft.details.get("level", LevelChange.NONE) != LevelChange.NONE
    return (*REQUIRED, *ENDORSEMENT) if lifted else REQUIRED


def is_bilateral(reach: Reach | None) -> bool:
    """A question of one municipality is for that municipality and the region, outside the structure (R-G01, S-29)."""
    return reach is Reach.ONE


def answer_day(today: date, lead: LeadTimes, meeting: date | None) -> date:
    """The last day for AU's answer: a number of days before the meeting that the question is meant for (T−21), or a
    number of days from now when no meeting is near; never less than LEAST_DAYS away."""
    return _within(today, lead.au_answer_after_days, meeting, lead.au_answer_days)


def completion_day(today: date, lead: LeadTimes, meeting: date | None) -> date:
    """The last day for the raiser's completion (T−14), counted as AU's."""
    return _within(today, lead.au_answer_after_days, meeting, lead.completion_days)


def sign_day(asked: date, lead: LeadTimes, meeting: date | None) -> date:
    """The last day for the signature that a substitute's question waits for (S-36), before the coordinators hear of it: a week from the
    day it was asked for, or what is left until the next meeting's submission deadline (T−28), counted as AU's time."""
    return _within(asked, SIGN_DAYS, meeting, lead.submission_days)


def _within(today: date, after: int, meeting: date | None, before: int) -> date:
    last = today + timedelta(days=after)
    if meeting is not None:
        last = min(last, meeting - timedelta(days=before))
    return max(last, today + timedelta(days=LEAST_DAYS))


def may_withdraw(state: QuestionState, *, own: bool, linked: bool, notice_sent: bool) -> QuestionState | Refusal:
    """The raiser takes a question back until it stands in a notice that has been sent. A linked question follows the
    one it came from."""
    if not own:
        return Refusal.NOT_YOURS
    if linked:
        return Refusal.TAKE_BACK_THE_FIRST
    if state is QuestionState.ON_AGENDA and notice_sent:
        return Refusal.IN_NOTICE
    return MOVES.get((state, Move.WITHDRAW), Refusal.ALREADY_SETTLED)


def may_complete(state: QuestionState, *, own: bool) -> QuestionState | Refusal:
    """The raiser answers what AU asked; a late answer counts too."""
    return move(state, Move.COMPLETE) if own else Refusal.NOT_YOURS


def preparer(structure: Structure, body: str) -> str | None:
    """The body that prepares matters to this one (R-C07, R-D10), or None."""
    return next((one.key for one in structure.bodies if one.prepares_for == body), None)


def referral_targets(structure: Structure, body: str) -> tuple[str, ...]:
    """Where AU may refer a question: other bodies by key, LINE, then arenas outside the structure as ARENA + name.

    An arena that a body escalates to is open to that body alone (R-C20: only the political body lifts a question
    there).
    """
    others = tuple(one.key for one in structure.bodies if one.key != body and one.takes_questions)
    reserved = {one.escalates_to for one in structure.bodies if one.key != body}
    arenas = tuple(ARENA + name for name in structure.external_arenas if name not in reserved)
    return (*others, LINE, *arenas)
