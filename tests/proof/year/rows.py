"""The three flows as the database's own rows tell them, for the ledger and the checks: read in its words, not through the bot."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from tests.clocks import STOCKHOLM
from tests.proof.year.ledger import Asked, Case, Seat
from tests.proof.year.world import World


def moment(value: Any) -> datetime:
    """A time as either database gives it."""
    given = datetime.fromisoformat(value) if isinstance(value, str) else value
    return given.replace(tzinfo=UTC) if given.tzinfo is None else given.astimezone(UTC)


@dataclass(frozen=True)
class Gathering:
    """A meeting."""

    id: int
    body: str
    kind: str
    state: str
    starts: datetime
    ends: datetime
    place: str
    notice: bool
    agenda_set: bool
    version: int

    @property
    def day(self) -> date:
        """Its local day."""
        return self.starts.astimezone(STOCKHOLM).date()


def meetings(world: World) -> dict[int, Gathering]:
    """Every meeting."""
    found = world.rows(
        "SELECT id, body, kind, state, starts_at, ends_at, place, notice_sent_at, agenda_set_at, version FROM meeting ORDER BY id"
    )
    return {
        one[0]: Gathering(
            one[0],
            one[1],
            one[2],
            one[3],
            moment(one[4]),
            moment(one[5]),
            one[6],
            one[7] is not None,
            one[8] is not None,
            one[9],
        )
        for one in found
    }


def cases(world: World) -> dict[int, Case]:
    """Every question."""
    rows = world.rows(
        "SELECT q.id, q.body, q.principal, q.raised_by, q.state, q.round, q.origin_id, m.notice_sent_at FROM question q"
        " LEFT JOIN meeting m ON m.id = q.meeting_id ORDER BY q.id"
    )
    given = world.rows("SELECT question_id, round, office, person_id, answer FROM au_answer WHERE withdrawn_at IS NULL")
    return {
        one[0]: Case(
            one[0],
            one[1],
            one[2],
            one[3],
            one[4],
            one[5],
            one[6],
            frozenset((a[2], a[3], a[4]) for a in given if (a[0], a[1]) == (one[0], one[5])),
            one[7] is not None,
        )
        for one in rows
    }


def seats(world: World) -> dict[int, Seat]:
    """Every absence with its calls."""
    there, now = meetings(world), world.now
    calls = world.rows("SELECT id, absence_id, person_id, state, named_by FROM substitute_call ORDER BY id")
    found = {}
    for one in world.rows(
        "SELECT id, meeting_id, person_id, principal, place, state, covered_by, wants_back FROM absence ORDER BY id"
    ):
        meeting = there[one[1]]
        asked = tuple(Asked(c[0], c[2], c[3], c[4] is not None) for c in calls if c[1] == one[0])
        holds = one[4] != "seat" or one[2] in world.roster.seated(meeting.day, meeting.body)
        on = meeting.state == "planned" and meeting.ends > now
        found[one[0]] = Seat(
            one[0], one[1], meeting.body, one[2], one[3], one[4], one[5], one[6], bool(one[7]), asked, on, holds
        )
    return found


def busy(world: World, all_seats: dict[int, Seat], meeting: Gathering) -> set[int]:
    """Who serves at the meeting already, or is away from it."""
    here = [one for one in all_seats.values() if one.meeting == meeting.id and one.state != "withdrawn"]
    covering = {one.cover for one in here if one.state == "covered" and one.cover is not None}
    return set(world.roster.seated(meeting.day, meeting.body)) | covering | {one.person for one in here}


def called(world: World, meeting: Gathering) -> set[int]:
    """Who is to come: whoever sits, without those who are away, and with those who have their seats."""
    away, covering = set(), set()
    for one in seats(world).values():
        if one.meeting == meeting.id and one.state != "withdrawn":
            away.add(one.person)
            if one.state == "covered" and one.cover is not None and one.holds:
                covering.add(one.cover)
    return world.roster.invited(meeting.day, meeting.body, away, covering)


@dataclass(frozen=True)
class Letter:
    """A letter in the outbox."""

    id: int
    op: str
    kind: str
    fields: dict[str, Any]
    state: str
    matter: str
    card: str | None
    channel: str | None
    ts: str | None
    reason: str | None


def letters(world: World) -> list[Letter]:
    """All letters, oldest first."""
    rows = world.rows("SELECT id, op, kind, payload, state, matter, card, channel, ts, reason FROM letter ORDER BY id")
    return [
        Letter(one[0], one[1], one[2], json.loads(one[3]), one[4], one[5], one[6], one[7], one[8], one[9])
        for one in rows
    ]


def journal(world: World) -> int:
    """How many lines the journal has."""
    return int(world.rows("SELECT count(*) FROM journal")[0][0])


def inbox(world: World) -> int:
    """How many deliveries have been done."""
    return int(world.rows("SELECT count(*) FROM inbox_key")[0][0])
