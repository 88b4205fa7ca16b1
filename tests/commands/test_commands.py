"""The command line as an engineer meets it: exit codes, and sentences with the remedy."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import cli
from models.store.structure import FOLDER
from sandbox.server import AppConfig, SandboxThread

Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`samverkan …` in an empty folder, with nothing set but the data folder."""
    monkeypatch.chdir(tmp_path)
    for name in (
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        "SLACK_SIGNING_SECRET",
        "GRAPH_ORGANISER",
        "SAMVERKAN_STRUCTURE",
    ):
        monkeypatch.delenv(name, raising=False)
    runner = CliRunner()
    return lambda *words, **env: runner.invoke(
        cli.program, list(words), env={"SAMVERKAN_DATA_DIR": "data", "SAMVERKAN_PORT": "0", **env}
    )


def test_help_is_on_everything(run: Run) -> None:
    every = [
        ["--help"],
        ["init", "--help"],
        ["roster", "import", "--help"],
        ["db", "backup", "--help"],
        ["doctor", "--help"],
    ]

    assert {run(*words).exit_code for words in every} == {0}


def test_wrong_usage_is_2(run: Run) -> None:
    assert run("rosterr").exit_code == 2
    assert run("roster", "import").exit_code == 2


def test_from_nothing_to_a_roster_and_back_out_as_a_file(run: Run, tmp_path: Path) -> None:
    first = run("init")
    again = run("init")
    people = run("roster", "import", str(FOLDER / "exempelpersoner.csv"))
    same = run("roster", "import", str(FOLDER / "exempelpersoner.csv"))
    out = run("roster", "export", "ut.csv")
    back = run("roster", "import", "ut.csv")

    assert [one.exit_code for one in (first, again, people, same, out, back)] == [0] * 6
    assert "103" in people.output
    assert same.output == back.output
    assert (tmp_path / "ut.csv").read_text(encoding="utf-8-sig").startswith("organ;huvudman;roll")


def test_a_roster_with_faults_lists_each_by_row_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    run("init")
    (tmp_path / "fel.csv").write_text(
        "organ;huvudman;roll;ordning;namn;epost;från;till\n"
        "Samråd vård och omsorg;Malå kommun;ordinarie;;Anna Stensöta;anna@mala.example;;\n"
        "Samråd vård och omsorg;Malå kommun;ordinarie;;Bo Granrot;bo@mala.example;;\n"
        "Samråd;Månens kommun;ordinarie;;Cilla Mossa;cilla;;\n",
        encoding="utf-8",
    )

    outcome = run("roster", "import", "fel.csv")
    after = run("roster", "export", "efter.csv")

    assert outcome.exit_code == 1
    assert "Rad 3" in outcome.output or "rad 3" in outcome.output
    assert "Rad 4" in outcome.output or "rad 4" in outcome.output
    assert "0" in after.output


def test_commands_before_init_say_so(run: Run) -> None:
    outcome = run("roster", "export", "ut.csv")

    assert (outcome.exit_code, "samverkan init" in outcome.output) == (1, True)


def test_a_structure_with_faults_names_the_places(run: Run, tmp_path: Path) -> None:
    text = (FOLDER / "exempel.yaml").read_text(encoding="utf-8")
    (tmp_path / "egen.yaml").write_text(text.replace("side:", "sida:", 1), encoding="utf-8")

    outcome = run("init", "--structure", "egen.yaml")

    assert outcome.exit_code == 1
    assert "principals" in outcome.output


def test_another_structure_is_taken_in_by_name(run: Run) -> None:
    outcome = run("init", "--structure", "exempel")

    assert outcome.exit_code == 0
    assert run("roster", "import", str(FOLDER / "exempelpersoner_exempel.csv")).exit_code == 0


def test_run_refuses_without_settings_and_names_them(run: Run) -> None:
    outcome = run("run")

    assert outcome.exit_code == 1
    assert "SLACK_BOT_TOKEN" in outcome.output


