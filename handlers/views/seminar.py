"""The year's leadership seminar, drawn: App Home, the window where it is planned, its forms, the message in the channel, the
question to those who set the programme. Who draws a form reads it back."""

from __future__ import annotations

import json
from datetime import date

from bot.reads.meetings import MeetingHead
from bot.reads.seminar import AskedShape, Board, HomePart, Line, PlanForm
from bot.text import meetings as meeting_words
from bot.text import seminar as words
from bot.text import words as common
from bot.text.markup import Md, esc, join, md
from handlers import ids
from handlers.views import fields
from handlers.views.blocks import (
    Block,
    Message,
    View,
    actions,
    button,
    context,
    divider,
    header,
    modal,
    section,
    sections,
)
from models.rules.meetings import MOST_PLACE, MOST_REASON
from models.rules.seminar import MOST_DAYS, MOST_PROGRAMME, MOST_THEME, SeminarStatus
from models.values import dataclass

MOST_SHOWN = 40
"""How many added guests the window lists: a window takes a hundred blocks."""


@dataclass(frozen=True)
class Asked:
    """What a form for planning or moving says; `meeting_id` and `version` are 0 for a plan."""

    dates: str
    start: str | None
    end: str | None
    place: str
    theme: str = ""
    meeting_id: int = 0
    version: int = 0


# ---------------------------------------------------------------- App Home and the channel
def home(part: HomePart) -> list[Block]:
    """The part of App Home of those who plan the seminar or set its programme; nothing for others."""
    if part.empty:
        return []
    drawn: list[Block] = []
    for line in part.lines:
        drawn.append(section(_text(line)))
        drawn.append(actions(_open(line), block_id=f"seminar-{line.head.id}"))
    if not part.lines:
        drawn.append(section(words.NONE_PLANNED))
    if part.plans:
        drawn.append(actions(button(words.PLAN, ids.Seminar.PLAN), block_id="seminar-acts"))
    return drawn


def card(line: Line) -> Message:
    """The seminar in the planning body's channel."""
    name, when = name_of(line.head), _when(line.head)
    drawn: list[Block] = [header(name), section(when), section(md("*{status}*", status=_status(line)))]
    if line.head.cancelled is None:
        drawn += _programme(line)
        drawn.append(context(words.invited(line.invited)))
        if line.head.ahead:
            drawn.append(actions(_open(line), block_id=f"seminar-card-{line.head.id}"))
    return Message(f"{name}. {when}. {_status(line)} {line.programme.text}".strip(), drawn)


def asked(shape: AskedShape) -> Message:
    """A programme is proposed; once it is set or the seminar is off, what was asked stays and the buttons go."""
    line = shape.line
    told = words.proposed(line.programme.planner, name_of(line.head))
    rule = words.proposal_rule(line.programme.setter, line.programme.planner)
    drawn: list[Block] = [
        section(md("*{told}*", told=told)),
        section(_when(line.head)),
        *_programme(line, titled=False),
    ]
    if line.programme.status is SeminarStatus.PROPOSED and line.head.ahead and shape.theirs:
        act = button(words.SET, ids.Seminar.SET, line.head.id, style="primary")
        drawn += [context(rule), actions(act, block_id=f"programme-{line.head.id}")]
        return Message(f"{told} {rule} {line.programme.text}", drawn)
    ended = _set_line(line) if line.programme.status is SeminarStatus.SET else _status(line)
    return Message(f"{told} {ended}", [*drawn, context(ended)])


def name_of(head: MeetingHead) -> str:
    """Regionalt ledningsseminarium – 7 oktober 2026."""
    return meeting_words.name(head.short_name, head.starts, head.title)


def _open(line: Line) -> Block:
    return button(words.OPEN, ids.Seminar.OPEN, line.head.id, says=f"{words.OPEN}: {name_of(line.head)}")


def _text(line: Line) -> Md:
    first = md("*{name}*", name=name_of(line.head))
    return join("\n", [first, _when(line.head), _status(line), words.invited(line.invited)])


def _when(head: MeetingHead) -> str:
    return f"{common.sentence(meeting_words.when(head.days))}, {meeting_words.where(head.place)}"


