"""What a letter is: a frozen dataclass of ids, with a route, the matter whose order it keeps, and perhaps a card it draws anew."""

from __future__ import annotations

import json
from typing import Any, ClassVar, TypeVar

from models.values import dataclass

CATALOGUE: dict[str, type[Letter]] = {}


@dataclass(frozen=True)
class Letter:
    """Something to send. Fields are ids (or facts that must not change, such as who answered), never ready text.

    `matter()`: letters of one matter leave in order. `card()`: the name of the message that is posted once and then updated
    in place; a later letter for the same card makes an earlier one needless. `urgent`: 1 goes before 0.
    """

    route: ClassVar[str] = "slack"
    urgent: ClassVar[int] = 0
    kind: ClassVar[str] = ""

    def matter(self) -> str:
        """The matter whose letters leave in order."""
        raise LookupError(self.kind)

    def card(self) -> str | None:
        """The message that this letter draws anew, if it is one that stays and changes."""
        return None


_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
L = TypeVar("L", bound=type[Letter])


def letter(cls: L) -> L:
    """Enter a letter type in the catalogue under its class name."""
    if cls.__name__ in CATALOGUE:
        raise ValueError(f"two letters named {cls.__name__}")
    cls.kind = cls.__name__
    CATALOGUE[cls.__name__] = cls
    return cls


def write(one: Letter) -> str:
    """The letter's fields as JSON."""
    return _JSON.encode(vars(one))


def read(kind: str, payload: str) -> Letter:
    """The letter of a row. Raises KeyError for a kind that this version does not know."""
    fields: dict[str, Any] = json.loads(payload)
    return CATALOGUE[kind](**fields)
