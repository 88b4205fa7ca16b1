"""AU's answers as tables: who may, where they lead under both policies, what is undone, opened anew and sent back."""

from __future__ import annotations

from itertools import product

import pytest

from models.rules.bodies import AuPolicy
from models.rules.questions import Move, QuestionState
from models.rules.questions_au import (
    MOVE_OF,
    NEEDS_BOTH,
    Answer,
    Given,
    Outcome,
    Verdict,
    answers_offered,
    may_answer,
    may_reopen,
    may_send_back,
    may_take_back,
    verdict,
)
from models.rules.refusals import Refusal
from models.rules.roster import Role

CHAIR, VICE, MEMBER = Role.CHAIR, Role.VICE_CHAIR, None
AT_AU = QuestionState.AT_AU
BOTH, AFTER = AuPolicy.BOTH, AuPolicy.CHAIR_AFTER_CONSULTATION
WAITS, DISAGREE = Verdict(Outcome.WAITS), Verdict(Outcome.DISAGREEMENT)
FILLED = (CHAIR, VICE)


def by(office: Role, answer: Answer = Answer.APPROVE, person: int | None = None) -> Given:
    return Given(office, person or (1 if office is CHAIR else 2), answer)


@pytest.mark.parametrize(
    ("state", "seen", "office", "person", "given", "told"),
    [
        (AT_AU, 1, CHAIR, 1, [], CHAIR),
        (AT_AU, 1, VICE, 2, [by(CHAIR)], VICE),
        (AT_AU, 1, MEMBER, 3, [], Refusal.NOT_IN_AU),
        (QuestionState.APPROVED, 1, MEMBER, 3, [], Refusal.NOT_IN_AU),
        (QuestionState.APPROVED, 1, CHAIR, 1, [], Refusal.NOT_AWAITING_AU),
        (AT_AU, 0, CHAIR, 1, [], Refusal.STALE),
        (AT_AU, 1, CHAIR, 1, [by(CHAIR)], Refusal.ALREADY_ANSWERED),
        (AT_AU, 1, CHAIR, 9, [by(CHAIR)], Refusal.ALREADY_ANSWERED),
        (AT_AU, 1, CHAIR, 2, [by(VICE)], Refusal.ALREADY_ANSWERED),
    ],
)
def test_who_may_answer(
    state: QuestionState, seen: int, office: Role | None, person: int, given: list[Given], told: Role | Refusal
) -> None:
    """S-09: each office once a round, and two offices are two people."""
    assert may_answer(state, 1, seen, office, person, given) == told


@pytest.mark.parametrize(("first", "second"), list(product(sorted(NEEDS_BOTH), Answer)))
def test_both_must_say_the_same(first: Answer, second: Answer) -> None:
    """S-09: approve and decline need both; the rest either settles alone."""
    alike = Verdict(Outcome.SETTLED, MOVE_OF[second]) if first is second or second not in NEEDS_BOTH else DISAGREE

    assert verdict(BOTH, FILLED, [by(CHAIR, first)]) == WAITS
    assert verdict(BOTH, FILLED, [by(CHAIR, first), by(VICE, second)]) == alike


@pytest.mark.parametrize("answer", sorted(set(Answer) - NEEDS_BOTH))
def test_either_may_ask_refer_or_send_on(answer: Answer) -> None:
    """S-09."""
    assert verdict(BOTH, FILLED, [by(VICE, answer)]) == Verdict(Outcome.SETTLED, MOVE_OF[answer])


@pytest.mark.parametrize(("office", "filled"), [(CHAIR, [CHAIR]), (VICE, [VICE])])
def test_where_both_must_answer_a_vacant_office_is_told(office: Role, filled: list[Role]) -> None:
    assert verdict(BOTH, filled, [by(office)]) == Verdict(Outcome.WAITS, vacant=True)


