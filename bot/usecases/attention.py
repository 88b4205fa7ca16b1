"""How a person wants to be reached: chosen on App Home, ended by hand or by the day; and the day's news gathered in one letter.
Not when a letter may leave: models/rules/attention.py."""

from __future__ import annotations

import json
from typing import Final

from bot import holidays
from bot.outbox.letters.people import Digest, Home
from bot.usecases.acting import Acting, Unit
from bot.usecases.one_by_one import each
from models.rules.attention import WEIGHTS, Attention, Weight, digest_due, wrong
from models.rules.refusals import Refused
from models.rules.rights import Act
from models.store import attention

NEWS: Final = frozenset(key.partition(":")[0] for key, weight in WEIGHTS.items() if weight is Weight.NEWS)


def choose(acting: Acting, wishes: Attention) -> None:
    """Note what the person asks for; it counts at once, for what is held too. Raises Refused: PAUSE_PAST, PAUSE_FAR, QUIET_HALF,
    QUIET_NOTHING. The same again changes nothing."""
    with acting.transaction() as unit:
        unit.allow(Act.CHOOSE_ATTENTION)
        found = wrong(wishes, unit.today)
        if found is not None:
            raise Refused(found[1], field=found[0])
        _put(unit, wishes)


def end_pause(acting: Acting) -> None:
    """The person is back before the day: what was held is looked at again. Without a pause nothing is done."""
    with acting.transaction() as unit:
        unit.allow(Act.CHOOSE_ATTENTION)
        now = attention.of(unit.session, acting.person_id)
        _put(unit, Attention(None, now.quiet_from, now.quiet_to, now.workdays_only, now.digest_hour))


def _put(unit: Unit, wishes: Attention) -> None:
    person_id = unit.acting.person_id
    row = attention.locked(unit.session, person_id)
    before = attention.asked(row)
    if before == wishes:
        return
    row.paused_until, row.workdays_only, row.digest_hour = (
        wishes.paused_until,
        wishes.workdays_only,
        wishes.digest_hour,
    )
    row.quiet_from = wishes.quiet_from.isoformat("minutes") if wishes.quiet_from is not None else None
    row.quiet_to = wishes.quiet_to.isoformat("minutes") if wishes.quiet_to is not None else None
    changed = [name for name, value in vars(wishes).items() if getattr(before, name) != value]
    unit.record("attention.chosen", f"person:{person_id}", changed=changed)
    attention.let_go(unit.session, person_id, unit.now)
    unit.post(Home(person_id))


def digests(acting: Acting) -> int:
    """Gather the news of those who want it once a day (the clock's); returns how many digests were made."""
    with acting.database.read() as session:
        waiting = attention.gatherers(session)
    return each(acting, _digest, waiting)


def _digest(acting: Acting, person_id: int) -> bool:
    with acting.transaction() as unit:
        row = attention.locked(unit.session, person_id)
        now = unit.local(unit.now)
        red = holidays.around([unit.today])
        due = digest_due(attention.asked(row), row.digest_on, now.replace(tzinfo=None), red)
        if due is None:
            return False  # not yet, or made by another replica since it was found
        before = acting.clock.moment(due.date(), due.time())
        taken = attention.take(unit.session, person_id, NEWS, before, unit.now)
        if not taken:
            return False
        row.digest_on = unit.today
        gathered = json.dumps([[one.kind, one.payload] for one in taken], ensure_ascii=False)
        unit.post(Digest(person_id, gathered), once=f"digest:{unit.today}")
        return True
