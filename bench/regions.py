"""All 21 regions as tenants of one deployment for a year, on paper from one county's year that is run in full: every act through its use
case, every letter claimed and settled, but nobody to send it to. A tenant is a database and a process of its own on the same machine."""

from __future__ import annotations

import statistics
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

from sqlalchemy import func
from sqlmodel import SQLModel, select

from bench import growth
from bench.present import WORDS, Present
from bot.clock import Clock
from bot.reads import home
from bot.usecases import absences, due, questions, questions_au, roster, structure
from bot.usecases import agenda as agenda_acts
from bot.usecases import meetings as meeting_acts
from bot.usecases.acting import CLOCK, OPERATOR, Acting
from calendar_sync.listener import INTERVAL
from models.rules.agenda import Point
from models.rules.questions_au import Answer
from models.rules.refusals import Refused
from models.rules.roster import Role
from models.store import migrations, outbox, outbox_claim, people, seating
from models.store import structure as structures
from models.store.engine import Database
from models.tables.absences import SubstituteCall
from models.tables.meetings import Meeting
from models.tables.people import Assignment, Person
from models.tables.questions import Question

MUNICIPALITIES = {
    "Stockholm": 26, "Uppsala": 8, "Södermanland": 9, "Östergötland": 13, "Jönköping": 13, "Kronoberg": 8, "Kalmar": 12, "Gotland": 1,
    "Blekinge": 5, "Skåne": 33, "Halland": 6, "Västra Götaland": 49, "Värmland": 16, "Örebro": 12, "Västmanland": 10, "Dalarna": 15,
    "Gävleborg": 10, "Västernorrland": 7, "Jämtland": 8, "Västerbotten": 15, "Norrbotten": 14,
}  # fmt: skip
"""Of the 290, by region (SCB's list)."""
OWN = MUNICIPALITIES["Västerbotten"] + 1
SCALE = sum(count + 1 for count in MUNICIPALITIES.values()) / OWN
"""How many Västerbottens the country is, counted in principals: seats, letters and answers follow them."""
MEETINGS = {"samrad": 6, "lsg": 10, "bbu": 6, "bva": 6, "hjalpmedel": 6, "patientsakerhet": 6}
QUESTIONS = 60
AWAY = 0.12
YES = 0.7
START = datetime(2026, 1, 7, 8, 0, tzinfo=UTC)
GRAPH_EACH = 2  # a letter about an event: look, then create or change
SLACK_A_SECOND = 1.0  # messages in one channel


