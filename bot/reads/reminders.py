"""What a reminder shows, read when it is sent: nothing when it is done by then."""

from __future__ import annotations

from datetime import datetime

from bot.outbox.letters.people import Reminded
from bot.reads.absences import Occasion, call_card
from bot.reads.shapes import Gathered, Picture, ToPerson, Unreachable, Unwanted
from models.rules.reminders import Awaited
from models.store import people, reminders
from models.store.engine import Reading
from models.values import dataclass


@dataclass(frozen=True)
class ReminderPicture:
    """What still waits: the question's title, or whom and what meeting a call is about."""

    what: Awaited
    about_id: int
    title: str = ""
    round: int = 0
    absent: str = ""
    occasion: Occasion | None = None
    until: datetime | None = None


def reminded(reading: Reading, letter: Reminded) -> Gathered:
    """The reminder, while it waits."""
    person = people.get(reading.session, letter.person_id)
    if person.slack_id is None:
        return Unreachable("no Slack account")
    what = Awaited(letter.what)
    if what is Awaited.CALL:
        call = reminders.awaited_call(reading.session, letter.person_id, letter.about_id)
        shown = call_card(reading, call) if call is not None else None
        if shown is None or not shown.occasion.live:
            return Unwanted("answered, or over")
        shape = ReminderPicture(
            what, letter.about_id, absent=shown.absent, occasion=shown.occasion, until=None if shown.silent else shown.until
        )  # fmt: skip
        return Picture(ToPerson(person.slack_id), shape)
    standing = people.standing(reading.session, letter.person_id, reading.today)
    question = reminders.awaited_question(reading.session, standing, what, letter.about_id)
    if question is None:
        return Unwanted("done")
    return Picture(
        ToPerson(person.slack_id), ReminderPicture(what, letter.about_id, title=question.title, round=question.round)
    )
