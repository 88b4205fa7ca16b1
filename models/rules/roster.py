"""The people against the seats: which rows of a roster can stand, and what is missing. Not how a roster is stored."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from models.rules.bodies import Body, ChairInParent, Structure, folded
from models.rules.periods import Period, gap
from models.values import dataclass


class Role(StrEnum):
    """What somebody is, in a body or in the whole structure. The Swedish words are in bot/text/roster.py."""

    ORDINARY = "ordinary"
    SUBSTITUTE = "substitute"
    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    CO_OPTED = "co_opted"
    COORDINATOR = "coordinator"
    ASSISTIVE_DEVICES_COORDINATOR = "assistive_devices_coordinator"
    RESPONDENT = "respondent"


OFFICES: Final = (Role.CHAIR, Role.VICE_CHAIR)
PLACES: Final = (Role.ORDINARY, Role.SUBSTITUTE, Role.CO_OPTED)
"""A person has one place in a body at a time (S-22); an office is held on top of it."""
WITHOUT_BODY: Final = (Role.COORDINATOR, Role.ASSISTIVE_DEVICES_COORDINATOR, Role.RESPONDENT)

LONGEST_NAME: Final = 200
LONGEST_EMAIL: Final = 254  # the longest an address can be (RFC 5321)
_EMAIL: Final = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]{2,}")


def is_address(text: str) -> bool:
    """Whether a text has the form of an e-mail address, and no more than that."""
    return len(text) <= LONGEST_EMAIL and text.isprintable() and _EMAIL.fullmatch(text) is not None


class RowProblem(StrEnum):
    """Why a row cannot stand."""

    SURPLUS_CELLS = "surplus_cells"
    UNREADABLE_ROLE = "unreadable_role"
    UNREADABLE_DATE = "unreadable_date"
    UNREADABLE_ORDER = "unreadable_order"
    NAME_MISSING = "name_missing"
    NAME_WRONG = "name_wrong"
    EMAIL_MISSING = "email_missing"
    EMAIL_WRONG = "email_wrong"
    TWO_NAMES = "two_names"
    UNKNOWN_BODY = "unknown_body"
    UNKNOWN_PRINCIPAL = "unknown_principal"
    BODY_MISSING = "body_missing"
    BODY_NOT_WANTED = "body_not_wanted"
    PRINCIPAL_MISSING = "principal_missing"
    NO_SEAT_FOR_PRINCIPAL = "no_seat_for_principal"
    NO_SUBSTITUTES_HERE = "no_substitutes_here"
    ENDS_BEFORE_START = "ends_before_start"
    TOO_MANY_ORDINARY = "too_many_ordinary"
    TOO_MANY_SUBSTITUTES = "too_many_substitutes"
    ORDER_MISSING = "order_missing"
    ORDER_DOUBLED = "order_doubled"
    TWICE_IN_BODY = "twice_in_body"
    SAME_ROW_TWICE = "same_row_twice"
    CHAIR_OUTSIDE_GROUP = "chair_outside_group"
    TWO_HOLDERS = "two_holders"
    TWO_OFFICES = "two_offices"
    SAME_SIDE = "same_side"


class Gap(StrEnum):
    """What is missing today without stopping anything."""

    NO_REPRESENTATIVE = "no_representative"
    BELOW_MIN = "below_min"
    NO_SUBSTITUTE = "no_substitute"
    NO_CHAIR = "no_chair"
    NO_VICE_CHAIR = "no_vice_chair"
    NO_RESPONDENT = "no_respondent"
    NO_COORDINATOR = "no_coordinator"
    SUBSTITUTE_ALREADY_SEATED = "substitute_already_seated"


Params = Mapping[str, str | int]


def _no_params() -> Params:
    return MappingProxyType({})


@dataclass(frozen=True)
class RosterRow:
    """One row of a roster. `body` and `principal` are keys; `row` is its number in the file; `end` is the last day."""

    row: int
    body: str | None
    principal: str | None
    role: Role
    order: int | None
    name: str
    email: str
    start: date | None = None
    end: date | None = None

    @property
    def period(self) -> Period:
        """The days the row speaks of, both ends included."""
        return Period(self.start or date.min, self.end or date.max)


@dataclass(frozen=True)
class RowFault:
    """One fault at one row; `params` are keys and numbers for the sentence about it."""

    row: int
    problem: RowProblem
    params: Params = field(default_factory=_no_params, hash=False)


@dataclass(frozen=True)
class RosterWarning:
    """Something missing or odd that stops nothing; `params` as for a fault."""

    gap: Gap
    params: Params = field(default_factory=_no_params, hash=False)


@dataclass(frozen=True)
class RosterVerdict:
    """What the check found: with a fault nothing may be written, warnings are only told."""

    faults: tuple[RowFault, ...] = ()
    warnings: tuple[RosterWarning, ...] = ()


def check(
    structure: Structure, rows: Sequence[RosterRow], today: date, unreadable: Sequence[RowFault] = ()
) -> RosterVerdict:
    """Judge a whole roster against the seat rules (R-C09…C14, R-D12, R-D16, R-D22, S-01, S-13, S-22).

    Every row is judged by itself; rows that stand are then judged together from today on: history is not judged again.
    `unreadable` are faults already found when the rows were read. Addresses are in lower case.
    """
    faults = list(unreadable)
    faults += [fault for row in rows for fault in _row_faults(structure, row)]
    faults += _two_names(rows)
    broken = {fault.row for fault in faults}
    unsure = {row.email for row in rows if row.row in broken}
    faults += _same_row_twice([row for row in rows if row.row not in broken])
    broken |= {fault.row for fault in faults}
    whole = [row for row in rows if row.row not in broken]
    live = [clipped for row in whole if (clipped := _from(row, today)) is not None]
    for body in structure.bodies:
        inside = [row for row in live if row.body == body.key]
        faults += _seat_faults(body, inside)
        faults += _one_place(inside)
        faults += _office_faults(structure, body, inside, live, unsure)
    return RosterVerdict(
        faults=tuple(sorted(dict.fromkeys(faults), key=lambda fault: (fault.row, fault.problem))),
        warnings=tuple(_gaps(structure, [row for row in live if today in row.period])),
    )


def chair_seats(structure: Structure, body_key: str, rows: Iterable[RosterRow]) -> tuple[RosterRow, ...]:
    """The chairs' rows whose holders have a seat in `body_key` by their office (R-D22): derived, never entered."""
    sources = {body.key for body in structure.children(body_key, ChairInParent.SEAT)}
    return tuple(row for row in rows if row.role is Role.CHAIR and row.body in sources)


def _from(row: RosterRow, today: date) -> RosterRow | None:
    """The row's part from today on, or None when it is history."""
    if row.period.last < today:
        return None
    return replace(row, start=max(row.period.first, today))


def _row_faults(structure: Structure, row: RosterRow) -> Iterator[RowFault]:
    if not row.name.strip():
        yield RowFault(row.row, RowProblem.NAME_MISSING)
    elif len(row.name) > LONGEST_NAME or not row.name.isprintable():
        yield RowFault(row.row, RowProblem.NAME_WRONG, {"max": LONGEST_NAME})
    if not row.email:
        yield RowFault(row.row, RowProblem.EMAIL_MISSING)
    elif not is_address(row.email):
        yield RowFault(row.row, RowProblem.EMAIL_WRONG, {"email": row.email})
    if row.period.last < row.period.first:
        yield RowFault(row.row, RowProblem.ENDS_BEFORE_START, {"start": str(row.start), "end": str(row.end)})
    principals = {principal.key for principal in structure.principals}
    if row.principal is not None and row.principal not in principals:
        yield RowFault(row.row, RowProblem.UNKNOWN_PRINCIPAL, {"principal": row.principal})
    elif row.principal is None and row.role is Role.RESPONDENT:
        yield RowFault(row.row, RowProblem.PRINCIPAL_MISSING, {"role": row.role})
    if row.body is None:
        if row.role not in WITHOUT_BODY:
            yield RowFault(row.row, RowProblem.BODY_MISSING, {"role": row.role})
        return
    body = next((body for body in structure.bodies if body.key == row.body), None)
    if body is None:
        yield RowFault(row.row, RowProblem.UNKNOWN_BODY, {"body": row.body})
    elif row.role in WITHOUT_BODY:
        yield RowFault(row.row, RowProblem.BODY_NOT_WANTED, {"role": row.role})
    elif body.open_membership:
        if row.role is Role.SUBSTITUTE:
            yield RowFault(row.row, RowProblem.NO_SUBSTITUTES_HERE, {"body": body.key})
    elif row.principal is None:
        if row.role is not Role.CO_OPTED:
            yield RowFault(row.row, RowProblem.PRINCIPAL_MISSING, {"role": row.role})
    elif row.principal in principals and row.principal not in body.seats and row.role is not Role.CO_OPTED:
        yield RowFault(row.row, RowProblem.NO_SEAT_FOR_PRINCIPAL, {"body": body.key, "principal": row.principal})


def _two_names(rows: Sequence[RosterRow]) -> Iterator[RowFault]:
    """A person is an e-mail address: one address, one name."""
    first: dict[str, RosterRow] = {}
    for row in rows:
        known = first.setdefault(row.email, row)
        if row.email and folded(known.name) != folded(row.name):
            yield RowFault(row.row, RowProblem.TWO_NAMES, {"email": row.email, "name": known.name, "other": known.row})


def _same_row_twice(rows: Sequence[RosterRow]) -> Iterator[RowFault]:
    """The same role entered twice for the same days. Two periods that do not meet are two appointments."""
    groups: dict[tuple[str, str | None, str | None, Role], list[RosterRow]] = defaultdict(list)
    for row in rows:
        earlier = groups[row.email, row.body, row.principal, row.role]
        twin = next((other for other in earlier if other.period.meets(row.period)), None)
        if twin is not None:
            yield RowFault(row.row, RowProblem.SAME_ROW_TWICE, {"other": twin.row})
        earlier.append(row)


def _seat_faults(body: Body, rows: Sequence[RosterRow]) -> Iterator[RowFault]:
    """No more members and substitutes than the principal has seats for, on any day; a clear call order (S-13)."""
    for principal, rule in body.seats.items():
        about: Params = {"body": body.key, "principal": principal}
        of = [row for row in rows if row.principal == principal]
        members = [row for row in of if row.role is Role.ORDINARY]
        substitutes = [row for row in of if row.role is Role.SUBSTITUTE]
        for row in _beyond(members, rule.max):
            yield RowFault(row.row, RowProblem.TOO_MANY_ORDINARY, {**about, "max": rule.max})
        for row in _beyond(substitutes, rule.substitutes):
            yield RowFault(row.row, RowProblem.TOO_MANY_SUBSTITUTES, {**about, "max": rule.substitutes})
        for index, row in enumerate(substitutes):
            others = [other for other in substitutes if other is not row and other.period.meets(row.period)]
            if others and row.order is None:
                yield RowFault(row.row, RowProblem.ORDER_MISSING, about)
            twin = next((other for other in substitutes[:index] if other in others and other.order == row.order), None)
            if twin is not None and row.order is not None:
                yield RowFault(row.row, RowProblem.ORDER_DOUBLED, {**about, "order": row.order, "other": twin.row})


def _beyond(rows: Sequence[RosterRow], allowed: int) -> Iterator[RosterRow]:
    """The rows that are one too many on some day: those that come after the allowed number in the file."""
    for day in sorted({row.period.first for row in rows}):
        yield from [row for row in rows if day in row.period][allowed:]


