"""AU's card, the lines in its thread, and the forms that AU's answers need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.reads.question_cards import QuestionCard
from bot.reads.question_letters import EscalationShape, NoteShape
from bot.reads.questions import AnswerForm
from bot.text import question_form as form_words
from bot.text import question_messages as said_to
from bot.text import question_notes
from bot.text import questions as words
from bot.text.markup import Md, join, link, md
from handlers import ids
from handlers.views import fields
from handlers.views.blocks import (
    Block,
    Message,
    View,
    actions,
    button,
    confirm,
    context,
    cut,
    divider,
    facts,
    modal,
    option,
    overflow,
    section,
    sections,
)
from models.rules.questions import QuestionState
from models.rules.questions_au import Answer, answers_offered
from models.rules.roster import OFFICES, Role
from models.values import dataclass

SHOWN_AT_ONCE = 3
"""Buttons in sight; the rest are behind the dots."""
COMPLETIONS, ASKED, GIVEN = 2, 300, 1500
"""Completions on the card, and characters of each: Slack refuses a message whose blocks are too long together."""
BUTTONS = {
    Answer.APPROVE: (words.APPROVE, ids.Question.APPROVE),
    Answer.ASK_SUPPLEMENT: (words.ASK_SUPPLEMENT, ids.Question.ASK_SUPPLEMENT),
    Answer.REFER: (words.REFER, ids.Question.REFER),
    Answer.DECLINE: (words.DECLINE, ids.Question.AU_MORE),
}


def card(shown: QuestionCard) -> Message:
    """The one message in the AU channel. Settled, its content stays and its buttons are gone."""
    drawn: list[Block] = [section(_head(shown)), context(*_small_print(shown))]
    if shown.unprepared and shown.at_au:
        drawn.append(context(words.unprepared(shown.preparer, shown.preparation_reference)))
    for name, text in shown.texts:
        drawn += sections(words.field(name, text))
    drawn += facts((form_words.FIELDS[name], value) for name, value in shown.further)
    if shown.source:
        author = form_words.from_message(shown.source_author or form_words.UNKNOWN_AUTHOR)
        drawn.append(context(md("{author} {link}", author=author, link=link(shown.source, form_words.SHOW_MESSAGE))))
    for one in shown.completions[-COMPLETIONS:]:  # earlier ones stand in the thread
        drawn += sections(words.completion(cut(one.asked, ASKED), cut(one.text, GIVEN), one.at))
    drawn.append(divider())
    said = standing(shown)
    if said:
        drawn.append(section(said))
    stamps = _answers(shown) if shown.disagreement or not shown.at_au else []  # until then they stand in the sentence
    if stamps:
        drawn.append(context(*stamps))
    if shown.at_au:
        drawn.append(answer_buttons(shown))
    elif shown.may_send_back and shown.origin:
        back = button(words.send_back_to(shown.origin.body), ids.Question.SEND_BACK, shown.id, style="primary")
        drawn.append(actions(back, block_id=f"back-{shown.id}"))
    told = [_head(shown), *(words.field(name, text) for name, text in shown.texts), said, *stamps]
    return Message(words.lines(*told), drawn)


def _head(shown: QuestionCard) -> Md:
    first = (
        md(words.AU_HEAD if shown.round == 1 else words.AU_AGAIN, title=shown.title)
        if shown.at_au
        else words.lines(words.headline(shown.number, shown.title), words.status(shown.label))
    )
    return words.lines(first, words.from_whom(shown.raiser, shown.principal, shown.answer_by if shown.at_au else None))


def _small_print(shown: QuestionCard) -> list[str]:
    said = [f"{shown.number} · {shown.body}" if shown.at_au else shown.body]  # settled, the headline has the number
    if shown.cosigner:
        said.append(words.signed_by(shown.cosigner))
    if shown.maybe:
        said.append(words.MAYBE_SEVERAL)
    if shown.origin:
        said.append(words.linked_from(shown.origin.number, shown.origin.body))
    said += [words.linked_to(one.number, one.body, words.label(one.state, preparer="")) for one in shown.children]
    if shown.prepared and shown.preparer:
        said.append(words.prepared_by(shown.preparer))
    if shown.at_au and shown.missed and shown.target:
        said.append(form_words.late(shown.missed, shown.target))
    elif shown.at_au and shown.target:
        said.append(words.meant_for(shown.target))
    return said


def _answers(shown: QuestionCard) -> list[str]:
    return [words.answered(one.answer, one.name, one.office, one.at, one.own_principal) for one in shown.given]


def standing(shown: QuestionCard, *, to_raiser: bool = False) -> Md:
    """Where the question stands, in a sentence."""
    if shown.disagreement:
        return Md(words.DISAGREE)
    if shown.state is QuestionState.AT_AU:
        return Md("") if to_raiser or not shown.given else _half_done(shown)
    child = shown.child
    sentences: dict[QuestionState, Md] = {
        QuestionState.APPROVED: Md(words.approved(shown.meeting)),
        QuestionState.ON_AGENDA: Md(words.approved(shown.meeting)),
        QuestionState.NOT_TAKEN_UP: words.declined(shown.reason) if to_raiser else words.declined_here(shown.reason),
        QuestionState.REFERRED: words.referred(shown.referred_to, shown.referred_number, shown.reason),
        QuestionState.SUPPLEMENT_REQUESTED: words.supplement_here(shown.reason, shown.complete_by),
        QuestionState.IN_PREPARATION: words.in_preparation(child.body, child.number) if child else Md(""),
    }
    return sentences.get(shown.state, Md(""))


def _half_done(shown: QuestionCard) -> Md:
    one = shown.given[0]
    done = words.DONE[one.answer]
    other = next(role for role in OFFICES if role is not one.office)
    holders = dict(shown.offices)
    first = words.answered(one.answer, one.name, one.office, one.at, one.own_principal)
    why = words.because(cut(one.text, ASKED)) if one.text else ""
    if not shown.both:
        return words.lines(
            words.waits_for_chair(one.name, done, holders.get(Role.CHAIR) or words.THE_CHAIR), why, first
        )
    waits = words.waits_for(one.name, done, holders.get(other), other)
    return words.lines(join(" ", [words.progress(1, 2), waits]), why, first)


def answer_buttons(shown: QuestionCard, *, take_back: bool = True) -> Block:
    """AU's answers, the normal one first and primary; what is not in sight is behind the dots. `take_back`: also for the
    one who has answered (the message in the channel is the same for both)."""
    offered = answers_offered(unprepared=shown.unprepared)
    value = f"{shown.id}:{shown.round}"
    row = [_answer_button(shown, one, value, first=one is offered[0]) for one in offered[:SHOWN_AT_ONCE]]
    rest = [option(BUTTONS[one][0], f"{one.value}:{value}") for one in offered[SHOWN_AT_ONCE:]]
    if shown.given and take_back:
        row.append(button(words.TAKE_BACK, ids.Question.TAKE_BACK, shown.id))
    return actions(*row, overflow(ids.Question.AU_MORE, rest), block_id=f"au-{shown.id}-{shown.round}")


def _answer_button(shown: QuestionCard, answer: Answer, value: str, *, first: bool) -> Block:
    style = "primary" if first else None
    if answer is Answer.PREPARE:
        return button(words.send_to(shown.preparer), ids.Question.PREPARE, value, style=style)
    label, action = BUTTONS[answer]
    asks = None
    if answer is Answer.APPROVE and shown.unprepared:
        said = words.unprepared_confirm(shown.preparer, shown.preparation_reference)
        asks = confirm(words.UNPREPARED_CONFIRM, said, words.APPROVE_YES, words.APPROVE_NO)
    return button(label, action, value, style=style, confirm=asks, says=words.says(label, shown.title))


def note(shape: NoteShape) -> Message:
    """A line in a thread."""
    said = question_notes.note(shape.note, to_raiser=shape.to_raiser)
    return Message(said, [section(said)])


def escalation(shape: EscalationShape) -> Message:
    """The word to a coordinator, with the button that opens a new round where the two have answered differently."""
    shown = shape.card
    if not shape.open:
        said = said_to.escalation_over(shown.title, shown.number, shown.label)
        return Message(said, [section(said)])
    said = said_to.escalation(shape.why, shown.title, shown.number, shown.body_short)
    drawn: list[Block] = [section(said)]
    if shown.given:
        drawn.append(context(*_answers(shown)))
    if shown.disagreement:
        drawn.append(reopen_button(shown))
    return Message(words.lines(said, *_answers(shown)), drawn)


def reopen_button(shown: QuestionCard) -> Block:
    """Öppna för nytt svar."""
    again = button(words.REOPEN, ids.Question.REOPEN, f"{shown.id}:{shown.round}", style="primary")
    return actions(again, block_id=f"reopen-{shown.id}")


def reach(shown: QuestionCard) -> Message:
    """The line to a coordinator (R-G02)."""
    said = said_to.reach(shown.title, shown.number, shown.raiser, shown.principal, shown.maybe)
    return Message(said, [section(said)])


@dataclass(frozen=True)
class AnswerWritten:
    """What a form of AU's holds. Names a question and the round that was looked at; neither is believed."""

    question_id: str
    round: str
    answer: str
    text: str
    target: str | None


