"""AU's answers to a question and where they lead (S-09, S-10): one answer for each office and round, together a
verdict. Not the states themselves: those are in models/rules/questions.py."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from models.rules.bodies import AuPolicy
from models.rules.questions import Move, QuestionState
from models.rules.refusals import Refusal
from models.rules.roster import Role
from models.values import dataclass


class Answer(StrEnum):
    """What an office of the AU can answer."""

    APPROVE = "approve"
    ASK_SUPPLEMENT = "ask_supplement"
    REFER = "refer"
    PREPARE = "prepare"
    DECLINE = "decline"


MOVE_OF: Final[Mapping[Answer, Move]] = MappingProxyType(
    {
        Answer.APPROVE: Move.APPROVE,
        Answer.ASK_SUPPLEMENT: Move.ASK_SUPPLEMENT,
        Answer.REFER: Move.REFER,
        Answer.PREPARE: Move.PREPARE,
        Answer.DECLINE: Move.DECLINE,
    }
)
NEEDS_BOTH: Final = frozenset({Answer.APPROVE, Answer.DECLINE})
"""What only the two together can settle where the body's policy is `both`; the rest either may do alone (S-09)."""


@dataclass(frozen=True)
class Given:
    """An answer that stands in this round: by which office, by whom."""

    office: Role
    person_id: int
    answer: Answer


class Outcome(StrEnum):
    """What an answer leads to."""

    WAITS = "waits"
    SETTLED = "settled"
    DISAGREEMENT = "disagreement"


@dataclass(frozen=True)
class Verdict:
    """The outcome; `move` is the step that settles it, `vacant` tells that the one waited for is not chosen."""

    outcome: Outcome
    move: Move | None = None
    vacant: bool = False


def may_answer(
    state: QuestionState, round_now: int, round_seen: int, office: Role | None, person_id: int, given: Sequence[Given]
) -> Role | Refusal:
    """The office that a person may answer for now: today's chair or vice chair, once in each round.

    Somebody who has answered in the other office (and has changed office since) has answered: two offices, two people.
    """
    if office is None:
        return Refusal.NOT_IN_AU
    if state is not QuestionState.AT_AU:
        return Refusal.NOT_AWAITING_AU
    if round_seen != round_now:
        return Refusal.STALE
    if any(one.office is office or one.person_id == person_id for one in given):
        return Refusal.ALREADY_ANSWERED
    return office


def verdict(policy: AuPolicy, filled: Collection[Role], given: Sequence[Given]) -> Verdict:
    """Where the answers of a round lead, the newest last. `filled`: the offices that somebody holds today."""
    newest = given[-1]
    if policy is AuPolicy.CHAIR_AFTER_CONSULTATION:
        decides = Role.CHAIR if Role.CHAIR in filled else Role.VICE_CHAIR
        return _settled(newest.answer) if newest.office is decides else Verdict(Outcome.WAITS)
    if newest.answer not in NEEDS_BOTH:
        return _settled(newest.answer)
    if len(given) == 1:
        return Verdict(Outcome.WAITS, vacant=len(frozenset(filled) - {newest.office}) == 0)
    agreed = all(one.answer is newest.answer for one in given)
    return _settled(newest.answer) if agreed else Verdict(Outcome.DISAGREEMENT)


def _settled(answer: Answer) -> Verdict:
    return Verdict(Outcome.SETTLED, MOVE_OF[answer])


def may_take_back(state: QuestionState, office: Role | None, person_id: int, given: Sequence[Given]) -> Given | Refusal:
    """An answer can be taken back by the one who gave it until the other has answered."""
    if office is None:
        return Refusal.NOT_IN_AU
    if state is not QuestionState.AT_AU:
        return Refusal.NOT_AWAITING_AU
    mine = next((one for one in given if one.person_id == person_id), None)
    if mine is None:
        return Refusal.NOTHING_TO_TAKE_BACK
    return mine if len(given) == 1 else Refusal.OTHER_HAS_ANSWERED


def may_reopen(
    state: QuestionState, round_now: int, round_seen: int, given: Sequence[Given]
) -> QuestionState | Refusal:
    """A coordinator opens a new round when the two have answered differently (S-09)."""
    if state is not QuestionState.AT_AU or round_seen != round_now:
        return Refusal.NOT_AWAITING_AU
    return state if len(given) > 1 else Refusal.NO_DISAGREEMENT


def answers_offered(*, unprepared: bool) -> tuple[Answer, ...]:
    """The answers in the order they are offered, the normal one first: a question that its preparing body has not
    prepared is sent there (R-C07, S-07); approved as it is, it may only be information or dialogue."""
    usual = (Answer.APPROVE, Answer.ASK_SUPPLEMENT, Answer.REFER, Answer.DECLINE)
    return (Answer.PREPARE, *usual) if unprepared else usual


def may_send_back(
    state: QuestionState, origin: QuestionState | None, *, au_or_coordinator: bool
) -> QuestionState | Refusal:
    """The preparing body sends a prepared question back to the body it came from: once it has been approved there,
    and as long as the first question waits for it."""
    if not au_or_coordinator:
        return Refusal.NOT_IN_AU
    done = state in (QuestionState.APPROVED, QuestionState.ON_AGENDA, QuestionState.TREATED, QuestionState.REFERRED)
    return state if done and origin is QuestionState.IN_PREPARATION else Refusal.NOT_AWAITING_AU
