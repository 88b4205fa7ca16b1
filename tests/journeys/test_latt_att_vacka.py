"""The bot is light to wake up: what is slow to import and not needed to answer is imported when somebody needs it (speed.md)."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.stage import Stage

PROGRAM = """
import asyncio, json, sys
import app
from bot.settings import read

async def main():
    bot = app.Bot(read(json.loads(sys.argv[1])), background=False)
    await bot.start()
    slow = {"msgraph", "azure", "kiota_abstractions", "httpx", "rich", "icalendar", "openpyxl", "alembic", "jinja2", "yaml", "holidays"}
    print(sorted(slow & set(sys.modules)))
    await bot.stop()

asyncio.run(main())
"""


def test_a_bot_that_has_not_asked_outlook_anything_has_not_imported_its_parts(stage: Stage) -> None:
    settings = {
        "SLACK_SIGNING_SECRET": "s", "SLACK_API_URL": stage.sandbox.slack_api_url,
        "SAMVERKAN_DATABASE_URL": stage.url, "SAMVERKAN_PORT": "0", "GRAPH_BASE_URL": stage.sandbox.graph_base_url,
        "GRAPH_ACCESS_TOKEN": "t", "GRAPH_ORGANISER": "samverkan@regionen.example",
    }  # fmt: skip
    assert stage.settings.slack_bot_token is not None
    settings["SLACK_BOT_TOKEN"] = stage.settings.slack_bot_token.get_secret_value()
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps(settings)], capture_output=True, text=True, check=True, timeout=60
    )

    assert told.stdout.strip() == "[]"
