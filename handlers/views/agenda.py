"""The agenda in a window: put in order, set, sent; and the form about a point. Who draws a form reads it back."""

from __future__ import annotations

from bot.reads.agenda import AgendaLine, Board, PointForm
from bot.reads.notices import NoticePreview
from bot.reads.papers import Papers
from bot.text import agenda as words
from bot.text import meetings as meeting_words
from bot.text import question_form as form_words
from bot.text import questions as question_words
from bot.text import words as common
from bot.text.markup import Md, join, md
from handlers import ids
from handlers.views import fields, meetings
from handlers.views.blocks import (
    VIEW_BLOCKS,
    Block,
    View,
    actions,
    button,
    context,
    divider,
    facts,
    modal,
    option,
    overflow,
    section,
    sections,
)  # fmt: skip
from models.rules.agenda import MOST_TITLE, Point

MOST_POINTS = 80


def board(shape: Board) -> View:
    """The agenda; those who lead the body can work with it."""
    head = shape.head
    drawn: list[Block] = [
        section(Md(f"*{_esc(meetings.name_of(head))}*\n{_esc(meetings.when_and_where(head))}")),
        context(meetings.status(head)),
    ]
    drawn += [_line(shape, line) for line in shape.lines[:MOST_POINTS]]
    if not shape.lines:
        drawn.append(section(words.EMPTY))
    drawn += [divider(), section(md("*{room}*", room=words.room(shape.room)))]
    if shape.leads and head.cancelled is None:
        drawn += _acts(shape)
    return modal("agenda", words.TITLE, drawn, close=common.CLOSE, metadata=str(head.id))


def _esc(text: str) -> Md:
    return md("{text}", text=text)


def _line(shape: Board, line: AgendaLine) -> Block:
    said = meetings.agenda_text(shape.head, (line,))
    choices = _choices(shape, line) if shape.leads and shape.head.cancelled is None and not line.treated else []
    menu = overflow(ids.Agenda.POINT, [option(name, f"{verb}:{line.id}") for verb, name in choices])
    return section(said, accessory=menu if choices else None, block_id=f"point-{line.id}")


def _choices(shape: Board, line: AgendaLine) -> list[tuple[str, str]]:
    """Before the meeting a point is moved and changed; once it has begun it is treated, or tabled."""
    first, last = line.number == 1, line.number == len(shape.lines)
    begun = [("treated", words.TREATED)] if shape.head.begun else []
    if shape.head.over:
        return [*begun, ("carry", words.CARRY)]
    order = [("up", words.UP)] * (not first) + [("down", words.DOWN)] * (not last)
    off = ("carry", words.CARRY) if line.question or begun else ("remove", words.REMOVE)
    return [*begun, *order, ("edit", words.CHANGE), off]


def _acts(shape: Board) -> list[Block]:
    head = shape.head
    if head.over:
        return []
    buttons = [button(words.ADD, ids.Agenda.ADD, head.id)]
    if head.set_at is None:
        buttons.append(button(words.FIX, ids.Agenda.FIX, head.id, style="primary"))
    elif head.sent_at is None:
        buttons.append(button(words.SEND, ids.Agenda.NOTICE, head.id, style="primary"))
        buttons.append(button(words.REOPEN, ids.Agenda.REOPEN, head.id))
    drawn = [actions(*buttons, block_id=f"agenda-{head.id}")]
    return [*drawn, context(words.NOTICE_SENT_HINT)] if head.sent_at else drawn


def papers(shape: Papers) -> View:
    """What was handed in about each matter, in the agenda's order."""
    drawn: list[Block] = [section(md("*{name}*", name=meetings.name_of(shape.head)))]
    for line, matter in shape.matters:
        from_whom = question_words.from_whom(matter.raiser, matter.principal, None)
        drawn.append(divider())
        drawn.append(section(join("\n", [meetings.agenda_text(shape.head, (line,)), from_whom])))
        for name, text in matter.texts:
            drawn += sections(question_words.field(name, text))
        drawn += facts((form_words.FIELDS[name], value) for name, value in matter.further)
        for one in matter.completions:
            drawn += sections(question_words.completion(one.asked, one.text, one.at))
    if not shape.matters:
        drawn.append(section(words.NO_PAPERS))
    if len(drawn) > VIEW_BLOCKS:
        drawn = [*drawn[: VIEW_BLOCKS - 1], context(words.PAPERS_GO_ON)]
    return modal("papers", words.PAPERS_TITLE, drawn, close=common.CLOSE)


def point(form: PointForm) -> View:
    """The form about a point."""
    drawn: list[Block] = [
        fields.text_input("title", words.POINT_TITLE, value=form.title, most=MOST_TITLE),
        fields.radio(
            "kind", words.KIND, [(one.value, words.kind(one)) for one in form.kinds], value=form.kind,
            hint=words.UNPREPARED_HINT if form.unprepared else None,
        ),
        fields.text_input("minutes", words.MINUTES, value=str(form.minutes), most=3),
        fields.choice(
            "presenter_id", words.PRESENTER,
            [("0", words.by_default(form.default_presenter)), *((str(key), name) for key, name in form.candidates)],
            value=str(form.presenter_id),
        ),
        fields.text_input(
            "presenter", words.PRESENTER_OTHER, value=form.presenter, most=MOST_TITLE, optional=True,
            hint=words.PRESENTER_OTHER_HINT,
        ),
        context(meeting_words.PUBLIC),
    ]  # fmt: skip
    if form.notice_sent and not form.item_id:
        drawn.append(context(words.NOTICE_SENT_HINT))
    new = form.item_id == 0
    return modal(
        ids.Agenda.ADD_FORM if new else ids.Agenda.EDIT_FORM, words.ADD if new else words.EDIT, drawn,
        submit=common.SAVE, close=common.CANCEL, metadata=str(form.meeting_id if new else form.item_id),
    )  # fmt: skip


def read_point(state: fields.State) -> Point:
    """What the form says of the point."""
    chosen = fields.read_choice(state, "presenter_id") or "0"
    return Point(
        title=fields.read_text(state, "title"),
        kind=fields.read_choice(state, "kind") or "",
        minutes=fields.read_text(state, "minutes"),
        presenter_id=fields.row_of(chosen) or 0,
        presenter=fields.read_text(state, "presenter"),
    )


def notice(preview: NoticePreview) -> View:
    """Exactly what will be sent, and to how many."""
    head = preview.notice.head
    drawn: list[Block] = [
        *sections(words.goes_to(preview.reached, preview.only_outlook)),
        context(words.LOOKS_LIKE),
        divider(),
        *[one for one in meetings.notice(preview.notice).blocks if one["type"] != "actions"],
    ]
    return modal(
        ids.Agenda.NOTICE_FORM, words.SEND, drawn, submit=words.SEND_YES, close=common.CANCEL, metadata=str(head.id)
    )
