"""T10: both nights in which the clocks change, the leap day, a clock that is an hour off, three days switched off. What is due is done
once, what is late is marked late, and no substitute is called twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tests.clocks import STOCKHOLM
from tests.proof.year import checks, rows, screen
from tests.proof.year.machine import settle
from tests.proof.year.world import World

Open = Callable[[str], World]
NIGHTS = {"lost hour": "2027-03-27 18:00", "twice the hour": "2027-10-30 18:00", "leap day": "2028-02-28 18:00"}


def go(world: World, local: str) -> None:
    """Go to a local time; both replicas look."""
    world.move(datetime.fromisoformat(local).replace(tzinfo=STOCKHOLM) - world.now)
    both(world)


def both(world: World) -> None:
    """Both replicas' clocks ask, and both deliver."""
    for which in (0, 1):
        world.tick(which)
        world.deliver(which)


def report(world: World, principal: str = "umea") -> int:
    """Somebody in LSG reports absence from the next meeting; who."""
    person = world.roster.holders(world.today, "lsg", "ordinary", principal)[0]
    world.hand(person).command("/samverkan frånvaro")
    assert screen.form_open(world, person)
    assert screen.send_form(world, person)
    return person


def ask_au(world: World) -> None:
    """A question that AU has not answered."""
    person = world.roster.holders(world.today, "lsg", "ordinary", "mala")[0]
    world.hand(person).command("/samverkan fråga")
    assert screen.send_form(world, person, title="Trygg utskrivning", reach="several")


def acts(world: World, act: str) -> Counter[str]:
    """How often the journal tells that, by subject."""
    return Counter(one[0] for one in world.rows("SELECT subject FROM journal WHERE act = :act", act=act))


def nobody_was_called_twice(world: World) -> None:
    calls = Counter((seat.id, one.person) for seat in rows.seats(world).values() for one in seat.calls)
    assert calls
    assert set(calls.values()) == {1}


@pytest.mark.parametrize("which", sorted(NIGHTS))
def test_through_the_night_each_thing_is_done_once(which: str, opened: Open) -> None:
    """From evening to noon, every half hour, by both replicas; nobody answers."""
    world = opened(which)
    go(world, NIGHTS[which])
    report(world)
    both(world)
    days = set()
    for _ in range(36):
        world.move(timedelta(minutes=30))
        days.add(world.today)
        both(world)

    checks.always(world)
    nobody_was_called_twice(world)
    daily = Counter(one[0] for one in world.rows("SELECT key FROM letter WHERE key LIKE '%day:%'"))
    assert set(daily.values()) == {1}
    assert {one.rsplit("day:")[1] for one in daily} >= {day.isoformat() for day in days}
    settle(world)
    checks.at_rest(world)


@pytest.mark.parametrize("first", [-1, 1])
def test_a_clock_that_is_an_hour_off_calls_nobody_twice(first: int, opened: Open) -> None:
    world = opened("winter")
    go(world, "2026-02-22 10:00")
    report(world)
    ask_au(world)
    for number in range(14):
        world.move(timedelta(hours=first if number % 2 else -first, minutes=40))
        both(world)
        checks.always(world)

    nobody_was_called_twice(world)
    settle(world)
    checks.at_rest(world)


def test_after_three_days_switched_off_what_was_due_is_done_once_and_late_is_marked_late(opened: Open) -> None:
    world = opened("winter")
    go(world, "2026-02-07 10:00")
    ask_au(world)
    go(world, "2026-02-20 10:00")
    report(world)
    both(world)
    (seat,) = rows.seats(world).values()
    asked = [one.person for one in seat.calls]
    assert [one.state for one in seat.calls] == ["asked"]

    world.move(timedelta(days=3))  # nothing runs
    world.kill(0)
    world.kill(1)
    world.revive()
    both(world)
    both(world)

    (seat,) = rows.seats(world).values()
    assert [one.state for one in seat.calls][:1] == ["silent"]
    assert len(seat.calls) > len(asked)
    assert acts(world, "substitute.silent") == Counter({f"absence:{seat.id}": 1})
    assert set(acts(world, "question.late").values()) == {1}
    nobody_was_called_twice(world)
    late = [one for one in rows.letters(world) if one.kind == "Escalation"]
    assert sorted(one.fields["person_id"] for one in late) == world.roster.coordinators(world.today)
    settle(world)
    checks.at_rest(world)
