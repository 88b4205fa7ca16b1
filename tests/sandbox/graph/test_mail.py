"""What a mail said about its meeting stands as it was when it was sent, whatever becomes of the meeting."""

from __future__ import annotations

import pytest

from sandbox.graph_client import OutlookRefused
from tests.sandbox.graph.driver import ANNA, Program, at, people


def test_a_mail_keeps_the_time_and_place_it_told_of(app: Program) -> None:
    made = app.create(
        attendees=people(ANNA), location={"displayName": "Tall"}, body={"contentType": "html", "content": "<p>Hej</p>"}
    )
    app.patch(made["id"], start=at("13:00"), end=at("15:00"), location={"displayName": "Gran"})

    first, second = (app.outlook.mail(number) for number in (1, 2))

    assert [one["kind"] for one in (first, second)] == ["invitation", "update"]
    assert [one["location"]["displayName"] for one in (first, second)] == ["Tall", "Gran"]
    assert second["start"] == {"dateTime": "2027-03-15T12:00:00", "timeZone": "UTC"}
    assert first["start"] != second["start"]
    assert "<p>Hej</p>" in first["body"]


def test_an_answer_carries_the_words_that_were_sent_with_it(app: Program) -> None:
    made = app.create(attendees=people(ANNA))
    app.outlook.respond(ANNA, made["id"], "declined", comment="Bortrest.")

    answer = app.outlook.mail(app.count())

    assert (answer["kind"], answer["sender"], answer["body"]) == ("response", ANNA, "Bortrest.")


def test_a_mail_that_was_never_sent_is_not_there(app: Program) -> None:
    with pytest.raises(OutlookRefused, match="404"):
        app.outlook.mail(1)
