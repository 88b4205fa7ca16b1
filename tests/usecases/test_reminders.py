"""Reminded once, at the chosen moment, if it still waits then; asked for again, it moves."""

from __future__ import annotations

import json

from sqlmodel import select

from bot.outbox.letters.people import Reminded
from bot.reads.reminders import reminded
from bot.reads.shapes import Picture, Unwanted
from bot.usecases import reminders
from models.rules.questions_au import Answer
from models.rules.refusals import Refusal
from models.rules.reminders import Awaited, Later
from models.tables.outbox import OutboxLetter
from tests.conftest import Furnished
from tests.usecases.question_world import at_au, refused, reply


def told(county: Furnished) -> list[tuple[str, int]]:
    with county.session() as session:
        rows = session.scalars(select(OutboxLetter).where(OutboxLetter.kind == "Reminded"))
        return [(found["what"], found["about_id"]) for one in rows for found in [json.loads(one.payload)]]


def test_once_and_only_when_its_moment_has_come(county: Furnished) -> None:
    number, chair = at_au(county), county.who("lsg", "chair")

    reminders.remind_me(county.as_(chair), Awaited.ANSWER, number, Later.HOUR)
    early = reminders.reminders_due(county.acting)
    county.clock.forward(hours=1)
    on_time = [reminders.reminders_due(county.acting) for _ in range(2)]

    assert (early, on_time, told(county)) == (0, [1, 0], [("answer", number)])


def test_asked_for_again_it_moves_and_comes_once(county: Furnished) -> None:
    number, chair = at_au(county), county.who("lsg", "chair")

    reminders.remind_me(county.as_(chair), Awaited.ANSWER, number, Later.HOUR)
    when = reminders.remind_me(county.as_(chair), Awaited.ANSWER, number, Later.TOMORROW)
    county.clock.forward(hours=3)
    early = reminders.reminders_due(county.acting)
    county.clock.set("2026-01-13 08:00")
    reminders.reminders_due(county.acting)

    assert f"{when:%Y-%m-%d %H:%M}" == "2026-01-13 08:00"
    assert (early, told(county)) == (0, [("answer", number)])


def test_what_is_done_by_then_is_not_reminded_of(county: Furnished) -> None:
    number, chair = at_au(county), county.who("lsg", "chair")
    letter = Reminded(chair.id or 0, "answer", number)

    before = county.acting.ask(reminded, letter)
    reply(county, "chair", number, Answer.APPROVE)

    assert isinstance(before, Picture)
    assert isinstance(county.acting.ask(reminded, letter), Unwanted)


def test_nobody_is_reminded_of_what_waits_for_another(county: Furnished) -> None:
    number, member = at_au(county), county.who("lsg", "ordinary", "mala")

    why = refused(lambda: reminders.remind_me(county.as_(member), Awaited.ANSWER, number, Later.HOUR))
    assert why is Refusal.NOT_WAITING
    for what in (Awaited.COMPLETION, Awaited.COSIGNATURE, Awaited.CALL):
        assert refused(lambda: reminders.remind_me(county.as_(member), what, number, Later.HOUR)) is Refusal.NOT_WAITING  # noqa: B023


def test_not_after_the_answer_is_due(county: Furnished) -> None:
    number, chair = at_au(county), county.who("lsg", "chair")
    county.clock.set("2026-01-23 16:00")  # a Friday; AU answers by Monday the 26th

    monday = reminders.remind_me(county.as_(chair), Awaited.ANSWER, number, Later.MONDAY)
    county.clock.set("2026-01-26 16:00")
    why = refused(lambda: reminders.remind_me(county.as_(chair), Awaited.ANSWER, number, Later.TOMORROW))
    assert f"{monday:%Y-%m-%d}" == "2026-01-26"
    assert why is Refusal.REMINDER_LATE