@dataclass
class Year:
    """A county's year, counted."""

    present: Present
    chance: Random = field(default_factory=lambda: Random(21))
    acts: Counter[str] = field(default_factory=Counter)
    letters: Counter[str] = field(default_factory=Counter)
    daily: Counter[date] = field(default_factory=Counter)
    cpu: float = 0.0
    watched: list[int] = field(default_factory=list)
    drawn: float = 0.0  # CPU seconds of App Home in the middle of the year

    def do(self, name: str, act: Callable[[], object]) -> None:
        """Do an act and count it; one that the rules refuse is a click too."""
        began = time.thread_time()
        try:
            act()
        except Refused:
            name = "refused"
        self.cpu += time.thread_time() - began
        self.acts[name] += 1

    def run(self) -> None:
        """Plan the year, and live through its days."""
        coordinator = self.present.by(self.present.coordinator)
        for body, count in MEETINGS.items():
            for i in range(count):
                on = (START + timedelta(days=30 + i * 300 // count)).date().isoformat()
                planned = partial(meeting_acts.create, coordinator, body, on, "09:00", "12:00", "Regionens hus")
                self.do("meeting planned", planned)
        for day in range(350):
            self.present.now = START + timedelta(days=day)
            self._day(day)
            for _, _, usecase in due.TABLE:
                self.do("tick", lambda u=usecase: u(self.present.acting.by(CLOCK)))  # type: ignore[misc]
            self._deliver()
            if day == 150:
                self.drawn = _home(self.present)

    def _day(self, day: int) -> None:
        if day % (350 // QUESTIONS) == 0:
            self.do("question raised", lambda: questions.raise_question(self.present.by(self.present.member), WORDS))
            number = self.present.newest(Question).id or 0
            for office in (Role.CHAIR, Role.VICE_CHAIR):
                who = self.present.by(self.present.who("lsg", office))
                self.do("AU answered", lambda w=who: questions_au.answer(w, number, 1, Answer.APPROVE))  # type: ignore[misc]
        for meeting in self._ahead():
            left = (meeting.starts_at - self.present.now).days
            if left == 14:
                self._agenda(meeting)
            if left == 5:
                self._absences(meeting)

    def _ahead(self) -> list[Meeting]:
        with self.present.database.read() as session:
            found = list(session.scalars(select(Meeting).where(Meeting.starts_at > self.present.now)))
        self.watched.append(len(found))
        return found

    def _agenda(self, meeting: Meeting) -> None:
        coordinator, number = self.present.by(self.present.coordinator), meeting.id or 0
        for title in ("Budget", "Läget", "Nästa möte"):
            self.do("point added", lambda t=title: agenda_acts.add(coordinator, number, Point(t, "dialogue", "15")))  # type: ignore[misc]
        self.do("agenda set", lambda: agenda_acts.fix(coordinator, number))
        self.do("notice sent", lambda: agenda_acts.call(coordinator, number))

    def _absences(self, meeting: Meeting) -> None:
        with self.present.database.read() as session:
            seats = seating.seating(session, structures.current(session), meeting)
            holders = [people.get(session, one.holder_id) for one in seats]
        for holder in holders:
            if self.chance.random() < AWAY:
                self.do("absence reported", lambda h=holder: absences.report(self.present.by(h), meeting.id or 0))  # type: ignore[misc]
                self._called()

    def _called(self) -> None:
        with self.present.database.read() as session:
            asked = session.scalars(select(SubstituteCall).where(SubstituteCall.state == "asked")).all()
            who = [(one.id or 0, people.get(session, one.person_id)) for one in asked]
        for call, person in who:
            answer = absences.accept_call if self.chance.random() < YES else absences.decline_call
            self.do("substitute answered", lambda a=answer, p=person, c=call: a(self.present.by(p), c))  # type: ignore[misc]

    def _deliver(self) -> None:
        database, now = self.present.database, self.present.now
        began = time.thread_time()
        for route in ("slack", "outlook"):
            while True:
                with database.write() as session:
                    claimed = outbox_claim.claim(session, now, routes=(route,), limit=100, lease=timedelta(seconds=90))
                for one in claimed:
                    with database.write() as session:
                        state = "dropped" if outbox.superseded(session, one) else "sent"
                        outbox.settle(session, one, state, now)
                    self.letters[route if state == "sent" else "needless by then"] += 1
                    self.daily[now.date()] += state == "sent"
                if not claimed:
                    break
        self.cpu += time.thread_time() - began


def _rows(database: Database) -> int:
    with database.read() as session:
        return sum(
            int(session.scalar(select(func.count()).select_from(one)) or 0) for one in SQLModel.metadata.tables.values()
        )


def _home(present: Present) -> float:
    """CPU seconds of App Home drawn once, the median of a sample of people."""
    with present.database.read() as session:
        sample = sorted({one.person_id for one in session.scalars(select(Assignment))})[::9]
    took = []
    for person in sample:
        began = time.thread_time()
        present.acting.ask(home.page, person)
        took.append(time.thread_time() - began)
    return statistics.median(took)


def county(url: str) -> Year:
    """A county with everybody in it, before its year."""
    database = Database(url)
    migrations.upgrade(database)
    acting = Acting(database, Clock(lambda: START), OPERATOR)
    structure.load_file(acting, "vasterbotten")
    roster.import_file(acting, growth.PEOPLE)
    with database.write() as session:
        for person in session.scalars(select(Person)):
            person.slack_id, person.home_opened_at = f"U{person.id:08d}", START
    return Year(Present(database, START))


def _wrapped(*sentences: str) -> list[str]:
    """A paragraph."""
    return [" ".join(sentences), ""]


def main() -> list[str]:
    """Run the county's year, and tell what 21 of them are; the lines for the page of results."""
    with growth.database(None, "year") as url:
        year = county(url)
        year.run()
        database = year.present.database
        rows, size, drawn = _rows(database), Path(url.removeprefix("sqlite:///")).stat().st_size, year.drawn
        ticks = [year.present.acting.by(CLOCK) for _ in range(1)]
        idle = 0.0
        for _, every, usecase in due.TABLE:
            began = time.thread_time()
            usecase(ticks[0])
            idle += (time.thread_time() - began) * 365 * 86400 / every
        database.close()
    acts = sum(count for name, count in year.acts.items() if name != "tick")
    letters = year.letters["slack"] + year.letters["outlook"]
    busiest = max(year.daily.values())
    looks = round(statistics.mean(year.watched) * 365 * 86400 / INTERVAL)
    graph = year.letters["outlook"] * GRAPH_EACH
    polls = 365 * 86400 * 2  # an empty claim a second and route
    lines = _wrapped(
        f"One county's year was run in full ({QUESTIONS} questions, {sum(MEETINGS.values())} meetings, {AWAY:.0%} of the seats away);",
        f"the country is ×{SCALE:.1f} of it, counted in principals (290 municipalities and 21 regions).",
    )
    lines += ["| | Västerbotten, run | 21 regions, on paper |", "|---|---|---|"]

    def line(what: str, one: float, unit: str = "") -> str:
        return f"| {what} | {one:,.0f}{unit} | {one * SCALE:,.0f}{unit} |"

    lines += [
        line("acts (clicks and forms)", acts),
        line("letters sent", letters),
        line("letters that were needless when their turn came", year.letters["needless by then"]),
        line("letters on the busiest day", busiest),
        line("Graph: events created and changed, calls", graph),
        line("Graph: looks at events to come, calls", looks),
        line("rows at the end of the year", rows),
        line("database, MB", size / 1e6),
        line("CPU of acts, ticks that do something, and letters, seconds in the year", year.cpu),
        line("CPU of ticks that find nothing, seconds in the year", idle),
    ]
    hour = busiest * SCALE / 3600
    share = (year.cpu + idle) * SCALE / (2 * 365 * 86400)
    lines.append("")
    lines += _wrapped(
        "What saturates first: nothing of ours.",
        f"All letters of every region's busiest day in one and the same hour are {hour:.1f} a second; one workspace's own limit is about",
        f"{SLACK_A_SECOND:.0f} a second and channel, and each region has a workspace of its own.",
        f"CPU over the year is {share:.2%} of two cores; App Home, drawn in {drawn * 1000:.0f} ms of CPU, could be opened",
        f"{2 / drawn:.0f} times a second. Of Outlook's 10,000 requests per mailbox in ten minutes a county uses {looks / 365 / 144 + 1:.0f}.",
        f"The first to be full is memory: {len(MUNICIPALITIES)} processes. Empty claims ({polls:,} a year and tenant) and looks at Outlook are",
        "the most of what is done, and what to make rarer first.",
    )
    lines += ["By act: " + ", ".join(f"{name} {count}" for name, count in year.acts.most_common()) + ".", ""]
    return lines


if __name__ == "__main__":
    print("\n".join(main()))
