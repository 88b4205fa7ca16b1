"""Who somebody is, for the doors: a card without rows or sessions."""

from __future__ import annotations

from models.store import known, people
from models.store.engine import Database, Reading
from models.store.known import PersonRow
from models.tables.people import Person
from models.values import dataclass


@dataclass(frozen=True)
class PersonCard:
    """A person as the doors and the views know one."""

    id: int
    name: str
    email: str
    slack_id: str | None


def card(person: Person | PersonRow) -> PersonCard:
    """The card of a row."""
    return PersonCard(person.id or 0, person.name, person.email, person.slack_id)


def remembered(database: Database, slack_id: str) -> tuple[PersonCard, str] | None:
    """The person that account was last seen to be, and the stamp of the roster it was seen in (Actor.seen); the database is not asked."""
    roster = known.latest(database.engine)
    found = roster.by_account.get(slack_id) if roster is not None else None
    return (card(found), roster.stamp) if roster is not None and found is not None else None


def by_slack(reading: Reading, slack_id: str) -> PersonCard | None:
    """The person with that Slack account, or None."""
    found = people.by_account(reading.session, slack_id)
    return card(found) if found else None
