"""A coordinator plans a year of meetings in Slack, the agenda is put in order, set and sent; a move and a cancellation."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import select

from bot.usecases import meetings
from models.tables.people import Assignment
from sandbox.control import Dict
from sandbox.person import Person
from tests.planned import approved, points, row
from tests.stage import Stage


def test_a_year_is_planned_with_its_warnings_and_shown_in_the_channel(stage: Stage) -> None:
    stage.with_channels("lsg")
    coordinator = stage.who(None, "coordinator")
    coordinator.click(home(stage, coordinator), "meeting_create")

    said = coordinator.submit(
        values={"body": "lsg", "dates": "2026-03-12\n2026-05-14\n2026-06-19\n2026-07-09", "place": "Umeå & Vännäs"}
    )
    assert not said.get("errors")
    shown = coordinator.outline(coordinator.modal())
    for words in (
        "Torsdag 14 maj 2026 är en helgdag: kristi himmelsfärdsdag.",
        "Fredag 19 juni 2026 är midsommarafton. Många är lediga.",
        "Torsdag 9 juli 2026 är i juli. Många har semester.",
        "Stoppdatum 12 februari 2026, dagordning 3 mars 2026, kallelse 5 mars 2026.",
        "4 möten skapas.",
    ):
        assert words in shown
    coordinator.submit()
    assert "4 möten är skapade" in coordinator.outline(coordinator.modal())
    stage.settle()

    card = stage.who("lsg", "ordinary", "mala").find_message("LSG – möte 12 mars 2026", "lsg")
    assert "Länssamverkansgruppen (LSG). Torsdag 12 mars 2026 kl. 9.00–12.00, Umeå & Vännäs" in card["text"].replace(
        "&amp;", "&"
    )


def test_a_date_that_is_none_is_told_at_the_field_and_nothing_written_is_lost(stage: Stage) -> None:
    coordinator = stage.who(None, "coordinator")
    coordinator.click(home(stage, coordinator), "meeting_create")

    said = coordinator.submit(values={"dates": "den 12 mars", "place": "Umeå"})

    assert "2026-03-12" in said["errors"]["dates"]
    assert len(coordinator.modals()) == 1


def test_the_agenda_from_questions_to_notice_and_what_is_new_after_it(stage: Stage) -> None:
    stage.with_channels("lsg")
    meeting = planned(stage, "2026-03-12")
    approved(stage.county, title="Trygg <utskrivning> & hemgång")
    chair, member = stage.who("lsg", "chair"), stage.who("lsg", "ordinary", "mala")
    stage.settle()

    chair.click(home(stage, chair), "agenda_open", value=str(meeting))
    chair.click(chair.modal(), "agenda_add")
    chair.submit(values={"title": "Budgetläget", "kind": "information", "minutes": "200"})
    assert "215 av 180 minuter. Det är 35 minuter för mycket" in chair.outline(chair.modal())
    budget = points(stage.county, meeting)[1].id
    chair.choose(chair.modal(), "agenda_point", "Flytta upp", block_id=f"point-{budget}")
    assert "1. Budgetläget" in plain(chair.outline(chair.modal()))
    chair.choose(chair.modal(), "agenda_point", "Ändra", block_id=f"point-{budget}")
    chair.submit(values={"minutes": "20"})
    assert "35 av 180 minuter, 145 kvar" in chair.outline(chair.modal())
    chair.click(chair.modal(), "agenda_fix")
    chair.click(chair.modal(), "agenda_notice")
    preview = chair.outline(chair.modal())
    assert "Kallelsen går till" in preview
    assert "Du kallas till Länssamverkansgruppen (LSG) den 12 mars 2026 kl. 9.00–12.00, Umeå." in preview
    chair.submit()
    assert "Skicka kallelsen" not in chair.buttons(chair.modal())
    stage.settle()

    notice = member.find_message("Du kallas till Länssamverkansgruppen (LSG)")
    assert "Kan du inte komma? Anmäl frånvaro så tidigt du kan." in notice["text"]
    assert "Anmäl frånvaro" in member.buttons(notice)
    assert stage.who("lsg", "substitute", "mala").messages() == []
    member.click(notice, label="Läs underlaget")
    papers = member.outline(member.modal())
    assert "Vad är frågan?" in papers
    assert "Vi saknar en gemensam rutin." in papers
    assert "Budgetläget" not in papers  # nothing was handed in about it

    chair.click(chair.modal(), "agenda_add")
    chair.submit(values={"title": "Sent inkommet", "kind": "information", "minutes": "10"})
    stage.forward(minutes=3)
    card = member.find_message("LSG – möte 12 mars 2026", "lsg")
    assert "Nytt sedan kallelsen (den 12 januari)" in member.outline(card)
    news = [one for one in member.thread("lsg", card["ts"]) if one["ts"] != card["ts"]]
    assert [one["text"] for one in news] == ["Nytt sedan kallelsen (den 12 januari): punkt 3, Sent inkommet."]
    assert len(member.messages()) == 1  # the notice was updated in place, no new message
    assert "Sent inkommet" in member.outline(member.messages()[0])

    coordinator = stage.county.as_(stage.county.who(None, "coordinator"))
    meetings.move(coordinator, meeting, 1, "2026-03-19", "13:00", "16:00", "Vännäs")
    stage.settle()
    (moved,) = member.messages()  # the same message, with the new time
    assert "den 19 mars 2026 kl. 13.00–16.00, Vännäs" in moved["text"]


def test_a_move_and_a_cancellation_are_told_in_the_thread_and_the_card_follows(stage: Stage) -> None:
    stage.with_channels("lsg")
    meeting = planned(stage, "2026-03-12")
    coordinator, member = stage.who(None, "coordinator"), stage.who("lsg", "ordinary", "mala")
    stage.settle()

    coordinator.click(home(stage, coordinator), "meeting_move", value=str(meeting))
    coordinator.submit(values={"dates": "2026-04-02", "place": "Skellefteå"})
    assert "Torsdag 2 april 2026 är skärtorsdagen." in coordinator.outline(coordinator.modal())
    coordinator.submit()
    stage.settle()
    card = member.find_message("LSG – möte 2 april 2026", "lsg")
    line = [one["text"] for one in member.thread("lsg", card["ts"]) if one["ts"] != card["ts"]]
    assert line == [
        "Mötet är flyttat till torsdag 2 april 2026 kl. 9.00–12.00, Skellefteå. Förut: 12 mars 2026 kl. 9.00–12.00."
    ]

    coordinator.click(home(stage, coordinator), "meeting_cancel", value=str(meeting))
    asked = coordinator.outline(coordinator.modal())
    assert "personer får besked. Det går inte att ångra." in asked
    assert coordinator.submit(values={"reason": ""})["errors"]
    coordinator.submit(values={"reason": "För få ärenden."})
    stage.settle()
    card = member.find_message("Inställt", "lsg")
    assert "Anmäl frånvaro" not in member.buttons(card)
    assert member.thread("lsg", card["ts"])[-1]["text"] == (
        "Mötet torsdag 2 april 2026 kl. 9.00–12.00 är inställt. Skäl: För få ärenden."
    )
    assert member.messages() == []  # nobody who need not act gets a direct message


def test_others_than_those_who_lead_see_the_agenda_without_buttons(stage: Stage) -> None:
    meeting = planned(stage, "2026-03-12")
    approved(stage.county)
    member = stage.who("lsg", "ordinary", "mala")
    member.click(home(stage, member), "agenda_open", value=str(meeting))

    assert "Fråga 1" in member.outline(member.modal())
    assert member.buttons(member.modal()) == []


def test_the_command_lists_the_next_meetings_with_ones_own_place(stage: Stage) -> None:
    planned(stage, "2026-03-12\n2026-05-07")
    member, substitute = stage.who("lsg", "ordinary", "mala"), stage.who("lsg", "substitute", "mala")

    member.command("/samverkan möten")
    substitute.command("/samverkan moten")

    assert "Du har en plats." in seen(member.state())
    assert "Du är ersättare och kallas om det behövs." in seen(substitute.state())


def test_the_clock_reminds_the_chair_and_the_button_goes_when_it_is_done(stage: Stage) -> None:
    meeting = planned(stage, "2026-03-12")
    approved(stage.county)
    chair = stage.who("lsg", "chair")
    stage.to("2026-03-03 08:01")

    told = chair.find_message("ska vara fastställd senast den 3 mars 2026")
    chair.click(told, "agenda_open")
    chair.click(chair.modal(), "agenda_fix")
    stage.settle()

    (message,) = chair.messages()
    assert chair.buttons(message) == []
    assert "Fastställd av" in chair.outline(message)
    del meeting


def home(stage: Stage, who: Person) -> Dict:
    """A person's App Home, opened and drawn."""
    who.open_home()
    stage.settle()
    return who.home(opened=False)


