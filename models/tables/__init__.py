"""The tables. Importing this package makes all of them known to the metadata, which migrations and tests need."""

from models.tables import (
    absences,
    attention,
    base,
    bodies,
    calendar,
    journal,
    meetings,
    outbox,
    people,
    questions,
    reminders,
    stamp,
)

__all__ = [
    "absences",
    "attention",
    "base",
    "bodies",
    "calendar",
    "journal",
    "meetings",
    "outbox",
    "people",
    "questions",
    "reminders",
    "stamp",
]
