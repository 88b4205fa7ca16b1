"""Whether the database, the structure and the roster are there: what `doctor` looks at without Slack or Graph."""

from __future__ import annotations

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.text import doctor as words
from models.store import journal_chain, migrations, people
from models.store import structure as structures
from models.store.engine import Database
from models.store.structure import NoStructure

NEWEST = 200  # lines of the journal that are looked at: the rest takes as long as it has years
Finding = tuple[str, bool, str, str]  # what, well, found, remedy


def examine(url: str, clock: Clock) -> list[Finding]:
    """Look at a database, from the outside in; what can not be looked at is left out."""
    database = Database(url)
    try:
        revision, head = migrations.current(database), migrations.head()
        if revision != head:
            return [(words.DATABASE, False, words.DATABASE_BEHIND, words.DATABASE_BEHIND_REMEDY)]
        found: list[Finding] = [(words.DATABASE, True, words.DATABASE_OK.format(revision=revision), "")]
        with database.read() as session:
            if journal_chain.verify(session, newest=NEWEST).well:
                found.append((words.JOURNAL, True, words.JOURNAL_OK, ""))
            else:
                found.append((words.JOURNAL, False, words.JOURNAL_BROKEN, words.JOURNAL_REMEDY))
            try:
                structure = structures.current(session)
            except NoStructure:
                return [*found, (words.STRUCTURE, False, words.STRUCTURE_NONE, words.STRUCTURE_REMEDY)]
            counted = words.STRUCTURE_OK.format(
                name=structure.name, bodies=len(structure.bodies), principals=len(structure.principals)
            )
            found.append((words.STRUCTURE, True, counted, ""))
            everybody = people.everybody(session, clock.today())
            if not everybody:
                found.append((words.ROSTER, False, words.ROSTER_EMPTY, words.ROSTER_EMPTY_REMEDY))
            elif not people.coordinators(session, clock.today()):
                found.append((words.ROSTER, False, words.ROSTER_NO_COORDINATOR, words.ROSTER_NO_COORDINATOR_REMEDY))
            else:
                found.append((words.ROSTER, True, words.ROSTER_OK.format(people=len(everybody)), ""))
        return found
    except SQLAlchemyError as fault:
        why = words.DATABASE_GONE.format(why=type(fault).__name__)
        return [(words.DATABASE, False, why, words.DATABASE_GONE_REMEDY)]
    finally:
        database.close()
