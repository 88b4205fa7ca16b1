"""The roster taken in from a file, all or nothing, and given out as one. Not the rules: models/rules/roster*.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from datetime import date
from pathlib import Path

from sqlmodel import Session

from bot.text import roster as words
from bot.usecases import roster_file, roster_followed
from bot.usecases.acting import Acting, Unit
from models.rules.roster import RosterVerdict
from models.rules.roster_changes import Changes, changes
from models.rules.roster_rows import JudgedRoster, RawRow, cells, judge
from models.rules.structure import Structure
from models.store import roster as store
from models.store import structure as structures
from models.values import dataclass


@dataclass(frozen=True)
class People:
    """Whom an import concerns, by name in the file's order."""

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    renamed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Imported:
    """The outcome of an import. `written` is False at a fault, in a dry run and when the file said nothing new."""

    structure: Structure
    judged: JudgedRoster
    changes: Changes = field(default_factory=Changes)
    people: People = field(default_factory=People)
    dry_run: bool = False
    written: bool = False

    @property
    def verdict(self) -> RosterVerdict:
        """The faults and warnings as values."""
        return self.judged.verdict

    @property
    def faults(self) -> tuple[str, ...]:
        """Every fault as a sentence, by row."""
        return tuple(words.fault(self.structure, one) for one in self.verdict.faults)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is missing, as sentences."""
        return tuple(words.warning(self.structure, one) for one in self.verdict.warnings)

    @property
    def summary(self) -> str:
        """What was done, or would have been, or why not."""
        if self.verdict.faults:
            return "\n".join(
                (words.found(len(self.faults), len(self.judged.rows)), *self.faults, words.NOTHING_WRITTEN)
            )
        if self.changes.empty and not self.people.renamed:
            return words.NOTHING_CHANGED
        done = words.outcome(
            new=self.people.new,
            gone=self.people.gone,
            changed=self.people.changed,
            renamed=self.people.renamed,
            started=len(self.changes.create),
            ended=len(self.changes.end) + len(self.changes.remove),
        )
        return f"{done}\n{words.DRY_RUN}" if self.dry_run else done


def import_file(acting: Acting, path: Path, *, dry_run: bool = False) -> Imported:
    """Take in a roster file. Raises roster_file.FileFault when the file as a whole cannot be read."""
    return import_rows(acting, roster_file.read(path), dry_run=dry_run)


def import_rows(acting: Acting, raw: Sequence[RawRow], *, dry_run: bool = False) -> Imported:
    """Make the roster say what the rows say, from today on; nothing is written when a row has a fault.

    People are known by e-mail address and keep their ids. What is no longer in the file ended yesterday and stays as
    history. Seat rules: R-C09…C14, R-D12, R-D16, R-D22, S-01, S-22.
    """
    if dry_run:
        return acting.ask(lambda reading: _examined(reading.session, raw, reading.today, dry_run=True))
    with acting.transaction() as unit:
        store.one_at_a_time(unit.session)
        found = _examined(unit.session, raw, unit.today)
        if found.verdict.faults or (found.changes.empty and not found.people.renamed):
            return found
        return _write(unit, found)


def export_file(acting: Acting, path: Path) -> int:
    """Write the roster in force, and what is to come, as a file that an import takes in unchanged; returns its rows."""
    rows = acting.ask(lambda reading: _exported(reading.session, reading.today))
    roster_file.write(path, rows)
    return len(rows)


def _exported(session: Session, today: date) -> list[RawRow]:
    structure = structures.current(session)
    return [cells(structure, row, words.ROLES) for row in store.rows(session, today)]


def _examined(session: Session, raw: Sequence[RawRow], today: date, *, dry_run: bool = False) -> Imported:
    """The verdict on the rows, and what they would change."""
    structure = structures.current(session)
    judged = judge(structure, raw, words.ROLE_WORDS, today)
    if judged.verdict.faults:
        return Imported(structure, judged, dry_run=dry_run)
    wanted = changes(store.held(session), judged.rows, today)
    people = _people(session, judged, wanted, today)
    return Imported(structure, judged, wanted, people, dry_run)


def _people(session: Session, judged: JudgedRoster, wanted: Changes, today: date) -> People:
    """Who comes, who goes, and who has something else than before."""
    stored = store.names(session)
    held = {one.id: one for one in store.held(session)}
    before = {one.email for one in held.values() if one.end is None or one.end >= today}
    after = {row.email: row.name for row in judged.rows if row.period.last >= today}
    named = {row.email: row.name for row in judged.rows}
    ended = [row_id for row_id, _ in wanted.end] + list(wanted.remove)
    touched = {one.email for one in wanted.create} | {one.email for _, one in wanted.update}
    touched |= {held[row_id].email for row_id in ended}
    return People(
        new=tuple(name for email, name in after.items() if email not in before),
        gone=tuple(stored[email] for email in sorted(before - after.keys())),
        changed=tuple(name for email, name in after.items() if email in touched & before),
        renamed=tuple(name for email, name in named.items() if stored.get(email, name) != name),
    )


def _write(unit: Unit, found: Imported) -> Imported:
    held = {one.id: one for one in store.held(unit.session)}
    written = store.write(unit.session, found.changes, {row.email: row.name for row in found.judged.rows})
    unit.record(
        "roster.imported",
        "roster",
        created=written.created,
        updated=written.updated,
        ended=written.ended,
        removed=written.removed,
    )
    lost = [held[row_id] for row_id, _ in found.changes.end] + [held[row_id] for row_id in found.changes.remove]
    changed = [held[row_id] for row_id, _ in found.changes.update]
    roster_followed.follow(unit, [*lost, *changed, *found.changes.create])
    return replace(found, written=True)
