"""A letter that always raises, hangs or is slow: it ends given up, coordinators are told, and nobody waits for it (T15)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from threading import Event
from time import monotonic

import pytest
from sqlalchemy import event
from sqlmodel import select

from bot.outbox import retry
from bot.outbox.deliver import Delivery
from bot.outbox.letters.absences import Call
from bot.outbox.letters.base import Letter
from bot.outbox.letters.people import Home
from bot.usecases.acting import Acting
from models.tables.outbox import OutboxLetter
from tests.conftest import Furnished
from tests.outbox.senders import Obedient
from tests.outbox.test_claim import put

POISON = Home(13)


def is_poison(letter: Letter) -> bool:
    return (isinstance(letter, Home) and letter.person_id >= 1_000) or letter == POISON


@asynccontextmanager
async def running(delivery: Delivery) -> AsyncIterator[None]:
    """The delivery at work, until the block ends."""
    work = asyncio.create_task(delivery.run())
    try:
        yield
    finally:
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)


async def until(look: Callable[[], bool], seconds: float = 20) -> float:
    """How long it took until it was so."""
    began = monotonic()
    while not look():
        assert monotonic() - began < seconds
        await asyncio.sleep(0.01)
    return monotonic() - began


@pytest.mark.parametrize("way", ["raises", "hangs"])
async def test_poison_is_given_up_after_its_attempts_and_the_coordinators_are_told(county: Furnished, way: str) -> None:
    sender = Obedient(**{way: is_poison})
    delivery = Delivery(county.database, county.clock.clock, {"slack": sender}, longest=0.05)
    put(county.acting, POISON, Home(1))
    for _ in range(retry.MOST_ATTEMPTS + 3):
        await delivery.once("slack")
        county.clock.forward(hours=2)

    with county.session() as session:
        rows = {(one.kind, one.payload): one for one in session.scalars(select(OutboxLetter))}
        poison = next(one for one in rows.values() if '"person_id": 13}' in one.payload and one.kind == "Home")
        told = [one for one in rows.values() if one.kind == "Stuck"]
    assert sender.tried.count(POISON) == poison.attempts == retry.MOST_ATTEMPTS
    assert poison.state == "dead"
    assert [one.state for one in told] == ["sent", "sent"]
    assert Home(1) in sender.sent


async def test_nobody_waits_for_one_that_hangs(empty: Acting) -> None:
    sender = Obedient(hangs=is_poison)
    put(empty, POISON, *(Home(number) for number in range(100, 140)))
    async with running(Delivery(empty.database, empty.clock, {"slack": sender}, patience=0.1)):
        took = await until(lambda: len(sender.sent) == 40)

    assert took < 5


async def test_as_many_as_there_are_places_hang_and_the_others_go_on_within_five_seconds(empty: Acting) -> None:
    sender = Obedient(hangs=is_poison)
    put(empty, *(Home(number) for number in range(1_000, 1_010)))
    async with running(Delivery(empty.database, empty.clock, {"slack": sender}, patience=0.1)):
        await until(lambda: sender.at_once >= 8)
        put(empty, *(Home(number) for number in range(100, 120)))
        took = await until(lambda: len(sender.sent) == 20)

    assert took < 5


async def test_an_urgent_letter_has_a_place_though_all_others_are_taken(empty: Acting) -> None:
    sender = Obedient(hangs=is_poison)
    delivery = Delivery(empty.database, empty.clock, {"slack": sender}, patience=0.1)
    put(empty, *(Home(number) for number in range(1_000, 1_030)))
    async with running(delivery):
        await until(lambda: sender.at_once == 8)
        put(empty, Call(7))
        delivery.wake()
        took = await until(lambda: Call(7) in sender.sent)

    assert took < 1
    assert sender.most_at_once == 9


@pytest.fixture
def slow_disk(empty: Acting) -> list[float]:
    """Each commit takes a while; when each was made."""
    commits: list[float] = []

    def slowly(_connection: object) -> None:
        Event().wait(0.03)
        commits.append(monotonic())

    event.listen(empty.database.engine, "commit", slowly)
    return commits


async def test_on_a_slow_disk_what_letters_that_wait_together_note_is_committed_together(
    empty: Acting, slow_disk: list[float]
) -> None:
    sender = Obedient()
    put(empty, *(Home(number) for number in range(64)))
    slow_disk.clear()
    async with running(Delivery(empty.database, empty.clock, {"slack": sender})):
        await until(lambda: len(sender.sent) == 64)

    assert len(slow_disk) < 64  # each of them is claimed, begun and settled


async def test_on_a_slow_disk_an_urgent_letter_does_not_wait_for_what_all_the_others_note(
    empty: Acting, slow_disk: list[float]
) -> None:
    sender = Obedient()
    delivery = Delivery(empty.database, empty.clock, {"slack": sender})
    put(empty, *(Home(number) for number in range(400)))
    async with running(delivery):
        await until(lambda: len(sender.sent) > 16)
        put(empty, Call(7))
        written = monotonic()
        delivery.wake()
        await until(lambda: Call(7) in sender.sent)

    between = [at for at in slow_disk if written < at < sender.sent[Call(7)]]
    assert len(between) <= 8


async def test_letters_leave_at_once_after_a_commit(empty: Acting) -> None:
    sender = Obedient()
    delivery = Delivery(empty.database, empty.clock, {"slack": sender})
    async with running(delivery):
        await until(lambda: "slack" in delivery.ran_at)
        put(empty, Home(1))
        delivery.wake()
        took = await until(lambda: Home(1) in sender.sent)

    assert took < 0.9  # not at the next look, a second later


async def test_two_replicas_share_the_letters_and_double_none(empty: Acting) -> None:
    senders = (Obedient(), Obedient())
    put(empty, *(Home(number) for number in range(60)))
    first, second = (Delivery(empty.database, empty.clock, {"slack": one}) for one in senders)
    async with running(first), running(second):
        await until(lambda: sum(len(one.sent) for one in senders) == 60)

    assert not set(senders[0].sent) & set(senders[1].sent)
    assert all(one.sent for one in senders)


async def test_who_stops_lets_what_is_under_way_arrive(empty: Acting) -> None:
    gate = asyncio.Event()

    class Slow(Obedient):
        async def send(self, envelope, begin):  # type: ignore[no-untyped-def]
            await gate.wait()
            return await super().send(envelope, begin)

    sender = Slow()
    put(empty, Home(1))
    idle = Obedient()
    work = asyncio.create_task(Delivery(empty.database, empty.clock, {"outlook": idle, "slack": sender}).run())
    await until(lambda: _leased(empty) == 1)
    work.cancel()
    await asyncio.wait({work}, timeout=0.3)  # the route that has nothing to do ends at once; the other is waited for
    gate.set()
    await asyncio.gather(work, return_exceptions=True)

    assert Home(1) in sender.sent
    assert _leased(empty) == 0


@pytest.mark.parametrize("ticks", range(5))
async def test_who_is_woken_and_told_to_stop_at_once_stops(empty: Acting, ticks: int) -> None:
    delivery = Delivery(empty.database, empty.clock, {"slack": Obedient()})
    work = asyncio.create_task(delivery.run(interval=60))
    await until(lambda: "slack" in delivery.ran_at)
    delivery.wake()
    for _ in range(ticks):
        await asyncio.sleep(0)
    work.cancel()
    done, _ = await asyncio.wait({work}, timeout=5)

    assert done == {work}
    assert work.cancelled()


def _leased(acting: Acting) -> int:
    with acting.database.read() as session:
        return len(session.scalars(select(OutboxLetter).where(OutboxLetter.state == "leased")).all())
