"""AU settles a question: two answers, one undone, two that differ, referrals, and what comes late; on both
databases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import select

from bot.outbox.letters.questions import AuNote, Escalation, RaiserNote
from bot.usecases import questions, questions_au, questions_due
from models.rules.questions_au import Answer, Outcome
from models.rules.refusals import Refusal, Refused
from models.tables.meetings import AgendaItem
from models.tables.people import Assignment, Person
from tests.conftest import Furnished
from tests.planned import acts, letters, plan, points
from tests.usecases.question_world import answers, at_au, question, refused, reply


def change_office(county: Furnished, body: str, role: str, to: Person | None) -> None:
    """From today somebody else, or nobody, holds the office."""
    with county.database.write() as session:
        rows = session.scalars(select(Assignment).where(Assignment.body == body, Assignment.role == role)).all()
        for one in rows:
            one.end = county.clock.clock.today() - timedelta(days=1)
        if to is not None:
            session.add(Assignment(person_id=to.id or 0, body=body, principal=rows[0].principal, role=role))


# ── Both must approve ────────────────────────────────────────────────────────────────────────────────────────────────


def test_one_approval_waits_for_the_other(county: Furnished) -> None:
    """S-09."""
    number = at_au(county)

    assert reply(county, "chair", number, Answer.APPROVE) is Outcome.WAITS
    assert question(county, number).state == "at_au"
    assert letters(county, RaiserNote) == []


def test_two_approvals_put_it_on_the_next_agenda(county: Furnished) -> None:
    """S-09."""
    meeting = plan(county, "lsg", "2026-03-12")
    number = at_au(county)

    reply(county, "vice_chair", number, Answer.APPROVE)
    assert reply(county, "chair", number, Answer.APPROVE) is Outcome.SETTLED

    found = question(county, number)
    assert (found.state, found.meeting_id) == ("on_agenda", meeting)
    assert [one.question_id for one in points(county, meeting)] == [number]
    assert len(letters(county, RaiserNote)) == 1
    assert acts(county, f"question:{number}") == ["question.raised", "question.answered", "question.answered"]


def test_approved_without_a_meeting_it_waits_for_one(county: Furnished) -> None:
    number = at_au(county)

    for office in ("chair", "vice_chair"):
        reply(county, office, number, Answer.APPROVE)

    assert question(county, number).state == "approved"


def test_a_second_answer_from_the_same_office_changes_nothing(county: Furnished) -> None:
    number = at_au(county)
    reply(county, "chair", number, Answer.APPROVE)

    assert refused(lambda: reply(county, "chair", number, Answer.APPROVE)) is Refusal.ALREADY_ANSWERED
    assert len(answers(county, number)) == 1


@pytest.mark.parametrize(
    ("body", "role"), [("lsg", "ordinary"), ("lsg", "substitute"), ("samrad", "chair"), (None, "coordinator")]
)
def test_only_the_bodys_own_au_answers(county: Furnished, body: str | None, role: str) -> None:
    number = at_au(county)
    people = (county.who(body, role, place=one) for one in range(5))
    person = next(one for one in people if one.id not in _au(county))

    assert refused(lambda: reply(county, person, number, Answer.APPROVE)) is Refusal.NOT_IN_AU
    assert answers(county, number) == []


def _au(county: Furnished) -> set[int | None]:
    return {county.who("lsg", "chair").id, county.who("lsg", "vice_chair").id}


def test_a_chair_replaced_yesterday_is_refused_and_the_new_one_answers(county: Furnished) -> None:
    number = at_au(county)
    former, new = county.who("lsg", "chair"), county.who("lsg", "ordinary", "sorsele")
    change_office(county, "lsg", "chair", new)

    assert refused(lambda: reply(county, former, number, Answer.APPROVE)) is Refusal.NOT_IN_AU
    assert reply(county, new, number, Answer.APPROVE) is Outcome.WAITS
    assert [one.person_id for one in answers(county, number)] == [new.id]


def test_one_person_does_not_answer_for_two_offices(county: Furnished) -> None:
    """S-09: two offices are two people, also when somebody has changed from one to the other in between."""
    number = at_au(county)
    vice = county.who("lsg", "vice_chair")
    reply(county, vice, number, Answer.APPROVE)
    change_office(county, "lsg", "vice_chair", None)
    change_office(county, "lsg", "chair", vice)

    assert refused(lambda: reply(county, vice, number, Answer.APPROVE)) is Refusal.ALREADY_ANSWERED
    assert question(county, number).state == "at_au"


def test_a_member_of_au_may_answer_about_the_own_principals_question_and_it_is_shown(county: Furnished) -> None:
    """S-10."""
    chair = county.who("lsg", "chair")
    with county.session() as session:
        own = session.scalars(
            select(Assignment.principal).where(Assignment.person_id == chair.id, Assignment.body == "lsg")
        ).first()
    number = at_au(county, principal=own or "")

    reply(county, "chair", number, Answer.APPROVE)

    from models.store import journal

    with county.session() as session:
        line = journal.of(session, f"question:{number}")[-1]
    assert '"own_principal": true' in line.details


def test_a_button_of_an_earlier_round_changes_nothing(county: Furnished) -> None:
    number = at_au(county)
    reply(county, "chair", number, Answer.ASK_SUPPLEMENT, "Vad menas?")
    questions.complete(county.as_(county.who("lsg", "ordinary", "umea")), number, 1, {}, "Så här.")

    late = county.as_(county.who("lsg", "vice_chair"))
    assert refused(lambda: questions_au.answer(late, number, 1, Answer.APPROVE)) is Refusal.STALE
    assert question(county, number).round == 2


@pytest.mark.parametrize("answer", [Answer.ASK_SUPPLEMENT, Answer.DECLINE])
def test_words_are_needed(county: Furnished, answer: Answer) -> None:
    number = at_au(county)

    assert refused(lambda: reply(county, "chair", number, answer, "  ")) is Refusal.EMPTY
    assert answers(county, number) == []


def test_a_personal_number_in_a_reason_is_refused(county: Furnished) -> None:
    number = at_au(county)

    with pytest.raises(Refused) as caught:
        reply(county, "chair", number, Answer.DECLINE, "Gäller 850709-9805")

    assert (caught.value.refusal, caught.value.field) == (Refusal.PERSONAL_NUMBER, "text")


def test_not_taken_up_needs_both(county: Furnished) -> None:
    """S-09."""
    number = at_au(county)

    assert reply(county, "chair", number, Answer.DECLINE, "Löses lokalt.") is Outcome.WAITS
    assert reply(county, "vice_chair", number, Answer.DECLINE, "Inte nu.") is Outcome.SETTLED

    found = question(county, number)
    assert (found.state, found.reason) == ("not_taken_up", "Löses lokalt.\nInte nu.")


# ── Undone, and different ────────────────────────────────────────────────────────────────────────────────────────────


def test_an_answer_is_undone_until_the_other_has_answered(county: Furnished) -> None:
    number = at_au(county)
    chair = county.as_(county.who("lsg", "chair"))
    reply(county, "chair", number, Answer.APPROVE)

    questions_au.take_back(chair, number)
    assert refused(lambda: questions_au.take_back(chair, number)) is Refusal.NOTHING_TO_TAKE_BACK

    assert reply(county, "vice_chair", number, Answer.APPROVE) is Outcome.WAITS
    assert [one.withdrawn_at is None for one in answers(county, number)] == [False, True]


def test_nobody_undoes_the_others_answer(county: Furnished) -> None:
    number = at_au(county)
    reply(county, "chair", number, Answer.APPROVE)

    vice = county.as_(county.who("lsg", "vice_chair"))
    assert refused(lambda: questions_au.take_back(vice, number)) is Refusal.NOTHING_TO_TAKE_BACK


def differ(county: Furnished) -> int:
    number = at_au(county)
    reply(county, "chair", number, Answer.APPROVE)
    assert reply(county, "vice_chair", number, Answer.DECLINE, "Löses lokalt.") is Outcome.DISAGREEMENT
    return number


def test_different_answers_go_to_the_coordinators_who_open_a_new_round(county: Furnished) -> None:
    """S-09."""
    number = differ(county)
    coordinator = county.who(None, "coordinator")
    told = letters(county, Escalation)
    assert Escalation(number, coordinator.id or 0, "disagreement", 1) in told
    assert refused(lambda: questions_au.take_back(county.as_(county.who("lsg", "chair")), number)) is (
        Refusal.OTHER_HAS_ANSWERED
    )

    questions_au.reopen(county.as_(coordinator), number, 1)

    assert question(county, number).round == 2
    assert reply(county, "chair", number, Answer.APPROVE) is Outcome.WAITS
    assert reply(county, "vice_chair", number, Answer.APPROVE) is Outcome.SETTLED


def test_only_a_coordinator_opens_a_new_round_and_only_once(county: Furnished) -> None:
    number = differ(county)

    assert refused(lambda: questions_au.reopen(county.as_(county.who("lsg", "chair")), number, 1)) is (
        Refusal.NOT_COORDINATOR
    )
    questions_au.reopen(county.as_(county.who(None, "coordinator")), number, 1)
    again = county.as_(county.who(None, "coordinator"))
    assert refused(lambda: questions_au.reopen(again, number, 1)) is Refusal.NOT_AWAITING_AU
    assert question(county, number).round == 2


def test_a_vacant_office_is_told_to_the_coordinators(county: Furnished) -> None:
    number = at_au(county)
    change_office(county, "lsg", "vice_chair", None)

    assert reply(county, "chair", number, Answer.APPROVE) is Outcome.WAITS
    assert {one.why for one in letters(county, Escalation) if isinstance(one, Escalation)} == {"vacant"}


def test_the_chair_decides_after_consultation(small: Furnished) -> None:
    """S-09: a body whose policy is chair_after_consultation; the vice chair's answer is advice."""
    number = at_au(small, "vattenforum", "almvik")

    assert reply(small, "vice_chair", number, Answer.DECLINE, "Inte nu.") is Outcome.WAITS
    assert reply(small, "chair", number, Answer.APPROVE) is Outcome.SETTLED
    assert question(small, number).state == "approved"


