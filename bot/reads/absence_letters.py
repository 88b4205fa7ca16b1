"""What each letter about an absence shows, read when it is sent; and whether it is still wanted then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from bot.outbox.letters import absences as letters
from bot.outbox.letters.absences import What
from bot.reads.absence_pictures import (
    AbsentPicture,
    BackPicture,
    CallPicture,
    ComePicture,
    LinePicture,
    PapersPicture,
    SeatPicture,
    ToldPicture,
)  # fmt: skip
from bot.reads.absences import occasion, part_of, principal_name, source_name, titles
from bot.reads.shapes import Gathered, Picture, ToChannel, ToPerson, Unreachable, Unwanted
from models.rules.absences import OPEN_SEAT, CallState, Place
from models.rules.bodies import Topic
from models.rules.seating import AbsenceState
from models.store import absences, bodies, outbox, people
from models.store import structure as structures
from models.store.engine import Reading
from models.tables.absences import Absence, SubstituteCall
from models.tables.meetings import Meeting


def _always(absence: Absence, letter: letters.Told) -> bool:
    return True


def _not_withdrawn(absence: Absence, letter: letters.Told) -> bool:
    return absence.state != AbsenceState.WITHDRAWN


def _still_covers(absence: Absence, letter: letters.Told) -> bool:
    return absence.state == AbsenceState.COVERED and absence.covered_by == letter.cover_id


def _still_unfilled(absence: Absence, letter: letters.Told) -> bool:
    return absence.state == AbsenceState.UNFILLED


_STILL: Final[dict[What, Callable[[Absence, letters.Told], bool]]] = {
    What.COVERED: _still_covers,
    What.CONTACT: _still_unfilled,
    What.LEAD: _not_withdrawn,
    What.PRESENT: _not_withdrawn,
    What.NOBODY_LEADS: _not_withdrawn,
    What.NOBODY_PRESENTS: _not_withdrawn,
}
"""What must still hold when it is told; the rest stays true."""


def call(reading: Reading, letter: letters.Call) -> Gathered:
    """The question to a substitute, as it stands."""
    row = reading.session.get(SubstituteCall, letter.call_id)
    if row is None:
        return Unwanted("no such call")
    absence, meeting = _rows(reading, row.absence_id)
    person = people.get(reading.session, row.person_id)
    if person.slack_id is None:
        return Unwanted("no Slack account: the coordinators know")
    state = CallState(row.state)
    if state not in (CallState.ASKED, CallState.SILENT, CallState.ACCEPTED) and not _posted(reading, letter.card()):
        return Unwanted(f"never asked: {state}")
    named = people.get(reading.session, row.named_by).name if row.named_by is not None else ""
    shape = CallPicture(
        call_id=row.id or 0,
        occasion=occasion(reading, meeting),
        absent=people.get(reading.session, absence.person_id).name,
        part=part_of(reading, absence),
        agenda=titles(reading, meeting.id or 0),
        until=reading.local(row.answer_by),
        state=state,
        seat=AbsenceState(absence.state),
        named_by=named,
        ended=letter.ended,
        reference=structures.current(reading.session).reference(Topic.SUBSTITUTE, meeting.body),
    )
    return Picture(ToPerson(person.slack_id), shape)


def absent(reading: Reading, letter: letters.AbsentCard) -> Gathered:
    """The absent person's own message."""
    absence, meeting = _rows(reading, letter.absence_id)
    person = people.get(reading.session, absence.person_id)
    if person.slack_id is None:
        return Unwanted("no Slack account")
    calls = absences.calls_of(reading.session, absence.id or 0)
    asked = [one.person_id for one in calls if one.state == CallState.ASKED]
    names = people.many(reading.session, asked)
    other = absence.reported_by is not None and absence.reported_by != absence.person_id
    shape = AbsentPicture(
        absence_id=absence.id or 0,
        occasion=occasion(reading, meeting),
        part=part_of(reading, absence),
        state=AbsenceState(absence.state),
        place=Place(absence.place),
        principal=principal_name(reading, absence.principal),
        asked=tuple(names[number].name for number in asked),
        cover=_name(reading, absence.covered_by),
        wants_back=absence.wants_back,
        reported_by=_name(reading, absence.reported_by) if other else "",
        had_calls=any(one.state != CallState.UNREACHABLE for one in calls),
        ended=letter.ended,
    )
    return Picture(ToPerson(person.slack_id), shape)


def seat(reading: Reading, letter: letters.SeatCard) -> Gathered:
    """A coordinator's message about a seat that nobody covers."""
    absence, meeting = _rows(reading, letter.absence_id)
    person = people.get(reading.session, letter.person_id)
    if absence.state != AbsenceState.UNFILLED and not _posted(reading, letter.card()):
        return Unwanted(f"settled before it was told: {absence.state}")
    if person.slack_id is None:
        return Unreachable("no Slack account")
    calls = absences.calls_of(reading.session, absence.id or 0)
    names = people.many(reading.session, (one.person_id for one in calls))
    shape = SeatPicture(
        absence_id=absence.id or 0,
        occasion=occasion(reading, meeting),
        absent=people.get(reading.session, absence.person_id).name,
        principal=principal_name(reading, absence.principal),
        source=source_name(reading, absence),
        part=part_of(reading, absence),
        state=AbsenceState(absence.state),
        asked=tuple((names[one.person_id].name, CallState(one.state)) for one in calls),
        cover=_name(reading, absence.covered_by),
        by=_name(reading, letter.by or None),
        at=_local(reading, letter.at),
    )
    return Picture(ToPerson(person.slack_id), shape)


