"""What follows when appointments have begun, changed or ended: channels, seats at coming meetings, Outlook, AU's cards,
signatures, App Homes. Not the change itself. No act of its own: works inside the import's transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.outbox.letters.bodies import ChannelMembers
from bot.outbox.letters.people import Home
from bot.outbox.letters.questions import CosignCard
from bot.usecases import absence_changes, homes, meeting_letters, question_letters, questions, welcome
from bot.usecases.acting import Unit
from models.rules.meetings import MeetingKind, MeetingState
from models.rules.questions import QuestionState
from models.rules.roster import OFFICES, Role
from models.rules.roster_changes import Appointment, Held
from models.store import meetings, people, roster
from models.store import questions as question_store


def follow(unit: Unit, touched: Sequence[Appointment | Held]) -> None:
    """Let everything that rests on these appointments follow. To be called after `unit.record`, once they are as they shall
    be; each letter looks for itself whether there is anything to do."""
    bodies = {one.body for one in touched if one.body is not None}
    around = _around(unit, bodies)
    if any(one.role is Role.COORDINATOR for one in touched):  # is in every channel and at every meeting (R-J01)
        around = {one.key for one in unit.structure.bodies}
    for body, which in roster.channels(unit.session, around):
        unit.post(ChannelMembers(body, which))
    _meetings(unit, around)
    _questions(unit, bodies, {one.body for one in touched if one.body is not None and one.role in OFFICES})
    for person_id in roster.with_home(unit.session, {one.email for one in touched}):
        unit.post(Home(person_id))
    given = {one.email for one in touched if isinstance(one, Appointment)}  # not those who have lost something
    for person in people.everybody(unit.session, unit.today):
        if person.email in given:
            welcome.greet(unit, person.id)


def _around(unit: Unit, bodies: Collection[str]) -> set[str]:
    """The bodies, and those that their chairs have a seat in (R-D22) or present in (R-C08)."""
    found = set(bodies)
    for key in bodies:
        body = unit.structure.body(key)
        found |= {other for other in (body.parent, body.chair_presents_in) if other is not None}
    return found


def _meetings(unit: Unit, bodies: Collection[str]) -> None:
    """Who sits at the meetings to come. A seminar's guests come from several bodies, so each is looked at.

    Locked in the order of their times, as those do who carry a point from one to the next.
    """
    for one in meetings.planned(unit.session, after=unit.now, kind=None):
        if one.body in bodies or one.kind == MeetingKind.SEMINAR:
            meeting = meetings.locked(unit.session, one.id or 0)
            if meeting.state == MeetingState.PLANNED:
                absence_changes.roster_changed(unit, meeting)
                meeting_letters.changed(unit, meeting)


def _questions(unit: Unit, bodies: Collection[str], led_anew: Collection[str]) -> None:
    """AU's cards name today's chair and vice chair; a question that waits for a signature is put to today's
    representatives (S-36)."""
    for one in question_store.in_state(unit.session, QuestionState.AT_AU, led_anew):
        question_letters.changed(unit, one)
    for one in question_store.in_state(unit.session, QuestionState.AWAITING_COSIGNATURE, bodies):
        for person_id in questions.cosigners(unit, one):
            unit.post(CosignCard(one.id or 0, person_id))
            homes.redraw(unit, [person_id])
