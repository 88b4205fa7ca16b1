"""What `samverkan demo` tells its screen while it runs: each line of the journal with the rule that was followed, and when
something is next to happen. And when somebody has moved the clock, the bot looks at once, as it would have in the meantime."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import col, func, select

import app
import demo_next
from bot.clock import Clock
from bot.text import demo_told as words
from bot.text import meetings as meeting_words
from models.store import structure
from models.store.engine import Reading
from models.tables.absences import Absence
from models.tables.calendar import CalendarEvent
from models.tables.journal import JournalLine
from models.tables.meetings import Meeting
from models.tables.people import Person
from models.tables.questions import Question
from sandbox.client import Hands

log = logging.getLogger(__name__)
EVERY = 0.25  # seconds between two looks at the journal and the clock: well before an eye has moved to the column
JUMP = 30.0  # seconds by which the clock has been moved, and not only passed
Json = dict[str, Any]


@dataclass
class Teller:
    """Tells what the bot does. `titles`: what stands under each person's name, by person."""

    bot: app.Bot
    hands: Hands
    titles: Mapping[int, str] = field(default_factory=dict)
    _line: int = 0
    _next: tuple[datetime, str] | None = None
    _behind: float = 0.0  # how far the demo's clock was from the real one when last looked

    async def begin(self, seconds: float) -> None:
        """From now on: what has been before is not told. `seconds`: what the furnishing took."""
        self._line = await self.bot.acting.read(_last)
        self._behind = self._offset()
        await self._tell([{"who": words.READY_WHO, "did": words.READY, "about": words.ready_about(seconds)}])
        await self._look_ahead(moved=True)

    async def run(self) -> None:
        """Tell until cancelled. A look that fails is made again."""
        while True:
            try:
                await self.look()
            except Exception:
                log.exception("demo.stumbled")
            await asyncio.sleep(EVERY)

    async def look(self) -> None:
        """Let the bot follow a clock that was moved; tell what is new."""
        offset = self._offset()
        moved = abs(offset - self._behind) > JUMP
        if moved:
            self._behind = offset
            await self._tell([{"who": words.READY_WHO, "did": words.MOVED, "at": self.bot.clock.now().isoformat()}])
            await self.bot.clock_door.tick()
            self.bot.delivery.wake()
        lines = await self.bot.acting.read(_lines, self._line, self.titles)
        if lines:
            self._line = max(number for number, _ in lines)
            await self._tell([note for _, note in lines if note])
        await self._look_ahead(moved=moved or bool(lines) or self._is_past())

    def _offset(self) -> float:
        return self.bot.clock.now().timestamp() - Clock().now().timestamp()

    def _is_past(self) -> bool:
        return self._next is not None and self._next[0] <= self.bot.clock.now()

    async def _look_ahead(self, *, moved: bool) -> None:
        if not moved:
            return
        self._next = await self.bot.acting.read(demo_next.upcoming)
        at, what = self._next or (None, "")
        await asyncio.to_thread(self.hands.next_moment, at.isoformat() if at else None, what)

    async def _tell(self, notes: list[Json]) -> None:
        if notes:
            await asyncio.to_thread(self.hands.note, notes)


def _last(reading: Reading) -> int:
    return reading.session.scalar(select(func.max(JournalLine.id))) or 0


def _lines(reading: Reading, after: int, titles: Mapping[int, str]) -> list[tuple[int, Json | None]]:
    """The lines after that one, oldest first; None for what is no news."""
    found = select(JournalLine).where(col(JournalLine.id) > after).order_by(col(JournalLine.id)).limit(100)
    return [
        (one.id or 0, None if one.act in words.QUIET else _note(reading, one, titles))
        for one in reading.session.scalars(found)
    ]


def _note(reading: Reading, line: JournalLine, titles: Mapping[int, str]) -> Json:
    details = json.loads(line.details)
    person = _name(reading, details.get("person")) or words.SOMEBODY
    who = _name(reading, line.actor_id) or words.ACTORS.get(line.actor, line.actor)
    title = titles.get(line.actor_id or 0)
    rule = line.rule or ""
    return {
        "at": line.at.isoformat(), "who": f"{who}, {title}" if title else who, "did": words.did(line.act, person),
        "about": _about(reading, line.subject), "rule": rule, "why": words.RULES.get(rule, ""),
    }  # fmt: skip


def _name(reading: Reading, person_id: object) -> str:
    person = reading.session.get(Person, person_id) if isinstance(person_id, int) else None
    return person.name if person else ""


def _about(reading: Reading, subject: str) -> str:
    """What a line's subject is called by people: a question by number and title, a meeting by its name in the calendar."""
    kind, _, number = subject.partition(":")
    if not number.isdigit():
        return ""
    if kind == "question" and (question := reading.session.get(Question, int(number))):
        return f"{question.number} · {question.title}"
    if kind == "absence" and (absence := reading.session.get(Absence, int(number))):
        return f"{_name(reading, absence.person_id)} · {_meeting(reading, absence.meeting_id)}"
    if kind == "event" and (event := reading.session.get(CalendarEvent, int(number))):
        return _meeting(reading, event.meeting_id)
    return _meeting(reading, int(number)) if kind == "meeting" else ""


def _meeting(reading: Reading, meeting_id: int) -> str:
    meeting = reading.session.get(Meeting, meeting_id)
    if meeting is None:
        return ""
    short = structure.current(reading.session).body(meeting.body).short_name
    return meeting_words.name(short, reading.local(meeting.starts_at), meeting.title)