def answer_form(shape: AnswerForm) -> View:
    """The form of an answer that needs words: a completion, a referral, not taken up."""
    titles = {
        Answer.ASK_SUPPLEMENT: words.ASK_SUPPLEMENT,
        Answer.REFER: words.REFER_TITLE,
        Answer.DECLINE: words.DECLINE,
    }
    drawn: list[Block] = [section(words.headline(shape.card.number, shape.card.title))]
    if shape.answer is Answer.REFER:
        drawn.append(fields.radio("target", words.REFER_FIELD, shape.targets))
        drawn.append(fields.text_input("note", words.NOTE_FIELD, most=2000, lines=True, optional=True))
    elif shape.answer is Answer.DECLINE:
        drawn.append(
            fields.text_input(
                "text", words.DECLINE_FIELD, value=shape.text, most=2000, lines=True, hint=words.DECLINE_HINT
            )
        )
    else:
        drawn.append(fields.text_input("text", words.SUPPLEMENT_FIELD, most=2000, lines=True))
    named = f"{shape.answer.value}:{shape.card.id}:{shape.card.round}"
    title = titles[shape.answer]
    return modal(ids.Question.ANSWER_FORM, title, drawn, submit=words.SEND, close=words.CANCEL, metadata=named)


def read_answer(view: Mapping[str, Any]) -> AnswerWritten:
    """What is written in the form."""
    state: fields.State = (view.get("state") or {}).get("values") or {}
    answer, question_id, round_seen = ([*str(view.get("private_metadata") or "").split(":"), "", ""])[:3]
    written = fields.read_text(state, "text") or fields.read_text(state, "note")
    return AnswerWritten(question_id, round_seen, answer, written, fields.read_choice(state, "target"))
