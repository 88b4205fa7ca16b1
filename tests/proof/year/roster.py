"""The roster in plain Python, read from the database's own rows: who sits where on a day, who is called in which order. Nothing of
the bot's rules is used, so that it can be held against them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, text

CHAIRS_WITH_A_SEAT = {"lsg": ("bbu", "bva", "hjalpmedel")}  # § 6.2: their chairs have seats in LSG
PRESENTING = {"samrad": "lsg"}  # § 6.1.4: LSG's chair presents in Samråd


@dataclass(frozen=True)
class Human:
    """Somebody of the roster."""

    id: int
    name: str
    email: str
    slack_id: str


@dataclass(frozen=True)
class Post:
    """One appointment, with its days as ISO text, both included; empty: always."""

    person: int
    body: str | None
    principal: str | None
    role: str
    place: int | None
    first: str
    last: str

    def on(self, day: date) -> bool:
        """Whether it is in force that day."""
        return (not self.first or self.first <= day.isoformat()) and (not self.last or day.isoformat() <= self.last)


@dataclass(frozen=True)
class Roster:
    """Everybody, and every appointment there is or was."""

    people: dict[int, Human]
    posts: tuple[Post, ...]

    @classmethod
    def of(cls, connection: Connection) -> Roster:
        """Read it."""
        people = connection.execute(text("SELECT id, name, email, slack_id FROM person ORDER BY id")).all()
        rows = connection.execute(
            text('SELECT person_id, body, principal, role, place, start, "end" FROM assignment ORDER BY id')
        )
        posts = tuple(
            Post(one[0], one[1], one[2], one[3], one[4], str(one[5] or ""), str(one[6] or "")) for one in rows
        )
        return cls({one[0]: Human(*one) for one in people}, posts)

    def holders(self, day: date, body: str | None, role: str, principal: str | None = None) -> list[int]:
        """The people in that role that day, in the order of the roster."""
        return [
            one.person
            for one in self.posts
            if one.on(day) and (one.body, one.role) == (body, role) and principal in (None, one.principal)
        ]

    def office(self, day: date, person: int, body: str) -> str | None:
        """chair, vice_chair or None."""
        return next((role for role in ("chair", "vice_chair") if person in self.holders(day, body, role)), None)

    def substitutes(self, day: date, body: str, principal: str | None) -> list[int]:
        """Who may be called for a seat, in order."""
        wanted = (body, principal, "substitute")
        own = [one for one in self.posts if one.on(day) and (one.body, one.principal, one.role) == wanted]
        return [one.person for one in sorted(own, key=lambda one: (one.place is None, one.place or 0))]

    def coordinators(self, day: date) -> list[int]:
        """The coordinators."""
        return sorted({one.person for one in self.posts if one.role == "coordinator" and one.on(day)})

    def seated(self, day: date, body: str) -> list[int]:
        """Who has a seat: the ordinary, and the chairs of committees."""
        chairs = [one for child in CHAIRS_WITH_A_SEAT.get(body, ()) for one in self.holders(day, child, "chair")]
        return [*dict.fromkeys([*self.holders(day, body, "ordinary"), *chairs])]

    def invited(self, day: date, body: str, away: set[int], covering: set[int]) -> set[int]:
        """Everybody who is to have the meeting in the calendar, when those are away and these have taken a seat."""
        there = set(self.seated(day, body)) | set(self.holders(day, body, "co_opted")) | set(self.coordinators(day))
        preparing = PRESENTING.get(body)
        if preparing is not None:
            offices = [
                *self.holders(day, preparing, "chair"),
                *self.holders(day, preparing, "vice_chair"),
            ]
            there |= set([one for one in offices if one not in away][:1])
        return (there - away) | covering
