"""The doors of questions: the five ways to the form, AU's answers, the raiser's and the representative's buttons."""

from __future__ import annotations

import html
import re
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.reads import people as people_reads
from bot.reads import question_form as form_reads
from bot.reads import questions as reads
from bot.text import question_form as form_words
from bot.text import questions as words
from bot.text.markup import esc
from bot.usecases import questions as usecases
from bot.usecases import questions_au as au
from handlers import ids
from handlers.doors import Doors, Visit, number
from handlers.views import notice
from handlers.views import question_form as form_views
from handlers.views import question_messages as message_views
from handlers.views import questions as views
from handlers.views import questions_au as au_views
from models.rules.questions import Draft
from models.rules.questions_au import Answer
from models.rules.refusals import Refusal, Refused

doors = Doors()
_TOKEN = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")


def pair(value: str) -> tuple[int, int]:
    """A question and the round that was looked at. Raises Refused(NOT_FOUND)."""
    first, _, second = value.partition(":")
    return number(first), number(second)


def plain(text: str) -> str:
    """A message's text as it is read: links and mentions as their words, signs unescaped."""
    return html.unescape(_TOKEN.sub(lambda found: found[2] or found[1].lstrip("@#!"), text))


# ── The form ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def _open(visit: Visit, draft: Draft | None = None, *, text: str = "") -> None:
    shape = await visit.acting.read(reads.form, visit.acting.person_id, draft, text=text)
    await visit.open(views.form(shape))
    await visit.ack()


@doors.action(ids.Question.RAISE)
async def open_form(visit: Visit) -> None:
    """From App Home, or from an answer to free text, which brings a text to begin with."""
    await _open(visit, text=visit.value[:2000])


@doors.word("fraga")
async def command(visit: Visit) -> None:
    """From `/samverkan fråga`; what follows the word begins the text."""
    await _open(visit, text=str(visit.body.get("text") or "").partition(" ")[2].strip()[:2000])


@doors.shortcut(ids.Shortcut.RAISE_QUESTION)
async def shortcut(visit: Visit) -> None:
    """From the global shortcut."""
    await _open(visit)


@doors.shortcut(ids.Shortcut.MAKE_QUESTION)
async def from_message(visit: Visit) -> None:
    """From a message: its text, its author and a link to it come along."""
    message: dict[str, Any] = visit.body.get("message") or {}
    draft = Draft(
        issue=plain(str(message.get("text") or ""))[:2000],
        source=await _permalink(visit, message),
        source_author=await _author(visit, message),
    )
    await _open(visit, draft)


async def _permalink(visit: Visit, message: dict[str, Any]) -> str | None:
    channel = str((visit.body.get("channel") or {}).get("id") or "")
    try:
        answer = await visit.client.chat_getPermalink(channel=channel, message_ts=str(message.get("ts") or ""))
    except SlackApiError:  # a channel the bot is not in: the question comes without the link
        return None
    return str(answer["permalink"])


async def _author(visit: Visit, message: dict[str, Any]) -> str:
    user = str(message.get("user") or "")
    known = await visit.acting.read(people_reads.by_slack, user) if user else None
    if known is not None:
        return known.name
    try:
        account = (await visit.client.users_info(user=user))["user"] if user else {}
    except SlackApiError:
        account = {}
    return str(account.get("real_name") or message.get("username") or form_words.UNKNOWN_AUTHOR)


async def _redraw(visit: Visit, *, more: bool = False) -> None:
    written = form_views.read_form(visit.view)
    shape = await visit.acting.read(
        reads.form, visit.acting.person_id, written.draft, more=more or written.more, draft_id=written.draft_id
    )
    await visit.redraw(views.form(shape))
    await visit.ack()


@doors.action(ids.Question.FORM_BODY)
async def choose_body(visit: Visit) -> None:
    """Another group: its principal, meeting and deadline."""
    await _redraw(visit)


@doors.action(ids.Question.FORM_REACH)
async def choose_reach(visit: Visit) -> None:
    """How many municipalities it concerns: one, and advice is given (S-29)."""
    await _redraw(visit)


@doors.action(ids.Question.FORM_LEVEL)
async def choose_level(visit: Visit) -> None:
    """Lifted from another level: who in the line stands behind it (R-F02)."""
    await _redraw(visit)


@doors.action(ids.Question.FORM_MORE)
async def show_more(visit: Visit) -> None:
    """The further fields."""
    await _redraw(visit, more=True)


@doors.action(ids.Question.SAVE_DRAFT)
async def save_draft(visit: Visit) -> None:
    """Keep what is written for later."""
    written = form_views.read_form(visit.view)
    await visit.acting.do(usecases.save_draft, written.draft, written.draft_id)
    await visit.show_done(notice.window(form_words.DRAFT_SAVED, title=words.RAISE))
    await visit.ack()


@doors.action(ids.Question.CONTINUE_DRAFT)
async def continue_draft(visit: Visit) -> None:
    """Open a saved draft."""
    await visit.open(views.form(await visit.acting.read(form_reads.saved, visit.acting.person_id, visit.id)))
    await visit.ack()