def _status(line: Line) -> str:
    said = words.status(line.programme.status, line.programme.setter)
    return f"{said} {line.head.cancelled}" if line.head.cancelled else said


def _set_line(line: Line) -> str:
    one = line.programme
    return words.set_line(one.setter, one.decided_on, one.set_by, one.set_at)


def _programme(line: Line, *, titled: bool = True) -> list[Block]:
    if not line.programme.text:
        return []
    title = [md("*{title}*", title=words.PROGRAMME)] if titled else []
    drawn = sections(join("\n", [*title, esc(line.programme.text)]))
    return [*drawn, context(_set_line(line))] if titled and line.programme.status is SeminarStatus.SET else drawn


# ---------------------------------------------------------------- the window
def board(shape: Board) -> View:
    """One seminar, with what the person may do about it."""
    line = shape.line
    drawn: list[Block] = [section(_text(line))]
    if red := words.red(shape.red):
        drawn.append(context(red))
    drawn += _programme(line)
    if line.programme.status in (SeminarStatus.HELD, SeminarStatus.PROPOSED):
        drawn.append(context(words.proposal_rule(line.programme.setter, line.programme.planner)))
    if line.head.ahead:
        drawn.append(actions(*_acts(shape), block_id="seminar-board"))
    drawn += [divider(), section(words.guests(shape.by_default, len(shape.guests)))]
    for one in shape.guests[:MOST_SHOWN]:
        said = one.email if one.name == one.email else f"{one.name}, {one.email}"
        away = button(words.REMOVE, ids.Seminar.REMOVE_GUEST, one.id, says=words.remove_says(one.name))
        drawn.append(
            section(said, accessory=away if shape.plans and line.head.ahead else None, block_id=f"guest-{one.id}")
        )
    return modal("seminar_board", words.TITLE, drawn, close=common.CLOSE, metadata=str(line.head.id))


def _acts(shape: Board) -> list[Block]:
    """The buttons; the one that is next in turn is the primary."""
    line, number = shape.line, shape.line.head.id
    is_set = line.programme.status is SeminarStatus.SET
    found: list[Block] = []
    if shape.sets and line.programme.text:
        style = None if is_set else "primary"
        found.append(button(words.SET_AGAIN if is_set else words.SET, ids.Seminar.SET, number, style=style))
    if shape.plans:
        if not is_set:
            found.append(button(words.PROPOSE, ids.Seminar.PROPOSE, number))
        found.append(button(words.INVITE, ids.Seminar.INVITE, number))
        found.append(button(words.MOVE, ids.Seminar.MOVE, number))
        found.append(button(words.CANCEL, ids.Seminar.CANCEL, number, style="danger"))
    elif not line.programme.text:
        found.append(button(words.SET, ids.Seminar.SET, number))
    return found


# ---------------------------------------------------------------- the forms
def plan(form: PlanForm) -> View:
    """The form for planning; or, with a seminar in it, for moving that one."""
    head = form.head
    days = "\n".join(one[0].date().isoformat() for one in head.days) if head else ""
    start, end = (head.days[0][0].strftime("%H:%M"), head.days[0][1].strftime("%H:%M")) if head else ("09:00", "16:00")
    drawn: list[Block] = [section(form.name if head is None else name_of(head))]
    if form.setter:
        drawn.append(context(words.hold_rule(form.setter)))
    if head is None:
        drawn.append(fields.text_input("theme", words.THEME, most=MOST_THEME, hint=words.THEME_HINT, optional=True))
    drawn += [
        fields.text_input(
            "dates", words.DATES, value=days, lines=True, most=12 * (MOST_DAYS + 5), hint=words.DATES_HINT
        ),
        fields.clock("start", words.START, value=start),
        fields.clock("end", words.END, value=end),
        fields.text_input(
            "place",
            words.PLACE,
            value=head.place if head else "",
            most=MOST_PLACE,
            hint=words.PLACE_HINT,
            optional=True,
        ),
        context(words.PUBLIC),
    ]
    if head is None:
        return modal(ids.Seminar.PLAN_FORM, words.TITLE, drawn, submit=words.HOLD_TIME, close=common.CANCEL)
    return modal(ids.Seminar.MOVE_FORM, words.MOVE, drawn, submit=words.MOVE, close=common.CANCEL, metadata=_mark(head))


