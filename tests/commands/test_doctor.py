"""`samverkan doctor`, what it sees on this machine: each line that can fail does so when it should, and says what mends it."""

from __future__ import annotations

import os
import re
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.text import doctor as words
from handlers.doctor import running
from handlers.doctor import settings as environment
from tests.commands.answers import answering
from tests.commands.examining import DATABASE, changed_in_the_database, command, examined, of
from tests.house.looking import text

pytestmark = pytest.mark.usefixtures("folder")

# ---------------------------------------------------------------- settings and manifest


@pytest.mark.parametrize(
    ("env", "found"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-x"}, "saknas: SLACK_APP_TOKEN / SLACK_SIGNING_SECRET, GRAPH_ORGANISER"),
        ({"SLACK_CLIENT_ID": "1.2"}, words.STRAY.format(name="SLACK_CLIENT_ID")),
        ({"SLACK_BOT_TOKEN": "xapp-x"}, words.WRONG_KIND.format(name="SLACK_BOT_TOKEN", wanted="xoxb-")),
        ({"SLACK_APP_TOKEN": "xoxb-x"}, words.WRONG_KIND.format(name="SLACK_APP_TOKEN", wanted="xapp-")),
        ({"SAMVERKAN_PUBLIC_URL": "http://bot.example"}, words.NO_HTTPS),
    ],
)
def test_a_setting_that_is_wrong(env: dict[str, str], found: str, furnished: None) -> None:
    lines = of(examined("--offline", **env), words.SETTINGS)

    assert [said for well, said in lines if well is False and found in said]


def test_a_time_zone_that_is_none_is_named() -> None:
    outcome = command("doctor", "--offline", SAMVERKAN_TIMEZONE="Europe/Umea")

    assert (outcome.exit_code, "SAMVERKAN_TIMEZONE" in outcome.output) == (1, True)


def test_a_manifest_that_is_not_what_the_code_needs(tmp_path: Path) -> None:
    missing = environment.manifest(tmp_path)
    (tmp_path / "app-manifest.yaml").write_text(command("manifest", "--http").stdout, encoding="utf-8")
    http = environment.manifest(tmp_path)
    (tmp_path / "app-manifest.yaml").write_text("display_information: {}\n", encoding="utf-8")
    old = environment.manifest(tmp_path)

    assert [one.well for one in (missing, http, old)] == [None, True, False]
    assert old.remedy == words.MANIFEST_REMEDY


# ---------------------------------------------------------------- the database


def test_a_database_that_is_not_there_is_not_made() -> None:
    lines = of(examined("--offline"), words.DATABASE)

    assert lines == [(False, words.DATABASE_NONE)]
    assert not Path("data").exists()


def test_a_database_that_is_behind(furnished: None) -> None:
    command("db", "downgrade")
    (well, found), *_ = of(examined("--offline"), words.DATABASE)

    assert (well, found.startswith("inte uppgraderad: står på")) == (False, True)


def test_a_database_that_does_not_answer() -> None:
    (well, found), *_ = of(
        examined("--offline", SAMVERKAN_DATABASE_URL="postgresql://bot@127.0.0.1:1/x"), words.DATABASE
    )

    assert (well, found) == (False, words.DATABASE_GONE.format(why="OperationalError"))


def test_how_old_the_last_copy_is(furnished: None) -> None:
    none = of(examined("--offline"), words.BACKUP)
    command("db", "backup", "kopia.sqlite3")
    fresh = of(examined("--offline"), words.BACKUP)
    old = (Clock().now() - timedelta(days=9, hours=1)).timestamp()
    os.utime(Path("data") / "last-backup", (old, old))
    stale = of(examined("--offline"), words.BACKUP)

    assert none[0][0] is None
    assert fresh == [(True, "den senaste är mindre än en timme gammal")]
    assert stale == [(False, "den senaste är 9 dagar gammal")]


def test_no_structure() -> None:
    command("db", "upgrade")

    assert of(examined("--offline"), words.STRUCTURE) == [(False, words.STRUCTURE_NONE)]


def test_nobody_in_the_roster() -> None:
    command("init")

    assert of(examined("--offline"), words.ROSTER) == [(False, words.ROSTER_EMPTY)]


def test_no_coordinator(furnished: None) -> None:
    changed_in_the_database("""UPDATE assignment SET "end" = '2020-12-31' WHERE role = 'coordinator'""")

    assert (False, words.ROSTER_NO_COORDINATOR) in of(examined("--offline"), words.ROSTER)


def test_a_roster_that_breaks_the_seat_rules_is_told_by_row(furnished: None) -> None:
    changed_in_the_database(
        "UPDATE assignment SET principal = 'umea' WHERE id = (SELECT max(id) FROM assignment"
        " WHERE body = 'lsg' AND role = 'ordinary' AND principal = 'asele')"
    )
    lines = of(examined("--offline"), words.ROSTER)

    assert [found for well, found in lines if well is False and found.startswith("Rad ")]
    assert [found for well, found in lines if well is True and "Åsele kommun har ingen representant" in found]


def test_a_journal_that_was_changed(furnished: None) -> None:
    connection = sqlite3.connect(DATABASE)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE journal SET details = '{}' WHERE id = (SELECT max(id) FROM journal)")
    connection.commit()
    connection.close()

    assert of(examined("--offline"), words.JOURNAL) == [(False, words.JOURNAL_BROKEN)]


# ---------------------------------------------------------------- the bot that runs


@pytest.mark.parametrize(
    ("status", "said", "well", "found"),
    [
        (200, "ok\n", True, words.RUNNING_OK),
        (503, "clock reminders: has not run for 900 s\nnot ready\n", False, "clock reminders: has not run for 900 s"),
        (200, "<html>Välkommen</html>", False, "något annat svarar"),
    ],
)
def test_the_bot_of_this_machine_is_asked(furnished: None, status: int, said: str, well: bool, found: str) -> None:
    with answering({("GET", "/readyz"): (status, {}, said)}) as address:
        lines = of(examined("--offline", SAMVERKAN_PORT=address.rpartition(":")[2]), words.RUNNING)

    assert lines[0][0] is well
    assert found in lines[0][1]


@pytest.mark.parametrize(
    ("host", "asked"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("0.0.0.0", "127.0.0.1"),
        ("::", "127.0.0.1"),
        ("::1", "::1"),
        ("bot.example", "bot.example"),
    ],
)
def test_a_bot_that_listens_everywhere_is_asked_here(host: str, asked: str) -> None:
    assert running.here(host) == asked


def test_every_kind_of_line_names_a_section_that_is_there() -> None:
    headings = set(re.findall(r"^#+ (.+)$", text("README.md"), re.M))

    assert [one for one in words.SECTIONS.values() if one not in headings] == []
