"""README's way from nothing to a running bot, in its order, as programs in an empty folder: Socket Mode first, HTTP second."""

from __future__ import annotations

import http.client
import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.text import commands as words
from bot.text.manifest import SCOPES
from models.store.structure import FOLDER
from sandbox.graph_client import Outlook
from sandbox.server import AppConfig, SandboxThread
from tests.commands.examining import ORGANISER
from tests.house.looking import ROOT, text


def samverkan(*said: str) -> list[str]:
    return [sys.executable, "-c", "from cli import program; program()", *said]


ENVIRONMENT = {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "PATH": "/usr/bin:/bin"}


def done(folder: Path, *said: str) -> str:
    """What a command says when it has ended well."""
    outcome = subprocess.run(samverkan(*said), cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    return outcome.stdout


@contextmanager
def running(folder: Path) -> Iterator[int]:
    """`samverkan run`, until it says its port; then it is asked to stop, and has to do so well."""
    process = subprocess.Popen(samverkan("run"), cwd=folder, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        found = re.search(r"port (\d+)", process.stdout.readline())
        assert found is not None, process.wait(10)
        yield int(found[1])
    finally:
        process.send_signal(signal.SIGTERM)
        code = process.wait(30)
        process.stdout.close()
    assert code == 0


def asked(port: int, method: str, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request(method, path, headers={"Content-Type": "application/x-www-form-urlencoded"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def filled(values: dict[str, str]) -> str:
    """.env.example with those values filled in."""
    example = text(".env.example")
    for name, value in values.items():
        example, count = re.subn(rf"^(?:# )?{name}=.*$", f"{name}={value}", example, flags=re.M)
        assert count == 1, name
    return example


@pytest.mark.parametrize("mode", ["Socket Mode", "HTTP"])
def test_the_way_from_nothing_to_a_running_bot(tmp_path: Path, mode: str) -> None:
    config = AppConfig(scopes=set(SCOPES))
    with SandboxThread(config) as sandbox:
        Outlook(sandbox.url).add_mailbox(ORGANISER, organiser=True)
        (tmp_path / "hemlighet").write_text(f"{config.bot_token}\n", encoding="utf-8")
        way = {"SLACK_APP_TOKEN": config.app_token} if mode == "Socket Mode" else {"SLACK_SIGNING_SECRET": "s" * 32}
        values = {
            "SLACK_API_URL": sandbox.slack_api_url, "GRAPH_ORGANISER": ORGANISER, "GRAPH_BASE_URL": sandbox.graph_base_url,
            "GRAPH_ACCESS_TOKEN": "sandbox-graph-token", "SAMVERKAN_PORT": "0", **way,
        }  # fmt: skip
        # A secret in a file, named in .env as its first line says
        (tmp_path / ".env").write_text(f"{filled(values)}SLACK_BOT_TOKEN_FILE=hemlighet\n", encoding="utf-8")

        done(tmp_path, "init")
        looked = done(tmp_path, "roster", "import", str(FOLDER / "exempelpersoner.csv"), "--dry-run")
        done(tmp_path, "roster", "import", str(FOLDER / "exempelpersoner.csv"))
        report = json.loads(done(tmp_path, "doctor", "--json"))
        with running(tmp_path) as port:
            ready = asked(port, "GET", "/readyz?verbose")
            slack = asked(port, "POST", "/slack/events")[0]

    assert "103" in looked
    assert report["well"] is True
    assert ready == (200, "ok\n")
    assert slack == (404 if mode == "Socket Mode" else 401)
    assert words.RUNNING.split("{")[0].endswith("port ")
