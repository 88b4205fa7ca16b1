"""Small checkers for JSON that answer in the words and pointers Slack uses. They know no Block Kit."""

from collections.abc import Callable, Mapping
from typing import Any

Problems = list[str]
Check = Callable[[Any, str, Problems], None]


def say(problems: Problems, message: str, where: str) -> None:
    """Add a problem with its JSON pointer."""
    problems.append(f"{message} [json-pointer:{where}]")


def text(most: int | None = None, least: int = 0) -> Check:
    """A string of so many characters."""

    def check(value: Any, where: str, problems: Problems) -> None:
        if not isinstance(value, str):
            say(problems, "must provide a string", where)
        elif most is not None and len(value) > most:
            say(problems, f"must be less than {most + 1} characters", where)
        elif len(value) < least:
            say(problems, f"must be more than {least - 1} characters", where)

    return check


def matching(fits: Callable[[str], bool], what: str) -> Check:
    """A string that `fits`; `what` names what it should be."""

    def check(value: Any, where: str, problems: Problems) -> None:
        if not isinstance(value, str):
            say(problems, "must provide a string", where)
        elif not fits(value):
            say(problems, f"{what}", where)

    return check


def boolean(value: Any, where: str, problems: Problems) -> None:
    """True or false."""
    if not isinstance(value, bool):
        say(problems, "must provide a boolean", where)


def number(least: float | None = None, most: float | None = None) -> Check:
    """A number between the two, both included."""

    def check(value: Any, where: str, problems: Problems) -> None:
        if isinstance(value, bool) or not isinstance(value, int | float):
            say(problems, "must provide a number", where)
        elif least is not None and value < least:
            say(problems, f"must be at least {least}", where)
        elif most is not None and value > most:
            say(problems, f"must be at most {most}", where)

    return check


def one_of(*allowed: Any) -> Check:
    """One of those values."""

    def check(value: Any, where: str, problems: Problems) -> None:
        if value not in allowed:
            say(problems, f"must be one of: {', '.join(map(str, allowed))}", where)

    return check


def array(item: Check, least: int = 0, most: int | None = None) -> Check:
    """A list with so many entries, each as `item` says."""

    def check(value: Any, where: str, problems: Problems) -> None:
        if not isinstance(value, list):
            say(problems, "must provide an array", where)
            return
        if len(value) < least:
            say(problems, f"no fewer than {least} items allowed", where)
        if most is not None and len(value) > most:
            say(problems, f"no more than {most} items allowed", where)
        for place, entry in enumerate(value):
            item(entry, f"{where}/{place}", problems)

    return check


def fields(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object with exactly those fields."""
    known = {**required, **(optional or {})}

    def check(value: Any, where: str, problems: Problems) -> None:
        if not isinstance(value, dict):
            say(problems, "must provide an object", where)
            return
        for name in required:
            if name not in value:
                say(problems, f"missing required field: {name}", where)
        for name, inner in value.items():
            if name in known:
                known[name](inner, f"{where}/{name}", problems)
            else:
                say(problems, f"invalid additional property: {name}", where)

    return check


def typed(kinds: Mapping[str, Check]) -> Check:
    """An object whose `type` chooses which of those checks it must pass."""

    def check(value: Any, where: str, problems: Problems) -> None:
        if not isinstance(value, dict):
            say(problems, "must provide an object", where)
        elif not isinstance(value.get("type"), str):
            say(problems, "missing required field: type", where)
        elif value["type"] not in kinds:
            say(problems, f"unsupported type: {value['type']}", f"{where}/type")
        else:
            kinds[value["type"]](value, where, problems)

    return check


def anything(value: Any, where: str, problems: Problems) -> None:
    """No demand."""
