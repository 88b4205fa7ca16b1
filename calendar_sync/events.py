"""Our event ↔ Graph's event. Pure: Graph's side is its JSON. What changes is decided in models/rules/events.py."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from html import escape
from html.parser import HTMLParser
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.reads.events import EventText
from bot.text.calendar import FIRST
from bot.text.markup import plain
from models.rules.events import Invitee, Picture, Step, There, When

Json = dict[str, Any]
STAMP: Final = "String {3c9f6f0a-5a0e-4d57-9a3e-0f6b5d2a7e41} Name SamverkanEvent"
"""The extended property that carries our own id. Never to be changed: older events have it."""
MOST_ATTENDEES: Final = 500

# Outlook knows Windows' names of zones, and of Europe's IANA names only some.
WINDOWS: Final = {
    "Europe/Stockholm": "W. Europe Standard Time",
    "Europe/Oslo": "W. Europe Standard Time",
    "Europe/Copenhagen": "Romance Standard Time",
    "Europe/Helsinki": "FLE Standard Time",
    "Europe/Mariehamn": "FLE Standard Time",
    "Etc/UTC": "UTC",
}
_BLOCKS: Final = frozenset(
    "address,blockquote,br,div,h1,h2,h3,h4,h5,h6,hr,li,ol,p,pre,table,tbody,td,th,tr,ul".split(",")  # noqa: SIM905 (shorter)
)
_BODY: Final = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_FRACTION: Final = re.compile(r"\.\d+$")


def part(text: EventText) -> str:
    """Our part of an event's text: one table of one fixed pattern, every value in it escaped."""
    rows = "".join(
        f"<li>{_e(one.title)}{f'<br><i>{_e(one.details)}</i>' if one.details else ''}</li>" for one in text.items
    )
    middle = [f"<p>{_e(one)}</p>" for one in text.paragraphs]
    heading = [f"<p><b>{_e(text.heading)}</b></p>"] if text.heading else []
    listed = [f"<ol>{rows}</ol>"] if rows else []
    inside = "".join([f"<p><i>{_e(FIRST)}</i></p>", *heading, *listed, *middle, f"<p>{_e(text.last)}</p>"])
    return f'<table style="width:100%"><tbody><tr><td style="padding:8px">{inside}</td></tr></tbody></table>'


def new(picture: Picture, stamp: str, transaction_id: str, zone: ZoneInfo) -> Json:
    """The content of the create: to be stored before it is sent, and sent again as it stands."""
    return {
        "subject": picture.subject,
        "body": _body(picture.part),
        "start": edge(picture.when.starts, zone),
        "end": edge(picture.when.ends, zone),
        "location": {"displayName": picture.when.place},
        "showAs": picture.show_as,
        "attendees": [_attendee(one) for one in picture.attendees[:MOST_ATTENDEES]],
        "transactionId": transaction_id,
        "singleValueExtendedProperties": [{"id": STAMP, "value": stamp}],
    }


def patch(step: Step, remote: Json, was: Picture, zone: ZoneInfo) -> Json:
    """One step as the content of a PATCH; `remote` is the event as it was just read, `was` the picture sent last."""
    if step.leave or step.come:
        kept = [_kept(one) for one in remote.get("attendees") or [] if _address(one) not in step.leave]
        return {"attendees": [*kept, *(_attendee(one) for one in step.come)][:MOST_ATTENDEES]}
    found: Json = {}
    if step.subject is not None:
        found["subject"] = step.subject
    if step.time is not None:
        found |= {"start": edge(step.time[0], zone), "end": edge(step.time[1], zone)}
    if step.place is not None:
        found["location"] = {"displayName": step.place}
    if step.show_as is not None:
        found["showAs"] = step.show_as
    if step.part is not None:
        found["body"] = _body(replaced(content(remote), step.part, was.part))
    return found


def there(remote: Json, wanted_part: str) -> There:
    """The event as it stands in Outlook."""
    document = content(remote)
    at = found_at(document)
    return There(
        str(remote.get("subject") or ""),
        when(remote),
        str(remote.get("showAs") or ""),
        tuple(_address(one) for one in remote.get("attendees") or []),
        at is not None and lines(document[at[0] : at[1]]) == lines(wanted_part),
    )


def when(remote: Json) -> When:
    """Its time, as moments, and its place."""
    place = str((remote.get("location") or {}).get("displayName") or "")
    return When(_moment(remote["start"]), _moment(remote["end"]), place)


def responses(remote: Json) -> dict[str, str]:
    """What each attendee has answered, by address in lower case; `none` is no answer yet, and unknown values are none."""
    return {
        _address(one): str((one.get("status") or {}).get("response") or "none")
        for one in remote.get("attendees") or []
        if _address(one)
    }


def is_cancelled(remote: Json) -> bool:
    """Whether it stands there as cancelled."""
    return bool(remote.get("isCancelled"))


