"""No crash and no lost answer makes two events, mails somebody twice, or loses a change."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from bot.usecases import calendar_changes, meetings
from tests.calendar_sync.desk import ORGANISER, Desk
from tests.planned import coordinator, plan, row


def boss(desk: Desk) -> Any:
    return desk.county.as_(coordinator(desk.county))


def bare(sent: Any) -> Any:
    """What was sent, without the types that the SDK adds."""
    if isinstance(sent, list):
        return [bare(one) for one in sent]
    if isinstance(sent, dict):
        return {name: bare(value) for name, value in sent.items() if name != "@odata.type"}
    return sent


def move(desk: Desk, meeting: int, day: str) -> None:
    meetings.move(boss(desk), meeting, row(desk.county, meeting).version, day, "09:00", "12:00", "Umeå")


async def test_the_content_is_stored_before_it_is_sent_and_is_what_is_sent(desk: Desk) -> None:
    meeting = plan(desk.county, "lsg", "2026-03-12")
    desk.fault("503", "POST", times=2)
    await desk.settle()
    stored = desk.row(meeting).create_body
    await desk.later(minutes=3)
    await desk.later(minutes=10)

    assert stored is not None
    posted = [one for one in desk.requests("POST") if one["path"].endswith("/events")]
    assert [bare(one["body"]) for one in posted] == [json.loads(stored)] * len(posted)
    assert len(posted) == 3
    assert len(desk.outlook.events_of(ORGANISER)) == 1


@pytest.mark.parametrize("fault", ["drop_after", "504", "500"])
async def test_an_answer_that_was_lost_after_the_create_leads_to_one_event_and_one_mail_each(
    desk: Desk, fault: str
) -> None:
    meeting = plan(desk.county, "lsg", "2026-03-12")
    desk.fault(fault)
    await desk.settle()
    assert desk.row(meeting).state == "wanted"
    await desk.later(minutes=2)

    assert desk.event()["id"] == desk.row(meeting).graph_id
    assert desk.mailed() == {address: Counter(invitation=1) for address in desk.attendees()}


async def test_the_lost_create_is_found_by_its_stamp_before_anything_is_sent(desk: Desk) -> None:
    plan(desk.county, "lsg", "2026-03-12")
    desk.fault("drop_after")
    await desk.settle()
    await desk.later(minutes=2)

    assert len([one for one in desk.requests("POST") if one["path"].endswith("/events")]) == 1
    found = [one for one in desk.requests("GET") if "$filter" in one["query"]]
    assert len(found) == 1
    assert desk.row(1).stamp in found[0]["query"]["$filter"]


async def test_a_meeting_moved_while_its_create_is_unanswered_is_one_event_at_the_new_time(desk: Desk) -> None:
    meeting = plan(desk.county, "lsg", "2026-03-12")
    desk.fault("drop_after")
    await desk.settle()
    move(desk, meeting, "2026-03-19")
    await desk.later(minutes=2)

    assert desk.event()["start"]["dateTime"].startswith("2026-03-19T09:00")
    assert desk.mailed() == {address: Counter(invitation=1, update=1) for address in desk.attendees()}


async def test_a_meeting_cancelled_while_its_create_is_unanswered_does_not_stand(desk: Desk) -> None:
    meeting = plan(desk.county, "lsg", "2026-03-12")
    desk.fault("drop_after")
    await desk.settle()
    meetings.cancel(boss(desk), meeting, 1, "Inget att ta upp")
    await desk.later(minutes=2)

    assert desk.outlook.events_of(ORGANISER) == []
    assert desk.row(meeting).state == "cancelled"


async def test_a_change_whose_answer_was_lost_is_not_sent_again_and_is_no_change_by_hand(desk: Desk) -> None:
    meeting = plan(desk.county, "lsg", "2026-03-12")
    await desk.settle()
    desk.mailed()
    move(desk, meeting, "2026-03-19")
    desk.fault("drop_after", "PATCH")
    await desk.settle()
    await desk.later(minutes=2)

    assert len(desk.requests("PATCH")) == 1
    assert desk.mailed() == {address: Counter(update=1) for address in desk.attendees()}
    assert desk.row(meeting).edited is None
    assert "2026-03-19" in (desk.row(meeting).sent or "")


async def test_a_move_after_one_whose_answer_was_lost_is_no_change_by_hand(desk: Desk) -> None:
    meeting = plan(desk.county, "lsg", "2026-03-12")
    await desk.settle()
    move(desk, meeting, "2026-03-19")
    desk.fault("drop_after", "PATCH")
    await desk.settle()
    move(desk, meeting, "2026-03-26")
    await desk.later(minutes=2)

    assert desk.row(meeting).edited is None
    assert desk.event()["start"]["dateTime"].startswith("2026-03-26T09:00")


async def test_a_cancel_whose_answer_was_lost_mails_once(desk: Desk) -> None:
    meeting = plan(desk.county, "lsg", "2026-03-12")
    await desk.settle()
    people = len(desk.attendees())
    desk.mailed()
    meetings.cancel(boss(desk), meeting, 1, "Inget att ta upp")
    desk.fault("drop_after", "cancel")
    await desk.settle()
    await desk.later(minutes=2)

    assert desk.sums() == Counter(cancellation=people)
    assert desk.row(meeting).state == "cancelled"


async def test_too_many_requests_wait_as_long_as_the_service_says(desk: Desk) -> None:
    plan(desk.county, "lsg", "2026-03-12")
    desk.fault("429", retry_after=40)
    await desk.settle()
    asked = len(desk.requests())

    await desk.later(seconds=39)
    assert len(desk.requests()) == asked
    await desk.later(seconds=2)

    assert desk.event()["subject"] == "LSG – möte 12 mars 2026"


async def test_who_leaves_and_who_comes_with_a_move_each_get_one_mail(desk: Desk) -> None:
    """S-13: the cover comes by invitation, the absent one goes by cancellation; neither gets an update besides."""
    from bot.usecases import absences

    county = desk.county
    meeting = plan(county, "lsg", "2026-03-12")
    await desk.settle()
    absent, cover = county.who("lsg", "ordinary", "umea"), county.who("lsg", "substitute", "umea")
    absences.report(county.as_(absent), meeting)
    absences.accept_call(county.as_(cover), 1)
    await desk.settle()
    desk.mailed()

    move(desk, meeting, "2026-03-19")
    await desk.settle()

    mails = desk.mailed()
    assert mails.pop(cover.email) == Counter(cancellation=1)
    assert mails.pop(absent.email) == Counter(invitation=1)
    assert set(map(str, mails.values())) == {str(Counter(update=1))}
    changes = [set(one["body"]) & {"attendees", "start"} for one in desk.requests("PATCH")[-3:]]
    assert changes == [{"attendees"}, {"start"}, {"attendees"}]


async def test_an_attendee_whom_somebody_added_in_outlook_stays_and_one_taken_away_there_stays_away(desk: Desk) -> None:
    from bot.usecases import absences

    county = desk.county
    meeting = plan(county, "lsg", "2026-03-12")
    await desk.settle()
    gone = county.who("lsg", "ordinary", "mala").email
    desk.outlook.edit(desk.event()["id"], attendees_add=["expert@universitetet.example"], attendees_remove=[gone])
    desk.mailed()

    absences.report(county.as_(county.who("lsg", "ordinary", "umea")), meeting)
    await desk.settle()

    assert "expert@universitetet.example" in desk.attendees()
    assert gone not in desk.attendees()
    assert desk.sums() == Counter(cancellation=1)


async def test_every_request_asks_for_immutable_ids_and_no_attendee_change_goes_with_another(desk: Desk) -> None:
    meeting = plan(desk.county, "lsg", "2026-03-12")
    await desk.settle()
    move(desk, meeting, "2026-03-19")
    await desk.settle()
    meetings.cancel(boss(desk), meeting, 2, "Inget att ta upp")
    await desk.settle()

    made = desk.requests()
    assert {one["headers"]["prefer"] for one in made} == {'IdType="ImmutableId"'}
    assert all(set(one["body"]) == {"attendees"} or "attendees" not in one["body"] for one in desk.requests("PATCH"))


async def test_the_mailbox_that_is_not_ours_is_said_and_not_tried_again(desk: Desk) -> None:
    desk.outlook.set_up(scope=["somebody@else.example"])
    plan(desk.county, "lsg", "2026-03-12")
    await desk.settle()

    letter = desk.letters("Event")[-1]
    assert (letter.state, letter.attempts) == ("dead", 1)
    assert "NotAllowed" in (letter.reason or "")


async def test_a_create_that_was_made_and_removed_before_we_heard_of_it_is_a_question(desk: Desk) -> None:
    meeting = plan(desk.county, "lsg", "2026-03-12")
    desk.fault("drop_after")
    await desk.settle()
    desk.outlook.edit(desk.event()["id"], delete=True)
    await desk.later(minutes=2)

    assert desk.row(meeting).state == "gone"
    assert desk.outlook.events_of(ORGANISER) == []
    assert len(desk.letters("OutlookGone")) > 0


async def test_what_arrived_twice_is_noted_once(desk: Desk) -> None:
    meeting = plan(desk.county, "lsg", "2026-03-12")
    await desk.settle()
    known = desk.row(meeting)

    calendar_changes.created(desk.county.acting, known.id or 0, "another", "key")
    calendar_changes.cancelled(desk.county.acting, known.id or 0)
    calendar_changes.cancelled(desk.county.acting, known.id or 0)

    assert desk.row(meeting).graph_id == known.graph_id
    from tests.planned import acts

    assert acts(desk.county, f"event:{known.id}") == ["calendar.prepared", "calendar.created", "calendar.cancelled"]
