"""The public page over HTTP: what anybody may see, and above all what nobody may; calendar files; nothing that runs or fetches."""

from __future__ import annotations

import base64
import hashlib
import http.client
import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from html.parser import HTMLParser

import icalendar
import pytest

from bot.text import public as words
from bot.usecases import agenda, meetings, structure
from bot.usecases.acting import OPERATOR
from models.rules.meetings import MeetingKind
from models.store import people
from models.store.structure import read_document
from models.tables.meetings import Meeting, MeetingDay
from tests.conftest import Furnished
from tests.planned import approved, coordinator, plan
from tests.stage import Stage

SECRET_TITLE = "Rutin vid utskrivning"


@dataclass(frozen=True)
class Page:
    status: int
    headers: dict[str, str]
    body: str


def get(stage: Stage, path: str, method: str = "GET") -> Page:
    stage.hands.advance(60)  # what was kept for a moment is not any more
    connection = http.client.HTTPConnection("127.0.0.1", stage.bot.port, timeout=10)
    try:
        connection.request(method, path)
        answer = connection.getresponse()
        return Page(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode())
    finally:
        connection.close()


class Marks(HTMLParser):
    """What a page is made of: each start tag with its attributes, headings in order, and whether every tag is closed."""

    VOID = frozenset({"meta", "link", "br", "hr", "img", "input"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.crossed: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.crossed.append(tag)

    def of(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in names]


def planned(county: Furnished, place: str = "Regionens hus") -> int:
    """A meeting with a point on its agenda."""
    meeting = plan(county, "lsg", "2026-03-12", place=place)
    approved(county, "lsg", title=SECRET_TITLE)
    return meeting


def send_notice(county: Furnished, meeting_id: int) -> None:
    chair = county.as_(county.who("lsg", "chair"))
    agenda.fix(chair, meeting_id)
    agenda.call(chair, meeting_id)


def test_the_page_shows_the_structure_who_leads_and_who_has_how_many_seats(stage: Stage) -> None:
    page = get(stage, "/")

    chair = stage.county.who("samrad", "chair").name
    assert page.status == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    for said in ("Samråd vård och omsorg", "Hjälpmedelsrådet", "§\u00a05.1.3", f"{chair}, Umeå kommun", words.NOT_YET):
        assert said in page.body
    assert re.search(r"Umeå kommun</th><td>1 till 2</td><td>2</td>", page.body)
    assert words.updated(stage.clock.local(stage.clock.now())) in page.body


def test_of_people_only_chairs_and_vice_chairs_are_named_and_nobodys_address(stage: Stage) -> None:
    county = stage.county
    planned(county)
    page = get(stage, "/").body + get(stage, "/kalender/lsg.ics").body

    with county.session() as session:
        posts = people.assignments(session, date(2026, 1, 12))
        known = people.many(session, (one.person_id for one in posts))
    leading = {known[one.person_id].name for one in posts if one.role in ("chair", "vice_chair")}
    named = {one.name for one in known.values() if one.name in page}
    assert len(known) > len(leading) > 5
    assert named == leading
    assert "@regionen.example" not in page
    assert "attendee" not in page.lower()
    assert "organizer" not in page.lower()


def test_an_agenda_and_what_questions_say_is_not_seen_before_the_notice(stage: Stage) -> None:
    county = stage.county
    meeting = planned(county)
    before = get(stage, "/").body
    before_ics = get(stage, "/kalender/lsg.ics").body
    send_notice(county, meeting)
    after = get(stage, "/").body
    after_ics = icalendar.Calendar.from_ical(get(stage, "/kalender/lsg.ics").body)

    assert SECRET_TITLE not in before + before_ics
    assert words.NO_AGENDA in before
    assert f"<li>{SECRET_TITLE}</li>" in after
    assert SECRET_TITLE in str(after_ics.walk("VEVENT")[0]["DESCRIPTION"])
    assert "Vi saknar en gemensam rutin." not in after + str(after_ics)


def test_a_room_is_shown_and_a_link_never(stage: Stage) -> None:
    plan(stage.county, "lsg", "2026-03-12", place="Regionens hus, sal A")
    plan(stage.county, "samrad", "2026-03-19", place="Sal B eller https://meet.example/hemligt")

    page = get(stage, "/").body + get(stage, "/kalender/samrad.ics").body

    assert "Plats: Regionens hus, sal A." in page
    assert words.LINK_ONLY in page
    assert "meet.example" not in page


def test_what_people_write_is_text_and_nothing_else(stage: Stage) -> None:
    evil = '<script>alert(1)</script>"><img src=x>&\u202e'
    meeting = plan(stage.county, "lsg", "2026-03-12", place=evil)
    approved(stage.county, "lsg", title=evil)
    send_notice(stage.county, meeting)

    page = get(stage, "/").body
    file = get(stage, "/kalender/lsg.ics").body

    assert Marks(page).of("script", "img") == []
    assert "&lt;script&gt;" in page
    assert "\u202e" not in page + file
    assert len(icalendar.Calendar.from_ical(file).walk("VEVENT")) == 1


def test_a_calendar_file_follows_the_meeting(stage: Stage) -> None:
    county = stage.county
    meeting = plan(county, "lsg", "2026-03-12\n2026-10-25", start="09:00", end="12:00", place="Umeå; sal 1, A")
    first = icalendar.Calendar.from_ical(get(stage, "/kalender/lsg.ics").body)
    cancel(county, meeting)
    then = icalendar.Calendar.from_ical(get(stage, "/kalender/lsg.ics").body)

    was, other = first.walk("VEVENT")
    now = then.walk("VEVENT")[0]
    assert [str(one["TZID"]) for one in first.walk("VTIMEZONE")] == ["Europe/Stockholm"]
    assert str(was["SUMMARY"]) == "LSG – möte 12 mars 2026"
    assert str(was["LOCATION"]) == "Umeå; sal 1, A"
    assert (was.decoded("DTSTART").isoformat(), other.decoded("DTSTART").isoformat()) == (
        "2026-03-12T09:00:00+01:00",
        "2026-10-25T09:00:00+01:00",
    )
    assert (str(was["STATUS"]), str(now["STATUS"])) == ("CONFIRMED", "CANCELLED")
    assert str(was["UID"]) == str(now["UID"]) != str(other["UID"])
    assert (was["SEQUENCE"], now["SEQUENCE"]) == (0, 1)
    assert now.decoded("LAST-MODIFIED") > was.decoded("LAST-MODIFIED")
    assert "Inställt" in get(stage, "/").body
    assert "Sjukdom i ledningen" not in get(stage, "/").body  # the reason is for those who were to come


def cancel(county: Furnished, meeting_id: int) -> None:
    acting = county.as_(coordinator(county))
    with county.session() as session:
        version = session.get_one(Meeting, meeting_id).version
    meetings.cancel(acting, meeting_id, version, "Sjukdom i ledningen")


def test_the_seminar_is_a_day_in_the_calendar_of_those_who_plan_it(stage: Stage) -> None:
    """R-H01: a date to hold; the programme is not public here before it is set (R-H07)."""
    with stage.county.acting.transaction() as unit:
        starts = stage.clock.moment(date(2026, 9, 24), time(9))
        row = Meeting(
            body="lsg", kind=MeetingKind.SEMINAR.value, title="Ett hemligt tema", starts_at=starts, place="Lycksele",
            ends_at=starts + timedelta(hours=31), programme="Ett hemligt program", created_at=unit.now,
        )  # fmt: skip
        unit.session.add(row)
        unit.session.flush()
        for day in (0, 1):
            begins = starts + timedelta(days=day)
            unit.session.add(
                MeetingDay(
                    meeting_id=row.id or 0, number=day + 1, starts_at=begins, ends_at=begins + timedelta(hours=7)
                )
            )
        unit.record("seminar.planned", f"meeting:{row.id}", body="lsg")

    page, file = get(stage, "/").body, get(stage, "/kalender/lsg.ics").body

    assert "Regionalt ledningsseminarium: torsdag 24 september 2026" in page
    assert len(icalendar.Calendar.from_ical(file).walk("VEVENT")) == 2
    assert "hemligt" not in page + file


@pytest.mark.parametrize("path", ["/kalender/finns.ics", "/kalender/lsg", "/kalender/lsg.csv", "/kalender/.ics"])
def test_an_unknown_calendar_is_not_found(stage: Stage, path: str) -> None:
    page = get(stage, path)

    assert page.status == 404
    assert '<a href="../">' in page.body


def test_a_body_without_meetings_has_a_calendar_too(stage: Stage) -> None:
    page = get(stage, "/kalender/bbu.ics")

    assert page.headers["content-type"] == "text/calendar; charset=utf-8"
    assert icalendar.Calendar.from_ical(page.body).walk("VEVENT") == []


@pytest.mark.parametrize("path", ["/", "/tillganglighet"])
def test_nothing_runs_is_fetched_or_remembered(stage: Stage, path: str) -> None:
    page = get(stage, path)
    marks = Marks(page.body)

    style = re.search("<style>(.*?)</style>", page.body, re.S)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    assert page.headers["content-security-policy"].startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert "set-cookie" not in page.headers
    assert marks.of("script", "img", "link", "iframe", "form", "object") == []
    assert not [one for _, attributes in marks.tags for one in attributes if one.startswith("on") or one == "style"]
    assert "url(" not in style.group(1)
    assert "@import" not in style.group(1)


@pytest.mark.parametrize("path", ["/", "/tillganglighet"])
def test_the_page_can_be_walked_through_by_its_marks(stage: Stage, path: str) -> None:
    """WCAG 2.1: language, one main heading, no level skipped, landmarks, captions and scopes, links that say something."""
    planned(stage.county)
    page = get(stage, path)
    marks = Marks(page.body)

    levels = [int(tag[1]) for tag, _ in marks.tags if re.fullmatch("h[1-6]", tag)]
    ids = [one["id"] for _, one in marks.tags if "id" in one]
    assert (marks.crossed, marks.open) == ([], [])
    assert marks.of("html") == [{"lang": "sv"}]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip([0, *levels], levels, strict=False))
    assert {len(marks.of(one)) for one in ("header", "main", "footer")} == {1}
    assert len(ids) == len(set(ids))
    assert {one["href"] for one in marks.of("a") if str(one["href"]).startswith("#")} <= {f"#{one}" for one in ids}
    assert all(one.get("scope") in ("col", "row") for one in marks.of("th"))
    assert len(marks.of("caption")) == len(marks.of("table")) == (2 if path == "/" else 0)


def test_the_statement_says_what_the_law_asks_for_and_owns_what_is_missing(stage: Stage) -> None:
    page = get(stage, "/tillganglighet").body

    for said in (
        "delvis förenlig",
        "22 november 2026",
        "Självskattning",
        words.COMPLAINT,
        words.NO_OWNER,
        words.NO_CONTACT,
    ):
        assert said in page


def test_who_answers_for_the_page_is_named_when_the_structure_says_it(stage: Stage) -> None:
    document = read_document("vasterbotten")
    document["public_page"] = {"responsible": "Region <Norr>", "contact": "samverkan@region.example"}
    structure.load(stage.county.acting.by(OPERATOR), document)

    page = get(stage, "/tillganglighet").body

    assert "Region &lt;Norr&gt; svarar för den här sidan" in page
    assert '<a href="mailto:samverkan%40region.example">samverkan@region.example</a>' in page
    assert words.NO_CONTACT not in page


def test_asked_again_and_again_the_database_is_asked_once(stage: Stage) -> None:
    first = get(stage, "/").body
    plan(stage.county, "lsg", "2026-03-12")
    connection = http.client.HTTPConnection("127.0.0.1", stage.bot.port, timeout=10)
    connection.request("GET", "/")
    at_once = connection.getresponse().read().decode()
    connection.close()

    assert at_once == first
    assert "12 mars 2026" in get(stage, "/").body
    assert get(stage, "/", "HEAD").body == ""
    assert get(stage, "/", "POST").status == 405
