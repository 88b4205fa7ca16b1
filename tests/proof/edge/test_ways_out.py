"""T14: sixty hostile texts and more through every way out: no live mention, tag, formula or line break; nothing raises, nothing is refused.

The texts are put into the database past the entrances, so this holds also for what is there already."""

from __future__ import annotations

import ast
import inspect
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Text
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

from bot.usecases.acting import Acting
from handlers.letters import TABLE
from handlers.letters.base import Renderer
from tests.conftest import Copies
from tests.house.looking import python, tree
from tests.proof.edge import verdicts, ways
from tests.proof.edge.corpus import CORPUS, INSIDE, OWN, WORDS, put
from tests.proof.edge.world import World, built, opened

HARMLESS = "Trygg utskrivning"
NOT_DRAWN = {"blocks.modal", "blocks.home"}  # the tools that the others draw with
NOT_PEOPLES = {"absence", "assignment", "body_settings", "card", "inbox_key", "journal_link", "meeting_day", "number_series", "reminder", "restoration",
               "roster_stamp", "retention", "structure", "substitute_call", "trouble", "wishes"}  # fmt: skip
"""Tables with no word in them that anybody has written: keys, times, ids, and the operator's own file."""


@pytest.fixture(scope="module")
def world(copies: dict[str, Copies], tmp_path_factory: pytest.TempPathFactory) -> World:
    source = copies["sqlite"].copy("vasterbotten").removeprefix("sqlite:///")
    return built(Path(source), tmp_path_factory.mktemp("edge"))


@pytest.fixture(scope="module")
def there(world: World) -> Iterator[dict[Path, Acting]]:
    """The copies that something is drawn from, opened once: each text overwrites the one before it."""
    needed = {one.copy: one.clock for one in world.samples.values()} | dict([world.now, world.morning])
    with ExitStack() as stack:
        yield {copy: stack.enter_context(opened(copy, clock)) for copy, clock in needed.items()}


def found_in(world: World, there: Mapping[Path, Acting], hostile: str) -> Iterator[tuple[str, object]]:
    """Each way out with what came out of it, when the text stands everywhere."""
    for acting in there.values():
        put(acting.database, hostile)
    for kind, sample in world.samples.items():
        yield f"letter {kind}", ways.letter(sample, there[sample.copy])
    now, morning = there[world.now[0]], there[world.morning[0]]
    for name, way in ways.VIEWS.items():
        yield f"view {name}", way(morning if name in ways.THAT_MORNING else now)
    yield "outlook", ways.event(now)
    yield "ics", ways.calendars(now)
    yield "csv roster", ways.roster_as(now, ".csv")
    yield "xlsx roster", ways.roster_as(now, ".xlsx")
    yield "export", ways.export(now)
    for name in ways.PAGES:
        yield f"page {name}", ways.page(now, name)


@pytest.fixture(scope="module")
def plain(world: World, there: Mapping[Path, Acting]) -> dict[str, object]:
    return dict(found_in(world, there, HARMLESS))


def judged(name: str, shown: object, before: object) -> list[str]:
    """The verdict on what came out of a way."""
    if name.startswith("letter"):
        return verdicts.slack(shown)
    if name.startswith("view"):
        return [why for one in shown for why in verdicts.slack(one.arguments() if hasattr(one, "arguments") else one)]  # type: ignore[attr-defined]
    if name == "outlook":
        return [why for one, other in zip(shown, before, strict=True) for why in verdicts.event(one, other)]  # type: ignore[call-overload]
    if name == "ics":
        return [why for one, other in zip(shown, before, strict=True) for why in verdicts.ics(one, other)]  # type: ignore[call-overload]
    if name == "csv roster":
        return verdicts.table(shown, before, ";")  # type: ignore[arg-type]
    if name == "xlsx roster":
        return verdicts.workbook(shown)  # type: ignore[arg-type]
    if name == "export":
        assert isinstance(shown, dict)
        assert isinstance(before, dict)
        assert shown.keys() == before.keys()
        return [
            f"{file}: {why}" for file, raw in shown.items()
            for why in (verdicts.table(raw, before[file], ",") if file.endswith(".csv") else
                        verdicts.html(raw.decode(), before[file].decode()) if file.endswith(".html") else [])
        ]  # fmt: skip
    return verdicts.html(str(shown), str(before))


def test_there_are_texts_enough_and_each_but_once() -> None:
    assert len(CORPUS) >= 60
    assert len(set(CORPUS.values())) == len(CORPUS)


def test_every_way_out_shows_something_at_all(plain: dict[str, object]) -> None:
    empty = [name for name, shown in plain.items() if not shown]

    assert empty == []


@pytest.mark.timeout(900)
def test_no_text_does_anything_anywhere(world: World, there: Mapping[Path, Acting], plain: dict[str, object]) -> None:
    found: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for called, hostile in CORPUS.items():
        for name, shown in found_in(world, there, hostile):
            if why := judged(name, shown, plain[name]):
                found[name][called] = why[:2]

    assert {name: dict(list(by.items())[:4]) for name, by in found.items()} == {}


def test_every_letter_to_slack_is_registered(world: World) -> None:
    drawn = {kind.__name__ for kind, how in TABLE.items() if isinstance(how, Renderer)}

    assert set(world.samples) == drawn


def test_every_view_is_registered() -> None:
    drawn_as_letters = {
        f"{how.draw.__module__.rpartition('.')[2]}.{how.draw.__name__}"
        for how in TABLE.values()
        if isinstance(how, Renderer)
    }
    there = {
        f"{Path(name).stem}.{node.name}"
        for name in python("handlers/views/")
        for node in tree(name).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.returns is not None
        and ast.unparse(node.returns) in ("View", "Message")
    }  # fmt: skip

    assert there - drawn_as_letters - NOT_DRAWN - set(ways.VIEWS) == set()
    assert set(ways.VIEWS) - there == {"questions.listing"}  # a text for a command, and no window


def test_every_page_and_export_is_registered() -> None:
    from handlers.web import pages

    templates = {one.name for one in pages.TEMPLATES.glob("*.j2")} - {
        "base.html.j2",
        "case_base.html.j2",
        "message.html.j2",
    }

    assert templates - {"case_file.html.j2", "case_index.html.j2"} == set(ways.PAGES)
    exports = {node.name for node in tree("cli.py").body if isinstance(node, ast.FunctionDef) and "export" in node.name}
    assert exports == {"roster_export", "export_matter", "export_year"}
    assert {
        name
        for name, _ in inspect.getmembers(ways, inspect.isfunction)
        if name in ("export", "roster_as", "calendars", "event", "page")
    } != set()


def test_every_column_is_either_people_s_words_or_ours() -> None:
    there = {
        (name, column.name)
        for name, table in SQLModel.metadata.tables.items()
        for column in table.columns
        if isinstance(column.type, AutoString | Text) and name not in NOT_PEOPLES
    }
    said = {(table, column) for table, columns in WORDS.items() for column in columns}
    said |= {(table, column) for table, columns in INSIDE.items() for column in columns}
    said |= {(table, column) for table, columns in OWN.items() for column in columns}

    assert there == said
