"""What is wrong with what came out: one verdict for each kind of way out. They know Slack, HTML, iCalendar and spreadsheets, and no page of ours."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from icalendar import Calendar
from openpyxl import load_workbook

from sandbox.slack.blocks import check_blocks
from sandbox.slack.viewshape import check_view, too_large

HIDDEN = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Signs that hide or turn what follows, end a line, or are none."""
_ALIVE = re.compile(r"<([^<>]*)>?")
_OURS = re.compile(
    r"https://[a-z0-9.-]+\.(?:slack\.com|example)/[^|\s]*\|[^|]+|#C[A-Z0-9]+|https?://127\.0\.0\.1:\d+/[^|\s]*\|[^|]+"
)
_FORMULA = re.compile(r"[=+\-@\t\r\n\0]")
VOID = frozenset({"br", "meta", "link", "img", "hr", "input"})


def _texts(value: Any) -> Iterator[tuple[str, str]]:
    """Every text in a message or view: its kind (mrkdwn or plain) and what it says."""
    if isinstance(value, dict):
        if value.get("type") in ("mrkdwn", "plain_text") and isinstance(value.get("text"), str):
            yield str(value["type"]), value["text"]
        elif isinstance(value.get("text"), str):
            yield "mrkdwn", value["text"]
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def slack(shown: Any) -> list[str]:
    """Live mentions, links that are not ours, hidden signs, and what Slack would refuse, in a message, a view or a plain answer."""
    found: list[str] = []
    pairs = [("mrkdwn", shown)] if isinstance(shown, str) else list(_texts(shown))
    for kind, said in pairs:
        if hidden := HIDDEN.search(said):
            found.append(f"hidden sign {hidden[0]!r} in {said[:60]!r}")
        if kind == "mrkdwn":
            found += [f"alive: <{inside[:60]}>" for inside in _ALIVE.findall(said) if not _OURS.fullmatch(inside)]
            if re.search(r"&(?!(?:amp|lt|gt);)", said):
                found.append(f"a bare & in {said[:60]!r}")
    if isinstance(shown, dict) and shown.get("type") in ("modal", "home"):
        found += check_view(shown)
        found += ["too large"] if too_large(shown) else []
    elif isinstance(shown, dict):
        found += check_blocks(shown.get("blocks", []), "message")
        found += ["no text"] if not shown["text"].strip() else ["text too long"] if len(shown["text"]) > 4000 else []
    return found


class _Elements(HTMLParser):
    """Counts the elements, and takes down what acts."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: Counter[str] = Counter()
        self.acts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.elements[tag] += 1
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith(("javascript:", "data:")):
                self.acts.append(f"{tag} {name}={value}")


def elements(document: str) -> Counter[str]:
    """The elements of a document, by name."""
    reader = _Elements()
    reader.feed(document)
    reader.close()
    return reader.elements


def html(document: str, plain: str) -> list[str]:
    """Elements that the same page does not have with harmless words in it, what acts, and hidden signs."""
    reader = _Elements()
    reader.feed(document)
    reader.close()
    added = reader.elements - elements(plain)
    allowed = {"br", "p", "li", "dd", "dt", "div", "span", "section", "h2", "h3"}  # a longer text has more lines
    found = [f"element <{tag}>" for tag in added if tag not in allowed]
    hidden = HIDDEN.search(document)
    return [*found, *reader.acts, *([f"hidden sign {hidden[0]!r}"] if hidden else [])]


def ics(raw: bytes, plain: bytes) -> list[str]:
    """Events or properties that the file does not have with harmless words, lines that are too long, hidden signs."""
    lines = raw.split(b"\r\n")
    found = [f"line of {len(line)} bytes" for line in lines if len(line) > 75] + [
        "a bare line break" for line in lines if b"\n" in line or b"\r" in line
    ]
    said, before = Calendar.from_ical(raw), Calendar.from_ical(plain)
    if len(said.subcomponents) != len(before.subcomponents):
        found.append("another number of events")
    names = {name for one in said.walk() for name in one}
    known = {name for one in before.walk() for name in one} | {"SUMMARY", "DESCRIPTION", "LOCATION"}
    found += [f"property {name}" for name in names - known]
    if hidden := HIDDEN.search(raw.decode().replace("\r\n", "")):
        found.append(f"hidden sign {hidden[0]!r}")
    return found


def table(raw: bytes, plain: bytes, delimiter: str) -> list[str]:
    """Rows or cells that the file does not have with harmless words, and formulas."""
    rows, before = (
        [*csv.reader(io.StringIO(one.decode("utf-8-sig"), newline=""), delimiter=delimiter)] for one in (raw, plain)
    )
    found = [f"a formula: {cell[:40]!r}" for row in rows for cell in row if _FORMULA.match(cell)]
    if [len(row) for row in rows] != [len(row) for row in before]:
        found.append("other rows or cells")
    return found


def workbook(raw: bytes) -> list[str]:
    """Cells of a workbook that are formulas."""
    book = load_workbook(io.BytesIO(raw))
    return [
        f"a formula in {cell.coordinate}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


def event(shown: dict[str, Any], plain: dict[str, Any]) -> list[str]:
    """Of an event in Outlook: line breaks in what is one line, elements in the body that are not ours, hidden signs."""
    one_line = [str(shown.get("subject", "")), str((shown.get("location") or {}).get("displayName", ""))]
    one_line += [str(one["emailAddress"]["name"]) for one in shown.get("attendees", [])]
    found = [f"a line break in {said[:40]!r}" for said in one_line if "\n" in said or "\r" in said]
    found += [
        f"hidden sign in {said[:40]!r}" for said in [*one_line, str(shown.get("comment", ""))] if HIDDEN.search(said)
    ]
    found += [f"a subject of {len(one_line[0])} signs"] if len(one_line[0]) > 255 else []
    return found + (html(shown["body"]["content"], plain["body"]["content"]) if "body" in shown else [])
