"""The one welcome: when App Home is opened for the first time, an account is found, or a new place is given. No act of its own."""

from __future__ import annotations

from bot.outbox.letters.people import Welcome
from bot.usecases.acting import Unit
from models.store import attention, people


def greet(unit: Unit, person_id: int) -> None:
    """Welcome a person who is something today and has an account, once and never again."""
    person = people.many(unit.session, [person_id]).get(person_id)
    if person is None or person.slack_id is None or not people.standing(unit.session, person_id, unit.today).posts:
        return
    row = attention.locked(unit.session, person_id)
    if row.welcomed_at is None:
        row.welcomed_at = unit.now
        unit.post(Welcome(person_id), once="welcome")
