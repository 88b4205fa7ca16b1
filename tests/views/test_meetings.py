"""Meetings and agenda, drawn: forms read back as they were drawn, Slack's limits, nothing from people as markup."""

from __future__ import annotations

import dataclasses
import json
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.reads.agenda import AgendaLine, Board, PointForm
from bot.reads.meetings import HomePart, MeetingHead, MeetingLine, Own, OwnPlace, SeatLine, SeatNow, Seats
from bot.reads.notices import CardShape, MovedShape, NewsShape, NoticePreview, NoticeShape, ReminderShape, SummaryShape
from bot.reads.planning import CancelForm, CreateForm, Plan, PlannedDay
from bot.text import meetings as words
from handlers.views import agenda, meetings, planning
from handlers.views.blocks import Message
from models.rules.agenda import ItemKind, Point, Room
from models.rules.bodies import LeadTimes
from models.rules.meetings import Caution, Concern, MeetingKind, deadlines
from models.rules.workdays import RedDays

ZONE = ZoneInfo("Europe/Stockholm")
START = datetime(2026, 3, 12, 9, tzinfo=ZONE)
END = START + timedelta(hours=3)
EVIL = "<!channel> & <@U1> *fet* <https://ond.example|klicka>"
HEAD = MeetingHead(
    id=7, body="lsg", body_name="Länssamverkansgruppen (LSG)", short_name="LSG", kind=MeetingKind.MEETING, title=None,
    days=((START, END),), place=EVIL, version=3, cancelled=None, set_at=None, sent_at=None, over=False, begun=False,
)  # fmt: skip
LINE = AgendaLine(
    id=11, number=1, title=EVIL, kind="dialogue", minutes=15, presenter=EVIL, question="LSG 2026-001", unprepared=True,
    carried=True, new=True, treated=False, added_at=START,
)  # fmt: skip
SENT = dataclasses.replace(HEAD, set_at=START - timedelta(days=9), sent_at=START - timedelta(days=3))
SEATS = Seats(20, 18, (
    SeatLine("Anna Ek", "Malå kommun", SeatNow.COVERED, "Bo Al"),
    SeatLine("Cia Gran", "Norsjö kommun", SeatNow.SOUGHT),
    SeatLine("Dan Tall", "Vindelns kommun", SeatNow.EMPTY, part=(START, START + timedelta(hours=1))),
))  # fmt: skip


def texts(blocks: object) -> list[str]:
    """Every mrkdwn text in it."""
    if isinstance(blocks, dict):
        own = [str(blocks["text"])] if blocks.get("type") == "mrkdwn" else []
        return own + [text for one in blocks.values() for text in texts(one)]
    if isinstance(blocks, list):
        return [text for one in blocks for text in texts(one)]
    return []


def filled(view: dict[str, Any]) -> dict[str, dict[str, dict[str, Any]]]:
    """The state that Slack sends for a form that is sent in as it was drawn."""
    state: dict[str, dict[str, dict[str, Any]]] = {}
    names = {
        "initial_value": "value", "initial_date": "selected_date", "initial_time": "selected_time",
        "initial_option": "selected_option",
    }  # fmt: skip
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            given = {names[key]: value for key, value in element.items() if key in names}
            state[block["block_id"]] = {element["action_id"]: given}
    return state


MESSAGES = [
    meetings.card(CardShape(HEAD, (LINE,), Room(15, 180), SEATS)),
    meetings.card(CardShape(dataclasses.replace(HEAD, cancelled=EVIL), (LINE,), Room(15, 180), SEATS)),
    meetings.card(
        CardShape(SENT, tuple(dataclasses.replace(LINE, number=n) for n in range(1, 81)), Room(900, 180), SEATS)
    ),
    meetings.moved(MovedShape(HEAD, (START, END), EVIL)),
    meetings.moved(MovedShape(HEAD, (START - timedelta(days=1), END - timedelta(days=1)), EVIL)),
    meetings.cancelled(dataclasses.replace(HEAD, cancelled=EVIL)),
    meetings.news(NewsShape(SENT, ((3, EVIL),), (EVIL,), (EVIL,))),
    meetings.notice(NoticeShape(SENT, (LINE,), OwnPlace(Own.SITS), True)),
    meetings.notice(NoticeShape(SENT, (LINE,), OwnPlace(Own.ABSENT, EVIL), False)),
    meetings.notice(NoticeShape(dataclasses.replace(SENT, cancelled=EVIL), (LINE,), OwnPlace(Own.SITS), True)),
    meetings.agenda_reminder(ReminderShape(HEAD, START.date(), None, None)),
    meetings.agenda_reminder(ReminderShape(SENT, START.date(), START, EVIL)),
    meetings.notice_reminder(ReminderShape(dataclasses.replace(HEAD, begun=True), START.date(), None, None)),
    meetings.seat_summary(SummaryShape(HEAD, SEATS)),
    meetings.overview(HomePart((MeetingLine(HEAD, 1, OwnPlace(Own.SERVES, EVIL), True, True),), True, True)),
]


