"""One thing that stumbles keeps nobody else waiting: what the clock found due is done one by one."""

from __future__ import annotations

import logging

import pytest
from sqlmodel import select

from bot.outbox.letters.meetings import AgendaReminder
from bot.usecases import absence_changes
from bot.usecases.acting import CLOCK, Acting
from bot.usecases.meeting_reminders import remind
from bot.usecases.one_by_one import each
from models.tables.absences import SubstituteCall
from models.tables.meetings import Meeting
from tests.conftest import Furnished
from tests.planned import letters, plan
from tests.usecases.absence_world import a_meeting


def test_the_others_are_done_and_the_one_is_logged(county: Furnished, caplog: pytest.LogCaptureFixture) -> None:
    seen: list[int] = []

    def act(acting: Acting, number: int) -> int:
        if number == 1:
            raise ValueError("poison")
        seen.append(number)
        return 1

    with caplog.at_level(logging.ERROR):
        assert each(county.acting, act, [1, 2, 3]) == 2

    assert seen == [2, 3]
    assert "due.stumbled" in caplog.text
    assert "id=1" in caplog.text


def test_reminders_of_the_next_meeting_come_though_the_first_can_not_be_read(county: Furnished) -> None:
    plan(county, "lsg", "2026-03-11")
    other = plan(county, "samrad", "2026-03-12")
    with county.database.write() as session:  # its body is in no structure
        session.scalars(select(Meeting).where(Meeting.body == "lsg")).one().body = "gone"
    county.clock.set("2026-03-04 09:00")

    assert remind(county.acting.by(CLOCK)) == 1
    assert {one.meeting_id for one in letters(county, AgendaReminder) if isinstance(one, AgendaReminder)} == {other}


def test_the_next_substitute_is_asked_though_another_meeting_can_not_be_read(county: Furnished) -> None:
    """S-13: silence at one meeting goes on to the next substitute, whatever is wrong with another meeting."""
    broken, sound = a_meeting(county), a_meeting(county, start="2026-03-19 09:00", end="2026-03-19 12:00")
    holder = county.who("lsg", "ordinary", "umea")
    spoilt, absence = broken.report(holder), sound.report(holder)
    with county.database.write() as session:
        session.add(
            SubstituteCall(
                absence_id=spoilt.id or 0,
                person_id=holder.id or 0,
                place=9,
                state="no such state",
                asked_at=county.clock.clock.now(),
                answer_by=county.clock.clock.now(),
            )
        )
    county.clock.set("2026-03-10 09:00")

    assert absence_changes.answers_due(county.acting.by(CLOCK)) == 1
    assert next(state for _, state in sound.states(absence)) == "silent"
    assert next(state for _, state in broken.states(spoilt)) == "asked"
