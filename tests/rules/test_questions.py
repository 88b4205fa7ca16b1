"""A question's moves as a table, who may do what, the fields, the deadlines and where it may be referred."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from models.rules.bodies import LeadTimes
from models.rules.questions import (
    MOVES,
    SETTLED,
    Draft,
    LevelChange,
    Move,
    QuestionState,
    Reach,
    answer_day,
    checked,
    completion_day,
    is_bilateral,
    may_complete,
    may_cosign,
    may_raise,
    may_withdraw,
    most,
    move,
    preparer,
    referral_targets,
    required,
    sign_day,
)
from models.rules.refusals import Refusal
from models.rules.roster import Role
from models.rules.standing import Post
from models.store.structure import shipped

COUNTY, SMALL = shipped("vasterbotten"), shipped("exempel")
SEAT = Post(Role.ORDINARY, "lsg", "umea")
PLACE = Post(Role.SUBSTITUTE, "lsg", "umea", 1)
S, M = QuestionState, Move
TODAY = date(2026, 1, 12)
LEAD = LeadTimes(28, 21, 14, 9, 7, 5, 3, 1, 14)


@pytest.mark.parametrize(("state", "step"), list(product(S, M)))
def test_only_what_is_in_the_table_happens(state: QuestionState, step: Move) -> None:
    assert move(state, step) == MOVES.get((state, step), Refusal.NOT_AWAITING_AU)


@pytest.mark.parametrize("state", sorted(SETTLED))
def test_nothing_leaves_a_settled_state(state: QuestionState) -> None:
    assert [step for step in M if (state, step) in MOVES] == []


def test_every_state_is_reached_from_a_draft() -> None:
    reached = {S.DRAFT}
    while new := {to for (state, _), to in MOVES.items() if state in reached} - reached:
        reached |= new

    assert reached == set(S)


@pytest.mark.parametrize(
    ("seat", "substitute", "serving", "told"),
    [
        (SEAT, None, False, Move.SUBMIT),
        (SEAT, PLACE, False, Move.SUBMIT),
        (None, PLACE, True, Move.SUBMIT),
        (None, PLACE, False, Move.ASK_COSIGNATURE),
        (None, None, False, Refusal.NO_SEAT),
        (None, None, True, Refusal.NO_SEAT),
    ],
)
def test_who_may_raise(seat: Post | None, substitute: Post | None, serving: bool, told: Move | Refusal) -> None:
    """R-D04, S-06, S-36."""
    assert may_raise(seat, substitute, serving=serving) == told


@pytest.mark.parametrize(
    ("seat", "principal", "told"),
    [(SEAT, "umea", SEAT), (SEAT, "mala", Refusal.NOT_COSIGNER), (None, "umea", Refusal.NOT_COSIGNER)],
)
def test_who_may_sign(seat: Post | None, principal: str, told: Post | Refusal) -> None:
    """S-36."""
    assert may_cosign(seat, principal) == told


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ({"title": "A", "issue": "B"}, None),
        ({"title": " ", "issue": "B"}, ("title", Refusal.EMPTY)),
        ({"title": "A", "issue": "B", "background": ""}, None),
        ({"title": "A" * 151, "issue": "B"}, ("title", Refusal.TOO_LONG)),
        ({"title": "A", "issue": "B" * 2001}, ("issue", Refusal.TOO_LONG)),
        ({"title": "A", "issue": "Om 850709-9805"}, ("issue", Refusal.PERSONAL_NUMBER)),
        ({"title": "Om 850709-9805", "issue": ""}, ("title", Refusal.PERSONAL_NUMBER)),
    ],
)
def test_the_first_field_that_can_not_stand_is_told(texts: dict[str, str], told: tuple[str, Refusal] | None) -> None:
    assert checked(texts, TODAY, required=["title", "issue"]) == told


@pytest.mark.parametrize(("name", "characters"), [("title", 150), ("links", 1000), ("issue", 2000), ("experts", 300)])
def test_how_long_a_field_may_be(name: str, characters: int) -> None:
    assert most(name) == characters


@pytest.mark.parametrize(
    ("level", "asked"),
    [("", False), (LevelChange.NONE, False), (LevelChange.LOCAL, True), (LevelChange.OFFICIAL, True)],
)
def test_a_change_of_level_asks_who_stands_behind_it(level: str, asked: bool) -> None:
    """R-F02, S-06."""
    details = {"level": level} if level else {}

    assert ("endorser" in required(Draft(details=details))) is asked


def test_a_draft_lists_its_texts_in_the_forms_order() -> None:
    written = Draft(title="A", issue="B", details={"links": "C"})

    assert list(written.texts()) == ["title", "issue", "background", "benefit", "concerned", "why_not_local", "links"]


@pytest.mark.parametrize(
    ("reach", "told"), [(Reach.ONE, True), (Reach.MAYBE, False), (Reach.SEVERAL, False), (None, False)]
)
def test_a_question_of_one_municipality_is_bilateral(reach: Reach | None, told: bool) -> None:
    """R-G01, S-29."""
    assert is_bilateral(reach) is told


@pytest.mark.parametrize(
    ("meeting", "au", "raiser"),
    [
        (None, date(2026, 1, 26), date(2026, 1, 26)),
        (date(2026, 3, 12), date(2026, 1, 26), date(2026, 1, 26)),
        (date(2026, 2, 12), date(2026, 1, 22), date(2026, 1, 26)),
        (date(2026, 2, 4), date(2026, 1, 15), date(2026, 1, 21)),
        (date(2026, 1, 20), date(2026, 1, 15), date(2026, 1, 15)),
    ],
)
def test_the_deadlines_follow_the_meeting_and_are_never_too_near(meeting: date | None, au: date, raiser: date) -> None:
    assert (answer_day(TODAY, LEAD, meeting), completion_day(TODAY, LEAD, meeting)) == (au, raiser)


@pytest.mark.parametrize(
    ("meeting", "last"),
    [
        pytest.param(None, date(2026, 1, 19), id="a week"),
        pytest.param(date(2026, 3, 12), date(2026, 1, 19), id="the submission deadline is further away"),
        pytest.param(date(2026, 2, 14), date(2026, 1, 17), id="until the submission deadline"),
        pytest.param(date(2026, 2, 10), date(2026, 1, 15), id="never less than three days"),
    ],
)
def test_a_signature_is_waited_for_a_week_or_until_the_submission_deadline(meeting: date | None, last: date) -> None:
    """S-36: then the coordinators hear of it."""
    assert sign_day(TODAY, LEAD, meeting) == last


@pytest.mark.parametrize(
    ("state", "own", "linked", "notice", "told"),
    [
        (S.AT_AU, True, False, False, S.WITHDRAWN),
        (S.DRAFT, True, False, False, S.WITHDRAWN),
        (S.ON_AGENDA, True, False, False, S.WITHDRAWN),
        (S.ON_AGENDA, True, False, True, Refusal.IN_NOTICE),
        (S.AT_AU, False, False, False, Refusal.NOT_YOURS),
        (S.AT_AU, True, True, False, Refusal.TAKE_BACK_THE_FIRST),
        (S.TREATED, True, False, True, Refusal.ALREADY_SETTLED),
        (S.WITHDRAWN, True, False, False, Refusal.ALREADY_SETTLED),
    ],
)
def test_until_when_a_question_is_taken_back(
    state: QuestionState, own: bool, linked: bool, notice: bool, told: QuestionState | Refusal
) -> None:
    assert may_withdraw(state, own=own, linked=linked, notice_sent=notice) == told


@pytest.mark.parametrize(
    ("state", "own", "told"),
    [
        (S.SUPPLEMENT_REQUESTED, True, S.AT_AU),
        (S.SUPPLEMENT_REQUESTED, False, Refusal.NOT_YOURS),
        (S.AT_AU, True, Refusal.NOT_AWAITING_AU),
    ],
)
def test_who_completes_and_when(state: QuestionState, own: bool, told: QuestionState | Refusal) -> None:
    assert may_complete(state, own=own) == told


@pytest.mark.parametrize(("body", "told"), [("samrad", "lsg"), ("lsg", None), ("bbu", None)])
def test_who_prepares_for_whom(body: str, told: str | None) -> None:
    """R-C07, R-D10."""
    assert preparer(COUNTY, body) == told


def test_where_a_question_may_be_referred() -> None:
    """R-C20: only Samråd lifts to Regionledningsmötet."""
    arenas = ("arena:Bilateral kontakt", "arena:Lokal samverkan", "arena:Samordningsförbund")
    committees = ("bbu", "bva", "hjalpmedel", "patientsakerhet")

    assert referral_targets(COUNTY, "lsg") == ("samrad", *committees, "line", *arenas)
    assert referral_targets(COUNTY, "samrad") == ("lsg", *committees, "line", "arena:Regionledningsmötet", *arenas)
    assert referral_targets(SMALL, "vattenforum") == ("line", "arena:Direkt mellan parterna")
