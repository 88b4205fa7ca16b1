"""A coordinator plans a year, moves a meeting and cancels one: Outlook follows, and mails only what it must."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.client import Person as Hand
from tests.stage import ORGANISER, Stage


def home(stage: Stage, hand: Hand) -> dict[str, Any]:
    hand.open_home()
    stage.settle()
    return hand.home(opened=False)


def plan(stage: Stage, body: str, dates: str, start: str = "09:00", end: str = "12:00") -> None:
    """As a coordinator does it: the form, what it leads to, yes."""
    coordinator = stage.who(None, "coordinator")
    coordinator.click(home(stage, coordinator), "meeting_create")
    answer = coordinator.submit(
        values={"body": body, "dates": dates, "start": start, "end": end, "place": "Rum Björnen"}
    )
    assert not answer.get("errors"), answer
    coordinator.submit()
    stage.settle()


def mails(stage: Stage, since: int = 0) -> list[tuple[str, str]]:
    return [(one["kind"], one["to"]) for one in stage.outlook.mails(since)]


def count(stage: Stage) -> int:
    found = stage.outlook.mails()
    return int(found[-1]["number"]) if found else 0


def test_a_planned_meeting_is_in_everybodys_calendar_with_one_mail_each(stage: Stage) -> None:
    stage.with_channels("lsg")

    plan(stage, "lsg", "2026-03-12")

    (event,) = stage.outlook.events_of(ORGANISER)
    invited = [one["emailAddress"]["address"] for one in event["attendees"]]
    member, substitute = stage.county.who("lsg", "ordinary", "mala"), stage.county.who("lsg", "substitute", "mala")
    assert event["subject"] == "LSG – möte 12 mars 2026"
    assert member.email in invited
    assert substitute.email not in invited
    assert sorted(to for _, to in mails(stage)) == sorted(invited)
    assert {kind for kind, _ in mails(stage)} == {"invitation"}
    (seen,) = stage.outlook.calendar(member.email)
    assert "09:00" in str(seen["start"])


def test_a_year_across_both_clock_changes_keeps_its_local_time(stage: Stage) -> None:
    plan(stage, "samrad", "2026-03-27\n2026-03-30\n2026-10-23\n2026-10-26", "13:00", "16:00")

    member = stage.county.who("samrad", "ordinary", "mala")
    starts = [
        str(one["start"]) for one in stage.outlook.calendar(member.email, "2026-01-01T00:00:00", "2027-01-01T00:00:00")
    ]
    assert len(starts) == 4
    assert all("13:00" in one for one in starts)


def test_a_settled_world_sends_nothing_more(stage: Stage) -> None:
    plan(stage, "lsg", "2026-03-12")
    before, requests = count(stage), stage.hands.request_count()

    stage.settle()
    stage.restart()
    stage.settle()

    after = [
        one for one in stage.hands.requests(after=requests) if one["service"] == "graph" and one["method"] != "GET"
    ]
    assert (count(stage), after) == (before, [])


def test_a_moved_meeting_moves_in_the_calendar_with_one_mail_each(stage: Stage) -> None:
    stage.with_channels("lsg")
    plan(stage, "lsg", "2026-03-12")
    before = count(stage)
    coordinator = stage.who(None, "coordinator")
    coordinator.click(home(stage, coordinator), "meeting_move")

    coordinator.submit(values={"dates": "2026-03-19", "start": "10:00", "end": "12:00"})
    coordinator.submit()
    stage.settle()

    (event,) = stage.outlook.events_of(ORGANISER)
    sent = mails(stage, before)
    assert event["subject"] == "LSG – möte 19 mars 2026"
    assert "2026-03-19T10:00" in str(event["start"]) or "2026-03-19T09:00" in str(event["start"])
    assert {kind for kind, _ in sent} == {"update"}
    assert len(sent) == len(event["attendees"])


def test_a_cancelled_meeting_says_why_and_leaves_the_calendars(stage: Stage) -> None:
    stage.with_channels("lsg")
    plan(stage, "lsg", "2026-03-12")
    invited = len(stage.outlook.events_of(ORGANISER)[0]["attendees"])
    before = count(stage)
    coordinator = stage.who(None, "coordinator")
    coordinator.click(home(stage, coordinator), "meeting_cancel")

    coordinator.submit(values={"reason": "Snöstorm i hela länet"})
    stage.settle()

    sent = stage.outlook.mails(before)
    assert {one["kind"] for one in sent} == {"cancellation"}
    assert len(sent) == invited
    assert all("Snöstorm" in str(one) for one in sent)
    assert stage.outlook.events_of(ORGANISER) == []


@pytest.mark.parametrize(
    ("day", "word"), [("2026-06-19", "midsommar"), ("2026-01-06", "trettondedag"), ("2026-03-14", "lördag")]
)
def test_a_red_day_an_eve_and_a_weekend_are_warned_about_and_can_be_chosen(stage: Stage, day: str, word: str) -> None:
    coordinator = stage.who(None, "coordinator")
    stage.to("2025-12-01 09:00")
    coordinator.click(home(stage, coordinator), "meeting_create")

    coordinator.submit(values={"body": "lsg", "dates": day, "start": "09:00", "end": "12:00"})
    warned = coordinator.outline(coordinator.modal()).lower()
    coordinator.submit()
    stage.settle()

    assert word in warned
    assert len(stage.outlook.events_of(ORGANISER)) == 1


def test_graph_down_keeps_the_meeting_and_sends_it_later_once(stage: Stage) -> None:
    stage.hands.fault("graph", "POST .*/events$", "drop_after", times=1)
    stage.hands.fault("graph", "POST .*/events$", "429", times=1, retry_after=20)
    plan(stage, "lsg", "2026-03-12")

    stage.forward(minutes=3)
    stage.forward(minutes=10)

    (event,) = stage.outlook.events_of(ORGANISER)
    assert len(mails(stage)) == len(event["attendees"])
