"""How the house tests look at the code: the files that git knows, and their syntax trees. No rule is in here."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("app.py", "cli", "demo", "samverkan.py", "bot/", "calendar_sync/", "handlers/", "migrations/", "models/")


@cache
def tracked() -> tuple[str, ...]:
    """Every file that is, or is about to be, committed."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True)
    return tuple(sorted(name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()))


def python(*under: str) -> list[str]:
    """The Python files under those folders (or of those names); all of them without any."""
    return [name for name in tracked() if name.endswith(".py") and (not under or name.startswith(under))]


@cache
def text(name: str) -> str:
    """What a file says."""
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def tree(name: str) -> ast.Module:
    """A Python file's syntax tree."""
    return ast.parse(text(name), filename=name)


def docstrings(module: ast.Module) -> set[int]:
    """The ids of the nodes that are docstrings, and of strings that stand alone as comments do."""
    return {
        id(node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }


def calls(module: ast.AST, name: str) -> Iterator[ast.Call]:
    """Each call of a function or method of that name."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            called = node.func
            if (isinstance(called, ast.Name) and called.id == name) or (
                isinstance(called, ast.Attribute) and called.attr == name
            ):
                yield node
