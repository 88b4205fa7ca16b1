"""Absences in App Home, and the form to report one: drawn, and read back."""

from __future__ import annotations

from datetime import datetime, time

from bot.reads.absence_forms import ReportForm
from bot.reads.absences import CallCard, HomePart, Occasion, OpenSeat
from bot.text import absences as words
from bot.text import dates
from bot.text.markup import Md, join
from bot.text.words import CANCEL, CLOSE
from handlers import ids
from handlers.views import fields
from handlers.views.blocks import Block, View, actions, button, confirm, context, modal, section
from handlers.views.fields import State
from handlers.views.later import later
from models.rules.refusals import Refusal, Refused
from models.rules.reminders import Awaited
from models.values import dataclass

WHOLE, PART = "whole", "part"
MEETING, PERSON, EXTENT, FROM, TO = "meeting", "person", "extent", "from", "to"

Span = tuple[datetime, datetime] | None


def what(occasion: Occasion) -> str:
    """The meeting, in a sentence."""
    return words.occasion(occasion.body, occasion.start, occasion.end)


def with_part(said: Md, part: Span) -> Md:
    """What was said, and which part of the meeting it is about."""
    return said if part is None else join(" ", [said, words.part(*part)])


# ---------------------------------------------------------------- App Home


def calls(cards: tuple[CallCard, ...]) -> list[Block]:
    """Calls that wait for an answer."""
    drawn: list[Block] = []
    for card in cards:
        said = words.silent if card.silent else words.asked
        drawn.append(section(with_part(said(card.absent, what(card.occasion), dates.moment(card.until)), card.part)))
        drawn.append(answers(card.call_id, primary=not card.silent, block_id=f"call-{card.call_id}"))
    return drawn


def answers(call_id: int, *, primary: bool, block_id: str | None = None) -> Block:
    """The two answers of a substitute."""
    return actions(
        button(words.CAN, ids.Absence.ACCEPT, call_id, style="primary" if primary else None),
        button(words.CAN_NOT, ids.Absence.DECLINE, call_id),
        later(Awaited.CALL, call_id),
        block_id=block_id,
    )


def open_seats(seats: tuple[OpenSeat, ...]) -> list[Block]:
    """Seats that wait for a coordinator."""
    drawn: list[Block] = []
    for seat in seats:
        place = f"seat-{seat.absence_id}"
        if seat.cover:
            drawn.append(section(words.back_question(seat.absent, seat.cover, what(seat.occasion))))
            drawn.append(decide_buttons(seat.absence_id, block_id=place))
            continue
        drawn.append(section(with_part(words.is_absent(seat.absent, what(seat.occasion)), seat.part)))
        drawn.append(context(nobody(seat.principal, seat.source)))
        drawn.append(seat_buttons(seat.absence_id, seat.principal or seat.source, block_id=place))
    return drawn


def nobody(principal: str, source: str) -> str:
    """Nobody covers the seat."""
    return words.nobody_for_chair(source) if source else words.nobody(principal)


def seat_buttons(absence_id: int, principal: str, *, block_id: str | None = None) -> Block:
    """A coordinator names somebody, or leaves the seat empty."""
    dialog = confirm(words.LEAVE_EMPTY_TITLE, words.leave_empty_confirm(principal), words.LEAVE_EMPTY, words.KEEP_OPEN)
    return actions(
        button(words.APPOINT, ids.Absence.APPOINT, absence_id, style="primary"),
        button(words.LEAVE_EMPTY, ids.Absence.LEAVE_EMPTY, absence_id, confirm=dialog),
        block_id=block_id,
    )


def decide_buttons(absence_id: int, *, block_id: str | None = None) -> Block:
    """A coordinator decides who takes a covered seat."""
    return actions(
        button(words.ORDINARY_RETURNS, ids.Absence.ORDINARY_RETURNS, absence_id),
        button(words.SUBSTITUTE_STAYS, ids.Absence.SUBSTITUTE_STAYS, absence_id),
        block_id=block_id,
    )


def home_buttons(part: HomePart) -> list[Block]:
    """Buttons at the top of App Home."""
    return [button(words.REPORT, ids.Absence.REPORT)] if part.can_report else []


# ---------------------------------------------------------------- the form


@dataclass(frozen=True)
class Reported:
    """What the form says. `part` are local times of day."""

    meeting_id: int
    person_id: int | None
    part: tuple[time, time] | None


def form(shown: ReportForm) -> View:
    """The form: which meeting, the whole or a part; for a coordinator also who. Nowhere to put a reason."""
    if shown.chosen is None:
        return modal(ids.Absence.FORM, words.REPORT, [section(words.NO_MEETINGS)], close=CLOSE)
    chosen = shown.chosen
    choices = [(str(one.id), words.meeting_choice(one.short, one.start)) for one in shown.meetings]
    drawn: list[Block] = [
        fields.choice(
            MEETING, words.WHICH_MEETING, choices, value=str(chosen.id), reacts=True, action_id=ids.Absence.FORM_MEETING
        )
    ]
    if shown.people is not None:
        named = [(str(number), name) for number, name in shown.people]
        value = str(shown.person_id) if shown.person_id is not None else None
        # Who is called differs from meeting to meeting: another meeting, another field, so that no old choice stays.
        drawn.append(fields.choice(f"{PERSON}-{chosen.id}", words.WHO, named, value=value))
    if shown.may_be_part:
        extents = [(WHOLE, words.WHOLE), (PART, words.PART)]
        extent = PART if shown.part else WHOLE
        drawn.append(
            fields.radio(EXTENT, words.EXTENT, extents, value=extent, reacts=True, action_id=ids.Absence.FORM_EXTENT)
        )
    if shown.may_be_part and shown.part:
        drawn.append(fields.clock(FROM, words.PART_FROM, value=f"{chosen.start:%H:%M}"))
        drawn.append(fields.clock(TO, words.PART_TO, value=f"{chosen.end:%H:%M}"))
    drawn.append(context(words.NO_REASON))
    return modal(ids.Absence.FORM, words.REPORT, drawn, submit=words.SUBMIT, close=CANCEL)


def chosen_meeting(state: State) -> int | None:
    """The meeting that is chosen in the form."""
    given = fields.read_choice(state, MEETING) or ""
    return fields.row_of(given)


def wants_part(state: State) -> bool:
    """Whether a part of the meeting is chosen."""
    return fields.read_choice(state, EXTENT) == PART


def chosen_person(state: State, meeting_id: int | None) -> int | None:
    """Whom a coordinator reports for; None for the person at the form."""
    given = fields.read_choice(state, f"{PERSON}-{meeting_id}") or ""
    return fields.row_of(given)


def read(state: State) -> Reported:
    """The form's answers. Raises Refused when there is no meeting in it."""
    meeting_id = chosen_meeting(state)
    if meeting_id is None:
        raise Refused(Refusal.NOT_FOUND)
    start, end = fields.read_clock(state, FROM), fields.read_clock(state, TO)
    part = (time.fromisoformat(start), time.fromisoformat(end)) if wants_part(state) and start and end else None
    return Reported(meeting_id, chosen_person(state, meeting_id), part)
