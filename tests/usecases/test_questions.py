"""A question is raised, signed, completed and taken back: rows, journal and letters, on both databases."""

from __future__ import annotations

import pytest

from bot.outbox.letters.questions import AuCard, CosignCard, RaiserCard, RaiserNote, ReachNote
from bot.reads.question_letters import NoteShape, raiser_note
from bot.reads.shapes import Picture
from bot.text.refusals import words
from bot.usecases import questions
from bot.usecases.acting import AlreadyDone
from models.rules.questions import Reach
from models.rules.refusals import Refusal, Refused
from models.store.questions import put_off
from tests.conftest import Furnished
from tests.planned import acts, letters, plan
from tests.usecases.question_world import all_questions, at_au, draft, question


def refusal(caught: pytest.ExceptionInfo[Refused]) -> tuple[Refusal, str | None]:
    return caught.value.refusal, caught.value.field


def test_a_member_raises_a_question_and_it_is_with_au(county: Furnished) -> None:
    """R-D04: a seat in the body is enough."""
    plan(county, "lsg", "2026-03-12")

    number = at_au(county)

    found = question(county, number)
    assert (found.number, found.state, found.principal, found.round) == ("LSG 2026-001", "at_au", "umea", 1)
    assert found.answer_by is not None
    assert found.answer_by.isoformat() == "2026-01-26T22:59:00+00:00"  # 14 days, which is before T-21
    assert acts(county, f"question:{number}") == ["question.raised"]
    assert len(letters(county, AuCard)) == len(letters(county, RaiserCard)) == 1


def test_au_answers_three_weeks_before_a_meeting_that_is_near(county: Furnished) -> None:
    plan(county, "lsg", "2026-02-12")

    found = question(county, at_au(county))

    assert found.answer_by is not None
    assert found.answer_by.isoformat() == "2026-01-22T22:59:00+00:00"


def test_numbers_run_in_each_series_of_the_year(county: Furnished) -> None:
    at_au(county)
    at_au(county)
    at_au(county, "samrad")
    county.clock.set("2027-01-04 09:00")
    at_au(county)

    assert [one.number for one in all_questions(county)] == [
        "LSG 2026-001", "LSG 2026-002", "SVO 2026-001", "LSG 2027-001",
    ]  # fmt: skip


def test_a_number_is_not_used_up_by_a_question_that_was_refused(county: Furnished) -> None:
    with pytest.raises(Refused):
        at_au(county, issue="Gäller 850709-9805")
    at_au(county)

    assert [one.number for one in all_questions(county)] == ["LSG 2026-001"]


def test_a_question_of_one_municipality_is_not_created(county: Furnished) -> None:
    """S-29, R-G01."""
    with pytest.raises(Refused) as caught:
        at_au(county, reach=Reach.ONE)

    assert refusal(caught) == (Refusal.BILATERAL, "reach")
    assert all_questions(county) == []


@pytest.mark.parametrize("reach", [Reach.MAYBE, Reach.SEVERAL])
def test_the_coordinators_hear_of_a_question_that_may_concern_several(county: Furnished, reach: Reach) -> None:
    """R-G02."""
    number = at_au(county, reach=reach)

    told = {one.person_id for one in letters(county, ReachNote) if isinstance(one, ReachNote)}
    assert county.who(None, "coordinator").id in told
    assert question(county, number).reach == reach


@pytest.mark.parametrize("field", ["title", "issue", "background", "benefit", "concerned", "why_not_local"])
def test_a_personal_number_is_refused_at_the_field_where_it_stands(county: Furnished, field: str) -> None:
    with pytest.raises(Refused) as caught:
        at_au(county, **{field: "Kvinnan 19850709-9805 fick vänta"})

    assert refusal(caught) == (Refusal.PERSONAL_NUMBER, field)
    assert all_questions(county) == []


def test_a_personal_number_in_a_further_field_is_refused_there(county: Furnished) -> None:
    with pytest.raises(Refused) as caught:
        at_au(county, details={"links": "https://example.org/850709-9805"})

    assert refusal(caught) == (Refusal.PERSONAL_NUMBER, "links")


def test_an_empty_answer_is_refused_at_its_field(county: Furnished) -> None:
    with pytest.raises(Refused) as caught:
        at_au(county, why_not_local="  ")

    assert refusal(caught) == (Refusal.EMPTY, "why_not_local")


def test_a_change_of_level_needs_somebody_in_the_line(county: Furnished) -> None:
    """R-F02, S-06."""
    with pytest.raises(Refused) as caught:
        at_au(county, details={"level": "local", "endorser": "Eva Ek", "endorser_function": "", "endorsed_on": ""})

    assert refusal(caught) == (Refusal.EMPTY, "endorser_function")


def test_nobody_raises_where_there_is_no_seat(county: Furnished) -> None:
    """R-D04, S-06."""
    politician = county.who("samrad", "ordinary", "mala")

    with pytest.raises(Refused) as caught:
        questions.raise_question(county.as_(politician), draft(body="lsg"))

    assert caught.value.refusal is Refusal.NO_SEAT
    representative = county.who("lsg", "ordinary", "mala")
    assert caught.value.facts == {
        "body": "LSG", "representative": f", {representative.name}", "reference": "överenskommelsen § 6.1.2",
    }  # fmt: skip
    assert words(caught.value).endswith("Frågor lyfts av dem som har en plats, enligt överenskommelsen § 6.1.2.")
    assert all_questions(county) == []


