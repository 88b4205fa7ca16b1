"""`samverkan doctor` in an empty folder, and its lines. What is asked of them stands in the tests."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

import cli
from sandbox.server import SandboxThread
from tests.house.looking import text

ORGANISER = "samverkan@regionen.example"
DATABASE = Path("data") / "samverkan.sqlite3"
NOWHERE = "http://127.0.0.1:1"
Lines = list[dict[str, Any]]
World = tuple[SandboxThread, dict[str, str]]


def command(*said: str, **env: str) -> Any:
    return CliRunner().invoke(cli.program, list(said), env={"SAMVERKAN_DATA_DIR": "data", "SAMVERKAN_PORT": "1", **env})


def examined(*said: str, **env: str) -> Lines:
    """The lines of a report; what failed has a remedy and a section of the README, and the exit code says whether anything did."""
    outcome = command("doctor", "--json", *said, **env)
    assert isinstance(outcome.exception, SystemExit | None), outcome.exception
    report = json.loads(outcome.stdout)
    lines: Lines = report["lines"]
    ill = [one for one in lines if one["well"] is False]
    assert outcome.exit_code == (1 if ill else 0)
    assert report["well"] is not bool(ill)
    assert [one for one in ill if len(one["remedy"]) < 10 or f"# {one['section']}\n" not in text("README.md")] == []
    return lines


def of(lines: Lines, what: str) -> list[tuple[bool | None, str]]:
    return [(one["well"], one["found"]) for one in lines if one["what"] == what]


def changed_in_the_database(statement: str) -> None:
    connection = sqlite3.connect(DATABASE)
    connection.execute(statement)
    connection.commit()
    connection.close()
