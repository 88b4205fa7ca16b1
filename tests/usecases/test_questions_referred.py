"""AU refers a question, sends it to be prepared and gets it back; what came from it follows. On both databases."""

from __future__ import annotations

import pytest

from bot.outbox.letters.questions import AuCard
from bot.usecases import questions, questions_au
from models.rules.questions_au import Answer
from models.rules.refusals import Refusal
from tests.conftest import Furnished
from tests.planned import acts, letters, plan, points
from tests.usecases.question_world import all_questions, at_au, question, refused, reply


def test_a_referral_makes_a_linked_question_at_the_other_au(county: Furnished) -> None:
    number = at_au(county)

    reply(county, "chair", number, Answer.REFER, "Passar er bättre.", "bbu")

    first, second = all_questions(county)
    assert (first.state, first.referred_to) == ("referred", "bbu")
    assert (second.number, second.body, second.state, second.origin_id) == ("BBU 2026-001", "bbu", "at_au", number)
    assert (second.title, second.raised_by) == (first.title, first.raised_by)
    assert {one.question_id for one in letters(county, AuCard) if isinstance(one, AuCard)} == {first.id, second.id}


@pytest.mark.parametrize("target", ["line", "arena:Lokal samverkan"])
def test_a_referral_out_of_the_structure_makes_no_question(county: Furnished, target: str) -> None:
    number = at_au(county)

    reply(county, "chair", number, Answer.REFER, target=target)

    assert [one.state for one in all_questions(county)] == ["referred"]
    assert question(county, number).referred_to == target


@pytest.mark.parametrize("target", ["lsg", "arena:Regionledningsmötet", "nowhere", None])
def test_not_everywhere_can_be_referred_to(county: Furnished, target: str | None) -> None:
    """R-C20: only Samråd lifts a question to Regionledningsmötet."""
    number = at_au(county)

    assert refused(lambda: reply(county, "chair", number, Answer.REFER, target=target)) is Refusal.NOT_A_TARGET


def test_samrad_lifts_a_question_to_the_arena_above(county: Furnished) -> None:
    """R-C20."""
    number = at_au(county, "samrad")

    reply(county, "chair", number, Answer.REFER, target="arena:Regionledningsmötet")

    assert question(county, number).state == "referred"


def sent_to_lsg(county: Furnished) -> tuple[int, int]:
    number = at_au(county, "samrad")
    reply(county, "chair", number, Answer.PREPARE)
    return number, all_questions(county)[-1].id or 0


def test_samrad_sends_a_question_to_lsg_and_gets_it_back_prepared(county: Furnished) -> None:
    """R-C07, R-D10, S-07."""
    first, second = sent_to_lsg(county)
    assert (question(county, first).state, question(county, second).body) == ("in_preparation", "lsg")
    for office in ("chair", "vice_chair"):
        reply(county, office, second, Answer.APPROVE)

    questions_au.send_back(county.as_(county.who("lsg", "chair")), second)

    back = question(county, first)
    assert (back.state, back.round, back.prepared) == ("at_au", 2, True)
    assert acts(county, f"question:{first}")[-1] == "question.prepared"
    again = county.as_(county.who(None, "coordinator"))
    assert refused(lambda: questions_au.send_back(again, second)) is Refusal.NOT_AWAITING_AU
    assert question(county, first).round == 2


def test_what_lsg_has_not_taken_up_can_not_be_sent_back_prepared(county: Furnished) -> None:
    _, second = sent_to_lsg(county)

    coordinator = county.as_(county.who(None, "coordinator"))
    assert refused(lambda: questions_au.send_back(coordinator, second)) is Refusal.NOT_AWAITING_AU
    member = county.as_(county.who("lsg", "ordinary", "mala"))
    assert refused(lambda: questions_au.send_back(member, second)) is Refusal.NOT_IN_AU


def test_what_lsg_does_not_take_up_is_back_with_samrad(county: Furnished) -> None:
    first, second = sent_to_lsg(county)

    for office in ("chair", "vice_chair"):
        reply(county, office, second, Answer.DECLINE, "Hör inte hit.")

    back = question(county, first)
    assert (back.state, back.round, back.prepared) == ("at_au", 2, False)


def test_an_unprepared_question_is_approved_as_information_or_dialogue_and_marked(county: Furnished) -> None:
    """S-07."""
    meeting = plan(county, "samrad", "2026-03-12")
    number = at_au(county, "samrad", details={"handling": "recommendation"})

    for office in ("chair", "vice_chair"):
        reply(county, office, number, Answer.APPROVE)

    (item,) = points(county, meeting)
    assert (item.unprepared, item.kind) == (True, "dialogue")


def test_lsg_has_nobody_to_send_to(county: Furnished) -> None:
    number = at_au(county)

    assert refused(lambda: reply(county, "chair", number, Answer.PREPARE)) is Refusal.STALE


def test_a_question_taken_back_takes_what_came_from_it_along(county: Furnished) -> None:
    first, second = sent_to_lsg(county)
    raiser = county.as_(county.who("samrad", "ordinary", "umea"))
    assert refused(lambda: questions.withdraw(raiser, second)) is Refusal.TAKE_BACK_THE_FIRST

    questions.withdraw(raiser, first)

    assert [one.state for one in all_questions(county)] == ["withdrawn", "withdrawn"]
