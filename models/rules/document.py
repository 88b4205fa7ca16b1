"""Reads nested plain values (a YAML or JSON file's) and remembers every fault with its place. Knows no domain."""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final, TypeVar

from models.values import dataclass

Choice = TypeVar("Choice", bound=StrEnum)

KEY: Final = re.compile(r"[a-z][a-z0-9_]*")


class Problem(StrEnum):
    """What is wrong at one place of a file."""

    MISSING = "missing"
    UNKNOWN_FIELD = "unknown_field"
    NOT_A_MAPPING = "not_a_mapping"
    NOT_A_LIST = "not_a_list"
    NOT_A_TEXT = "not_a_text"
    NOT_A_NUMBER = "not_a_number"
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_A_KEY = "not_a_key"
    NOT_AMONG_CHOICES = "not_among_choices"
    UNKNOWN_REFERENCE = "unknown_reference"
    DUPLICATE = "duplicate"
    TOO_SMALL = "too_small"
    MIN_ABOVE_MAX = "min_above_max"
    WRONG_ORDER = "wrong_order"
    WRONG_FORM = "wrong_form"
    CIRCLE = "circle"
    NEEDS_PARENT = "needs_parent"
    NEEDS_TWO_SIDES = "needs_two_sides"
    STILL_HELD = "still_held"


@dataclass(frozen=True)
class Fault:
    """One fault: its place (`bodies[1].seats.umea.max`), what is wrong, and the value that stood there."""

    where: str
    problem: Problem
    value: str = ""


class StructureFault(Exception):
    """Raised when a file is no structure. Carries all faults; `where`, `problem`, `value` are the first one's."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f"{fault.where}: {fault.problem} {fault.value}".rstrip() for fault in faults))
        self.faults = faults
        self.where, self.problem, self.value = faults[0].where, faults[0].problem, faults[0].value


class Node:
    """A mapping at a known place. A reader that notes a fault still returns a usable value, so that reading goes on."""

    def __init__(self, value: object, where: str, faults: list[Fault]) -> None:
        self.where = where
        self.faults = faults
        self.values: Mapping[str, object] = {}
        self._read: set[str] = set()
        if isinstance(value, Mapping):
            self.values = {str(name): content for name, content in value.items()}
        else:
            self.fault("", Problem.NOT_A_MAPPING, value)

    def at(self, name: str) -> str:
        """The place of a field of this mapping."""
        return ".".join(part for part in (self.where, name) if part)

    def fault(self, name: str, problem: Problem, value: object = "") -> None:
        """Note a fault at a field ("" = this mapping itself)."""
        self.faults.append(Fault(self.at(name), problem, _shown(value)))

    def done(self) -> None:
        """Note every field nobody asked for: most often a misspelt one."""
        for name in self.values:
            if name not in self._read:
                self.fault(name, Problem.UNKNOWN_FIELD, name)

    def take(self, name: str) -> object:
        """A field's raw value; None when it is absent or empty."""
        self._read.add(name)
        return self.values.get(name)

    def text(self, name: str) -> str:
        """A required text; "" when it is at fault."""
        value = self.take(name)
        if value is None:
            self.fault(name, Problem.MISSING)
            return ""
        return self._text(name, value)

    def optional_text(self, name: str) -> str | None:
        """A text that may be absent."""
        value = self.take(name)
        return None if value is None else self._text(name, value) or None

    def key(self, name: str) -> str:
        """A required key: lower-case ASCII letters, digits and underscores."""
        value = self.text(name)
        if value and not KEY.fullmatch(value):
            self.fault(name, Problem.NOT_A_KEY, value)
        return value

    def number(self, name: str, least: int = 0) -> int:
        """A required whole number of at least `least`; that least when it is at fault."""
        value = self.take(name)
        if value is None:
            self.fault(name, Problem.MISSING)
        elif not isinstance(value, int) or isinstance(value, bool):
            self.fault(name, Problem.NOT_A_NUMBER, value)
        elif value < least:
            self.fault(name, Problem.TOO_SMALL, value)
        else:
            return value
        return least

    def optional_number(self, name: str, least: int = 0) -> int | None:
        """A whole number that may be absent."""
        return None if self.take(name) is None else self.number(name, least)

    def flag(self, name: str, default: bool) -> bool:
        """Yes or no; `default` when absent or at fault."""
        value = self.take(name)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        self.fault(name, Problem.NOT_YES_OR_NO, value)
        return default

    def choice(self, name: str, choices: type[Choice], default: Choice | None = None) -> Choice | None:
        """One of an enum's values; `default` when absent (a fault when there is no default) or at fault."""
        value = self.take(name)
        if value is None:
            if default is None:
                self.fault(name, Problem.MISSING)
            return default
        if value in list(choices):
            return choices(str(value))
        self.fault(name, Problem.NOT_AMONG_CHOICES, value)
        return default

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; empty when absent."""
        return tuple(text for index, value in self._items(name) if (text := self._text(f"{name}[{index}]", value)))

    def nodes(self, name: str) -> list["Node"]:
        """A required list of at least one mapping."""
        if self.take(name) in (None, [], ()):
            self.fault(name, Problem.MISSING)
        return [Node(value, self.at(f"{name}[{index}]"), self.faults) for index, value in self._items(name)]

    def node(self, name: str) -> "Node":
        """A mapping inside this one; an empty one when absent."""
        value = self.take(name)
        return Node({} if value is None else value, self.at(name), self.faults)

    def _items(self, name: str) -> Iterator[tuple[int, object]]:
        value = self.take(name)
        if isinstance(value, list | tuple):
            yield from enumerate(value)
        elif value is not None:
            self.fault(name, Problem.NOT_A_LIST, value)

    def _text(self, name: str, value: object) -> str:
        if isinstance(value, str) and value.strip():
            return value.strip()
        self.fault(name, Problem.NOT_A_TEXT, value)
        return ""


def _shown(value: object) -> str:
    return str(value)[:80]
