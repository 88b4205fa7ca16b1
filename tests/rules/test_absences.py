"""Which substitute is asked, and until when (S-13); who may answer what. Tables of cases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from models.rules import absences as rules
from models.rules.absences import Ask, Called, CallState, NobodyLeft, Nothing, Place, Return, Wait, Yes
from models.rules.refusals import Refusal
from models.rules.seating import AbsenceState, Away, SeatAtMeeting, SeatKind
from models.rules.workdays import RedDays

STOCKHOLM = ZoneInfo("Europe/Stockholm")
RED = RedDays(holidays=frozenset({date(2026, 4, 6), date(2026, 4, 3)}), eves=frozenset({date(2026, 6, 19)}))


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


DEADLINES = [
    # more than two weeks: three days, when people are at work
    ("2026-02-02 09:00", "2026-03-12 09:00", "2026-02-05 09:00"),
    ("2026-02-02 06:30", "2026-03-12 09:00", "2026-02-05 09:00"),
    ("2026-02-02 17:30", "2026-03-12 09:00", "2026-02-06 09:00"),
    ("2026-02-05 10:00", "2026-03-12 09:00", "2026-02-09 09:00"),
    ("2026-04-01 10:00", "2026-05-07 09:00", "2026-04-07 09:00"),
    ("2026-06-16 10:00", "2026-09-01 09:00", "2026-06-22 09:00"),
    # one to two weeks: two days
    ("2026-03-02 10:00", "2026-03-12 09:00", "2026-03-04 10:00"),
    ("2026-03-01 23:10", "2026-03-12 09:00", "2026-03-04 09:00"),
    # three to seven days: a day
    ("2026-03-06 15:00", "2026-03-12 09:00", "2026-03-07 15:00"),
    ("2026-03-06 02:00", "2026-03-12 09:00", "2026-03-07 09:00"),
    ("2026-03-06 07:00", "2026-03-12 09:00", "2026-03-07 07:00"),
    ("2026-03-06 22:00", "2026-03-12 09:00", "2026-03-08 09:00"),
    # one to three days: four hours, never at night
    ("2026-03-10 10:00", "2026-03-12 09:00", "2026-03-10 14:00"),
    ("2026-03-10 17:59", "2026-03-12 09:00", "2026-03-10 21:59"),
    ("2026-03-10 18:00", "2026-03-12 09:00", "2026-03-11 09:00"),
    ("2026-03-10 23:30", "2026-03-12 09:00", "2026-03-11 09:00"),
    # within a day: an hour, then half an hour, at night too
    ("2026-03-11 10:00", "2026-03-12 09:00", "2026-03-11 11:00"),
    ("2026-03-11 22:30", "2026-03-12 09:00", "2026-03-11 23:30"),
    ("2026-03-12 01:00", "2026-03-12 09:00", "2026-03-12 02:00"),
    ("2026-03-12 02:00", "2026-03-12 09:00", "2026-03-12 02:30"),
    ("2026-03-12 07:00", "2026-03-12 09:00", "2026-03-12 07:30"),
    # the last two hours: ten minutes, or until it begins
    ("2026-03-12 07:01", "2026-03-12 09:00", "2026-03-12 07:11"),
    ("2026-03-12 08:55", "2026-03-12 09:00", "2026-03-12 09:00"),
    ("2026-03-12 09:05", "2026-03-12 09:00", "2026-03-12 09:15"),
    # the clock goes forward on the night to 29 March: four hours from 21.30 end at 02.30 that night, so at nine
    ("2026-03-28 21:30", "2026-03-30 09:00", "2026-03-29 09:00"),
    # a day across that night is 24 hours by the clock that counts, an hour later on the wall
    ("2026-03-28 12:00", "2026-04-02 09:00", "2026-03-29 13:00"),
    # the clock goes back on the night to 25 October: a day is an hour earlier on the wall
    ("2026-10-24 12:00", "2026-10-28 09:00", "2026-10-25 11:00"),
    ("2026-10-24 23:30", "2026-10-28 09:00", "2026-10-26 09:00"),
    ("2026-10-24 22:30", "2026-10-26 09:00", "2026-10-25 09:00"),
]


@pytest.mark.parametrize(("now", "start", "expected"), DEADLINES)
def test_the_time_to_answer_shrinks_as_the_meeting_nears(now: str, start: str, expected: str) -> None:
    assert rules.answer_by(local(now), local(start), RED) == local(expected).astimezone(UTC)


@pytest.mark.parametrize("hours", range(0, 24 * 40, 5))
def test_the_time_to_answer_is_never_at_night_nor_after_the_start(hours: int) -> None:
    start = local("2026-04-05 09:00")
    now = (start.astimezone(UTC) - timedelta(hours=hours, minutes=7)).astimezone(STOCKHOLM)

    until = rules.answer_by(now, start, RED)

    assert now.astimezone(UTC) < until <= start.astimezone(UTC)
    wall = until.astimezone(STOCKHOLM)
    assert hours < 24 or 7 <= wall.hour < 22


NOW, START = datetime(2026, 3, 2, 9, tzinfo=UTC), datetime(2026, 3, 12, 8, tzinfo=UTC)
SOON = START - timedelta(minutes=90)
ASKED, DECLINED, SILENT = CallState.ASKED, CallState.DECLINED, CallState.SILENT
DOWN, LOST = CallState.STOOD_DOWN, CallState.UNREACHABLE

STEPS = [
    ("the first in order", [1, 2], [], (), (), NOW, Ask((1,))),
    ("nobody on the list", [], [], (), (), NOW, NobodyLeft()),
    ("somebody thinks", [1, 2], [Called(1, ASKED)], (), (), NOW, Wait()),
    ("a no sends it on", [1, 2], [Called(1, DECLINED)], (), (), NOW, Ask((2,))),
    ("silence sends it on", [1, 2], [Called(1, SILENT)], (), (), NOW, Ask((2,))),
    ("all have said no", [1, 2], [Called(1, DECLINED), Called(2, SILENT)], (), (), NOW, NobodyLeft()),
    ("who serves is not asked", [1, 2], [], (1,), (), NOW, Ask((2,))),
    ("no account: passed over", [1, 2], [], (), (1,), NOW, Ask((2,), (1,))),
    ("nobody has an account", [1, 2], [], (), (1, 2), NOW, NobodyLeft((1, 2))),
    ("a no for another seat counts for the meeting", [1, 2], [Called(1, DECLINED, False)], (), (), NOW, Ask((2,))),
    ("silent about another seat", [1, 2], [Called(1, SILENT, False)], (), (), NOW, Ask((1,))),
    ("asked about another seat", [1, 2], [Called(1, ASKED, False)], (), (), NOW, Ask((2,))),
    ("the only one thinks about another seat", [1], [Called(1, ASKED, False)], (), (), NOW, Wait()),
    ("… but has said no", [1], [Called(1, ASKED, False), Called(1, DECLINED, False)], (), (), NOW, NobodyLeft()),
    ("… or was silent here", [1], [Called(1, ASKED, False), Called(1, SILENT)], (), (), NOW, NobodyLeft()),
    ("… or is busy", [1], [Called(1, ASKED, False)], (1,), (), NOW, NobodyLeft()),
    ("who was stood down may be asked again", [1], [Called(1, DOWN)], (), (), NOW, Ask((1,))),
    ("who has got an account since", [1], [Called(1, LOST)], (), (), NOW, Ask((1,))),
    ("the last two hours: everybody", [1, 2, 3], [], (), (), SOON, Ask((1, 2, 3))),
    ("… beside the one who thinks", [1, 2, 3], [Called(1, ASKED)], (), (3,), SOON, Ask((2,), (3,))),
    ("… when all have been asked", [1, 2], [Called(1, ASKED), Called(2, ASKED)], (), (), SOON, Wait()),
    ("two hours to the minute", [1, 2], [], (), (), START - timedelta(hours=2), Ask((1,))),
]  # fmt: skip


@pytest.mark.parametrize(
    ("case", "order", "calls", "busy", "lost", "now", "expected"), STEPS, ids=lambda v: str(v)[:40]
)
def test_who_is_asked_next(
    case: str,
    order: list[int],
    calls: list[Called],
    busy: tuple[int, ...],
    lost: tuple[int, ...],
    now: datetime,
    expected: object,
) -> None:
    """S-13, S-23: in order, within the principal; a committee's chair has nobody on the list."""
    assert rules.next_step(order, calls, busy=busy, without_slack=lost, now=now, start=START) == expected, case


