"""The messages to those whom an absence concerns: the substitute, the absent person, and who is asked whether to
come."""

from __future__ import annotations

from bot.reads.absence_pictures import AbsentPicture, CallPicture, ComePicture, PapersPicture
from bot.text import absences as words
from bot.text import dates
from bot.text.markup import Md, join
from handlers import ids
from handlers.views.absences import answers, what, with_part
from handlers.views.blocks import Block, Message, actions, button, context, section
from models.rules.absences import CallState, Place
from models.rules.seating import AbsenceState


def call(shown: CallPicture) -> Message:
    """The question to a substitute; once it is settled, what came of it."""
    meeting = what(shown.occasion)
    if not shown.occasion.live:
        over = words.CANCELLED if shown.occasion.cancelled else words.PAST
        return _settled(words.question_was(shown.absent, meeting), over)
    if shown.state in (CallState.ASKED, CallState.SILENT):
        return _question(shown, meeting)
    if shown.state is CallState.ACCEPTED:
        said = (
            words.named(shown.absent, meeting, shown.named_by)
            if shown.named_by
            else words.accepted(shown.absent, meeting)
        )
        give_up = actions(button(words.CAN_NOT_ANY_MORE, ids.Absence.DECLINE, shown.call_id))
        return _message(with_part(said, shown.part), shown.occasion.place, give_up)
    if shown.state is CallState.DECLINED:
        return _settled(words.declined(shown.absent, meeting))
    asked_about = shown.occasion.body if shown.ended == "moved" else meeting  # the old time is no longer known
    return _settled(words.question_was(shown.absent, asked_about), _why_it_fell(shown))


def _question(shown: CallPicture, meeting: str) -> Message:
    late = shown.state is CallState.SILENT
    said = (words.silent if late else words.asked)(shown.absent, meeting, dates.moment(shown.until))
    said = with_part(said, shown.part)
    points = words.agenda(shown.agenda)
    drawn = [section(said)]
    if shown.occasion.place:
        drawn.append(context(shown.occasion.place))
    drawn.append(section(join("\n", [Md(f"*{words.AGENDA}*"), points])))
    why = [words.steps_in(shown.reference)] if shown.reference else []
    drawn += [*(context(one) for one in why), answers(shown.call_id, primary=not late)]
    text = join("\n", [said, shown.occasion.place, Md(words.AGENDA), points, *why])
    return Message(text, drawn)


def _why_it_fell(shown: CallPicture) -> str:
    if shown.ended == "moved":
        return words.MOVED_CALL
    if shown.seat is AbsenceState.COVERED:
        return words.TAKEN
    if shown.seat is AbsenceState.WITHDRAWN:
        return words.comes_after_all(shown.absent)
    return words.OVER


def absent(shown: AbsentPicture) -> Message:
    """The absent person's own message: the absence as it stands, and the way back while there is one."""
    meeting = what(shown.occasion)
    if shown.ended == "moved":
        return _settled(words.reported_before(shown.occasion.body))
    said = with_part(words.reported(meeting, shown.reported_by or None), shown.part)
    if not shown.occasion.live:
        return _settled(said, words.CANCELLED if shown.occasion.cancelled else words.PAST)
    if shown.state is AbsenceState.WITHDRAWN:
        return _settled(said, words.WELCOME_TOLD if shown.had_calls else words.WELCOME)
    now = _now(shown)
    back = actions(button(words.COME_AFTER_ALL, ids.Absence.WITHDRAW, shown.absence_id))
    text = join(" ", [one for one in (said, now) if one])
    drawn = [section(text)]
    return Message(text, drawn if shown.wants_back else [*drawn, back])


def _now(shown: AbsentPicture) -> str:
    if shown.place not in (Place.SEAT, Place.CHAIR_SEAT):
        return ""
    if shown.state is AbsenceState.COVERED:
        return words.wants_back(shown.cover) if shown.wants_back else words.covered_by(shown.cover)
    if shown.state is AbsenceState.CALLING:
        return words.asking(shown.asked)
    if shown.state is AbsenceState.EMPTY:
        return words.left_empty()
    return words.nobody_yet(shown.principal)


def come(shown: ComePicture) -> Message:
    """Can you come? With its answer, once there is one."""
    meeting = what(shown.occasion)
    if shown.why == "moved_cover":
        return _settled(words.moved_cover(meeting))
    declined = shown.why == "declined"
    said = words.declined_in_calendar(meeting) if declined else words.moved(meeting)
    if not shown.occasion.live:
        return _settled(said, words.CANCELLED if shown.occasion.cancelled else words.PAST)
    if shown.state != "asked":
        return _settled(said, words.COMING if shown.state == "coming" else words.COMES_NOT)
    report = button(words.REPORT, ids.Absence.REPORT, shown.occasion.id, style="primary" if declined else None)
    value = f"{shown.occasion.id}-{shown.why}"
    if declined:
        buttons = actions(report, button(words.I_COME_DECLINED, ids.Absence.COMING, value))
    else:
        buttons = actions(button(words.I_COME, ids.Absence.COMING, value, style="primary"), report)
    return Message(said, [section(said), buttons])


def papers(shown: PapersPicture) -> Message:
    """The agenda so far."""
    heading, points = words.papers(what(shown.occasion)), words.agenda(shown.agenda, most=30)
    text = join("\n", [heading, points, words.AGENDA_NOT_SET])
    return Message(text, [section(heading), section(points), context(words.AGENDA_NOT_SET)])


def _message(said: Md, place: str, buttons: Block) -> Message:
    text = join("\n", [one for one in (said, place) if one])
    return Message(text, [section(said), *([context(place)] if place else []), buttons])


def _settled(said: str, came_of_it: str = "") -> Message:
    text = join(" ", [one for one in (said, came_of_it) if one])
    drawn = [section(said), section(came_of_it)] if came_of_it else [section(said)]
    return Message(text, drawn)