def read_plan(state: fields.State, metadata: str = "") -> Asked:
    """What the form for planning or moving says."""
    number, version = _marked(metadata)
    return Asked(
        fields.read_text(state, "dates"), fields.read_clock(state, "start"), fields.read_clock(state, "end"),
        fields.read_text(state, "place"), fields.read_text(state, "theme"), number, version,
    )  # fmt: skip


def cancel(shape: Board) -> View:
    """Whether, and why."""
    drawn: list[Block] = [
        section(words.asks_cancel(shape.line.invited)),
        fields.text_input("reason", words.REASON, lines=True, most=MOST_REASON, hint=words.REASON_HINT),
    ]
    return modal(
        ids.Seminar.CANCEL_FORM, words.CANCEL, drawn, submit=words.CANCEL_YES, close=common.CANCEL,
        metadata=_mark(shape.line.head),
    )  # fmt: skip


def read_cancel(state: fields.State, metadata: str) -> tuple[int, int, str]:
    """(meeting, version, reason)."""
    return *_marked(metadata), fields.read_text(state, "reason")


def propose(shape: Board) -> View:
    """The form for a proposal."""
    one = shape.line.programme
    drawn: list[Block] = [context(words.proposal_rule(one.setter, one.planner)), _programme_field(one.text)]
    return modal(
        ids.Seminar.PROPOSE_FORM, words.PROPOSE, drawn, submit=words.SAVE_PROPOSAL, close=common.CANCEL,
        metadata=_mark(shape.line.head),
    )  # fmt: skip


def read_propose(state: fields.State, metadata: str) -> tuple[int, str]:
    """(meeting, programme)."""
    return _marked(metadata)[0], fields.read_text(state, "programme")


def fix(shape: Board) -> View:
    """The form for setting the programme: its text, and the day it was decided."""
    one = shape.line.programme
    drawn: list[Block] = [
        context(words.proposal_rule(one.setter, one.planner)),
        _programme_field(one.text),
        fields.day("decided_on", words.DECIDED_ON, value=one.decided_on, hint=words.DECIDED_HINT),
        section(words.set_sure(shape.line.invited)),
    ]
    return modal(
        ids.Seminar.SET_FORM, words.SET, drawn, submit=words.SET, close=common.CANCEL, metadata=_mark(shape.line.head)
    )


def read_fix(state: fields.State, metadata: str) -> tuple[int, str, date | None]:
    """(meeting, programme, the day it was decided)."""
    return _marked(metadata)[0], fields.read_text(state, "programme"), fields.read_day(state, "decided_on")


def invite(shape: Board) -> View:
    """The form for guests by address."""
    drawn: list[Block] = [
        section(words.guests(shape.by_default, len(shape.guests))),
        fields.text_input("addresses", words.ADDRESSES, lines=True, most=MOST_PROGRAMME, hint=words.ADDRESSES_HINT),
    ]
    return modal(
        ids.Seminar.INVITE_FORM, words.INVITE, drawn, submit=words.INVITE, close=common.CANCEL,
        metadata=_mark(shape.line.head),
    )  # fmt: skip


def read_invite(state: fields.State, metadata: str) -> tuple[int, str]:
    """(meeting, addresses)."""
    return _marked(metadata)[0], fields.read_text(state, "addresses")


def _programme_field(text: str) -> Block:
    return fields.text_input(
        "programme", words.PROGRAMME, value=text, lines=True, most=MOST_PROGRAMME, hint=words.PROGRAMME_HINT
    )


def _mark(head: MeetingHead) -> str:
    return json.dumps({"meeting_id": head.id, "version": head.version})


def _marked(metadata: str) -> tuple[int, int]:
    """(meeting, version) of a form; rows are read anew, so what is not there is simply not found."""
    said = fields.read_named(metadata)
    return fields.read_row(said, "meeting_id"), fields.read_row(said, "version")
