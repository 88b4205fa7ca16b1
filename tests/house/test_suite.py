"""The tests themselves: each one says something that can be false, waits for conditions and patches nothing of ours."""

import ast
import re

import pytest

from tests.house.looking import python, tree

SAYS = re.compile(r"\bassert\b|\braises\(|\bexpect\(|\bcheck\w*\(|\bassert_\w+\(|\bpytest\.fail\(")
OURS = re.compile(
    r"""(?:monkeypatch\.setattr|mock\.patch|patch)\(\s*["']?(?:app|bot|handlers|calendar_sync|models)\b"""
)


def written(module: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [
        node
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
    ]


def mute(module: ast.Module) -> list[str]:
    """The tests that can not fail but by an accident: no assert in them, nor in a helper of the same file."""
    helpers = {
        node.name
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("test_")
        and SAYS.search(ast.unparse(node))
    }
    called = re.compile("|".join(rf"\b{name}\(" for name in sorted(helpers)) or "(?!)")
    return [
        one.name for one in written(module) if not SAYS.search(text := ast.unparse(one)) and not called.search(text)
    ]


def hopes(module: ast.Module) -> list[int]:
    """The lines that sleep for a while instead of waiting for something: a sleep that no loop looks around."""
    in_loops = {
        id(inner)
        for loop in ast.walk(module)
        if isinstance(loop, ast.While | ast.For | ast.AsyncFor)
        for inner in ast.walk(loop)
    }
    return [
        node.lineno
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"asyncio.sleep", "time.sleep"}
        and ast.unparse(node.args[0]) != "0"
        and id(node) not in in_loops
    ]


@pytest.mark.parametrize("name", [name for name in python("tests/") if "/test_" in name])
def test_each_test_says_something_that_can_be_false(name: str) -> None:
    assert mute(tree(name)) == []


@pytest.mark.parametrize("name", python("tests/"))
def test_nothing_waits_by_hoping_or_patches_what_is_ours(name: str) -> None:
    assert hopes(tree(name)) == []
    assert OURS.search(ast.unparse(tree(name))) is None or name == "tests/house/test_suite.py"


def test_a_test_without_an_assert_is_seen() -> None:
    helper = "def check(x):\n    assert x\n"
    code = helper + "def test_a():\n    work()\ndef test_b():\n    check(1)\ndef test_c():\n    assert x"

    assert mute(ast.parse(code)) == ["test_a"]


def test_a_sleep_that_hopes_is_seen() -> None:
    code = "await asyncio.sleep(1)\nwhile not done():\n    await asyncio.sleep(0.01)\nawait asyncio.sleep(0)"

    assert hopes(ast.parse(code)) == [1]


def test_a_patch_of_our_own_is_seen() -> None:
    assert OURS.search("monkeypatch.setattr('bot.clock.now', lambda: 1)")
    assert not OURS.search("monkeypatch.setattr('slack_sdk.version', 1)")
