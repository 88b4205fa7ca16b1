"""When a failed letter is tried again, and when it is given up. Pure."""

from __future__ import annotations

from datetime import timedelta

MOST_ATTEMPTS = 12
LEASE = timedelta(
    seconds=90
)  # longer than any timeout of ours plus a margin (reliability: lease > HTTP timeout + margin)
LONGEST = 60.0  # seconds that one attempt may take; LEASE is longer
SETTLING = timedelta(seconds=60)  # an ambiguous send is looked for only after the server's worst latency
STEPS = (2, 5, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600)  # seconds


def again_after(attempts: int, *, ambiguous: bool, retry_after: float | None) -> timedelta | None:
    """How long to wait before the next attempt, or None to give up. Never shorter than the server's `Retry-After` (seconds),
    and after an ambiguous failure never shorter than SETTLING."""
    if attempts >= MOST_ATTEMPTS:
        return None
    wait = timedelta(seconds=STEPS[min(attempts, len(STEPS)) - 1])
    if retry_after is not None:
        wait = max(wait, timedelta(seconds=retry_after))
    return max(wait, SETTLING) if ambiguous else wait


def after_a_death(attempts: int) -> timedelta:
    """How soon a letter is taken up that a worker held when it died: at once the first time, for workers are restarted; then
    later and later, for it may be what they die of."""
    return timedelta(seconds=STEPS[min(attempts - 1, len(STEPS)) - 1]) if attempts > 1 else timedelta(0)
