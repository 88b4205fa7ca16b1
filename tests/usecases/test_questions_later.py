"""A question is completed, or taken back, by the one who raised it; on both databases."""

from __future__ import annotations

import pytest

from bot.outbox.letters.questions import SupplementAsked
from bot.usecases import questions
from models.rules.questions_au import Answer
from models.rules.refusals import Refusal, Refused
from tests.conftest import Furnished
from tests.planned import acts, letters, plan, row
from tests.usecases.question_world import at_au, question, reply


def asked(county: Furnished) -> int:
    plan(county, "lsg", "2026-03-12")
    number = at_au(county)
    reply(county, "vice_chair", number, Answer.ASK_SUPPLEMENT, "Hur många gäller det?")
    return number


def test_a_completion_starts_a_new_round_at_au(county: Furnished) -> None:
    number = asked(county)
    before = question(county, number)
    assert before.complete_by is not None
    assert (before.state, before.complete_by.isoformat(), before.reason) == (
        "supplement_requested", "2026-01-26", "Hur många gäller det?",
    )  # fmt: skip
    assert letters(county, SupplementAsked) == [SupplementAsked(number, 1)]

    raiser = county.as_(county.who("lsg", "ordinary", "umea"))
    questions.complete(raiser, number, 1, {"issue": "Ungefär 40 om året."}, "Ungefär 40.")

    after = question(county, number)
    assert (after.state, after.round, after.issue, after.complete_by) == ("at_au", 2, "Ungefär 40 om året.", None)
    assert "Utskrivningar blir sena." in after.completions
    assert acts(county, f"question:{number}") == ["question.raised", "question.answered", "question.completed"]


def test_only_the_raiser_completes(county: Furnished) -> None:
    number = asked(county)

    with pytest.raises(Refused) as caught:
        questions.complete(county.as_(county.who("lsg", "chair")), number, 1, {}, "Svar")

    assert caught.value.refusal is Refusal.NOT_YOURS


def test_a_completion_is_sent_once(county: Furnished) -> None:
    number = asked(county)
    raiser = county.as_(county.who("lsg", "ordinary", "umea"))
    questions.complete(raiser, number, 1, {}, "Ungefär 40.")

    with pytest.raises(Refused) as caught:
        questions.complete(raiser, number, 1, {}, "Ungefär 40.")

    assert caught.value.refusal is Refusal.NOT_AWAITING_AU
    assert question(county, number).round == 2


def test_a_personal_number_in_a_completion_is_refused_at_its_field(county: Furnished) -> None:
    number = asked(county)

    with pytest.raises(Refused) as caught:
        questions.complete(county.as_(county.who("lsg", "ordinary", "umea")), number, 1, {}, "Det är 850709-9805")

    assert (caught.value.refusal, caught.value.field) == (Refusal.PERSONAL_NUMBER, "answer")


# ── Taking back ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_raiser_takes_a_question_back(county: Furnished) -> None:
    number = at_au(county)

    questions.withdraw(county.as_(county.who("lsg", "ordinary", "umea")), number)

    assert question(county, number).state == "withdrawn"
    with pytest.raises(Refused) as caught:
        reply(county, "chair", number, Answer.APPROVE)
    assert caught.value.refusal is Refusal.NOT_AWAITING_AU


def test_nobody_else_takes_it_back(county: Furnished) -> None:
    number = at_au(county)

    with pytest.raises(Refused) as caught:
        questions.withdraw(county.as_(county.who("lsg", "ordinary", "mala")), number)

    assert caught.value.refusal is Refusal.NOT_YOURS


def test_a_question_on_an_agenda_leaves_it_when_it_is_taken_back(county: Furnished) -> None:
    plan(county, "lsg", "2026-03-12")
    number = at_au(county)
    for office in ("chair", "vice_chair"):
        reply(county, office, number, Answer.APPROVE)
    assert question(county, number).state == "on_agenda"

    questions.withdraw(county.as_(county.who("lsg", "ordinary", "umea")), number)

    found = question(county, number)
    assert (found.state, found.meeting_id) == ("withdrawn", None)


def test_a_question_in_a_sent_notice_stays(county: Furnished) -> None:
    meeting = plan(county, "lsg", "2026-03-12")
    number = at_au(county)
    for office in ("chair", "vice_chair"):
        reply(county, office, number, Answer.APPROVE)
    with county.database.write() as session:
        session.get_one(type(row(county, meeting)), meeting).notice_sent_at = county.clock.moment

    with pytest.raises(Refused) as caught:
        questions.withdraw(county.as_(county.who("lsg", "ordinary", "umea")), number)

    assert caught.value.refusal is Refusal.IN_NOTICE
    assert question(county, number).state == "on_agenda"
