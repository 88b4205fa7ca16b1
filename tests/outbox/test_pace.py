"""How fast letters may leave, learnt from refusals: lines that nobody passes but what is urgent."""

from __future__ import annotations

from bot.outbox.pace import CALM, CROWDED, Pace

POST = "chat.postMessage"


def made() -> Pace:
    return Pace({POST: 5.0}, default=0.5, per_place={POST: 1.0})


def crowd(pace: Pace, place: str, now: float = 0.0) -> None:
    """So many messages to one channel that a refusal is about it."""
    for number in range(CROWDED):
        pace.went(f"before-{number}", POST, place, now)


def test_nothing_is_held_back_before_the_other_side_says_so() -> None:
    pace = made()

    assert [pace.wait(f"{n}", POST, "C1", 0.0) for n in range(100)] == [0.0] * 100


def test_after_a_refusal_a_channels_letters_stand_in_line_a_second_apart() -> None:
    pace = made()
    crowd(pace, "C1")
    first = pace.refused("a", POST, "C1", 0.0, after=3)
    waits = [round(pace.wait(who, POST, "C1", 0.0), 3) for who in "bcd"]

    assert first == 4.0  # the quiet, and a place left empty for what is urgent
    assert waits == [5.0, 6.0, 7.0]
    assert [pace.wait(who, POST, "C1", 5.0) for who in "ab"] == [0.0, 0.0]
    assert pace.wait("c", POST, "C1", 5.0) == 1.0


def test_other_channels_go_on() -> None:
    pace = made()
    crowd(pace, "C1")
    pace.refused("a", POST, "C1", 0.0, after=3)

    assert pace.wait("b", POST, "C2", 0.0) == 0.0


def test_a_refusal_where_little_was_sent_is_about_the_method() -> None:
    pace = made()
    pace.refused("a", POST, "C1", 0.0, after=3)

    assert round(pace.wait("b", POST, "C2", 0.0), 3) == 3.4
    assert pace.wait("c", "chat.update", "C2", 0.0) == 0.0


def test_what_is_urgent_passes_the_line_but_not_the_quiet() -> None:
    pace = made()
    crowd(pace, "C1")
    pace.refused("a", POST, "C1", 0.0, after=3)
    for number in range(50):
        pace.wait(f"line-{number}", POST, "C1", 0.0)

    assert pace.wait("call", POST, "C1", 1.0, urgent=True) == 2.0
    assert pace.wait("call", POST, "C1", 3.1, urgent=True) == 0.0


def test_the_line_makes_room_for_the_urgent_one_that_passed() -> None:
    pace = made()
    crowd(pace, "C1")
    pace.refused("a", POST, "C1", 0.0, after=3)
    pace.wait("b", POST, "C1", 0.0)
    pace.went("call", POST, "C1", 3.0)

    assert pace.wait("b", POST, "C1", 5.0) == 1.0


def test_another_refusal_moves_the_whole_line_and_nobody_passes_anybody() -> None:
    pace = made()
    crowd(pace, "C1")
    pace.refused("a", POST, "C1", 0.0, after=1)
    for who in "bcd":
        pace.wait(who, POST, "C1", 0.0)
    pace.refused("a", POST, "C1", 2.0, after=10)
    waits = [pace.wait(who, POST, "C1", 2.0) for who in "abcd"]

    assert min(waits) >= 10.0  # Retry-After is never undercut
    assert waits == sorted(waits)
    assert len(set(waits)) == 4


def test_a_line_that_nobody_has_stood_in_is_forgotten() -> None:
    pace = made()
    crowd(pace, "C1")
    pace.refused("a", POST, "C1", 0.0, after=1)
    pace.went("a", POST, "C1", 2.0)

    assert pace.held(2.0) == 1
    assert pace.wait("b", POST, "C1", 2.0 + CALM + 2) == 0.0
    assert pace.held(2.0 + CALM + 2) == 0


def test_patience_that_was_not_used_is_not_kept() -> None:
    pace = made()
    crowd(pace, "C1")
    pace.refused("a", POST, "C1", 0.0, after=1)
    pace.wait("a", POST, "C1", 20.0)
    pace.went("a", POST, "C1", 20.0)
    waits = [round(pace.wait(who, POST, "C1", 20.0)) for who in "bcd"]

    assert waits == sorted(set(waits))
    assert waits[-1] >= 2


def test_a_clock_that_was_set_back_holds_nobody() -> None:
    pace = made()
    pace.refused("a", POST, "C1", 3600.0, after=30)

    assert pace.wait("b", POST, "C1", 0.0) == 0.0


def test_what_was_on_its_way_when_the_first_was_refused_does_not_slow_the_line() -> None:
    pace = made()
    for number in range(8):
        pace.refused(f"{number}", POST, f"C{number}", 0.0, after=1)
    waits = [pace.wait(f"{number}", POST, f"C{number}", 0.0) for number in range(8)]

    assert [round(one, 3) for one in waits] == [1.2, 1.4, 1.6, 1.8, 2.0, 2.2, 2.4, 2.6]
