"""How each example begins: two bodies with channels, meetings in Outlook, and where in the year it is."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.usecases import bodies, meetings, people
from tests.clocks import STOCKHOLM
from tests.proof.year.world import World

# Each begins a few weeks before something: an ordinary winter, the lost hour, the hour that comes twice, the leap day.
BEGINNINGS = {
    "winter": ("2026-01-12 09:00", ("2026-02-24", "2026-03-26"), ("2026-03-17",)),
    "lost hour": ("2027-02-22 09:00", ("2027-03-29", "2027-04-27"), ("2027-04-20",)),
    "twice the hour": ("2027-09-27 09:00", ("2027-11-01", "2027-11-30"), ("2027-11-16",)),
    "leap day": ("2028-01-24 09:00", ("2028-02-29", "2028-03-28"), ("2028-03-21",)),
}


def start(which: str) -> datetime:
    """When it begins."""
    return datetime.fromisoformat(BEGINNINGS[which][0]).replace(tzinfo=STOCKHOLM)


def furnish(world: World, which: str) -> None:
    """Channels, meetings and an opened Home, all delivered."""
    boss = world.roster.coordinators(world.today)[0]
    _, lsg, samrad = BEGINNINGS[which]
    for body in ("lsg", "samrad"):
        world.act(bodies.let_make, boss, body)
    world.deliver()
    world.act(people.home_opened, boss)
    world.act(meetings.create, boss, "lsg", "\n".join(lsg), "09:00", "12:00", "Umeå")
    world.act(meetings.create, boss, "samrad", "\n".join(samrad), "13:00", "16:00", "Skellefteå")
    for _ in range(3):
        world.deliver()
        world.tick()
        world.look_at_outlook()
        world.move(timedelta(minutes=1))
    assert not world.rows("SELECT id FROM letter WHERE state NOT IN ('sent', 'dropped')")