@pytest.mark.parametrize("message", MESSAGES)
def test_every_message_says_it_in_words_keeps_the_limits_and_lets_no_markup_through(message: Message) -> None:
    given = message.arguments()

    assert given["text"].strip()
    assert len(given.get("blocks", [])) <= 50
    for text in [given["text"], *texts(given.get("blocks", []))]:
        assert len(text) <= 3000
        for danger in ("<!", "<@", "<http"):
            assert danger not in text


def test_the_card_shows_status_in_words_the_minutes_and_who_sits_for_whom() -> None:
    shown = str(MESSAGES[0].blocks)

    for said in (
        "Planerat. Dagordningen är inte fastställd än.", "Preliminär dagordning", "15 av 180 minuter, 165 kvar",
        "Platser: 18 av 20", "Bo Al ersätter Anna Ek (Malå kommun).", "ersättare söks. Cia Gran har anmält frånvaro.",
        "platsen är tom. Dan Tall har anmält frånvaro, kl. 9.00–10.00.", "ej beredd", "bordlagd från ett tidigare möte",
    ):  # fmt: skip
        assert said in shown
    assert "Nytt sedan kallelsen" not in shown  # no notice has gone out
    assert "Nytt sedan kallelsen (den 9 mars)" in str(MESSAGES[2].blocks)


def test_a_cancelled_meeting_has_no_buttons() -> None:
    assert "'button'" not in str(MESSAGES[1].blocks)
    assert "'button'" in str(MESSAGES[0].blocks)


def test_the_notice_is_the_glossarys_sentence() -> None:
    head = dataclasses.replace(SENT, place="Umeå")

    said = meetings.notice(NoticeShape(head, (), OwnPlace(Own.SITS), True)).text

    assert said.startswith(
        "Du kallas till Länssamverkansgruppen (LSG) den 12 mars 2026 kl. 9.00–12.00, Umeå. "
        "Kan du inte komma? Anmäl frånvaro så tidigt du kan."
    )


def test_news_since_the_notice_is_one_sentence() -> None:
    shape = NewsShape(SENT, ((4, "Bilaga"),), ("Budget",), ("Hemgång",))

    assert meetings.news(shape).text == (
        "Nytt sedan kallelsen (den 9 mars): punkt 4, Bilaga; utgår: Budget; bordläggs till nästa möte: Hemgång."
    )


def test_the_form_for_planning_is_read_back_as_it_was_drawn() -> None:
    view = planning.create(CreateForm((("lsg", "LSG"), ("samrad", "Samråd")), "lsg", EVIL))
    state = filled(view) | {"dates": {"value": {"value": " 2026-03-12\n2026-05-07 "}}}

    assert planning.read_create(state) == planning.Asked(
        dates="2026-03-12\n2026-05-07", start="09:00", end="12:00", place=EVIL, body="lsg"
    )


def test_the_form_for_moving_is_filled_in_with_what_is_and_names_the_version() -> None:
    view = planning.move(HEAD)

    assert planning.read_move(filled(view), view["private_metadata"]) == planning.Asked(
        dates="2026-03-12", start="09:00", end="12:00", place=EVIL, meeting_id=7, version=3
    )


def day_of(number: int) -> PlannedDay:
    starts = START + timedelta(days=number)
    due = deadlines(starts.date(), LeadTimes(28, 21, 14, 9, 7, 5, 3, 1, 14), RedDays())
    cautions = tuple(Caution(starts.date(), one, "samrad", starts.date()) for one in Concern)
    return PlannedDay(starts, starts + timedelta(hours=3), due, cautions)


def plan(days: int, moves: MeetingHead | None = None) -> Plan:
    return Plan(
        body="lsg", body_name="Länssamverkansgruppen (LSG)", days=tuple(day_of(number) for number in range(days)),
        place="å" * 200, people=23, bodies=(("lsg", "LSG"), ("samrad", "Samråd")), dates="", start="09:00", end="12:00",
        moves=moves,
    )  # fmt: skip


@pytest.mark.parametrize("view", [planning.check_create(plan(40)), planning.check_move(plan(1, HEAD))])
def test_the_second_step_carries_the_form_and_says_what_it_leads_to(view: dict[str, Any]) -> None:
    asked = planning.read_confirm(view["private_metadata"])

    assert len(view["private_metadata"]) <= 3000
    assert len(view["blocks"]) <= 100
    assert (asked.start, asked.end, asked.place, asked.dates[:10]) == ("09:00", "12:00", "å" * 200, "2026-03-12")
    assert "23 personer" in str(view["blocks"][-1])


