"""Meetings, drawn: App Home and the list, the card in the channel and the lines in its thread, the notice, the
reminders."""

from __future__ import annotations

from bot.reads.agenda import AgendaLine
from bot.reads.meetings import HomePart, MeetingHead, MeetingLine, Own, OwnPlace, SeatLine, SeatNow, Seats
from bot.reads.notices import CardShape, MovedShape, NewsShape, NoticeShape, ReminderShape, SummaryShape
from bot.text import agenda as agenda_words
from bot.text import meetings as words
from bot.text.markup import Md, esc, join, md
from bot.text.words import sentence
from handlers import ids
from handlers.views.blocks import Block, Message, actions, button, context, header, section, sections
from models.rules.meetings import MeetingKind


# ---------------------------------------------------------------- lists
def home(part: HomePart) -> list[Block]:
    """The part of App Home: the next meetings, with what the person may do."""
    drawn: list[Block] = []
    for line in part.lines:
        drawn += _in_list(line)
    if not part.lines:
        drawn.append(section(words.NO_MEETINGS if part.plans else words.NO_MEETINGS_OF_YOURS))
    if part.more:
        drawn.append(context(words.MORE))
    if part.plans:
        drawn.append(actions(button(words.CREATE, ids.Meeting.CREATE), block_id="meetings-acts"))
    return drawn


def overview(part: HomePart) -> Message:
    """The answer to `/samverkan möten`."""
    names = [f"{name_of(line.head)}, {words.where(line.head.place)}. {own(line.own)}".strip() for line in part.lines]
    said = "\n".join(names) or words.NO_MEETINGS
    return Message(said, [header(words.HEADING), *home(part)])


def _in_list(line: MeetingLine) -> list[Block]:
    head = line.head
    said = [md("*{name}*", name=name_of(head)), esc(when_and_where(head))]
    guest = head.kind is MeetingKind.SEMINAR and line.own.what is Own.CALLED
    own_place = words.GUEST if guest else own(line.own)
    said.append(esc(" ".join(one for one in (status(head), own_place) if one)))
    buttons = []
    if line.may_report:
        buttons.append(
            button(words.REPORT_ABSENCE, ids.Absence.REPORT, head.id, says=_says(words.REPORT_ABSENCE, head))
        )
    if head.kind is MeetingKind.MEETING and (line.leads or line.points):
        buttons.append(button(words.AGENDA, ids.Agenda.OPEN, head.id, says=_says(words.AGENDA, head)))
    if line.plans and head.ahead:
        buttons.append(button(words.MOVE, ids.Meeting.MOVE, head.id, says=_says(words.MOVE, head)))
        buttons.append(button(words.CANCEL, ids.Meeting.CANCEL, head.id, says=_says(words.CANCEL, head)))
    drawn: list[Block] = [section(join("\n", list(said)))]
    return drawn + ([actions(*buttons, block_id=f"meeting-{head.id}")] if buttons else [])


def _says(what: str, head: MeetingHead) -> str:
    return f"{what}: {name_of(head)}"


def name_of(head: MeetingHead) -> str:
    """LSG – möte 12 mars 2026."""
    return words.name(head.short_name, head.starts, head.title)


def when_and_where(head: MeetingHead) -> str:
    """Torsdag 12 mars 2026 kl. 9.00–12.00, Umeå."""
    return f"{sentence(words.when(head.days))}, {words.where(head.place)}"


def status(head: MeetingHead) -> str:
    """Where the meeting stands; a seminar has no agenda to speak of."""
    if head.kind is MeetingKind.SEMINAR and head.cancelled is None:
        return ""
    return words.status(cancelled=head.cancelled, set_at=head.set_at, sent_at=head.sent_at)


def own(place: OwnPlace) -> str:
    """What the person is at the meeting."""
    if place.what is Own.ABSENT:
        return words.absent(place.other, calling=place.calling)
    if place.what is Own.SERVES:
        return words.serves_for(place.other or "")
    said = {
        Own.SITS: words.SITS,
        Own.SUBSTITUTE: words.IS_SUBSTITUTE,
        Own.PRESENTS: words.PRESENTS,
        Own.COORDINATOR: words.COMES_AS_COORDINATOR,
        Own.CALLED: words.CALLED,
    }
    return said.get(place.what, "")


