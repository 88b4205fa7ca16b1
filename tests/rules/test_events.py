"""What is to be done about an event in Outlook, and which changes are sent in which order, as tables of cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from models.rules.events import (
    EventState,
    Invitee,
    Picture,
    Step,
    Task,
    There,
    When,
    all_gone,
    edited_by_hand,
    newly_declined,
    settled,
    steps,
    task,
)

NINE = datetime(2026, 3, 12, 8, tzinfo=UTC)
WHEN = When(NINE, NINE + timedelta(hours=3), "Umeå")
LATER = When(NINE + timedelta(days=7), NINE + timedelta(days=7, hours=3), "Umeå")
ANNA, BO, CARIN = (Invitee(f"{one}@kommun.example", one.title()) for one in ("anna", "bo", "carin"))
SENT = Picture("LSG – möte 12 mars 2026", WHEN, "busy", "<p>Dagordningen kommer</p>", (ANNA, BO))
THERE = There(SENT.subject, WHEN, "busy", (ANNA.address, BO.address), True)
STALE = replace(THERE, says_part=False)


@pytest.mark.parametrize(
    ("state", "wanted", "what"),
    [
        (None, True, Task.PREPARE),
        (None, False, Task.NOTHING),
        (EventState.WANTED, True, Task.CREATE),
        (EventState.WANTED, False, Task.WITHDRAW),
        (EventState.KNOWN, True, Task.UPDATE),
        (EventState.KNOWN, False, Task.CANCEL),
        (EventState.CANCELLED, True, Task.PREPARE),
        (EventState.CANCELLED, False, Task.NOTHING),
        (EventState.GONE, True, Task.NOTHING),
        (EventState.GONE, False, Task.CLOSE),
    ],
)
def test_what_is_to_be_done(state: EventState | None, wanted: bool, what: Task) -> None:
    """An event that somebody removed is not made again by itself; one that we cancelled only by a new wish."""
    assert task(state, wanted=wanted) is what


def sent_by(found: tuple[Step, ...]) -> list[tuple[list[str], list[str], tuple[str, ...]]]:
    return [(sorted(one.leave), [guest.name for guest in one.come], one.fields) for one in found]


@pytest.mark.parametrize(
    ("wanted", "there", "sent"),
    [
        (SENT, THERE, []),
        (replace(SENT, attendees=(ANNA, CARIN)), THERE, [([BO.address], ["Carin"], ())]),
        (replace(SENT, attendees=(ANNA,)), THERE, [([BO.address], [], ())]),
        (replace(SENT, subject="Ny"), THERE, [([], [], ("subject",))]),
        (replace(SENT, when=LATER), THERE, [([], [], ("time",))]),
        (replace(SENT, when=replace(WHEN, place="Malå")), THERE, [([], [], ("place",))]),
        (replace(SENT, when=replace(WHEN, place=" Umeå ")), THERE, []),
        (replace(SENT, show_as="tentative"), THERE, [([], [], ("show_as",))]),
        (replace(SENT, part="<p>1</p>"), STALE, [([], [], ("part",))]),
        (
            Picture("Ny", LATER, "tentative", "<p>1</p>", (CARIN, ANNA)),
            STALE,
            [([BO.address], [], ()), ([], [], ("subject", "time", "show_as", "part")), ([], ["Carin"], ())],
        ),
        # what stands there already is not sent: an answer that was lost
        (replace(SENT, when=LATER), replace(THERE, when=LATER), []),
        (replace(SENT, subject="Ny"), replace(THERE, subject="Ny"), []),
        (replace(SENT, part="<p>1</p>"), THERE, []),
        (replace(SENT, attendees=(ANNA,)), replace(THERE, addresses=(ANNA.address,)), []),
        (replace(SENT, attendees=(ANNA, BO, CARIN)), replace(THERE, addresses=(ANNA.address, BO.address, CARIN.address)), []),
        # what somebody else did there stays: one taken away, one added
        (SENT, replace(THERE, addresses=(ANNA.address, CARIN.address)), []),
        (replace(SENT, subject="Ny"), replace(THERE, subject="Annans"), [([], [], ("subject",))]),
    ],
)  # fmt: skip
def test_what_is_sent(wanted: Picture, there: There, sent: list[object]) -> None:
    """Leaving first, then what those who stay are to know, then who comes: nobody is mailed twice."""
    found = steps(wanted, SENT, there)

    assert sent_by(found) == sent
    if found:
        assert replace(found[-1].sent, attendees=()) == replace(wanted, attendees=())


def test_after_each_step_what_counts_as_sent_is_what_has_arrived() -> None:
    wanted = Picture("Ny", LATER, "busy", "<p>1</p>", (ANNA, CARIN))
    leaves, changes, comes = steps(wanted, SENT, STALE)

    assert leaves.sent == replace(SENT, attendees=(ANNA,))
    assert changes.sent == replace(wanted, attendees=(ANNA,))
    assert comes.sent == wanted
    assert (leaves.moves, changes.moves, comes.moves) == (False, True, False)


def test_time_and_place_wait_for_an_answer_and_the_rest_does_not() -> None:
    wanted = replace(SENT, when=LATER, subject="Ny", attendees=(ANNA,))
    held = steps(wanted, SENT, replace(THERE, when=replace(WHEN, place="Annan")), hold=True)

    assert sent_by(held) == [([BO.address], [], ()), ([], [], ("subject",))]
    assert held[-1].sent == settled(wanted, SENT, hold=True) == replace(wanted, when=WHEN)
    assert settled(wanted, SENT, hold=False) == wanted


@pytest.mark.parametrize(
    ("there", "ours", "by_hand"),
    [
        (WHEN, (WHEN, None), False),
        (LATER, (WHEN, None), True),
        (LATER, (WHEN, LATER), False),
        (replace(WHEN, place="Umeå  "), (WHEN, None), False),
        (replace(WHEN, place="Malå"), (WHEN, None), True),
    ],
)
def test_a_change_by_hand_is_one_that_we_neither_sent_nor_want(
    there: When, ours: tuple[When | None, ...], by_hand: bool
) -> None:
    assert edited_by_hand(there, WHEN, ours) is by_hand
    assert edited_by_hand(there, there, ours) is False


def test_pictures_are_kept_as_text() -> None:
    assert Picture.read(SENT.as_text()) == SENT
    assert When.read(LATER.as_text()) == LATER


@pytest.mark.parametrize(
    ("before", "now", "new"),
    [
        ({}, {"a": "declined", "b": "none"}, ("a",)),
        ({"a": "declined"}, {"a": "declined"}, ()),
        ({"a": "accepted"}, {"a": "declined"}, ("a",)),
        ({"a": "declined"}, {"a": "accepted"}, ()),
    ],
)
def test_a_decline_is_new_once(before: dict[str, str], now: dict[str, str], new: tuple[str, ...]) -> None:
    assert newly_declined(before, now) == new


@pytest.mark.parametrize(
    ("found", "wrong"),
    [([False, False, False], True), ([False, True, False], False), ([False, False], False), ([], False)],
)
def test_all_events_gone_at_once_is_the_mailbox(found: list[bool], wrong: bool) -> None:
    assert all_gone(found) is wrong
