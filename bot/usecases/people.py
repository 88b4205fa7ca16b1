"""Acts that concern a person's account: matched with Slack, App Home opened."""

from __future__ import annotations

from bot.outbox.letters.people import Home
from bot.usecases.acting import Acting
from models.store import people


def matched(acting: Acting, email: str, slack_id: str) -> bool:
    """Join a Slack account to the person with that address. False when nobody in the roster has it. Twice is once."""
    with acting.by(acting.actor).transaction() as unit:
        person = people.by_email(unit.session, email)
        if person is None:
            return False
        if person.slack_id == slack_id:
            return True
        holder = people.by_slack(unit.session, slack_id)
        if holder is not None:
            holder.slack_id = None
            unit.session.flush()
        person.slack_id, person.slack_checked_at = slack_id, unit.now
        unit.record("person.matched", f"person:{person.id}")
        return True


def unmatched(acting: Acting, person_id: int) -> None:
    """Note that no Slack account has the person's address today."""
    with acting.transaction() as unit:
        person = people.get(unit.session, person_id)
        person.slack_checked_at = unit.now


def home_opened(acting: Acting) -> None:
    """The person has App Home open: from now on it is drawn anew after each change."""
    with acting.transaction() as unit:
        person = people.get(unit.session, acting.person_id)
        if person.home_opened_at is None:
            unit.record("home.opened", f"person:{person.id}")
        person.home_opened_at = unit.now
        unit.post(Home(acting.person_id), once=acting.once or unit.now.isoformat())
