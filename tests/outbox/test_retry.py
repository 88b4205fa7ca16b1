"""When a failed letter is tried again, and when it is given up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.outbox import retry


@pytest.mark.parametrize(
    ("attempts", "ambiguous", "retry_after", "seconds"),
    [
        (1, False, None, 2),
        (2, False, None, 5),
        (3, False, None, 15),
        (11, False, None, 3600),
        (1, False, 30.0, 30),
        (4, False, 1.0, 30),
        (1, True, None, 60),
        (1, True, 90.0, 90),
        (8, True, None, 600),
    ],
)
def test_waiting_grows_and_never_undercuts_the_server_or_an_unclear_send(
    attempts: int, ambiguous: bool, retry_after: float | None, seconds: int
) -> None:
    assert retry.again_after(attempts, ambiguous=ambiguous, retry_after=retry_after) == timedelta(seconds=seconds)


def test_a_letter_is_given_up_after_its_last_attempt() -> None:
    assert retry.again_after(retry.MOST_ATTEMPTS, ambiguous=True, retry_after=None) is None


def test_the_lease_is_longer_than_waiting_for_an_unclear_send_to_settle() -> None:
    assert retry.LEASE > retry.SETTLING