def content(remote: Json) -> str:
    """The event's text, as HTML."""
    return str((remote.get("body") or {}).get("content") or "")


def edge(moment: datetime, zone: ZoneInfo) -> Json:
    """A start or an end: local time without an offset, and the zone by a name that Outlook knows."""
    local = moment.astimezone(zone)
    return {"dateTime": local.strftime("%Y-%m-%dT%H:%M:%S"), "timeZone": WINDOWS.get(zone.key, zone.key)}


# ---------------------------------------------------------------- the text


def replaced(document: str, ours: str, was: str) -> str:
    """The text with our part in it, and all that others wrote kept as it stands, byte for byte.

    Our part is found by its first line, wherever Exchange or people have put it; where it is not found it goes first.
    Lines that somebody wrote inside it come out below it.
    """
    at = found_at(document)
    if at is None:
        start = _BODY.search(document)
        place = start.end() if start else 0
        return f"{document[:place]}{ours}{document[place:]}"
    rest = document[: at[0]] + document[at[1] :]
    known = {_bare(line) for line in (*lines(was), *lines(ours), *lines(rest))}
    theirs = [line for line in lines(document[at[0] : at[1]]) if _bare(line) and _bare(line) not in known]
    saved = "".join(f"<p>{_e(line)}</p>" for line in theirs)
    return f"{document[: at[0]]}{ours}{saved}{document[at[1] :]}"


def found_at(document: str) -> tuple[int, int] | None:
    """Where our part begins and ends: the innermost table whose text begins with our first line."""
    finder = _Tables(document)
    finder.feed(document)
    finder.close()
    return finder.found


def lines(html: str) -> tuple[str, ...]:
    """The words of a piece of HTML, line by line."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    said = (" ".join(line.split()) for line in "".join(reader.words).split("\n"))
    return tuple(line for line in said if line)


class _Tables(HTMLParser):
    """Looks for the innermost table that begins with our first line."""

    def __init__(self, document: str) -> None:
        super().__init__(convert_charrefs=True)
        self._document = document
        self._starts = [0, *(at.end() for at in re.finditer("\n", document))]
        self._open: list[tuple[int, list[str]]] = []
        self.found: tuple[int, int] | None = None

    def _here(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A table begins."""
        if tag == "table":
            self._open.append((self._here(), []))

    def handle_endtag(self, tag: str) -> None:
        """A table ends: inner ones end first."""
        if tag == "table" and self._open:
            start, words = self._open.pop()
            if self.found is None and _bare("".join(words)).startswith(_bare(FIRST)):
                end = self._document.find(">", self._here())
                self.found = (start, end + 1 if end >= 0 else len(self._document))

    def handle_data(self, data: str) -> None:
        """Words belong to all tables around them."""
        for _, words in self._open:
            words.append(data)


class _Words(HTMLParser):
    """Collects the words; a block begins and ends a line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins a line; a style sheet is no text."""
        self._hidden += tag in ("style", "script", "title")
        if tag in _BLOCKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """A block ends a line."""
        self._hidden -= tag in ("style", "script", "title") and self._hidden > 0
        if tag in _BLOCKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        """Words; line breaks of the source are spaces."""
        if not self._hidden:
            self.words.append(re.sub(r"\s+", " ", data))


def _bare(text: str) -> str:
    """A text as it is compared: letters and digits alone, whatever Exchange did to the rest."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _e(text: str) -> str:
    return escape(" ".join(plain(text).split()))


def _body(html: str) -> Json:
    return {"contentType": "html", "content": html}


def _attendee(one: Invitee) -> Json:
    return {"emailAddress": {"address": one.address, "name": plain(one.name)}, "type": "required"}


def _kept(one: Json) -> Json:
    """An attendee who stays, as they stand there; what they answered is Outlook's own."""
    address = one.get("emailAddress") or {}
    return {
        "emailAddress": {"address": str(address.get("address")), "name": str(address.get("name") or "")},
        "type": str(one.get("type") or "required"),
    }


def _address(one: Json) -> str:
    return str((one.get("emailAddress") or {}).get("address") or "").strip().lower()


def _moment(said: Json) -> datetime:
    """A start or an end in UTC, which is what Graph answers in unless asked for something else."""
    zone = str(said.get("timeZone") or "UTC")
    if zone != "UTC":
        raise ValueError(f"an answer in {zone}")
    text = str(said["dateTime"]).rstrip("Z")
    fraction = _FRACTION.search(text)
    return datetime.fromisoformat(text[: fraction.start()] if fraction else text).replace(tzinfo=UTC)


def people(pairs: Iterable[tuple[str, str]]) -> tuple[Invitee, ...]:
    """(address, name) of those to be invited; an address counts once, whatever its case."""
    found: dict[str, Invitee] = {}
    for address, name in pairs:
        found.setdefault(address.strip().lower(), Invitee(address.strip().lower(), name))
    return tuple(found.values())
