"""The calendar's week and month, and the mails that Outlook would have sent, opened to what they said when they were sent."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import ORGANISER, PHONE, Stage

Open = Callable[..., Page]
ZONE = "W. Europe Standard Time"


def outlook(page: Page) -> Locator:
    return page.get_by_role("region", name="Outlook")


def book(stage: Stage, subject: str, day: str, hours: tuple[str, str]) -> None:
    event = {
        "subject": subject,
        "start": {"dateTime": f"{day}T{hours[0]}:00", "timeZone": ZONE},
        "end": {"dateTime": f"{day}T{hours[1]}:00", "timeZone": ZONE},
        "attendees": [{"emailAddress": {"address": stage.anna["email"], "name": "Anna Lind"}, "type": "required"}],
    }
    stage.post("/sandbox/graph/events", {"mailbox": ORGANISER, "event": event})


def test_a_week_shows_each_meeting_on_its_day_and_opens_it(stage: Stage, screen: Open) -> None:
    stage.meeting()
    stage.post("/sandbox/clock", {"to": "2099-03-10T08:00:00+01:00"})
    page = screen(f"#person={stage.anna['id']}")

    outlook(page).get_by_role("tab", name="Vecka").click()
    expect(outlook(page).get_by_text("Vecka 11 · mars 2099")).to_be_visible()
    thursday = outlook(page).get_by_role("region", name="torsdag 12 mars 2099")
    thursday.get_by_role("button", name="LSG – möte 12 mars 2099, 09:00–12:00, Regionens hus, Inbjudan").click()

    expect(outlook(page).get_by_role("button", name="Acceptera")).to_be_visible()


@pytest.mark.parametrize(
    ("day", "week"), [("2027-01-01", 53), ("2027-01-04", 1), ("2026-12-31", 53), ("2025-12-29", 1), ("2024-12-30", 1)]
)
def test_weeks_have_the_numbers_of_swedish_calendars(stage: Stage, screen: Open, day: str, week: int) -> None:
    stage.post("/sandbox/clock", {"to": f"{day}T12:00:00+01:00"})
    page = screen(f"#person={stage.anna['id']}&view=week")

    expect(outlook(page).get_by_text(re.compile(rf"Vecka {week} ·"))).to_be_visible()


def test_one_steps_between_weeks_and_home_again_by_keyboard(stage: Stage, screen: Open) -> None:
    stage.post("/sandbox/clock", {"to": "2027-03-10T08:00:00+01:00"})
    page = screen(f"#person={stage.anna['id']}&view=week")

    outlook(page).get_by_role("button", name="Nästa vecka").focus()
    for week in (11, 12, 13):
        page.keyboard.press("Enter")
        expect(outlook(page).get_by_text(f"Vecka {week} ·")).to_be_visible()
        expect(outlook(page).get_by_role("button", name="Nästa vecka")).to_be_focused()
    outlook(page).get_by_role("button", name="I dag").press("Enter")

    expect(outlook(page).get_by_text("Vecka 10 · mars 2027")).to_be_visible()


def test_meetings_at_the_same_time_lie_beside_each_other(stage: Stage, screen: Open) -> None:
    for subject, hours in (
        ("Ett", ("09:00", "12:00")),
        ("Två", ("10:00", "11:00")),
        ("Tre", ("11:00", "13:00")),
        ("Fyra", ("13:00", "14:00")),
    ):
        book(stage, subject, "2027-03-11", hours)
    stage.post("/sandbox/clock", {"to": "2027-03-10T08:00:00+01:00"})
    page = screen(f"#person={stage.anna['id']}&view=week")

    boxes = {}
    for name in ("Ett", "Två", "Tre", "Fyra"):
        found = outlook(page).get_by_role("button", name=f"{name}, ").bounding_box()
        assert found is not None
        boxes[name] = found

    assert boxes["Två"]["x"] == boxes["Tre"]["x"] > boxes["Ett"]["x"] == boxes["Fyra"]["x"]
    assert boxes["Fyra"]["width"] > 1.8 * boxes["Ett"]["width"]
    assert boxes["Två"]["y"] + boxes["Två"]["height"] <= boxes["Tre"]["y"]


def test_a_meeting_on_a_saturday_brings_the_weekend(stage: Stage, screen: Open) -> None:
    stage.post("/sandbox/clock", {"to": "2027-03-10T08:00:00+01:00"})
    page = screen(f"#person={stage.anna['id']}&view=week")
    expect(outlook(page).get_by_role("region", name="lördag 13 mars 2027")).to_have_count(0)

    book(stage, "Öppet hus", "2027-03-13", ("10:00", "12:00"))

    expect(outlook(page).get_by_role("region", name="lördag 13 mars 2027")).to_contain_text("Öppet hus")


def test_a_mail_says_what_it_said_when_it_was_sent(stage: Stage, screen: Open) -> None:
    event = stage.meeting()
    stage.post("/sandbox/graph/edit", {"event_id": event["id"], "location": "Folkets hus"})
    page = screen(f"#person={stage.anna['id']}&view=mails")
    first = outlook(page).get_by_role("listitem").filter(has_text="Inbjudan")

    first.get_by_role("button", name="Inbjudan").click()
    expect(first).to_contain_text("Regionens hus")
    expect(first).to_contain_text("torsdag 12 mars 2099, 09:00–12:00")
    expect(first).to_contain_text("Du kallas till LSG.")
    first.get_by_role("button", name="Öppna i kalendern").click()

    expect(outlook(page).get_by_role("button", name="Acceptera")).to_be_visible()
    expect(outlook(page).locator(".eventdetails")).to_contain_text("Folkets hus")


def test_the_organiser_reads_the_answer_with_its_words(stage: Stage, screen: Open) -> None:
    event = stage.meeting()
    answer = {"mailbox": stage.bo["email"], "event_id": event["id"], "response": "declined", "comment": "Bortrest."}
    stage.post("/sandbox/graph/respond", answer)
    organiser = {"name": "samverkan2", "real_name": "Samverkans brevlåda", "email": ORGANISER, "quiet": True}
    made = stage.post("/sandbox/slack/users", organiser)
    page = screen(f"#person={made['id']}&view=mails")

    line = outlook(page).get_by_role("listitem").filter(has_text="Svar")
    expect(line).to_contain_text("Avböjt: Bortrest.")
    line.get_by_role("button", name="Svar").click()

    expect(line).to_contain_text("bo@kommun.example")


def test_on_a_phone_a_week_fits(stage: Stage, screen: Open) -> None:
    stage.meeting()
    stage.post("/sandbox/clock", {"to": "2099-03-10T08:00:00+01:00"})
    page = screen(f"#person={stage.anna['id']}&pane=outlook&view=week", PHONE)

    expect(outlook(page).get_by_role("button", name="LSG – möte 12 mars 2099, ")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
