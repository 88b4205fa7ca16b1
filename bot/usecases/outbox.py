"""A coordinator tries a given-up letter again, and is told, once, what does not get away for a while."""

from __future__ import annotations

from datetime import timedelta

from bot.outbox.letters.people import Home, RouteAway, RouteBack, Stuck
from bot.usecases.acting import Acting, Unit
from models.rules.rights import Act
from models.store import outbox, outbox_watch, people

A_MOMENT = timedelta(seconds=5)
PATIENCE = timedelta(minutes=15)  # a pause of the other side's that nobody needs to hear of
NO_CHANNEL = "no channel"  # the reason that a read gives when a body has none
SHARED_CHANNEL = "shared_channel"  # the reason of a letter to a channel that others than our own workspace see


def retry(acting: Acting, letter_id: int | None = None) -> int:
    """Send a given-up letter again, or all of them; returns how many. Raises Refused for others than coordinators; twice is once."""
    with acting.transaction() as unit:
        unit.allow(Act.RETRY_LETTERS)
        wanted = (
            [letter_id] if letter_id is not None else [one.id or 0 for one in outbox.dead(unit.session, limit=1000)]
        )
        revived = [one for one in wanted if outbox.revive(unit.session, one, unit.now)]
        if revived:
            unit.record("letters.retried", "outbox", letters=revived)
            tell(unit)
        return len(revived)


def tell(unit: Unit) -> None:
    """Draw the coordinators' lists of given-up letters anew, once the letters have had a moment to leave."""
    for one in people.coordinators(unit.session, unit.today):
        unit.post(Stuck(one.id or 0), not_before=unit.now + A_MOMENT)
        unit.post(Home(one.id or 0))


def channel_chosen(unit: Unit, body: str) -> None:
    """A body has got its channels, or is alone in one again: what waited for that is sent."""
    revived = [
        one for why in (NO_CHANNEL, SHARED_CHANNEL) for one in outbox.revive_unreachable(unit.session, why, unit.now)
    ]
    if revived:
        unit.record("letters.retried", f"body:{body}", body=body, letters=revived)
        tell(unit)


def watch_routes(acting: Acting) -> int:
    """Tell the coordinators once when what should have left has been refused for a while, and once when nothing waits any more.
    While Slack itself is away they are told when it is back; until then /readyz, the figures and the log say it."""
    return sum([_watch(acting, route) for route in ("outlook", "slack")])


def _watch(acting: Acting, route: str) -> int:
    name = f"route:{route}"
    with acting.database.read() as session:
        late = outbox_watch.hindered(session, route, acting.clock.now() - PATIENCE)
        known = outbox_watch.is_trouble(session, name)
    if (late is not None) == known:
        return 0
    with acting.transaction() as unit:
        told = people.coordinators(unit.session, unit.today)
        if late is not None:
            if not outbox_watch.trouble_begins(unit.session, name, late[1]):
                return 0
            unit.record("route.away", name, since=late[1].isoformat(), letters=late[0])
            if route != "slack":
                for one in told:
                    unit.post(RouteAway(one.id or 0, route, late[1].isoformat()))
            return 1
        since = outbox_watch.trouble_ends(unit.session, name)
        if since is None:
            return 0
        unit.record("route.back", name, since=since.isoformat())
        for one in told:
            unit.post(RouteBack(one.id or 0, route, since.isoformat()))
        return 1
