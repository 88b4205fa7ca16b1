"""The roster as the coordinators and `doctor` look at it: what is missing, and who has no Slack account. No writes."""

from __future__ import annotations

from bot.reads.people import PersonCard, card
from bot.text import roster as words
from bot.text.words import swedish_order
from models.rules.roster import check
from models.store import people, roster, structure
from models.store.engine import Reading
from models.values import dataclass


@dataclass(frozen=True)
class RosterState:
    """The stored roster against the seat rules: sentences, and how many appointments are in force or to come."""

    rows: int
    faults: tuple[str, ...]
    warnings: tuple[str, ...]


def state(reading: Reading) -> RosterState:
    """Judge the stored roster as an import would (a changed structure, or the calendar, can make a row fall)."""
    current = structure.current(reading.session)
    rows = roster.rows(reading.session, reading.today)
    verdict = check(current, rows, reading.today)
    return RosterState(
        rows=len(rows),
        faults=tuple(words.fault(current, one) for one in verdict.faults),
        warnings=tuple(words.warning(current, one) for one in verdict.warnings),
    )


def without_slack(reading: Reading) -> list[PersonCard]:
    """Everybody appointed today whose address has been looked for in Slack, in vain."""
    everybody = people.everybody(reading.session, reading.today)
    lost = (one for one in everybody if one.slack_id is None and one.looked_for)
    return [card(one) for one in sorted(lost, key=lambda one: swedish_order(one.name))]
