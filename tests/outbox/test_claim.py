"""Claiming and settling letters: order, leases, fences; on both databases (reliability: the outbox, F8)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from bot.outbox import retry
from bot.outbox.letters.base import Letter
from bot.outbox.letters.bodies import ChannelMembers, MakeChannel
from bot.outbox.letters.people import Home
from bot.outbox.post import row
from bot.usecases.acting import Acting
from models.store import outbox, outbox_claim
from models.store.outbox import Claimed


def put(acting: Acting, *letters: Letter, cause: str = "1", not_before: datetime | None = None) -> None:
    now = acting.clock.now()
    with acting.database.write() as session:
        outbox.put(session, [row(one, cause=cause, now=now, not_before=not_before) for one in letters])


def claim(acting: Acting, limit: int = 10) -> list[Claimed]:
    with acting.database.write() as session:
        return outbox_claim.claim(session, acting.clock.now(), routes=("slack",), limit=limit, lease=retry.LEASE)


def settle(acting: Acting, claimed: Claimed, state: str, **values: object) -> bool:
    with acting.database.write() as session:
        return outbox.settle(session, claimed, state, acting.clock.now(), **values)


def test_the_same_letter_for_the_same_cause_is_one(empty: Acting) -> None:
    put(empty, Home(1))
    put(empty, Home(1))

    assert len(claim(empty)) == 1


def test_the_same_letter_for_another_cause_is_another(empty: Acting) -> None:
    put(empty, Home(1), cause="1")
    put(empty, Home(2), cause="2")

    assert len(claim(empty)) == 2


def test_a_claimed_letter_is_not_claimed_again_before_its_lease_is_over(empty: Acting, clock) -> None:  # type: ignore[no-untyped-def]
    put(empty, Home(1))
    (first,) = claim(empty)
    assert claim(empty) == []

    clock.forward(seconds=retry.LEASE.total_seconds())
    (second,) = claim(empty)
    assert (second.id, second.attempts) == (first.id, 2)


def test_who_lost_the_lease_can_not_settle(empty: Acting, clock) -> None:  # type: ignore[no-untyped-def]
    put(empty, Home(1))
    (zombie,) = claim(empty)
    clock.forward(seconds=retry.LEASE.total_seconds())
    (owner,) = claim(empty)

    assert not settle(empty, zombie, "sent")
    assert settle(empty, owner, "sent")
    assert not settle(empty, owner, "sent")


def test_who_lost_the_lease_may_not_begin_to_send(empty: Acting, clock) -> None:  # type: ignore[no-untyped-def]
    put(empty, Home(1))
    (zombie,) = claim(empty)
    clock.forward(seconds=retry.LEASE.total_seconds())

    with empty.database.write() as session:
        assert not outbox.begin_attempt(session, zombie, clock.moment)


def test_an_attempt_that_began_is_ambiguous_ever_after(empty: Acting, clock) -> None:  # type: ignore[no-untyped-def]
    put(empty, Home(1))
    (first,) = claim(empty)
    with empty.database.write() as session:
        assert outbox.begin_attempt(session, first, clock.moment)
    clock.forward(seconds=retry.LEASE.total_seconds())

    (second,) = claim(empty)
    assert (first.ambiguous, second.ambiguous) == (False, True)


def test_letters_of_one_matter_leave_in_order_and_others_do_not_wait(empty: Acting) -> None:
    put(empty, MakeChannel("lsg", "channel"))
    put(empty, ChannelMembers("lsg", "channel"), Home(7))

    first = claim(empty)
    assert {one.kind for one in first} == {"MakeChannel", "Home"}

    settle(empty, next(one for one in first if one.kind == "MakeChannel"), "sent")
    assert [one.kind for one in claim(empty)] == ["ChannelMembers"]


def test_a_given_up_letter_does_not_hold_its_matter_back(empty: Acting) -> None:
    put(empty, MakeChannel("lsg", "channel"))
    put(empty, ChannelMembers("lsg", "channel"))
    (poison,) = claim(empty)
    settle(empty, poison, "dead", reason="no")

    assert [one.kind for one in claim(empty)] == ["ChannelMembers"]


def test_a_given_up_letter_can_be_tried_again_once(empty: Acting) -> None:
    put(empty, Home(1))
    (one,) = claim(empty)
    settle(empty, one, "dead", reason="no")

    with empty.database.write() as session:
        assert outbox.revive(session, one.id, empty.clock.now())
        assert not outbox.revive(session, one.id, empty.clock.now())
    (again,) = claim(empty)
    assert (again.id, again.attempts) == (one.id, 1)


def test_a_later_letter_for_a_card_makes_the_earlier_needless(empty: Acting) -> None:
    put(empty, Home(1), cause="1")
    (first,) = claim(empty, limit=1)
    put(empty, Home(1), cause="2")

    with empty.database.read() as session:
        assert outbox.superseded(session, first)


def test_a_letter_waits_for_its_time(empty: Acting, clock) -> None:  # type: ignore[no-untyped-def]
    put(empty, Home(1), not_before=clock.moment + timedelta(hours=1))
    assert claim(empty) == []

    clock.forward(hours=1)
    assert len(claim(empty)) == 1


def test_two_workers_at_the_same_instant_share_the_letters(empty: Acting) -> None:
    put(empty, *(Home(number) for number in range(40)))

    with ThreadPoolExecutor(8) as workers:
        taken = [one.id for batch in workers.map(lambda _: claim(empty, limit=5), range(12)) for one in batch]
    assert len(taken) == len(set(taken))
    assert len(taken) + len(claim(empty, limit=100)) == 40
