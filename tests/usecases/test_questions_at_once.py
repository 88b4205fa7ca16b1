"""Two people, or one twice, do something about a question at the very same instant: real threads, both databases."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from bot.usecases import questions, questions_au, questions_due
from models.rules.questions_au import Answer, Outcome
from models.rules.refusals import Refusal, Refused
from tests.conftest import Furnished
from tests.planned import acts, plan, points
from tests.usecases.question_world import all_questions, answers, at_au, question, reply


def at_once(*acts_: Callable[[], object]) -> list[object]:
    """Do several things at the same instant; returns what each led to, or why it was refused."""
    start = Barrier(len(acts_))

    def run(act: Callable[[], object]) -> object:
        start.wait(10)
        try:
            return act()
        except Refused as no:
            return no.refusal

    with ThreadPoolExecutor(len(acts_)) as pool:
        return [one.result(60) for one in [pool.submit(run, act) for act in acts_]]


def test_the_two_approve_at_the_same_instant_and_it_is_approved_once(county: Furnished) -> None:
    meeting = plan(county, "lsg", "2026-03-12")
    number = at_au(county)
    chair, vice = county.as_(county.who("lsg", "chair")), county.as_(county.who("lsg", "vice_chair"))

    led_to = at_once(
        lambda: questions_au.answer(chair, number, 1, Answer.APPROVE),
        lambda: questions_au.answer(vice, number, 1, Answer.APPROVE),
    )

    assert sorted(map(str, led_to)) == ["settled", "waits"]
    assert question(county, number).state == "on_agenda"
    assert len(points(county, meeting)) == 1


def test_the_same_chair_twice_at_the_same_instant_answers_once(county: Furnished) -> None:
    number = at_au(county)
    chair = county.as_(county.who("lsg", "chair"))

    led_to = at_once(*[lambda: questions_au.answer(chair, number, 1, Answer.APPROVE)] * 4)

    assert sorted(map(str, led_to)) == ["already_answered"] * 3 + ["waits"]
    assert len(answers(county, number)) == 1


def test_approve_and_refer_at_the_same_instant_have_one_winner(county: Furnished) -> None:
    number = at_au(county)
    chair, vice = county.as_(county.who("lsg", "chair")), county.as_(county.who("lsg", "vice_chair"))
    raiser = county.as_(county.who("lsg", "ordinary", "umea"))

    led_to = at_once(
        lambda: questions_au.answer(chair, number, 1, Answer.REFER, target="line"),
        lambda: questions_au.answer(vice, number, 1, Answer.ASK_SUPPLEMENT, text="Hur många?"),
        lambda: questions.withdraw(raiser, number),
    )

    final = question(county, number).state
    settled = [one for one in led_to if one is Outcome.SETTLED]
    assert final in {"referred", "withdrawn"}  # asking and taking back can follow each other; a referral ends it
    assert len(settled) <= 1
    assert [one for one in led_to if isinstance(one, Refusal)]


def test_numbers_given_at_the_same_instant_are_all_different(county: Furnished) -> None:
    led_to = at_once(*[lambda: at_au(county)] * 6)

    numbers = sorted(one.number for one in all_questions(county))
    assert numbers == [f"LSG 2026-{one:03d}" for one in range(1, 7)]
    assert len(set(map(str, led_to))) == 6


def test_two_coordinators_open_one_new_round(county: Furnished) -> None:
    number = at_au(county)
    reply(county, "chair", number, Answer.APPROVE)
    reply(county, "vice_chair", number, Answer.DECLINE, "Löses lokalt.")
    coordinators = [county.as_(county.who(None, "coordinator", place=one)) for one in (0, 0)]

    led_to = at_once(*[lambda one=one: questions_au.reopen(one, number, 1) for one in coordinators])

    assert led_to.count(Refusal.NOT_AWAITING_AU) == 1
    assert question(county, number).round == 2


def test_two_replicas_tell_of_a_late_question_once(county: Furnished) -> None:
    number = at_au(county)
    county.clock.set("2026-02-12 09:00")
    start = Barrier(2)

    def replica() -> int:
        start.wait(10)
        return questions_due.late_answers(county.acting)

    with ThreadPoolExecutor(2) as pool:
        done = sorted(one.result(30) for one in [pool.submit(replica), pool.submit(replica)])

    assert done == [0, 1]
    assert acts(county, f"question:{number}").count("question.late") == 1


def test_many_questions_and_everybody_clicking_leave_one_outcome_each(county: Furnished) -> None:
    """Reliability T5: the chair twice and the vice chair twice on each of a dozen questions, all at once."""
    numbers = [at_au(county) for _ in range(12)]
    chair, vice = county.as_(county.who("lsg", "chair")), county.as_(county.who("lsg", "vice_chair"))

    def click(number: int, who: int) -> Callable[[], object]:
        return lambda: questions_au.answer((chair, vice)[who % 2], number, 1, Answer.APPROVE)

    clicks = [(number, who) for number in numbers for who in range(4)]
    with ThreadPoolExecutor(8) as pool:
        led_to = list(pool.map(lambda one: at_once(click(*one))[0], clicks))

    for number in numbers:
        own = sorted(str(told) for (of, _), told in zip(clicks, led_to, strict=True) if of == number)
        assert own.count("settled") == own.count("waits") == 1
        assert set(own) <= {"settled", "waits", "already_answered", "not_awaiting_au"}
        assert question(county, number).state == "approved"
        assert len(answers(county, number)) == 2
