"""Questions on App Home and in the list, and the way to the form; the messages are drawn in question_messages and
questions_au."""

from __future__ import annotations

from bot.reads.question_cards import QuestionCard
from bot.reads.questions import HomePart, Listing, WaitingCard, Waits
from bot.text import question_messages as said_to
from bot.text import questions as words
from bot.text.markup import Md, join
from handlers import ids
from handlers.views.blocks import Block, actions, button, context, cut, section
from handlers.views.later import in_sight, later
from handlers.views.question_form import form, read_form
from handlers.views.question_messages import cosign_buttons, raiser_buttons
from handlers.views.questions_au import answer_buttons, reopen_button, standing
from models.rules.questions import QuestionState
from models.rules.reminders import Awaited

__all__ = ["form", "home", "home_buttons", "listing", "raise_button", "read_form", "waiting"]
EXCERPT = 600
"""Characters of the question shown on App Home."""


def waiting(cards: tuple[WaitingCard, ...]) -> list[Block]:
    """What waits for the person, each with its buttons."""
    drawn: list[Block] = []
    for one in cards:
        shown = one.card
        if one.what is Waits.ANSWER:
            who = words.from_whom(shown.raiser, shown.principal, shown.answer_by)
            issue = next((text for name, text in shown.texts if name == "issue"), "")
            said = words.lines(words.headline(shown.number, shown.title), who, cut(issue, EXCERPT))
            drawn.append(section(said, accessory=in_sight(Awaited.ANSWER, shown.id)))
            if given := standing(shown):
                drawn.append(context(given))
            drawn.append(answer_buttons(shown, take_back=False))
        elif one.what is Waits.COSIGNATURE:
            drawn.append(section(said_to.cosign(shown.raiser, shown.title, shown.body)))
            drawn.append(cosign_buttons(shown))
        elif one.what is Waits.COORDINATOR:
            drawn.append(section(said_to.disagreement_home(shown.number, shown.title, shown.body_short)))
            drawn.append(reopen_button(shown))
        elif shown.complete_by:
            drawn.append(section(said_to.supplement_asked(shown.title, one.asked, shown.complete_by)))
            value = f"{shown.id}:{shown.round}"
            complete = button(words.COMPLETE, ids.Question.COMPLETE, value, style="primary")
            drawn.append(actions(complete, later(Awaited.COMPLETION, shown.id), block_id=f"waits-{shown.id}"))
    return drawn


def home(part: HomePart) -> list[Block]:
    """The part of App Home: what the person has raised, where it stands, and what can be done."""
    drawn: list[Block] = []
    for shown in part.questions:
        drawn.append(section(line(shown)))
        if acts := raiser_buttons(shown):
            drawn.append(actions(*acts, block_id=f"followed-{shown.id}"))
    return drawn


def line(shown: QuestionCard) -> Md:
    """A question in a list: number, title, status, and when AU answers."""
    until = words.answer_until(shown.answer_by) if shown.state is QuestionState.AT_AU and shown.answer_by else ""
    return words.lines(
        words.headline(shown.number, shown.title), join(" ", [one for one in (words.status(shown.label), until) if one])
    )


def home_buttons(part: HomePart) -> list[Block]:
    """Buttons at the top of App Home."""
    return [raise_button()] if part.may_raise else []


def raise_button(text: str = "") -> Block:
    """Lyft en fråga; `text` is put into the form (at most 2000 characters)."""
    return button(words.RAISE, ids.Question.RAISE, text[:2000], style="primary")


def listing(shape: Listing) -> Md:
    """The answer to `/samverkan ärenden`."""
    own: list[str] = [line(one) for one in shape.own] or [said_to.NO_QUESTIONS]
    parts: list[str] = [Md(f"*{said_to.OWN_QUESTIONS}*"), *own]
    if shape.others:
        parts += [Md(f"*{said_to.QUESTIONS_HERE}*"), *(line(one) for one in shape.others)]
    return words.lines(*parts)
