"""Somebody changes, removes or declines in Outlook; the coordinators and the person are asked in Slack, and what they answer
happens."""

from __future__ import annotations

from collections import Counter
from typing import Any

from bot.usecases import meetings
from tests.stage import ORGANISER, Stage


def planned(stage: Stage, body: str = "lsg") -> int:
    """A meeting that stands in Outlook, planned by a coordinator."""
    coordinator = stage.county.who(None, "coordinator")
    meeting = meetings.create(stage.county.as_(coordinator), body, "2026-03-12", "09:00", "12:00", "Umeå")[0]
    stage.settle()
    look(stage)
    return meeting


def look(stage: Stage) -> None:
    """Let the bot look at Outlook, and deliver what follows."""
    assert stage.bot.listener is not None
    stage.running.call(stage.bot.listener.once())
    stage.settle()


def event(stage: Stage) -> dict[str, Any]:
    (found,) = stage.outlook.events_of(ORGANISER)
    return found


def by_hand(stage: Stage, day: str) -> None:
    zone = "W. Europe Standard Time"
    changes: dict[str, Any] = {
        name: {"dateTime": f"{day}T{hour}:00:00", "timeZone": zone} for name, hour in (("start", "10"), ("end", "12"))
    }
    stage.outlook.edit(event(stage)["id"], **changes)
    look(stage)


def sums(stage: Stage, since: int) -> Counter[str]:
    return Counter(one["kind"] for one in stage.outlook.mails(since))


def test_a_coordinator_keeps_the_time_that_somebody_gave_it_in_outlook(stage: Stage) -> None:
    stage.with_channels("lsg")
    planned(stage)
    by_hand(stage, "2026-03-13")
    coordinator = stage.who(None, "coordinator")
    asked = coordinator.find_message("Mötet har flyttats i Outlook")
    assert "I Outlook: 13 mars 2026 kl. 10.00–12.00" in coordinator.outline(asked)

    coordinator.click(asked, "calendar_keep")
    stage.settle()

    after = coordinator.find_message("Outlooks tid gäller")
    assert (after["ts"], coordinator.buttons(after)) == (asked["ts"], [])
    assert "13 mars 2026" in coordinator.outline(coordinator.find_message("LSG – möte 13 mars 2026", "lsg"))
    assert event(stage)["subject"] == "LSG – möte 13 mars 2026"
    coordinator.click(asked, "calendar_restore")
    stage.settle()
    assert event(stage)["start"]["dateTime"].startswith("2026-03-13T10:00")


def test_a_coordinator_restores_the_time_and_a_second_one_is_told_that_it_is_done(stage: Stage) -> None:
    planned(stage)
    by_hand(stage, "2026-03-13")
    first, second = stage.who(None, "coordinator", place=0), stage.who(None, "coordinator", place=1)
    asked, also = (
        first.find_message("Mötet har flyttats i Outlook"),
        second.find_message("Mötet har flyttats i Outlook"),
    )
    before = len(stage.outlook.mails())

    first.click(asked, "calendar_restore")
    stage.settle()
    second.click(also, "calendar_keep")
    stage.settle()

    assert event(stage)["start"]["dateTime"].startswith("2026-03-12T09:00")
    assert sums(stage, before) == Counter(update=len(event(stage)["attendees"]))
    assert second.buttons(second.find_message("Tiden i Outlook är återställd")) == []


def test_an_event_that_somebody_removed_is_made_anew_when_a_coordinator_says_so(stage: Stage) -> None:
    meeting = planned(stage)
    people = len(event(stage)["attendees"])
    stage.outlook.edit(event(stage)["id"], delete=True)
    look(stage)
    coordinator = stage.who(None, "coordinator")
    by = stage.county.as_(stage.county.who(None, "coordinator"))
    meetings.move(by, meeting, 1, "2026-03-19", "09:00", "12:00", "Umeå")
    stage.settle()
    assert stage.outlook.events_of(ORGANISER) == []
    before = len(stage.outlook.mails())

    coordinator.click(coordinator.find_message("Mötet har tagits bort i Outlook"), "calendar_anew")
    stage.settle()

    assert event(stage)["subject"] == "LSG – möte 19 mars 2026"
    assert sums(stage, before) == Counter(invitation=people)
    assert coordinator.buttons(coordinator.find_message("Mötet skapas på nytt i Outlook")) == []


def test_an_event_that_somebody_removed_is_the_end_of_the_meeting_when_a_coordinator_says_so(stage: Stage) -> None:
    planned(stage)
    stage.outlook.edit(event(stage)["id"], delete=True)
    look(stage)
    coordinator = stage.who(None, "coordinator")
    before = len(stage.outlook.mails())

    coordinator.click(coordinator.find_message("Mötet har tagits bort i Outlook"), "meeting_cancel")
    coordinator.submit(values={"reason": "Ingen kan"})
    stage.settle()

    assert coordinator.buttons(coordinator.find_message("Mötet har tagits bort i Outlook")) == []
    assert sums(stage, before) == Counter()
    assert stage.outlook.events_of(ORGANISER) == []


def test_a_decline_in_outlook_becomes_an_absence_when_the_person_says_so(stage: Stage) -> None:
    """R-C12: the decline alone calls nobody; the person's yes does."""
    planned(stage)
    absent, cover = stage.county.who("lsg", "ordinary", "umea"), stage.who("lsg", "substitute", "umea")
    hand = stage.hand(absent)
    stage.outlook.respond(absent.email, event(stage)["id"], "declined")
    look(stage)
    look(stage)
    asked = [one for one in hand.messages() if "Du tackade nej i kalendern" in hand.outline(one)]
    assert len(asked) == 1
    assert not any("Kan du ersätta" in cover.outline(one) for one in cover.messages())

    label = next(one for one in hand.buttons(asked[0]) if one == "Anmäl frånvaro")
    hand.click(asked[0], label=label)
    stage.settle()
    if hand.modals():
        hand.submit()
        stage.settle()

    assert cover.find_message("Kan du ersätta")
    assert absent.email not in [one["emailAddress"]["address"] for one in event(stage)["attendees"]]
