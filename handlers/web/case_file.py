"""A case file as files: JSON for machines, a page for people, and for a year a list as a page and as CSV. Nothing is asked of
the database here."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, Final

from markupsafe import Markup

from bot.reads.case_shapes import FORMAT, CaseFile, Year
from bot.text import case_file as words
from handlers.web.pages import TEMPLATES, templates

STYLE: Final = (TEMPLATES / "case_file.css").read_text(encoding="utf-8")
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r\n\0]")
"""What a spreadsheet would take for a formula, and what has our apostrophe before it."""


class ForeignFolder(Exception):
    """A folder that holds something else than what would be written there: `name` is the first of it."""

    def __init__(self, folder: Path, name: str) -> None:
        super().__init__(f"{folder}: {name}")
        self.folder, self.name = folder, name


Files = Mapping[str, bytes]


def of_matter(case: CaseFile) -> Files:
    """The files of one case, by path below the folder that was asked for."""
    return {
        f"{case.folder}/arende.json": _json(case),
        f"{case.folder}/arende.html": _page("case_file.html.j2", case=case),
    }


def of_year(year: Year) -> Files:
    """The files of a year: every case, and the list."""
    found: dict[str, bytes] = {"index.html": _page("case_index.html.j2", year=year), "index.csv": _csv(year)}
    for case in year.files:
        found |= of_matter(case)
    return found


def write(files: Files, below: Path, *, whole: bool) -> None:
    """Write files below a folder, each whole or not at all; the same files again are written over.

    `whole`: the folder is to hold these files and nothing else; without it, that is asked of the folders in it that are
    written to. Raises ForeignFolder before anything is written, OSError.
    """
    for folder in [below] if whole else sorted({below / PurePosixPath(name).parts[0] for name in files}):
        _only_ours(folder, {one for name in files for one in (below / name, _part(below / name))})
    for name, content in files.items():
        target = below / name
        target.parent.mkdir(parents=True, exist_ok=True)
        part = _part(target)
        part.write_bytes(content)
        os.replace(part, target)


def _part(target: Path) -> Path:
    """Where a file is written until it is whole; one that was left by a crash is ours too."""
    return target.with_name(f".{target.name}.part")


def _only_ours(folder: Path, ours: set[Path]) -> None:
    if not folder.exists():
        return
    if not folder.is_dir() or folder.is_symlink():
        raise ForeignFolder(folder, folder.name)
    folders = {parent for one in ours for parent in one.parents}
    for found in sorted(folder.rglob("*")):
        known = found in folders if found.is_dir() else found in ours
        if not known or found.is_symlink():
            raise ForeignFolder(folder, str(found.relative_to(folder)))
        if found.name == "arende.json" and not _same(found):
            raise ForeignFolder(folder, str(found.relative_to(folder)))


def _same(file: Path) -> bool:
    """Whether a case file that is there already is of the case whose folder it lies in."""
    try:
        there = json.loads(file.read_bytes())
    except (ValueError, OSError):
        return False
    return isinstance(there, dict) and str(there.get("number", "")).replace(" ", "-") == file.parent.name


def _json(case: CaseFile) -> bytes:
    said = {"format": FORMAT, **asdict(case)}
    return (json.dumps(said, ensure_ascii=False, indent=2, default=_plain) + "\n").encode()


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _page(template: str, **values: object) -> bytes:
    style = Markup(STYLE)  # noqa: S704 - a file of ours
    return templates().get_template(template).render(style=style, c=words, **values).encode()


def _csv(year: Year) -> bytes:
    """RFC 4180, with the mark that tells Excel it is UTF-8; no cell is a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(words.COLUMNS.values())
    for line in year.lines:
        cells = (getattr(line, name) for name in words.COLUMNS)
        writer.writerow(_guarded("" if one is None else str(one)) for one in cells)
    return text.getvalue().encode("utf-8-sig")


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
