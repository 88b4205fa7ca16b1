"""Our event and Graph's, without a network: the text, the zones, the answers."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.reads.events import EventText, Item
from bot.text.calendar import FIRST, LAST
from calendar_sync import events
from models.rules.events import Invitee, When
from sandbox.graph import bodies

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NEW = events.part(EventText("Dagordning", (Item("Trygg utskrivning", "Dialog, 15 min"),), (), LAST))
OLD = events.part(EventText("", (), ("Dagordningen kommer när den är fastställd.",), LAST))
TEAMS = bodies.with_teams(bodies.clean(OLD), "https://teams.example/l/meetup-join/1")


@pytest.mark.parametrize(
    "document",
    [
        bodies.clean(OLD),
        TEAMS,
        bodies.clean(f"<p>Före</p>{OLD}<p>Efter</p><table><tr><td>Annan tabell</td></tr></table>"),
        bodies.clean(f"<table><tr><td>Ram {OLD}</td></tr></table>"),
        bodies.clean(OLD).replace("\r\n", "\n").replace("<p>", "\n<p>"),
        OLD.replace("<tbody>", "").replace("</tbody>", "").upper().replace(FIRST.upper(), FIRST),
    ],
)
def test_our_part_is_replaced_and_all_else_stays_byte_for_byte(document: str) -> None:
    at = events.found_at(document)
    assert at is not None

    after = events.replaced(document, NEW, OLD)

    assert after == document[: at[0]] + NEW + document[at[1] :]
    assert events.replaced(after, NEW, NEW) == after


def test_exchange_s_cleaning_leaves_our_part_to_be_found_with_the_same_words() -> None:
    document = bodies.clean(f"<p>Före</p>{NEW}")
    at = events.found_at(document)

    assert at is not None
    assert events.lines(document[at[0] : at[1]]) == events.lines(NEW)


@pytest.mark.parametrize(
    ("document", "after"),
    [
        ("", NEW),
        ("<p>Egen</p>", f"{NEW}<p>Egen</p>"),
        (
            "<html><body class='x'>\r\n<p>Egen</p></body></html>",
            f"<html><body class='x'>{NEW}\r\n<p>Egen</p></body></html>",
        ),
        (f"<p>{FIRST}</p>", f"{NEW}<p>{FIRST}</p>"),
        (f"<table><tr><td>{FIRST}", f"{NEW}<table><tr><td>{FIRST}"),
    ],
)
def test_where_it_is_not_found_it_goes_first(document: str, after: str) -> None:
    assert events.replaced(document, NEW, OLD) == after


def test_lines_that_somebody_wrote_inside_come_out_once() -> None:
    inside = OLD.replace("</td>", "<p>Ta med <b>frukt</b> &amp; bröd</p></td>")

    once = events.replaced(inside, NEW, OLD)
    twice = events.replaced(once, OLD, NEW)

    assert once == f"{NEW}<p>Ta med frukt &amp; bröd</p>"
    assert twice == f"{OLD}<p>Ta med frukt &amp; bröd</p>"


@pytest.mark.parametrize(
    "harm", ["<script>x</script>", "</td></tr></table><h1>x", '" onclick="x', "&amp;lt;", "a\u202eb\x00c", "\u2028<br>"]
)
def test_what_people_write_can_not_leave_its_place(harm: str) -> None:
    part = events.part(EventText(harm, (Item(harm, harm),), (harm,), harm))

    assert part.count("<") == NEW.count("<") + part.count("<p>") - NEW.count("<p>") + part.count("</p>") - NEW.count(
        "</p>"
    )
    assert not {"\u202e", "\x00"} & set(part)
    assert "<script" not in part
    assert 'onclick="' not in part


@pytest.mark.parametrize(
    ("moment", "zone", "said"),
    [
        (datetime(2026, 3, 27, 8, tzinfo=UTC), "Europe/Stockholm", ("2026-03-27T09:00:00", "W. Europe Standard Time")),
        (datetime(2026, 3, 30, 7, tzinfo=UTC), "Europe/Stockholm", ("2026-03-30T09:00:00", "W. Europe Standard Time")),
        (datetime(2026, 10, 26, 8, tzinfo=UTC), "Europe/Stockholm", ("2026-10-26T09:00:00", "W. Europe Standard Time")),
        (datetime(2026, 3, 30, 6, tzinfo=UTC), "Europe/Helsinki", ("2026-03-30T09:00:00", "FLE Standard Time")),
        (datetime(2026, 3, 30, 7, tzinfo=UTC), "Europe/Berlin", ("2026-03-30T09:00:00", "Europe/Berlin")),
    ],
)
def test_times_are_local_with_a_zone_that_outlook_knows(moment: datetime, zone: str, said: tuple[str, str]) -> None:
    assert tuple(events.edge(moment, ZoneInfo(zone)).values()) == said


def test_answers_are_read_as_moments_whatever_their_fractions() -> None:
    remote = {
        "start": {"dateTime": "2026-03-12T08:00:00.0000000", "timeZone": "UTC"},
        "end": {"dateTime": "2026-03-12T11:00:00Z", "timeZone": "UTC"},
        "location": {"displayName": "Umeå"},
    }
    nine = datetime(2026, 3, 12, 8, tzinfo=UTC)

    assert events.when(remote) == When(nine, nine.replace(hour=11), "Umeå")
    with pytest.raises(ValueError, match=r"W\. Europe"):
        events.when(remote | {"start": {"dateTime": "2026-03-12T08:00:00", "timeZone": "W. Europe Standard Time"}})


def test_responses_are_by_address_in_lower_case_and_the_unknown_is_no_answer() -> None:
    people = [
        {"emailAddress": {"address": "Anna@Kommun.example"}, "status": {"response": "declined"}},
        {"emailAddress": {"address": "bo@kommun.example"}, "status": {"response": None}},
        {"emailAddress": {"address": "carin@kommun.example"}, "status": None},
        {"emailAddress": None},
    ]

    assert events.responses({"attendees": people}) == {
        "anna@kommun.example": "declined",
        "bo@kommun.example": "none",
        "carin@kommun.example": "none",
    }


def test_an_address_is_invited_once_whatever_its_case() -> None:
    assert events.people([("A@x.example", "A"), ("a@X.example ", "B"), ("b@x.example", "C")]) == (
        Invitee("a@x.example", "A"),
        Invitee("b@x.example", "C"),
    )
