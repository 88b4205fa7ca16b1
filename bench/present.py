"""The present of a county, made by the use cases: what is open is the same however long the history behind it, and everything that
people and the clock ask for is asked of it. Used by the benchmarks of growth and of statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlmodel import select

from bot.clock import Clock
from bot.reads import (
    absence_forms,
    agenda,
    case_file,
    events,
    home,
    meetings,
    outbox,
    papers,
    planning,
    public,
    question_form,
)
from bot.reads import questions as question_reads
from bot.usecases import absences, due, questions, questions_au
from bot.usecases import agenda as agenda_acts
from bot.usecases import meetings as meeting_acts
from bot.usecases.acting import CLOCK, OPERATOR, Acting, Actor
from models.rules.agenda import Point
from models.rules.questions import Draft, Reach
from models.rules.questions_au import Answer
from models.rules.roster import Role
from models.store import people
from models.store.engine import Database
from models.tables.absences import Absence, SubstituteCall
from models.tables.meetings import AgendaItem, Meeting
from models.tables.people import Person
from models.tables.questions import Question

T = TypeVar("T")
OPEN = 24
"""Questions that are open at a time: a busy autumn."""
WORDS = Draft(
    body="lsg", title="Trygg utskrivning", issue="Utskrivningar blir sena.", background="Vi har provat lokalt.",
    benefit="Tryggare hemgång.", concerned="Alla kommuner och regionen.", why_not_local="Rutinen är länets.", reach=Reach.SEVERAL,
)  # fmt: skip


@dataclass
class Present:
    """A county with open questions, meetings to come and seats that are sought; the short names are its people."""

    database: Database
    now: datetime
    open: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.acting = Acting(self.database, Clock(lambda: self.now), OPERATOR)
        self.chair = self.who("lsg", Role.CHAIR)
        self.coordinator = self.who(None, Role.COORDINATOR)
        self.member = self.who("lsg", Role.ORDINARY, "umea")
        self.politician = self.who("samrad", Role.ORDINARY, "umea")

    def who(self, body: str | None, role: Role, principal: str | None = None) -> Person:
        """Somebody by appointment."""
        with self.database.read() as session:
            held = people.assignments(session, self.now.date(), body=body, roles=[role], principal=principal)
            return people.get(session, held[0].person_id)

    def by(self, person: Person) -> Acting:
        """Acting as that person."""
        return self.acting.by(Actor("person", person.id, person.name, person.slack_id))

    def furnish(self) -> None:
        """Plan a term's meetings, raise the questions that are open, and let one member be away."""
        days = [(self.now + timedelta(days=28 + 42 * i)).date().isoformat() for i in range(3)]
        for body in ("samrad", "lsg"):
            meeting_acts.create(self.by(self.coordinator), body, ", ".join(days), "09:00", "12:00", "Regionens hus")
        self.open = [questions.raise_question(self.by(self.member), WORDS) for _ in range(OPEN)]
        absences.report(self.by(self.who("samrad", Role.ORDINARY, "skelleftea")), self.meeting("samrad").id or 0)

    def meeting(self, body: str = "lsg") -> Meeting:
        """The body's next meeting."""
        with self.database.read() as session:
            wanted = select(Meeting).where(
                Meeting.body == body, Meeting.starts_at > self.now, Meeting.state == "planned"
            )
            return session.exec(wanted.order_by(Meeting.starts_at).limit(1)).one()  # type: ignore[arg-type]

    def report(self) -> None:
        """The politician is not coming to the next meeting."""
        absences.report(self.by(self.politician), self.meeting("samrad").id or 0)

    def newest(self, table: type[T]) -> T:
        """The row of a table that came last."""
        with self.database.read() as session:
            return session.exec(select(table).order_by(table.id.desc()).limit(1)).one()  # type: ignore[attr-defined]

    def acts(self) -> Iterator[tuple[str, Callable[[], Any]]]:
        """What people do, by name: each may be done any number of times, and a few are undone by the next."""
        chair, coordinator, member = self.by(self.chair), self.by(self.coordinator), self.by(self.member)
        vice = self.by(self.who("lsg", Role.VICE_CHAIR))

        def question() -> int:
            return self.newest(Question).id or 0

        def absence() -> int:
            return self.newest(Absence).id or 0

        def call() -> SubstituteCall:
            return self.newest(SubstituteCall)

        def substitute() -> Acting:
            with self.database.read() as session:
                return self.by(people.get(session, call().person_id))

        def item() -> int:
            return self.newest(AgendaItem).id or 0

        def version() -> int:
            return self.meeting().version

        far = (self.now + timedelta(days=200)).date()
        yield "question: raise", lambda: questions.raise_question(member, WORDS)
        yield "question: AU's first answer", lambda: questions_au.answer(chair, question(), 1, Answer.APPROVE)
        yield "question: take an answer back", lambda: questions_au.take_back(chair, question())
        yield "question: answer again", lambda: questions_au.answer(chair, question(), 1, Answer.APPROVE)
        yield (
            "question: AU's second answer, onto the agenda",
            lambda: questions_au.answer(vice, question(), 1, Answer.APPROVE),
        )
        yield "question: withdraw", lambda: questions.withdraw(member, question())
        yield "absence: report", self.report
        yield "absence: the substitute accepts", lambda: absences.accept_call(substitute(), call().id or 0)
        yield "absence: can come after all", lambda: absences.withdraw(self.by(self.politician), absence())
        yield (
            "absence: the coordinator decides who sits",
            lambda: absences.decide_return(coordinator, absence(), ordinary=True),
        )
        yield (
            "agenda: add a point",
            lambda: agenda_acts.add(coordinator, self.meeting().id or 0, Point("Budget", "dialogue", "15")),
        )
        yield "agenda: remove a point", lambda: agenda_acts.remove(coordinator, item())
        yield (
            "meeting: plan",
            lambda: meeting_acts.create(coordinator, "lsg", far.isoformat(), "09:00", "12:00", "Regionens hus"),
        )
        yield "meeting: cancel", lambda: meeting_acts.cancel(coordinator, self.newest(Meeting).id or 0, 1, "Kolliderar")

    def reads(self) -> Iterator[tuple[str, Callable[[], Any]]]:
        """What people look at, by name."""
        ask, meeting, question = self.acting.ask, self.meeting().id or 0, self.open[0]
        number = self.newest(Question).number
        chair, coordinator, member = (one.id or 0 for one in (self.chair, self.coordinator, self.member))
        yield "App Home of a member", lambda: ask(home.page, member)
        yield "App Home of a chair", lambda: ask(home.page, chair)
        yield "App Home of a coordinator", lambda: ask(home.page, coordinator)
        yield "questions, as a list", lambda: ask(question_reads.listing, member)
        yield "questions, the form", lambda: ask(question_form.form, member)
        yield "AU's answer, the form", lambda: ask(question_reads.answer_form, chair, question, 1, Answer.DECLINE)
        yield "meetings, as a list", lambda: ask(meetings.overview, member)
        yield "the agenda's board", lambda: ask(agenda.board, meeting, coordinator)
        yield "planning, the form", lambda: ask(planning.create_form, coordinator)
        yield "the papers", lambda: ask(papers.of, meeting, member)
        yield "absence, the form", lambda: ask(absence_forms.own_meetings, self.politician.id or 0)
        yield "a case file", lambda: ask(case_file.of, number)
        yield "the public page", lambda: ask(public.page)
        yield "a calendar file", lambda: ask(public.calendar, "lsg")
        yield "events that are watched", lambda: ask(events.watched)
        yield "the queues, for the figures", lambda: ask(outbox.queues)

    def ticks(self) -> Iterator[tuple[str, Callable[[], Any]]]:
        """What the clock asks for, by name."""
        acting = self.acting.by(CLOCK)
        for name, _, usecase in due.TABLE:
            yield f"clock: {name}", lambda usecase=usecase: usecase(acting)  # type: ignore[misc]
