"""Which letters follow when an absence or a question to a substitute has changed. What changed, and why, is the use
cases' affair."""

from __future__ import annotations

from bot.outbox.letters.absences import AbsentCard, AuLine, BackCard, Call, ComePrompt, Papers, SeatCard
from bot.outbox.letters.meetings import Notice
from bot.usecases import homes
from bot.usecases.acting import Unit
from models.rules.roster import OFFICES
from models.store import bodies, outbox, people
from models.tables.absences import Absence, SubstituteCall
from models.tables.meetings import Meeting


def au_told(unit: Unit, meeting: Meeting, absence: Absence) -> None:
    """A line to AU: in its channel, or to the two in person while it has none."""
    channels = bodies.channels(unit.session, meeting.body)
    if channels is not None and channels.au_channel:
        unit.post(AuLine(absence.id or 0))
        return
    for one in people.assignments(unit.session, unit.today, body=meeting.body, roles=OFFICES):
        if one.person_id != absence.person_id:
            unit.post(AuLine(absence.id or 0, one.person_id))


def papers(unit: Unit, meeting: Meeting, person_id: int) -> None:
    """What the others have got: the notice when it is sent, else the agenda so far. The seminar's goes by Outlook."""
    if meeting.kind != "meeting":
        return
    number = meeting.id or 0
    unit.post(Notice(number, person_id) if meeting.notice_sent_at is not None else Papers(number, person_id))


def answered(unit: Unit, call: SubstituteCall, ended: str = "") -> None:
    """What was asked of a substitute has got its answer, or has fallen: the message and App Home are drawn anew."""
    unit.post(Call(call.id or 0, ended))
    homes.redraw(unit, [call.person_id])


def absent_card(unit: Unit, absence: Absence, *, ended: str = "") -> None:
    """The absent person's message, drawn anew."""
    unit.post(AbsentCard(absence.id or 0, ended))


def seat_cards(unit: Unit, absence: Absence) -> None:
    """The coordinators' messages about the seat, drawn anew with who settled it and when."""
    for person_id in _recipients(unit, f"seat:{absence.id}:"):
        unit.post(SeatCard(absence.id or 0, person_id, unit.acting.actor.person_id or 0, unit.now.isoformat()))


def seat_cards_again(unit: Unit, absence: Absence) -> None:
    """The coordinators' messages about the seat, drawn anew."""
    for person_id in _recipients(unit, f"seat:{absence.id}:"):
        unit.post(SeatCard(absence.id or 0, person_id))


def au_line_again(unit: Unit, absence: Absence) -> None:
    """The line to AU, drawn anew."""
    for person_id in _recipients(unit, f"au-seat:{absence.id}:"):
        unit.post(AuLine(absence.id or 0, person_id))


def prompts_again(unit: Unit, meeting: Meeting, person_id: int) -> None:
    """The messages that ask the person whether to come, drawn anew."""
    for matter in outbox.cards(unit.session, f"come:{meeting.id}:{person_id}:{meeting.moved}:"):
        unit.post(ComePrompt(meeting.id or 0, person_id, meeting.moved, matter.rsplit(":", 1)[1]))


def _recipients(unit: Unit, prefix: str) -> list[int]:
    """The people whose letters of that kind have left or are about to."""
    return [int(matter.rsplit(":", 1)[1]) for matter in outbox.matters(unit.session, prefix)]


def back_cards(unit: Unit, absence: Absence, decided: str = "") -> None:
    """To the coordinators: a covered seat's holder can come after all; once decided, by whom and when."""
    by, at = (unit.acting.actor.person_id or 0, unit.now.isoformat()) if decided else (0, "")
    for one in people.coordinators(unit.session, unit.today):
        unit.post(BackCard(absence.id or 0, one.id or 0, decided, by, at))
