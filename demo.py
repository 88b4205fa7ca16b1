"""`samverkan demo`: the bot, a local Slack and a local Outlook on this machine, furnished with an invented county in the middle of
its year. Composition like app.py: it knows the bot and the sandbox, and neither knows it."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import signal
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import app
from bot.clock import Clock
from bot.settings import Settings, read
from bot.text import demo as words
from bot.text import roster as roster_words
from bot.text.manifest import SCOPES
from bot.usecases import absences, agenda, bodies, meetings, people, questions, questions_au, roster, structure
from bot.usecases.acting import OPERATOR, Acting, Actor
from handlers import manifest
from models.rules.agenda import Point
from models.rules.questions import Draft, Reach
from models.rules.questions_au import Answer
from models.rules.roster import Role
from models.store import migrations
from models.store import people as store
from models.store import structure as structures
from models.store.engine import Database, Reading
from models.tables.people import Person
from sandbox.client import Hands
from sandbox.graph_client import Outlook
from sandbox.server import AppConfig, SandboxThread

FOLDER = Path("demo-data")
PEOPLE = Path(structures.FOLDER) / "exempelpersoner.csv"
ORGANISER = "samverkan@regionen.example"
SECRET = "demo-signing-secret"  # noqa: S105 - of a Slack that exists on this machine only


async def run(port: int, ready: Callable[[str], None]) -> None:
    """Furnish, tell the address, and run until interrupted. Everything lies in one folder, made anew each time.

    Raises OSError when the port is taken.
    """
    await asyncio.to_thread(_empty_folder)
    printed = manifest.build()
    config = AppConfig(
        signing_secret=SECRET, bot_name="samverkan", team_name=words.TEAM, scopes=set(SCOPES),
        commands=[{**one} for one in printed["features"]["slash_commands"]],
        shortcuts=[{"type": s["type"], "callback_id": s["callback_id"], "name": s["name"]} for s in printed["features"]["shortcuts"]],
    )  # fmt: skip
    sandbox = SandboxThread(config, log_path=FOLDER / "requests.jsonl")
    await asyncio.to_thread(sandbox.start, port=port)
    bot: app.Bot | None = None
    try:
        settings = _settings(sandbox, config)
        clock = Clock(sandbox.world.now, settings.zone)
        await asyncio.to_thread(_people, settings, clock, sandbox.url)
        bot = app.Bot(settings, clock)
        await bot.start()
        await asyncio.to_thread(Hands(sandbox.url).app, events_url=f"http://127.0.0.1:{bot.port}/slack/events")
        await bot.database.run(furnish, bot.acting)
        ready(sandbox.url)
        await _interrupted()
    finally:
        if bot is not None:
            await bot.stop()
        await asyncio.to_thread(sandbox.stop)


def _empty_folder() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()


def _settings(sandbox: SandboxThread, config: AppConfig) -> Settings:
    return read(
        {
            "SLACK_BOT_TOKEN": config.bot_token, "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": sandbox.slack_api_url,
            "GRAPH_BASE_URL": sandbox.graph_base_url, "GRAPH_ACCESS_TOKEN": "sandbox-graph-token", "GRAPH_ORGANISER": ORGANISER,
            "SAMVERKAN_DATA_DIR": str(FOLDER), "SAMVERKAN_PORT": "0",
        }
    )  # fmt: skip


async def _interrupted() -> None:
    stop = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    await stop.wait()


def _people(settings: Settings, clock: Clock, url: str) -> None:
    """The database, the structure, the roster; and everybody an account in the local Slack and a mailbox."""
    database = Database(settings.database)
    migrations.upgrade(database)
    acting = Acting(database, clock, OPERATOR)
    structure.load_file(acting, settings.structure)
    roster.import_file(acting, PEOPLE)
    everybody, titles = acting.ask(_everybody)
    hands, outlook = Hands(url), Outlook(url)
    outlook.add_mailbox(ORGANISER, words.TEAM, organiser=True)
    for person in everybody:
        account = f"U{person.id:08d}"
        hands.new_person(
            person.email.split("@")[0], person.name, person.email, id=account, title=titles[person.id or 0], quiet=True
        )
        outlook.add_mailbox(person.email, person.name, external=not person.email.endswith("@regionen.example"))
        people.matched(acting, person.email, account)
    database.close()


def _everybody(reading: Reading) -> tuple[list[Person], Mapping[int, str]]:
    shape = structures.current(reading.session)
    titles: dict[int, list[str]] = {}
    for one in store.assignments(reading.session, reading.today):
        body = shape.body(one.body).short_name if one.body else None
        principal = shape.principal(one.principal) if one.principal else None
        titles.setdefault(one.person_id, []).append(
            words.title(roster_words.ROLES[Role(one.role)], body, principal.short_name if principal else None)
        )
    offices = {
        person_id: max(said, key=lambda text: roster_words.ROLES[Role.CHAIR] in text)
        for person_id, said in titles.items()
    }
    return store.everybody(reading.session, reading.today), offices


class Cast:
    """Acting as the people of the story."""

    def __init__(self, acting: Acting) -> None:
        self.acting = acting

    def who(self, body: str | None, role: Role, principal: str | None = None, place: int = 0) -> Acting:
        """Somebody by appointment."""

        def find(reading: Reading) -> Person:
            found = store.assignments(reading.session, reading.today, body=body, roles=[role], principal=principal)
            return store.get(reading.session, found[place].person_id)

        person = self.acting.ask(find)
        return self.acting.by(Actor("person", person.id, person.name, person.slack_id))


def furnish(acting: Acting) -> None:
    """A county in the middle of its year: channels, meetings, questions in several states, an absence."""
    cast = Cast(acting)
    coordinator = cast.who(None, Role.COORDINATOR)
    for body in ("samrad", "lsg"):
        bodies.let_make(coordinator, body)
    today = acting.clock.today()
    near = meetings.create(coordinator, "lsg", _day(today, 16), "09:00", "12:00", words.PLACE)[0]
    meetings.create(coordinator, "lsg", f"{_day(today, 45)}\n{_day(today, 87)}", "09:00", "12:00", words.PLACE)
    meetings.create(
        coordinator, "samrad", f"{_day(today, 80)}\n{_day(today, 122)}", "13:00", "16:00", words.OTHER_PLACE
    )

    chair, vice = cast.who("lsg", Role.CHAIR), cast.who("lsg", Role.VICE_CHAIR)
    raised = {
        name: questions.raise_question(cast.who(body, Role.ORDINARY, principal), _draft(body, name))
        for name, body, principal in (
            ("aids", "lsg", "mala"), ("youth", "lsg", "storuman"), ("home_care", "lsg", "vilhelmina"), ("discharge", "samrad", "umea"),
        )
    }  # fmt: skip
    questions_au.answer(chair, raised["aids"], 1, Answer.APPROVE)
    questions_au.answer(vice, raised["aids"], 1, Answer.APPROVE)
    questions_au.answer(chair, raised["youth"], 1, Answer.APPROVE)
    questions_au.answer(vice, raised["home_care"], 1, Answer.ASK_SUPPLEMENT, text=words.SUPPLEMENT)
    agenda.add(chair, near, Point(kind="dialogue", title=words.QUESTIONS["youth"]["title"], minutes="30"))
    absences.report(cast.who("lsg", Role.ORDINARY, "asele"), near)


def _day(today: date, ahead: int) -> str:
    """A weekday about so many days ahead, as a form takes it."""
    day = today + timedelta(days=ahead)
    return (day - timedelta(days=max(0, day.weekday() - 4))).isoformat()


def _draft(body: str, name: str) -> Draft:
    text = words.QUESTIONS[name]
    return Draft(
        body=body, title=text["title"], issue=text["issue"], background=text["background"], benefit=text["benefit"],
        concerned=text["concerned"], why_not_local=text["why_not_local"], reach=Reach.SEVERAL,
    )  # fmt: skip
