"""What is no longer kept: decided by the operator with a decision's number, done by the clock in small steps."""

from __future__ import annotations

from bot.usecases.acting import Acting
from models.rules.retention import keeping, kind
from models.store import records


def decide(acting: Acting, name: str, days: int, decision: str) -> None:
    """Begin to take away a kind of records. Raises NotKept when the rule can not be."""
    rule = keeping(name, days, decision)
    with acting.transaction() as unit:
        records.keep(unit.session, rule, unit.now)
        unit.record("retention.decided", f"retention:{rule.kind}", days=rule.days, decision=rule.decision)


def stop(acting: Acting, name: str) -> None:
    """Keep a kind again. Raises NotKept for an unknown kind."""
    which = kind(name)
    with acting.transaction() as unit:
        if records.keep_all(unit.session, which):
            unit.record("retention.stopped", f"retention:{which}")


def prune(acting: Acting) -> int:
    """Take away what is no longer kept, a batch of each kind (the clock's); returns how many rows. The journal notes how many,
    and by which decision."""
    count = 0
    for rule in acting.ask(lambda reading: records.rules(reading.session)):
        with acting.transaction() as unit:
            gone = records.prune(unit.session, rule.kind, rule.before(unit.now))
            if gone:
                unit.record(
                    "retention.pruned", f"retention:{rule.kind}", count=gone, before=rule.before(unit.now).isoformat(),
                    decision=rule.decision,
                )  # fmt: skip
        count += gone
    return count
