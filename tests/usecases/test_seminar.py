"""The seminar is planned, its programme proposed and set, guests added and removed; and who may not."""

from __future__ import annotations

from datetime import date
from threading import Barrier, Thread
from typing import Any

import pytest

from bot.outbox.letters.calendar import Event
from bot.outbox.letters.meetings import MeetingCard
from bot.outbox.letters.seminar import ProgrammeProposed, SeminarCard
from bot.reads import seminar as reads
from bot.usecases import seminar
from models.rules.refusals import Refusal, Refused
from models.store import meetings, seating
from models.store import structure as structures
from models.store.engine import Reading
from tests.conftest import Furnished
from tests.planned import acts, coordinator, letters, local, row

PROGRAMME = "9.00 Välkomna\n10.00 Nära vård\n16.00 Slut"
DAY = date(2026, 1, 12)


def lsg(county: Furnished) -> Any:
    return county.as_(county.who("lsg", "chair"))


def samrad(county: Furnished) -> Any:
    return county.as_(county.who("samrad", "chair"))


def plan(county: Furnished, days: str = "2026-10-07\n2026-10-08", by: Any = None) -> int:
    return seminar.plan(by or lsg(county), "Nära vård", days, "09:00", "16:00", "Umeå")


def refused(act: Any, *arguments: Any) -> tuple[Refusal, str | None]:
    with pytest.raises(Refused) as no:
        act(*arguments)
    return no.value.refusal, no.value.field


def invited(county: Furnished, meeting: int) -> dict[str, str]:
    with county.session() as session:
        there = seating.invited(session, structures.current(session), row(county, meeting))
    return {one.email: one.why.value for one in there}


def test_lsg_holds_the_time_for_several_days_with_an_event_each(county: Furnished) -> None:
    """R-H06; its message goes to LSG's channel, and it has no agenda and no submission deadline."""
    meeting = plan(county)

    held = row(county, meeting)
    with county.session() as session:
        hours = [(local(county, one.starts_at), local(county, one.ends_at)) for one in meetings.days(session, meeting)]
    assert (held.body, held.kind, held.submission_deadline) == ("lsg", "seminar", None)
    assert held.title == "Regionalt ledningsseminarium: Nära vård"
    assert hours == [("2026-10-07 09:00", "2026-10-07 16:00"), ("2026-10-08 09:00", "2026-10-08 16:00")]
    assert letters(county, Event) == [Event(meeting, 1), Event(meeting, 2)]
    assert letters(county, SeminarCard) == [SeminarCard(meeting)]
    assert letters(county, MeetingCard) == []


def test_the_guests_are_those_of_the_structure(county: Furnished) -> None:
    """S-33: ordinary members of Samråd and LSG, chairs of the committees and councils, and the coordinators."""
    meeting = plan(county)
    there = invited(county, meeting)

    for body in ("samrad", "lsg"):
        assert county.who(body, "ordinary", "mala").email in there
        assert county.who(body, "substitute", "mala").email not in there
    for body in ("bbu", "bva", "hjalpmedel", "patientsakerhet"):
        assert county.who(body, "chair").email in there
    assert county.who(None, "coordinator").email in there


def test_a_second_one_in_the_same_year_is_refused_and_a_cancelled_one_does_not_count(county: Furnished) -> None:
    """R-H01."""
    first = plan(county)
    assert refused(plan, county, "2026-11-04") == (Refusal.SEMINAR_THIS_YEAR, "dates")
    next_year = plan(county, "2027-10-06")
    assert refused(seminar.move, lsg(county), next_year, 1, "2026-11-04", "09:00", "16:00", "Umeå") == (
        Refusal.SEMINAR_THIS_YEAR, "dates",
    )  # fmt: skip

    seminar.cancel(lsg(county), first, 1, "Vi gör om det")
    plan(county, "2026-11-04")

    assert len(letters(county, SeminarCard)) == 4


def test_two_who_plan_at_the_same_instant_get_one(county: Furnished) -> None:
    """R-H01, also when both coordinators press at once."""
    start, made, refusals = Barrier(2), list[int](), list[Refusal]()

    def press(day: str) -> None:
        start.wait()
        try:
            made.append(plan(county, day))
        except Refused as no:
            refusals.append(no.refusal)

    threads = [Thread(target=press, args=(day,)) for day in ("2026-10-07", "2026-11-04")]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)

    assert (len(made), refusals) == (1, [Refusal.SEMINAR_THIS_YEAR])