@pytest.mark.parametrize(
    ("filled", "given", "told"),
    [
        (FILLED, [by(CHAIR)], Verdict(Outcome.SETTLED, Move.APPROVE)),
        (FILLED, [by(VICE, Answer.REFER)], WAITS),
        (FILLED, [by(VICE, Answer.DECLINE), by(CHAIR)], Verdict(Outcome.SETTLED, Move.APPROVE)),
        ([CHAIR], [by(CHAIR, Answer.DECLINE)], Verdict(Outcome.SETTLED, Move.DECLINE)),
        ([VICE], [by(VICE)], Verdict(Outcome.SETTLED, Move.APPROVE)),
    ],
)
def test_the_chair_decides_after_consultation(filled: list[Role], given: list[Given], told: Verdict) -> None:
    """S-09, S-12."""
    assert verdict(AFTER, filled, given) == told


@pytest.mark.parametrize(
    ("state", "office", "person", "given", "told"),
    [
        (AT_AU, CHAIR, 1, [by(CHAIR)], by(CHAIR)),
        (AT_AU, CHAIR, 1, [], Refusal.NOTHING_TO_TAKE_BACK),
        (AT_AU, VICE, 2, [by(CHAIR)], Refusal.NOTHING_TO_TAKE_BACK),
        (AT_AU, CHAIR, 1, [by(CHAIR), by(VICE)], Refusal.OTHER_HAS_ANSWERED),
        (AT_AU, MEMBER, 1, [by(CHAIR)], Refusal.NOT_IN_AU),
        (QuestionState.WITHDRAWN, CHAIR, 1, [by(CHAIR)], Refusal.NOT_AWAITING_AU),
    ],
)
def test_what_is_undone(
    state: QuestionState, office: Role | None, person: int, given: list[Given], told: Given | Refusal
) -> None:
    assert may_take_back(state, office, person, given) == told


@pytest.mark.parametrize(
    ("state", "seen", "given", "told"),
    [
        (AT_AU, 1, [by(CHAIR), by(VICE, Answer.DECLINE)], AT_AU),
        (AT_AU, 1, [by(CHAIR)], Refusal.NO_DISAGREEMENT),
        (AT_AU, 2, [by(CHAIR), by(VICE)], Refusal.NOT_AWAITING_AU),
        (QuestionState.APPROVED, 1, [by(CHAIR), by(VICE)], Refusal.NOT_AWAITING_AU),
    ],
)
def test_when_a_new_round_is_opened(
    state: QuestionState, seen: int, given: list[Given], told: QuestionState | Refusal
) -> None:
    assert may_reopen(state, 1, seen, given) == told


def test_the_normal_answer_comes_first() -> None:
    """R-C07, S-07."""
    assert answers_offered(unprepared=True)[:2] == (Answer.PREPARE, Answer.APPROVE)
    assert answers_offered(unprepared=False)[0] is Answer.APPROVE
    assert Answer.PREPARE not in answers_offered(unprepared=False)


@pytest.mark.parametrize(
    ("state", "origin", "may", "told"),
    [
        (QuestionState.APPROVED, QuestionState.IN_PREPARATION, True, QuestionState.APPROVED),
        (QuestionState.ON_AGENDA, QuestionState.IN_PREPARATION, True, QuestionState.ON_AGENDA),
        (QuestionState.TREATED, QuestionState.IN_PREPARATION, True, QuestionState.TREATED),
        (QuestionState.REFERRED, QuestionState.IN_PREPARATION, True, QuestionState.REFERRED),
        (AT_AU, QuestionState.IN_PREPARATION, True, Refusal.NOT_AWAITING_AU),
        (QuestionState.TREATED, AT_AU, True, Refusal.NOT_AWAITING_AU),
        (QuestionState.TREATED, None, True, Refusal.NOT_AWAITING_AU),
        (QuestionState.TREATED, QuestionState.IN_PREPARATION, False, Refusal.NOT_IN_AU),
    ],
)
def test_when_a_prepared_question_is_sent_back(
    state: QuestionState, origin: QuestionState | None, may: bool, told: QuestionState | Refusal
) -> None:
    """R-C07, R-D10."""
    assert may_send_back(state, origin, au_or_coordinator=may) == told
