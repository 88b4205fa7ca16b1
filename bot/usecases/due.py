"""What the clock may ask for: name, how often in seconds, use case. Each use case answers how much it did."""

from __future__ import annotations

from collections.abc import Callable

from bot.usecases import (
    absence_changes,
    attention,
    bodies,
    homes,
    journal,
    meeting_reminders,
    outbox,
    people,
    questions_due,
    reminders,
    retention,
)
from bot.usecases.acting import Acting

TABLE: list[tuple[str, int, Callable[[Acting], int]]] = [
    ("accounts", 60, people.look_for_accounts),
    ("channels", 600, bodies.follow_the_days),
    ("homes", 600, homes.follow_the_days),
    ("substitutes", 20, absence_changes.answers_due),
    ("au-answers", 30, questions_due.late_answers),
    ("completions", 60, questions_due.late_completions),
    ("signatures", 60, questions_due.late_signatures),
    ("reminders", 300, meeting_reminders.remind),
    ("newcomers", 300, meeting_reminders.newcomers),
    ("asked-reminders", 30, reminders.reminders_due),
    ("digests", 30, attention.digests),
    ("routes", 60, outbox.watch_routes),
    ("journal-head", 3600, journal.tell_head),
    ("retention", 3600, retention.prune),
]
