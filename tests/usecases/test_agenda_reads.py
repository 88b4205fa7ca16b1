"""What people see of the agenda: who presents, the minutes, what is new; and the place each has at the meeting."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import select

from bot.reads import agenda as reads
from bot.reads import meetings as meeting_reads
from bot.reads import papers
from bot.reads.meetings import Own, SeatNow
from bot.usecases import absences, agenda
from handlers.views import agenda as views
from models.rules.agenda import Point, Room
from models.rules.refusals import Refusal, Refused
from models.tables.absences import Absence
from models.tables.people import Assignment
from tests.conftest import Furnished
from tests.planned import approved, coordinator, plan, points


def presenters(county: Furnished, meeting: int) -> list[str | None]:
    return [one.presenter for one in county.acting.ask(reads.of, meeting)]


def away(county: Furnished, meeting: int, person_id: int) -> None:
    """Somebody without a seat there is away from the meeting."""
    with county.acting.transaction() as unit:
        unit.session.add(Absence(meeting_id=meeting, person_id=person_id, state="empty", reported_at=unit.now))


def test_lsgs_chair_presents_matters_in_samrad_and_the_vice_chair_when_the_chair_is_away(county: Furnished) -> None:
    """R-C08, S-11. It follows who holds the office: nothing is written down until somebody else is chosen."""
    meeting = plan(county, "samrad", "2026-03-12")
    approved(county, "samrad")
    chair, vice = county.who("lsg", "chair"), county.who("lsg", "vice_chair")
    assert presenters(county, meeting) == [chair.name]

    away(county, meeting, chair.id or 0)

    assert presenters(county, meeting) == [vice.name]


def test_elsewhere_who_raised_it_presents_and_anybody_can_be_chosen(county: Furnished) -> None:
    meeting = plan(county, "lsg", "2026-03-12")
    approved(county)
    lead = county.as_(coordinator(county))
    agenda.add(lead, meeting, Point("Egen punkt", "information", "20"))
    assert presenters(county, meeting) == [county.who("lsg", "ordinary").name, None]
    other = county.who("lsg", "chair")
    (first, _) = points(county, meeting)

    agenda.edit(lead, first.id or 0, Point("Fråga 1", "dialogue", "15", presenter_id=other.id or 0))
    assert presenters(county, meeting)[0] == other.name
    agenda.edit(lead, first.id or 0, Point("Fråga 1", "dialogue", "15", other.id or 0, "Utredare Utifrån"))

    assert presenters(county, meeting)[0] == "Utredare Utifrån"


def test_the_board_has_the_sum_and_knows_who_leads(county: Furnished) -> None:
    meeting = plan(county, "lsg", "2026-03-12")
    lead = coordinator(county)
    for minutes in ("45", "50"):
        agenda.add(county.as_(lead), meeting, Point("X", "information", minutes))

    mine = county.acting.ask(reads.board, meeting, lead)
    other = county.acting.ask(reads.board, meeting, county.who("lsg", "substitute").id or 0)

    assert (mine.room, mine.leads, other.leads) == (Room(95, 180), True, False)


def test_a_meeting_on_the_autumn_sunday_is_as_long_as_it_really_is(county: Furnished) -> None:
    """1.00 to 4.00 on 25 October 2026 is four hours."""
    meeting = plan(county, "lsg", "2026-10-25", "01:00", "04:00")

    board = county.acting.ask(reads.board, meeting, coordinator(county))

    assert board.room.length == 240
    assert [moment.strftime("%H:%M") for moment in board.head.days[0]] == ["01:00", "04:00"]


def test_everybody_sees_ones_own_place_at_the_meeting(county: Furnished) -> None:
    meeting = plan(county, "samrad", "2026-03-12")
    absent, cover = county.who("samrad", "ordinary", "mala"), county.who("samrad", "substitute", "mala")
    absences.report(county.as_(absent), meeting)
    with county.session() as session:
        from models.store import meetings as store

        row = store.get(session, meeting)

    def own(person_id: int | None) -> Own:
        return county.acting.ask(meeting_reads.own_place, row, person_id or 0).what

    assert own(absent.id) is Own.ABSENT
    assert own(cover.id) is Own.SUBSTITUTE
    assert own(county.who("samrad", "ordinary", "vindeln").id) is Own.SITS
    assert own(county.who("lsg", "chair").id) is Own.PRESENTS
    assert own(coordinator(county)) is Own.COORDINATOR
    assert own(county.who("lsg", "ordinary", "mala").id) is Own.NONE
    (line,) = county.acting.ask(meeting_reads.seats, row).away
    assert (line.holder, line.principal, line.now) == (absent.name, "Malå kommun", SeatNow.SOUGHT)


def test_the_meetings_of_a_person_are_those_of_the_bodies_one_belongs_to_or_presents_in(county: Furnished) -> None:
    plan(county, "samrad", "2026-03-12")
    plan(county, "lsg", "2026-03-19")

    def bodies(person_id: int | None) -> list[str]:
        part = county.acting.ask(meeting_reads.overview, person_id or 0)
        return [one.head.body for one in part.lines]

    assert bodies(county.who("samrad", "ordinary", "mala").id) == ["samrad"]
    assert bodies(county.who("lsg", "ordinary", "mala").id) == ["lsg"]
    assert bodies(county.who("lsg", "chair").id) == ["samrad", "lsg"]
    assert bodies(coordinator(county)) == ["samrad", "lsg"]


def test_the_papers_are_what_was_handed_in_and_fit_a_window_however_many_they_are(county: Furnished) -> None:
    meeting = plan(county, "lsg", "2026-03-12")
    agenda.add(county.as_(coordinator(county)), meeting, Point("Utan underlag", "information", "20"))
    assert "Det finns inget underlag" in str(views.papers(county.acting.ask(papers.of, meeting, substitute(county))))
    for number in range(40):
        approved(county, title=f"Fråga <{number}>")

    shown = county.acting.ask(papers.of, meeting, substitute(county))
    view = views.papers(shown)

    assert [line.number for line, _ in shown.matters] == list(range(2, 42))
    assert (len(view["blocks"]), view["blocks"][-1]["type"]) == (100, "context")
    assert "2. *Fråga &lt;0&gt;* (X 2026-001)" in str(view)


def test_the_papers_are_for_those_with_an_assignment_today(county: Furnished) -> None:
    """Rights are asked of today's roster: who has left sees the button in the channel, and no papers."""
    meeting, reader = plan(county, "lsg", "2026-03-12"), substitute(county)
    assert county.acting.ask(papers.of, meeting, reader).matters == ()
    with county.database.write() as session:
        for one in session.scalars(select(Assignment).where(Assignment.person_id == reader)):
            one.end = date(2026, 1, 11)

    with pytest.raises(Refused) as no:
        county.acting.ask(papers.of, meeting, reader)

    assert no.value.refusal is Refusal.UNKNOWN_PERSON


def substitute(county: Furnished) -> int:
    return county.who("lsg", "substitute", "umea").id or 0
