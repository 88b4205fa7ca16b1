"""App Home drawn anew after a change, for those who have ever opened it. What it shows: bot/reads/home.py."""

from __future__ import annotations

from collections.abc import Iterable

from bot.outbox.letters.people import Home
from bot.usecases.acting import Acting, Unit
from models.store import inbox, people


def redraw(unit: Unit, person_ids: Iterable[int]) -> None:
    """Draw App Home anew for those of these people who have ever opened it. To be called after `unit.record`."""
    known = people.many(unit.session, person_ids)
    for number in sorted(known):
        if known[number].has_home:
            unit.post(Home(number))


def follow_the_days(acting: Acting) -> int:
    """Draw every App Home that was ever opened anew once a day, for what the night has changed there: a meeting that was held, a day
    that has come nearer, an appointment that has begun or ended (the clock's). Returns how many."""
    key = f"homes:{acting.clock.today()}"
    if acting.ask(lambda reading: inbox.has_come(reading.session, key)):
        return 0
    with acting.transaction() as unit:
        if not inbox.first_time(unit.session, key, unit.now):
            return 0
        for number in people.with_home(unit.session):
            unit.post(Home(number), once=f"day:{unit.today}")
    return unit.new_letters
