"""The table of rights as paper and pen: each Who by itself, each act's row as it is agreed, and what a state does to it."""

import pytest

from models.rules import rights
from models.rules.questions import QuestionState
from models.rules.refusals import Refusal
from models.rules.rights import RIGHTS, About, Act, Right, Who
from models.rules.roster import Role
from models.rules.standing import Post, Standing

ME, ANOTHER = 7, 8


def somebody(*posts: Post) -> Standing:
    return Standing(ME, frozenset(posts))


@pytest.mark.parametrize("act", Act)
def test_every_act_has_a_row_that_somebody_can_fulfil(act: Act) -> None:
    assert RIGHTS[act].who


@pytest.mark.parametrize("act", Act)
def test_somebody_unknown_may_nothing(act: Act) -> None:
    assert rights.refusal(act, Standing(), About("lsg", "umea", None, True)) is Refusal.UNKNOWN_PERSON


@pytest.mark.parametrize(
    ("who", "standing", "about", "holds"),
    [
        (Who.COORDINATOR, somebody(Post(Role.COORDINATOR)), About(), True),
        (Who.COORDINATOR, somebody(Post(Role.RESPONDENT, principal="umea")), About(), False),
        (Who.CHAIR, somebody(Post(Role.CHAIR, "lsg")), About("lsg"), True),
        (Who.CHAIR, somebody(Post(Role.CHAIR, "samrad")), About("lsg"), False),
        (Who.CHAIR, somebody(Post(Role.VICE_CHAIR, "lsg")), About("lsg"), False),
        (Who.CHAIR, somebody(Post(Role.CHAIR, "lsg")), About(), False),
        (Who.VICE_CHAIR, somebody(Post(Role.VICE_CHAIR, "lsg")), About("lsg"), True),
        (Who.VICE_CHAIR, somebody(Post(Role.CHAIR, "lsg")), About("lsg"), False),
        (Who.VICE_CHAIR_IN_CHARGE, somebody(Post(Role.VICE_CHAIR, "lsg")), About("lsg", chair_away=True), True),
        (Who.VICE_CHAIR_IN_CHARGE, somebody(Post(Role.VICE_CHAIR, "lsg")), About("lsg"), False),
        (Who.VICE_CHAIR_IN_CHARGE, somebody(Post(Role.ORDINARY, "lsg")), About("lsg", chair_away=True), False),
        (Who.ORDINARY, somebody(Post(Role.ORDINARY, "lsg", "umea")), About("lsg"), True),
        (Who.ORDINARY, somebody(Post(Role.SUBSTITUTE, "lsg", "umea")), About("lsg"), False),
        (Who.ORDINARY, somebody(Post(Role.CO_OPTED, "lsg")), About("lsg"), False),
        (Who.SUBSTITUTE, somebody(Post(Role.SUBSTITUTE, "lsg", "umea")), About("lsg"), True),
        (Who.SUBSTITUTE, somebody(Post(Role.SUBSTITUTE, "lsg", "umea")), About("samrad"), False),
        (Who.SAME_SEAT, somebody(Post(Role.ORDINARY, "lsg", "umea")), About("lsg", "umea"), True),
        (Who.SAME_SEAT, somebody(Post(Role.ORDINARY, "lsg", "umea")), About("lsg", "mala"), False),
        (Who.SAME_SEAT, somebody(Post(Role.SUBSTITUTE, "lsg", "umea")), About("lsg", "umea"), False),
        (Who.RAISER, somebody(Post(Role.ORDINARY, "lsg", "umea")), About(person_id=ME), True),
        (Who.RAISER, somebody(Post(Role.ORDINARY, "lsg", "umea")), About(person_id=ANOTHER), False),
        (Who.RAISER, somebody(), About(person_id=ME), False),
        (Who.CONCERNED, somebody(), About(person_id=ME), True),
        (Who.CONCERNED, somebody(Post(Role.COORDINATOR)), About(person_id=ANOTHER), False),
        (Who.APPOINTED, somebody(Post(Role.RESPONDENT, principal="umea")), About(), True),
        (Who.APPOINTED, somebody(), About(), False),
        (Who.KNOWN, somebody(), About(), True),
    ],
)  # fmt: skip
def test_what_somebody_has_to_be(who: Who, standing: Standing, about: About, holds: bool) -> None:
    assert rights.holds(who, standing, about) is holds


def test_whoever_has_left_is_told_so_about_what_was_their_own() -> None:
    assert rights.refusal(Act.WITHDRAW, somebody(), About("lsg", person_id=ME)) is Refusal.NOT_ALLOWED
    assert rights.refusal(Act.WITHDRAW, somebody(), About("lsg", person_id=ANOTHER)) is Refusal.NOT_YOURS


@pytest.mark.parametrize("state", QuestionState)
def test_an_act_that_depends_on_the_state_is_refused_in_every_other(state: QuestionState) -> None:
    chair = somebody(Post(Role.CHAIR, "lsg", "umea"))
    expected = None if state is QuestionState.AT_AU else Refusal.NOT_AWAITING_AU

    assert rights.refusal(Act.ANSWER, chair, About("lsg", state=state)) is expected
    assert rights.may(Act.ANSWER, chair, About("lsg", state=state)) is (expected is None)


def test_who_may_not_is_told_that_and_not_the_state() -> None:
    member = somebody(Post(Role.ORDINARY, "lsg", "umea"))

    assert rights.refusal(Act.ANSWER, member, About("lsg", state="withdrawn")) is Refusal.NOT_IN_AU


def test_the_roster_is_not_asked_where_it_says_nothing() -> None:
    """One statement less inside somebody's three seconds."""
    without = {act for act in Act if not RIGHTS[act].asks_the_roster}

    assert without == {
        Act.ANSWER_CALL,
        Act.REPORT_ABSENCE,
        Act.CONFIRM,
        Act.OPEN_HOME,
        Act.CHOOSE_ATTENTION,
        Act.BE_REMINDED,
        Act.WRITE,
    }


def test_a_row_that_says_nothing_else_is_the_coordinators() -> None:
    assert Right((Who.COORDINATOR,)).otherwise is Refusal.NOT_COORDINATOR
