"""The agenda in the event's text: when it is there, whom it mails, and that what others wrote survives."""

from __future__ import annotations

from collections import Counter

from bot.text import calendar as words
from bot.usecases import agenda, meetings
from models.rules.agenda import Point
from tests.calendar_sync.desk import Desk
from tests.planned import approved, coordinator, plan, row

HARM = "<script>alert(1)</script> & <b>fet</b>"


def boss(desk: Desk):  # type: ignore[no-untyped-def]
    return desk.county.as_(coordinator(desk.county))


def text(desk: Desk) -> str:
    return str(desk.event()["body"]["content"])


async def with_agenda(desk: Desk, title: str = "Trygg utskrivning") -> int:
    """A meeting whose agenda is set and whose notice is sent."""
    meeting = plan(desk.county, "lsg", "2026-03-12")
    await desk.settle()
    approved(desk.county, title=title)
    agenda.fix(boss(desk), meeting)
    agenda.call(boss(desk), meeting)
    await desk.settle()
    return meeting


async def test_before_it_is_set_the_text_says_that_the_agenda_comes_and_points_mail_nobody(desk: Desk) -> None:
    plan(desk.county, "lsg", "2026-03-12")
    await desk.settle()
    desk.mailed()

    approved(desk.county, title="Trygg utskrivning")
    await desk.settle()

    assert words.AGENDA_COMES in text(desk)
    assert words.LAST in text(desk)
    assert "Trygg utskrivning" not in text(desk)
    assert desk.mailed() == {}


async def test_the_agenda_that_is_set_goes_into_the_text_and_mails_everybody_once(desk: Desk) -> None:
    """The notice that follows changes nothing in the event."""
    plan(desk.county, "lsg", "2026-03-12")
    await desk.settle()
    people = len(desk.attendees())
    desk.mailed()
    approved(desk.county, title="Trygg utskrivning")
    meeting = desk.row(1).meeting_id

    agenda.fix(boss(desk), meeting)
    await desk.settle()
    assert desk.sums() == Counter(update=people)
    agenda.call(boss(desk), meeting)
    await desk.settle()

    assert desk.sums() == Counter()
    assert "Trygg utskrivning" in text(desk)
    assert words.AGENDA_COMES not in text(desk)


async def test_an_agenda_that_is_opened_again_stays_in_the_text_until_it_is_set_anew(desk: Desk) -> None:
    meeting = plan(desk.county, "lsg", "2026-03-12")
    await desk.settle()
    approved(desk.county, title="Trygg utskrivning")
    agenda.fix(boss(desk), meeting)
    await desk.settle()
    desk.mailed()

    agenda.reopen(boss(desk), meeting)
    await desk.settle()

    assert "Trygg utskrivning" in text(desk)
    assert desk.mailed() == {}


async def test_several_points_after_the_notice_are_one_update(desk: Desk) -> None:
    meeting = await with_agenda(desk)
    desk.mailed()

    added = [
        agenda.add(boss(desk), meeting, Point(title, "information", "10")) for title in ("Ny punkt ett", "Ny punkt två")
    ]
    agenda.edit(boss(desk), added[0], Point("Ny punkt ett, ändrad", "information", "20"))
    agenda.shift(boss(desk), added[1], -1)
    await desk.settle()
    assert desk.mailed() == {}
    await desk.later(minutes=3)

    assert desk.sums() == Counter(update=len(desk.attendees()))
    assert "Ny punkt två" in text(desk)
    assert "Nytt sedan kallelsen (den 12 januari)" in text(desk)


async def test_what_people_write_comes_out_as_text(desk: Desk) -> None:
    await with_agenda(desk, HARM)

    assert "<script" not in text(desk)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;fet&lt;/b&gt;" in text(desk)


async def test_what_others_wrote_and_the_teams_part_survive_every_change(desk: Desk) -> None:
    meeting = plan(desk.county, "lsg", "2026-03-12")
    await desk.settle()
    desk.outlook.edit(desk.event()["id"], append="Ta med frukt & bröd", teams=True)
    joins = desk.event()["onlineMeeting"]["joinUrl"]
    before = text(desk)

    approved(desk.county, title="Trygg utskrivning")
    agenda.fix(boss(desk), meeting)
    await desk.settle()
    after = text(desk)

    assert "Trygg utskrivning" in after
    assert after[after.index("</table>") :] == before[before.index("</table>") :]
    assert after[: after.index("<table")] == before[: before.index("<table")]
    assert (desk.event()["isOnlineMeeting"], desk.event()["onlineMeeting"]["joinUrl"]) == (True, joins)
    agenda.reopen(boss(desk), meeting)
    agenda.add(boss(desk), meeting, Point("En punkt till", "information", "10"))
    agenda.fix(boss(desk), meeting)
    await desk.settle()
    assert text(desk).count("Ta med frukt") == text(desk).count("Trygg utskrivning") == text(desk).count("<table") == 1
    assert desk.event()["onlineMeeting"]["joinUrl"] == joins


async def test_a_text_that_was_written_over_gets_ours_first_and_does_not_grow(desk: Desk) -> None:
    meeting = plan(desk.county, "lsg", "2026-03-12")
    await desk.settle()
    desk.outlook.edit(desk.event()["id"], body="<p>Helt egen text</p>")
    approved(desk.county, title="Trygg utskrivning")
    agenda.fix(boss(desk), meeting)
    await desk.settle()
    first = text(desk)

    agenda.reopen(boss(desk), meeting)
    agenda.add(boss(desk), meeting, Point("En punkt till", "information", "10"))
    agenda.fix(boss(desk), meeting)
    await desk.settle()

    assert first.index("Trygg utskrivning") < first.index("Helt egen text")
    assert (text(desk).count("Helt egen text"), text(desk).count("<table")) == (1, 1)
    assert "En punkt till" in text(desk)


async def test_a_line_that_somebody_wrote_inside_our_part_comes_out_below_it_and_stays_one(desk: Desk) -> None:
    meeting = plan(desk.county, "lsg", "2026-03-12")
    await desk.settle()
    inside = text(desk).replace(words.LAST, f"{words.LAST}<br>Parkera på &lt;gården&gt;")
    desk.outlook.edit(desk.event()["id"], body=inside)

    approved(desk.county, title="Trygg utskrivning")
    agenda.fix(boss(desk), meeting)
    await desk.settle()
    agenda.reopen(boss(desk), meeting)
    agenda.add(boss(desk), meeting, Point("En punkt till", "information", "10"))
    agenda.fix(boss(desk), meeting)
    await desk.settle()

    assert text(desk).count("Parkera på &lt;gården&gt;") == 1
    assert text(desk).index("</table>") < text(desk).index("Parkera")
    assert text(desk).count(words.LAST) == 1


async def test_a_meeting_that_is_moved_with_its_agenda_set_keeps_it(desk: Desk) -> None:
    meeting = await with_agenda(desk)
    desk.mailed()

    meetings.move(boss(desk), meeting, row(desk.county, meeting).version, "2026-03-19", "09:00", "12:00", "Umeå")
    await desk.settle()

    assert "Trygg utskrivning" in text(desk)
    assert desk.sums() == Counter(update=len(desk.attendees()))
