"""The answers to what people write to the bot. Each ends in a question and a button: nothing has been done yet."""

from __future__ import annotations

from collections.abc import Callable

from bot.reads.messages import (
    AbsenceAnswer,
    CallsAnswer,
    HelpAnswer,
    MeetingsAnswer,
    NotForOthers,
    OwnAbsence,
    QuestionsAnswer,
    RaiseAnswer,
    ReturnAnswer,
    SubstitutesAnswer,
    ThanksAnswer,
)  # fmt: skip
from bot.text import absences as absence_words
from bot.text import messages as words
from bot.text.markup import Md, join
from handlers import ids
from handlers.views import absences as absence_views
from handlers.views import help as help_views
from handlers.views import questions as question_views
from handlers.views.absences import what
from handlers.views.blocks import Block, Message, actions, button, section


def answer(shown: object) -> Message:
    """The answer, by what it answers. Raises TypeError for a shape that is none."""
    if isinstance(shown, AbsenceAnswer):
        return _absence(shown)
    if isinstance(shown, NotForOthers):
        return _not_for_others(shown)
    if isinstance(shown, ReturnAnswer):
        return _standing(shown.standing) if shown.standing else _said(words.NO_ABSENCE)
    if isinstance(shown, CallsAnswer):
        return _calls(shown)
    if isinstance(shown, MeetingsAnswer):
        return _meetings(shown)
    if isinstance(shown, QuestionsAnswer):
        return _questions(shown)
    if isinstance(shown, SubstitutesAnswer):
        return _substitutes(shown)
    if isinstance(shown, RaiseAnswer):
        return _raise(shown)
    if isinstance(shown, HelpAnswer):
        return _said(words.help_text(shown.understood, help_views.text(shown.can)))
    if isinstance(shown, ThanksAnswer):
        return _said(Md(words.THANKS))
    raise TypeError(type(shown).__name__)


def _said(*parts: str) -> Message:
    return Message(join("\n", list(parts)), [section(one) for one in parts])


def _absence(shown: AbsenceAnswer) -> Message:
    if shown.standing:
        return _standing(shown.standing)
    missed = [words.no_meeting_then(*shown.missed)] if shown.missed else []
    if not shown.options:
        return _said(*missed, words.NO_MEETINGS)
    if shown.for_others or shown.sure or shown.part:
        return _one_by_one(shown, missed)
    lines = [what(one) for one in shown.options]
    drawn: list[Block] = [section(one) for one in (*missed, words.WHICH)]
    for one, line in zip(shown.options, lines, strict=True):
        drawn.append(section(line, accessory=button(words.REPORT, ids.Absence.CONFIRM, one.id, says=words.REPORT)))
    drawn.append(actions(button(words.OTHER_MEETING, ids.Absence.REPORT)))
    return Message(join("\n", [*missed, words.WHICH, *lines]), drawn)


def _one_by_one(shown: AbsenceAnswer, missed: list[Md]) -> Message:
    """One meeting, asked about; a coordinator also chooses who in the form."""
    drawn: list[Block] = [section(one) for one in missed]
    said: list[str] = list(missed)
    for number, one in enumerate(shown.options):
        line = _asks(shown)(what(one))
        said.append(line)
        style = "primary" if number == 0 else None
        if shown.for_others:
            row = [button(words.REPORT, ids.Absence.REPORT, one.id, style=style)]
        elif shown.part:
            row = [button(words.PART_OF_MEETING, ids.Absence.REPORT, one.id, style=style)]
        else:
            row = [button(words.REPORT, ids.Absence.CONFIRM, one.id, style=style)]
            row.append(button(words.OTHER_MEETING, ids.Absence.REPORT, one.id))
        drawn += [section(line), actions(*row)]
    return Message(join("\n", said), drawn)


def _asks(shown: AbsenceAnswer) -> Callable[[str], Md]:
    if shown.for_others:
        return words.for_whom
    return words.part_of if shown.part else words.do_you_mean


def _not_for_others(shown: NotForOthers) -> Message:
    said = words.not_for_others(shown.coordinators)
    return Message(said, [section(said), actions(button(words.REPORT_OWN, ids.Absence.REPORT))])


def _standing(rows: tuple[OwnAbsence, ...]) -> Message:
    drawn: list[Block] = []
    said: list[str] = []
    for row in rows:
        meeting = what(row.occasion)
        line = words.waits_for_coordinator(meeting) if row.waits else words.absent_from(meeting)
        back = button(absence_words.COME_AFTER_ALL, ids.Absence.WITHDRAW, row.absence_id)
        drawn.append(section(line, accessory=None if row.waits else back))
        said.append(line)
    return Message(join("\n", said), drawn)


def _calls(shown: CallsAnswer) -> Message:
    if not shown.cards:
        return _said(words.NO_CALLS)
    drawn = absence_views.calls(shown.cards)
    said = [one["text"]["text"] for one in drawn if one["type"] == "section"]
    return Message(Md("\n".join(said)), drawn)


def _meetings(shown: MeetingsAnswer) -> Message:
    missed = [words.no_meeting_then(*shown.missed)] if shown.missed else []
    if shown.none_in:
        return _said(words.no_meeting_in(shown.none_in))
    if not shown.meetings:
        return _said(*missed or [words.NO_MEETINGS])
    lines = [words.meeting_line(what(one), one.place) for one in shown.meetings]
    head = words.OTHERS_MEETINGS if shown.others else words.NEXT_MEETINGS
    return _said(*missed, head, join("\n", list(lines)))


def _questions(shown: QuestionsAnswer) -> Message:
    lines = [question_views.line(one) for one in shown.cards]
    if shown.sought:
        return _said(*([] if len(lines) == 1 else [words.SEVERAL_QUESTIONS]), *lines)
    missing = [words.NOT_FOUND] if shown.missing else []
    return _said(*missing, *([words.MY_QUESTIONS, *lines] if lines else [] if missing else [words.NO_QUESTIONS]))


def _substitutes(shown: SubstitutesAnswer) -> Message:
    if shown.groups:
        return _said(*(words.substitutes(*group) for group in shown.groups[:20]))
    return _said(words.WHOSE if shown.whose else words.NO_SUBSTITUTES)


def _raise(shown: RaiseAnswer) -> Message:
    if not shown.may:
        return _said(words.NO_SEAT_TO_RAISE)
    said = words.would_you_raise(shown.draft) if shown.draft else words.RAISE_NO_DRAFT
    opens = button(words.RAISE, ids.Question.RAISE, shown.draft, style="primary")
    return Message(said, [section(said), actions(opens)])
