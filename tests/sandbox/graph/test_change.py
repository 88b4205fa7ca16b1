"""Whom Outlook mails for a change, and what else a change does; not what people answer."""

from __future__ import annotations

import pytest

from tests.sandbox.graph.driver import ANNA, BO, CARIN, ORGANISER, STAMP, Json, Program, at, people

ALL = [("update", ANNA), ("update", BO)]


@pytest.mark.parametrize(
    ("changes", "mails"),
    [
        ({"subject": "LSG – möte 15 mars"}, []),
        (
            {"start": at("10:00"), "end": at("12:00"), "body": {"contentType": "html", "content": "<p>Dagordning</p>"}},
            [],
        ),
        ({"start": at("09:00", "UTC")}, []),
        ({"attendees": people(BO, ANNA.upper())}, []),
        ({"subject": "Another"}, ALL),
        ({"start": at("09:00")}, ALL),
        ({"location": {"displayName": "Rådhuset"}}, ALL),
        ({"body": {"contentType": "html", "content": "<p>Dagordning</p><p>Mer</p>"}}, ALL),
        ({"showAs": "tentative"}, ALL),
        ({"categories": ["LSG"], "reminderMinutesBeforeStart": 30, "isReminderOn": False}, []),
        ({"singleValueExtendedProperties": [{"id": STAMP, "value": "9"}]}, []),
        ({"attendees": people(ANNA, CARIN)}, [("cancellation", BO), ("invitation", CARIN)]),
        ({"attendees": people(ANNA, BO, CARIN)}, [("invitation", CARIN)]),
        ({"attendees": []}, [("cancellation", ANNA), ("cancellation", BO)]),
        (
            {"attendees": people(ANNA, CARIN), "subject": "Another"},
            [("cancellation", BO), ("invitation", CARIN), ("update", ANNA)],
        ),
        (
            {"attendees": people(ANNA, CARIN), "subject": "LSG – möte 15 mars"},
            [("cancellation", BO), ("invitation", CARIN), ("update", ANNA)],
        ),
        ({"attendees": people(ANNA, BO), "subject": "Another"}, ALL),
        ({"attendees": people(ANNA, BO, ORGANISER)}, []),
    ],
)
def test_a_change_mails_those_whom_outlook_mails(app: Program, changes: Json, mails: list[tuple[str, str]]) -> None:
    made = app.create()
    before = app.count()

    app.patch(made["id"], **changes)

    assert app.mailed(before) == mails


def test_a_create_invites_each_attendee_but_never_the_organiser(app: Program) -> None:
    app.create(attendees=people(ANNA, BO, ORGANISER))

    assert app.mailed() == [("invitation", ANNA), ("invitation", BO)]


def test_a_change_that_changes_nothing_keeps_the_change_key(app: Program) -> None:
    made = app.create()

    same = app.patch(made["id"], subject=made["subject"], attendees=people(ANNA, BO))
    assert (same["changeKey"], same["@odata.etag"]) == (made["changeKey"], made["@odata.etag"])

    app.advance(3600)
    other = app.patch(made["id"], subject="Another")
    assert other["changeKey"] != made["changeKey"]
    assert other["@odata.etag"] != made["@odata.etag"]
    assert other["lastModifiedDateTime"] > made["lastModifiedDateTime"]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"start": {"dateTime": "2027-03-15T10:00:00"}},
        {"end": at("09:00")},
        {"subject": "Another", "iCalUId": "x"},
        {"body": None},
        {"attendees": None},
        {"isAllDay": True},
    ],
)
def test_a_bad_change_is_refused_and_changes_nothing(app: Program, changes: Json) -> None:
    made = app.create()

    assert app.call("PATCH", app.one(made["id"]), changes).status == 400
    assert app.get(made["id"])["changeKey"] == made["changeKey"]


def test_the_list_of_attendees_is_the_new_list_and_the_kept_keep_their_answer(app: Program) -> None:
    made = app.create()
    app.outlook.respond(ANNA, made["id"], "accepted")

    changed = app.patch(made["id"], attendees=people(CARIN, ANNA))

    status = {one["emailAddress"]["address"]: one["status"]["response"] for one in changed["attendees"]}
    assert status == {ANNA: "accepted", CARIN: "none"}


