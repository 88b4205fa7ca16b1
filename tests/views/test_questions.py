"""Questions drawn: within Slack's limits at their longest, no markup from what people wrote, and forms read back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.reads.question_letters import (
    CosignShape,
    EscalationShape,
    NoteShape,
    RaiserShape,
    SupplementShape,
    UnsignedShape,
)
from bot.reads.questions import AnswerForm, CompletionForm, HomePart, Listing, WaitingCard, Waits
from bot.text.question_notes import Note
from handlers.views import question_form, question_messages, questions, questions_au
from handlers.views.blocks import Message, home
from models.rules.questions import Escalated, QuestionState
from models.rules.questions_au import Answer, Outcome
from models.rules.roster import Role
from sandbox.slack.blocks import check_blocks
from sandbox.slack.viewshape import check_view
from tests.views.question_shapes import CARD, DAY, GIVEN, LINK, LONGEST, NASTY, card, form, full, mrkdwn, written


def messages(text: str) -> Iterator[Message]:
    """Every message about a question, in every state, with that text everywhere."""
    for state in QuestionState:
        shown = replace(written(text), state=state, meeting=DAY, complete_by=DAY, may_send_back=True)
        yield questions_au.card(shown)
        yield question_messages.raiser(RaiserShape(shown, (text[:150],)))
        yield question_messages.cosign(CosignShape(shown, open=False, declined=False))
    shown = replace(written(text), complete_by=DAY)
    yield questions_au.card(replace(shown, disagreement=True))
    yield questions_au.card(replace(shown, both=False))
    yield question_messages.supplement(SupplementShape(shown, text, 1, open=True))
    yield question_messages.supplement(SupplementShape(shown, text, 1, open=False))
    yield question_messages.cosign(CosignShape(shown, open=True, declined=False))
    yield question_messages.cosign(CosignShape(shown, open=True, declined=True))
    yield questions_au.reach(shown)
    for is_open in (True, False):
        yield question_messages.unsigned(UnsignedShape(shown, (text[:150], "B"), (text[:150],), DAY, open=is_open))
    yield question_messages.unsigned(UnsignedShape(shown, (), (), DAY, open=True))
    yield question_messages.unsigned(UnsignedShape(replace(shown, state=QuestionState.DRAFT), (), (), DAY, open=False))
    for why in set(Escalated) - {Escalated.UNSIGNED}:  # which has a message of its own
        yield questions_au.escalation(EscalationShape(replace(shown, disagreement=True), why, 1, open=True))
    yield questions_au.escalation(EscalationShape(shown, Escalated.LATE, 1, open=False))
    yield from (questions_au.note(NoteShape(one, to_raiser)) for one in notes(text) for to_raiser in (False, True))


def notes(text: str) -> Iterator[Note]:
    """Every line of a thread."""
    base = Note(
        "",
        name=text[:150],
        text=text,
        target=text[:100],
        other=text[:150],
        linked_number="LSG 2026-003",
        linked_body="LSG",
    )
    for act in (
        "raised",
        "cosigned",
        "linked",
        "withdrawn",
        "answer_withdrawn",
        "reopened",
        "late",
        "sent_back",
        "prepared",
    ):
        yield replace(base, act=f"question.{act}")
    for changed in ((), ("issue",)):
        yield replace(base, act="question.completed", changed=changed)
    yield replace(base, act="question.completion_late")
    yield replace(base, act="question.unsigned")
    for everybody in (False, True):
        yield replace(base, act="question.not_now", everybody=everybody)
    for state in QuestionState:
        for back in (False, True):
            yield replace(base, act="question.linked_moved", linked_state=state, back=back)
    for answer in Answer:
        for outcome in Outcome:
            yield replace(base, act="question.answered", office=Role.CHAIR, answer=answer, outcome=outcome)
    yield replace(
        base, act="question.answered", office=Role.CHAIR, answer=Answer.APPROVE, outcome=Outcome.WAITS, by_chair=True
    )


def forms(text: str) -> Iterator[dict[str, Any]]:
    """Every window."""
    yield question_form.form(form(more=True, draft=full(text)))
    for answer in (Answer.ASK_SUPPLEMENT, Answer.REFER, Answer.DECLINE):
        targets = tuple((f"arena:{one}", text[:75]) for one in range(10))
        yield questions_au.answer_form(AnswerForm(written(text), answer, targets, text))
    yield question_messages.completion_form(CompletionForm(written(text), text))
    yield question_messages.not_now_form(written(text))


@pytest.mark.parametrize("text", [NASTY, LONGEST, "x" * 2000, "kort"])
def test_every_message_is_within_the_limits_and_says_its_words(text: str) -> None:
    for one in messages(text):
        assert check_blocks(one.arguments()["blocks"], "message") == []
        assert one.arguments()["text"].strip()


@pytest.mark.parametrize("text", [NASTY, LONGEST, "x" * 2000, "kort"])
def test_every_window_is_within_the_limits(text: str) -> None:
    for view in forms(text):
        assert check_view(view) == []


@pytest.mark.parametrize("live", ["<!channel>", "<@U1>", "<https://x.example|", "\u202e"])
def test_nothing_that_people_wrote_is_live(live: str) -> None:
    """No mention, broadcast or link arises, and no text is turned around."""
    for one in messages(NASTY):
        arguments = one.arguments()
        assert live not in arguments["text"]
        assert [text for text in mrkdwn(arguments["blocks"]) if live in text.replace("x.example/p?a=1|", "")] == []
    for view in forms(NASTY):
        assert [text for text in mrkdwn(view["blocks"]) if live in text.replace("x.example/p?a=1|", "")] == []


# ── AU's card ────────────────────────────────────────────────────────────────────────────────────────────────────────


def buttons(message: Message) -> list[str]:
    found = [one for block in message.blocks if block["type"] == "actions" for one in block["elements"]]
    shown = [one["text"]["text"] for one in found if one["type"] == "button"]
    return shown + [f"…{two['text']['text']}" for one in found if one["type"] == "overflow" for two in one["options"]]


def test_the_card_offers_the_preparation_first_and_three_buttons_in_sight() -> None:
    """S-07: Skicka till LSG before Godkänn."""
    assert buttons(questions_au.card(CARD)) == [
        "Skicka till LSG", "Godkänn till dagordningen", "Begär komplettering", "…Hänvisa", "…Ta inte upp",
    ]  # fmt: skip


def test_a_prepared_question_is_approved_first() -> None:
    offered = buttons(questions_au.card(card(prepared=True)))

    assert offered == ["Godkänn till dagordningen", "Begär komplettering", "Hänvisa", "…Ta inte upp"]


def test_one_button_is_primary() -> None:
    (row,) = [block for block in questions_au.card(CARD).blocks if block["type"] == "actions"]

    assert [one.get("style") for one in row["elements"]] == ["primary", None, None, None]


def test_half_done_the_card_says_who_when_and_who_is_waited_for() -> None:
    """S-09, S-10."""
    message = questions_au.card(card(given=(GIVEN,)))

    said = "\n".join(mrkdwn(message.blocks))
    assert "*1 av 2* Anna Ek har godkänt. Nu väntar vi på Per Al." in said
    assert "Godkänt av Anna Ek (ordförande, från samma huvudman som frågan), 12 januari 2026 kl. 13.02" in said
    assert "Ångra mitt svar" in buttons(message)


def test_settled_the_content_stays_and_the_buttons_are_gone() -> None:
    settled = card(state=QuestionState.ON_AGENDA, meeting=DAY, given=(GIVEN, replace(GIVEN, office=Role.VICE_CHAIR)))
    message = questions_au.card(settled)

    said = "\n".join(mrkdwn(message.blocks))
    assert buttons(message) == []
    assert "AU har godkänt frågan. Den tas upp den 12 mars 2026." in said
    assert "Status: *På dagordningen den 12 mars 2026*" in said
    assert "*Vad är frågan?*\nVad?" in said


def test_disagreement_is_said_and_nothing_is_offered() -> None:
    message = questions_au.card(card(disagreement=True, given=(GIVEN,)))

    assert "Ni har svarat olika. Koordinatorn kontaktar er." in message.text
    assert buttons(message) == []


def test_a_prepared_question_is_sent_back_by_a_button() -> None:
    back = card(state=QuestionState.TREATED, origin=replace(LINK, body="Samråd"), may_send_back=True)

    assert buttons(questions_au.card(back)) == ["Beredd – skicka tillbaka till Samråd"]


# ── App Home and the list ────────────────────────────────────────────────────────────────────────────────────────────


def test_what_waits_is_drawn_with_its_buttons() -> None:
    waits = tuple(WaitingCard(card(id=place, complete_by=DAY), what, "Hur?") for place, what in enumerate(Waits))
    drawn = questions.waiting(waits)

    assert check_view(home(drawn)) == []
    labels = [
        one["text"]["text"]
        for block in drawn
        if block["type"] == "actions"
        for one in block["elements"]
        if "text" in one
    ]
    assert {"Skriv under", "Godkänn till dagordningen", "Komplettera", "Öppna för nytt svar"} <= set(labels)


def test_the_list_shows_number_title_and_status() -> None:
    said = questions.listing(Listing((CARD,), (card(state=QuestionState.TREATED),)))

    assert said == (
        "*Dina frågor*\nSVO 2026-014 · *Trygg utskrivning*\nStatus: *Hos AU* AU svarar senast den 19 februari 2026.\n"
        "*Frågor i dina grupper*\nSVO 2026-014 · *Trygg utskrivning*\nStatus: *Behandlad*"
    )


def test_home_lists_ones_own_questions_with_what_can_be_done() -> None:
    drafted = card(state=QuestionState.DRAFT, number="")
    drawn = questions.home(HomePart((CARD, replace(drafted, id=8)), may_raise=True))

    assert check_view(home(drawn)) == []
    labels = [one["text"]["text"] for block in drawn if block["type"] == "actions" for one in block["elements"]]
    assert labels == ["Återta", "Fortsätt skriva", "Återta"]