def back(reading: Reading, letter: letters.BackCard) -> Gathered:
    """A coordinator's message about a covered seat whose holder can come after all."""
    absence, meeting = _rows(reading, letter.absence_id)
    person = people.get(reading.session, letter.person_id)
    waits = absence.state == AbsenceState.COVERED and absence.wants_back
    if not waits and not _posted(reading, letter.card()):
        return Unwanted("decided before it was asked")
    if person.slack_id is None:
        return Unreachable("no Slack account")
    shape = BackPicture(
        absence_id=absence.id or 0,
        occasion=occasion(reading, meeting),
        absent=people.get(reading.session, absence.person_id).name,
        cover=_name(reading, absence.covered_by),
        open=waits and not letter.decided,
        decided=letter.decided,
        by=_name(reading, letter.by or None),
        at=_local(reading, letter.at),
    )
    return Picture(ToPerson(person.slack_id), shape)


def au_line(reading: Reading, letter: letters.AuLine) -> Gathered:
    """The line to AU about an empty seat."""
    absence, meeting = _rows(reading, letter.absence_id)
    if absence.state not in OPEN_SEAT and not _posted(reading, letter.card()):
        return Unwanted(f"settled before it was told: {absence.state}")
    to: ToPerson | ToChannel
    if letter.person_id:
        person = people.get(reading.session, letter.person_id)
        if person.slack_id is None:
            return Unwanted("no Slack account")
        to = ToPerson(person.slack_id)
    else:
        channels = bodies.channels(reading.session, meeting.body)
        if channels is None or not channels.au_channel:
            return Unreachable("no channel")
        to = ToChannel(channels.au_channel)
    shape = LinePicture(
        occasion=occasion(reading, meeting),
        absent=people.get(reading.session, absence.person_id).name,
        principal=principal_name(reading, absence.principal),
        source=source_name(reading, absence),
        state=AbsenceState(absence.state),
        cover=_name(reading, absence.covered_by),
    )
    return Picture(to, shape)


def come(reading: Reading, letter: letters.ComePrompt) -> Gathered:
    """The question whether somebody comes."""
    meeting = reading.session.get_one(Meeting, letter.meeting_id)
    person = people.get(reading.session, letter.person_id)
    if person.slack_id is None:
        return Unwanted("no Slack account")
    if meeting.moved != letter.time:
        return Unwanted("moved again")
    away = absences.open_of(reading.session, letter.meeting_id, letter.person_id) is not None
    shown = occasion(reading, meeting)
    if (away or not shown.live) and not _posted(reading, letter.card()):
        return Unwanted("answered before it was asked")
    return Picture(
        ToPerson(person.slack_id), ComePicture(shown, letter.why, "away" if away else letter.answer or "asked")
    )


def papers(reading: Reading, letter: letters.Papers) -> Gathered:
    """The agenda so far, to a substitute who has said yes before the notice."""
    meeting = reading.session.get_one(Meeting, letter.meeting_id)
    person = people.get(reading.session, letter.person_id)
    shown = occasion(reading, meeting)
    if person.slack_id is None or not shown.live:
        return Unwanted("no Slack account" if shown.live else "the meeting is off")
    return Picture(ToPerson(person.slack_id), PapersPicture(shown, titles(reading, letter.meeting_id)))


def told(reading: Reading, letter: letters.Told) -> Gathered:
    """One thing that happened, to one person."""
    absence, meeting = _rows(reading, letter.absence_id)
    person = people.get(reading.session, letter.person_id)
    what, shown = What(letter.what), occasion(reading, meeting)
    if not shown.live:
        return Unwanted("the meeting is off")
    if not _STILL.get(what, _always)(absence, letter):
        return Unwanted(f"no longer so: {absence.state}")
    if person.slack_id is None:
        return Unwanted("no Slack account")
    structure = structures.current(reading.session)
    presenting = next((one.name for one in structure.bodies if one.chair_presents_in == meeting.body), "")
    shape = ToldPicture(
        what=what,
        occasion=shown,
        part=part_of(reading, absence),
        absent=people.get(reading.session, absence.person_id).name,
        cover=_name(reading, letter.cover_id or None),
        principal=principal_name(reading, absence.principal),
        body=presenting,
    )
    return Picture(ToPerson(person.slack_id), shape)


def _rows(reading: Reading, absence_id: int) -> tuple[Absence, Meeting]:
    absence = reading.session.get_one(Absence, absence_id)
    return absence, reading.session.get_one(Meeting, absence.meeting_id)


def _posted(reading: Reading, card: str | None) -> bool:
    return card is not None and outbox.card(reading.session, card) is not None


def _name(reading: Reading, person_id: int | None) -> str:
    return people.get(reading.session, person_id).name if person_id is not None else ""


def _local(reading: Reading, at: str) -> datetime | None:
    return reading.local(datetime.fromisoformat(at)) if at else None