def test_a_new_time_voids_the_answers_and_a_new_place_does_not(app: Program) -> None:
    made = app.create()
    app.outlook.respond(ANNA, made["id"], "declined")

    moved = app.patch(made["id"], location={"displayName": "Rådhuset"})
    assert moved["attendees"][0]["status"]["response"] == "declined"

    later = app.patch(made["id"], start=at("11:00"))
    assert [one["status"]["response"] for one in later["attendees"]] == ["notResponded", "notResponded"]
    assert app.outlook.calendar(ANNA)[0]["responseStatus"]["response"] == "notResponded"


def test_a_place_can_be_cleared_and_replaces_the_places(app: Program) -> None:
    made = app.create(locations=[{"displayName": "A"}, {"displayName": "B"}])

    assert app.patch(made["id"], location={"displayName": "C"})["locations"][0]["displayName"] == "C"
    assert app.patch(made["id"], location=None)["locations"] == []


def test_the_attendees_see_what_was_mailed_to_them(app: Program) -> None:
    made = app.create()
    app.patch(made["id"], subject="Another")

    assert [one["subject"] for one in app.outlook.calendar(ANNA)] == ["Another"]

    app.patch(made["id"], attendees=people(BO, CARIN))
    gone, come = app.outlook.calendar(ANNA), app.outlook.calendar(CARIN)
    assert (gone[0]["isCancelled"], gone[0]["subject"]) == (True, "Canceled: Another")
    assert (come[0]["isCancelled"], come[0]["showAs"]) == (False, "tentative")


def test_hidden_attendees_see_only_themselves(app: Program) -> None:
    app.create(hideAttendees=True)

    seen = app.outlook.calendar(ANNA)[0]["attendees"]

    assert [one["emailAddress"]["address"] for one in seen] == [ANNA]


@pytest.mark.parametrize("name", ["comment", "Comment"])
def test_a_cancellation_goes_to_all_with_its_comment(app: Program, name: str) -> None:
    made = app.create()
    before = app.count()

    answer = app.cancel(made["id"], **{name: "Inställt: för få anmälda"})

    assert (answer.status, answer.body) == (202, None)
    assert app.mailed(before) == [("cancellation", ANNA), ("cancellation", BO)]
    assert {mail["comment"] for mail in app.outlook.mails(before)} == {"Inställt: för få anmälda"}
    assert app.outlook.calendar(ANNA)[0]["isCancelled"] is True
    assert app.outlook.events_of(ORGANISER) == []
    assert app.outlook.events_of(ORGANISER, deleted=True)[0]["folder"] == "deleteditems"


def test_after_a_cancellation_everything_is_404(app: Program) -> None:
    made = app.create()
    app.cancel(made["id"])
    mailed = app.count()

    answers = [
        app.cancel(made["id"]),
        app.call("GET", app.one(made["id"])),
        app.call("PATCH", app.one(made["id"]), {"subject": "x"}),
        app.call("DELETE", app.one(made["id"])),
    ]

    assert {(answer.status, answer.code) for answer in answers} == {(404, "ErrorItemNotFound")}
    assert app.count() == mailed


def test_a_delete_sends_cancellations_without_words(app: Program) -> None:
    made = app.create()
    before = app.count()

    assert app.call("DELETE", app.one(made["id"])).status == 204
    assert app.mailed(before) == [("cancellation", ANNA), ("cancellation", BO)]
    assert app.call("GET", app.one(made["id"])).status == 404


def test_only_the_organiser_may_cancel_or_change(app: Program) -> None:
    app.outlook.create(
        ANNA, {"subject": "Lunch", "start": at("12:00"), "end": at("13:00"), "attendees": people(ORGANISER)}
    )
    [copy] = app.outlook.calendar(ORGANISER)

    assert app.cancel(copy["id"]).status == 403
    assert app.call("PATCH", app.one(copy["id"]), {"subject": "x"}).status == 403


def test_an_outdated_if_match_is_refused(app: Program) -> None:
    made = app.create()
    old = made["@odata.etag"]
    app.patch(made["id"], subject="Another")

    assert app.call("PATCH", app.one(made["id"]), {"subject": "x"}, None, **{"If-Match": old}).status == 412
