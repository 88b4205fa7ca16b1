"""The table of rights, asked before something is shown that not everybody may see. The act itself asks again."""

from __future__ import annotations

import logging

from models.rules import rights
from models.rules.refusals import Refused
from models.rules.rights import About, Act
from models.store import people
from models.store.engine import Reading

log = logging.getLogger(__name__)


def require(reading: Reading, act: Act, person_id: int, about: About = rights.NOTHING) -> None:
    """Raise Refused, which is logged, unless the table says that the person may, today (reliability, T13)."""
    why = rights.refusal(act, people.standing(reading.session, person_id, reading.today), about)
    if why is not None:
        log.warning("rights.refused act=%s person=%s why=%s", act, person_id, why)
        raise Refused(why)
