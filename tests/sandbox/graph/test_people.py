"""People in their own Outlook: answering, and changing things by hand; not what a program sends."""

from __future__ import annotations

import pytest

from sandbox.graph_client import Outlook, OutlookRefused
from tests.sandbox.graph.driver import ANNA, BO, CARIN, ORGANISER, Json, Program, at, people


def status_of(event: Json, address: str) -> Json:
    """What the organiser knows of somebody's answer."""
    return dict(next(one["status"] for one in event["attendees"] if one["emailAddress"]["address"] == address))


@pytest.mark.parametrize("response", ["accepted", "tentativelyAccepted", "declined"])
def test_a_sent_answer_reaches_the_organiser_with_its_time(app: Program, response: str) -> None:
    made = app.create()
    before = app.count()

    app.outlook.respond(ANNA, app.outlook.calendar(ANNA)[0]["id"], response)

    seen = app.get(made["id"])
    assert status_of(seen, ANNA)["response"] == response
    assert status_of(seen, ANNA)["time"] >= made["createdDateTime"]
    assert status_of(seen, BO)["response"] == "none"
    assert seen["changeKey"] != made["changeKey"]
    assert app.mailed(before) == [("response", ORGANISER)]


def test_an_unsent_answer_shows_in_the_own_calendar_only(app: Program) -> None:
    made = app.create()
    before = app.count()

    app.outlook.respond(ANNA, made["id"], "declined", send_response=False)

    assert app.outlook.calendar(ANNA)[0]["responseStatus"]["response"] == "declined"
    assert app.get(made["id"]) == made
    assert app.mailed(before) == []


def test_an_answer_is_not_sent_when_none_is_requested(app: Program) -> None:
    made = app.create(responseRequested=False)

    app.outlook.respond(ANNA, made["id"], "accepted")

    assert status_of(app.get(made["id"]), ANNA)["response"] == "none"


@pytest.mark.parametrize(("processed", "known"), [(True, "declined"), (False, "none")])
def test_an_answer_from_outside_counts_only_if_the_tenant_processes_it(
    app: Program, processed: bool, known: str
) -> None:
    app.outlook.set_up(process_external=processed)
    made = app.create(attendees=people(CARIN))
    before = app.count()

    app.outlook.respond(CARIN, made["id"], "declined", comment="Kan inte")

    assert status_of(app.get(made["id"]), CARIN)["response"] == known
    assert app.mailed(before) == [("response", ORGANISER)]


def test_somebody_can_think_again(app: Program) -> None:
    made = app.create()
    app.outlook.respond(ANNA, made["id"], "declined")
    app.outlook.respond(ANNA, made["id"], "accepted")

    assert status_of(app.get(made["id"]), ANNA)["response"] == "accepted"
    assert app.outlook.calendar(ANNA)[0]["showAs"] == "busy"


def test_a_new_time_can_be_proposed_with_a_no(app: Program) -> None:
    made = app.create()
    proposed = {"start": at("14:00"), "end": at("15:00")}

    app.outlook.respond(ANNA, made["id"], "declined", proposed_new_time=proposed)

    seen = app.get(made["id"])["attendees"][0]["proposedNewTime"]
    assert seen["start"]["dateTime"].startswith("2027-03-15T13:00")
    with pytest.raises(OutlookRefused):
        app.outlook.respond(ANNA, made["id"], "accepted", proposed_new_time=proposed)


def test_a_new_time_cannot_be_proposed_where_it_is_not_allowed(app: Program) -> None:
    made = app.create(allowNewTimeProposals=False)

    with pytest.raises(OutlookRefused):
        app.outlook.respond(ANNA, made["id"], "declined", proposed_new_time={"start": at("14:00"), "end": at("15:00")})


def test_who_was_not_invited_or_was_cancelled_cannot_answer(app: Program) -> None:
    made = app.create()
    with pytest.raises(OutlookRefused, match="404"):
        app.outlook.respond(CARIN, made["id"], "accepted")
    with pytest.raises(OutlookRefused, match="organizer"):
        app.outlook.respond(ORGANISER, made["id"], "accepted")

    copy = app.outlook.calendar(ANNA)[0]["id"]
    app.cancel(made["id"])
    with pytest.raises(OutlookRefused, match="cancelled"):
        app.outlook.respond(ANNA, copy, "accepted")


def test_the_organiser_edits_by_hand_and_outlook_mails(app: Program) -> None:
    made = app.create()
    before = app.count()

    app.outlook.edit(made["id"], subject="By hand", location="Rådhuset", append="Ta med penna & papper")

    seen = app.get(made["id"])
    assert (seen["subject"], seen["location"]["displayName"]) == ("By hand", "Rådhuset")
    assert "Dagordning" in seen["bodyPreview"]
    assert "Ta med penna & papper" in seen["bodyPreview"]
    assert app.mailed(before) == [("update", ANNA), ("update", BO)]


def test_the_organiser_adds_and_removes_people_and_saves_without_sending(app: Program) -> None:
    made = app.create()
    before = app.count()

    app.outlook.edit(made["id"], attendees_add=[CARIN], attendees_remove=[ANNA.upper()])
    assert app.mailed(before) == [("cancellation", ANNA), ("invitation", CARIN)]

    app.outlook.edit(made["id"], start=at("11:00"), send_updates=False)
    assert app.count() == before + 2
    assert app.outlook.calendar(BO)[0]["start"]["dateTime"].startswith("2027-03-15T10:00")


def test_the_organiser_deletes_by_hand(app: Program) -> None:
    made = app.create()
    app.outlook.edit(made["id"], delete=True)

    assert app.call("GET", app.one(made["id"])).status == 404
    assert app.outlook.calendar(ANNA)[0]["isCancelled"] is True


def test_an_attendee_can_only_touch_the_own_copy(app: Program) -> None:
    made = app.create()
    before = app.count()
    with pytest.raises(OutlookRefused, match="403"):
        app.outlook.edit(made["id"], ANNA, subject="Mine")

    app.outlook.edit(made["id"], ANNA, delete=True)

    assert app.outlook.calendar(ANNA) == []
    assert app.get(made["id"]) == made
    assert app.count() == before
    app.patch(made["id"], subject="Another")
    assert [one["subject"] for one in app.outlook.calendar(ANNA)] == ["Another"]


def test_an_order_that_nobody_can_give_is_refused(outlook: Outlook, app: Program) -> None:
    made = app.create()
    with pytest.raises(OutlookRefused, match="frobnicate"):
        outlook.edit(made["id"], frobnicate=True)
    with pytest.raises(OutlookRefused, match="response"):
        outlook.respond(ANNA, made["id"], "maybe")
    with pytest.raises(OutlookRefused, match="nobody"):
        outlook.calendar("nobody@region.example")


def test_a_calendar_and_the_mails_can_be_asked_for_a_time(app: Program) -> None:
    app.create()
    app.create(start=at("10:00", day="2027-04-15"), end=at("12:00", day="2027-04-15"), subject="April")

    seen = app.outlook.calendar(ANNA, "2027-04-01", "2027-05-01")
    assert [one["subject"] for one in seen] == ["April"]
    last = app.outlook.mails()[-1]["at"]
    assert app.outlook.mails(since=last)[-1]["subject"] == "April"
    assert app.outlook.mails(since="2099-01-01") == []