SEATS = (
    SeatAtMeeting("umea", SeatKind.ORDINARY, 1),
    SeatAtMeeting("umea", SeatKind.ORDINARY, 2, Away(9, 2, AbsenceState.COVERED, covered_by=5)),
    SeatAtMeeting("mala", SeatKind.CHAIR_SEAT, 3, source="bbu"),
)


@pytest.mark.parametrize(
    ("person", "presents", "invited", "expected"),
    [
        (1, False, True, Place.SEAT),
        (1, True, True, Place.SEAT),
        (2, False, False, Place.SEAT),
        (3, False, True, Place.CHAIR_SEAT),
        (5, False, True, Place.COVER),
        (7, True, True, Place.PRESENTER),
        (7, False, True, Place.GUEST),
        (7, False, False, None),
    ],
)
def test_what_somebody_can_be_absent_from(person: int, presents: bool, invited: bool, expected: Place | None) -> None:
    assert rules.place_at(SEATS, person, presents, invited) is expected


@pytest.mark.parametrize(
    ("state", "ends", "expected"),
    [
        ("planned", START, None),
        ("cancelled", START, Refusal.MEETING_CANCELLED),
        ("planned", NOW, Refusal.MEETING_PAST),
    ],
)
def test_when_an_absence_can_be_reported(state: str, ends: datetime, expected: Refusal | None) -> None:
    assert rules.may_report(state, ends, NOW) is expected


