"""A press of a button, held against the ledger: what it leads to is said before, and looked for after."""

from __future__ import annotations

from typing import Any

from tests.proof.year import ledger, rows, screen
from tests.proof.year.ledger import Case, Seat
from tests.proof.year.screen import Button
from tests.proof.year.world import World

PREPARED_ELSEWHERE = ("samrad",)  # R-C07: LSG prepares what Samråd takes up


def pressed(world: World, person: int, button: Button, *, twice: bool = False) -> None:
    """Press it, and see that it did what it should, or nothing."""
    if button.action == "reminder_later":  # what waits stays as it is
        screen.press(world, person, button, twice=twice)
        return
    number = int(button.value.split(":")[-2 if button.value.count(":") > 1 else 0]) if _digits(button.value) else 0
    if button.action.startswith("question_"):
        before = rows.cases(world).get(number)
        expected = _expected_case(world, person, button, before) if before is not None else None
        told = screen.press(world, person, button, twice=twice)
        if before is not None and expected is not None:
            found = rows.cases(world)[number]
            _held(told, before.seen, expected.seen, found.seen, button)
    elif button.action in ("absence_accept", "absence_decline", "absence_withdraw"):
        seat = _seat_of(world, button, number)
        wanted = _expected_seat(world, person, button, seat, number) if seat is not None else None
        told = screen.press(world, person, button, twice=twice)
        if seat is not None and wanted is not None:
            _held(told, _seen(seat, button, number), wanted, _seen(rows.seats(world)[seat.id], button, number), button)
    else:
        screen.press(world, person, button, twice=twice)


def _digits(value: str) -> bool:
    return any(part.isdigit() for part in value.split(":"))


def _held(told: bool, before: Any, expected: Any, found: Any, button: Button) -> None:
    """Slack was told that it is done: then it is. Was it not told, it is done or not, and nothing between."""
    allowed = (expected,) if told else (before, expected)
    assert found in allowed, f"{button.action} {button.value}: {found}, not {allowed}"


def _expected_case(world: World, person: int, button: Button, case: Case) -> Case | None:
    """What a button about a question leads to; None for one that the ledger has no opinion on."""
    office = world.roster.office(world.today, person, case.body)
    parts = button.value.split(":")
    action = button.action.removeprefix("question_")
    if action == "au_more":
        action, parts = parts[0], parts[1:]
    round_seen = int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else case.round
    if action in ledger.LEADS_TO or action in ("approve", "prepare"):
        prepared = bool(world.rows("SELECT prepared FROM question WHERE id = :id", id=case.id)[0][0])
        unprepared = case.body in PREPARED_ELSEWHERE and not prepared
        return ledger.answered(case, person, office, round_seen, action, unprepared=unprepared)
    if action == "take_back":
        return ledger.taken_back(case, person, office)
    if action == "reopen":
        boss = person in world.roster.coordinators(world.today)
        return ledger.reopened(case, coordinator=boss, round_seen=round_seen)
    if action == "complete":
        return ledger.completed(case, person, round_seen)
    if action == "withdraw":
        return ledger.withdrawn(case, person)
    if action == "cosign":
        own = world.roster.holders(world.today, case.body, "ordinary", case.principal)
        return ledger.cosigned(case, representative=person in own)
    return None


def _seat_of(world: World, button: Button, number: int) -> Seat | None:
    all_seats = rows.seats(world)
    if button.action == "absence_withdraw":
        return all_seats.get(number)
    return next((one for one in all_seats.values() if number in {call.id for call in one.calls}), None)


def _seen(seat: Seat, button: Button, number: int) -> Any:
    """What is compared: the seat and who has it after a yes; that call after a no; the way back after "I can come"."""
    if button.action == "absence_accept":
        return seat.state, seat.cover, seat.call(number).state
    if button.action == "absence_decline":
        return seat.call(number).state
    return seat.state, seat.wants_back


def _expected_seat(world: World, person: int, button: Button, seat: Seat, number: int) -> Any:
    meeting = rows.meetings(world)[seat.meeting]
    if button.action == "absence_decline":
        return ledger.said_no(seat, number, person) or seat.call(number).state
    if button.action == "absence_withdraw":
        return ledger.back(seat, person, coordinator=person in world.roster.coordinators(world.today))
    order = world.roster.substitutes(meeting.day, seat.body, seat.principal)
    taken = rows.busy(world, rows.seats(world), meeting)
    return _seen(ledger.said_yes(seat, number, person, substitutes=order, busy=taken), button, number)
