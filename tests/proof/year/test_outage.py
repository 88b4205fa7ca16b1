"""T8: Slack or Graph is away for two hours, throttles, answers 5xx, loses answers, or is half open. Nothing is lost, nothing doubled,
Retry-After is kept, the order stays, what is given up is before the coordinators' eyes and is sent again by one command."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.usecases import meetings, outbox
from tests.proof.year import checks, outside, rows, screen
from tests.proof.year.acts import pressed
from tests.proof.year.machine import settle
from tests.proof.year.nature import ALWAYS
from tests.proof.year.test_time import ask_au, both, report
from tests.proof.year.world import World

Open = Callable[[str], World]
WRITES = r"/api/(chat|conversations)\."  # windows can be opened, so that people can go on
HOW = (
    ("slack", "503"), ("slack", "429"), ("slack", "drop_before"), ("slack", "drop_after"), ("slack", "timeout_after"),
    ("graph", "503"), ("graph", "429"), ("graph", "drop_after"), ("graph", "timeout_before"),
)  # fmt: skip


def press(world: World, person: int, action: str) -> None:
    """The newest button of that name that the person sees."""
    pressed(world, person, screen.buttons(world, person, (action,))[-1])


def life_goes_on(world: World) -> None:
    """A question is raised and answered, an absence reported, a meeting moved."""
    day = world.today
    chair, boss = world.roster.holders(day, "lsg", "chair")[0], world.roster.coordinators(day)[0]
    press(world, chair, "question_approve")
    report(world, "bjurholm")
    first = min(rows.meetings(world).values(), key=lambda one: one.starts)
    world.act(
        meetings.move,
        boss,
        first.id,
        first.version,
        (first.day + timedelta(days=1)).isoformat(),
        "10:00",
        "12:00",
        "Umeå",
    )


def down(world: World, service: str, kind: str) -> None:
    """From now on."""
    after = outside.WAIT.total_seconds() if kind == "429" else None
    delay = 0.05 if kind.startswith("timeout") else None
    world.hands.fault(
        service, WRITES if service == "slack" else ".*", kind, times=ALWAYS, retry_after=after, delay=delay
    )


@pytest.mark.parametrize(("service", "kind_of_fault"), HOW)
def test_two_hours_away_and_all_arrives_once(service: str, kind_of_fault: str, opened: Open) -> None:
    world = opened("winter")
    ask_au(world)
    both(world)
    down(world, service, kind_of_fault)
    life_goes_on(world)
    for minutes in (2, 3, 5, 10, 20, 30, 50):
        world.move(timedelta(minutes=minutes))
        both(world)

    world.hands.clear_faults()
    settle(world)

    checks.at_rest(world)
    assert [one for one in rows.letters(world) if one.state == "dead"] == []
    assert all(seat.calls for seat in rows.seats(world).values() if seat.state == "calling")


@pytest.mark.parametrize("service", ["slack", "graph"])
def test_what_is_given_up_is_told_and_sent_again_by_one_command(service: str, opened: Open) -> None:
    world = opened("winter")
    ask_au(world)
    both(world)
    down(world, service, "503")
    life_goes_on(world)
    for _ in range(14):
        world.move(timedelta(hours=2))
        both(world)
    given_up = [one.id for one in rows.letters(world) if one.state == "dead"]
    assert given_up

    world.hands.clear_faults()
    world.move(timedelta(minutes=5))
    both(world)
    bosses = world.roster.coordinators(world.today)
    told = {one.fields["person_id"] for one in rows.letters(world) if one.kind == "Stuck" and one.state == "sent"}
    if service == "graph":  # Slack was there all the time to tell it in
        assert told >= set(bosses)

    assert world.act(outbox.retry, bosses[0])
    settle(world)

    assert not {one.id for one in rows.letters(world) if one.state == "dead"} & set(given_up)
    checks.at_rest(world)
