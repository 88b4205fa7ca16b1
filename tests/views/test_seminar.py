"""The seminar and the questions about Outlook, drawn: within Slack's limits, nothing from people as markup, forms that are
read back as they were drawn, and no buttons on what is settled."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.reads.calendar import EditedShape, EmptiedShape, GoneShape
from bot.reads.meetings import MeetingHead
from bot.reads.seminar import AskedShape, Board, GuestLine, HomePart, Line, PlanForm, Programme
from handlers.views import calendar, seminar
from handlers.views.blocks import Message
from models.rules.meetings import MeetingKind
from models.rules.seminar import SeminarStatus

ZONE = ZoneInfo("Europe/Stockholm")
START = datetime(2026, 10, 7, 9, tzinfo=ZONE)
END = START + timedelta(hours=7)
EVIL = "<!channel> & <@U1> <https://ond.example|klicka>"
LONG = "Lång rad & < > " * 199
HEAD = MeetingHead(
    id=7, body="lsg", body_name="Länssamverkansgruppen (LSG)", short_name="LSG", kind=MeetingKind.SEMINAR, title=EVIL,
    days=((START, END), (START + timedelta(days=1), END + timedelta(days=1))), place=EVIL, version=3, cancelled=None,
    set_at=None, sent_at=None, over=False, begun=False,
)  # fmt: skip
PROGRAMME = Programme(SeminarStatus.PROPOSED, EVIL, "Samråd vård och omsorg", "LSG", "", None, None)
LINE = Line(HEAD, PROGRAMME, 61)
SET = replace(
    LINE,
    programme=replace(
        PROGRAMME, status=SeminarStatus.SET, text=LONG, set_by="Anna Ek", set_at=START, decided_on=date(2026, 9, 3)
    ),
)
OFF = replace(LINE, head=replace(HEAD, cancelled=EVIL), programme=replace(PROGRAMME, status=SeminarStatus.CANCELLED))
GUESTS = tuple(GuestLine(number, EVIL, f"g{number}@x.example") for number in range(60))
BOARD = Board(LINE, 61, GUESTS, True, True, ((date(2026, 10, 7), "Skottdagen"), (date(2026, 10, 10), "")))
OURS, THEIRS = (START, END, EVIL), (START + timedelta(days=1), END + timedelta(days=1), "")
EDITED = EditedShape(4, HEAD, OURS, THEIRS, "", "", None)
GONE = GoneShape(4, HEAD, OURS, "", "", None)


def walk(drawn: Any) -> list[dict[str, Any]]:
    if isinstance(drawn, dict):
        return [drawn, *(one for value in drawn.values() for one in walk(value))]
    return [one for value in drawn for one in walk(value)] if isinstance(drawn, list) else []


def buttons(drawn: Any) -> list[str]:
    return [str(one["text"]["text"]) for one in walk(drawn) if one.get("type") == "button"]


MESSAGES = [
    seminar.card(LINE), seminar.card(SET), seminar.card(OFF), seminar.asked(AskedShape(LINE, True)),
    seminar.asked(AskedShape(SET, True)), seminar.asked(AskedShape(OFF, True)), calendar.edited(EDITED),
    *(calendar.edited(replace(EDITED, answer=one, by="Anna Ek", at=START)) for one in ("outlook", "ours", "reverted", "over")),
    calendar.gone(GONE), *(calendar.gone(replace(GONE, answer=one, by="Anna Ek", at=START)) for one in ("anew", "cancelled", "over")),
    calendar.emptied(EmptiedShape(7, START)),
]  # fmt: skip
WINDOWS = [
    seminar.board(BOARD), seminar.board(replace(BOARD, line=SET)), seminar.board(replace(BOARD, line=OFF, plans=False)),
    seminar.plan(PlanForm("Seminarium", "Samråd vård och omsorg")), seminar.plan(PlanForm("Seminarium", head=HEAD)),
    seminar.cancel(BOARD), seminar.propose(BOARD), seminar.fix(replace(BOARD, line=SET)), seminar.invite(BOARD),
]  # fmt: skip


@pytest.mark.parametrize("message", MESSAGES)
def test_a_message_keeps_the_limits_and_nothing_from_people_is_markup(message: Message) -> None:
    sent = message.arguments()

    assert sent["text"].strip()
    assert "<!channel>" not in json.dumps([one for one in walk(sent["blocks"]) if one.get("type") == "mrkdwn"])
    assert "<!channel>" not in sent["text"]
    assert all(len(one["text"]) <= 3000 for one in walk(sent["blocks"]) if one.get("type") == "mrkdwn")
    assert len(sent["blocks"]) <= 50
    assert sum(one.get("style") == "primary" for one in walk(sent["blocks"])) <= 1


@pytest.mark.parametrize("view", WINDOWS)
def test_a_window_keeps_the_limits(view: dict[str, Any]) -> None:
    names = [one["block_id"] for one in view["blocks"] if "block_id" in one]

    assert len(view["blocks"]) <= 100
    assert len(names) == len(set(names))
    assert len(view["title"]["text"]) <= 24
    assert len(view.get("submit", {"text": ""})["text"]) <= 24
    assert "<!channel>" not in json.dumps([one for one in walk(view) if one.get("type") == "mrkdwn"])
    assert sum(one.get("style") == "primary" for one in walk(view["blocks"])) <= 1


def filled(view: dict[str, Any]) -> dict[str, Any]:
    """The state that Slack sends for a form that is sent in as it was drawn."""
    names = {"initial_value": "value", "initial_date": "selected_date", "initial_time": "selected_time"}
    return {
        one["block_id"]: {
            one["element"]["action_id"]: {names[key]: value for key, value in one["element"].items() if key in names}
        }
        for one in view["blocks"]
        if one["type"] == "input"
    }


def test_forms_are_read_back_as_they_were_drawn() -> None:
    move = seminar.plan(PlanForm("Seminarium", head=HEAD))
    said = seminar.read_plan(filled(move), move["private_metadata"])
    assert said == seminar.Asked("2026-10-07\n2026-10-08", "09:00", "16:00", EVIL, "", 7, 3)

    fix = seminar.fix(replace(BOARD, line=SET))
    assert seminar.read_fix(filled(fix), fix["private_metadata"]) == (7, LONG.strip(), date(2026, 9, 3))
    propose = seminar.propose(BOARD)
    assert seminar.read_propose(filled(propose), propose["private_metadata"]) == (7, EVIL)
    invite = seminar.invite(BOARD)
    assert seminar.read_invite(filled(invite), invite["private_metadata"]) == (7, "")
    cancel = seminar.cancel(BOARD)
    assert seminar.read_cancel(filled(cancel), cancel["private_metadata"]) == (7, 3, "")
    assert seminar.read_cancel({}, "[1]") == (0, 0, "")


def test_what_is_settled_has_no_buttons() -> None:
    assert buttons(calendar.edited(EDITED).blocks) == ["Behåll Outlooks tid", "Återställ"]
    assert buttons(calendar.edited(replace(EDITED, answer="ours")).blocks) == []
    assert buttons(calendar.gone(GONE).blocks) == ["Skapa på nytt", "Ställ in mötet"]
    assert buttons(calendar.gone(replace(GONE, answer="anew")).blocks) == []
    assert buttons(seminar.asked(AskedShape(LINE, True)).blocks) == ["Fastställ programmet"]
    assert buttons(seminar.asked(AskedShape(LINE, False)).blocks) == []
    assert buttons(seminar.asked(AskedShape(SET, True)).blocks) == []
    assert buttons(seminar.card(OFF).blocks) == []


@pytest.mark.parametrize(
    ("plans", "sets", "line", "shown"),
    [
        (True, False, LINE, ["Föreslå program", "Lägg till gäster", "Flytta seminariet", "Ställ in seminariet"]),
        (False, True, LINE, ["Fastställ programmet"]),
        (False, True, SET, ["Ändra programmet"]),
        (True, False, SET, ["Lägg till gäster", "Flytta seminariet", "Ställ in seminariet"]),
        (True, True, OFF, []),
        (False, True, replace(LINE, programme=replace(PROGRAMME, status=SeminarStatus.HELD, text="")), ["Fastställ programmet"]),
    ],
)  # fmt: skip
def test_what_each_may_do_in_the_window(plans: bool, sets: bool, line: Line, shown: list[str]) -> None:
    """R-H06, R-H07."""
    assert buttons(seminar.board(replace(BOARD, line=line, plans=plans, sets=sets, guests=()))["blocks"]) == shown


def test_app_home_shows_nothing_to_those_it_does_not_concern() -> None:
    assert seminar.home(HomePart()) == []
    assert buttons(seminar.home(HomePart("Seminarium", (), True))) == ["Planera seminariet"]
    assert buttons(seminar.home(HomePart("Seminarium", (LINE,), False))) == ["Öppna planeringen"]
