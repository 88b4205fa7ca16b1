"""The agenda: where questions land, how points are put in order, set, sent and tabled; and by whom."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

import pytest

from bot.outbox.letters.meetings import AgendaNews, Notice
from bot.usecases import absences, agenda
from bot.usecases.acting import Acting
from models.rules.agenda import Point
from models.rules.refusals import Refusal, Refused
from models.tables.outbox import OutboxLetter
from tests.conftest import Furnished
from tests.planned import acts, approved, coordinator, letters, plan, points, question, row

POINT = Point("Budgetläget", "information", "20")


def refused(act: Callable[[], object]) -> Refused:
    """What an act was refused with."""
    with pytest.raises(Refused) as no:
        act()
    return no.value


# ---------------------------------------------------------------- who, and what
def test_the_chair_and_the_coordinator_lead_others_do_not(county: Furnished) -> None:
    meeting = plan(county, "lsg", "2026-03-12")

    agenda.add(county.as_(county.who("lsg", "chair")), meeting, POINT)
    agenda.add(county.as_(coordinator(county)), meeting, POINT)

    others = [county.who("lsg", "vice_chair"), county.who("lsg", "substitute"), county.who("samrad", "chair")]
    for other in others:
        no = refused(lambda who=other: agenda.add(county.as_(who), meeting, POINT))  # type: ignore[misc]
        assert no.refusal is Refusal.NOT_AGENDA_LEADER
    assert len(points(county, meeting)) == 2


def test_the_vice_chair_leads_while_the_chair_is_away(county: Furnished) -> None:
    """S-12."""
    meeting = plan(county, "lsg", "2026-03-12")
    absences.report(county.as_(county.who("lsg", "chair")), meeting)

    agenda.add(county.as_(county.who("lsg", "vice_chair")), meeting, POINT)

    assert [one.title for one in points(county, meeting)] == ["Budgetläget"]


@pytest.mark.parametrize(
    ("point", "refusal", "field"),
    [
        (Point("", "information", "20"), Refusal.EMPTY, "title"),
        (Point("x" * 151, "information", "20"), Refusal.TOO_LONG, "title"),
        (Point("Om 19800101-1234", "information", "20"), Refusal.PERSONAL_NUMBER, "title"),
        (Point("X", "beslut", "20"), Refusal.NOT_FOUND, "kind"),
        (Point("X", "information", "länge"), Refusal.MINUTES_WRONG, "minutes"),
        (Point("X", "information", "20", presenter_id=99999), Refusal.NOT_FOUND, "presenter_id"),
    ],
)
def test_what_can_not_stand_in_a_point_is_refused_at_its_field(
    county: Furnished, point: Point, refusal: Refusal, field: str
) -> None:
    meeting = plan(county, "lsg", "2026-03-12")

    no = refused(lambda: agenda.add(county.as_(coordinator(county)), meeting, point))

    assert (no.refusal, no.field, points(county, meeting)) == (refusal, field, [])


def test_points_are_put_in_order_changed_and_taken_off(county: Furnished) -> None:
    meeting = plan(county, "lsg", "2026-03-12")
    lead = county.as_(coordinator(county))
    first, second, third = (agenda.add(lead, meeting, Point(title, "information", "20")) for title in "ABC")

    agenda.shift(lead, third, -1)
    agenda.shift(lead, first, -1)  # it is first already
    agenda.edit(lead, second, Point("B", "dialogue", "45", presenter="Rektor Utifrån"))
    agenda.edit(lead, second, Point("B", "dialogue", "45", presenter="Rektor Utifrån"))
    agenda.remove(lead, first)

    assert [(one.title, one.minutes, one.presenter) for one in points(county, meeting)] == [
        ("C", 20, None), ("B", 45, "Rektor Utifrån"),
    ]  # fmt: skip
    assert acts(county, f"meeting:{meeting}").count("agenda.ordered") == 1
    assert acts(county, f"meeting:{meeting}").count("agenda.edited") == 1
    assert refused(lambda: agenda.remove(lead, first)).refusal is Refusal.ITEM_SETTLED


def test_a_question_is_not_taken_off_but_tabled(county: Furnished) -> None:
    first = plan(county, "lsg", "2026-03-12")
    second = plan(county, "lsg", "2026-05-07")
    asked = approved(county)
    lead = county.as_(coordinator(county))
    (point,) = points(county, first)
    agenda.edit(lead, point.id or 0, Point("Kortare rubrik", "position", "30"))

    assert refused(lambda: agenda.remove(lead, point.id or 0)).refusal is Refusal.NOT_FOUND
    agenda.carry(lead, point.id or 0)

    (there,) = points(county, second)
    assert (there.question_id, there.carried_from, there.kind, there.minutes) == (asked, point.id, "position", 30)
    assert (question(county, asked).meeting_id, points(county, first)) == (second, [])
    plan(county, "lsg", "2026-04-09")
    assert question(county, asked).meeting_id == second  # it was tabled to that one


def test_a_point_of_ones_own_is_tabled_and_with_no_later_meeting_it_stays(county: Furnished) -> None:
    first = plan(county, "lsg", "2026-03-12")
    lead = county.as_(coordinator(county))
    point = agenda.add(lead, first, POINT)
    assert refused(lambda: agenda.carry(lead, point)).refusal is Refusal.NO_NEXT_MEETING
    assert [one.id for one in points(county, first)] == [point]
    second = plan(county, "lsg", "2026-05-07")

    agenda.carry(lead, point)

    assert [(one.title, one.carried_from) for one in points(county, second)] == [("Budgetläget", point)]


def test_after_the_meeting_points_are_treated_or_tabled(county: Furnished) -> None:
    first, second = plan(county, "lsg", "2026-03-12"), plan(county, "lsg", "2026-05-07")
    done, tabled = approved(county), approved(county)
    lead = county.as_(county.who("lsg", "chair"))
    one, two = (point.id or 0 for point in points(county, first))
    assert refused(lambda: agenda.treated(lead, one)).refusal is Refusal.MEETING_NOT_BEGUN
    county.clock.set("2026-03-13 10:00")

    agenda.treated(lead, one)
    agenda.carry(lead, two)

    assert question(county, done).state == "treated"
    assert (question(county, tabled).state, question(county, tabled).meeting_id) == ("on_agenda", second)
    assert refused(lambda: agenda.treated(lead, one)).refusal is Refusal.ITEM_SETTLED
    assert refused(lambda: agenda.add(lead, first, POINT)).refusal is Refusal.MEETING_PAST


# ---------------------------------------------------------------- set and sent
def test_an_agenda_is_set_once_opened_again_and_not_when_empty(county: Furnished) -> None:
    meeting = plan(county, "lsg", "2026-03-12")
    chair = county.as_(county.who("lsg", "chair"))
    assert refused(lambda: agenda.fix(chair, meeting)).refusal is Refusal.AGENDA_EMPTY
    assert refused(lambda: agenda.call(chair, meeting)).refusal is Refusal.AGENDA_NOT_SET
    agenda.add(chair, meeting, POINT)

    agenda.fix(chair, meeting)
    assert refused(lambda: agenda.fix(chair, meeting)).refusal is Refusal.AGENDA_ALREADY_SET
    assert row(county, meeting).agenda_set_by == county.who("lsg", "chair").id
    agenda.reopen(chair, meeting)

    assert row(county, meeting).agenda_set_at is None


def sent_notice(county: Furnished) -> int:
    """A meeting in LSG whose notice has gone out."""
    meeting = plan(county, "lsg", "2026-03-12")
    lead = county.as_(coordinator(county))
    agenda.add(lead, meeting, POINT)
    agenda.fix(lead, meeting)
    agenda.call(lead, meeting)
    return meeting


def test_the_notice_goes_once_to_everybody_who_is_called(county: Furnished) -> None:
    meeting = sent_notice(county)

    told = letters(county, Notice)
    with county.session() as session:
        from models.store import seating
        from models.store.structure import current

        called = {one.person_id for one in seating.invited(session, current(session), row(county, meeting))}
    assert {one.person_id for one in told if isinstance(one, Notice)} == called
    assert len(told) == len(called)
    lead = county.as_(coordinator(county))
    assert refused(lambda: agenda.call(lead, meeting)).refusal is Refusal.NOTICE_ALREADY_SENT
    assert refused(lambda: agenda.reopen(lead, meeting)).refusal is Refusal.NOTICE_ALREADY_SENT
    assert len(letters(county, Notice)) == len(called)


def test_two_who_send_the_notice_at_the_same_instant_send_it_once(county: Furnished) -> None:
    meeting = plan(county, "lsg", "2026-03-12")
    lead = county.as_(coordinator(county))
    agenda.add(lead, meeting, POINT)
    agenda.fix(lead, meeting)
    outcomes: list[object] = []
    gate = Barrier(2)

    def one(acting: Acting) -> None:
        gate.wait()
        try:
            outcomes.append(agenda.call(acting, meeting))
        except Refused as no:
            outcomes.append(no.refusal)

    both = [lead, county.as_(county.who("lsg", "chair"))]
    threads = [Thread(target=one, args=(acting,)) for acting in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Refusal.NOTICE_ALREADY_SENT in outcomes
    assert acts(county, f"meeting:{meeting}").count("notice.sent") == 1


def test_what_comes_after_the_notice_is_marked_and_told_once_for_all_of_two_minutes(county: Furnished) -> None:
    meeting = sent_notice(county)
    lead = county.as_(coordinator(county))

    agenda.add(lead, meeting, Point("Ny punkt", "information", "10"))
    county.clock.forward(seconds=20)
    approved(county)
    county.clock.forward(minutes=3)
    agenda.add(lead, meeting, Point("Ännu en", "information", "10"))

    assert [one.new_since_notice for one in points(county, meeting)] == [False, True, True, True]
    assert len(letters(county, AgendaNews)) == 2
    with county.session() as session:
        from sqlmodel import select

        rows = session.scalars(select(OutboxLetter).where(OutboxLetter.kind == "AgendaNews")).all()
    assert all(one.next_at > one.created_at for one in rows)
