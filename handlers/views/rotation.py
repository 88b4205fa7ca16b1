"""Whose turn the chair is, drawn: the line among the settings, the window, and the form for an extension, which read themselves
back."""

from __future__ import annotations

from bot.reads.rotation import ExtendForm, ExtensionLine, Officer, Rotation, SideForm, Year
from bot.text import rotation as words
from bot.text import words as general
from bot.text.markup import Md
from handlers import ids
from handlers.views import fields
from handlers.views.blocks import Block, View, actions, button, confirm, context, modal, section, sections
from models.rules.rotation import MOST_REASON, Holding

TAILS = {Holding.AGREES: words.AGREES, Holding.VACANT: words.VACANT, Holding.DIFFERS: ""}  # which has a word of its own
YES, NO = "yes", "no"


def line(shown: Rotation) -> str:
    """This year's side and the next one's, or plainly that nothing is entered."""
    following = _side(shown.next)
    if not shown.entered or following is None:
        return words.NOT_ENTERED
    tail = TAILS[shown.holding] if shown.holding else ""
    return words.turns(_side(shown.this), following, shown.this.year, tail)


def _side(one: Year) -> str | None:
    return words.year_side(one.side, one.year, extended=one.extended) if one.side else None


def notice(shown: Rotation) -> list[Block]:
    """A calm word when the roster says something else."""
    if shown.holding is not Holding.DIFFERS or shown.this.side is None:
        return []
    return [
        section(
            words.differs(
                shown.this.year, shown.this.side, _who(shown.chair), _who(shown.vice_chair), shown.reference,
                may_be_longer=shown.may_be_longer,
            )
        )
    ]  # fmt: skip


def _who(one: Officer | None) -> tuple[str, str] | None:
    return (one.name, one.side) if one else None


def open_button(key: str, name: str, shown: Rotation) -> Block:
    """The button beside the channels'."""
    said = words.LOOK if shown.entered else words.ENTER
    return button(said, ids.Rotation.OPEN, key, says=f"{said}: {name}")


def form(shape: SideForm) -> View:
    """The window: how it stands; what to enter, while that can be done; and the extensions."""
    shown = shape.rotation
    drawn: list[Block] = [section(shape.name)]
    if shown.entered:
        drawn.append(section(line(shown)))
        drawn.append(section(words.holders(_who(shown.chair), _who(shown.vice_chair))))
        drawn += notice(shown)
    else:
        drawn.append(section(words.asks(shown.reference)))
    if shape.open:
        years = [(str(one), str(one)) for one in shape.years]
        year, side = (str(shape.first[0]), shape.first[1]) if shape.first else (str(shape.years[0]), None)
        drawn.append(fields.radio("year", words.FIRST_YEAR, years, value=year))
        drawn.append(fields.radio("side", words.FIRST_SIDE, shape.sides, value=side, hint=words.SIDE_HINT))
    else:
        drawn.append(context(words.settled(shown.extension_reference if shown.may_be_longer else "")))
    if shape.extensions:
        drawn.append(section(Md(f"*{words.EXTENSIONS}*")))
        drawn += [_extension(one) for one in shape.extensions]
    if shape.can_extend:
        drawn.append(actions(button(words.EXTEND, ids.Rotation.EXTEND, shape.key), block_id="extend"))
    return modal(
        ids.Rotation.FORM,
        words.TITLE,
        drawn,
        submit=general.SAVE if shape.open else None,
        close=general.CANCEL if shape.open else general.CLOSE,
        metadata=shape.key,
    )


def _extension(one: ExtensionLine) -> Block:
    said = words.extension(one.year, one.meeting, one.unanimous, one.reason)
    if one.body_year is None:
        return section(said)
    sure = confirm(words.TAKE_BACK_TITLE, words.TAKE_BACK_TEXT, words.TAKE_BACK, words.TAKE_BACK_NO, danger=True)
    taking = button(
        words.TAKE_BACK, ids.Rotation.TAKE_BACK, one.body_year, confirm=sure, says=f"{words.TAKE_BACK}: {one.year}"
    )
    return section(said, accessory=taking)


def read_form(state: fields.State) -> tuple[int, str]:
    """(year, side) that were chosen; 0 and empty for what is none."""
    return fields.row_of(fields.read_choice(state, "year") or "") or 0, fields.read_choice(state, "side") or ""


def extend(shape: ExtendForm) -> View:
    """The form for an extension: with every meeting that may have decided it, or that there is none yet."""
    asked: list[Block] = [
        section(shape.name),
        *sections(words.needs(unanimous=shape.unanimous, reference=shape.reference)),
    ]
    if not shape.meetings:
        asked.append(section(words.NO_MEETING))
        return modal(ids.Rotation.EXTEND_FORM, words.EXTEND_TITLE, asked, close=general.CLOSE, metadata=shape.key)
    years = [(str(one), str(one)) for one in shape.years]
    asked.append(
        fields.radio("year", words.EXTEND_YEAR, years, value=str(shape.years[-1]), hint=words.EXTEND_YEAR_HINT)
    )
    asked.append(fields.choice("meeting", words.MEETING, shape.meetings))
    if shape.unanimous:
        asked.append(fields.radio("unanimous", words.UNANIMOUS, [(YES, words.UNANIMOUS_YES), (NO, words.UNANIMOUS_NO)]))
    asked.append(fields.text_input("reason", words.REASON, most=MOST_REASON, lines=True, hint=words.REASON_HINT))
    return modal(
        ids.Rotation.EXTEND_FORM,
        words.EXTEND_TITLE,
        asked,
        submit=general.SAVE,
        close=general.CANCEL,
        metadata=shape.key,
    )


def read_extend(state: fields.State) -> tuple[int, int, bool, str]:
    """(year, meeting, unanimous, reason)."""
    year = fields.row_of(fields.read_choice(state, "year") or "") or 0
    meeting = fields.row_of(fields.read_choice(state, "meeting") or "") or 0
    return year, meeting, fields.read_choice(state, "unanimous") == YES, fields.read_text(state, "reason")


def read_extension(value: str) -> tuple[str, int]:
    """(body, year) of a recorded extension, as its button names it."""
    body, _, year = value.partition(":")
    return body, fields.row_of(year) or 0
