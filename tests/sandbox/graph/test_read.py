"""Reading: lists, filters, paging, calendarView, its delta, getSchedule; not writing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.graph.driver import ANNA, CARIN, ORGANISER, STAMP, Answer, Json, Program, at, people

WINDOW = {"startDateTime": "2027-03-01T00:00:00Z", "endDateTime": "2027-04-01T00:00:00Z"}
VIEW = f"/users/{ORGANISER}/calendarView"


def stamped(value: str, name: str = STAMP) -> dict[str, str]:
    """The filter that finds an event by its stamp."""
    return {"$filter": f"singleValueExtendedProperties/Any(ep: ep/id eq '{name}' and ep/value eq '{value}')"}


def subjects(answer: Answer) -> list[str]:
    """The subjects of a list."""
    assert answer.status == 200, answer
    return [one["subject"] for one in answer.body["value"]]


def day(number: int, **changes: Any) -> Json:
    """What makes an event lie on that day of March."""
    date = f"2027-03-{number:02}"
    return {"start": at("10:00", day=date), "end": at("12:00", day=date), "subject": f"Day {number}", **changes}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (stamped("meeting-1"), ["Day 1"]),
        (stamped("MEETING-1"), ["Day 1"]),
        (stamped("meeting-1", STAMP.replace("6f0e", "6F0E")), ["Day 1"]),
        (stamped("meeting-1", STAMP.lower()), []),
        (stamped("meeting-3"), []),
        ({"$filter": "subject eq 'Day 2'"}, ["Day 2"]),
        ({"$filter": "startswith(subject,'day')"}, ["Day 1", "Day 2"]),
        ({"$filter": "start/dateTime ge '2027-03-02T00:00:00' and isCancelled eq false"}, ["Day 2"]),
        ({"$orderby": "start/dateTime desc"}, ["Day 2", "Day 1"]),
    ],
)
def test_a_list_is_filtered_and_ordered(app: Program, query: dict[str, str], found: list[str]) -> None:
    for number in (1, 2):
        app.create(**day(number, singleValueExtendedProperties=[{"id": STAMP, "value": f"Meeting-{number}"}]))

    assert subjects(app.call("GET", app.events, query=query)) == found


@pytest.mark.parametrize(
    "query",
    [
        {"$filter": "transactionId eq 'x'"},
        {"$filter": "subject eq"},
        {"$orderby": "colour"},
        {"$select": "colour"},
        {"$top": "0"},
        {"$top": "1001"},
        {"$skip": "x"},
        {"$expand": "attachments"},
    ],
)
def test_a_query_that_graph_does_not_take_is_refused(app: Program, query: dict[str, str]) -> None:
    assert app.call("GET", app.events, query=query).status == 400


def test_select_leaves_out_the_rest(app: Program) -> None:
    made = app.create()

    [seen] = app.call("GET", app.events, query={"$select": "subject,start"}).body["value"]

    assert seen.keys() == {"@odata.etag", "id", "subject", "start"}
    assert app.get(made["id"], **{"$select": "subject"}).keys() == {"@odata.context", "@odata.etag", "id", "subject"}


def test_pages_follow_the_next_link_with_the_whole_question(app: Program) -> None:
    for number in range(1, 6):
        app.create(**day(number, singleValueExtendedProperties=[{"id": STAMP, "value": "x"}]))
    expand = {"$expand": f"singleValueExtendedProperties($filter=id eq '{STAMP}')"}
    page = app.call("GET", app.events, query={**stamped("x"), **expand, "$top": "2", "$count": "true"})

    assert page.body["@odata.count"] == 5
    seen = [page]
    while link := seen[-1].body.get("@odata.nextLink"):
        seen.append(app.call("GET", link))
    assert [subjects(one) for one in seen] == [["Day 1", "Day 2"], ["Day 3", "Day 4"], ["Day 5"]]
    assert seen[2].body["value"][0]["singleValueExtendedProperties"][0]["value"] == "x"


def test_without_top_a_page_has_ten(app: Program) -> None:
    for number in range(1, 13):
        app.create(**day(number))

    page = app.call("GET", app.events)

    assert len(page.body["value"]) == 10
    assert len(app.call("GET", page.body["@odata.nextLink"]).body["value"]) == 2


def test_a_view_shows_what_touches_its_window_by_start(app: Program) -> None:
    app.create(**day(20))
    app.create(**day(10))
    app.create(subject="April", start=at("00:00", "UTC", "2027-04-01"), end=at("01:00", "UTC", "2027-04-01"))
    app.create(subject="Over", start=at("23:00", "UTC", "2027-03-31"), end=at("01:00", "UTC", "2027-04-01"))

    assert subjects(app.call("GET", VIEW, query=WINDOW)) == ["Day 10", "Day 20", "Over"]
    assert app.call("GET", VIEW).status == 400
    assert app.call("GET", VIEW, query=WINDOW | {"endDateTime": "2026-01-01"}).status == 400


def test_delta_tells_what_is_there_and_then_what_changed(app: Program) -> None:
    one, two = app.create(**day(1)), app.create(**day(2))
    first = app.call("GET", f"{VIEW}/delta()", query=WINDOW)
    assert subjects(first) == ["Day 1", "Day 2"]

    quiet = app.call("GET", first.body["@odata.deltaLink"])
    assert quiet.body["value"] == []

    app.patch(one["id"], subject="Changed")
    app.cancel(two["id"])
    later = app.call("GET", quiet.body["@odata.deltaLink"]).body["value"]
    assert [entry.get("subject") for entry in later] == ["Changed", None]
    assert (later[1]["id"], later[1]["@removed"]) == (two["id"], {"reason": "deleted"})


def test_delta_calls_removed_what_merely_lies_outside_the_window(app: Program) -> None:
    made = app.create(**day(1))
    link = app.call("GET", f"{VIEW}/delta", query=WINDOW).body["@odata.deltaLink"]

    app.patch(made["id"], start=at("10:00", day="2027-06-01"), end=at("12:00", day="2027-06-01"))

    [entry] = app.call("GET", link).body["value"]
    assert entry["@removed"] == {"reason": "deleted"}
    assert app.get(made["id"])["subject"] == "Day 1"


def test_delta_is_paged_by_the_preferred_size(app: Program) -> None:
    for number in range(1, 6):
        app.create(**day(number, singleValueExtendedProperties=[{"id": STAMP, "value": "x"}]))
    pages = [app.call("GET", f"{VIEW}/delta()", query=WINDOW, Prefer="odata.maxpagesize=2")]
    while link := pages[-1].body.get("@odata.nextLink"):
        pages.append(app.call("GET", link, Prefer="odata.maxpagesize=2"))

    assert [len(page.body["value"]) for page in pages] == [2, 2, 1]
    assert "@odata.deltaLink" in pages[-1].body
    assert all("singleValueExtendedProperties" not in entry for page in pages for entry in page.body["value"])


def test_an_answer_shows_up_in_the_delta(app: Program) -> None:
    made = app.create()
    link = app.call("GET", f"{VIEW}/delta()", query=WINDOW).body["@odata.deltaLink"]

    app.outlook.respond(ANNA, made["id"], "declined")

    [entry] = app.call("GET", link).body["value"]
    assert entry["attendees"][0]["status"]["response"] == "declined"


@pytest.mark.parametrize("option", ["$select", "$filter", "$expand", "$orderby", "$search"])
def test_delta_takes_no_other_options(app: Program, option: str) -> None:
    assert app.call("GET", f"{VIEW}/delta()", query=WINDOW | {option: "subject"}).status == 400
    assert app.call("GET", f"{VIEW}/delta()").status == 400


def test_a_stale_token_answers_410_with_the_way_to_start_over(app: Program) -> None:
    app.create()
    link = app.call("GET", f"{VIEW}/delta()", query=WINDOW).body["@odata.deltaLink"]
    app.outlook.expire_deltas()

    stale = app.call("GET", link)

    assert (stale.status, stale.code) == (410, "syncStateNotFound")
    assert subjects(app.call("GET", stale.headers["Location"])) == ["LSG – möte 15 mars"]
    assert app.call("GET", f"{VIEW}/delta()", query={"$deltatoken": "nonsense"}).status == 400


SCHEDULE = f"/users/{ORGANISER}/calendar/getSchedule"


def ask(*addresses: str, **changes: Any) -> Json:
    """A getSchedule of a morning."""
    base = {
        "schedules": list(addresses),
        "startTime": at("09:00"),
        "endTime": at("13:00"),
        "availabilityViewInterval": 60,
    }
    return base | changes


def test_a_schedule_tells_who_is_busy_when(app: Program) -> None:
    made = app.create(attendees=people(ANNA))
    free = {"subject": "Other", "start": at("12:00"), "end": at("12:30"), "showAs": "oof", "sensitivity": "private"}
    app.outlook.create(ANNA, free)

    unanswered, outside = app.call("POST", SCHEDULE, ask(ANNA, CARIN)).body["value"]
    assert unanswered["availabilityView"] == "0113"
    assert [item["status"] for item in unanswered["scheduleItems"]] == ["tentative", "oof"]
    assert "subject" not in unanswered["scheduleItems"][1]
    assert outside["error"]["responseCode"] == "ErrorMailRecipientNotFound"

    app.outlook.respond(ANNA, made["id"], "accepted")
    assert app.call("POST", SCHEDULE, ask(ANNA)).body["value"][0]["availabilityView"] == "0223"
    app.outlook.respond(ANNA, made["id"], "declined")
    assert app.call("POST", SCHEDULE, ask(ANNA)).body["value"][0]["availabilityView"] == "0003"


def test_a_schedule_takes_the_names_of_the_metadata_too(app: Program) -> None:
    body = {"Schedules": [ANNA], "StartTime": at("09:00"), "EndTime": at("10:00"), "AvailabilityViewInterval": 30}

    assert app.call("POST", SCHEDULE, body).body["value"][0]["availabilityView"] == "00"


@pytest.mark.parametrize(
    "changes",
    [
        {"schedules": []},
        {"schedules": [f"p{n}@kommun.example" for n in range(21)]},
        {"endTime": at("09:00", day="2027-05-17")},
        {"endTime": at("08:00")},
        {"availabilityViewInterval": 4},
        {"availabilityViewInterval": 1441},
        {"startTime": {"dateTime": "2027-03-15T09:00:00"}},
        {"colour": 1},
    ],
)
def test_a_schedule_outside_the_limits_is_refused(app: Program, changes: Json) -> None:
    assert app.call("POST", SCHEDULE, ask(ANNA, **changes)).status == 400