def test_run_refuses_a_database_that_is_behind(run: Run) -> None:
    settings = {
        "SLACK_BOT_TOKEN": "xoxb-x",
        "SLACK_APP_TOKEN": "xapp-x",
        "GRAPH_ORGANISER": "a@b.example",
        "GRAPH_ACCESS_TOKEN": "t",
    }

    outcome = run("run", **settings)

    assert (outcome.exit_code, "samverkan init" in outcome.output) == (1, True)


def test_the_manifest_is_the_file(run: Run) -> None:
    file = Path(cli.__file__).with_name("app-manifest.yaml")

    assert run("manifest").output == file.read_text(encoding="utf-8")
    assert "request_url" in run("manifest", "--http").output


def test_doctor_offline_names_remedies_and_shows_no_secret(run: Run) -> None:
    outcome = run("doctor", "--offline", "--json", SLACK_BOT_TOKEN="xoxb-very-secret")

    report = json.loads(outcome.output)
    ill = [line for line in report["lines"] if line["well"] is False]
    assert outcome.exit_code == 1
    assert ill
    assert all(line["remedy"] for line in ill)
    assert "very-secret" not in outcome.output


def test_a_secret_can_come_from_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("xoxb-from-a-file\n", encoding="utf-8")

    outcome = run("run", SLACK_BOT_TOKEN_FILE=str(tmp_path / "token"))

    assert "SLACK_BOT_TOKEN," not in outcome.output
    assert "from-a-file" not in outcome.output


def test_a_copy_is_made_and_put_back(run: Run, tmp_path: Path) -> None:
    run("init")
    run("roster", "import", str(FOLDER / "exempelpersoner.csv"))
    made = run("db", "backup", "kopia.sqlite3")
    twice = run("db", "backup", "kopia.sqlite3")
    (tmp_path / "data" / "samverkan.sqlite3").unlink()
    restored = run("db", "restore", "kopia.sqlite3")

    assert [made.exit_code, twice.exit_code, restored.exit_code] == [0, 1, 0]
    assert run("roster", "export", "ut.csv").exit_code == 0


def test_a_broken_copy_changes_nothing(run: Run, tmp_path: Path) -> None:
    run("init")
    (tmp_path / "trasig").write_bytes(b"not a database at all" * 100)

    outcome = run("db", "restore", "trasig")

    assert outcome.exit_code == 1
    assert run("roster", "export", "ut.csv").exit_code == 0


def test_the_tables_go_down_and_up_again(run: Run) -> None:
    run("init")
    assert run("db", "downgrade", "base").exit_code == 0
    assert run("roster", "export", "ut.csv").exit_code == 1
    assert run("db", "upgrade").exit_code == 0


def test_a_setting_of_the_wrong_kind_is_named(run: Run) -> None:
    outcome = run("init", SAMVERKAN_PORT="many")

    assert (outcome.exit_code, "SAMVERKAN_PORT" in outcome.output) == (1, True)


def test_run_says_when_slack_does_not_take_the_token(run: Run) -> None:
    config = AppConfig()
    with SandboxThread(config) as sandbox:
        run("init")
        settings = {
            "SLACK_BOT_TOKEN": "xoxb-wrong", "SLACK_SIGNING_SECRET": "s", "SLACK_API_URL": sandbox.slack_api_url, "GRAPH_ORGANISER": "a@b.example",
            "GRAPH_ACCESS_TOKEN": "t", "GRAPH_BASE_URL": sandbox.graph_base_url, "SAMVERKAN_PORT": "0",
        }  # fmt: skip
        outcome = run("run", **settings)
        examined = run("doctor", "--json", **settings)
        report = json.loads(examined.stdout)

    wrong = {line["what"] for line in report["lines"] if line["well"] is False}
    assert outcome.exit_code == 1
    assert "invalid_auth" in outcome.output
    assert any("Slack" in what for what in wrong)
