"""A body's meetings as an iCalendar file (RFC 5545), made by the icalendar library: never by putting strings together. No
attendees, no links to meetings: anybody may fetch it. The library is imported when the first file is drawn, in that thread."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.reads.public import Calendar, PublicMeeting
from bot.text import public as words
from bot.text.markup import plain
from bot.text.words import APP

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = f"-//{APP}//SV"
REFRESH = timedelta(hours=1)


def drawn(calendar: Calendar, address: str | None) -> bytes:
    """The file. `address` is the public page's, when it is known. To be called in a thread."""
    from icalendar import Calendar as Ics
    from icalendar import Timezone

    ics = Ics()
    ics.add("prodid", PRODUCT)
    ics.add("version", "2.0")
    ics.add("name", _line(calendar.name))
    ics.add("x-wr-calname", _line(calendar.name))
    ics.add("x-wr-timezone", calendar.zone)
    ics.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    ics.add("x-published-ttl", "PT1H")
    for one in calendar.meetings:
        for event in _events(calendar, one, address):
            ics.add_component(event)
    ics.add_missing_timezones()
    if not ics.subcomponents:  # a file must have something in it, also before the first meeting is planned
        ics.add_component(Timezone.from_tzid(calendar.zone))
    return bytes(ics.to_ical())


def _events(calendar: Calendar, meeting: PublicMeeting, address: str | None) -> Iterable[Event]:
    """One event per day. Its identity never changes; its sequence counts the moves and the cancelling."""
    from icalendar import Event

    titles = None if meeting.points is None else [_line(one.title) for one in meeting.points]
    for day, (starts, ends) in enumerate(meeting.days, start=1):
        event = Event()
        event.add("uid", f"meeting-{meeting.id}-{day}@{calendar.structure}.samverkan")
        event.add("dtstamp", meeting.changed_at)
        event.add("last-modified", meeting.changed_at)
        event.add("sequence", meeting.version - 1)
        event.add("dtstart", starts)
        event.add("dtend", ends)
        event.add(
            "summary",
            words.summary(
                _line(calendar.short_name), meeting.days[0][0].date(), meeting.name, cancelled=meeting.cancelled, day=day,
                days=len(meeting.days),
            ),
        )  # fmt: skip
        event.add("description", words.description(titles, cancelled=meeting.cancelled))
        event.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
        event.add("class", "PUBLIC")
        if meeting.place:
            event.add("location", _line(meeting.place))
        if address:
            event.add("url", address)
        yield event


def _line(text: str) -> str:
    """A text on one line, without control characters."""
    return " ".join(plain(text).split())
