"""What is handed in for the screen: it is kept, told to whoever watches, and refused when the screen could do nothing with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from sandbox.client import Hands, Refused
from sandbox.server import SandboxThread

STEP: dict[str, Any] = {"title": "Lyft en fråga", "do": [{"press": "Lyft en fråga"}]}


@pytest.fixture
def box() -> Iterator[SandboxThread]:
    with SandboxThread() as started:
        yield started


def shown(box: SandboxThread, after: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = Hands(box.url).control.get("/sandbox/showing", after=after)
    return found


def tour(*steps: dict[str, Any]) -> dict[str, Any]:
    return {"title": "Rundtur", "flows": [{"id": "en", "title": "En", "steps": list(steps)}]}


def test_a_tour_is_shown_as_it_was_handed_in(box: SandboxThread) -> None:
    Hands(box.url).tour(tour(STEP))

    assert shown(box)["tour"] == tour(STEP)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "Rundtur"},
        tour(),
        tour({"text": "Ingen rubrik"}),
        tour({**STEP, "script": "alert(1)"}),
        tour({**STEP, "do": [{"eval": "alert(1)"}]}),
        tour({**STEP, "do": [{"press": "Knapp", "url": "https://x.example"}]}),
    ],
)
def test_a_tour_that_the_screen_cannot_do_is_refused(box: SandboxThread, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        Hands(box.url).tour(wrong)

    assert shown(box)["tour"] is None


def test_the_next_moment_is_the_latest_told_and_can_be_none(box: SandboxThread) -> None:
    hands = Hands(box.url)
    hands.next_moment("2027-03-12T09:00:00+01:00", "mötet börjar")
    told = shown(box)["next"]
    hands.next_moment(None)

    assert told == {"at": "2027-03-12T09:00:00+01:00", "what": "mötet börjar"}
    assert shown(box)["next"] is None


def test_a_moment_without_an_offset_is_refused(box: SandboxThread) -> None:
    with pytest.raises(Refused, match="offset"):
        Hands(box.url).next_moment("2027-03-12T09:00:00", "mötet börjar")


def test_notes_are_numbered_and_only_the_new_ones_are_asked_for(box: SandboxThread) -> None:
    hands = Hands(box.url)
    hands.note([{"did": "Lämnade in frågan", "who": "Anna Lind", "rule": "R-D04"}])
    hands.note([{"did": "Svarade"}])

    new = shown(box, after=1)

    assert [one["did"] for one in shown(box)["notes"]] == ["Lämnade in frågan", "Svarade"]
    assert [(one["number"], one["did"], one["rule"]) for one in new["notes"]] == [(2, "Svarade", "")]


def test_a_note_stands_among_the_requests_at_the_real_time_it_happened(box: SandboxThread) -> None:
    """The world's clock may be years from the real one: it is how long ago the note was that counts."""
    hands = Hands(box.url)
    hands.set_clock("2031-07-01T08:00:00+02:00")
    hands.note([{"did": "Svarade", "at": "2031-07-01T07:59:50+02:00"}])
    hands.note([{"did": "Före hoppet", "at": "2027-01-01T00:00:00+01:00"}])
    now = box.world.real_now().timestamp()

    just_now, before = shown(box)["notes"]

    assert now - 15 < just_now["happened"] < now - 9
    assert now - 5 < before["happened"] <= now


def test_a_note_without_an_act_is_refused(box: SandboxThread) -> None:
    with pytest.raises(Refused):
        Hands(box.url).note([{"who": "Anna Lind"}])