def test_a_body_that_does_not_exist_is_refused(county: Furnished) -> None:
    with pytest.raises(Refused) as caught:
        questions.raise_question(county.as_(county.who("lsg", "ordinary", "umea")), draft(body="kommunfullmaktige"))

    assert caught.value.refusal is Refusal.NOT_FOUND


def test_the_same_delivery_raises_one_question(county: Furnished) -> None:
    member = county.who("lsg", "ordinary", "umea")
    questions.raise_question(county.as_(member, once="view:1"), draft())

    with pytest.raises(AlreadyDone):
        questions.raise_question(county.as_(member, once="view:1"), draft())

    assert len(all_questions(county)) == 1


# ── Substitutes ──────────────────────────────────────────────────────────────────────────────────────────────────────


def from_substitute(county: Furnished, principal: str = "mala") -> int:
    return questions.raise_question(county.as_(county.who("lsg", "substitute", principal)), draft())


def test_a_substitutes_question_waits_for_a_signature(county: Furnished) -> None:
    """S-36."""
    number = from_substitute(county)

    found = question(county, number)
    assert (found.state, found.submitted_at, found.number) == ("awaiting_cosignature", None, "LSG 2026-001")
    assert letters(county, CosignCard) == [CosignCard(number, county.who("lsg", "ordinary", "mala").id or 0)]
    assert letters(county, AuCard) == []
    assert letters(county, ReachNote) == []


def test_the_representative_signs_and_it_goes_to_au(county: Furnished) -> None:
    """S-36."""
    number = from_substitute(county)
    representative = county.who("lsg", "ordinary", "mala")

    questions.cosign(county.as_(representative), number)

    found = question(county, number)
    assert (found.state, found.cosigned_by) == ("at_au", representative.id)
    assert found.submitted_at == county.clock.moment
    assert letters(county, AuCard) == [AuCard(number)]
    assert acts(county, f"question:{number}") == ["question.awaits_cosignature", "question.cosigned"]


@pytest.mark.parametrize(("body", "role", "principal"), [("lsg", "ordinary", "umea"), ("lsg", "substitute", "mala")])
def test_only_a_representative_of_the_same_principal_signs(
    county: Furnished, body: str, role: str, principal: str
) -> None:
    number = from_substitute(county)

    with pytest.raises(Refused) as caught:
        questions.cosign(county.as_(county.who(body, role, principal)), number)

    assert caught.value.refusal is Refusal.NOT_COSIGNER
    assert question(county, number).state == "awaiting_cosignature"


def test_not_now_from_the_only_representative_makes_it_a_draft_again(county: Furnished) -> None:
    number = from_substitute(county)

    questions.not_now(county.as_(county.who("lsg", "ordinary", "mala")), number, "Vi tar det i höst")

    assert question(county, number).state == "draft"
    ((line, why),) = put_off(question(county, number)).items()
    told = county.acting.ask(raiser_note, RaiserNote(number, int(line)))
    assert why == "Vi tar det i höst"
    assert isinstance(told, Picture)
    assert isinstance(told.shape, NoteShape)
    assert told.shape.note.text == why
    member = county.as_(county.who("lsg", "substitute", "mala"))
    assert questions.raise_question(member, draft(title="Nytt försök"), number) == number
    again = question(county, number)
    assert (again.state, again.number, again.title) == ("awaiting_cosignature", "LSG 2026-001", "Nytt försök")


def test_not_now_from_one_of_several_leaves_it_to_the_others(county: Furnished) -> None:
    number = from_substitute(county, "regionen")

    questions.not_now(county.as_(county.who("lsg", "ordinary", "regionen")), number)
    assert question(county, number).state == "awaiting_cosignature"
    questions.cosign(county.as_(county.who("lsg", "ordinary", "regionen", 1)), number)

    assert question(county, number).state == "at_au"


def test_a_second_signature_changes_nothing(county: Furnished) -> None:
    number = from_substitute(county, "regionen")
    questions.cosign(county.as_(county.who("lsg", "ordinary", "regionen")), number)

    with pytest.raises(Refused) as caught:
        questions.cosign(county.as_(county.who("lsg", "ordinary", "regionen", 1)), number)

    assert caught.value.refusal is Refusal.NOT_AWAITING_AU
    assert question(county, number).cosigned_by == county.who("lsg", "ordinary", "regionen").id


# ── Drafts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_saved_draft_has_no_number_and_nobody_is_told(county: Furnished) -> None:
    member = county.as_(county.who("lsg", "ordinary", "umea"))

    number = questions.save_draft(member, draft(issue="", reach=None))

    assert question(county, number).state == "draft"
    assert letters(county, AuCard) == []
    questions.raise_question(member, draft(), number)
    assert [(one.id, one.number, one.state) for one in all_questions(county)] == [(number, "LSG 2026-001", "at_au")]


def test_somebody_elses_draft_can_not_be_handed_in(county: Furnished) -> None:
    number = questions.save_draft(county.as_(county.who("lsg", "ordinary", "umea")), draft())

    with pytest.raises(Refused) as caught:
        questions.raise_question(county.as_(county.who("lsg", "ordinary", "mala")), draft(), number)

    assert caught.value.refusal is Refusal.NOT_YOURS


def test_a_draft_is_handed_in_once(county: Furnished) -> None:
    member = county.as_(county.who("lsg", "ordinary", "umea"))
    number = questions.save_draft(member, draft())
    questions.raise_question(member, draft(), number)

    with pytest.raises(Refused) as caught:
        questions.raise_question(member, draft(), number)

    assert caught.value.refusal is Refusal.STALE
    assert len(all_questions(county)) == 1