# ── Late ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_coordinators_are_told_once_when_au_is_late_and_a_late_answer_counts(county: Furnished) -> None:
    """S-09."""
    number = at_au(county)
    county.clock.set("2026-01-26 23:58")
    assert questions_due.late_answers(county.acting) == 0
    county.clock.set("2026-01-27 00:00")

    assert [questions_due.late_answers(county.acting) for _ in range(2)] == [1, 0]

    coordinators = {one.person_id for one in letters(county, Escalation) if isinstance(one, Escalation)}
    assert county.who(None, "coordinator").id in coordinators
    assert acts(county, f"question:{number}") == ["question.raised", "question.late"]
    reply(county, "chair", number, Answer.APPROVE)
    assert reply(county, "vice_chair", number, Answer.APPROVE) is Outcome.SETTLED


def test_a_late_completion_is_told_once_and_still_counts(county: Furnished) -> None:
    number = at_au(county)
    reply(county, "chair", number, Answer.ASK_SUPPLEMENT, "Hur många?")
    by = question(county, number).complete_by
    assert by == date(2026, 1, 26)
    county.clock.set("2026-01-26 20:00")
    assert questions_due.late_completions(county.acting) == 0
    county.clock.set("2026-01-27 07:00")

    assert [questions_due.late_completions(county.acting) for _ in range(2)] == [1, 0]

    questions.complete(county.as_(county.who("lsg", "ordinary", "umea")), number, 1, {}, "Fyrtio.")
    assert question(county, number).state == "at_au"


def test_everything_that_happens_is_a_line_in_the_thread(county: Furnished) -> None:
    number = at_au(county)
    reply(county, "chair", number, Answer.APPROVE)
    questions_au.take_back(county.as_(county.who("lsg", "chair")), number)
    reply(county, "chair", number, Answer.ASK_SUPPLEMENT, "Hur många?")
    questions.complete(county.as_(county.who("lsg", "ordinary", "umea")), number, 1, {}, "Fyrtio.")
    questions.withdraw(county.as_(county.who("lsg", "ordinary", "umea")), number)

    assert len(letters(county, AuNote)) == 5
    assert len(acts(county, f"question:{number}")) == 6  # the first is the card itself
    with county.session() as session:
        assert session.scalars(select(AgendaItem)).all() == []
