"""The roster we have and the roster we are given → what is to be written. Nothing is ever forgotten, only ended."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from models.rules.roster import Role, RosterRow
from models.values import dataclass


@dataclass(frozen=True)
class Held:
    """An appointment that is stored. `end` is the last day."""

    id: int
    email: str
    body: str | None
    principal: str | None
    role: Role
    place: int | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class Appointment:
    """An appointment to store: the values of a row."""

    email: str
    body: str | None
    principal: str | None
    role: Role
    place: int | None
    start: date | None
    end: date | None


@dataclass(frozen=True)
class Changes:
    """What an import writes. `end` are ids to end on the given day, `remove` ids of what never came to begin."""

    create: tuple[Appointment, ...] = ()
    update: tuple[tuple[int, Appointment], ...] = ()
    end: tuple[tuple[int, date], ...] = ()
    remove: tuple[int, ...] = ()

    @property
    def empty(self) -> bool:
        """True when the file says what is already stored."""
        return not (self.create or self.update or self.end or self.remove)


_Post = tuple[str, str | None, str | None, Role]


def changes(held: Sequence[Held], rows: Sequence[RosterRow], today: date) -> Changes:
    """What makes the stored roster say what the rows say, from today on.

    A row without a first day means "does not matter": it matches what is in force, and when new it begins today (in an
    empty roster: since ever). What is in force but not among the rows ends yesterday; history is left as it is.
    """
    stored: dict[_Post, list[Held]] = defaultdict(list)
    for one in held:
        stored[one.email, one.body, one.principal, one.role].append(one)
    matched = _matched(stored, rows, today)
    create: list[Appointment] = []
    update: list[tuple[int, Appointment]] = []
    for index, row in enumerate(rows):
        match = matched.get(index)
        if match is None:
            begin = today if held and row.period.last >= today else None
            create.append(_appointment(row, row.start or begin))
        elif (wanted := _appointment(row, row.start or match.start)) != _appointment_of(match):
            update.append((match.id, wanted))
    left = [one for group in stored.values() for one in group if (one.end or date.max) >= today]
    yesterday = today - timedelta(days=1)
    return Changes(
        create=tuple(create),
        update=tuple(update),
        end=tuple((one.id, yesterday) for one in left if (one.start or date.min) <= yesterday),
        remove=tuple(one.id for one in left if (one.start or date.min) > yesterday),
    )


def _appointment(row: RosterRow, start: date | None) -> Appointment:
    return Appointment(row.email, row.body, row.principal, row.role, row.order, start, row.end)


def _appointment_of(held: Held) -> Appointment:
    return Appointment(held.email, held.body, held.principal, held.role, held.place, held.start, held.end)


def _matched(stored: dict[_Post, list[Held]], rows: Sequence[RosterRow], today: date) -> dict[int, Held]:
    """Which stored appointment each row speaks of; those found are taken out of `stored`.

    The same days go first, for all rows; then the same last day where the first does not matter; then the same first
    day; then what is in force or to come; last, an end in the past for what has been in force until now.
    """

    def same_days(row: RosterRow, one: Held) -> bool:
        return (row.start, row.end) == (one.start, one.end)

    def same_end(row: RosterRow, one: Held) -> bool:
        return row.start is None and row.end == one.end

    def same_start(row: RosterRow, one: Held) -> bool:
        return row.start is not None and row.start == one.start

    def alive(row: RosterRow, one: Held) -> bool:
        return row.period.last >= today and (one.end or date.max) >= today

    def left(row: RosterRow, one: Held) -> bool:
        return (one.end or date.max) >= today and (one.start or date.min) <= row.period.last

    found: dict[int, Held] = {}
    for alike in (same_days, same_end, same_start, alive, left):
        for index, row in enumerate(rows):
            candidates = stored[row.email, row.body, row.principal, row.role]
            match = next((one for one in candidates if alike(row, one)), None)
            if index not in found and match is not None:
                found[index] = match
                candidates.remove(match)
    return found
