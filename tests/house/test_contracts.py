"""Who may import whom: the contracts of pyproject.toml hold, and they do catch what they are there for."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.looking import PRODUCT, ROOT, python, text

# Where a line is put that stands nowhere yet.
TO_COME = ("calendar_sync/__init__.py", "calendar_sync/errors.py", "calendar_sync/events.py", "calendar_sync/graph.py")
LINTER = [
    sys.executable,
    "-c",
    "from importlinter.cli import lint_imports_command; lint_imports_command()",
    "--no-logo",
]


def lint(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*LINTER, *options], cwd=folder, capture_output=True, text=True, check=False)


def test_every_import_goes_the_right_way() -> None:
    done = lint(ROOT)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("models/rules/forbidden.py", "import sqlmodel"),
        ("models/rules/forbidden.py", "import random"),
        ("models/rules/forbidden.py", "import models.tables.people"),
        ("models/tables/forbidden.py", "import models.store.people"),
        ("models/forbidden.py", "X = 1"),
        ("models/store/forbidden.py", "import bot.clock"),
        ("bot/forbidden.py", "X = 1"),
        ("bot/text/forbidden.py", "import bot.usecases.people"),
        ("bot/reads/forbidden.py", "import bot.usecases.people"),
        ("bot/usecases/forbidden.py", "import slack_sdk"),
        ("bot/usecases/forbidden.py", "import models.store.engine"),
        ("bot/outbox/forbidden.py", "import aiohttp"),
        ("handlers/forbidden.py", "X = 1"),
        ("handlers/home.py", "import handlers.questions"),
        ("handlers/sender.py", "import models.store.people"),
        ("handlers/ids.py", "import handlers.guard"),
        ("handlers/views/forbidden.py", "import bot.usecases.people"),
        ("handlers/views/forbidden.py", "import slack_sdk"),
        ("handlers/views/forbidden.py", "import msgraph"),
        ("handlers/web/forbidden.py", "import calendar_sync"),
        ("calendar_sync/errors.py", "import msgraph"),
        ("calendar_sync/events.py", "import sqlalchemy"),
        ("sandbox/forbidden.py", "import bot"),
        ("sandbox/forbidden.py", "import app"),
    ],
)
def test_a_forbidden_import_is_caught(bare: Path, place: str, line: str, tmp_path: Path) -> None:
    tree = shutil.copytree(bare, tmp_path / "tree")
    with (tree / place).open("a") as file:
        file.write(line + "\n")

    done = lint(tree, "--no-cache")

    assert done.returncode == 1, done.stdout + done.stderr


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree of the same shape under the same contracts, every file empty; nothing is wrong with it."""
    folder = tmp_path_factory.mktemp("bare")
    (folder / "pyproject.toml").write_text(text("pyproject.toml"))
    for name in {*python(*PRODUCT, "sandbox/"), *TO_COME}:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("")
    done = lint(folder, "--no-cache")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder
