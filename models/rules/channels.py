"""Who belongs in a body's channels: pure. Not how Slack is told."""

from __future__ import annotations

from collections.abc import Iterable

from models.rules.roster import Role
from models.rules.standing import Standing

OPEN = "channel"
AU = "au_channel"


def members(standings: Iterable[Standing], body: str, which: str) -> frozenset[int]:
    """The ids of those who belong in a body's channel, or in its AU's.

    The body's channel: those with an ordinary seat (the chairs of its committees too, R-D22), those co-opted, and the
    coordinators who support it (R-J01). A substitute takes part when called, not before (R-C12, S-14). The AU's: chair and
    vice chair (R-C18) and the coordinators. A substitute takes a seat, never an office (S-12).
    """
    return frozenset(one.person_id for one in standings if one.person_id is not None and _belongs(one, body, which))


def _belongs(one: Standing, body: str, which: str) -> bool:
    if one.is_coordinator:
        return True
    if which == AU:
        return one.office(body) is not None
    return one.seat(body) is not None or one.office(body) is not None or one.has(Role.CO_OPTED, body)