END = START + timedelta(hours=3)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (None, None, None),
        (START, None, None),
        (START, END, None),
        (START - timedelta(hours=1), END + timedelta(hours=1), None),
        (START, START + timedelta(hours=1), (START, START + timedelta(hours=1))),
        (START - timedelta(hours=1), START + timedelta(hours=1), (START, START + timedelta(hours=1))),
        (START, START, Refusal.PART_BACKWARDS),
        (END, END + timedelta(hours=1), Refusal.PART_OUTSIDE),
        (START - timedelta(hours=1), START, Refusal.PART_OUTSIDE),
    ],
)
def test_a_part_of_the_meeting(first: datetime | None, last: datetime | None, expected: object) -> None:
    assert rules.part(START, END, first, last) == expected


CALLING, COVERED, UNFILLED = AbsenceState.CALLING, AbsenceState.COVERED, AbsenceState.UNFILLED
EMPTY, WITHDRAWN = AbsenceState.EMPTY, AbsenceState.WITHDRAWN


@pytest.mark.parametrize(
    ("call", "absence", "still", "covers", "busy", "expected"),
    [
        (ASKED, CALLING, True, False, False, Yes()),
        (SILENT, UNFILLED, True, False, False, Yes()),
        (DECLINED, CALLING, True, False, False, Yes()),
        (CallState.ACCEPTED, COVERED, True, True, False, Nothing()),
        (ASKED, COVERED, True, False, False, Refusal.ALREADY_COVERED),
        (DOWN, COVERED, True, False, False, Refusal.ALREADY_COVERED),
        (DOWN, CALLING, True, False, False, Refusal.CALL_OVER),
        (ASKED, EMPTY, True, False, False, Refusal.CALL_OVER),
        (ASKED, WITHDRAWN, True, False, False, Refusal.CALL_OVER),
        (ASKED, CALLING, False, False, False, Refusal.NOT_SUBSTITUTE),
        (ASKED, CALLING, True, False, True, Refusal.ALREADY_SERVING),
    ],
)
def test_a_yes(call: CallState, absence: AbsenceState, still: bool, covers: bool, busy: bool, expected: object) -> None:
    assert rules.accept_call(call, absence, still_substitute=still, covers=covers, busy=busy) == expected


@pytest.mark.parametrize(
    ("call", "absence", "covers", "expected"),
    [
        (ASKED, CALLING, False, Yes()),
        (SILENT, UNFILLED, False, Yes()),
        (DECLINED, CALLING, False, Nothing()),
        (CallState.ACCEPTED, COVERED, True, Yes()),
        (DOWN, COVERED, False, Refusal.ALREADY_COVERED),
        (DOWN, WITHDRAWN, False, Refusal.CALL_OVER),
        (DOWN, CALLING, False, Refusal.CALL_OVER),
        (ASKED, EMPTY, False, Refusal.CALL_OVER),
    ],
)
def test_a_no(call: CallState, absence: AbsenceState, covers: bool, expected: object) -> None:
    assert rules.decline_call(call, absence, covers=covers) == expected


@pytest.mark.parametrize(
    ("absence", "wants_back", "called", "expected"),
    [
        (CALLING, False, True, Return.AT_ONCE),
        (UNFILLED, False, True, Return.AT_ONCE),
        (EMPTY, False, True, Return.AT_ONCE),
        (COVERED, False, True, Return.ASK_COORDINATOR),
        (COVERED, True, True, Return.NOTHING),
        (COVERED, False, False, Return.AT_ONCE),
        (EMPTY, False, False, Return.AT_ONCE),
        (WITHDRAWN, False, True, Return.NOTHING),
    ],
)
def test_i_can_come_after_all(absence: AbsenceState, wants_back: bool, called: bool, expected: Return) -> None:
    assert rules.come_back(absence, wants_back=wants_back, called=called) is expected


@pytest.mark.parametrize(
    ("absence", "wants_back", "expected"),
    [
        (COVERED, True, None),
        (COVERED, False, Refusal.SEAT_SETTLED),
        (WITHDRAWN, True, Refusal.SEAT_SETTLED),
    ],
)
def test_a_coordinator_decides_once(absence: AbsenceState, wants_back: bool, expected: Refusal | None) -> None:
    assert rules.decide_return(absence, wants_back) is expected


@pytest.mark.parametrize(
    ("absence", "busy", "expected"),
    [
        (UNFILLED, False, None),
        (CALLING, False, None),
        (CALLING, True, Refusal.SERVES_ALREADY),
        (COVERED, False, Refusal.SEAT_SETTLED),
        (EMPTY, True, Refusal.SEAT_SETTLED),
    ],
)
def test_a_coordinator_fills_a_seat_by_hand(absence: AbsenceState, busy: bool, expected: Refusal | None) -> None:
    """S-15."""
    assert rules.fill_by_hand(absence, busy=busy) is expected