@doors.submission(ids.Question.FORM)
async def hand_in(visit: Visit) -> None:
    """Lämna in."""
    written = form_views.read_form(visit.view)
    await visit.acting.do(usecases.raise_question, written.draft, written.draft_id)
    await visit.ack()


# ── AU ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def _answer(visit: Visit, answer: Answer) -> None:
    question_id, round_seen = pair(visit.value)
    await visit.acting.do(au.answer, question_id, round_seen, answer)
    await visit.ack()


async def _answer_form(visit: Visit, answer: Answer, value: str) -> None:
    question_id, round_seen = pair(value)
    shape = await visit.acting.read(reads.answer_form, visit.acting.person_id, question_id, round_seen, answer)
    await visit.open(au_views.answer_form(shape))
    await visit.ack()


@doors.action(ids.Question.APPROVE)
async def approve(visit: Visit) -> None:
    """Godkänn till dagordningen."""
    await _answer(visit, Answer.APPROVE)


@doors.action(ids.Question.PREPARE)
async def prepare(visit: Visit) -> None:
    """Skicka till LSG."""
    await _answer(visit, Answer.PREPARE)


@doors.action(ids.Question.ASK_SUPPLEMENT)
async def ask_supplement(visit: Visit) -> None:
    """Begär komplettering: what needs to be made clear."""
    await _answer_form(visit, Answer.ASK_SUPPLEMENT, visit.value)


@doors.action(ids.Question.REFER)
async def refer(visit: Visit) -> None:
    """Hänvisa: where to."""
    await _answer_form(visit, Answer.REFER, visit.value)


@doors.action(ids.Question.AU_MORE)
async def more_answers(visit: Visit) -> None:
    """What is behind the dots: `answer:question:round`."""
    answer, _, value = visit.value.partition(":")
    await _answer_form(visit, _reply(answer), value)


def _reply(name: str) -> Answer:
    if name not in tuple(Answer):
        raise Refused(Refusal.NOT_FOUND)
    return Answer(name)


@doors.submission(ids.Question.ANSWER_FORM)
async def answer_with_words(visit: Visit) -> None:
    """A completion asked for, a referral, or not taken up."""
    given = au_views.read_answer(visit.view)
    await visit.acting.do(
        au.answer,
        number(given.question_id),
        number(given.round),
        _reply(given.answer),
        text=given.text,
        target=given.target,
    )
    await visit.ack()


@doors.action(ids.Question.TAKE_BACK)
async def take_back(visit: Visit) -> None:
    """Ångra mitt svar."""
    await visit.acting.do(au.take_back, visit.id)
    await visit.ack()


@doors.action(ids.Question.SEND_BACK)
async def send_back(visit: Visit) -> None:
    """Beredd – skicka tillbaka."""
    await visit.acting.do(au.send_back, visit.id)
    await visit.ack()


@doors.action(ids.Question.REOPEN)
async def reopen(visit: Visit) -> None:
    """Öppna för nytt svar."""
    await visit.acting.do(au.reopen, *pair(visit.value))
    await visit.ack()


# ── The raiser and the representative ────────────────────────────────────────────────────────────────────────────────


@doors.action(ids.Question.COMPLETE)
async def complete(visit: Visit) -> None:
    """Komplettera: the form with the earlier texts."""
    shape = await visit.acting.read(reads.completion_form, visit.acting.person_id, *pair(visit.value))
    await visit.open(message_views.completion_form(shape))
    await visit.ack()


@doors.submission(ids.Question.COMPLETION_FORM)
async def completed(visit: Visit) -> None:
    """The completion is sent."""
    texts, answer = message_views.read_completion(visit.view)
    await visit.acting.do(usecases.complete, *pair(visit.metadata), texts, answer)
    await visit.ack()


@doors.action(ids.Question.WITHDRAW)
async def withdraw(visit: Visit) -> None:
    """Återta."""
    await visit.acting.do(usecases.withdraw, visit.id)
    await visit.ack()


@doors.action(ids.Question.COSIGN)
async def cosign(visit: Visit) -> None:
    """Skriv under."""
    await visit.acting.do(usecases.cosign, visit.id)
    await visit.ack()


@doors.action(ids.Question.NOT_NOW)
async def not_now(visit: Visit) -> None:
    """Inte nu: a reason, if one wants to give one."""
    shape = await visit.acting.read(reads.cosign_form, visit.acting.person_id, visit.id)
    await visit.open(message_views.not_now_form(shape))
    await visit.ack()


@doors.submission(ids.Question.NOT_NOW_FORM)
async def said_not_now(visit: Visit) -> None:
    """Inte nu, with or without a reason."""
    await visit.acting.do(usecases.not_now, number(visit.metadata), message_views.read_not_now(visit.view))
    await visit.ack()


@doors.word("arenden")
async def listing(visit: Visit) -> None:
    """`/samverkan ärenden`: one's own questions and those of one's groups, with their status."""
    shape = await visit.acting.read(reads.listing, visit.acting.person_id)
    await visit.ack(text=esc(views.listing(shape)), response_type="ephemeral")
