"""docs/expectations.md: thirty rows, each kept or honest about it, each with a test or a picture that is there. And those of them that
can be read off the code itself."""

from __future__ import annotations

import ast
import re

from bot.text import help as help_words
from handlers import ids
from handlers.routes import all_doors
from tests.house.looking import ROOT, python, text, tree

PAGE = "docs/expectations.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")] for line in text(PAGE).splitlines() if line.startswith("|")
]
NUMBERED = [row for row in ROWS if row[0].isdecimal()]
NAMED = re.compile(r"`([^`]+)`")
SHOUTS = re.compile(r"<!(?:channel|here|everyone|subteam)|@(?:channel|here|everyone|kanalen|alla)\b")


def missing(shown: str) -> list[str]:
    """What a cell names that is not there; the cell itself when it names nothing."""
    return [one for one in NAMED.findall(shown) or [shown] if not _is_there(one)]


def _is_there(named: str) -> bool:
    path, _, test = named.partition("::")
    if not (ROOT / path).is_file():
        return False
    if not test:
        return path.startswith("docs/pictures/")
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return any(isinstance(node, functions) and node.name == test for node in tree(path).body)


def test_there_are_thirty_in_order() -> None:
    assert [int(row[0]) for row in NUMBERED] == list(range(1, 31))


def test_each_is_shown_by_something_that_is_there() -> None:
    shown = {
        row[0]: missing(row[-1]) for row in ROWS if row[0] and row[0] not in ("#", "Expected") and "---" not in row[0]
    }

    assert {what: found for what, found in shown.items() if found} == {}
    assert len(shown) >= 36


def test_what_is_not_kept_says_what_is_missing() -> None:
    kept = [row[-2] for row in ROWS if row[0] and row[0] not in ("#", "Expected") and "---" not in row[0]]

    assert [one for one in kept if not re.match(r"yes$|no$|(?:partly|no): .{8}", one)] == []


def test_a_name_that_is_not_there_is_seen() -> None:
    assert missing("`tests/house/test_expectations.py::test_nobody_wrote_this`")
    assert missing("`docs/pictures/none.png`")
    assert missing("nothing")
    assert missing("`README.md`")


def test_help_is_behind_a_button_the_command_and_a_sentence() -> None:
    doors = all_doors()

    assert ids.Home.HELP in doors.actions
    assert {"hjalp", ""} <= set(doors.words)
    assert "message" in doors.events
    assert "hjälp" in help_words.TITLE.lower()


def test_what_the_command_can_do_a_click_can_do() -> None:
    """Each word of the command goes through a door that a button or shortcut goes through too, or shows what Home shows."""
    clicks = {"fraga": ids.Shortcut.RAISE_QUESTION, "franvaro": ids.Shortcut.REPORT_ABSENCE}
    shown_on_home = {"moten", "mote", "arenden", "hjalp", "help", ""}
    doors = all_doors()

    assert {word for word in doors.words if word not in shown_on_home} == set(clicks)
    assert set(clicks.values()) <= set(doors.shortcuts)


def test_no_message_asks_for_a_command_in_a_thread() -> None:
    """Slack takes no commands there."""
    in_threads = [
        name
        for name in python("bot/text/")
        if re.search(r"/(?:question|absence|agenda|seminar|calendar)\w*\.py$", name)
    ]
    found = [name for name in in_threads if "/samverkan" in text(name)]

    assert len(in_threads) > 5
    assert found == []


def test_nobody_shouts() -> None:
    found = {
        name: told.group()
        for name in python("bot/", "handlers/", "calendar_sync/")
        if (told := SHOUTS.search(text(name)))
    }

    assert found == {}
    assert SHOUTS.search("<!here> kom nu")
