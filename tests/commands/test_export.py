"""`samverkan export`: the case file on disk, exit codes, and sentences with the remedy."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import cli
from bot.usecases import questions
from bot.usecases.acting import SYSTEM, Acting
from models.store.engine import Database
from models.store.structure import FOLDER
from tests.clocks import HandClock
from tests.conftest import Furnished
from tests.usecases.question_world import at_au, draft

Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`samverkan …` in a folder where the database is made and the people are read in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAMVERKAN_DATABASE_URL", raising=False)
    runner = CliRunner()

    def command(*words: str) -> Any:
        return runner.invoke(cli.program, list(words), env={"SAMVERKAN_DATA_DIR": "data"})

    assert command("init").exit_code == 0
    assert command("roster", "import", str(FOLDER / "exempelpersoner.csv")).exit_code == 0
    return command


@pytest.fixture
def county(run: Run, tmp_path: Path, clock: HandClock) -> Iterator[Furnished]:
    """The same database, for people's hands."""
    database = Database(f"sqlite:///{tmp_path / 'data' / 'samverkan.sqlite3'}")
    yield Furnished(Acting(database, clock.clock, SYSTEM), clock)
    database.close()


def test_a_matter_is_written_and_written_again(run: Run, county: Furnished, tmp_path: Path) -> None:
    at_au(county)
    first = run("export", "matter", "LSG 2026-001", "akter")
    again = run("export", "matter", "lsg-2026-1", "akter")

    case = json.loads((tmp_path / "akter" / "LSG-2026-001" / "arende.json").read_text(encoding="utf-8"))
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "akter/LSG-2026-001" in first.output
    assert case["title"] == "Trygg utskrivning"
    assert "Trygg utskrivning" in (tmp_path / "akter" / "LSG-2026-001" / "arende.html").read_text(encoding="utf-8")


def test_a_number_that_is_none_is_said_with_the_remedy(run: Run, county: Furnished, tmp_path: Path) -> None:
    questions.save_draft(county.as_(county.who("lsg", "ordinary", "umea")), draft())
    outcome = run("export", "matter", "LSG 2026-009", "akter")

    assert (outcome.exit_code, list(tmp_path.glob("akter"))) == (1, [])
    assert "LSG 2026-009" in outcome.output
    assert "SVO 2026-014" in outcome.output


def test_a_year_is_written_and_another_year_beside_it_is_refused(run: Run, county: Furnished, tmp_path: Path) -> None:
    at_au(county)
    at_au(county, "samrad")
    first = run("export", "year", "2026", "akter")
    county.clock.set("2027-01-11 09:00")
    at_au(county)
    again = run("export", "year", "2026", "akter")
    other = run("export", "year", "2027", "akter")
    none = run("export", "year", "2031", "annat")

    with (tmp_path / "akter" / "index.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [one["Nummer"] for one in csv.DictReader(file)] == ["LSG 2026-001", "SVO 2026-001"]
    assert sorted(one.name for one in (tmp_path / "akter").iterdir()) == [
        "LSG-2026-001", "SVO-2026-001", "index.csv", "index.html",
    ]  # fmt: skip
    assert [one.exit_code for one in (first, again, other, none)] == [0, 0, 1, 1]
    assert "LSG-2026-001" in other.output
    assert "2031" in none.output


def test_wrong_usage_is_2_and_a_folder_that_can_not_be_written_is_1(
    run: Run, county: Furnished, tmp_path: Path
) -> None:
    at_au(county)
    (tmp_path / "fil").write_text("en fil")

    assert run("export", "year", "tjugosex", "akter").exit_code == 2
    assert run("export", "matter").exit_code == 2
    assert run("export", "matter", "LSG 2026-001", "fil").exit_code == 1
    assert run("export", "--help").exit_code == 0
