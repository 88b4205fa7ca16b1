"""What coordinators and AU see of a seat that nobody covers, the form to name somebody, and the lines about what
happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from bot.reads.absence_forms import AppointForm
from bot.reads.absence_pictures import BackPicture, LinePicture, SeatPicture, ToldPicture, What
from bot.text import absence_told as told_words
from bot.text import absences as words
from bot.text.markup import Md, join, md
from bot.text.words import CANCEL, CLOSE
from handlers import ids
from handlers.views import fields
from handlers.views.absences import PERSON, decide_buttons, nobody, seat_buttons, what, with_part
from handlers.views.blocks import Message, View, context, modal, section
from handlers.views.fields import State
from models.rules.seating import AbsenceState


def seat(shown: SeatPicture) -> Message:
    """A seat that nobody covers; once it is settled, how, by whom and when."""
    said = with_part(words.is_absent(shown.absent, what(shown.occasion)), shown.part)
    asked = words.was_asked(shown.asked)
    came_of_it = _seat_settled(shown)
    if came_of_it:
        text = join(" ", [said, came_of_it])
        return Message(text, [section(said), section(came_of_it)])
    missing = nobody(shown.principal, shown.source)
    text = join("\n", [missing, said, asked])
    buttons = seat_buttons(shown.absence_id, shown.principal or shown.source)
    return Message(text, [section(md("*{missing}*", missing=missing)), section(said), context(asked), buttons])


def _seat_settled(shown: SeatPicture) -> str:
    if not shown.occasion.live:
        return words.CANCELLED if shown.occasion.cancelled else words.PAST
    by = words.stamp(shown.by, shown.at) if shown.by and shown.at else None
    if shown.state is AbsenceState.COVERED:
        return words.settled_named(shown.cover, by)
    if shown.state is AbsenceState.EMPTY:
        return words.settled_empty(by)
    if shown.state is AbsenceState.WITHDRAWN:
        return words.settled_back(shown.absent)
    return words.settled_asking() if shown.state is AbsenceState.CALLING else ""


def back(shown: BackPicture) -> Message:
    """A covered seat whose holder can come after all; once decided, who attends."""
    said = words.back_question(shown.absent, shown.cover, what(shown.occasion))
    if shown.open and shown.occasion.live:
        return Message(said, [section(said), decide_buttons(shown.absence_id)])
    came_of_it = _back_decided(shown)
    return Message(join(" ", [said, came_of_it]), [section(said), section(came_of_it)])


def _back_decided(shown: BackPicture) -> str:
    if shown.decided:
        by = words.stamp(shown.by, shown.at) if shown.by and shown.at else None
        return words.back_decided(shown.absent if shown.decided == "ordinary" else shown.cover, by)
    if not shown.occasion.live:
        return words.CANCELLED if shown.occasion.cancelled else words.PAST
    return words.OVER


def au_line(shown: LinePicture) -> Message:
    """The line to AU."""
    meeting = what(shown.occasion)
    said = words.au_line_chair(shown.source, meeting) if shown.source else words.au_line(shown.principal, meeting)
    came_of_it = ""
    if shown.state is AbsenceState.COVERED:
        came_of_it = words.settled_named(shown.cover, None)
    elif shown.state is AbsenceState.WITHDRAWN:
        came_of_it = words.settled_back(shown.absent)
    if came_of_it:
        return Message(join(" ", [said, came_of_it]), [section(said), section(came_of_it)])
    return Message(said, [section(said)])


_TOLD: Final[Mapping[What, Callable[[ToldPicture, str], Md]]] = MappingProxyType(
    {
        What.COVERED: lambda shown, meeting: told_words.covered(shown.cover, meeting),
        What.COVER_LOST: lambda shown, meeting: told_words.cover_lost(shown.cover, meeting),
        What.BACK: lambda shown, meeting: told_words.back(meeting),
        What.BACK_REFUSED: lambda shown, meeting: told_words.back_refused(shown.cover, meeting),
        What.RELEASED: lambda shown, meeting: told_words.released(shown.absent, meeting),
        What.SEAT_CHANGED: lambda shown, meeting: told_words.seat_changed(shown.absent, meeting),
        What.CONTACT: lambda shown, meeting: told_words.contact(shown.principal, meeting),
        What.LEAD: lambda shown, meeting: with_part(told_words.lead(shown.absent, meeting), shown.part),
        What.LEAD_OFF: lambda shown, meeting: told_words.lead_off(shown.absent, meeting),
        What.PRESENT: lambda shown, meeting: told_words.present(shown.absent, meeting, shown.body),
        What.PRESENT_OFF: lambda shown, meeting: told_words.present_off(shown.absent, meeting),
        What.NOBODY_LEADS: lambda shown, meeting: told_words.nobody_leads(meeting),
        What.NOBODY_PRESENTS: lambda shown, meeting: told_words.nobody_presents(shown.body, meeting),
    }
)


def told(shown: ToldPicture) -> Message:
    """One thing that happened."""
    said = _TOLD[shown.what](shown, what(shown.occasion))
    return Message(said, [section(said)])


# ---------------------------------------------------------------- the form to name somebody


def appoint_form(shown: AppointForm) -> View:
    """Whom does the coordinator name? Substitutes first; who is not in Slack is marked."""
    seat_ = shown.seat
    said = with_part(words.is_absent(seat_.absent, what(seat_.occasion)), seat_.part)
    if not shown.people:
        return modal(
            ids.Absence.APPOINT_FORM, words.APPOINT, [section(said), section(words.NOBODY_TO_APPOINT)], close=CLOSE
        )
    choices = [
        (str(number), _labelled(name, substitute, in_slack)) for number, name, substitute, in_slack in shown.people
    ]
    field = fields.choice(PERSON, words.APPOINT_WHO, choices, hint=words.APPOINT_HINT)
    return modal(
        ids.Absence.APPOINT_FORM, words.APPOINT, [section(said), field], submit=words.APPOINT_SUBMIT, close=CANCEL,
        metadata=str(seat_.absence_id),
    )  # fmt: skip


def _labelled(name: str, substitute: bool, in_slack: bool) -> str:
    more = [words.SUBSTITUTE] if substitute else []
    more += [] if in_slack else [words.NO_SLACK]
    return f"{name} ({', '.join(more)})" if more else name


def read_appointed(state: State) -> int | None:
    """Who is named."""
    given = fields.read_choice(state, PERSON) or ""
    return fields.row_of(given)
