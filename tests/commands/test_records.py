"""`samverkan journal`, `person`, `retention` and what `db` has for PostgreSQL, as an engineer meets them."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import cli
from models.store.structure import FOLDER

Run = Callable[..., Any]
DATABASE = Path("data") / "samverkan.sqlite3"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`samverkan …` in a folder with an invented county in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAMVERKAN_STRUCTURE", raising=False)
    runner = CliRunner()

    def command(*words: str) -> Any:
        return runner.invoke(cli.program, list(words), env={"SAMVERKAN_DATA_DIR": "data"})

    command("init")
    command("roster", "import", str(FOLDER / "exempelpersoner.csv"))
    return command


def damage(statement: str) -> None:
    """Somebody with the file and patience."""
    connection = sqlite3.connect(DATABASE)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_the_journal_is_verified_and_its_head_kept_elsewhere(run: Run) -> None:
    head = run("journal", "head").stdout.split()[0]
    whole = run("journal", "verify", "--expect", head)
    other = run("journal", "verify", "--expect", "0" * 64)
    damage("UPDATE journal SET details = '{}' WHERE id = (SELECT max(id) FROM journal)")
    broken = run("journal", "verify")
    doctor = json.loads(run("doctor", "--offline", "--json").stdout)

    assert (whole.exit_code, other.exit_code, broken.exit_code) == (0, 1, 1)
    assert head in whole.stdout
    assert "id " in broken.output
    assert [line["well"] for line in doctor["lines"] if line["what"] == "Journal"] == [False]


def test_a_file_that_is_damaged_below_the_tables_is_no_whole_journal(run: Run) -> None:
    content = DATABASE.read_bytes()
    place = content.rindex(b"roster.imported")
    DATABASE.write_bytes(content[:place] + b"R" + content[place + 1 :])

    assert run("journal", "verify").exit_code == 1


def test_somebody_who_has_left_is_forgotten_by_name(run: Run, tmp_path: Path) -> None:
    shutil.copy(FOLDER / "exempelpersoner.csv", tmp_path / "lista.csv")
    run("roster", "export", "ut.csv")
    rows = (tmp_path / "ut.csv").read_text(encoding="utf-8-sig").splitlines()
    email = next(cell for cell in rows[1].split(";") if "@" in cell)
    ended = [row if email not in row else ";".join([*row.split(";")[:-1], "2020-12-31"]) for row in rows]
    (tmp_path / "ut.csv").write_text("\n".join(ended), encoding="utf-8")

    early = run("person", "pseudonymise", email)
    run("roster", "import", "ut.csv")
    looked = run("person", "pseudonymise", email, "--dry-run")
    done = run("person", "pseudonymise", email)
    gone = run("person", "pseudonymise", email)

    assert [one.exit_code for one in (early, looked, done, gone)] == [1, 0, 0, 1]
    assert "Tidigare deltagare" in done.stdout
    assert run("journal", "verify").exit_code == 0


def test_how_long_is_decided_shown_and_taken_back(run: Run) -> None:
    at_first = run("retention", "show")
    wrong = [
        run("retention", "set", "journal", "--days", "900", "--decision", "RS 2026-12"),
        run("retention", "set", "letters", "--days", "1", "--decision", "RS 2026-12"),
        run("retention", "set", "letters", "--days", "900", "--decision", " "),
        run("retention", "stop", "journal"),
    ]
    done = run("retention", "set", "letters", "--days", "900", "--decision", "RS 2026-12")
    shown = run("retention", "show")
    run("retention", "stop", "letters")

    assert at_first.stdout.count("tills vidare") == 4
    assert [one.exit_code for one in wrong] == [1, 1, 1, 1]
    assert done.exit_code == 0
    assert "900 dagar enligt RS 2026-12" in shown.stdout
    assert run("retention", "show").stdout == at_first.stdout


def test_the_rights_of_a_role_of_its_own_are_printed(run: Run) -> None:
    said = run("db", "grants", "samverkan_bot")

    assert (said.exit_code, "REVOKE UPDATE, DELETE ON journal FROM samverkan_bot" in said.stdout) == (0, True)
    assert run("db", "grants", "bot; DROP TABLE journal").exit_code == 1


def test_a_copy_that_is_put_back_is_marked_and_brought_up(run: Run) -> None:
    made = run("db", "backup", "kopia.sqlite3")
    restored = run("db", "restore", "kopia.sqlite3")
    by_hand = run("db", "restored")
    connection = sqlite3.connect("kopia.sqlite3")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    newer = run("db", "restore", "kopia.sqlite3")

    assert [one.exit_code for one in (made, restored, by_hand, newer)] == [0, 0, 0, 1]
    assert "Kopian slutar" in restored.stdout
    assert "9999" in newer.output
    assert run("journal", "verify").exit_code == 0