def planned(stage: Stage, dates: str) -> int:
    """LSG meetings at nine in Umeå, planned by a coordinator; the first one's id."""
    acting = stage.county.as_(stage.county.who(None, "coordinator"))
    return meetings.create(acting, "lsg", dates, "09:00", "12:00", "Umeå")[0]


def plain(text: str) -> str:
    return text.replace("*", "")


def seen(state: Dict) -> str:
    """Everything on the screen, as text."""
    return str(state)


def test_the_day_before_the_coordinators_are_told_how_the_seats_are_taken(stage: Stage) -> None:
    from bot.usecases import absences

    meeting = planned(stage, "2026-03-12")
    absent = stage.county.who("lsg", "ordinary", "mala")
    absences.report(stage.county.as_(absent), meeting)

    stage.to("2026-03-11 08:01")

    told = stage.who(None, "coordinator").find_message("platser är besatta")["text"]
    assert told.startswith("LSG – möte 12 mars 2026: ")
    assert f"Malå kommun: platsen är tom. {absent.name} har anmält frånvaro." in told


def test_a_window_that_can_not_be_drawn_anew_hides_nothing_that_is_done(stage: Stage) -> None:
    """Somebody may close it in the same instant: what was done is done, and no fault is told."""
    meeting = planned(stage, "2026-03-12")
    approved(stage.county)
    chair = stage.who("lsg", "chair")
    chair.click(home(stage, chair), "agenda_open", value=str(meeting))
    stage.hands.fault("slack", "/api/views.update", "500")

    chair.click(chair.modal(), "agenda_fix")
    chair.click(chair.modal(), "agenda_fix")

    assert row(stage.county, meeting).agenda_set_at is not None
    assert "Något gick fel" not in seen(chair.state())
    assert "Dagordningen är redan fastställd. Inget har ändrats." in seen(chair.state())


def test_who_may_not_any_more_is_told_calmly_and_nothing_changes(stage: Stage) -> None:
    """A coordinator until yesterday, with the page of yesterday."""
    meeting = planned(stage, "2026-03-12")
    coordinator = stage.who(None, "coordinator")
    page = home(stage, coordinator)
    with stage.county.database.write() as session:
        for post in session.scalars(select(Assignment).where(Assignment.role == "coordinator")):
            post.end = stage.clock.today() - timedelta(days=1)

    coordinator.click(page, "meeting_cancel", value=str(meeting))

    assert "Bara koordinatorn kan göra det här." in seen(coordinator.state())
    assert row(stage.county, meeting).state == "planned"
