"""Planning, moving, cancelling and absences as Outlook gets them, and how many mails each of them leads to."""

from __future__ import annotations

from collections import Counter

from bot.usecases import absences, meetings
from models.store import seating
from models.store import structure as structures
from tests.calendar_sync.desk import Desk
from tests.planned import coordinator, plan, row


def invited(desk: Desk, meeting: int) -> list[str]:
    with desk.county.session() as session:
        there = seating.invited(session, structures.current(session), row(desk.county, meeting))
    return sorted(one.email for one in there)


async def test_a_planned_meeting_is_an_event_with_everybody_who_is_to_be_there(desk: Desk) -> None:
    """R-C08: LSG's chair is invited to Samråd too; one mail to each, and our own stamp in the event."""
    meeting = plan(desk.county, "samrad", "2026-03-12")
    await desk.settle()

    event = desk.event()
    assert event["subject"] == "Samråd – möte 12 mars 2026"
    assert (event["start"]["dateTime"], event["end"]["dateTime"]) == (
        "2026-03-12T09:00:00.0000000",
        "2026-03-12T12:00:00.0000000",
    )
    assert event["location"]["displayName"] == "Umeå"
    assert desk.attendees() == invited(desk, meeting)
    assert desk.mailed() == {address: Counter(invitation=1) for address in invited(desk, meeting)}
    assert event["transactionId"] == desk.row(meeting).transaction_id
    assert [one["value"] for one in event["singleValueExtendedProperties"]] == [desk.row(meeting).stamp]
    assert event["id"] == desk.row(meeting).graph_id


async def test_nothing_is_sent_when_nothing_changed(desk: Desk) -> None:
    meeting = plan(desk.county, "lsg", "2026-03-12")
    await desk.settle()
    before = len(desk.requests())

    with desk.county.acting.transaction() as unit:
        from bot.usecases.meeting_letters import changed
        from models.store import meetings as store

        unit.record("meeting.saved", f"meeting:{meeting}")
        changed(unit, store.get(unit.session, meeting))
    await desk.settle()

    assert len(desk.requests()) == before
    assert desk.letters("Event")[-1].state == "dropped"


async def test_a_move_mails_everybody_once(desk: Desk) -> None:
    meeting = plan(desk.county, "lsg", "2026-03-12")
    await desk.settle()
    desk.mailed()

    meetings.move(desk.county.as_(coordinator(desk.county)), meeting, 1, "2026-03-19", "13:00", "15:00", "Lycksele")
    await desk.settle()

    event = desk.event()
    assert (event["subject"], event["location"]["displayName"]) == ("LSG – möte 19 mars 2026", "Lycksele")
    assert event["start"]["dateTime"] == "2026-03-19T13:00:00.0000000"
    assert desk.mailed() == {address: Counter(update=1) for address in invited(desk, meeting)}


async def test_a_cancelled_meeting_says_why_to_everybody_once(desk: Desk) -> None:
    meeting = plan(desk.county, "lsg", "2026-03-12")
    await desk.settle()
    before = desk.outlook.mails()

    meetings.cancel(desk.county.as_(coordinator(desk.county)), meeting, 1, "För få ärenden")
    await desk.settle()

    told = desk.outlook.mails(len(before))
    assert sorted(one["to"] for one in told) == invited(desk, meeting)
    assert {(one["kind"], one["comment"]) for one in told} == {("cancellation", "För få ärenden")}
    assert desk.outlook.events_of("samverkan@regionen.example") == []
    assert desk.row(meeting).state == "cancelled"


async def test_an_absence_mails_the_one_who_leaves_and_the_one_who_comes(desk: Desk) -> None:
    county = desk.county
    meeting = plan(county, "lsg", "2026-03-12")
    await desk.settle()
    desk.mailed()
    absent, cover = county.who("lsg", "ordinary", "umea"), county.who("lsg", "substitute", "umea")

    absences.report(county.as_(absent), meeting)
    await desk.settle()
    assert desk.mailed() == {absent.email: Counter(cancellation=1)}

    absences.accept_call(county.as_(cover), open_call(desk, cover.id or 0))
    await desk.settle()
    assert desk.mailed() == {cover.email: Counter(invitation=1)}
    assert cover.email in desk.attendees()
    assert absent.email not in desk.attendees()


def open_call(desk: Desk, person_id: int) -> int:
    from sqlmodel import select

    from models.tables.absences import SubstituteCall

    with desk.county.session() as session:
        found = session.scalars(select(SubstituteCall).where(SubstituteCall.person_id == person_id)).all()
    return found[-1].id or 0
