"""The agenda as tables of cases: kinds, order, minutes, who leads, when it is set and sent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from models.rules.agenda import (
    ItemKind,
    ItemState,
    Room,
    better,
    call,
    first_kind,
    fix,
    kind,
    kinds,
    may_lead,
    minutes,
    needs_preparation,
    open_for_changes,
    reopen,
    room,
    settle,
    stepped,
)
from models.rules.meetings import MeetingState
from models.rules.refusals import Refusal
from models.rules.roster import Role
from models.rules.standing import Post, Standing

NOW = datetime(2026, 3, 12, 8, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
PLANNED, CANCELLED = MeetingState.PLANNED, MeetingState.CANCELLED


def test_an_unprepared_matter_is_only_information_or_dialogue() -> None:
    """S-07."""
    assert kinds(unprepared=True) == (ItemKind.INFORMATION, ItemKind.DIALOGUE)
    assert kinds(unprepared=False) == tuple(ItemKind)


@pytest.mark.parametrize(
    ("wanted", "unprepared", "outcome"),
    [
        ("recommendation", False, ItemKind.RECOMMENDATION),
        ("dialogue", True, ItemKind.DIALOGUE),
        ("recommendation", True, Refusal.NOT_PREPARED),
        ("position", True, Refusal.NOT_PREPARED),
        ("beslut", False, Refusal.NOT_FOUND),
    ],
)
def test_the_kind_that_is_chosen(wanted: str, unprepared: bool, outcome: object) -> None:
    """S-07; and no kind is a decision, for those are taken in the line (R-A06)."""
    assert kind(wanted, unprepared=unprepared) is outcome


@pytest.mark.parametrize(
    ("wanted", "unprepared", "outcome"),
    [
        ("position", False, ItemKind.POSITION),
        ("position", True, ItemKind.DIALOGUE),
        ("information", True, ItemKind.INFORMATION),
        (None, False, ItemKind.DIALOGUE),
        ("whatever", False, ItemKind.DIALOGUE),
    ],
)
def test_the_kind_a_question_begins_with(wanted: str | None, unprepared: bool, outcome: ItemKind) -> None:
    assert first_kind(wanted, unprepared=unprepared) is outcome


@pytest.mark.parametrize(
    ("body", "prepared", "outcome"),
    [("samrad", False, True), ("samrad", True, False), ("lsg", False, False)],
)
def test_matters_to_a_body_that_others_prepare_for_need_it(body: str, prepared: bool, outcome: bool) -> None:
    """R-C07."""
    assert needs_preparation(body, ["", "samrad"], prepared=prepared) is outcome


@pytest.mark.parametrize(
    ("item", "step", "order"),
    [
        (2, -1, (2, 1, 3)),
        (2, 1, (1, 3, 2)),
        (1, -1, (1, 2, 3)),
        (3, 1, (1, 2, 3)),
        (9, 1, (1, 2, 3)),
    ],
)
def test_a_point_moves_one_step_and_stops_at_the_end(item: int, step: int, order: tuple[int, ...]) -> None:
    assert stepped((1, 2, 3), item, step) == order


def test_the_minutes_against_the_meetings_length() -> None:
    assert room([45, 50], NOW, NOW + timedelta(hours=3)) == Room(95, 180)
    assert (Room(95, 180).left, Room(95, 180).over) == (85, False)
    assert (Room(180, 180).over, Room(200, 180).left, Room(200, 180).over) == (False, -20, True)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (" 20 ", 20),
        ("1", 1),
        ("480", 480),
        ("481", Refusal.MINUTES_WRONG),
        ("0", Refusal.MINUTES_WRONG),
        ("-5", Refusal.MINUTES_WRONG),
        ("20 min", Refusal.MINUTES_WRONG),
        ("²", Refusal.MINUTES_WRONG),
        ("٣", Refusal.MINUTES_WRONG),
        ("9" * 5000, Refusal.MINUTES_WRONG),
        ("", Refusal.MINUTES_WRONG),
    ],
)
def test_minutes_as_they_are_written(text: str, outcome: object) -> None:
    assert minutes(text) == outcome


@pytest.mark.parametrize(
    ("role", "body", "away", "leads"),
    [
        (Role.COORDINATOR, None, False, True),
        (Role.CHAIR, "lsg", False, True),
        (Role.VICE_CHAIR, "lsg", False, False),
        (Role.VICE_CHAIR, "lsg", True, True),
        (Role.CHAIR, "samrad", True, False),
        (Role.ORDINARY, "lsg", True, False),
    ],
)
def test_who_leads_the_agenda(role: Role, body: str | None, away: bool, leads: bool) -> None:
    """S-12: the vice chair while the chair is away."""
    assert may_lead(Standing(1, frozenset({Post(role, body)})), "lsg", chair_away=away) is leads


@pytest.mark.parametrize(
    ("state", "ends", "outcome"),
    [
        (PLANNED, LATER, None),
        (PLANNED, NOW, Refusal.MEETING_PAST),
        (CANCELLED, LATER, Refusal.MEETING_CANCELLED),
    ],
)
def test_until_when_points_are_put_in_order(state: MeetingState, ends: datetime, outcome: object) -> None:
    assert open_for_changes(state, ends, NOW) is outcome


@pytest.mark.parametrize(
    ("state", "starts", "item", "outcome"),
    [
        (PLANNED, NOW, ItemState.PLANNED, None),
        (PLANNED, LATER, ItemState.PLANNED, Refusal.MEETING_NOT_BEGUN),
        (PLANNED, NOW, ItemState.TREATED, Refusal.ITEM_SETTLED),
        (CANCELLED, NOW, ItemState.PLANNED, Refusal.MEETING_CANCELLED),
    ],
)
def test_when_a_point_is_treated(state: MeetingState, starts: datetime, item: ItemState, outcome: object) -> None:
    assert settle(state, starts, NOW, item) is outcome


@pytest.mark.parametrize(
    ("points", "is_set", "outcome"),
    [(1, False, None), (0, False, Refusal.AGENDA_EMPTY), (1, True, Refusal.AGENDA_ALREADY_SET)],
)
def test_when_the_agenda_is_set(points: int, is_set: bool, outcome: object) -> None:
    assert fix(points, is_set=is_set) is outcome


@pytest.mark.parametrize(
    ("is_set", "sent", "opened", "called"),
    [
        (True, False, None, None),
        (False, False, Refusal.AGENDA_NOT_SET, Refusal.AGENDA_NOT_SET),
        (True, True, Refusal.NOTICE_ALREADY_SENT, Refusal.NOTICE_ALREADY_SENT),
    ],
)
def test_when_it_is_opened_again_and_when_the_notice_goes_out(
    is_set: bool, sent: bool, opened: object, called: object
) -> None:
    assert reopen(is_set=is_set, notice_sent=sent) is opened
    assert call(is_set=is_set, notice_sent=sent) is called


@pytest.mark.parametrize(
    ("current", "candidate", "outcome"),
    [(LATER, NOW, True), (NOW, LATER, False), (NOW, NOW, False), (None, NOW, True), (NOW, None, False)],
)
def test_a_question_only_goes_to_an_earlier_meeting(
    current: datetime | None, candidate: datetime | None, outcome: bool
) -> None:
    assert better(current, candidate) is outcome
