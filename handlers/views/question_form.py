"""The form for raising a question: how it is drawn, and how what is written in it is read back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.reads.question_form import QuestionForm
from bot.text import question_form as form_words
from bot.text import questions as words
from bot.text.markup import Md, link, md
from bot.text.words import listed
from handlers import ids
from handlers.views import fields
from handlers.views.blocks import Block, View, actions, button, context, modal, section
from models.rules.questions import ENDORSEMENT, REQUIRED, Draft, LevelChange, Reach, most
from models.values import dataclass

AUTHOR, SOURCE = 150, 500
"""Characters kept of what a message brings along."""
CHOICES = ("handling", "association", "initiative")
LINES = ("informed", "experts", "priority", "links")


@dataclass(frozen=True)
class Written:
    """What a form holds: the draft, which saved draft it is, and whether the further fields are shown."""

    draft: Draft
    draft_id: int | None
    more: bool


def form(shape: QuestionForm) -> View:
    """The form. Drawn anew with the same names, nothing that is written is lost."""
    draft = shape.draft
    drawn: list[Block] = [section(form_words.INTRO)]
    if draft.source:
        author = form_words.from_message(draft.source_author or form_words.UNKNOWN_AUTHOR)
        drawn.append(context(md("{author} {link}", author=author, link=link(draft.source, form_words.SHOW_MESSAGE))))
    if len(shape.bodies) > 1:
        drawn.append(
            fields.choice(
                "body",
                form_words.FIELDS["body"],
                shape.bodies,
                value=draft.body,
                reacts=True,
                action_id=ids.Question.FORM_BODY,
            )
        )
    drawn.append(context(form_words.raised_for(shape.principal, shape.body_name), *_about(shape)))
    drawn += [_text("title", draft.title, lines=False)]
    drawn += [_text(name, getattr(draft, name)) for name in ("issue", "background", "benefit")]
    drawn.append(_text("concerned", draft.concerned, hint=form_words.concerned(shape.reach_words)))
    drawn.append(
        fields.radio(
            "reach", form_words.reach(shape.reach_words), [(key.value, said) for key, said in form_words.REACH.items()],
            value=draft.reach.value if draft.reach else None, reacts=True, action_id=ids.Question.FORM_REACH,
        )
    )  # fmt: skip
    if draft.reach is Reach.ONE:
        drawn.append(section(_bilateral(shape), block_id="bilateral"))
    drawn.append(_text("why_not_local", draft.why_not_local))
    drawn += _level(shape)
    if shape.more:
        drawn += _further(shape)
    reveal = [] if shape.more else [button(form_words.MORE, ids.Question.FORM_MORE)]
    drawn.append(actions(*reveal, button(form_words.SAVE_DRAFT, ids.Question.SAVE_DRAFT), block_id="form-acts"))
    return modal(
        ids.Question.FORM, words.RAISE, drawn, submit=form_words.SUBMIT, close=words.CANCEL, metadata=_metadata(shape)
    )


def _about(shape: QuestionForm) -> list[str]:
    said: list[str] = []
    if shape.cosigners is not None:
        said.append(form_words.as_substitute(listed(shape.cosigners, "eller")))
    if shape.missed and shape.next_meeting:
        said.append(form_words.late(shape.missed, shape.next_meeting))
    elif shape.missed:
        said.append(form_words.late_no_meeting(shape.missed))
    elif shape.next_meeting:
        said.append(form_words.next_meeting(shape.next_meeting, shape.deadline))
    else:
        said.append(form_words.NO_MEETING)
    return said


def _bilateral(shape: QuestionForm) -> Md:
    own = form_words.bilateral_meetings(shape.reach_words, shape.principal) if shape.bilateral else ""
    return words.lines(
        form_words.bilateral(shape.reach_words, shape.bilateral_reference), own, Md(form_words.BILATERAL_HOW)
    )


def _text(name: str, value: str, *, lines: bool = True, required: bool | None = None, hint: str = "") -> Block:
    needed = name in REQUIRED if required is None else required
    return fields.text_input(
        name,
        form_words.FIELDS[name],
        value=value,
        most=most(name),
        lines=lines,
        hint=hint or form_words.HINTS.get(name),
        optional=not needed,
    )


def _level(shape: QuestionForm) -> list[Block]:
    """Whether it is lifted from another level, and then who in the line stands behind it (R-F02, S-06). In sight for
    everybody: what the agreement demands may not hide among what is optional."""
    kept = shape.draft.details
    lifted = kept.get("level", LevelChange.NONE) != LevelChange.NONE
    levels = [one for one in LevelChange if shape.political or one is not LevelChange.OFFICIAL]
    drawn: list[Block] = []
    drawn.append(
        fields.radio(
            f"level-{shape.draft.body}", form_words.FIELDS["level"], [(one.value, form_words.LEVEL[one]) for one in levels],
            value=kept.get("level", LevelChange.NONE), reacts=True, action_id=ids.Question.FORM_LEVEL, optional=True,
        )
    )  # fmt: skip
    if lifted:
        drawn += [_text(name, kept.get(name, ""), lines=False, required=True) for name in ENDORSEMENT[:2]]
        drawn.append(fields.day("endorsed_on", form_words.FIELDS["endorsed_on"], value=_date(kept.get("endorsed_on"))))
    return drawn


def _further(shape: QuestionForm) -> list[Block]:
    """What matters for some questions: how it is to be taken up, who is informed (R-D15), experts (R-F07),
    samordningsförbund (R-D08), state initiatives (R-D09), priorities (R-D06)."""
    kept = shape.draft.details
    drawn: list[Block] = [section(form_words.OPTIONAL_MORE)]
    drawn.append(
        fields.choice(
            "handling",
            form_words.FIELDS["handling"],
            list(form_words.HANDLING.items()),
            value=kept.get("handling"),
            optional=True,
        )
    )
    if shape.meetings:
        drawn.append(
            fields.choice(
                f"meeting-{shape.draft.body}",
                form_words.FIELDS["meeting"],
                shape.meetings,
                value=kept.get("meeting"),
                optional=True,
            )
        )
    drawn += [_text(name, kept.get(name, ""), lines=name == "links") for name in LINES]
    for name in ("association", "initiative"):
        drawn.append(
            fields.choice(
                name, form_words.FIELDS[name], list(form_words.YES_NO.items()), value=kept.get(name), optional=True
            )
        )
    return drawn


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _metadata(shape: QuestionForm) -> str:
    draft = shape.draft
    named = {
        "body": draft.body, "draft": shape.draft_id, "more": shape.more, "source": (draft.source or "")[:SOURCE],
        "author": (draft.source_author or "")[:AUTHOR],
    }  # fmt: skip
    return json.dumps({name: value for name, value in named.items() if value}, ensure_ascii=False)


def read_form(view: Mapping[str, Any]) -> Written:
    """What is written in a form, whole or half done."""
    state: fields.State = (view.get("state") or {}).get("values") or {}
    named = fields.read_named(str(view.get("private_metadata") or ""))
    body = fields.read_choice(state, "body") or str(named.get("body") or "")
    chosen = fields.read_choice(state, "reach")
    details = {name: fields.read_choice(state, name) or "" for name in CHOICES}
    details |= {name: fields.read_text(state, name) for name in (*ENDORSEMENT[:2], *LINES)}
    details["meeting"] = fields.read_choice(state, f"meeting-{body}") or ""
    level = fields.read_choice(state, f"level-{body}") or ""
    details["level"] = "" if level == LevelChange.NONE else level
    endorsed = fields.read_day(state, "endorsed_on")
    details["endorsed_on"] = endorsed.isoformat() if endorsed else ""
    source = str(named.get("source") or "")
    draft = Draft(
        body=body,
        title=fields.read_text(state, "title"),
        issue=fields.read_text(state, "issue"),
        background=fields.read_text(state, "background"),
        benefit=fields.read_text(state, "benefit"),
        concerned=fields.read_text(state, "concerned"),
        why_not_local=fields.read_text(state, "why_not_local"),
        reach=Reach(chosen) if chosen in tuple(Reach) else None,
        details={name: text for name, text in details.items() if text},
        source=source[:SOURCE] if source.startswith("https://") else None,
        source_author=str(named.get("author") or "")[:AUTHOR] or None,
    )
    return Written(draft, fields.read_row(named, "draft") or None, bool(named.get("more")))
