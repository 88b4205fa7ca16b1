"""The year's leadership seminar as paper and pen: who plans it, who sets its programme, one a year, and the guests that are
added by e-mail address. Its time and place are a meeting's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from models.rules.bodies import SeminarRule
from models.rules.refusals import Refusal
from models.rules.rights import About, Act, may
from models.rules.roster import LONGEST_NAME, is_address
from models.rules.standing import Standing
from models.values import dataclass

MOST_DAYS: Final = 5
MOST_PROGRAMME: Final = 3000
MOST_THEME: Final = 90
MOST_GUESTS: Final = 50
"""How many addresses one form takes."""
MOST_INVITED: Final = 500
"""How many an event in Outlook takes."""


class SeminarStatus(StrEnum):
    """How far it has come: the time is held, LSG has proposed a programme, Samråd has set it (R-H07), or it is off."""

    HELD = "held"
    PROPOSED = "proposed"
    SET = "set"
    CANCELLED = "cancelled"


def status(*, cancelled: bool, programme: str, is_set: bool) -> SeminarStatus:
    """How far it has come."""
    if cancelled:
        return SeminarStatus.CANCELLED
    if is_set:
        return SeminarStatus.SET
    return SeminarStatus.PROPOSED if programme else SeminarStatus.HELD


def may_plan(standing: Standing, rule: SeminarRule | None) -> bool:
    """The planning body's chair and vice chair, with the coordinators' support (R-H06)."""
    return rule is not None and may(Act.PLAN_SEMINAR, standing, About(rule.planned_by))


def may_set(standing: Standing, rule: SeminarRule | None) -> bool:
    """The chair and vice chair of the body that sets the programme, or a coordinator who records what it decided (R-H07,
    R-C22)."""
    return rule is not None and may(Act.SET_PROGRAMME, standing, About(rule.programme_set_by))


def days(wanted: Sequence[date], taken: Iterable[int]) -> Refusal | None:
    """Whether a seminar can be on these days: not too many, in one calendar year, and a year that has none yet (R-H01).
    `taken` are the years of the other seminars that are not cancelled."""
    if len(wanted) > MOST_DAYS:
        return Refusal.TOO_MANY_DAYS
    if len({day.year for day in wanted}) > 1:
        return Refusal.DAYS_IN_TWO_YEARS
    return Refusal.SEMINAR_THIS_YEAR if wanted[0].year in set(taken) else None


def propose(programme: str, *, is_set: bool) -> Refusal | None:
    """Whether the planning body may put forward this programme: until it is set (R-H08)."""
    if is_set:
        return Refusal.PROGRAMME_SET
    return None if programme else Refusal.EMPTY


def fix(programme: str, decided_on: date | None, today: date) -> Refusal | None:
    """Whether a programme can be set: there is one, and the decision is not still to come (R-H07)."""
    if not programme:
        return Refusal.EMPTY
    if decided_on is None:
        return Refusal.DECISION_DAY
    return Refusal.DECISION_AHEAD if decided_on > today else None


@dataclass(frozen=True)
class NewGuest:
    """Somebody to be added: an address in lower case, and a name, which is the address when none was written."""

    email: str
    name: str


@dataclass(frozen=True)
class NoAddress:
    """What was written where an address was wanted."""

    text: str


_NAMED: Final = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")


def guests(text: str) -> tuple[NewGuest, ...] | NoAddress | Refusal:
    """The guests of a pasted list, one on each line: an address, or a name with the address in angle brackets, as mail
    programs copy them. Each address once."""
    found: dict[str, NewGuest] = {}
    for line in re.split(r"[\n;]+", text):
        said = line.strip().strip(",").strip()
        if not said:
            continue
        named = _NAMED.fullmatch(said)
        address = (named["address"] if named else said).strip().lower()
        name = " ".join(named["name"].replace('"', " ").split()) if named else ""
        if not is_address(address) or len(name) > LONGEST_NAME or not name.isprintable():
            return NoAddress(said)
        found.setdefault(address, NewGuest(address, name or address))
    if not found:
        return Refusal.EMPTY
    return tuple(found.values()) if len(found) <= MOST_GUESTS else Refusal.TOO_MANY_GUESTS


def add(wanted: Sequence[NewGuest], invited: Iterable[str]) -> tuple[NewGuest, ...] | Refusal:
    """Those who are not invited already, unless there are none or there would be too many."""
    known = {one.lower() for one in invited}
    fresh = tuple(one for one in wanted if one.email not in known)
    if not fresh:
        return Refusal.ALREADY_INVITED
    return fresh if len(known) + len(fresh) <= MOST_INVITED else Refusal.TOO_MANY_GUESTS
