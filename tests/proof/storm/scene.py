"""What a flow is written with: who acts, what they act on, and time that passes. Everything is found anew by the flow's mark, so a
flow that was killed in the middle goes on in another process."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from sqlmodel import Session, col, select

import app
from bot.usecases.acting import OPERATOR, Acting, Actor, AlreadyDone
from models.rules.roster import Role
from models.store import people
from models.tables.absences import Absence, SubstituteCall
from models.tables.calendar import CalendarEvent
from models.tables.meetings import AgendaItem, Guest, Meeting
from models.tables.outbox import OutboxLetter
from models.tables.people import Person
from models.tables.questions import Question
from sandbox.client import Hands
from sandbox.graph_client import Outlook
from tests.proof.storm.child import SharedTime

Row = TypeVar("Row", Question, Meeting, AgendaItem, Guest, Absence, CalendarEvent, OutboxLetter)
Step = Callable[["Scene"], Awaitable[Any]]


@dataclass
class Scene:
    """A flow under way. `mark` is in every title and place it makes; `step` names the act whose delivery may be repeated."""

    bot: app.Bot
    time: SharedTime
    sandbox: str
    mark: str
    step: str = ""

    @property
    def hands(self) -> Hands:
        """The sandbox's levers."""
        return Hands(self.sandbox)

    @property
    def outlook(self) -> Outlook:
        """What people do in Outlook."""
        return Outlook(self.sandbox)

    # ---------------------------------------------------------------- who

    def who(self, body: str | None, role: str, principal: str | None = None, place: int = 0) -> Person:
        """A person by appointment."""
        with self.bot.database.read() as session:
            found = people.assignments(
                session, self.bot.clock.today(), body=body, roles=[Role(role)], principal=principal
            )
            chosen = [one for one in found if body is not None or one.body is None][place]
            return people.get(session, chosen.person_id)

    @property
    def boss(self) -> Person:
        """A coordinator."""
        return self.who(None, "coordinator")

    def by(self, who: Person | int | None, again: str = "") -> Acting:
        """Acting as somebody, with the key of this step's delivery; None: as the operator, without one."""
        if who is None:
            return self.bot.acting.by(OPERATOR)
        if isinstance(who, int):
            with self.bot.database.read() as session:
                who = session.get_one(Person, who)
        return self.bot.acting.by(Actor("person", who.id, who.name, who.slack_id), f"{self.mark}:{self.step}{again}")

    async def act(self, who: Person | int | None, usecase: Callable[..., Any], *given: Any, **named: Any) -> Any:
        """Do it as a delivery of Slack's would have it done: what was done before is done."""
        again = named.pop("again", "")
        try:
            return await self.by(who, again).do(usecase, *given, **named)
        except AlreadyDone:
            return None

    # ---------------------------------------------------------------- what

    def rows(self, kind: type[Row], *wanted: Any) -> list[Row]:
        """Rows, oldest first."""
        with Session(self.bot.database.engine, expire_on_commit=False) as session:
            return list(session.exec(select(kind).where(*wanted).order_by(col(kind.id))).all())

    def meetings(self) -> list[Meeting]:
        """The flow's meetings."""
        return self.rows(Meeting, col(Meeting.place).contains(self.mark))

    @property
    def meeting(self) -> Meeting:
        """The flow's first meeting."""
        return self.meetings()[0]

    def questions(self) -> list[Question]:
        """The flow's questions."""
        return self.rows(Question, col(Question.title).contains(self.mark))

    @property
    def question(self) -> Question:
        """The flow's first question."""
        return self.questions()[0]

    def items(self) -> list[AgendaItem]:
        """The points that stand on the first meeting's agenda."""
        found = self.rows(AgendaItem, AgendaItem.meeting_id == self.meeting.id, AgendaItem.state == "planned")
        return sorted(found, key=lambda one: one.position)

    def absences(self) -> list[Absence]:
        """Absences from the first meeting."""
        return self.rows(Absence, Absence.meeting_id == self.meeting.id)

    def asked(self, absence: Absence) -> SubstituteCall:
        """The latest question to a substitute."""
        with Session(self.bot.database.engine, expire_on_commit=False) as session:
            wanted = select(SubstituteCall).where(SubstituteCall.absence_id == absence.id)
            return list(session.exec(wanted.order_by(col(SubstituteCall.id))).all())[-1]

    def events(self) -> list[CalendarEvent]:
        """What is known of the first meeting's events in Outlook."""
        return self.rows(CalendarEvent, CalendarEvent.meeting_id == self.meeting.id)

    def day(self, ahead: int) -> str:
        """A date so many days ahead of the meeting's or flow's beginning."""
        return (self.bot.clock.today() + timedelta(days=ahead)).isoformat()

    @property
    def place(self) -> str:
        """A place that is the flow's own."""
        return f"Sal {self.mark}"

    def by_hand(self, work: Callable[[], Any]) -> None:
        """What somebody does in Outlook or Slack themselves: once, however often the bot dies meanwhile."""
        if self.time.first(f"{self.mark}:{self.step}:hand"):
            work()

    # ---------------------------------------------------------------- time

    async def rest(self) -> None:
        """Everything that is due is done: the clock asks, letters leave, Outlook is looked at."""
        await self.bot.settle()

    async def look(self) -> None:
        """Look at what people have done in Outlook, and let what follows happen."""
        assert self.bot.listener is not None
        await self.bot.listener.once()
        await self.rest()

    async def forward(self, **delta: float) -> None:
        """Let time pass for everybody, once, and let what is due happen."""
        if self.time.first(f"{self.mark}:{self.step}"):
            self.time.offset += timedelta(**delta)
        self.hands.set_clock(self.time.now().isoformat())
        await self.rest()
