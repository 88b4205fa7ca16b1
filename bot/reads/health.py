"""Whether the database, the structure and the roster are there: what `doctor` looks at without Slack or Graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot.clock import Clock
from bot.text import doctor as words
from bot.text import roster as roster_words
from models.rules.roster import Gap, check
from models.rules.structure import Structure
from models.store import accounts, bodies, copies, journal_chain, migrations, people, roster
from models.store import structure as structures
from models.store.engine import Database
from models.store.structure import NoStructure
from models.values import dataclass

NEWEST = 200  # lines of the journal that are looked at: the rest takes as long as it has years
STALE_HOURS = 8 * 24  # a copy a week, and a day to spare


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `well` is None when it was not asked, or can not be known; a remedy of what is well is a piece of
    advice. `kind` is the key of the README's section."""

    kind: str
    what: str
    well: bool | None
    found: str
    remedy: str = ""


@dataclass(frozen=True)
class Chosen:
    """A channel that was chosen for a body, by id; None when none is."""

    whose: str
    channel: str | None


@dataclass(frozen=True)
class Examined:
    """What was found, and the channels to ask Slack about."""

    findings: tuple[Finding, ...]
    channels: tuple[Chosen, ...] = ()


def examine(url: str, clock: Clock, data_dir: Path) -> Examined:
    """Look at a database, from the outside in; what can not be looked at is left out. Nothing is made or changed."""
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).exists():
        return Examined((_database(False, words.DATABASE_NONE, words.DATABASE_BEHIND_REMEDY),))
    database = Database(url)
    try:
        revision, head = migrations.current(database), migrations.head()
        if revision != head:
            said = words.DATABASE_BEHIND.format(found=revision or words.NOTHING, wanted=head)
            return Examined((_database(False, said, words.DATABASE_BEHIND_REMEDY),))
        found = [_database(True, words.DATABASE_OK.format(revision=revision)), _backup(data_dir, clock)]
        with database.read() as session:
            found.append(_journal(session))
            try:
                structure = structures.current(session)
            except NoStructure:
                none = Finding("structure", words.STRUCTURE, False, words.STRUCTURE_NONE, words.STRUCTURE_REMEDY)
                return Examined((*found, none))
            counted = words.STRUCTURE_OK.format(
                name=structure.name, bodies=len(structure.bodies), principals=len(structure.principals)
            )
            found.append(Finding("structure", words.STRUCTURE, True, counted))
            found += _roster(session, structure, clock)
            return Examined(tuple(found), tuple(_channels(session, structure)))
    except SQLAlchemyError as fault:
        why = words.DATABASE_GONE.format(why=type(fault).__name__)
        return Examined((_database(False, why, words.DATABASE_GONE_REMEDY),))
    finally:
        database.close()


def _database(well: bool, found: str, remedy: str = "") -> Finding:
    return Finding("database", words.DATABASE, well, found, remedy)


def _backup(data_dir: Path, clock: Clock) -> Finding:
    at = copies.noted(data_dir)
    note = copies.note_file(data_dir)
    if at is None:
        return Finding("backup", words.BACKUP, None, words.BACKUP_UNKNOWN.format(file=note))
    hours = (clock.now() - at).total_seconds() / 3600
    fresh = hours <= STALE_HOURS
    said = words.BACKUP_OK.format(age=words.age(hours))
    return Finding("backup", words.BACKUP, fresh, said, "" if fresh else words.BACKUP_OLD_REMEDY.format(file=note))


def _journal(session: Session) -> Finding:
    if journal_chain.verify(session, newest=NEWEST).well:
        return Finding("journal", words.JOURNAL, True, words.JOURNAL_OK)
    return Finding("journal", words.JOURNAL, False, words.JOURNAL_BROKEN, words.JOURNAL_REMEDY)


def _roster(session: Session, structure: Structure, clock: Clock) -> Iterator[Finding]:
    """The people of today against the seat rules, as they stand in the database: time may have ended what an import let in."""
    today = clock.today()
    everybody = people.everybody(session, today)
    if not everybody:
        yield _people(False, words.ROSTER_EMPTY, words.ROSTER_EMPTY_REMEDY)
        return
    verdict = check(structure, roster.rows(session, today), today)
    if verdict.faults:
        said = words.some([roster_words.fault(structure, one) for one in verdict.faults])
        yield _people(False, said, words.ROSTER_FAULT_REMEDY)
    gaps = [one for one in verdict.warnings if one.gap is not Gap.NO_COORDINATOR]
    if len(gaps) < len(verdict.warnings):
        yield _people(False, words.ROSTER_NO_COORDINATOR, words.ROSTER_NO_COORDINATOR_REMEDY)
    elif not verdict.faults and not gaps:
        yield _people(True, words.ROSTER_OK.format(people=len(everybody)))
    if gaps:
        yield _people(
            True, words.some([roster_words.warning(structure, one) for one in gaps]), words.ROSTER_GAPS_REMEDY
        )
    there = accounts.known_slack_ids(session).values()
    found = sum(one.id in set(there) for one in everybody)
    said = words.ACCOUNTS_FOUND.format(found=found, people=len(everybody))
    remedy = words.ACCOUNTS_REMEDY if found < len(everybody) else ""
    yield Finding("accounts", words.ACCOUNTS, True, said, remedy)


def _people(well: bool, found: str, remedy: str = "") -> Finding:
    return Finding("roster", words.ROSTER, well, found, remedy)


def _channels(session: Session, structure: Structure) -> Iterator[Chosen]:
    for body in structure.bodies:
        row = bodies.channels(session, body.key)
        yield Chosen(body.short_name, row.channel if row else None)
        yield Chosen(words.AU.format(body=body.short_name), row.au_channel if row else None)
