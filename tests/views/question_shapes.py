"""Shapes of questions for the views' tests, and what to look at in a drawing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.reads.question_cards import CompletionCard, GivenCard, LinkCard, QuestionCard
from bot.reads.question_form import QuestionForm
from models.rules.bodies import ReachWords
from models.rules.questions import Draft, QuestionState, Reach
from models.rules.questions_au import Answer
from models.rules.roster import Role

NASTY = "<!channel> <@U1> <https://x.example|här> & *fet* \u202e `x`"
LONGEST = "& <" * 666
DAY = date(2026, 3, 12)
GIVEN = GivenCard(Role.CHAIR, "Anna Ek", Answer.APPROVE, "", "", datetime(2026, 1, 12, 13, 2), own_principal=True)  # noqa: DTZ001
CARD = QuestionCard(
    id=7, number="SVO 2026-014", title="Trygg utskrivning", body="Samråd vård och omsorg", body_short="Samråd",
    principal="Umeå kommun", raiser="Bo By", cosigner=None, state=QuestionState.AT_AU, round=1,
    texts=(("issue", "Vad?"), ("why_not_local", "Därför.")), further=(("links", "https://x.example"),), maybe=False,
    source=None, source_author=None, answer_by=date(2026, 2, 19), complete_by=None, meeting=None, missed=None, target=DAY,
    preparer="LSG", prepared=False, offices=((Role.CHAIR, "Anna Ek"), (Role.VICE_CHAIR, "Per Al")), both=True, given=(),
    reason="", referred_to="", origin=None, children=(), completions=(), disagreement=False, may_withdraw=True,
    may_send_back=False,
)  # fmt: skip
LINK = LinkCard("LSG 2026-003", "LSG", "Länssamverkansgruppen (LSG)", QuestionState.APPROVED)


def card(**changes: Any) -> QuestionCard:
    return replace(CARD, **changes)


def written(text: str) -> QuestionCard:
    """A card in which people have written that everywhere."""
    return card(
        title=text[:150], raiser=text[:150], principal=text[:100], reason=text, referred_to=text[:100], cosigner=text[:150],
        texts=tuple((name, text) for name in ("issue", "background", "benefit", "concerned", "why_not_local")),
        further=(("experts", text), ("links", text)), source="https://x.example/p?a=1", source_author=text[:150],
        completions=(CompletionCard(text, text, GIVEN.at),) * 3, given=(replace(GIVEN, name=text[:150], text=text),),
        offices=((Role.CHAIR, text[:150]), (Role.VICE_CHAIR, text[:150])), origin=LINK, children=(LINK,),
    )  # fmt: skip


def mrkdwn(found: Any) -> Iterator[str]:
    """Every text that Slack would look for markup in."""
    if isinstance(found, dict):
        if found.get("type") == "mrkdwn":
            yield found["text"]
        for one in found.values():
            yield from mrkdwn(one)
    elif isinstance(found, list):
        for one in found:
            yield from mrkdwn(one)


def form(**changes: Any) -> QuestionForm:
    shape = QuestionForm(
        bodies=(("samrad", "Samråd vård och omsorg"), ("lsg", "Länssamverkansgruppen (LSG)")),
        body_name="Samråd vård och omsorg", principal="Umeå kommun", political=True, cosigners=None, next_meeting=DAY,
        deadline=date(2026, 2, 12), missed=None, meetings=(("3", "12 mars 2026"),), bilateral=False, draft=Draft(body="samrad"),
        reach_words=ReachWords("en kommun", "kommuner", "regionen", "alla kommuner"),
    )  # fmt: skip
    return replace(shape, **changes)


def full(text: str = "Text") -> Draft:
    return Draft(
        body="samrad", title=text[:150].strip(), issue=text.strip(), background=text.strip(), benefit=text.strip(),
        concerned=text.strip(), why_not_local=text.strip(), reach=Reach.MAYBE, source="https://x.example/p1",
        source_author="Bo",
        details={
            "handling": "dialogue", "meeting": "3", "level": "local", "endorser": "Eva", "endorser_function": "Chef",
            "endorsed_on": "2026-01-08", "informed": "Alla", "experts": "Ingen", "association": "no",
            "initiative": "unknown", "priority": "A", "links": "https://x.example",
        },
    )  # fmt: skip


def filled(view: dict[str, Any]) -> dict[str, Any]:
    """The view as Slack sends it when nobody has touched what was filled in."""
    values: dict[str, Any] = {}
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        answer = {
            "plain_text_input": lambda one: {"value": one.get("initial_value")},
            "datepicker": lambda one: {"selected_date": one.get("initial_date")},
        }.get(element["type"], lambda one: {"selected_option": one.get("initial_option")})(element)
        values[block["block_id"]] = {element["action_id"]: {"type": element["type"], **answer}}
    return {**view, "state": {"values": values}}
