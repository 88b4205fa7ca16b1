"""What a create must hold, what it answers, and when the same create is the same; not who is mailed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.graph.driver import ANNA, BO, IMMUTABLE, ORGANISER, STAMP, Json, Program, at, event, people

GONE = ...


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"colour": "red"}, "RequestBodyRead"),
        ({"organizer": {"emailAddress": {"address": ANNA}}}, "ErrorInvalidPropertySet"),
        ({"changeKey": "x"}, "ErrorInvalidPropertySet"),
        (
            {"attendees": [{"emailAddress": {"address": ANNA}, "type": "required", "status": {}}]},
            "ErrorInvalidPropertySet",
        ),
        ({"start": GONE}, "ErrorPropertyValidationFailure"),
        ({"start": {"dateTime": "2027-03-15T10:00:00"}}, "TimeZoneNotSupportedException"),
        ({"start": at("10:00", "Swedish Time")}, "TimeZoneNotSupportedException"),
        ({"start": at("10:00", "Europe/Stockholm")}, "TimeZoneNotSupportedException"),
        ({"start": at("10:00:00+01")}, "ErrorPropertyValidationFailure"),
        ({"start": at("10:00", day="2027-02-30")}, "ErrorPropertyValidationFailure"),
        ({"end": at("09:00")}, "ErrorCalendarEndDateIsEarlierThanStartDate"),
        ({"isAllDay": True}, "ErrorInvalidRequest"),
        ({"attendees": people(ANNA, ANNA.upper())}, "ErrorPropertyValidationFailure"),
        ({"attendees": [{"emailAddress": {"address": ANNA}}]}, "RequestBodyRead"),
        ({"attendees": [{"emailAddress": {"address": ANNA}, "type": "guest"}]}, "RequestBodyRead"),
        ({"attendees": people("not an address")}, "ErrorPropertyValidationFailure"),
        ({"attendees": people(*(f"p{n}@kommun.example" for n in range(501)))}, "ErrorPropertyValidationFailure"),
        ({"showAs": "away"}, "RequestBodyRead"),
        ({"subject": 7}, "RequestBodyRead"),
        ({"reminderMinutesBeforeStart": "15"}, "RequestBodyRead"),
        ({"location": {"name": "Rådhuset"}}, "RequestBodyRead"),
        ({"body": {"contentType": "markdown", "content": "x"}}, "RequestBodyRead"),
        ({"singleValueExtendedProperties": [{"id": "SeminarBotId", "value": "1"}]}, "ErrorPropertyValidationFailure"),
        ({"@odata.type": "#microsoft.graph.message"}, "RequestBodyRead"),
    ],
)
def test_a_bad_create_is_refused_and_mails_nobody(app: Program, changes: Json, code: str) -> None:
    answer = app.call("POST", app.events, event(**changes))

    assert (answer.status, answer.code) == (400, code)
    assert app.count() == 0
    assert app.outlook.events_of(ORGANISER) == []


def test_what_the_sandbox_does_not_carry_is_said_aloud(app: Program) -> None:
    assert app.call("POST", app.events, event(recurrence={"pattern": {}})).status == 501


def test_a_create_answers_with_the_whole_event(app: Program) -> None:
    made = app.create(
        location={"displayName": "Rådhuset"},
        categories=["LSG"],
        importance="high",
        showAs="tentative",
        hideAttendees=True,
    )

    assert made["start"] == {"dateTime": "2027-03-15T09:00:00.0000000", "timeZone": "UTC"}
    assert made["originalStartTimeZone"] == "W. Europe Standard Time"
    assert made["location"]["displayName"] == made["locations"][0]["displayName"] == "Rådhuset"
    assert (made["categories"], made["importance"], made["showAs"]) == (["LSG"], "high", "tentative")
    assert [one["status"]["response"] for one in made["attendees"]] == ["none", "none"]
    assert made["attendees"][0]["emailAddress"] == {"name": "Anna Alm", "address": ANNA}
    assert made["organizer"]["emailAddress"]["address"] == ORGANISER
    assert made["isOrganizer"] is True


@pytest.mark.parametrize(
    ("day", "utc"), [("2027-03-27", "09:00"), ("2027-03-28", "08:00"), ("2027-10-30", "08:00"), ("2027-10-31", "09:00")]
)
def test_local_time_holds_across_the_clock_changes(app: Program, day: str, utc: str) -> None:
    made = app.create(start=at("10:00", day=day), end=at("12:00", day=day))

    assert made["start"]["dateTime"][:16] == f"{day}T{utc}"


def test_the_preferred_zone_is_answered(app: Program) -> None:
    made = app.create()
    prefer = f'{IMMUTABLE}, outlook.timezone="W. Europe Standard Time"'

    seen = app.call("GET", app.one(made["id"]), Prefer=prefer).body

    assert seen["start"] == {"dateTime": "2027-03-15T10:00:00.0000000", "timeZone": "W. Europe Standard Time"}
    assert app.call("GET", app.one(made["id"]), Prefer='outlook.timezone="Nowhere"').status == 400


def test_an_all_day_event_lies_at_midnight_in_its_own_zone(app: Program) -> None:
    made = app.create(isAllDay=True, start=at("00:00"), end=at("00:00", day="2027-03-16"))

    assert made["isAllDay"] is True
    assert made["start"]["dateTime"].startswith("2027-03-15T00:00:00")


def test_the_same_transaction_id_with_the_same_content_is_one_event(app: Program) -> None:
    first = app.create(transactionId="once")
    mailed = app.count()

    again = app.call("POST", app.events, event(transactionId="once"))

    assert (again.status, again.body["id"], again.body["transactionId"]) == (201, first["id"], "once")
    assert app.count() == mailed
    assert len(app.outlook.events_of(ORGANISER)) == 1


def test_the_same_transaction_id_with_another_content_is_refused(app: Program) -> None:
    app.create(transactionId="once")

    answer = app.call("POST", app.events, event(transactionId="once", subject="Another"))

    assert (answer.status, answer.code) == (409, "ErrorDuplicateTransactionId")


def test_the_transaction_id_of_a_cancelled_event_still_counts_as_used(app: Program) -> None:
    made = app.create(transactionId="once")
    app.cancel(made["id"])

    answer = app.call("POST", app.events, event(transactionId="once"))

    assert (answer.status, answer.code) == (409, "ErrorDuplicateTransactionId")


def test_a_transaction_id_is_returned_only_if_set_and_never_changed(app: Program) -> None:
    made = app.create()

    assert "transactionId" not in made
    assert app.call("PATCH", app.one(made["id"]), {"transactionId": "late"}).status == 400


def test_without_transaction_id_a_repeated_create_makes_two(app: Program) -> None:
    app.create()
    app.create()

    assert len(app.outlook.events_of(ORGANISER)) == 2


def test_the_immutable_id_survives_a_move_and_the_default_id_does_not(app: Program) -> None:
    made = app.create()
    before = app.call("GET", app.one(made["id"]), Prefer="").body["id"]
    assert before != made["id"]

    app.outlook.edit(made["id"], move="archive")

    assert app.get(made["id"])["id"] == made["id"]
    after: Any = app.call("GET", app.one(made["id"]), Prefer="").body["id"]
    assert after != before
    assert app.call("GET", app.one(before)).code == "ErrorItemNotFound"
    assert app.call("GET", app.one(after)).status == 200


def test_what_is_no_id_is_malformed(app: Program) -> None:
    assert app.call("GET", app.one("17")).code == "ErrorInvalidIdMalformed"


def test_the_stamp_comes_only_when_expanded(app: Program) -> None:
    made = app.create(singleValueExtendedProperties=[{"id": STAMP, "value": "meeting-7"}])
    expand = {"$expand": f"singleValueExtendedProperties($filter=id eq '{STAMP}')"}

    assert "singleValueExtendedProperties" not in made
    assert app.get(made["id"], **expand)["singleValueExtendedProperties"] == [{"id": STAMP, "value": "meeting-7"}]
    assert app.call("GET", app.one(made["id"]), query={"$expand": "singleValueExtendedProperties"}).status == 400


def test_attendees_without_mailboxes_are_invited_all_the_same(app: Program) -> None:
    app.create(attendees=people("guest@museum.example", BO), responseRequested=False)

    assert app.mailed() == [("invitation", BO), ("invitation", "guest@museum.example")]
