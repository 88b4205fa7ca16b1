"""The forms for planning, moving and cancelling meetings, and what they would lead to. Who draws a form reads it
back."""

from __future__ import annotations

import json
from collections.abc import Iterable

from bot.reads.meetings import MeetingHead
from bot.reads.planning import CancelForm, CreateForm, Plan, PlannedDay
from bot.text import dates as date_words
from bot.text import meetings as words
from bot.text import words as common
from bot.text.markup import Md, esc, join, md
from handlers import ids
from handlers.views import fields
from handlers.views.blocks import Block, View, context, modal, section, sections
from handlers.views.meetings import name_of
from models.rules.meetings import MOST_PLACE, MOST_REASON
from models.values import dataclass

DATES_MOST = 600


@dataclass(frozen=True)
class Asked:
    """What a form for planning or moving says. `meeting_id` and `version` are 0 for a plan."""

    dates: str
    start: str | None
    end: str | None
    place: str
    body: str = ""
    meeting_id: int = 0
    version: int = 0


def create(form: CreateForm) -> View:
    """The form for one meeting or a year of them."""
    drawn: list[Block] = [
        fields.choice("body", words.BODY, form.bodies, value=form.body),
        fields.text_input("dates", words.DATES, lines=True, most=DATES_MOST, hint=words.DATES_HINT),
        fields.clock("start", words.START, value="09:00"),
        fields.clock("end", words.END, value="12:00", hint=words.TIME_HINT),
        _place(form.place),
        context(words.PUBLIC),
    ]
    return modal(ids.Meeting.CREATE_FORM, words.CREATE, drawn, submit=words.CHECK, close=common.CANCEL)


def move(head: MeetingHead) -> View:
    """The form for another time or place, filled in with what it is."""
    starts, ends = head.days[0]
    drawn: list[Block] = [
        section(f"{name_of(head)}: {words.when(head.days)}, {words.where(head.place)}"),
        fields.day("dates", words.DATE, value=starts.date()),
        fields.clock("start", words.START, value=starts.strftime("%H:%M")),
        fields.clock("end", words.END, value=ends.strftime("%H:%M"), hint=words.TIME_HINT),
        _place(head.place),
        context(words.PUBLIC),
    ]
    marked = json.dumps({"meeting_id": head.id, "version": head.version})
    return modal(ids.Meeting.MOVE_FORM, words.MOVE, drawn, submit=words.CHECK, close=common.CANCEL, metadata=marked)


def _place(place: str) -> Block:
    return fields.text_input("place", words.PLACE, value=place, most=MOST_PLACE, hint=words.PLACE_HINT, optional=True)


def read_create(state: fields.State) -> Asked:
    """What the form for planning says."""
    return Asked(
        dates=fields.read_text(state, "dates"),
        start=fields.read_clock(state, "start"),
        end=fields.read_clock(state, "end"),
        place=fields.read_text(state, "place"),
        body=fields.read_choice(state, "body") or "",
    )


def read_move(state: fields.State, metadata: str) -> Asked:
    """What the form for moving says."""
    day = fields.read_day(state, "dates")
    marked = fields.read_named(metadata)
    return Asked(
        dates=day.isoformat() if day else "",
        start=fields.read_clock(state, "start"),
        end=fields.read_clock(state, "end"),
        place=fields.read_text(state, "place"),
        meeting_id=fields.read_row(marked, "meeting_id"),
        version=fields.read_row(marked, "version"),
    )


def check_create(plan: Plan) -> View:
    """What planning would lead to, and what to think twice about; sent in once more it is done."""
    drawn: list[Block] = [section(md("*{body}*\n{place}", body=plan.body_name, place=words.where(plan.place)))]
    drawn += [one for day in plan.days for one in _day(plan, day)]
    drawn.append(section(words.CAUTIONS if plan.cautions else words.NO_CAUTIONS))
    drawn.append(section(md("*{asks}*", asks=words.asks_create(len(plan.days), plan.people))))
    return modal(
        ids.Meeting.CREATE_CONFIRM, words.CREATE, _few(drawn), submit=words.CREATE, close=common.CANCEL,
        metadata=_mark(plan, 0, 0),
    )  # fmt: skip


def check_move(plan: Plan) -> View:
    """What moving would lead to."""
    head = plan.moves
    drawn: list[Block] = []
    if head is not None:
        drawn.append(section(f"{name_of(head)}: {words.when(head.days)}, {words.where(head.place)}"))
    drawn.append(section(md("*{place}*", place=words.where(plan.place))))
    drawn += [one for day in plan.days for one in _day(plan, day)]
    drawn.append(section(words.CAUTIONS_MOVE if plan.cautions else words.NO_CAUTIONS))
    drawn.append(section(md("*{asks}*", asks=words.asks_move(plan.people))))
    marked = _mark(plan, head.id, head.version) if head else ""
    return modal(
        ids.Meeting.MOVE_CONFIRM, words.MOVE, _few(drawn), submit=words.MOVE, close=common.CANCEL, metadata=marked
    )


def _few(drawn: list[Block]) -> list[Block]:
    """A window takes a hundred blocks; the last two say what it leads to."""
    return drawn if len(drawn) <= 98 else [*drawn[:96], *drawn[-2:]]


def _day(plan: Plan, day: PlannedDay) -> Iterable[Block]:
    bodies = dict(plan.bodies)
    first = md("*{when}*", when=common.sentence(words.when([(day.starts, day.ends)])))
    cautions = [md("• {caution}", caution=words.caution(one, bodies, plan.body)) for one in day.cautions]
    yield from sections(join("\n", [first, esc(words.due(day.due)), *cautions]))


def _mark(plan: Plan, meeting_id: int, version: int) -> str:
    """The form once more, for the second step; the use case judges it anew."""
    return json.dumps(
        {
            "body": plan.body, "dates": " ".join(date_words.short(one.starts.date()) for one in plan.days),
            "start": plan.start, "end": plan.end, "place": plan.place, "meeting_id": meeting_id, "version": version,
        },
        ensure_ascii=False,
    )  # fmt: skip


def read_confirm(metadata: str) -> Asked:
    """What the first step said."""
    marked = fields.read_named(metadata)
    return Asked(
        dates=str(marked.get("dates") or ""),
        start=str(marked.get("start") or ""),
        end=str(marked.get("end") or ""),
        place=str(marked.get("place") or ""),
        body=str(marked.get("body") or ""),
        meeting_id=fields.read_row(marked, "meeting_id"),
        version=fields.read_row(marked, "version"),
    )


def cancel(form: CancelForm) -> View:
    """What is asked before a meeting is cancelled, and why."""
    head = form.head
    drawn: list[Block] = [
        section(f"{name_of(head)}: {words.when(head.days)}, {words.where(head.place)}"),
        section(Md(f"*{esc(words.asks_cancel(form.people))}*")),
        fields.text_input("reason", words.REASON, most=MOST_REASON, lines=True, hint=words.REASON_HINT),
        context(words.PUBLIC),
    ]
    marked = json.dumps({"meeting_id": head.id, "version": head.version})
    return modal(
        ids.Meeting.CANCEL_FORM, words.CANCEL, drawn, submit=words.CANCEL_YES, close=words.CANCEL_NO, metadata=marked
    )


def read_cancel(state: fields.State, metadata: str) -> tuple[int, int, str]:
    """Meeting, version and reason."""
    marked = fields.read_named(metadata)
    return fields.read_row(marked, "meeting_id"), fields.read_row(marked, "version"), fields.read_text(state, "reason")
