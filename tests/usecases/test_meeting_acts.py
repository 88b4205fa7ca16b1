"""The acts that every kind of meeting shares, on a seminar of several days: each day has an event, and no agenda."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from sqlmodel import select

from bot.outbox.letters.calendar import Event
from bot.outbox.letters.meetings import MeetingCard
from bot.reads import meetings as reads
from bot.reads import notices
from bot.reads.meetings import Own
from bot.reads.shapes import Picture
from bot.usecases import agenda, bodies, meeting_acts, meetings
from bot.usecases.acting import Unit
from handlers.views import meetings as views
from models.rules.agenda import Point
from models.rules.meetings import MeetingKind, Span
from models.rules.refusals import Refusal, Refused
from models.store import meetings as store
from models.store import outbox
from models.tables.meetings import Meeting
from models.tables.outbox import Card
from tests.conftest import Furnished
from tests.planned import approved, coordinator, letters, plan, question, row

DAYS = (date(2026, 10, 7), date(2026, 10, 8))


def spans(unit: Unit, *days: date) -> list[Span]:
    return [meeting_acts.span(unit, day, time(9), time(16)) for day in days]


def seminar(county: Furnished, *days: date) -> int:
    with county.as_(coordinator(county)).transaction() as unit:
        store.lock_planning(unit.session)
        made = meeting_acts.create(
            unit, "lsg", spans(unit, *days), "Lycksele", kind=MeetingKind.SEMINAR, title="Nära vård"
        )
        return made.id or 0


def test_a_seminar_has_an_event_for_each_day_and_no_submission_deadline(county: Furnished) -> None:
    """R-H01, R-H06."""
    made = seminar(county, *DAYS)

    assert letters(county, Event) == [Event(made, 1), Event(made, 2)]
    assert row(county, made).submission_deadline is None
    assert (row(county, made).starts_at.date(), row(county, made).ends_at.date()) == DAYS


def test_a_day_less_is_still_told_to_outlook_so_that_its_event_goes(county: Furnished) -> None:
    made = seminar(county, *DAYS)
    with county.acting.transaction() as unit:
        from models.tables.calendar import CalendarEvent

        for number in (1, 2):
            unit.session.add(
                CalendarEvent(meeting_id=made, day=number, stamp=f"s{number}", transaction_id=f"t{number}")
            )

    with county.as_(coordinator(county)).transaction() as unit:
        meeting_acts.move(unit, store.locked(unit.session, made), spans(unit, DAYS[0]), "Lycksele")

    assert letters(county, Event)[-2:] == [Event(made, 1), Event(made, 2)]
    with county.session() as session:
        assert [one.number for one in store.days(session, made)] == [1]


def test_questions_never_land_on_a_seminar_and_it_has_no_agenda(county: Furnished) -> None:
    made = seminar(county, *DAYS)

    asked = approved(county)

    assert question(county, asked).meeting_id is None
    with pytest.raises(Refused) as no:
        agenda.add(county.as_(coordinator(county)), made, Point("X", "information", "20"))
    assert no.value.refusal is Refusal.NOT_FOUND


def test_a_seminar_concerns_its_guests_who_have_no_seats_there(county: Furnished) -> None:
    """S-33: ordinary members of both bodies and the committees' chairs."""
    made = seminar(county, *DAYS)

    def own(body: str, role: str) -> list[Own]:
        part = county.acting.ask(reads.overview, county.who(body, role).id or 0)
        return [one.own.what for one in part.lines if one.head.id == made]

    assert (own("samrad", "ordinary"), own("lsg", "ordinary")) == ([Own.CALLED], [Own.CALLED])
    assert own("lsg", "substitute") == []


def test_a_seminars_card_has_neither_seats_nor_agenda(county: Furnished) -> None:
    with county.acting.transaction() as unit:
        from models.store import bodies as body_store

        body_store.settings(unit.session, "lsg").channel = "C1"
    made = seminar(county, *DAYS)

    gathered = county.acting.ask(notices.card, MeetingCard(made))

    assert isinstance(gathered, Picture)
    shown = str(views.card(gathered.shape).blocks)  # type: ignore[arg-type]
    assert "onsdag 7 oktober 2026 kl. 9.00–16.00 och torsdag 8 oktober" in shown.replace("Onsdag", "onsdag")
    assert "Platser" not in shown
    assert "agordning" not in shown


def test_cards_follow_when_a_body_gets_another_channel(county: Furnished) -> None:
    """Coming meetings are shown where the group now is."""
    meeting = plan(county, "lsg", "2026-03-12")
    with county.acting.transaction() as unit:
        outbox.remember_card(unit.session, f"meeting:{meeting}", "C-OLD", "1.0")
        unit.record("test.card", "meeting")

    bodies.choose(county.as_(coordinator(county)), "lsg", "C-NEW", None)

    assert letters(county, MeetingCard)[-1] == MeetingCard(meeting)
    with county.session() as session:
        assert session.scalars(select(Card)).all() == []
        assert session.get_one(Meeting, meeting).state == "planned"


def test_the_forms_of_a_meeting_do_not_take_a_seminar(county: Furnished) -> None:
    made = seminar(county, *DAYS)
    who = county.as_(coordinator(county))

    tries: tuple[Callable[[], object], ...] = (
        lambda: meetings.move(who, made, 1, "2026-10-14", "09:00", "12:00", ""),
        lambda: meetings.cancel(who, made, 1, "Skäl"),
    )
    for act in tries:
        with pytest.raises(Refused) as no:
            act()
        assert no.value.refusal is Refusal.NOT_FOUND
    with county.session() as session:
        assert len(store.days(session, made)) == 2
