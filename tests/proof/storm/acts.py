"""What people do in a storm: any of it, at any time, refused or not. A yes is noted when the use case has returned."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from random import Random
from typing import Any
from uuid import uuid4

from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlmodel import Session, select

import app
from bot.usecases import absences, meetings, questions, questions_au
from bot.usecases.acting import Acting, Actor, AlreadyDone
from models.rules.questions import Draft, Reach
from models.rules.questions_au import Answer
from models.rules.refusals import Refused
from models.rules.roster import Role
from models.store import people
from models.tables.absences import SubstituteCall
from models.tables.meetings import Meeting
from models.tables.people import Person
from models.tables.questions import Question
from tests.proof.storm.child import add_line

Act = tuple[Callable[..., Any], int, tuple[Any, ...], dict[str, Any]]  # use case, person's id, arguments, by name
log = logging.getLogger(__name__)
BODY = "lsg"


def person(session: Session, bot: app.Bot, role: str, place: int = 0) -> int:
    """Somebody of LSG, or a coordinator."""
    body = None if role == "coordinator" else BODY
    found = people.assignments(session, bot.clock.today(), body=body, roles=[Role(role)])
    here = [one for one in found if one.body == body]
    return here[place % len(here)].person_id


def draft(title: str) -> Draft:
    """A question that can be handed in."""
    return Draft(
        body=BODY, title=title, issue="Utskrivningar blir sena.", background="Vi har provat lokalt.", benefit="Tryggare hemgång.",
        concerned="Alla kommuner och regionen.", why_not_local="Rutinen är länets.", reach=Reach.SEVERAL,
    )  # fmt: skip


def _answer(session: Session, bot: app.Bot, chance: Random) -> Act | None:
    waiting = session.exec(select(Question).where(Question.state == "at_au")).all()
    if not waiting:
        return None
    one, office = chance.choice(waiting), chance.choice(("chair", "vice_chair"))
    return questions_au.answer, person(session, bot, office), (one.id, one.round, Answer.APPROVE), {}


def _raise(session: Session, bot: app.Bot, chance: Random) -> Act:
    who = person(session, bot, "ordinary", chance.randrange(15))
    return questions.raise_question, who, (draft(f"Fråga {uuid4().hex[:10]}"),), {}


def _report(session: Session, bot: app.Bot, chance: Random) -> Act | None:
    planned = session.exec(select(Meeting).where(Meeting.state == "planned")).all()
    if not planned:
        return None
    who = person(session, bot, "ordinary", chance.randrange(15))
    return absences.report, who, (chance.choice(planned).id,), {}


def _reply(session: Session, bot: app.Bot, chance: Random) -> Act | None:
    asked = session.exec(select(SubstituteCall).where(SubstituteCall.state == "asked")).all()
    if not asked:
        return None
    one = chance.choice(asked)
    return chance.choice((absences.accept_call, absences.decline_call)), one.person_id, (one.id,), {}


def _move(session: Session, bot: app.Bot, chance: Random) -> Act | None:
    planned = session.exec(select(Meeting).where(Meeting.state == "planned")).all()
    if not planned:
        return None
    one = chance.choice(planned)
    day = (bot.clock.local(one.starts_at).date() + timedelta(days=chance.choice((-1, 1)))).isoformat()
    boss = person(session, bot, "coordinator")
    if chance.random() < 0.2:
        return meetings.cancel, boss, (one.id, one.version, "Det räckte inte."), {}
    return meetings.move, boss, (one.id, one.version, day, "09:00", "12:00", one.place), {}


def _plan(session: Session, bot: app.Bot, chance: Random) -> Act | None:
    if len(session.exec(select(Meeting.id).where(Meeting.state == "planned")).all()) > 4:
        return None
    day = (bot.clock.today() + timedelta(days=chance.randrange(61, 300))).isoformat()
    return meetings.create, person(session, bot, "coordinator"), (BODY, day, "09:00", "12:00", f"Sal {day}"), {}


CHOICES = (_answer, _answer, _answer, _raise, _report, _report, _reply, _reply, _reply, _move, _plan)


def acting(bot: app.Bot, person_id: int, once: str | None) -> Acting:
    """Acting as that person, by a delivery with that key; None: not by a delivery."""
    with Session(bot.database.engine) as session:
        row = session.get_one(Person, person_id)
        return bot.acting.by(Actor("person", row.id, row.name, row.slack_id), once)


async def some(bot: app.Bot, chance: Random, order: dict[str, Any]) -> None:
    """Two acts; sometimes a delivery comes again, and must not be done again."""
    for _ in range(2):
        await _tried(bot, chance, order)


async def _tried(bot: app.Bot, chance: Random, order: dict[str, Any]) -> None:
    try:
        await _one(bot, chance, order)
    except Refused as no:
        log.info("storm.refused %s", no)
    except SQLAlchemyError as fault:  # the database is away, or another holds it too long: nothing was promised
        log.info("storm.away %s", fault)


async def _one(bot: app.Bot, chance: Random, order: dict[str, Any]) -> None:
    choose: Callable[..., Act | None] = chance.choice(CHOICES)
    with Session(bot.database.engine) as session:
        chosen = choose(session, bot, chance)
    if chosen is None:
        return
    usecase, person_id, given, named = chosen
    once = f"storm:{uuid4().hex}"
    who = acting(bot, person_id, once)
    await who.do(usecase, *given, **named)
    add_line(order["acks"], once)
    if chance.random() < 0.3:
        try:
            await who.do(usecase, *given, **named)
        except AlreadyDone:
            return
        add_line(order["acks"], f"{once} was done twice")


async def furnish(bot: app.Bot, count: int, asked: int) -> None:
    """So many meetings planned, and so many questions at AU."""
    with Session(bot.database.engine) as session:
        boss = person(session, bot, "coordinator")
        raisers = [person(session, bot, "ordinary", place) for place in range(asked)]
    days = "\n".join((bot.clock.today() + timedelta(days=70 + 21 * one)).isoformat() for one in range(count))
    work: list[Awaitable[Any]] = []
    if count:
        work.append(acting(bot, boss, None).do(meetings.create, BODY, days, "09:00", "12:00", "Stora salen"))
    for number, raiser in enumerate(raisers):
        work.append(acting(bot, raiser, None).do(questions.raise_question, draft(f"Fråga nummer {number}")))
    for one in work:
        await one


async def everybody_answers(bot: app.Bot, name: str) -> list[tuple[int, str, str]]:
    """The chair and the vice chair approve every question that waits, by two deliveries each, one of which comes twice: question,
    office and what each was told."""
    with Session(bot.database.engine) as session:
        waiting = [(one.id or 0, one.round) for one in session.exec(select(Question).where(Question.state == "at_au"))]
        offices = {office: person(session, bot, office) for office in ("chair", "vice_chair")}

    async def press(question: int, round_seen: int, office: str, key: str) -> tuple[int, str, str]:
        who = acting(bot, offices[office], f"{key}:{question}:{office}")
        while True:
            try:
                await who.do(questions_au.answer, question, round_seen, Answer.APPROVE)
            except AlreadyDone:
                return question, office, "repeated"
            except Refused as no:
                return question, office, no.refusal.value
            except OperationalError:  # another holds the database for too long: they are told so, and press again
                continue
            return question, office, "done"

    told: list[tuple[int, str, str]] = []
    for question, round_seen in waiting:
        keys = ("both", f"{name}1", f"{name}1")  # "both": Slack brought the same to two replicas
        calls = [press(question, round_seen, office, key) for key in keys for office in offices]
        told += await asyncio.gather(*calls)
    return told
