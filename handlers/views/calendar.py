"""The coordinators' questions about events that somebody changed or removed in Outlook, drawn."""

from __future__ import annotations

from bot.reads.calendar import EditedShape, EmptiedShape, GoneShape
from bot.text import calendar as words
from bot.text import meetings as meeting_words
from handlers import ids
from handlers.views.blocks import Block, Message, actions, button, confirm, context, section


def edited(shape: EditedShape) -> Message:
    """Which time and place are to hold; once answered, how, by whom and when."""
    name = meeting_words.name(shape.head.short_name, shape.head.starts, shape.head.title)
    said = words.edited(name, shape.ours, shape.theirs)
    if shape.answer:
        ended = words.edited_settled(shape.answer, shape.by, shape.at)
        drawn: list[Block] = [section(words.EDITED), context(f"{name}. {ended}")]
        return Message(f"{words.EDITED}: {name}. {ended}", drawn)
    keep = confirm(words.KEEP_TITLE, words.KEEP_SURE, words.KEEP_YES, words.NO)
    restore = confirm(words.RESTORE_TITLE, words.RESTORE_SURE, words.RESTORE_YES, words.NO)
    return Message(
        said,
        [
            section(said),
            actions(
                button(words.KEEP, ids.Calendar.KEEP, shape.event_id, confirm=keep),
                button(words.RESTORE, ids.Calendar.RESTORE, shape.event_id, confirm=restore),
                block_id=f"outlook-edited-{shape.event_id}",
            ),
        ],
    )


def gone(shape: GoneShape) -> Message:
    """Whether the event is to be made again or the meeting is off; once answered, how, by whom and when."""
    name = meeting_words.name(shape.head.short_name, shape.head.starts, shape.head.title)
    said = words.gone(name, shape.when)
    if shape.answer:
        ended = words.gone_settled(shape.answer, shape.by, shape.at)
        return Message(f"{words.GONE}: {name}. {ended}", [section(words.GONE), context(f"{name}. {ended}")])
    anew = confirm(words.ANEW_TITLE, words.ANEW_SURE, words.ANEW_YES, words.NO)
    return Message(
        said,
        [
            section(said),
            actions(
                button(words.ANEW, ids.Calendar.ANEW, shape.event_id, confirm=anew),
                button(words.CANCEL, ids.Meeting.CANCEL, shape.head.id, style="danger"),
                block_id=f"outlook-gone-{shape.event_id}",
            ),
        ],
    )


def emptied(shape: EmptiedShape) -> Message:
    """That all events were gone at once. Nothing to press: what it means is seen in Outlook."""
    said = words.emptied(shape.count, shape.since)
    return Message(said, [section(said)])
