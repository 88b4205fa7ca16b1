"""A county in the midst of its year, with a letter of every kind waiting: what the injection corpus is put into.

The story of `samverkan demo` and some steps more. After each step the database is copied, so that a letter can be drawn as it stood then."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlmodel import select

import demo_scene
from bot.clock import Clock
from bot.outbox.letters.base import CATALOGUE, Letter, read
from bot.reads.shapes import Picture
from bot.usecases import (
    absence_changes,
    absences,
    agenda,
    attention,
    bodies,
    calendar_changes,
    meeting_reminders,
    meetings,
    messages,
    outbox,
    people,
    questions,
    questions_au,
    reminders,
    rotation,
)
from bot.usecases.acting import SYSTEM, Acting
from handlers.letters import TABLE
from handlers.letters.base import Renderer
from models.rules.agenda import Point
from models.rules.attention import Attention
from models.rules.questions_au import Answer
from models.rules.reminders import Awaited, Later
from models.rules.roster import Role
from models.store.engine import Database, Reading
from models.tables.absences import Absence
from models.tables.bodies import ChairExtension
from models.tables.calendar import CalendarEvent
from models.tables.outbox import Card
from models.tables.outbox import OutboxLetter as Row
from models.tables.questions import Question
from tests.clocks import START, STOCKHOLM, HandClock

Scene = demo_scene.Scene


@dataclass(frozen=True)
class Sample:
    """A letter that is wanted in a certain copy of the database, at a certain time."""

    letter: Letter
    copy: Path
    clock: Clock


@dataclass(frozen=True)
class World:
    """The copy with the most going on, which windows and pages are drawn from (and the morning before),
    and for each kind of letter to Slack a sample that can be drawn."""

    now: tuple[Path, Clock]
    morning: tuple[Path, Clock]
    samples: dict[str, Sample]


@contextmanager
def opened(copy: Path, clock: Clock) -> Iterator[Acting]:
    """A copy as the system sees it."""
    database = Database(f"sqlite:///{copy}")
    try:
        yield Acting(database, clock, SYSTEM)
    finally:
        database.close()


def _events_are_there(scene: Scene) -> None:
    """Outlook has the events of two meetings: one is then moved there, one removed."""
    for name in ("lsg later", "lsg last"):
        number = calendar_changes.prepare(
            scene.acting, scene.meetings[name], 1, f"s{name}", f"t{name}", "<p></p>", "{}"
        )
        calendar_changes.created(scene.acting, number, f"AAkA{number}", "ck")


def _more_answers(scene: Scene) -> None:
    chair, vice = scene.who("lsg", Role.CHAIR), scene.who("lsg", Role.VICE_CHAIR)
    first = scene.asked["interpreter"]
    questions_au.answer(vice, first, 1, Answer.DECLINE, text="Ingår i ett annat ärende")
    questions_au.take_back(vice, first)
    questions_au.answer(chair, first, 1, Answer.ASK_SUPPLEMENT, text="Hur många berörs?")
    questions.not_now(scene.who("lsg", Role.ORDINARY, "robertsfors"), scene.asked["summer"], "Vi tar den lokalt")
    questions.withdraw(scene.who("lsg", Role.ORDINARY, "storuman"), scene.asked["youth"])
    scene.ask("summer", "lsg", "sorsele", Role.SUBSTITUTE)  # nobody ever signs this one
    _extended(scene)


def _late(scene: Scene) -> None:
    from bot.usecases import questions_due

    reminders.reminders_due(scene.acting)
    questions_due.late_answers(scene.acting)
    questions_due.late_completions(scene.acting)
    questions_due.late_signatures(scene.acting)
    meeting_reminders.remind(scene.acting)
    absence_changes.answers_due(scene.acting)


def _extended(scene: Scene) -> None:
    """The chair's side of both bodies; LSG's terms are longer, as a meeting is said to have decided."""
    rotation.enter(scene.coordinator, "samrad", scene.morning.year, "kommun")
    with scene.acting.database.write() as session:
        session.add(
            ChairExtension(
                body="lsg", year=scene.morning.year + 1, meeting_id=scene.meetings["lsg"], reason="Mitt i införandet",
                recorded_at=scene.acting.clock.now(),
            )
        )  # fmt: skip


def _called(scene: Scene) -> None:
    chair, meeting = scene.who("lsg", Role.CHAIR), scene.meetings["lsg"]
    agenda.fix(chair, meeting)
    agenda.call(chair, meeting)
    agenda.add(chair, meeting, Point("Ekonomiskt läge", "information", "10", presenter="Ekonomichefen"))
    later = scene.meetings["lsg later"]
    agenda.add(chair, later, Point("Nästa år", "information", "10"))
    agenda.fix(chair, later)


def _returns(scene: Scene) -> None:
    for body, principal in (("lsg", "umea"), ("samrad", "vannas")):
        person = scene.who(body, Role.ORDINARY, principal)
        for number in scene.acting.ask(_absences, person.person_id):
            absences.withdraw(person, number)


def _absences(reading: Reading, person_id: int) -> list[int]:
    return [one.id or 0 for one in reading.session.scalars(select(Absence).where(Absence.person_id == person_id))]


def _written_to(scene: Scene) -> None:
    member = scene.who("lsg", Role.ORDINARY, "sorsele")
    for line in (
        "jag kan inte komma på nästa möte",
        "mina frågor",
        "vem är ersättare för Umeå i LSG",
        "jag vill lyfta en fråga om tolkar",
        "när är nästa möte",
        "hur går det med min fråga om tolkar",
        "Anna kan inte komma på LSG",
    ):
        messages.heard(member, line)


def _moved(scene: Scene) -> None:
    coordinator = scene.coordinator
    meeting = scene.meetings["lsg"]
    day = demo_scene.workday(scene.morning + timedelta(days=12))
    meetings.move(coordinator, meeting, 1, day.isoformat(), "13:00", "16:00", "Lilla salen")
    absence_changes.declined_in_calendar(
        scene.acting, scene.meetings["lsg later"], scene.who("lsg", Role.ORDINARY, "dorotea").person_id
    )


def _in_outlook(scene: Scene) -> None:
    def events(reading: Reading) -> list[CalendarEvent]:
        return sorted(reading.session.scalars(select(CalendarEvent)), key=lambda one: one.id or 0)

    first, second = scene.acting.ask(events)[:2]
    moved = '{"starts": "2026-03-02T09:00:00+01:00", "ends": "2026-03-02T12:00:00+01:00", "place": "Någon annanstans"}'
    calendar_changes.edited(scene.acting, first.id or 0, moved, (first.sent, first.sending))
    calendar_changes.gone(scene.acting, second.id or 0)
    calendar_changes.emptied(scene.acting, 5)


def _cancelled(scene: Scene) -> None:
    meetings.cancel(scene.coordinator, scene.meetings["samrad later"], 1, "För få punkter")


def _stuck(scene: Scene) -> None:
    """Three letters are given up, and Outlook takes none; then it does."""
    with scene.acting.database.write() as session:
        for kind in ("AuCard", "Notice", "MeetingCard"):
            row = session.scalars(select(Row).where(Row.kind == kind).order_by(Row.id.desc())).first()  # type: ignore[union-attr]
            assert row is not None
            row.state, row.reason = "dead", "channel_not_found"
        for row in session.scalars(select(Row).where(Row.route == "outlook", Row.state == "waiting")):
            row.attempts, row.reason, row.next_at = 3, "503", scene.acting.clock.now() + timedelta(hours=2)
            row.wanted_at = scene.acting.clock.now() - timedelta(hours=5)
    with scene.acting.transaction() as unit:
        unit.record("letters.given_up", "outbox")
        outbox.tell(unit)
    outbox.watch_routes(scene.acting)


def _well_again(scene: Scene) -> None:
    with scene.acting.database.write() as session:
        for row in session.scalars(select(Row).where(Row.route == "outlook", Row.state == "waiting")):
            row.state = "sent"
    outbox.watch_routes(scene.acting)


def _channels_are_made(scene: Scene) -> None:
    for number, body in enumerate(demo_scene.WITH_CHANNELS):
        bodies.made(scene.acting, body, "channel", f"C0{number}")
        bodies.made(scene.acting, body, "au_channel", f"C1{number}")


def _at_au(reading: Reading) -> list[tuple[int, str]]:
    """The questions that wait for AU, the newest first."""
    rows = reading.session.scalars(select(Question).where(Question.state == "at_au").order_by(Question.id.desc()))  # type: ignore[union-attr]
    return [(one.id or 0, one.body) for one in rows]


def _gathered(scene: Scene) -> None:
    """News is held for somebody who wants it once a day; that hour has come."""
    with scene.acting.database.write() as session:
        wanted = ("RaiserNote", "SeatSummary", "Papers")
        for row in session.scalars(select(Row).where(Row.kind.in_(wanted), Row.state == "waiting")):  # type: ignore[attr-defined]
            row.reason, row.held_for = "held", scene.who("lsg", Role.CHAIR).person_id
            row.created_at -= timedelta(days=1)
    attention.choose(scene.who("lsg", Role.CHAIR), Attention(digest_hour=6))
    with scene.acting.database.write() as session:
        for row in session.scalars(select(Row).where(Row.reason == "held", Row.state == "waiting")):
            row.next_at += timedelta(days=1)
    attention.digests(scene.acting)
    held_up = scene.acting.ask(_at_au)[0]
    reminders.remind_me(scene.who(held_up[1], Role.CHAIR), Awaited.ANSWER, held_up[0], Later.HOUR)
    people.home_opened(scene.who("lsg", Role.CHAIR))


def _shared(scene: Scene) -> None:
    bodies.looked_at(scene.acting, "C00", shared=True)
    _gathered(scene)


STEPS: tuple[Callable[[Scene], None], ...] = (
    _events_are_there, _more_answers, _called, _returns, _written_to, _moved, _in_outlook, _cancelled, _stuck, _well_again, _shared, _late,
)  # fmt: skip


def built(source: Path, folder: Path) -> World:
    """Let it all happen on a copy of a furnished database."""
    hand = HandClock(START)
    work = folder / "work.sqlite3"
    shutil.copy(source, work)
    database = Database(f"sqlite:///{work}")
    acting = Acting(database, hand.clock, SYSTEM)
    morning = demo_scene.workday((START + timedelta(days=60)).date())
    scene = Scene(acting, morning)
    copies: list[tuple[Path, Clock]] = []
    samples: dict[str, Sample] = {}

    def done(step: Callable[[Scene], None]) -> None:
        step(scene)
        meeting_reminders.remind(acting)
        _cards_stand(acting)
        copy = folder / f"{len(copies):02}.sqlite3"
        with database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(work, copy)
        moment = hand.moment
        clock = Clock(lambda: moment)
        copies.append((copy, clock))
        for kind, letter in _drawable(acting):
            samples.setdefault(kind, Sample(letter, copy, clock))

    for moment, step in demo_scene.story(morning, STOCKHOLM):
        hand.moment = moment.astimezone(hand.moment.tzinfo)
        done(step)
        if step is demo_scene.STORY[0].step:
            done(_channels_are_made)
    morning_copy = copies[-1]
    for step in STEPS:
        hand.forward(hours=3)
        done(step)
    now = copies[-1]
    for _ in range(16):
        hand.forward(days=3)
        done(_late)
    database.close()
    return World(now, morning_copy, samples)


def _cards_stand(acting: Acting) -> None:
    """What is posted once and then drawn anew stands in Slack by now."""
    with acting.database.write() as session:
        there = set(session.scalars(select(Card.name)))
        for name in set(session.scalars(select(Row.card).where(Row.card.is_not(None)))) - there:  # type: ignore[union-attr]
            session.add(Card(name=str(name), channel="C00", ts="1760000000.000100"))


def _drawable(acting: Acting) -> list[tuple[str, Letter]]:
    """The letters that would be sent now, one of each kind."""
    with acting.database.read() as session:
        rows = [(one.kind, one.payload) for one in session.scalars(select(Row).order_by(Row.id.desc()))]  # type: ignore[union-attr]
    found: dict[str, Letter] = {}
    for kind, payload in rows:
        how = TABLE.get(CATALOGUE[kind])
        if kind not in found and isinstance(how, Renderer):
            letter = read(kind, payload)
            if isinstance(acting.ask(how.gather, letter), Picture):
                found[kind] = letter
    return list(found.items())
