"""Text cells → roster rows, and roster rows → text cells. Not whether a row may stand: that is roster.py."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from models.rules.bodies import Structure, folded
from models.rules.roster import Role, RosterRow, RosterVerdict, RowFault, RowProblem, check
from models.values import dataclass

_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class RawRow:
    """One row as it stands in the file, every cell as text, with the row number that a person sees there."""

    row: int
    body: str = ""
    principal: str = ""
    role: str = ""
    order: str = ""
    name: str = ""
    email: str = ""
    start: str = ""
    end: str = ""
    surplus: str = ""  # what stands to the right of the last heading: a separator inside a name, most often


@dataclass(frozen=True)
class JudgedRoster:
    """The rows of a file, and the verdict on them."""

    rows: tuple[RosterRow, ...]
    verdict: RosterVerdict


def judge(
    structure: Structure, raw_rows: Sequence[RawRow], role_words: Mapping[str, Role], today: date
) -> JudgedRoster:
    """Read and check a whole roster. `role_words` maps the file's words to roles; case and accents do not matter."""
    words = {plain(word): role for word, role in role_words.items()}
    faults: list[RowFault] = []
    rows = tuple(_read(structure, raw, words, faults) for raw in raw_rows)
    return JudgedRoster(rows, check(structure, rows, today, faults))


def cells(structure: Structure, row: RosterRow, role_names: Mapping[Role, str]) -> RawRow:
    """The row as text, so that reading it again gives the same row."""
    return RawRow(
        row=row.row,
        body="" if row.body is None else structure.body(row.body).name,
        principal="" if row.principal is None else structure.principal(row.principal).name,
        role=role_names[row.role],
        order="" if row.order is None else str(row.order),
        name=row.name,
        email=row.email,
        start="" if row.start is None else row.start.isoformat(),
        end="" if row.end is None else row.end.isoformat(),
    )


def plain(text: str) -> str:
    """A word as headings and roles are compared: without case, accents or doubled spaces."""
    decomposed = unicodedata.normalize("NFD", folded(text))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _read(structure: Structure, raw: RawRow, words: Mapping[str, Role], faults: list[RowFault]) -> RosterRow:
    """The row with what could be read; what could not is noted. An unknown body or principal is kept as it stands."""
    body = structure.body_named(raw.body)
    principal = structure.principal_named(raw.principal)
    role = words.get(plain(raw.role))
    if raw.surplus:
        faults.append(RowFault(raw.row, RowProblem.SURPLUS_CELLS, {"text": raw.surplus}))
    if role is None:
        faults.append(RowFault(raw.row, RowProblem.UNREADABLE_ROLE, {"role": raw.role}))
        role = (
            Role.CO_OPTED if raw.body else Role.COORDINATOR
        )  # the least demanding, so that the other cells are judged
    return RosterRow(
        row=raw.row,
        body=body.key if body else raw.body or None,
        principal=principal.key if principal else raw.principal or None,
        role=role,
        order=_order(raw, faults),
        name=" ".join(unicodedata.normalize("NFC", raw.name).split()),
        email=raw.email.strip().lower(),
        start=_day(raw.row, "start", raw.start, faults),
        end=_day(raw.row, "end", raw.end, faults),
    )


def _order(raw: RawRow, faults: list[RowFault]) -> int | None:
    if not raw.order:
        return None
    if re.fullmatch(r"[1-9]\d{0,2}", raw.order):
        return int(raw.order)
    faults.append(RowFault(raw.row, RowProblem.UNREADABLE_ORDER, {"order": raw.order}))
    return None


def _day(row: int, column: str, text: str, faults: list[RowFault]) -> date | None:
    if not text:
        return None
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass  # the form of a date, but no day in the calendar
    faults.append(RowFault(row, RowProblem.UNREADABLE_DATE, {"column": column, "date": text}))
    return None
