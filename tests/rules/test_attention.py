"""When a letter to a person may leave: a table of settings and moments."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from bot.outbox.letters import CATALOGUE
from models.rules.attention import (
    WEIGHTS,
    Attention,
    Weight,
    digest_due,
    leaves,
    next_digest,
    weigh,
    wrong,
)
from models.rules.refusals import Refusal
from models.rules.workdays import RedDays

EPIPHANY = date(2026, 1, 6)  # a Tuesday
RED = RedDays(holidays=frozenset({EPIPHANY}))
NIGHT = Attention(quiet_from=time(18), quiet_to=time(7, 30))
LUNCH = Attention(quiet_from=time(12), quiet_to=time(13))
WORK = Attention(workdays_only=True)
AWAY = Attention(paused_until=date(2026, 1, 12))
GATHERED = Attention(quiet_from=time(18), quiet_to=time(7), digest_hour=8)
AT = datetime.fromisoformat


@pytest.mark.parametrize(
    ("wishes", "now", "until"),
    [
        (Attention(), "2026-01-07T03:00", None),
        (NIGHT, "2026-01-07T17:59", None),
        (NIGHT, "2026-01-07T18:00", "2026-01-08T07:30"),
        (NIGHT, "2026-01-07T03:00", "2026-01-07T07:30"),
        (NIGHT, "2026-01-07T07:30", None),
        (LUNCH, "2026-01-07T12:59", "2026-01-07T13:00"),
        (LUNCH, "2026-01-07T13:00", None),
        (LUNCH, "2026-01-07T11:59", None),
        (WORK, "2026-01-09T23:00", None),
        (WORK, "2026-01-10T10:00", "2026-01-12T07:00"),
        (WORK, "2026-01-06T10:00", "2026-01-07T07:00"),
        (AWAY, "2026-01-07T10:00", "2026-01-12T07:00"),
        (AWAY, "2026-01-12T00:00", None),
        (Attention(date(2026, 1, 10), time(22), time(9), True), "2026-01-07T10:00", "2026-01-12T09:00"),
    ],
)
def test_what_asks_waits_for_quiet_time_free_days_and_pauses_and_no_longer(
    wishes: Attention, now: str, until: str | None
) -> None:
    found = leaves(wishes, Weight.ASKS, AT(now), RED)

    assert found == (AT(until) if until else None)
    assert leaves(wishes, Weight.NEWS, AT(now), RED) == found
    assert leaves(wishes, Weight.AT_ONCE, AT(now), RED) is None


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-01-07T07:59", "2026-01-07T08:00"),
        ("2026-01-07T08:00", "2026-01-08T08:00"),
        ("2026-01-07T23:00", "2026-01-08T08:00"),
    ],
)
def test_gathered_news_waits_for_the_next_digest_and_what_asks_does_not(now: str, until: str) -> None:
    assert leaves(GATHERED, Weight.NEWS, AT(now), RED) == AT(until)
    assert leaves(GATHERED, Weight.ASKS, AT("2026-01-07T10:00"), RED) is None


def test_nothing_is_held_until_it_is_too_late() -> None:
    meeting = AT("2026-01-09T09:00")

    assert leaves(AWAY, Weight.ASKS, AT("2026-01-07T10:00"), RED, latest=meeting) is None
    assert leaves(NIGHT, Weight.ASKS, AT("2026-01-07T20:00"), RED, latest=meeting) == AT("2026-01-08T07:30")


def test_the_digest_skips_pauses_and_free_days() -> None:
    wishes = Attention(paused_until=date(2026, 1, 10), workdays_only=True, digest_hour=8)

    assert next_digest(wishes, AT("2026-01-07T10:00"), RED) == AT("2026-01-12T08:00")
    assert next_digest(AWAY, AT("2026-01-07T10:00"), RED) is None


@pytest.mark.parametrize(
    ("wishes", "done_on", "now", "due"),
    [
        (GATHERED, None, "2026-01-07T07:59", None),
        (GATHERED, None, "2026-01-07T08:00", "2026-01-07T08:00"),
        (GATHERED, date(2026, 1, 6), "2026-01-07T10:00", "2026-01-07T08:00"),  # the bot was away at eight
        (GATHERED, date(2026, 1, 7), "2026-01-07T10:00", None),
        (NIGHT, None, "2026-01-07T10:00", None),
        (Attention(paused_until=date(2026, 1, 12), digest_hour=8), None, "2026-01-07T10:00", None),
    ],
)
def test_the_digest_is_made_once_a_day_when_its_hour_has_come(
    wishes: Attention, done_on: date | None, now: str, due: str | None
) -> None:
    assert digest_due(wishes, done_on, AT(now), RED) == (AT(due) if due else None)


@pytest.mark.parametrize(
    ("wishes", "why"),
    [
        (Attention(), None),
        (NIGHT, None),
        (AWAY, None),
        (GATHERED, None),
        (Attention(paused_until=date(2026, 1, 7)), ("paused_until", Refusal.PAUSE_PAST)),
        (Attention(paused_until=date(2027, 1, 9)), ("paused_until", Refusal.PAUSE_FAR)),
        (Attention(quiet_from=time(18)), ("quiet_to", Refusal.QUIET_HALF)),
        (Attention(quiet_to=time(18)), ("quiet_from", Refusal.QUIET_HALF)),
        (Attention(quiet_from=time(18), quiet_to=time(18)), ("quiet_to", Refusal.QUIET_NOTHING)),
        (Attention(digest_hour=3), ("digest_hour", Refusal.NOT_FOUND)),
    ],
)
def test_what_can_not_stand_is_said_at_its_field(wishes: Attention, why: tuple[str, Refusal] | None) -> None:
    assert wrong(wishes, date(2026, 1, 7)) == why


def test_a_pause_is_over_by_itself() -> None:
    assert AWAY.in_force(date(2026, 1, 11)) == AWAY
    assert AWAY.in_force(date(2026, 1, 12)) == Attention()


def test_every_kind_of_letter_says_how_it_is_to_be_treated() -> None:
    assert {one.partition(":")[0] for one in WEIGHTS} == set(CATALOGUE)


@pytest.mark.parametrize("kind", ["Call", "SeatCard", "ComePrompt", "MeetingCancelled", "Escalation", "AuCard"])
def test_what_is_urgent_is_never_held(kind: str) -> None:
    assert weigh(kind) is Weight.AT_ONCE


def test_an_urgent_letter_of_the_delivery_is_urgent_here_too() -> None:
    assert {kind for kind, one in CATALOGUE.items() if one.urgent and weigh(kind) is not Weight.AT_ONCE} == set()


def test_of_what_is_told_about_absences_only_that_the_seat_is_covered_can_wait() -> None:
    assert weigh("Told", "covered") is Weight.NEWS
    assert weigh("Told", "released") is Weight.AT_ONCE
