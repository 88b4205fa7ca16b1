"""The journal's head is told off the host once a day: who cuts off the journal's end can not cut it off the log's."""

from __future__ import annotations

import logging

from bot.usecases.acting import Acting
from models.store import inbox, journal_chain

log = logging.getLogger(__name__)


def tell_head(acting: Acting) -> int:
    """Log the head, once a day whichever replica comes first (the clock's; reliability: audit log). Returns how many were told."""
    key = f"journal-head:{acting.clock.today()}"
    if acting.ask(lambda reading: inbox.has_come(reading.session, key)):
        return 0
    with acting.transaction() as unit:
        if not inbox.first_time(unit.session, key, unit.now):
            return 0
    head = acting.ask(lambda reading: journal_chain.head(reading.session))
    log.info("journal.head lines=%s hash=%s", head.lines, head.hash)
    return 1