@pytest.mark.parametrize(
    ("body", "role", "may"),
    [("lsg", "vice_chair", True), (None, "coordinator", True), ("lsg", "ordinary", False), ("samrad", "chair", False)],
)
def test_who_may_plan(county: Furnished, body: str | None, role: str, may: bool) -> None:
    """R-H06."""
    principal = "mala" if role == "ordinary" else None
    person = county.as_(county.who(body, role, principal))
    if may:
        assert plan(county, by=person)
    else:
        assert refused(seminar.plan, person, "", "2026-10-07", "09:00", "16:00", "")[0] is Refusal.NOT_SEMINAR_PLANNER


@pytest.mark.parametrize(
    ("days", "start", "end", "refusal", "field"),
    [
        ("7 oktober", "09:00", "16:00", Refusal.UNREADABLE_DATE, "dates"),
        ("2026-10-07", None, "16:00", Refusal.EMPTY, "start"),
        ("2026-10-07", "16:00", "09:00", Refusal.END_BEFORE_START, "end"),
        ("2026-01-07", "09:00", "16:00", Refusal.DATE_PAST, "dates"),
        ("2026-12-30 2027-01-02", "09:00", "16:00", Refusal.DAYS_IN_TWO_YEARS, "dates"),
    ],
)
def test_a_plan_that_can_not_be(
    county: Furnished, days: str, start: str | None, end: str, refusal: Refusal, field: str
) -> None:
    assert refused(seminar.plan, lsg(county), "", days, start, end, "") == (refusal, field)
    assert letters(county, SeminarCard) == []


def test_a_proposal_asks_those_who_set_the_programme_and_invites_nobody(county: Furnished) -> None:
    """R-H08, R-H07."""
    meeting = plan(county)
    events = len(letters(county, Event))

    seminar.propose(lsg(county), meeting, PROGRAMME)
    seminar.propose(lsg(county), meeting, PROGRAMME)

    asked = {one.person_id for one in letters(county, ProgrammeProposed)}  # type: ignore[attr-defined]
    assert {county.who("samrad", "chair").id, county.who("samrad", "vice_chair").id, coordinator(county)} <= asked
    assert county.who("lsg", "chair").id not in asked
    assert acts(county, f"meeting:{meeting}") == ["meeting.planned", "seminar.proposed"]
    assert row(county, meeting).programme_set_at is None
    assert len(letters(county, Event)) == events + 2


def test_samrad_sets_the_programme_once_and_by_whom_is_kept(county: Furnished) -> None:
    """R-H07, R-C22."""
    meeting = plan(county)
    seminar.propose(lsg(county), meeting, PROGRAMME)

    seminar.set_programme(samrad(county), meeting, PROGRAMME, DAY)
    seminar.set_programme(samrad(county), meeting, PROGRAMME, DAY)

    held = row(county, meeting)
    assert (held.programme, held.programme_decided_on) == (PROGRAMME, DAY)
    assert held.programme_set_by == county.who("samrad", "chair").id
    assert acts(county, f"meeting:{meeting}").count("seminar.programme_set") == 1
    assert refused(seminar.propose, lsg(county), meeting, "Något annat") == (Refusal.PROGRAMME_SET, "programme")
    seminar.set_programme(county.as_(coordinator(county)), meeting, PROGRAMME + "\nMingel", DAY)
    assert row(county, meeting).programme.endswith("Mingel")


