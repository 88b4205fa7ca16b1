"""What the raiser and the representative who signs are shown: their messages, and the forms behind the buttons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.reads.question_cards import QuestionCard
from bot.reads.question_letters import CosignShape, RaiserShape, SupplementShape, UnsignedShape
from bot.reads.questions import CompletionForm
from bot.text import question_form as form_words
from bot.text import question_messages as said_to
from bot.text import questions as words
from bot.text.markup import Md
from bot.text.words import genitive, listed
from handlers import ids
from handlers.views import fields
from handlers.views.blocks import Block, Message, View, actions, button, confirm, context, modal, section, sections
from handlers.views.later import later
from handlers.views.questions_au import standing
from models.rules.questions import REQUIRED, QuestionState, most
from models.rules.reminders import Awaited

TEXTS = ("issue", "background", "benefit", "concerned", "why_not_local")


def raiser(shape: RaiserShape) -> Message:
    """The raiser's message: the confirmation first, then where the question stands and what comes next."""
    shown = shape.card
    said = _said(shown, shape.cosigners)
    drawn: list[Block] = [section(said)]
    if shown.at_au:
        drawn.append(context(words.status(shown.label)))
    if acts := raiser_buttons(shown):
        drawn.append(actions(*acts, block_id=f"raiser-{shown.id}"))
    return Message(said, drawn)


def _said(shown: QuestionCard, cosigners: tuple[str, ...]) -> Md:
    if shown.state is QuestionState.AWAITING_COSIGNATURE:
        return said_to.thanks_unsigned(shown.title, shown.number, listed(cosigners, "eller"))
    if shown.at_au and shown.answer_by:
        late = form_words.late(shown.missed, shown.target) if shown.missed and shown.target else ""
        if shown.round == 1 and shown.origin is None:
            return words.lines(said_to.thanks(shown.title, shown.number, shown.answer_by), late)
        return words.lines(said_to.again(shown.title, shown.number, shown.answer_by, shown.body_short), late)
    head = words.lines(words.headline(shown.number, shown.title), words.status(shown.label))
    return words.lines(head, standing(shown, to_raiser=True))


def raiser_buttons(shown: QuestionCard) -> list[Block]:
    """What the raiser can do now."""
    found: list[Block] = []
    if shown.state is QuestionState.SUPPLEMENT_REQUESTED:
        found.append(button(words.COMPLETE, ids.Question.COMPLETE, f"{shown.id}:{shown.round}", style="primary"))
    if shown.state is QuestionState.DRAFT:
        found.append(button(words.CONTINUE_DRAFT, ids.Question.CONTINUE_DRAFT, shown.id, style="primary"))
    if shown.may_withdraw:
        asks = confirm(said_to.WITHDRAW_TITLE, said_to.WITHDRAW_TEXT, words.WITHDRAW, said_to.WITHDRAW_NO, danger=True)
        says = words.says(words.WITHDRAW, shown.title)
        found.append(button(words.WITHDRAW, ids.Question.WITHDRAW, shown.id, confirm=asks, says=says))
    return found


def supplement(shape: SupplementShape) -> Message:
    """AU's request; without its button when it has been answered."""
    shown = shape.card
    if shape.open and shown.complete_by:
        said = said_to.supplement_asked(shown.title, shape.asked, shown.complete_by)
        complete = button(words.COMPLETE, ids.Question.COMPLETE, f"{shown.id}:{shape.round}", style="primary")
        return Message(
            said,
            [*sections(said), actions(complete, later(Awaited.COMPLETION, shown.id), block_id=f"complete-{shown.id}")],
        )
    said = words.lines(said_to.supplement_over(shown.title, shape.asked), words.status(shown.label))
    return Message(said, sections(said))


def cosign(shape: CosignShape) -> Message:
    """The representative's message: the question, and the two answers while one is waited for (S-36)."""
    shown = shape.card
    if not shape.open:
        signed = shown.cosigner is not None and shown.number
        said = (
            said_to.cosigned(shown.cosigner or "", shown.title, shown.number)
            if signed
            else said_to.cosign_over(shown.title, shown.label)
        )
        return Message(said, [section(said)])
    said = (
        said_to.not_now_here(shown.title, genitive(shown.raiser))
        if shape.declined
        else said_to.cosign(shown.raiser, shown.title, shown.body)
    )
    drawn: list[Block] = [section(said)]
    for name, text in shown.texts:
        drawn += sections(words.field(name, text))
    drawn.append(cosign_buttons(shown, declined=shape.declined))
    return Message(words.lines(said, *(words.field(name, text) for name, text in shown.texts)), drawn)


def unsigned(shape: UnsignedShape) -> Message:
    """The word to a coordinator that nobody signs."""
    shown = shape.card
    if shape.open:
        said = said_to.unsigned(
            shown.title, shown.number, shown.body_short, shown.raiser, shown.principal, shape.silent, shape.declined, shape.since
        )  # fmt: skip
    else:
        draft_of = shown.raiser if shown.state is QuestionState.DRAFT else None
        said = said_to.unsigned_over(shown.title, shown.number, shown.label, draft_of)
    return Message(said, [section(said)])


def cosign_buttons(shown: QuestionCard, *, declined: bool = False) -> Block:
    """Skriv under, Inte nu."""
    sign = button(
        words.COSIGN, ids.Question.COSIGN, shown.id, style="primary", says=words.says(words.COSIGN, shown.title)
    )
    put_off = (
        []
        if declined
        else [button(words.NOT_NOW, ids.Question.NOT_NOW, shown.id), later(Awaited.COSIGNATURE, shown.id)]
    )
    return actions(sign, *put_off, block_id=f"cosign-{shown.id}")


def not_now_form(shown: QuestionCard) -> View:
    """Why not now, if one wants to say."""
    drawn = [
        section(words.headline(shown.number, shown.title)),
        fields.text_input("reason", said_to.NOT_NOW_FIELD, most=2000, lines=True, optional=True),
    ]
    return modal(
        ids.Question.NOT_NOW_FORM, words.NOT_NOW, drawn, submit=words.SEND, close=words.CANCEL, metadata=str(shown.id)
    )


def read_not_now(view: Mapping[str, Any]) -> str:
    """The reason, if one was given."""
    state: fields.State = (view.get("state") or {}).get("values") or {}
    return fields.read_text(state, "reason")


def completion_form(shape: CompletionForm) -> View:
    """The answer to AU, and the earlier texts to mend."""
    shown = shape.card
    now = dict(shown.texts)
    drawn: list[Block] = [section(said_to.asked_in_form(shape.asked))]
    drawn.append(fields.text_input("answer", said_to.COMPLETION_FIELD, most=most("answer"), lines=True))
    drawn.append(context(said_to.EARLIER_TEXTS))
    drawn.append(fields.text_input("title", form_words.FIELDS["title"], value=shown.title, most=most("title")))
    for name in TEXTS:
        optional = name not in REQUIRED
        drawn.append(
            fields.text_input(
                name, form_words.FIELDS[name], value=now.get(name, ""), most=most(name), lines=True, optional=optional
            )
        )
    return modal(
        ids.Question.COMPLETION_FORM, words.COMPLETE, drawn, submit=words.SEND, close=words.CANCEL,
        metadata=f"{shown.id}:{shown.round}",
    )  # fmt: skip


def read_completion(view: Mapping[str, Any]) -> tuple[dict[str, str], str]:
    """The texts by name, and the answer to AU."""
    state: fields.State = (view.get("state") or {}).get("values") or {}
    return {name: fields.read_text(state, name) for name in ("title", *TEXTS)}, fields.read_text(state, "answer")