@pytest.mark.parametrize("broken", ["", "[]", '{"meeting_id": "7"}'])
def test_what_stands_in_the_second_step_is_never_believed(broken: str) -> None:
    asked = planning.read_confirm(broken)

    assert (asked.meeting_id, asked.version, asked.body) == (0, 0, "")


def test_each_concern_has_a_sentence_of_its_own() -> None:
    bodies = {"samrad": "Samråd", "lsg": "LSG"}
    said = {words.caution(one, bodies, "lsg") for one in day_of(0).cautions}

    assert len(said) == len(Concern)
    assert all(one.endswith(".") and one[0].isupper() for one in said)


def test_cancelling_asks_with_verbs_in_both_buttons() -> None:
    view = planning.cancel(CancelForm(HEAD, 21))

    assert (view["submit"]["text"], view["close"]["text"]) == ("Ställ in", "Behåll mötet")
    assert "Ställa in mötet? 21 personer får besked. Det går inte att ångra." in str(view["blocks"])
    assert planning.read_cancel({"reason": {"value": {"value": " x "}}}, view["private_metadata"]) == (7, 3, "x")


def test_a_point_is_read_back_as_it_was_drawn() -> None:
    form = PointForm(
        meeting_id=7, item_id=11, title=EVIL, kind="dialogue", kinds=(ItemKind.INFORMATION, ItemKind.DIALOGUE),
        minutes=45, presenter_id=5, presenter="", default_presenter="Anna Ek", candidates=((5, "Bo Al"), (6, "Cia")),
        notice_sent=True, unprepared=True,
    )  # fmt: skip
    view = agenda.point(form)

    assert agenda.read_point(filled(view)) == Point(EVIL, "dialogue", "45", 5, "")
    assert view["private_metadata"] == "11"
    assert "Som vanligt: Anna Ek" in json.dumps(view, ensure_ascii=False)


def board(head: MeetingHead, *, leads: bool = True, count: int = 3) -> str:
    lines = tuple(dataclasses.replace(LINE, id=n, number=n) for n in range(1, count + 1))
    view = agenda.board(Board(head, lines, Room(45, 180), leads))
    assert len(view["blocks"]) <= 100
    return json.dumps(view, ensure_ascii=False)


@pytest.mark.parametrize(
    ("head", "offers", "not_offers"),
    [
        (
            HEAD,
            ("Fastställ dagordningen", "up:2", "down:2", "edit:2", "carry:2"),
            ("Skicka kallelsen", "up:1", "down:3"),
        ),
        (dataclasses.replace(HEAD, set_at=START), ("Skicka kallelsen", "Öppna dagordningen igen"), ("Fastställ ",)),
        (SENT, ("Lägg till punkt", "Kallelsen är skickad."), ("Skicka kallelsen", "Öppna dagordningen igen")),
        (dataclasses.replace(SENT, begun=True), ("treated:2", "carry:2"), ("Skicka kallelsen",)),
        (dataclasses.replace(SENT, begun=True, over=True), ("treated:2", "carry:2"), ("edit:2", "Lägg till punkt")),
        (dataclasses.replace(SENT, cancelled="X"), (), ("edit:2", "Lägg till punkt")),
    ],
)
def test_the_board_offers_what_can_be_done_now(
    head: MeetingHead, offers: tuple[str, ...], not_offers: tuple[str, ...]
) -> None:
    shown = board(head)

    assert [one for one in offers if one not in shown] == []
    assert [one for one in not_offers if one in shown] == []


def test_who_does_not_lead_gets_no_menus_and_a_long_agenda_fits() -> None:
    assert "overflow" not in board(HEAD, leads=False)
    assert "overflow" in board(HEAD, count=90)


def test_the_preview_is_the_notice_itself_without_its_button() -> None:
    shape = NoticeShape(SENT, (LINE,), OwnPlace(Own.SITS), True)
    view = agenda.notice(NoticePreview(shape, 22, ("Eva Utan", "Gun Utan")))

    shown = str(view["blocks"])
    assert "22 personer" in shown
    assert "får bara mötet i Outlook: Eva Utan och Gun Utan." in shown
    for block in meetings.notice(shape).blocks:
        assert (block in view["blocks"]) == (block["type"] != "actions")


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (OwnPlace(Own.SITS), "Du har en plats."),
        (OwnPlace(Own.ABSENT, "Bo"), "Du har anmält frånvaro. Bo ersätter dig."),
        (OwnPlace(Own.ABSENT, None, True), "Du har anmält frånvaro. Ersättare söks."),
        (OwnPlace(Own.ABSENT), "Du har anmält frånvaro. Platsen är tom."),
        (OwnPlace(Own.SERVES, "Anna"), "Du ersätter Anna."),
        (OwnPlace(Own.NONE), ""),
    ],
)
def test_ones_own_place_in_words(place: OwnPlace, said: str) -> None:
    assert meetings.own(place) == said
