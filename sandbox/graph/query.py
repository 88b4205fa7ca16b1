"""OData's query options over items: $filter, $expand, $select, $orderby and paging; not what an item is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from sandbox.graph.errors import GraphError, Json
from sandbox.graph.model import Item
from sandbox.graph.render import same_id, shown_as
from sandbox.graph.schema import EVENT, READ_ONLY
from sandbox.graph.zones import instant

PAGE, MOST = 10, 1000
TEXT = r"'((?:[^']|'')*)'"
STAMPED = re.compile(
    rf"singleValueExtendedProperties/any\(\s*(\w+)\s*:\s*\1/id\s+eq\s+{TEXT}\s+and\s+\1/value\s+eq\s+{TEXT}\s*\)",
    re.IGNORECASE,
)
STARTS = re.compile(rf"startswith\(\s*subject\s*,\s*{TEXT}\s*\)", re.IGNORECASE)
COMPARED = re.compile(rf"([\w/]+)\s+(eq|ne|gt|ge|lt|le)\s+(?:{TEXT}|([\w.:+-]+))")
EXPANDED = re.compile(r"singleValueExtendedProperties\(\s*\$filter\s*=\s*(.+)\)", re.IGNORECASE)
SELECTABLE = (EVENT.keys() | READ_ONLY | {"transactionId", "recurrence", "extensions"}) - {"calendar", "attachments"}
COMPARABLE: dict[str, Callable[[Item], Any]] = {
    "subject": lambda item: item.subject,
    "iCalUId": lambda item: item.ical,
    "showAs": shown_as,
    "importance": lambda item: item.importance,
    "sensitivity": lambda item: item.sensitivity,
    "isAllDay": lambda item: item.is_all_day,
    "isCancelled": lambda item: item.is_cancelled,
    "isOrganizer": lambda item: item.is_organizer,
    "start/dateTime": lambda item: item.start,
    "end/dateTime": lambda item: item.end,
    "createdDateTime": lambda item: item.created,
    "lastModifiedDateTime": lambda item: item.modified,
}
SORTABLE = {"subject", "start/dateTime", "end/dateTime", "createdDateTime", "lastModifiedDateTime"}
ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda a, b: bool(a == b),
    "ne": lambda a, b: bool(a != b),
    "gt": lambda a, b: bool(a > b),
    "ge": lambda a, b: bool(a >= b),
    "lt": lambda a, b: bool(a < b),
    "le": lambda a, b: bool(a <= b),
}


def known(query: Mapping[str, str], *names: str) -> None:
    """400 for a query option that the operation does not take."""
    for name in query.keys() - set(names):
        raise GraphError(400, "BadRequest", f"The query parameter '{name}' is not supported.")


def filtered(items: Iterable[Item], text: str | None) -> list[Item]:
    """The items that a $filter lets through: tests joined by `and`; 400 for what Graph or this sandbox lacks."""
    tests = [_test(clause) for clause in _clauses(text)] if text is not None else []
    return [item for item in items if all(test(item) for test in tests)]


def expanded(text: str | None) -> frozenset[str]:
    """The ids of extended properties that $expand asks for. Without a filter on the id Graph refuses."""
    if text is None:
        return frozenset()
    found = EXPANDED.fullmatch(text.strip())
    ids = [re.fullmatch(rf"\s*id\s+eq\s+{TEXT}\s*", part) for part in re.split(r"\s+or\s+", found[1])] if found else []
    if not ids or None in ids:
        why = f"The expand '{text}' is not supported: singleValueExtendedProperties($filter=id eq '...') is."
        raise GraphError(400, "ErrorInvalidUrlQuery", why)
    return frozenset(one[1].replace("''", "'") for one in ids if one)


def selected(events: list[Json], text: str | None) -> list[Json]:
    """Each event with the chosen properties, and what is always there: its id, its etag, what was expanded."""
    if text is None:
        return events
    names = {name.strip() for name in text.split(",")}
    for name in names - SELECTABLE:
        raise GraphError(
            400, "BadRequest", f"Could not find a property named '{name}' on type 'Microsoft.OutlookServices.Event'."
        )
    names |= {"@odata.etag", "id", "singleValueExtendedProperties"}
    return [{name: value for name, value in event.items() if name in names} for event in events]


def ordered(items: list[Item], text: str | None) -> list[Item]:
    """The items in the order that $orderby asks for."""
    for part in reversed((text or "").split(",") if text else []):
        name, _, direction = part.strip().partition(" ")
        if name not in SORTABLE or direction.strip() not in ("", "asc", "desc"):
            raise GraphError(400, "BadRequest", f"$orderby '{part}' is not supported.")
        items = sorted(items, key=COMPARABLE[name], reverse=direction.strip() == "desc")
    return items


def number(query: Mapping[str, str], name: str, default: int, most: int) -> int:
    """A number among the query options; 400 outside its bounds."""
    value = query.get(name)
    if value is None:
        return default
    if not value.isdigit() or not (name == "$skip" or int(value) >= 1) or int(value) > most:
        raise GraphError(400, "ErrorInvalidParameter", f"The value '{value}' of {name} is not supported.")
    return int(value)


def page(items: list[Item], query: Mapping[str, str], url: str) -> tuple[list[Item], Json]:
    """One page of the items, and what is said about the others: @odata.count and an absolute @odata.nextLink."""
    top, skip = number(query, "$top", PAGE, MOST), number(query, "$skip", 0, 10**9)
    said: Json = {"@odata.count": len(items)} if query.get("$count", "").lower() == "true" else {}
    if skip + top < len(items):
        said["@odata.nextLink"] = f"{url}?{urlencode({**query, '$top': top, '$skip': skip + top})}"
    return items[skip : skip + top], said


def _clauses(text: str) -> list[str]:
    """The tests of a filter: split at `and`, but not inside quotes or brackets."""
    parts, depth, quoted, start = [], 0, False, 0
    for at, letter in enumerate(text):
        quoted ^= letter == "'"
        depth += 0 if quoted else (letter == "(") - (letter == ")")
        if not quoted and not depth and text[at : at + 5].lower() == " and ":
            parts.append(text[start:at])
            start = at + 5
    return [part.strip() for part in [*parts, text[start:]]]


def _test(clause: str) -> Callable[[Item], bool]:
    if found := STAMPED.fullmatch(clause):
        name, value = frozenset({_plain(found[2])}), _plain(found[3]).lower()
        return lambda item: any(same_id(key, name) and kept.lower() == value for key, kept in item.extended.items())
    if found := STARTS.fullmatch(clause):
        prefix = _plain(found[1]).lower()
        return lambda item: item.subject.lower().startswith(prefix)
    found = COMPARED.fullmatch(clause)
    if found is None or found[1] not in COMPARABLE:
        raise GraphError(
            400, "ErrorInvalidUrlQueryFilter", f"The query filter contains one or more invalid nodes: {clause}"
        )
    read, compare = COMPARABLE[found[1]], ORDER[found[2]]
    wanted = _literal(found[1], _plain(found[3]) if found[3] is not None else found[4])
    return lambda item: compare(read(item), wanted)


def _literal(name: str, text: str) -> str | bool | datetime:
    if name.endswith("ateTime"):
        return instant(name, text)
    return text == "true" if name.startswith("is") else text


def _plain(quoted: str) -> str:
    return quoted.replace("''", "'")
