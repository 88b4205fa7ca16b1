"""Acts that concern a person's account: looked for and matched in Slack, App Home opened."""

from __future__ import annotations

from datetime import timedelta

from bot.outbox.letters.bodies import ChannelMembers
from bot.outbox.letters.people import Home, MatchAccount
from bot.usecases import welcome
from bot.usecases.acting import Acting, Unit
from models.rules.rights import Act
from models.store import accounts, people, roster

LOOK_AGAIN = timedelta(days=1)


def matched(acting: Acting, email: str, slack_id: str) -> bool:
    """Join a Slack account to the person with that address. False when nobody in the roster has it. Twice is once."""
    with acting.by(
        acting.actor
    ).transaction() as unit:  # without the delivery's key: what was asked for is still to be done
        person = people.by_email(unit.session, email)
        if person is None:
            return False
        person.slack_checked_at = unit.now
        if person.slack_id == slack_id:
            return True
        holder = people.by_slack(unit.session, slack_id)
        if holder is not None:
            holder.slack_id = None
            unit.session.flush()
        person.slack_id = slack_id
        unit.record("person.matched", f"person:{person.id}")
        _channels_follow(unit, person.id or 0)
        welcome.greet(unit, person.id or 0)
        return True


def _channels_follow(unit: Unit, person_id: int) -> None:
    standing = people.standing(unit.session, person_id, unit.today)
    everywhere = {body.key for body in unit.structure.bodies}
    bodies = everywhere if standing.is_coordinator else {post.body for post in standing.posts if post.body}
    for body, which in roster.channels(unit.session, bodies):
        unit.post(ChannelMembers(body, which))


def unmatched(acting: Acting, person_id: int) -> None:
    """Note that no Slack account has the person's address today; the coordinators' App Home lists it."""
    with acting.transaction() as unit:
        person = people.get(unit.session, person_id)
        first = person.slack_checked_at is None
        person.slack_checked_at = unit.now
        if first:
            unit.record("person.unmatched", f"person:{person_id}")
            for one in people.coordinators(unit.session, unit.today):
                unit.post(Home(one.id or 0))


def look_for_accounts(acting: Acting) -> int:
    """Look for the Slack accounts of those who have none, once a day (the clock's)."""
    with acting.transaction() as unit:
        wanted = accounts.to_look_for(unit.session, unit.today, unit.now - LOOK_AGAIN)
        for person_id in wanted:
            unit.post(MatchAccount(person_id), once=f"account:{unit.today}")
    return unit.new_letters


def home_opened(acting: Acting) -> None:
    """The person has App Home open: from now on it is drawn anew after each change."""
    with acting.transaction() as unit:
        unit.allow(Act.OPEN_HOME)
        person = people.get(unit.session, acting.person_id)
        if person.home_opened_at is None:
            unit.record("home.opened", f"person:{person.id}")
            welcome.greet(unit, acting.person_id)
        person.home_opened_at = unit.now
        unit.post(Home(acting.person_id), once=acting.once or unit.now.isoformat())
