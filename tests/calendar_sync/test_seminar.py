"""The seminar in Outlook: a hold for each day, the invitation when the programme is set, and the mails of each."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from bot.text import calendar as words
from bot.usecases import seminar
from tests.calendar_sync.desk import ORGANISER, Desk

PROGRAMME = "9.00 Välkomna <alla> & envar\n10.00 Nära vård"
NAME = "Regionalt ledningsseminarium: Nära vård"


def lsg(desk: Desk) -> Any:
    return desk.county.as_(desk.county.who("lsg", "chair"))


async def planned(desk: Desk, days: str = "2026-10-07\n2026-10-08") -> int:
    meeting = seminar.plan(lsg(desk), "Nära vård", days, "09:00", "16:00", "Umeå")
    await desk.settle()
    return meeting


async def test_the_time_is_held_on_each_day_and_nobody_is_invited_for_good(desk: Desk) -> None:
    """R-H07: no final invitation before the programme is set."""
    meeting = await planned(desk)

    first, second = desk.event(meeting, 1), desk.event(meeting, 2)
    assert [first["subject"], second["subject"]] == [
        f"Håll tiden: {NAME} – 7 oktober 2026", f"Håll tiden: {NAME} – 8 oktober 2026",
    ]  # fmt: skip
    assert {first["showAs"], second["showAs"]} == {"tentative"}
    assert "kommer när Samråd vård och omsorg har fastställt programmet" in first["body"]["content"]
    assert set(map(str, desk.mailed().values())) == {str(Counter(invitation=2))}


async def test_a_proposal_mails_nobody_and_the_programme_that_is_set_mails_each_once_per_day(desk: Desk) -> None:
    """R-H07, R-C22."""
    meeting = await planned(desk)
    desk.mailed()

    seminar.propose(lsg(desk), meeting, PROGRAMME)
    await desk.settle()
    assert desk.mailed() == {}
    assert "Nära vård" not in desk.event(meeting)["body"]["content"].replace(NAME, "")

    seminar.set_programme(desk.county.as_(desk.county.who("samrad", "chair")), meeting, PROGRAMME, date(2026, 1, 12))
    await desk.settle()

    event = desk.event(meeting)
    assert (event["subject"], event["showAs"]) == (f"{NAME} – 7 oktober 2026", "busy")
    assert "9.00 Välkomna &lt;alla&gt; &amp; envar" in event["body"]["content"]
    assert words.LAST_SEMINAR in event["body"]["content"]
    assert set(map(str, desk.mailed().values())) == {str(Counter(update=2))}


async def test_a_guest_who_is_added_is_the_only_one_mailed_and_so_when_taken_away(desk: Desk) -> None:
    """S-33."""
    meeting = await planned(desk)
    desk.mailed()

    seminar.invite(lsg(desk), meeting, "Expert <expert@universitetet.example>")
    await desk.settle()
    assert desk.mailed() == {"expert@universitetet.example": Counter(invitation=2)}

    seminar.remove_guest(lsg(desk), 1)
    await desk.settle()
    assert desk.mailed() == {"expert@universitetet.example": Counter(cancellation=2)}


async def test_a_day_that_is_dropped_is_cancelled_and_one_that_comes_back_is_a_new_event(desk: Desk) -> None:
    meeting = await planned(desk)
    people = len(desk.event(meeting)["attendees"])
    desk.mailed()

    seminar.move(lsg(desk), meeting, 1, "2026-10-07", "09:00", "16:00", "Umeå")
    await desk.settle()
    assert desk.sums() == Counter(cancellation=people)
    assert {one["comment"] for one in desk.outlook.mails() if one["kind"] == "cancellation"} == {words.DAY_DROPPED}

    seminar.move(lsg(desk), meeting, 2, "2026-10-07 2026-10-09", "09:00", "16:00", "Umeå")
    await desk.settle()
    assert desk.sums() == Counter(invitation=people)
    assert (desk.row(meeting, 2).generation, desk.row(meeting, 2).state) == (2, "known")
    assert len(desk.outlook.events_of(ORGANISER)) == 2


async def test_a_cancelled_seminar_is_cancelled_on_every_day(desk: Desk) -> None:
    meeting = await planned(desk)
    people = len(desk.event(meeting)["attendees"])
    desk.mailed()

    seminar.cancel(lsg(desk), meeting, 1, "Vi skjuter på det")
    await desk.settle()

    assert desk.sums() == Counter(cancellation=2 * people)
    assert desk.outlook.events_of(ORGANISER) == []


async def test_one_day_moved_in_outlook_and_kept_moves_that_day_alone(desk: Desk) -> None:
    from bot.usecases import calendar_changes
    from models.store import meetings
    from tests.planned import coordinator, local

    meeting = await planned(desk)
    zone = "W. Europe Standard Time"
    later: dict[str, Any] = {
        name: {"dateTime": f"2026-10-08T{hour}:00:00", "timeZone": zone}
        for name, hour in (("start", "10"), ("end", "17"))
    }
    desk.outlook.edit(desk.event(meeting, 2)["id"], **later)
    await desk.listener.once()

    calendar_changes.keep_outlooks(desk.county.as_(coordinator(desk.county)), desk.row(meeting, 2).id or 0)
    await desk.settle()

    with desk.county.session() as session:
        found = [local(desk.county, one.starts_at) for one in meetings.days(session, meeting)]
    assert found == ["2026-10-07 09:00", "2026-10-08 10:00"]


async def test_a_guest_who_declines_is_not_asked_for_a_substitute(desk: Desk) -> None:
    person = desk.county.who("lsg", "ordinary", "mala")
    desk.outlook.add_mailbox(person.email)
    meeting = await planned(desk)

    desk.outlook.respond(person.email, desk.event(meeting)["id"], "declined")
    await desk.listener.once()

    assert desk.letters("ComePrompt") == []


async def test_days_that_would_come_in_the_wrong_order_and_times_that_have_been_are_refused(desk: Desk) -> None:
    import pytest

    from bot.usecases import calendar_changes
    from models.rules.refusals import Refusal, Refused
    from tests.planned import coordinator

    meeting = await planned(desk)
    zone = "W. Europe Standard Time"
    for day, refusal in (("2026-10-01", Refusal.DAYS_OUT_OF_ORDER), ("2026-01-05", Refusal.DATE_PAST)):
        earlier: dict[str, Any] = {
            name: {"dateTime": f"{day}T{hour}:00:00", "timeZone": zone}
            for name, hour in (("start", "10"), ("end", "17"))
        }
        desk.outlook.edit(desk.event(meeting, 2)["id"], **earlier)
        await desk.listener.once()
        with pytest.raises(Refused) as no:
            calendar_changes.keep_outlooks(desk.county.as_(coordinator(desk.county)), desk.row(meeting, 2).id or 0)
        assert no.value.refusal is refusal