def _one_place(rows: Sequence[RosterRow]) -> Iterator[RowFault]:
    """One person, one place in a body at a time (S-22)."""
    placed = [row for row in rows if row.role in PLACES]
    for index, row in enumerate(placed):
        for other in placed[:index]:
            if other.email == row.email and other.period.meets(row.period):
                yield RowFault(row.row, RowProblem.TWICE_IN_BODY, {"body": str(row.body), "other": other.row})


def _office_faults(
    structure: Structure, body: Body, rows: Sequence[RosterRow], live: Sequence[RosterRow], unsure: set[str]
) -> Iterator[RowFault]:
    """Chair and vice chair: one of each, chosen within the group (R-C13), from opposite sides (R-C14, R-D16).

    `unsure` are people with a row that could not be read: what they lack may stand in that row.
    """
    holders = [row for row in rows if row.role in OFFICES]
    seated = [row for row in rows if row.role is Role.ORDINARY] + list(chair_seats(structure, body.key, live))
    for index, row in enumerate(holders):
        own = [seat.period for seat in seated if (seat.email, seat.principal) == (row.email, row.principal)]
        missing = gap(row.period, own)
        if not body.open_membership and missing is not None and row.email not in unsure:
            about: Params = {"body": body.key, "role": row.role, "day": missing.isoformat()}
            yield RowFault(row.row, RowProblem.CHAIR_OUTSIDE_GROUP, about)
        for other in holders[:index]:
            if not other.period.meets(row.period):
                continue
            if other.role is row.role:
                if other.email != row.email:
                    yield RowFault(
                        row.row, RowProblem.TWO_HOLDERS, {"body": body.key, "role": row.role, "other": other.row}
                    )
            elif other.email == row.email:
                yield RowFault(row.row, RowProblem.TWO_OFFICES, {"body": body.key, "other": other.row})
            elif body.opposite_sides and _side(structure, other) == _side(structure, row):
                yield RowFault(row.row, RowProblem.SAME_SIDE, {"body": body.key, "other": other.row})


def _side(structure: Structure, row: RosterRow) -> str | None:
    return None if row.principal is None else structure.side_of(row.principal)


def _gaps(structure: Structure, rows: Sequence[RosterRow]) -> Iterator[RosterWarning]:
    """What is missing among the rows in force (S-01: an empty second seat is no gap; R-A08, S-18, R-J01)."""
    for body in structure.bodies:
        inside = [row for row in rows if row.body == body.key]
        for principal, rule in body.seats.items():
            about: Params = {"body": body.key, "principal": principal}
            of = [row.role for row in inside if row.principal == principal]
            members = of.count(Role.ORDINARY)
            if members < rule.min:
                kind = Gap.BELOW_MIN if members else Gap.NO_REPRESENTATIVE
                yield RosterWarning(kind, {**about, "min": rule.min, "have": members})
            if rule.substitutes and Role.SUBSTITUTE not in of:
                yield RosterWarning(Gap.NO_SUBSTITUTE, about)
        held = {row.role for row in inside}
        if Role.CHAIR not in held:
            yield RosterWarning(Gap.NO_CHAIR, {"body": body.key})
        if Role.VICE_CHAIR not in held and not body.open_membership:
            yield RosterWarning(Gap.NO_VICE_CHAIR, {"body": body.key})
        chairs = {row.email for row in chair_seats(structure, body.key, rows)}
        for row in inside:
            if row.role is Role.SUBSTITUTE and row.email in chairs:
                yield RosterWarning(Gap.SUBSTITUTE_ALREADY_SEATED, {"body": body.key, "name": row.name})
    for party in structure.principals:
        if not any(row.role is Role.RESPONDENT and row.principal == party.key for row in rows):
            yield RosterWarning(Gap.NO_RESPONDENT, {"principal": party.key})
    if not any(row.role is Role.COORDINATOR for row in rows):
        yield RosterWarning(Gap.NO_COORDINATOR)
