"""What anybody may see: rooms but not links, an agenda from the notice on."""

from __future__ import annotations

import pytest

from models.rules.public import shows_agenda, shows_place


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("", True),
        ("Regionens hus, sal A", True),
        ("Umeå, Storgatan 1 / sal 2.14", True),
        ("Teams", True),
        ("Kl. 9.00/9.30 i aulan", True),
        ("https://meet.example/abc", False),
        ("Sal A eller HTTPS://meet.example/abc", False),
        ("www.meet.example", False),
        ("meet.example/j/123?pwd=456", False),
        ("msteams:/l/meetup-join/1", False),
        ("ring tel:+46 90 000", False),
        ("sip anna@meet.example", False),
    ],
)
def test_a_room_is_shown_and_a_link_is_not(place: str, shown: bool) -> None:
    assert shows_place(place) is shown


@pytest.mark.parametrize(
    ("sent", "cancelled", "shown"),
    [(True, False, True), (False, False, False), (True, True, False), (False, True, False)],
)
def test_an_agenda_is_shown_from_the_notice_on(sent: bool, cancelled: bool, shown: bool) -> None:
    assert shows_agenda(notice_sent=sent, cancelled=cancelled) is shown
