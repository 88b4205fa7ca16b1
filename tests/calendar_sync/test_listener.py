"""What people do in Outlook: decline, move, remove; and what the coordinators answer."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from bot.outbox.letters import read
from bot.reads import calendar as reads
from bot.reads.shapes import Picture, Unwanted
from bot.usecases import calendar_changes, meetings
from handlers.views import calendar as views
from models.rules.refusals import Refusal, Refused
from models.store.engine import Reading
from tests.calendar_sync.desk import ORGANISER, Desk
from tests.planned import coordinator, local, plan, row


def boss(desk: Desk) -> Any:
    return desk.county.as_(coordinator(desk.county))


async def planned(desk: Desk, body: str = "lsg", day: str = "2026-03-12") -> int:
    """A meeting that stands in Outlook and has been looked at once."""
    meeting = plan(desk.county, body, day)
    await desk.settle()
    await desk.listener.once()
    desk.mailed()
    return meeting


def by_hand(desk: Desk, meeting: int, day: str = "2026-03-13", place: str | None = None) -> None:
    """Somebody moves the event in Outlook."""
    zone = "W. Europe Standard Time"
    changes: dict[str, Any] = {
        "start": {"dateTime": f"{day}T10:00:00", "timeZone": zone},
        "end": {"dateTime": f"{day}T12:00:00", "timeZone": zone},
    }
    if place is not None:
        changes["location"] = place
    desk.outlook.edit(str(desk.row(meeting).graph_id), **changes)
    desk.mailed()


def said(desk: Desk, kind: str) -> list[str]:
    """What the newest letters of that kind say to the first coordinator, buttons included."""
    found = []
    for one in desk.letters(kind):
        letter: Any = read(one.kind, one.payload)
        with desk.county.session() as session:
            gathered = (reads.edited if kind == "OutlookEdited" else reads.gone)(
                Reading(session, desk.county.clock.clock.now(), desk.county.clock.clock.zone), letter
            )
        if isinstance(gathered, Picture):
            drawn = (views.edited if kind == "OutlookEdited" else views.gone)(gathered.shape)  # type: ignore[arg-type]
            found.append(drawn.text)
    return found


async def test_a_decline_asks_the_person_once_per_meeting_time(desk: Desk) -> None:
    person = desk.county.who("lsg", "ordinary", "umea")
    desk.outlook.add_mailbox(person.email, person.name)
    meeting = await planned(desk)

    desk.outlook.respond(person.email, desk.event()["id"], "declined")
    for _ in range(3):
        await desk.listener.once()

    assert [read(one.kind, one.payload).person_id for one in desk.letters("ComePrompt")] == [person.id]  # type: ignore[attr-defined]
    meetings.move(boss(desk), meeting, 1, "2026-03-19", "09:00", "12:00", "Umeå")
    await desk.settle()
    await desk.listener.once()
    assert len(desk.letters("ComePrompt")) == 1
    desk.outlook.respond(person.email, desk.event()["id"], "declined")
    await desk.listener.once()
    assert len(desk.letters("ComePrompt")) == 2


async def test_other_answers_and_people_outside_the_roster_ask_nobody(desk: Desk) -> None:
    county = desk.county
    for principal in ("umea", "mala"):
        desk.outlook.add_mailbox(county.who("lsg", "ordinary", principal).email)
    await planned(desk)
    event = desk.event()["id"]
    desk.outlook.add_mailbox("expert@universitetet.example", external=True)
    desk.outlook.edit(event, attendees_add=["expert@universitetet.example"])

    desk.outlook.respond(county.who("lsg", "ordinary", "umea").email, event, "accepted")
    desk.outlook.respond(county.who("lsg", "ordinary", "mala").email, event, "tentativelyAccepted")
    desk.outlook.respond("expert@universitetet.example", event, "declined")
    await desk.listener.once()

    assert desk.letters("ComePrompt") == []


async def test_a_decline_without_a_change_since_is_read_without_writing(desk: Desk) -> None:
    await planned(desk)
    assert await desk.listener.once() == 0


async def test_a_time_changed_in_outlook_is_asked_about_and_not_overwritten(desk: Desk) -> None:
    meeting = await planned(desk)
    by_hand(desk, meeting, place="Vännäs")

    await desk.listener.once()
    await desk.listener.once()

    coordinators = len(desk.letters("OutlookEdited"))
    assert coordinators == len({one.payload for one in desk.letters("OutlookEdited")}) >= 1
    assert "I Outlook: 13 mars 2026 kl. 10.00–12.00, Vännäs" in said(desk, "OutlookEdited")[0]
    assert "Här: 12 mars 2026 kl. 9.00–12.00, Umeå" in said(desk, "OutlookEdited")[0]
    await desk.settle()
    assert desk.event()["start"]["dateTime"].startswith("2026-03-13T10:00")
    assert desk.mailed() == {}


async def test_attendees_still_follow_while_the_time_is_a_question(desk: Desk) -> None:
    from bot.usecases import absences

    meeting = await planned(desk)
    by_hand(desk, meeting)
    absent = desk.county.who("lsg", "ordinary", "umea")

    absences.report(desk.county.as_(absent), meeting)
    await desk.settle()

    assert desk.mailed() == {absent.email: Counter(cancellation=1)}
    assert desk.event()["start"]["dateTime"].startswith("2026-03-13T10:00")
    assert desk.row(meeting).edited is not None


async def test_keeping_outlooks_time_moves_the_meeting_here_and_mails_nobody(desk: Desk) -> None:
    meeting = await planned(desk)
    by_hand(desk, meeting, place="Vännäs")
    await desk.listener.once()

    calendar_changes.keep_outlooks(boss(desk), desk.row(meeting).id or 0)
    await desk.settle()

    moved = row(desk.county, meeting)
    assert (local(desk.county, moved.starts_at), local(desk.county, moved.ends_at)[-5:]) == (
        "2026-03-13 10:00",
        "12:00",
    )
    assert (moved.place, moved.moved) == ("Vännäs", 1)
    assert desk.event()["subject"] == "LSG – möte 13 mars 2026"
    assert desk.sums() == Counter(update=len(desk.attendees()))  # the subject has the day in it
    assert await_nothing(desk, meeting)


def await_nothing(desk: Desk, meeting: int) -> bool:
    return desk.row(meeting).edited is None and "2026-03-13" in (desk.row(meeting).sent or "")


async def test_a_place_changed_in_outlook_and_kept_mails_nobody(desk: Desk) -> None:
    meeting = await planned(desk)
    desk.outlook.edit(desk.event()["id"], location="Vännäs")
    desk.mailed()
    await desk.listener.once()

    calendar_changes.keep_outlooks(boss(desk), desk.row(meeting).id or 0)
    await desk.settle()

    assert (row(desk.county, meeting).place, row(desk.county, meeting).moved) == ("Vännäs", 0)
    assert desk.mailed() == {}


async def test_restoring_gives_outlook_our_time_again(desk: Desk) -> None:
    meeting = await planned(desk)
    by_hand(desk, meeting)
    await desk.listener.once()

    calendar_changes.restore(boss(desk), desk.row(meeting).id or 0)
    await desk.settle()

    assert desk.event()["start"]["dateTime"].startswith("2026-03-12T09:00")
    assert local(desk.county, row(desk.county, meeting).starts_at) == "2026-03-12 09:00"
    assert desk.sums() == Counter(update=len(desk.attendees()))
    assert await desk.listener.once() in (0, 1)
    assert desk.row(meeting).edited is None


async def test_a_time_that_is_put_back_in_outlook_ends_the_question(desk: Desk) -> None:
    meeting = await planned(desk)
    by_hand(desk, meeting)
    await desk.listener.once()
    zone = "W. Europe Standard Time"
    back: dict[str, Any] = {
        name: {"dateTime": f"2026-03-12T{hour}:00:00", "timeZone": zone}
        for name, hour in (("start", "09"), ("end", "12"))
    }
    desk.outlook.edit(desk.event()["id"], **back)
    await desk.listener.once()

    assert desk.row(meeting).edited is None
    with pytest.raises(Refused) as no:
        calendar_changes.restore(boss(desk), desk.row(meeting).id or 0)
    assert no.value.refusal is Refusal.STALE


async def test_moved_in_both_places_is_asked_and_ours_can_be_chosen(desk: Desk) -> None:
    meeting = await planned(desk)
    by_hand(desk, meeting)
    meetings.move(boss(desk), meeting, 1, "2026-03-26", "09:00", "12:00", "Umeå")
    await desk.settle()
    assert desk.event()["start"]["dateTime"].startswith("2026-03-13T10:00")

    calendar_changes.restore(boss(desk), desk.row(meeting).id or 0)
    await desk.settle()

    assert desk.event()["start"]["dateTime"].startswith("2026-03-26T09:00")


async def test_an_event_removed_in_outlook_is_a_question_and_can_be_made_again(desk: Desk) -> None:
    meeting = await planned(desk)
    first = desk.row(meeting)
    people = len(desk.attendees())
    desk.outlook.edit(str(first.graph_id), delete=True)
    await desk.listener.once()
    await desk.settle()
    assert desk.outlook.events_of(ORGANISER) == []
    assert "Mötet har tagits bort i Outlook" in said(desk, "OutlookGone")[0]
    desk.mailed()

    calendar_changes.create_anew(boss(desk), first.id or 0)
    await desk.settle()

    anew = desk.row(meeting)
    assert (anew.generation, anew.state) == (2, "known")
    assert {first.stamp, first.transaction_id}.isdisjoint({anew.stamp, anew.transaction_id})
    assert desk.sums() == Counter(invitation=people)
    with pytest.raises(Refused):
        calendar_changes.create_anew(boss(desk), first.id or 0)


async def test_a_removed_event_is_not_made_again_by_a_change_here(desk: Desk) -> None:
    meeting = await planned(desk)
    desk.outlook.edit(str(desk.row(meeting).graph_id), delete=True)
    desk.mailed()

    meetings.move(boss(desk), meeting, 1, "2026-03-26", "09:00", "12:00", "Umeå")
    await desk.settle()

    assert desk.row(meeting).state == "gone"
    assert desk.outlook.events_of(ORGANISER) == []
    assert len(desk.letters("OutlookGone")) >= 1


async def test_a_removed_event_whose_meeting_is_cancelled_is_settled(desk: Desk) -> None:
    meeting = await planned(desk)
    desk.outlook.edit(str(desk.row(meeting).graph_id), delete=True)
    await desk.listener.once()
    desk.mailed()

    meetings.cancel(boss(desk), meeting, 1, "Inget att ta upp")
    await desk.settle()

    assert desk.row(meeting).state == "cancelled"
    assert desk.mailed() == {}


async def test_only_coordinators_answer(desk: Desk) -> None:
    meeting = await planned(desk)
    by_hand(desk, meeting)
    await desk.listener.once()
    someone = desk.county.as_(desk.county.who("lsg", "ordinary", "umea"))
    event = desk.row(meeting).id or 0

    for act in (calendar_changes.keep_outlooks, calendar_changes.restore, calendar_changes.create_anew):
        with pytest.raises(Refused) as no:
            act(someone, event)
        assert no.value.refusal is Refusal.NOT_COORDINATOR


async def test_a_question_that_is_answered_before_it_leaves_is_not_sent(desk: Desk) -> None:
    meeting = await planned(desk)
    by_hand(desk, meeting)
    await desk.listener.once()
    letter: Any = read(desk.letters("OutlookEdited")[0].kind, desk.letters("OutlookEdited")[0].payload)
    calendar_changes.restore(boss(desk), desk.row(meeting).id or 0)

    with desk.county.session() as session:
        clock = desk.county.clock.clock
        assert isinstance(reads.edited(Reading(session, clock.now(), clock.zone), letter), Unwanted)


async def test_what_was_read_before_a_send_is_not_held_against_it(desk: Desk) -> None:
    """The event was read, then a move was sent; the old reading is no change by hand."""
    meeting = await planned(desk)
    known = desk.row(meeting)
    meetings.move(boss(desk), meeting, 1, "2026-03-19", "09:00", "12:00", "Umeå")
    await desk.settle()

    when = '{"starts": "2026-03-12T08:00:00+00:00", "ends": "2026-03-12T11:00:00+00:00", "place": "Umeå"}'
    assert calendar_changes.edited(desk.county.acting, known.id or 0, when, (known.sent, known.sending)) is False
    assert desk.row(meeting).edited is None


async def test_a_decline_of_the_old_time_is_no_answer_to_the_new_one(desk: Desk) -> None:
    """The meeting has moved here, and Outlook does not know it yet."""
    person = desk.county.who("lsg", "ordinary", "umea")
    desk.outlook.add_mailbox(person.email, person.name)
    meeting = await planned(desk)
    desk.outlook.respond(person.email, desk.event()["id"], "declined")
    meetings.move(boss(desk), meeting, 1, "2026-03-19", "09:00", "12:00", "Umeå")

    await desk.listener.once()
    await desk.settle()
    await desk.listener.once()

    assert desk.letters("ComePrompt") == []