# ---------------------------------------------------------------- the agenda as text
def agenda_text(head: MeetingHead, lines: tuple[AgendaLine, ...]) -> Md:
    """The points, one on each line; what has come since the notice is marked."""
    if not lines:
        return esc(agenda_words.EMPTY)
    return join("\n", [_point(head, one) for one in lines])


def _point(head: MeetingHead, line: AgendaLine) -> Md:
    marks = [one for one, shown in (
        (agenda_words.UNPREPARED, line.unprepared), (agenda_words.CARRIED, line.carried),
        (agenda_words.TREATED.lower(), line.treated),
    ) if shown]  # fmt: skip
    number = f" ({line.question})" if line.question else ""
    said = md("{number}. *{title}*{question}", number=line.number, title=line.title, question=number)
    facts = "; ".join([agenda_words.facts(line.kind, line.minutes, line.presenter), *marks])
    new = [md("*{new}*", new=agenda_words.new_since(head.sent_at))] if line.new and head.sent_at else []
    return join("\n", [said, md("      {facts}", facts=facts), *(md("      {one}", one=one) for one in new)])


def agenda_plain(lines: tuple[AgendaLine, ...]) -> str:
    """The points as a sentence, for notifications and screen readers."""
    return "; ".join(f"{one.number}. {one.title}" for one in lines) or agenda_words.EMPTY


def _agenda_blocks(head: MeetingHead, lines: tuple[AgendaLine, ...]) -> list[Block]:
    title = agenda_words.TITLE if head.set_at else agenda_words.DRAFT
    return sections(join("\n", [md("*{title}*", title=title), agenda_text(head, lines)]))


# ---------------------------------------------------------------- the channel
def card(shape: CardShape) -> Message:
    """The meeting in the body's channel."""
    head = shape.head
    first = f"{name_of(head)}. {head.body_name}. {when_and_where(head)}. {status(head)}".strip()
    drawn: list[Block] = [
        header(name_of(head)),
        section(join("\n", [
            md("*{body}*", body=head.body_name),
            esc(when_and_where(head)),
            md("*{status}*", status=status(head)) if head.cancelled is not None else esc(status(head)),
        ])),
    ]  # fmt: skip
    if head.cancelled is not None or head.kind is MeetingKind.SEMINAR:
        return Message(first, drawn)
    drawn += _agenda_blocks(head, shape.lines)
    if shape.lines:
        drawn.append(context(agenda_words.room(shape.room)))
    drawn += sections(seats_text(shape.seats))
    buttons = [_papers(head)] if _has_papers(shape.lines) else []
    if head.ahead:
        drawn.append(context(words.SUMMONS_HINT))
        buttons.append(_report(head))
    if buttons:
        drawn.append(actions(*buttons, block_id=f"meeting-card-{head.id}"))
    return Message(f"{first} {agenda_plain(shape.lines)}", drawn)


def _report(head: MeetingHead) -> Block:
    return button(words.REPORT_ABSENCE, ids.Absence.REPORT, head.id, says=_says(words.REPORT_ABSENCE, head))


def _papers(head: MeetingHead) -> Block:
    return button(agenda_words.PAPERS, ids.Agenda.PAPERS, head.id, says=_says(agenda_words.PAPERS, head))


def _has_papers(lines: tuple[AgendaLine, ...]) -> bool:
    return any(one.question for one in lines)


def seats_text(seats: Seats) -> Md:
    """Who sits for whom, and which seats are empty."""
    said = [words.SEATS + ": " + (words.ALL_SEATED if not seats.away else f"{seats.taken} av {seats.held}")]
    return join("\n", [md("*{first}*", first=said[0]), *(md("• {line}", line=seat(one)) for one in seats.away)])


