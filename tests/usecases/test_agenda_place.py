"""Which meeting an approved question lands on, and what happens when meetings come, move or go."""

from __future__ import annotations

import pytest

from bot.outbox.letters.questions import RaiserCard
from bot.usecases import agenda, agenda_place, meetings
from models.rules.agenda import Point
from models.rules.refusals import Refusal, Refused
from models.store import agenda as agenda_store
from models.store import journal
from models.store import meetings as meeting_store
from tests.conftest import Furnished
from tests.planned import acts, approved, coordinator, letters, plan, points, question, row


def test_an_approved_question_lands_on_the_next_meeting_whose_deadline_it_kept(county: Furnished) -> None:
    """It came in on 12 January: too late for 5 February (stoppdatum 8 January), in time for 12 March."""
    meetings.create(county.as_(coordinator(county)), "lsg", "2026-02-05 2026-03-12 2026-05-07", "09:00", "12:00", "")

    asked = approved(county)

    meeting = row(county, question(county, asked).meeting_id or 0)
    assert (meeting.starts_at.date().isoformat(), question(county, asked).state) == ("2026-03-12", "on_agenda")
    (point,) = points(county, meeting.id or 0)
    assert (point.question_id, point.kind, point.unprepared, point.new_since_notice) == (
        asked,
        "dialogue",
        False,
        False,
    )
    assert acts(county, f"meeting:{meeting.id}") == ["meeting.planned", "agenda.placed"]


def test_a_question_without_a_meeting_waits_and_lands_on_the_first_that_is_planned(county: Furnished) -> None:
    asked = approved(county)
    assert (question(county, asked).state, question(county, asked).meeting_id) == ("approved", None)

    meeting = plan(county, "lsg", "2026-03-12")

    assert (question(county, asked).state, question(county, asked).meeting_id) == ("on_agenda", meeting)
    assert letters(county, RaiserCard)[-1] == RaiserCard(asked)


def test_the_meeting_that_was_wished_for_is_taken_when_it_can_be(county: Furnished) -> None:
    meetings.create(county.as_(coordinator(county)), "lsg", "2026-03-12 2026-05-07", "09:00", "12:00", "")
    with county.session() as session:
        later = [one.id or 0 for one in meeting_store.planned(session)][1]

    assert question(county, approved(county, details=f'{{"meeting": "{later}"}}')).meeting_id == later
    assert question(county, approved(county, details='{"meeting": "9999"}')).meeting_id != later


def test_the_raisers_proposal_is_the_kind_it_begins_with(county: Furnished) -> None:
    meeting = plan(county, "lsg", "2026-03-12")

    approved(county, details='{"handling": "recommendation"}')

    assert [one.kind for one in points(county, meeting)] == ["recommendation"]


def test_an_unprepared_matter_in_samrad_is_marked_logged_and_only_dialogue(county: Furnished) -> None:
    """R-C07, S-07."""
    meeting = plan(county, "samrad", "2026-03-12")

    approved(county, "samrad", prepared=False, details='{"handling": "recommendation"}')

    (point,) = points(county, meeting)
    assert (point.unprepared, point.kind) == (True, "dialogue")
    with county.session() as session:
        line = journal.of(session, f"meeting:{meeting}")[-1]
    assert (line.act, line.rule) == ("agenda.placed", "S-07")
    leader = county.as_(coordinator(county))
    with pytest.raises(Refused) as no:
        agenda.edit(leader, point.id or 0, Point("X", "position", "15"))
    assert (no.value.refusal, no.value.field, no.value.facts["preparer"]) == (Refusal.NOT_PREPARED, "kind", "LSG")


def test_an_earlier_meeting_that_is_planned_later_takes_the_questions_over(county: Furnished) -> None:
    late = plan(county, "lsg", "2026-05-07")
    asked = approved(county)
    assert question(county, asked).meeting_id == late

    early = plan(county, "lsg", "2026-03-12")

    assert question(county, asked).meeting_id == early
    assert (points(county, late), [one.question_id for one in points(county, early)]) == ([], [asked])


def test_an_agenda_that_is_set_keeps_its_questions(county: Furnished) -> None:
    late = plan(county, "lsg", "2026-05-07")
    asked = approved(county)
    agenda.fix(county.as_(coordinator(county)), late)

    plan(county, "lsg", "2026-03-12")

    assert question(county, asked).meeting_id == late


def test_a_meeting_moved_past_another_gives_its_questions_to_the_one_that_is_now_first(county: Furnished) -> None:
    first = plan(county, "lsg", "2026-03-12")
    asked = approved(county)
    second = plan(county, "lsg", "2026-05-07")

    meetings.move(county.as_(coordinator(county)), first, 1, "2026-06-04", "09:00", "12:00", "Umeå")

    assert question(county, asked).meeting_id == second


def test_a_meeting_moved_nearer_keeps_its_questions(county: Furnished) -> None:
    """No move of a meeting puts a question off, though its new submission deadline has passed."""
    meeting = plan(county, "lsg", "2026-03-12")
    asked = approved(county)
    plan(county, "lsg", "2026-05-07")

    meetings.move(county.as_(coordinator(county)), meeting, 1, "2026-02-05", "09:00", "12:00", "Umeå")

    assert question(county, asked).meeting_id == meeting


def test_a_question_taken_back_leaves_the_agenda(county: Furnished) -> None:
    meeting = plan(county, "lsg", "2026-03-12")
    asked = approved(county)

    with county.acting.transaction() as unit:
        agenda_place.unplace(unit, agenda_store.question_locked(unit.session, asked))

    assert (points(county, meeting), len(points(county, meeting, "removed"))) == ([], 1)
    assert (question(county, asked).state, question(county, asked).meeting_id) == ("approved", None)


def test_the_small_structures_forum_has_nobody_who_prepares_for_it(small: Furnished) -> None:
    meeting = plan(small, "vattenforum", "2026-03-12")

    approved(small, "vattenforum", prepared=False, details='{"handling": "recommendation"}')

    assert [(one.unprepared, one.kind) for one in points(small, meeting)] == [(False, "recommendation")]
