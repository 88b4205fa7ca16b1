"""A copy of the database has been put back: what it does not know that it has sent is looked for before it is sent again."""

from __future__ import annotations

from datetime import datetime

from bot.usecases.acting import Acting
from models.store import new_ids, records
from models.store.records import Gap
from models.values import dataclass


@dataclass(frozen=True)
class Marked:
    """Until when the copy knows, and how many letters waited in it."""

    copied_at: datetime
    letters: int


def mark(acting: Acting) -> Marked | None:
    """To be done before the bot runs on the copy (reliability T16). None for an empty database."""
    with acting.transaction() as unit:
        copied_at = records.last_moment(unit.session)
        if copied_at is None:
            return None
        new_ids.go_on(unit.session.connection(), unit.now)
        count = records.put_back(unit.session, Gap(copied_at, unit.now))
        unit.record("database.restored", "database", copied_at=copied_at.isoformat(), letters=count)
        return Marked(copied_at, count)