def seat(line: SeatLine) -> str:
    """One seat whose holder is away."""
    said = {
        SeatNow.COVERED: words.covers(line.cover or "", line.holder, line.principal),
        SeatNow.SOUGHT: words.sought(line.holder, line.principal),
        SeatNow.EMPTY: words.empty(line.holder, line.principal),
    }[line.now]
    return f"{said}, {words.part(*line.part)}." if line.part else f"{said}."


def moved(shape: MovedShape) -> Message:
    """The line about a move."""
    return Message(words.moved(shape.was, shape.was_place, shape.head.days, shape.head.place))


def cancelled(head: MeetingHead) -> Message:
    """The line about a cancelled meeting."""
    return Message(words.cancelled(head.days, head.cancelled or ""))


def news(shape: NewsShape) -> Message:
    """What is new since the notice, in one line."""
    said = [agenda_words.added(*one) for one in shape.added]
    said += [agenda_words.left(one) for one in shape.left] + [agenda_words.tabled(one) for one in shape.tabled]
    since = agenda_words.new_since(shape.head.sent_at or shape.head.starts)
    text = f"{since}: {'; '.join(said)}."
    return Message(text, sections(md("*{since}*: {said}.", since=since, said="; ".join(said))))


# ---------------------------------------------------------------- to one person
def notice(shape: NoticeShape) -> Message:
    """The notice to one person; it follows what happens to the meeting."""
    head = shape.head
    if head.cancelled is not None:
        said = words.cancelled(head.days, head.cancelled)
        return Message(said, [header(name_of(head)), section(said)])
    if not shape.called:
        said = own(shape.own) or words.NOT_CALLED
        first = f"{name_of(head)}, {words.when(head.days)}, {words.where(head.place)}. {said}"
        return Message(first, [header(name_of(head)), section(first)])
    first = words.summons(head.body_name, head.days, head.place)
    drawn: list[Block] = [header(name_of(head)), section(f"{first} {words.SUMMONS_HINT}")]
    if shape.own.what is not Own.SITS and own(shape.own):
        drawn.append(section(own(shape.own)))
    drawn += _agenda_blocks(head, shape.lines)
    buttons = [_papers(head)] if _has_papers(shape.lines) else []
    if head.ahead and shape.own.what is Own.SITS:
        buttons.append(_report(head))
    if buttons:
        drawn.append(actions(*buttons, block_id=f"notice-{head.id}"))
    return Message(f"{first} {words.SUMMONS_HINT} {agenda_words.TITLE}: {agenda_plain(shape.lines)}", drawn)


def agenda_reminder(shape: ReminderShape) -> Message:
    """The agenda is late; or by whom it was set."""
    said = words.agenda_late(name_of(shape.head), shape.due)
    return _reminder(shape, said, words.AGENDA_IS_SET)


def notice_reminder(shape: ReminderShape) -> Message:
    """The notice is late; or by whom it was sent."""
    said = words.notice_late(name_of(shape.head), shape.due, is_set=shape.head.set_at is not None)
    return _reminder(shape, said, words.NOTICE_IS_SENT)


def _reminder(shape: ReminderShape, said: str, done: str) -> Message:
    """What is late, with the way there; when it is done, what was said stays and the button goes."""
    head = shape.head
    if shape.done_at is not None:
        after = words.settled(done, shape.done_by, shape.done_at)
        return Message(f"{said} {after}", [section(said), context(after)])
    if not head.ahead:
        return Message(
            f"{said} {status(head)}", [section(said), context(status(head) if head.cancelled is not None else "")]
        )
    way = button(words.AGENDA, ids.Agenda.OPEN, head.id, style="primary", says=_says(words.AGENDA, head))
    return Message(said, [section(said), actions(way, block_id=f"late-{head.id}")])


def seat_summary(shape: SummaryShape) -> Message:
    """How the seats are taken, the day before."""
    said = words.seat_summary(name_of(shape.head), shape.seats.taken, shape.seats.held)
    away = [seat(one) for one in shape.seats.away]
    told = f"{said} {sentence(' '.join(away))}".strip() if away else f"{said} {words.ALL_SEATED}"
    return Message(told, [section(md("*{said}*", said=said)), *sections(seats_text(shape.seats))])
