"""The messages and forms about absences: within Slack's limits, the text says what the blocks say, buttons go when it is settled,
and what a form draws it reads back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from itertools import product
from typing import Any

import pytest

from bot.outbox.letters.absences import What
from bot.reads import absence_pictures as shapes
from bot.reads.absence_forms import AppointForm, ReportForm
from bot.reads.absences import CallCard, HomePart, Occasion, OpenSeat
from handlers.views import absence_cards as cards
from handlers.views import absence_seats as seats
from handlers.views import absences as views
from handlers.views.blocks import Message
from models.rules.absences import CallState, Place
from models.rules.refusals import Refused
from models.rules.seating import AbsenceState
from tests.clocks import STOCKHOLM

START = datetime(2026, 3, 12, 9, tzinfo=STOCKHOLM)
END = START.replace(hour=12)
LSG = Occasion(7, "Länssamverkansgruppen (LSG)", "LSG", START, END, "Storgatan 1 <Umeå> & Co")
OFF = replace(LSG, cancelled=True)
PAST = replace(LSG, past=True)
NASTY = "Eva <!channel> & Söner " + "x" * 180
PART = (START.replace(hour=10), END)
LONG = tuple(f"Punkt {number} <b> & {'y' * 130}" for number in range(12))

CALL = shapes.CallPicture(3, LSG, NASTY, PART, LONG, START, CallState.ASKED, AbsenceState.CALLING)
ABSENT = shapes.AbsentPicture(
    4, LSG, PART, AbsenceState.CALLING, Place.SEAT, "Umeå kommun", (NASTY, "Bo Ek"), NASTY, wants_back=False
)
SEAT = shapes.SeatPicture(
    5, LSG, NASTY, "Umeå kommun", "", PART, AbsenceState.UNFILLED, tuple((NASTY, state) for state in CallState), "Bo Ek"
)
BACK = shapes.BackPicture(6, LSG, NASTY, "Bo Ek", open=True)
LINE = shapes.LinePicture(LSG, NASTY, "Umeå kommun", "", AbsenceState.UNFILLED, "Bo Ek")

CALLS = [replace(CALL, state=state, seat=seat) for state, seat in product(CallState, AbsenceState)]
CALLS += [replace(CALL, occasion=OFF), replace(CALL, occasion=PAST), replace(CALL, agenda=(), part=None)]
CALLS += [
    replace(CALL, state=CallState.STOOD_DOWN, ended="moved"),
    replace(CALL, state=CallState.ACCEPTED, named_by=NASTY),
]
ABSENTS = [
    replace(ABSENT, state=state, place=place) for state, place in product(AbsenceState, (Place.SEAT, Place.GUEST))
]
ABSENTS += [replace(ABSENT, occasion=OFF), replace(ABSENT, ended="moved"), replace(ABSENT, reported_by=NASTY, asked=())]
ABSENTS += [replace(ABSENT, state=AbsenceState.COVERED, wants_back=True), replace(ABSENT, occasion=PAST)]
SEATS = [replace(SEAT, state=state, by=by, at=START if by else None) for state in AbsenceState for by in ("", "Bo Ek")]
SEATS += [replace(SEAT, occasion=OFF), replace(SEAT, source="Beredning barn och unga", asked=())]
BACKS = [replace(BACK, open=False, decided=one, by="Bo Ek", at=START) for one in ("ordinary", "substitute")]
BACKS += [BACK, replace(BACK, open=False), replace(BACK, occasion=OFF), replace(BACK, open=False, decided="ordinary")]
LINES = [
    replace(LINE, state=state, source=source) for state in AbsenceState for source in ("", "Beredning barn och unga")
]
COMES = [
    shapes.ComePicture(occasion, why, state)
    for occasion in (LSG, OFF, PAST)
    for why in ("moved", "moved_cover", "declined")
    for state in ("asked", "coming", "away")
]
TOLD = [shapes.ToldPicture(what, LSG, PART, NASTY, NASTY, "Umeå kommun", "LSG") for what in What]

MESSAGES: list[Message] = [
    *map(cards.call, CALLS), *map(cards.absent, ABSENTS), *map(seats.seat, SEATS), *map(seats.back, BACKS),
    *map(seats.au_line, LINES), *map(cards.come, COMES), *map(seats.told, TOLD),
    cards.papers(shapes.PapersPicture(LSG, LONG)), cards.papers(shapes.PapersPicture(LSG, ())),
]  # fmt: skip


def elements(message: Message) -> list[dict[str, Any]]:
    return [element for block in message.blocks for element in block.get("elements", []) if element["type"] == "button"]


@pytest.mark.parametrize("message", MESSAGES)
def test_every_message_keeps_the_limits_and_nobody_is_called_by_a_name(message: Message) -> None:
    given = message.arguments()

    assert given["text"].strip()
    assert "<!channel>" not in str(given)
    assert len(given["blocks"]) <= 50
    for block in given["blocks"]:
        if block["type"] == "section":
            assert 1 <= len(block["text"]["text"]) <= 3000
        if block["type"] == "context":
            assert all(1 <= len(one["text"]) <= 2000 for one in block["elements"])
    names = [one["action_id"] for one in elements(message)]
    assert len(names) == len(set(names))
    assert all(len(one["text"]["text"]) <= 75 for one in elements(message))
    assert len([one for one in elements(message) if one.get("style") == "primary"]) <= 1


@pytest.mark.parametrize("message", MESSAGES)
def test_the_text_says_what_the_blocks_say(message: Message) -> None:
    """For notifications and screen readers: each sentence stands in `text` too, unless it is cut for length."""
    said = message.arguments()["text"]
    for block in message.blocks:
        if block["type"] == "section" and len(said) < 2900:
            words = block["text"]["text"].replace("*", "")
            assert words.splitlines()[0] in said.replace("*", "")


@pytest.mark.parametrize("state", list(CallState))
def test_a_call_has_buttons_only_while_it_can_be_answered(state: CallState) -> None:
    found = [one["action_id"] for one in elements(cards.call(replace(CALL, state=state, seat=AbsenceState.CALLING)))]
    expected = {
        CallState.ASKED: ["absence_accept", "absence_decline"],
        CallState.SILENT: ["absence_accept", "absence_decline"],
        CallState.ACCEPTED: ["absence_decline"],
    }

    assert found == expected.get(state, [])


@pytest.mark.parametrize(
    "message",
    [
        *(cards.call(replace(CALL, occasion=one)) for one in (OFF, PAST)),
        *(cards.absent(replace(ABSENT, occasion=one)) for one in (OFF, PAST)),
        *(seats.seat(replace(SEAT, occasion=one)) for one in (OFF, PAST)),
        *(seats.back(replace(BACK, occasion=one)) for one in (OFF, PAST)),
        cards.absent(replace(ABSENT, state=AbsenceState.COVERED, wants_back=True)),
        *(seats.seat(replace(SEAT, state=one)) for one in AbsenceState if one is not AbsenceState.UNFILLED),
    ],
)
def test_what_is_settled_has_no_buttons(message: Message) -> None:
    assert elements(message) == []


def test_app_home_shows_the_calls_and_the_empty_seats() -> None:
    call = CallCard(3, LSG, NASTY, PART, START, silent=False)
    seat = OpenSeat(5, LSG, NASTY, "Umeå kommun", None)

    drawn = views.calls((call, replace(call, call_id=4, silent=True)))
    drawn += views.open_seats((seat, replace(seat, absence_id=6, cover="Bo Ek")))

    names = [block["block_id"] for block in drawn if "block_id" in block]
    assert names == ["call-3", "call-4", "seat-5", "seat-6"]
    assert views.home_buttons(HomePart(can_report=False)) == []
    assert [one["text"]["text"] for one in views.home_buttons(HomePart(can_report=True))] == ["Anmäl frånvaro"]


def state_of(view: dict[str, Any], **answers: Any) -> dict[str, Any]:
    """What Slack sends back for the form as it was drawn, with some answers given."""
    state: dict[str, Any] = {}
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        given = {"type": element["type"]}
        if "initial_option" in element:
            given["selected_option"] = element["initial_option"]
        if "initial_time" in element:
            given["selected_time"] = element["initial_time"]
        given |= answers.get(block["block_id"], {})
        state[block["block_id"]] = {element["action_id"]: given}
    return state


def test_the_form_reads_back_what_it_draws() -> None:
    view = views.form(ReportForm((LSG, replace(LSG, id=8)), LSG, part=True))

    found = views.read(state_of(view, **{"from": {"selected_time": "10:30"}}))

    assert found == views.Reported(7, None, (time(10, 30), time(12, 0)))
    assert len(view["title"]["text"]) <= 24


def test_the_whole_meeting_is_the_first_choice_and_there_is_nowhere_for_a_reason() -> None:
    view = views.form(ReportForm((LSG,), LSG))

    assert views.read(state_of(view)) == views.Reported(7, None, None)
    assert [block["element"]["type"] for block in view["blocks"] if block["type"] == "input"] == [
        "static_select",
        "radio_buttons",
    ]
    assert "Du behöver inte ange skäl." in str(view)


def test_a_coordinator_chooses_a_person_of_the_meeting() -> None:
    view = views.form(ReportForm((LSG,), LSG, people=((1, "Anna Ek"), (2, NASTY)), person_id=2))

    assert views.read(state_of(view)) == views.Reported(7, 2, None)
    assert views.chosen_person(state_of(view), 8) is None


def test_a_meeting_over_several_days_has_no_part() -> None:
    long = replace(LSG, end=END.replace(day=13))

    assert "extent" not in [
        block.get("block_id") for block in views.form(ReportForm((long,), long, part=True))["blocks"]
    ]


def test_without_a_meeting_there_is_nothing_to_send_in() -> None:
    view = views.form(ReportForm((), None))

    assert "submit" not in view
    with pytest.raises(Refused):
        views.read({})


def test_the_form_to_name_somebody_reads_back_what_it_draws() -> None:
    seat = OpenSeat(5, LSG, NASTY, "Umeå kommun", PART)
    view = seats.appoint_form(AppointForm(seat, ((1, "Anna Ek", True, True), (2, NASTY, False, False))))
    options = view["blocks"][1]["element"]["options"]

    assert view["private_metadata"] == "5"
    assert options[0]["text"]["text"] == "Anna Ek (ersättare)"
    assert all(len(one["text"]["text"]) <= 75 for one in options)
    assert seats.read_appointed(state_of(view, person={"selected_option": options[1]})) == 2
    assert seats.read_appointed({}) is None
    assert "submit" not in seats.appoint_form(AppointForm(seat, ()))


def test_after_a_move_nothing_says_that_an_absence_stands_at_the_new_time() -> None:
    told = cards.absent(replace(ABSENT, ended="moved"))
    fell = cards.call(replace(CALL, state=CallState.STOOD_DOWN, ended="moved"))

    assert told.text == (
        "Du var anmäld frånvarande från Länssamverkansgruppen (LSG). Mötet är flyttat, så frånvaron gäller inte längre."
    )
    assert "12 mars" not in fell.text
