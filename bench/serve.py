"""The server side of the benchmark, in a process of its own: bare Bolt and the bot, side by side in one loop on two ports."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import web
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import func
from sqlmodel import select

import app
from bench.payloads import SECRET
from bot.clock import Clock
from bot.settings import read
from bot.usecases import roster, structure
from bot.usecases.acting import OPERATOR, Acting
from models.store import migrations
from models.store.engine import Database
from models.tables.people import Assignment, Person
from models.tables.questions import AuAnswer, Question
from sandbox.client import Hands
from sandbox.server import AppConfig, SandboxThread

PEOPLE = Path(structure.__file__).resolve().parents[2] / "models" / "structures" / "exempelpersoner.csv"


def furnish(url: str, count: int) -> tuple[str, list[int]]:
    """A full roster and so many questions that wait for AU; the chair's Slack id and the questions' ids."""
    database = Database(url)
    migrations.upgrade(database)
    acting = Acting(database, Clock(), OPERATOR)
    structure.load_file(acting, "vasterbotten")
    roster.import_file(acting, PEOPLE)
    now = datetime.now(UTC)
    with database.write() as session:
        for person in session.scalars(select(Person)):
            person.slack_id = f"U{person.id:08d}"
        chair = session.scalars(select(Assignment).where(Assignment.body == "samrad", Assignment.role == "chair")).one()
        rows = [
            Question(
                number=f"SVO 2026-{i:05d}", body="samrad", principal="umea", raised_by=chair.person_id, state="at_au",
                title=f"Fråga {i}", issue="Vad är frågan?", created_at=now, submitted_at=now, answer_by=now + timedelta(days=14),
            )
            for i in range(count)
        ]  # fmt: skip
        session.add_all(rows)
        session.flush()
        ids = [row.id or 0 for row in rows]
    database.close()
    return f"U{chair.person_id:08d}", ids


async def bare(token: str, api: str) -> int:
    """Bare Bolt: its signature check, one listener, an ack; the port it listens on."""
    bolt = AsyncApp(
        client=AsyncWebClient(token=token, base_url=api), signing_secret=SECRET, process_before_response=True
    )

    @bolt.action("question_approve")
    async def approve(ack: AsyncAck) -> None:
        await ack()

    async def slack(request: web.Request) -> web.Response:
        body = (await request.read()).decode()
        answer = await bolt.async_dispatch(AsyncBoltRequest(body=body, headers=dict(request.headers)))
        return web.Response(status=answer.status, text=answer.body)

    server = web.Application()
    server.router.add_post("/slack/events", slack)
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    return int(runner.addresses[0][1])


async def serve(count: int, database: str | None) -> None:
    """Start both, tell where on standard output, serve until standard input closes, and tell how many acts were done."""
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        url = database or f"sqlite:///{folder}/bench.sqlite3"
        chair, ids = furnish(url, count)
        config = AppConfig(signing_secret=SECRET)
        with SandboxThread(config) as sandbox:
            # Whom Slack does not know would be turned away at the door, and the benchmark would measure that.
            Hands(sandbox.url).new_person("chair", "AU", "au@regionen.example", id=chair, quiet=True)
            settings = read(
                {
                    "SLACK_BOT_TOKEN": config.bot_token, "SLACK_SIGNING_SECRET": SECRET, "SLACK_API_URL": sandbox.slack_api_url,
                    "SAMVERKAN_DATABASE_URL": url, "SAMVERKAN_DATA_DIR": folder, "SAMVERKAN_PORT": "0",
                }
            )  # fmt: skip
            bot = app.Bot(settings, background=False)
            await bot.start()
            port = await bare(config.bot_token, sandbox.slack_api_url)
            print(
                json.dumps({"bare": port, "bot": bot.port, "user": chair, "team": config.team_id, "ids": ids}),
                flush=True,
            )
            await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
            with bot.database.read() as session:
                done = session.scalar(select(func.count()).select_from(AuAnswer))
            print(json.dumps({"done": done}), flush=True)
            await bot.stop()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None))
