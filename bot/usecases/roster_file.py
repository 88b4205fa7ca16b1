"""The roster as a file: .csv and .xlsx ↔ rows of text. Not what the cells mean: that is models/rules/roster_rows.py."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

from bot.text import markup
from bot.text import roster as words
from models.rules.roster_rows import RawRow, plain

_GUARDED: Final = re.compile(r"'*[=+\-@\t\r\n]")
"""What a spreadsheet would take for a formula, and what already has our apostrophe before it."""
_OPTIONAL: Final = frozenset({"order", "start", "end"})
_ZIP: Final = b"PK\x03\x04"
_FIELDS: Final = {re.sub(r"\W", "", plain(heading)): field for field, heading in words.COLUMNS.items()}


class FileFault(Exception):
    """The file as a whole cannot be read; the text is the sentence for the user."""


def read(path: Path) -> list[RawRow]:
    """The rows of a roster file, empty ones left out. Raises FileFault."""
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise FileFault(words.NO_FILE.format(path=path.name)) from fault
    return read_bytes(content, path.name)


def read_bytes(content: bytes, name: str) -> list[RawRow]:
    """The rows of a file's content; `name` tells the kind by its ending. Raises FileFault."""
    ending = Path(name).suffix.lower()
    if ending not in (".csv", ".xlsx"):
        raise FileFault(words.WRONG_KIND.format(path=name))
    records = _workbook(content) if ending == ".xlsx" else _text(content)
    return _rows(records)


def write(path: Path, rows: Iterable[RawRow]) -> None:
    """Write a roster file of the kind that the path's ending tells. Raises FileFault."""
    try:
        path.write_bytes(write_bytes(rows, path.name))
    except OSError as fault:
        raise FileFault(words.NO_FILE.format(path=path.name)) from fault


def write_bytes(rows: Iterable[RawRow], name: str) -> bytes:
    """A roster file's content: CSV as Excel opens it (`;`, byte order mark) or a workbook; no cell is a formula."""
    table = [
        tuple(words.COLUMNS.values()),
        *(tuple(_guard(markup.plain(cell)) for cell in astuple(row)[1:-1]) for row in rows),
    ]
    match Path(name).suffix.lower():
        case ".csv":
            text = io.StringIO(newline="")
            csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(table)
            return text.getvalue().encode("utf-8-sig")
        case ".xlsx":
            return _as_workbook(table)
        case _:
            raise FileFault(words.WRONG_KIND.format(path=name))


def _text(content: bytes) -> list[list[str]]:
    if content.startswith(_ZIP):
        return _workbook(content)  # a workbook that somebody has renamed
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise FileFault(words.NOT_UTF8.format(at=fault.start)) from fault
    heading = next((line for line in text.splitlines() if line.strip()), "")
    separator = ";" if heading.count(";") >= heading.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return list(reader)
    except csv.Error as fault:
        raise FileFault(words.NOT_CSV.format(row=reader.line_num)) from fault


def _workbook(content: bytes) -> list[list[str]]:
    from openpyxl import load_workbook  # slow to import: the bot that only runs does without
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet: Any = book.worksheets[0]
        records = [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        book.close()
    except (BadZipFile, InvalidFileException, KeyError, IndexError, ValueError, OSError) as fault:
        raise FileFault(words.NOT_XLSX) from fault
    return records


def _cell(value: object) -> str:
    """A cell as it would stand in the CSV file."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _rows(records: Sequence[Sequence[str]]) -> list[RawRow]:
    numbered = ((number, [cell.strip() for cell in record]) for number, record in enumerate(records, start=1))
    filled = ((number, cells) for number, cells in numbered if any(cells))
    heading = next(filled, None)
    if heading is None:
        raise FileFault(words.EMPTY_FILE.format(headings=words.HEADINGS))
    fields = _fields(heading[1])
    return list(_raw(fields, filled))


def _raw(fields: Sequence[str], records: Iterable[tuple[int, list[str]]]) -> Iterator[RawRow]:
    for number, cells in records:
        values = {field: _unguard(cell) for field, cell in zip(fields, cells, strict=False)}
        yield RawRow(row=number, **values, surplus=" ".join(filter(None, cells[len(fields) :])))


def _fields(heading: Sequence[str]) -> list[str]:
    """The field of each column. Order, case, accents and hyphens do not matter; a heading nobody knows does."""
    while heading and not heading[-1]:
        heading = heading[:-1]
    known = [_FIELDS.get(re.sub(r"\W", "", plain(cell))) for cell in heading]
    wrong = [cell or "–" for cell, field in zip(heading, known, strict=True) if field is None]
    if wrong:
        raise FileFault(words.UNKNOWN_HEADINGS.format(wrong=", ".join(wrong), headings=words.HEADINGS))
    fields = [field for field in known if field is not None]
    doubled = sorted({words.COLUMNS[field] for field in fields if fields.count(field) > 1})
    if doubled:
        raise FileFault(words.DOUBLED_HEADINGS.format(wrong=", ".join(doubled)))
    missing = [heading for field, heading in words.COLUMNS.items() if field not in _OPTIONAL and field not in fields]
    if missing:
        raise FileFault(words.MISSING_HEADINGS.format(wrong=", ".join(missing), headings=words.HEADINGS))
    return fields


def _as_workbook(table: Sequence[Sequence[str]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    for number, record in enumerate(table, start=1):
        for column, value in enumerate(record, start=1):
            cell = sheet.cell(row=number, column=column)
            cell.value = value or None
            if value:
                cell.data_type = "s"  # a text, whatever it begins with
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFGH", (34, 24, 24, 10, 30, 40, 12, 12), strict=True):
        sheet.column_dimensions[letter].width = width
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _guard(cell: str) -> str:
    return f"'{cell}" if _GUARDED.match(cell) else cell


def _unguard(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _GUARDED.match(cell) else cell
