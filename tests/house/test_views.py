"""Views draw shapes and nothing else: what they take from the reads are frozen values, never a way to the database."""

import ast
import enum
import importlib

from models.values import is_value
from tests.house.looking import python, tree


def taken_from_reads(module: ast.Module) -> list[tuple[str, str]]:
    """Each (module, name) that a view imports from bot.reads."""
    return [
        (node.module, alias.name)
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("bot.reads")
        for alias in node.names
    ] + [
        (alias.name, "")
        for node in ast.walk(module)
        if isinstance(node, ast.Import)
        for alias in node.names
        if alias.name.startswith("bot.reads")
    ]


def is_a_frozen_value(module: str, name: str) -> bool:
    found = getattr(importlib.import_module(module), name, None) if name else None
    if not isinstance(found, type):
        return False
    return issubclass(found, enum.Enum) or is_value(found)


def test_views_take_only_shapes_from_the_reads() -> None:
    taken = {(name, *one) for name in python("handlers/views/") for one in taken_from_reads(tree(name))}

    assert taken
    assert {one for one in taken if not is_a_frozen_value(one[1], one[2])} == set()


def test_a_read_in_a_view_is_seen() -> None:
    assert taken_from_reads(ast.parse("from bot.reads.home import page")) == [("bot.reads.home", "page")]
    assert not is_a_frozen_value("bot.reads.home", "page")
