"""A meeting and its people for the tests of absences: rows as the use cases leave them, and short words for acting and looking."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import select

from bot.usecases import absences as usecases
from models.store import journal
from models.store import structure as structures
from models.store.seating import Invited, SeatAtMeeting, invited, seating
from models.tables.absences import Absence, SubstituteCall
from models.tables.bodies import BodySettings
from models.tables.meetings import Meeting, MeetingDay
from models.tables.outbox import OutboxLetter
from models.tables.people import Assignment, Person
from tests.clocks import STOCKHOLM
from tests.conftest import Furnished


def moment(local: str) -> datetime:
    """A local time as UTC."""
    return datetime.fromisoformat(local).replace(tzinfo=STOCKHOLM).astimezone(UTC)


@dataclass
class World:
    """A county and one meeting in it."""

    county: Furnished
    meeting_id: int

    def report(self, person: Person, **more: Any) -> Absence:
        """The person reports absence; the row that came of it."""
        usecases.report(self.county.as_(person), self.meeting_id, **more)
        return self.absence(more.get("person_id") or person.id or 0)

    def absence(self, person_id: int) -> Absence:
        """The person's latest absence from the meeting."""
        with self.county.session() as session:
            wanted = select(Absence).where(Absence.meeting_id == self.meeting_id, Absence.person_id == person_id)
            return session.exec(wanted.order_by(Absence.id)).all()[-1]  # type: ignore[arg-type]

    def calls(self, absence: Absence) -> list[SubstituteCall]:
        """The calls of an absence, oldest first."""
        with self.county.session() as session:
            wanted = select(SubstituteCall).where(SubstituteCall.absence_id == absence.id)
            return list(session.exec(wanted.order_by(SubstituteCall.id)).all())  # type: ignore[arg-type]

    def states(self, absence: Absence) -> list[tuple[int, str]]:
        """Who was called, and where each call stands."""
        return [(one.person_id, one.state) for one in self.calls(absence)]

    def letters(self, kind: str) -> list[dict[str, Any]]:
        """The letters of a kind, oldest first, as their fields."""
        with self.county.session() as session:
            rows = session.exec(select(OutboxLetter).where(OutboxLetter.kind == kind).order_by(OutboxLetter.id))  # type: ignore[arg-type]
            return [json.loads(one.payload) for one in rows.all()]

    def forget_letters(self) -> None:
        """Look from now on only at what is posted from now on."""
        with self.county.database.write() as session:
            for one in session.exec(select(OutboxLetter)).all():
                session.delete(one)

    def acts(self, absence: Absence) -> list[str]:
        """What the journal says of an absence, oldest first."""
        with self.county.session() as session:
            return [one.act for one in journal.of(session, f"absence:{absence.id}")]

    def meeting(self) -> Meeting:
        """The meeting as it stands."""
        with self.county.session() as session:
            return session.get_one(Meeting, self.meeting_id)

    def seat_of(self, person: Person) -> SeatAtMeeting:
        """The person's own seat at the meeting."""
        with self.county.session() as session:
            found = seating(session, structures.current(session), session.get_one(Meeting, self.meeting_id))
        return next(one for one in found if one.holder_id == person.id)

    def invited(self) -> list[Invited]:
        """Who is invited."""
        with self.county.session() as session:
            return list(invited(session, structures.current(session), session.get_one(Meeting, self.meeting_id)))

    def invited_ids(self) -> list[int | None]:
        """The people who are invited."""
        return [one.person_id for one in self.invited()]

    def change(self, person: Person, **values: Any) -> None:
        """Change a person's row, such as slack_id=None."""
        with self.county.database.write() as session:
            row = session.get_one(Person, person.id)
            for name, value in values.items():
                setattr(row, name, value)

    def appoint(self, person: Person, role: str, body: str | None, principal: str | None, **values: Any) -> None:
        """One more row of the roster."""
        with self.county.database.write() as session:
            session.add(Assignment(person_id=person.id or 0, role=role, body=body, principal=principal, **values))

    def end(self, person: Person, role: str, body: str, last: date) -> None:
        """End somebody's appointment."""
        with self.county.database.write() as session:
            wanted = select(Assignment).where(
                Assignment.person_id == person.id, Assignment.role == role, Assignment.body == body
            )
            session.exec(wanted).one().end = last

    def au_channel(self, body: str, channel: str) -> None:
        """Give the body's AU a channel."""
        with self.county.database.write() as session:
            session.add(BodySettings(body=body, au_channel=channel))


def a_meeting(
    county: Furnished,
    body: str = "lsg",
    start: str = "2026-03-12 09:00",
    end: str = "2026-03-12 12:00",
    *,
    noticed: bool = False,
    kind: str = "meeting",
) -> World:
    """A planned meeting of a body."""
    begins, ends = moment(start), moment(end)
    now = county.clock.clock.now()
    with county.database.write() as session:
        meeting = Meeting(
            body=body, kind=kind, starts_at=begins, ends_at=ends, place="Storgatan 1, Umeå", created_at=now,
            notice_sent_at=now if noticed else None,
        )  # fmt: skip
        session.add(meeting)
        session.flush()
        session.add(MeetingDay(meeting_id=meeting.id or 0, number=1, starts_at=begins, ends_at=ends))
        return World(county, meeting.id or 0)
