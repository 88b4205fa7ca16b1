"""`samverkan demo`: the bot, a local Slack and a local Outlook on this machine, furnished with an invented county in the middle of
its year (demo_scene.py). Composition like app.py: it knows the bot and the sandbox, and neither knows it."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import shutil
import signal
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from time import perf_counter

import app
import demo_live
import demo_scene
import demo_tour
from bot.clock import Clock
from bot.settings import Settings, read
from bot.text import demo as words
from bot.text import roster as roster_words
from bot.text.manifest import SCOPES
from bot.usecases import people, roster, structure
from bot.usecases.acting import OPERATOR, Acting
from handlers import manifest
from models.rules.roster import Role
from models.store import migrations
from models.store import people as store
from models.store import structure as structures
from models.store.engine import Database, Reading
from models.store.known import PersonRow
from sandbox.client import Hands
from sandbox.graph_client import Outlook
from sandbox.server import AppConfig, SandboxThread

FOLDER = Path("demo-data")
PEOPLE = Path(structures.FOLDER) / "exempelpersoner.csv"
ORGANISER = "samverkan@regionen.example"
LOOK = 3  # seconds between two looks at what people have done in Outlook: somebody is waiting for it on the screen
OPENS = time(9, 5)  # when the visitor comes
BEFORE = timedelta(minutes=7)  # how long before the story begins people get their accounts
OFFICES = (Role.CHAIR, Role.VICE_CHAIR, Role.COORDINATOR, Role.ORDINARY, Role.SUBSTITUTE)
"""Of several offices the first of these stands under a person's name."""
SECRET = "demo-signing-secret"  # noqa: S105 - of a Slack that exists on this machine only


async def run(port: int, ready: Callable[[str], None]) -> None:
    """Furnish, tell the address, and run until interrupted. Everything lies in one folder, made anew each time.

    Raises OSError when the port is taken.
    """
    began = perf_counter()
    gc.disable()  # nearly all that is made while furnishing is kept: to look for what is not costs a tenth of the time
    await asyncio.to_thread(_empty_folder)
    printed = manifest.build()
    config = AppConfig(
        signing_secret=SECRET, bot_name="samverkan", team_name=words.TEAM, scopes=set(SCOPES),
        commands=[{**one} for one in printed["features"]["slash_commands"]],
        shortcuts=[{"type": s["type"], "callback_id": s["callback_id"], "name": s["name"]} for s in printed["features"]["shortcuts"]],
        rate_limit=False,  # seven weeks pass in a few seconds; from then on as the real one
    )  # fmt: skip
    sandbox = SandboxThread(config, log_path=FOLDER / "requests.jsonl")
    await asyncio.to_thread(sandbox.start, port=port)
    bot: app.Bot | None = None
    telling: asyncio.Task[None] | None = None
    try:
        settings = _settings(sandbox, config)
        clock = Clock(sandbox.world.now, settings.zone)
        morning = demo_scene.workday(clock.today())
        story = list(demo_scene.story(morning, settings.zone))
        await asyncio.to_thread(Hands(sandbox.url).set_clock, (story[0][0] - BEFORE).isoformat())
        titles = await asyncio.to_thread(_people, settings, clock, sandbox.url)
        bot = app.Bot(settings, clock, look_every=LOOK, background=False)
        await bot.start()
        await asyncio.to_thread(Hands(sandbox.url).app, events_url=f"http://127.0.0.1:{bot.port}/slack/events")
        await _furnish(bot, sandbox, morning, story)
        gc.enable()
        bot.run_by_itself()
        config.rate_limit = True
        teller = demo_live.Teller(bot, Hands(sandbox.url), titles)
        await teller.begin(perf_counter() - began)
        telling = asyncio.create_task(teller.run())
        ready(sandbox.url)
        await _interrupted()
    finally:
        gc.enable()
        if telling is not None:
            telling.cancel()
        if bot is not None:
            await bot.stop()
        await asyncio.to_thread(sandbox.stop)


async def _furnish(
    bot: app.Bot, sandbox: SandboxThread, morning: date, story: Sequence[tuple[datetime, demo_scene.Step]]
) -> None:
    """Let the story happen up to this morning. What each step leads to has arrived before the next one begins."""
    zone = bot.settings.zone
    scene = demo_scene.Scene(bot.acting, morning)
    hands = Hands(sandbox.url)
    await bot.delivery.settle()  # everybody has been welcomed
    for moment, step in story:
        await asyncio.to_thread(hands.set_clock, moment.isoformat())
        await bot.database.run(step, scene)
        await bot.delivery.settle()
    await asyncio.to_thread(hands.set_clock, datetime.combine(morning, OPENS, zone).isoformat())
    tour = await bot.database.run(lambda: demo_tour.build(demo_tour.cast(scene, Outlook(sandbox.url))))
    await asyncio.to_thread(hands.tour, tour)


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


def _people(settings: Settings, clock: Clock, url: str) -> Mapping[int, str]:
    """The database, the structure, the roster; and everybody an account in the local Slack and a mailbox. What stands under each
    person's name, by person."""
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
    return titles


def _everybody(reading: Reading) -> tuple[list[PersonRow], Mapping[int, str]]:
    shape = structures.current(reading.session)
    titles: dict[int, list[tuple[int, str]]] = {}
    for one in store.assignments(reading.session, reading.today):
        role = Role(one.role)
        body = shape.body(one.body).short_name if one.body else None
        principal = shape.principal(one.principal) if one.principal else None
        said = words.title(roster_words.ROLES[role], body, principal.short_name if principal else None)
        titles.setdefault(one.person_id, []).append((OFFICES.index(role) if role in OFFICES else len(OFFICES), said))
    foremost = {person_id: min(said)[1] for person_id, said in titles.items()}
    return store.everybody(reading.session, reading.today), foremost
