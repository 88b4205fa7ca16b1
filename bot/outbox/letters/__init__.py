"""The catalogue: everything the bot may ever send, as frozen types with ids only. How a letter looks is decided when it is sent."""

from bot.outbox.letters import absences, bodies, calendar, meetings, people, questions, seminar
from bot.outbox.letters.base import CATALOGUE, Letter, read, write

__all__ = [
    "CATALOGUE",
    "Letter",
    "absences",
    "bodies",
    "calendar",
    "meetings",
    "people",
    "questions",
    "read",
    "seminar",
    "write",
]