def test_lsg_can_not_set_the_programme(county: Furnished) -> None:
    """R-H07: no final invitation before Samråd has decided."""
    meeting = plan(county)

    assert refused(seminar.set_programme, lsg(county), meeting, PROGRAMME, DAY)[0] is Refusal.NOT_PROGRAMME_SETTER
    assert refused(seminar.set_programme, samrad(county), meeting, " ", DAY) == (Refusal.EMPTY, "programme")
    assert refused(seminar.set_programme, samrad(county), meeting, PROGRAMME, None) == (
        Refusal.DECISION_DAY, "decided_on",
    )  # fmt: skip
    assert refused(seminar.set_programme, samrad(county), meeting, PROGRAMME, date(2026, 1, 13)) == (
        Refusal.DECISION_AHEAD, "decided_on",
    )  # fmt: skip
    assert refused(seminar.set_programme, samrad(county), meeting, "Ring 19121212-1212", DAY) == (
        Refusal.PERSONAL_NUMBER, "programme",
    )  # fmt: skip


def test_guests_are_added_once_and_removed(county: Furnished) -> None:
    """S-33: free additions; somebody who is invited anyway is not added."""
    meeting = plan(county)
    own = county.who("lsg", "ordinary", "mala").email

    assert seminar.invite(lsg(county), meeting, f"Expert <expert@universitetet.example>\n{own.upper()}") == 1
    assert invited(county, meeting)["expert@universitetet.example"] == "guest"
    assert refused(seminar.invite, lsg(county), meeting, "expert@universitetet.example") == (
        Refusal.ALREADY_INVITED, "addresses",
    )  # fmt: skip
    assert refused(seminar.invite, lsg(county), meeting, "expert") == (Refusal.NO_ADDRESS, "addresses")

    with county.session() as session:
        board = reads.board(
            Reading(session, county.clock.clock.now(), county.clock.clock.zone), meeting, coordinator(county)
        )
    assert [(one.name, one.email) for one in board.guests] == [("Expert", "expert@universitetet.example")]
    assert board.by_default == len(invited(county, meeting)) - 1
    assert seminar.remove_guest(lsg(county), board.guests[0].id) == meeting
    assert "expert@universitetet.example" not in invited(county, meeting)
    assert refused(seminar.remove_guest, lsg(county), board.guests[0].id)[0] is Refusal.NOT_FOUND


def test_moved_with_fewer_days_and_cancelled_with_a_reason(county: Furnished) -> None:
    meeting = plan(county)
    events = len(letters(county, Event))

    seminar.move(lsg(county), meeting, 1, "2026-10-14", "10:00", "15:00", "Lycksele")
    assert refused(seminar.move, lsg(county), meeting, 1, "2026-10-15", "10:00", "15:00", "") == (Refusal.STALE, None)
    assert refused(seminar.cancel, lsg(county), meeting, 2, " ") == (Refusal.EMPTY, "reason")
    seminar.cancel(lsg(county), meeting, 2, "För få anmälda")

    held = row(county, meeting)
    assert (local(county, held.starts_at), held.place, held.state) == ("2026-10-14 10:00", "Lycksele", "cancelled")
    assert held.cancel_reason == "För få anmälda"
    assert len(letters(county, Event)) > events
    for act, more in (
        (seminar.propose, (PROGRAMME,)),
        (seminar.invite, ("a@x.example",)),
        (seminar.cancel, (3, "Igen")),
    ):
        assert refused(act, lsg(county), meeting, *more)[0] is Refusal.MEETING_CANCELLED


def test_a_meeting_is_no_seminar(county: Furnished) -> None:
    from tests.planned import plan as plan_meeting

    meeting = plan_meeting(county, "lsg", "2026-03-12")

    assert refused(seminar.propose, lsg(county), meeting, PROGRAMME)[0] is Refusal.NOT_FOUND
    assert refused(seminar.cancel, lsg(county), meeting, 1, "x")[0] is Refusal.NOT_FOUND


def test_a_structure_without_a_seminar_shows_none_of_it(small: Furnished) -> None:
    """The example structure has none: no part of App Home, and every door is closed."""
    from models.store import people

    person = small.as_(small.who(None, "coordinator"))
    with small.session() as session:
        reading = Reading(session, small.clock.clock.now(), small.clock.clock.zone)
        assert reads.home(reading, people.standing(session, person.person_id, reading.today)).empty
        with pytest.raises(Refused) as no:
            reads.plan_form(reading, person.person_id)
    assert no.value.refusal is Refusal.NO_SEMINAR
    assert refused(seminar.plan, person, "", "2026-10-07", "09:00", "16:00", "")[0] is Refusal.NO_SEMINAR
