"""A value is compared, hashed and shown as the standard library's own frozen one is."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import field
from typing import Any, ClassVar

import pytest

from models import values
from models.rules.bodies import Body
from models.values import dataclass, is_value


@dataclass(frozen=True)
class Ours:
    """A value."""

    number: int
    name: str = "x"
    route: ClassVar[str] = "slack"
    words: Mapping[str, str] = field(default_factory=dict, hash=False)
    secret: str = field(default="", repr=False, compare=False)


@dataclasses.dataclass(frozen=True)
class Theirs:
    """The same, made by the standard library."""

    number: int
    name: str = "x"
    route: ClassVar[str] = "slack"
    words: Mapping[str, str] = field(default_factory=dict, hash=False)
    secret: str = field(default="", repr=False, compare=False)


@dataclass(frozen=True)
class Single:
    """One field."""

    number: int


@dataclass(frozen=True)
class Empty:
    """None."""


@dataclass(frozen=True)
class Further(Ours):
    """With one more."""

    more: int = 0


@dataclass(frozen=True)
class Told:
    """Shows itself in its own way."""

    number: int

    def __repr__(self) -> str:
        return "told"


@pytest.mark.parametrize("made", [Ours, Theirs])
def test_compared_hashed_and_shown_as_the_standard_ones(made: Any) -> None:
    one, same = made(1, words={"a": "b"}, secret="p"), made(1, words={"a": "b"}, secret="q")

    assert one == same
    assert hash(one) == hash(same) == hash(made(1))
    assert one != made(1)  # its words differ, which are compared and not hashed
    assert one != made(2, words={"a": "b"})
    assert repr(one) == f"{made.__name__}(number=1, name='x', words={{'a': 'b'}})"
    assert dataclasses.replace(one, name="y") == made(1, "y", {"a": "b"})
    assert dataclasses.asdict(one) == {"number": 1, "name": "x", "words": {"a": "b"}, "secret": "p"}


def test_another_kind_with_the_same_fields_is_another() -> None:
    others: list[object] = [Theirs(1), Further(1), 1]
    assert Ours(1) not in others
    assert Single(1) not in others
    assert Single(1) == Single(1)
    assert Single(1) != Single(2)
    assert len({Single(1), Single(1), Single(2)}) == 2
    assert Empty() == Empty()
    assert len({Empty(), Empty()}) == 1


def test_what_a_class_says_itself_stands() -> None:
    assert repr(Told(1)) == "told"
    assert Told(1) == Told(1)


def test_who_is_a_value() -> None:
    assert is_value(Body)
    assert is_value(Ours)
    assert not is_value(Theirs)
    assert not is_value(int)


def test_what_may_be_changed_is_not_made_here() -> None:
    with pytest.raises(TypeError):
        values.dataclass(frozen=False)
